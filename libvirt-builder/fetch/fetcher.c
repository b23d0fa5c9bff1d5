/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "fetch/fetcher-private.h"

#include <string.h>

#define TIMEOUT_SECONDS 60
#define PAUSE_MILLISECONDS 1000

BuilderFetcher *
builder_fetcher_new (void)
{
  BuilderFetcher *fetcher = g_new0 (BuilderFetcher, 1);
  g_autoptr (GProxyResolver) proxies = builder_proxies_of_environment ();

  fetcher->session = soup_session_new_with_options ("user-agent", "virt-designer", NULL);
  if (proxies != NULL)
    soup_session_set_proxy_resolver (fetcher->session, proxies);
  builder_fetcher_set_patience (fetcher, TIMEOUT_SECONDS, PAUSE_MILLISECONDS);
  return fetcher;
}

void
builder_fetcher_free (BuilderFetcher *fetcher)
{
  g_object_unref (fetcher->session);
  g_free (fetcher);
}

void
builder_fetcher_set_patience (BuilderFetcher *fetcher,
                              guint timeout_seconds,
                              guint pause_milliseconds)
{
  soup_session_set_timeout (fetcher->session, timeout_seconds);
  fetcher->pause = pause_milliseconds;
}

SoupMessage *
builder_fetcher_message (const char *method,
                         const char *location,
                         GError **error)
{
  g_autofree char *shown = builder_location_shown (location);
  g_autofree char *scheme = g_uri_parse_scheme (location);
  SoupMessage *message = NULL;

  if (g_strcmp0 (scheme, "http") == 0 || g_strcmp0 (scheme, "https") == 0)
    message = soup_message_new (method, location);
  if (message != NULL)
    {
      /* Lengths, ranges and checksums are those of the bytes as they are stored. */
      soup_message_disable_feature (message, SOUP_TYPE_CONTENT_DECODER);
      return message;
    }
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
               "'%s' cannot be fetched: give a URL that begins with http:// or https:// and names a host, or a path",
               shown);
  return NULL;
}

/* One who listens on the way must not get to choose what is installed. */
static gboolean
is_downgraded (SoupMessage *message,
               const char *asked_scheme)
{
  const char *scheme = g_uri_get_scheme (soup_message_get_uri (message));

  return g_str_equal (asked_scheme, "https") && !g_str_equal (scheme, "https");
}

GInputStream *
builder_fetcher_send (BuilderFetcher *fetcher,
                      SoupMessage *message,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autofree char *scheme = g_strdup (g_uri_get_scheme (soup_message_get_uri (message)));
  g_autofree char *url = g_uri_to_string (soup_message_get_uri (message));
  g_autofree char *shown = builder_location_shown (url);
  g_autoptr (GInputStream) stream = soup_session_send (fetcher->session, message, cancellable, error);

  if (stream == NULL)
    return NULL;
  if (is_downgraded (message, scheme))
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_DENIED,
                   "'%s' leads to a place that is not protected by TLS: name that one if you trust it", shown);
      return NULL;
    }
  return g_steal_pointer (&stream);
}
