/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* GIO only knows the proxies of a desktop; what users of servers set is the environment. */

#include "fetch/fetcher-private.h"

#include <string.h>

/* Upper case is not read for http: a server run by another one may have that of a request. */
static const struct
{
  const char *scheme;
  const char *names[2];
} variables[] = {
  { "http", { "http_proxy", NULL } },
  { "https", { "https_proxy", "HTTPS_PROXY" } },
};

static const char *
variable (const char *const *names)
{
  for (guint i = 0; i < 2; i++)
    {
      const char *value = names[i] != NULL ? g_getenv (names[i]) : NULL;

      if (value != NULL && *value != '\0')
        return value;
    }
  return NULL;
}

static const char *
everything (const char *lower,
            const char *upper)
{
  const char *const names[] = { lower, upper };

  return variable (names);
}

static char *
url_of (const char *proxy)
{
  return strstr (proxy, "://") != NULL ? g_strdup (proxy) : g_strconcat ("http://", proxy, NULL);
}

/* NULL: every host is one to be reached without. */
static char **
exceptions (void)
{
  const char *text = everything ("no_proxy", "NO_PROXY");
  g_auto (GStrv) hosts = g_strsplit_set (text != NULL ? text : "", ", ", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; hosts[i] != NULL; i++)
    {
      if (g_str_equal (hosts[i], "*"))
        return NULL;
      if (*hosts[i] != '\0')
        g_strv_builder_add (builder, hosts[i]);
    }
  return g_strv_builder_end (builder);
}

GProxyResolver *
builder_proxies_of_environment (void)
{
  const char *all = everything ("all_proxy", "ALL_PROXY");
  g_autofree char *others = all != NULL ? url_of (all) : NULL;
  g_auto (GStrv) hosts = exceptions ();
  GProxyResolver *resolver;
  gboolean any = all != NULL;

  if (hosts == NULL)
    return g_simple_proxy_resolver_new (NULL, NULL);
  resolver = g_simple_proxy_resolver_new (others, hosts);
  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      const char *proxy = variable (variables[i].names);
      g_autofree char *url = proxy != NULL ? url_of (proxy) : NULL;

      any = any || url != NULL;
      if (url != NULL)
        g_simple_proxy_resolver_set_uri_proxy (G_SIMPLE_PROXY_RESOLVER (resolver), variables[i].scheme, url);
    }
  if (!any)
    g_clear_object (&resolver);
  return resolver;
}
