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
  gboolean ends; /* of UDP, both are written out */
} Words;

static const char *
get_given (const Words *words,
           const char *name)
{
  gsize length = strlen (name);

  for (guint i = 0; words->given[i] != NULL; i++)
    {
      if (g_str_has_prefix (words->given[i], name) && words->given[i][length] == '=')
        return words->given[i] + length + 1;
    }
  return NULL;
}

static gboolean
is_given (const Words *words,
          const char *name)
{
  return get_given (words, name) != NULL;
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

static char *
with_host (const char *value)
{
  return g_strconcat (*value == ':' ? "127.0.0.1" : "", value, NULL);
}

/* UDP sends to one address and may listen on another, which is written first. */
static void
udp_ends (Words *words)
{
  static const struct
  {
    const char *name;
    const char *host;
    const char *service;
  } ends[] = {
    { "bind_host", "source.bind_host", "source.bind_service" },
    { "host", "source.connect_host", "source.connect_service" },
  };

  for (guint i = 0; !words->ends && i < G_N_ELEMENTS (ends); i++)
    {
      const char *value = get_given (words, ends[i].name);
      g_autofree char *local = value != NULL ? with_host (value) : NULL;

      if (local != NULL)
        add_address (words, ends[i].host, ends[i].service, local);
    }
  words->ends = TRUE;
}

static void
other_end (Words *words,
           const char *mode,
           const char *value)
{
  g_autofree char *local = with_host (value);

  if (g_strcmp0 (words->type, "udp") == 0)
    {
      udp_ends (words);
      return;
    }
  if (!is_given (words, "mode") && !is_given (words, "source.mode"))
    add (words, "source.mode", mode);
  add_address (words, "source.host", "source.service", local);
}

/* The keymap of the viewer is what "local" and "none" come to. */
static void
graphics_part (Words *words,
               G_GNUC_UNUSED guint place,
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

/* The port that a crash is told through is on the ISA bus. */
static void
panic_part (Words *words,
            guint place,
            const char *part)
{
  gboolean port = place == 0 && g_str_has_prefix (part, "0x");

  if (port)
    add (words, "model", "isa");
  if (port || g_str_has_prefix (part, "iobase=") || g_str_has_prefix (part, "address.iobase="))
    {
      if (!is_given (words, "address.type"))
        add (words, "address.type", "isa");
      add (words, "address.iobase", port ? part : strchr (part, '=') + 1);
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

static const struct
{
  const char *option;
  void (*write_out) (Words *words,
                     guint place,
                     const char *part);
} table[] = {
  { "graphics", graphics_part }, { "tpm", tpm_part }, { "panic", panic_part },
  { "serial", character_part }, { "parallel", character_part }, { "console", character_part },
  { "channel", character_part }, { "redirdev", character_part },
};

char **
designer_device_words_write_out (const DesignerOptionRow *option,
                                 char **parts)
{
  Words words = { .option = option, .given = parts };
  guint row = 0;

  while (row < G_N_ELEMENTS (table) && !g_str_equal (table[row].option, option->name))
    row++;
  if (row == G_N_ELEMENTS (table))
    return parts;
  words.type = find_type (parts);
  words.parts = g_ptr_array_new ();
  for (guint i = 0; parts[i] != NULL; i++)
    table[row].write_out (&words, i, parts[i]);
  g_ptr_array_add (words.parts, NULL);
  g_strfreev (parts);
  return (char **) g_ptr_array_free (words.parts, FALSE);
}
