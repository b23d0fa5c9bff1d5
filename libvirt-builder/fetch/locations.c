/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "fetch/fetch-private.h"

#include <string.h>

static char *
scheme_of (const char *location)
{
  const char *end = strstr (location, "://");

  return end != NULL && end > location ? g_uri_parse_scheme (location) : NULL;
}

gboolean
builder_location_is_url (const char *location)
{
  g_autofree char *scheme = scheme_of (location);

  return scheme != NULL && g_ascii_strcasecmp (scheme, "file") != 0;
}

char *
builder_location_path (const char *location)
{
  g_autofree char *scheme = scheme_of (location);

  if (scheme == NULL)
    return g_strdup (location);
  return g_ascii_strcasecmp (scheme, "file") == 0 ? g_filename_from_uri (location, NULL, NULL) : NULL;
}

char *
builder_location_shown (const char *location)
{
  g_autoptr (GUri) uri = NULL;

  if (!builder_location_is_url (location))
    return g_strdup (location);
  uri = g_uri_parse (location, G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_ENCODED, NULL);
  if (uri == NULL || strchr (location, '@') == NULL)
    return g_strdup (location);
  return g_uri_to_string_partial (uri, G_URI_HIDE_USERINFO);
}

/* A query belongs to the folder: it is what some mirrors want as a key. */
static char *
url_within (const char *location,
            const char *member)
{
  gsize length = strcspn (location, "?#");
  g_autofree char *folder = g_strndup (location, length);
  g_autofree char *escaped = g_uri_escape_string (member, "/+~", FALSE);

  return g_strconcat (folder, g_str_has_suffix (folder, "/") ? "" : "/", escaped, location + length, NULL);
}

char *
builder_location_within (const char *location,
                         const char *member)
{
  g_autofree char *path = builder_location_path (location);

  if (path != NULL)
    return g_build_filename (path, member, NULL);
  return url_within (location, member);
}

gboolean
builder_member_check (const char *member,
                      GError **error)
{
  g_auto (GStrv) parts = g_strsplit (member, "/", -1);

  if (*member != '\0' && *member != '/' && !g_strv_contains ((const char *const *) parts, "..")
      && strpbrk (member, "\n\r\\") == NULL && g_utf8_validate (member, -1, NULL))
    return TRUE;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
               "'%s' is no name of a file within a medium: give one such as 'images/pxeboot/vmlinuz'", member);
  return FALSE;
}
