/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Addresses of storage on a server: "nbd://store.example:10809/export"; and what
 * virt-install lets one leave out. */

#include "intent/option-words-private.h"

#include <string.h>

#include "base/libvirt-designer-error.h"

gboolean
designer_storage_is_address (const char *path)
{
  const char *end = strstr (path, "://");

  return end != NULL && end > path
         && strspn (path, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "+-.") == (gsize) (end - path);
}

G_GNUC_PRINTF (2, 3)
static void
add (GPtrArray *parts,
     const char *format,
     ...)
{
  va_list list;

  va_start (list, format);
  g_ptr_array_add (parts, g_strdup_vprintf (format, list));
  va_end (list);
}

static gboolean
refuse (const char *address,
        const char *remedy,
        GError **error)
{
  g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
               "'%s' is no address of storage: %s", address, remedy);
  return FALSE;
}

/* A socket of the host in place of a server, as the NBD project writes it. */
static gboolean
add_socket (GPtrArray *parts,
            const char *address,
            const char *query,
            GError **error)
{
  g_autofree char *socket = NULL;

  if (query != NULL && g_str_has_prefix (query, "socket="))
    socket = g_uri_unescape_string (query + strlen ("socket="), NULL);
  if (socket == NULL || *socket != '/')
    return refuse (address, "name the socket, as in nbd+unix:///EXPORT?socket=/run/nbd.sock", error);
  add (parts, "source.host0.transport=unix");
  add (parts, "source.host0.socket=%s", socket);
  return TRUE;
}

static void
add_server (GPtrArray *parts,
            GUri *uri,
            const char *transport)
{
  const char *host = g_uri_get_host (uri);

  if (host == NULL || *host == '\0')
    return;
  add (parts, "source.host0.name=%s", host);
  if (g_uri_get_port (uri) >= 0)
    add (parts, "source.host0.port=%d", g_uri_get_port (uri));
  if (transport != NULL)
    add (parts, "source.host0.transport=%s", transport);
}

gboolean
designer_storage_address_write_out (const char *address,
                                    GPtrArray *parts,
                                    GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_ENCODED_PATH | G_URI_FLAGS_ENCODED_QUERY, NULL);
  g_auto (GStrv) scheme = NULL;
  const char *name;
  const char *query;

  if (uri == NULL)
    return refuse (address, "give PROTOCOL://SERVER:PORT/NAME", error);
  if (g_uri_get_userinfo (uri) != NULL)
    return refuse (address, "give the user as source.auth.username=, with source.auth.secret.type= and "
                   "source.auth.secret.usage=", error);
  scheme = g_strsplit (g_uri_get_scheme (uri), "+", 2);
  name = g_uri_get_path (uri);
  query = g_uri_get_query (uri);
  name += *name == '/';
  add (parts, "source.protocol=%s", scheme[0]);
  if (*name != '\0')
    add (parts, "source.name=%s", name);
  if (g_strcmp0 (scheme[1], "unix") == 0)
    return add_socket (parts, address, query, error);
  add_server (parts, uri, scheme[1]);
  if (query != NULL)
    add (parts, "source.query=%s", query);
  return TRUE;
}

static const char *
type_of (char **given)
{
  for (guint i = 0; given[i] != NULL; i++)
    {
      if (g_str_has_prefix (given[i], "type="))
        return given[i] + strlen ("type=");
    }
  return NULL;
}

/* The part of the source that "source" is, which depends on the type. */
static const char *
source_of_type (const char *type)
{
  static const struct
  {
    const char *type;
    const char *part;
  } sources[] = {
    { "file", "source.file" }, { "block", "source.dev" }, { "template", "source.name" },
    { "ram", "source.usage" }, { "volume", "source.volume" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      if (g_strcmp0 (sources[i].type, type) == 0)
        return sources[i].part;
    }
  return "source.dir";
}

/* "/srv/shared,shared" is a source and a target. */
static char **
write_out_filesystem (char **given)
{
  GPtrArray *parts = g_ptr_array_new ();
  const char *source = source_of_type (type_of (given));

  for (guint i = 0; given[i] != NULL; i++)
    {
      gboolean named = strchr (given[i], '=') != NULL;

      if (g_str_has_prefix (given[i], "source="))
        g_ptr_array_add (parts, g_strconcat (source, given[i] + strlen ("source"), NULL));
      else if (!named && i < 2)
        g_ptr_array_add (parts, g_strconcat (i == 0 ? source : "target.dir", "=", given[i], NULL));
      else
        g_ptr_array_add (parts, g_strdup (given[i]));
    }
  g_ptr_array_add (parts, NULL);
  return (char **) g_ptr_array_free (parts, FALSE);
}

/* "usb2" and "usb3" are controllers of those speeds; with all ports where no more is said. */
static char **
write_out_controller (char **given)
{
  static const char *const words[][3] = {
    { "usb2", "usb,model=ich9-ehci1", "" }, { "usb3", "usb,model=qemu-xhci", ",ports=15" },
  };
  g_autofree char *rest = NULL;
  g_autofree char *all = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (!g_str_equal (given[0], words[i][0]))
        continue;
      rest = g_strjoinv (",", given + 1);
      all = g_strconcat (words[i][1], *rest != '\0' ? "," : words[i][2], rest, NULL);
      return g_strsplit (all, ",", -1);
    }
  return NULL;
}

char **
designer_storage_words_write_out (const DesignerOptionRow *option,
                                  char **given)
{
  if (g_str_equal (option->name, "filesystem"))
    return write_out_filesystem (given);
  return g_str_equal (option->name, "controller") ? write_out_controller (given) : NULL;
}

/* What the guest may do with the disk, as virt-install once called it. */
gboolean
designer_words_disk_permissions (DesignerWords *words,
                                 const char *name,
                                 const char *value,
                                 GError **error)
{
  static const char *const written_out[][2] = { { "ro", "readonly=on" }, { "sh", "shareable=on" }, { "rw", NULL } };

  for (guint i = 0; i < G_N_ELEMENTS (written_out); i++)
    {
      if (!g_str_equal (value, written_out[i][0]))
        continue;
      if (written_out[i][1] != NULL)
        designer_words_add (words, "%s", written_out[i][1]);
      return TRUE;
    }
  g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
               "'%s' is no value for %s of --disk: give ro, sh (shared with other guests) or rw", value, name);
  return FALSE;
}
