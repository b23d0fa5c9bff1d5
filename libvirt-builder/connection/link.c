/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "connection/link-private.h"

/* Between two attempts. */
#define PAUSE (G_USEC_PER_SEC / 5)

/* So that one who is silent is noticed as one who is gone. */
#define KEEPALIVE_SECONDS 5
#define KEEPALIVE_COUNT 3

/* Takes HANDLE. */
static BuilderLink *
wrap (virConnectPtr handle,
      const char *uri)
{
  BuilderLink *link = g_new0 (BuilderLink, 1);

  link->uri = g_strdup (uri);
  link->handle = handle;
  if (virConnectSetKeepAlive (handle, KEEPALIVE_SECONDS, KEEPALIVE_COUNT) != 0)
    virResetLastError (); /* a driver in this process needs none */
  return link;
}

BuilderLink *
builder_link_new (GVirConnection *connection,
                  GError **error)
{
  virConnectPtr handle = builder_handle_of (connection, error);

  return handle != NULL ? wrap (handle, gvir_connection_get_uri (connection)) : NULL;
}

BuilderLink *
builder_link_new_for_handle (virConnectPtr handle,
                             const char *uri)
{
  virConnectRef (handle);
  return wrap (handle, uri);
}

void
builder_link_free (BuilderLink *link)
{
  if (link->handle != NULL)
    virConnectClose (link->handle);
  g_free (link->uri);
  g_free (link);
}

gboolean
builder_link_is_lost (BuilderLink *link,
                      const GError *error)
{
  return g_error_matches (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNREACHABLE)
         || (link->handle != NULL && virConnectIsAlive (link->handle) == 0);
}

gboolean
builder_link_reopen (BuilderLink *link,
                     guint seconds,
                     GCancellable *cancellable,
                     GError **error)
{
  gint64 deadline = g_get_monotonic_time () + (gint64) seconds * G_USEC_PER_SEC;

  g_clear_pointer (&link->handle, virConnectClose);
  for (;;)
    {
      link->handle = virConnectOpen (link->uri);
      if (link->handle != NULL)
        break;
      if (g_get_monotonic_time () >= deadline)
        {
          builder_set_error (error, "the connection to '%s' is lost, and nobody has answered for %u seconds",
                             link->uri, seconds);
          return FALSE;
        }
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      g_usleep (PAUSE);
    }
  if (virConnectSetKeepAlive (link->handle, KEEPALIVE_SECONDS, KEEPALIVE_COUNT) != 0)
    virResetLastError ();
  return TRUE;
}
