/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* virt-install's words for the settings of devices: "tcp,host=:2222" of a serial
 * port, "listen=none" of graphics. */

#include "intent/device-words-private.h"

#include <string.h>

#include "vocabulary/things-private.h"

/* An argument while it is written out. */
typedef struct
{
  const DesignerOptionRow *option;
  char **given;
  const char *type;
  GPtrArray *parts;
} Words;

static gboolean
is_given (const Words *words,
          const char *name)
{
  gsize length = strlen (name);

  for (guint i = 0; words->given[i] != NULL; i++)
    {
      if (g_str_has_prefix (words->given[i], name) && words->given[i][length] == '=')
        return TRUE;
    }
  return FALSE;
}

static void
add (Words *words,
     const char *name,
     const char *value)
{
  g_ptr_array_add (words->parts, g_strconcat (name, "=", value, NULL));
}

/* "HOST:PORT", where a host that has colons itself is in brackets. */
static void
add_address (Words *words,
             const char *host_name,
             const char *port_name,
             const char *value)
{
  const char *colon = strrchr (value, ':');
  gboolean port = colon != NULL && strchr (colon, ']') == NULL;
  g_autofree char *host = g_strndup (value, port ? (gsize) (colon - value) : strlen (value));
  gsize length = strlen (host);

  if (length > 1 && *host == '[' && host[length - 1] == ']')
    {
      host[length - 1] = '\0';
      add (words, host_name, host + 1);
    }
  else if (length > 0)
    add (words, host_name, host);
  if (port && colon[1] != '\0')
    add (words, port_name, colon + 1);
}

/* UDP sends to one address and may listen on another. */
static void
other_end (Words *words,
           const char *mode,
           const char *value)
{
  g_autofree char *host = g_strdup_printf ("source.%s_host", mode);
  g_autofree char *service = g_strdup_printf ("source.%s_service", mode);
  gboolean no_host = *value == ':';
  g_autofree char *local = no_host ? g_strconcat ("127.0.0.1", value, NULL) : g_strdup (value);

  if (g_strcmp0 (words->type, "udp") == 0)
    {
      add_address (words, host, service, local);
      return;
    }
  if (!is_given (words, "mode") && !is_given (words, "source.mode"))
    add (words, "source.mode", mode);
  add_address (words, "source.host", "source.service", local);
}

/* The keymap of the viewer is what "local" and "none" come to. */
static void
graphics_part (Words *words,
               const char *part)
{
  if (g_str_equal (part, "listen=none") || g_str_equal (part, "listen=socket"))
    add (words, "listens0.type", part + strlen ("listen="));
  else if (!g_str_equal (part, "keymap=local") && !g_str_equal (part, "keymap=none"))
    g_ptr_array_add (words->parts, g_strdup (part));
}

/* A TPM that is named by its device is the host's own. */
static void
tpm_part (Words *words,
          guint place,
          const char *part)
{
  gboolean path = g_str_has_prefix (part, "path=") || g_str_has_prefix (part, "backend.device.path=");

  if ((place == 0 && *part == '/') || path)
    {
      if (!is_given (words, "type") && !is_given (words, "backend.type") && !g_str_equal (words->given[0], "passthrough"))
        add (words, "type", "passthrough");
      add (words, "path", path ? strchr (part, '=') + 1 : part);
    }
  else
    g_ptr_array_add (words->parts, g_strdup (part));
}

static void
character_part (Words *words,
                guint place,
                const char *part)
{
  gboolean console = words->option->scope == DESIGNER_SCOPE_CONSOLE;

  if (g_str_has_prefix (part, "host="))
    other_end (words, "connect", part + strlen ("host="));
  else if (g_str_has_prefix (part, "bind_host="))
    other_end (words, "bind", part + strlen ("bind_host="));
  else if (g_str_has_prefix (part, "server="))
    add_address (words, "source.host", "source.service", part + strlen ("server="));
  else if (g_str_has_prefix (part, "target.address=") || g_str_has_prefix (part, "target_address="))
    add_address (words, "target.address", "target.port", part + strlen ("target.address="));
  else if (console && place == 0 && (g_str_equal (part, "virtio") || g_str_equal (part, "serial")))
    add (words, "target.type", part);
  else
    g_ptr_array_add (words->parts, g_strdup (part));
}

static const char *
find_type (char **parts)
{
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (g_str_has_prefix (parts[i], "type="))
        return parts[i] + strlen ("type=");
      if (g_str_has_prefix (parts[i], "char_type="))
        return parts[i] + strlen ("char_type=");
    }
  return strchr (parts[0], '=') == NULL ? parts[0] : NULL;
}

static gboolean
is_character (DesignerScopeId scope)
{
  return scope == DESIGNER_SCOPE_SERIAL || scope == DESIGNER_SCOPE_PARALLEL || scope == DESIGNER_SCOPE_CONSOLE
         || scope == DESIGNER_SCOPE_CHANNEL || scope == DESIGNER_SCOPE_REDIRDEV;
}

char **
designer_device_words_write_out (const DesignerOptionRow *option,
                                    char **parts)
{
  Words words = { .option = option, .given = parts };

  if (!is_character (option->scope) && option->scope != DESIGNER_SCOPE_GRAPHICS
      && option->scope != DESIGNER_SCOPE_TPM)
    return parts;
  words.type = find_type (parts);
  words.parts = g_ptr_array_new ();
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (option->scope == DESIGNER_SCOPE_GRAPHICS)
        graphics_part (&words, parts[i]);
      else if (option->scope == DESIGNER_SCOPE_TPM)
        tpm_part (&words, i, parts[i]);
      else
        character_part (&words, i, parts[i]);
    }
  g_ptr_array_add (words.parts, NULL);
  g_strfreev (parts);
  return (char **) g_ptr_array_free (words.parts, FALSE);
}
