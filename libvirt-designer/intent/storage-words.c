/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Addresses of storage on a server: "nbd://store.example:10809/export". */

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
