/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a clone is called, and its files. */

#include "planners/clone-private.h"

#include <string.h>

#include "guest/guests-private.h"
#include "planners/identity-private.h"
#include "storage/pools-private.h"

#define SUFFIX "-clone"

/* What is behind the last dot of a file is no extension where it is longer. */
#define LONGEST_EXTENSION 7

static gboolean
is_taken (BuilderCloning *cloning,
          const char *name)
{
  g_auto (virDomainPtr) domain = builder_guest_find_name (cloning->handle, name, NULL);

  return domain != NULL;
}

/* NAME without "-clone" and a number behind it; NUMBER is that, or 0, or -1 where there is no such end. */
static char *
split_name (const char *name,
            gint64 *number)
{
  const char *end = g_strrstr (name, SUFFIX);
  const char *digits = end != NULL ? end + strlen (SUFFIX) : NULL;

  *number = -1;
  if (digits == NULL || end == name)
    return g_strdup (name);
  if (*digits == '\0')
    *number = 0;
  else if (!g_ascii_string_to_signed (digits, 10, 0, G_MAXINT32, number, NULL))
    return g_strdup (name);
  return g_strndup (name, (gsize) (end - name));
}

/* A clone of web-clone is no web-clone-clone, but web-clone1. */
static char *
derive_name (BuilderCloning *cloning)
{
  gint64 number;
  g_autofree char *base = split_name (cloning->old_name, &number);
  g_autofree char *name = NULL;

  for (number++; number >= 0; number++)
    {
      g_free (name);
      name = number == 0 ? g_strconcat (base, SUFFIX, NULL)
                         : g_strdup_printf ("%s" SUFFIX "%" G_GINT64_FORMAT, base, number);
      if (!is_taken (cloning, name))
        break;
    }
  return g_steal_pointer (&name);
}

static gboolean
check_name (BuilderCloning *cloning,
            GError **error)
{
  const char *name = cloning->name;
  gboolean replace = (cloning->wish->flags & GVIR_BUILDER_CLONE_FLAGS_REPLACE) != 0;

  if (*name == '\0' || strpbrk (name, "/\n\t") != NULL || g_str_equal (name, ".") || g_str_equal (name, ".."))
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                 "'%s' cannot be the name of a guest: give one without slashes and line ends", name);
  else if (strspn (name, " ") == strlen (name))
    g_set_error_literal (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                         "a name of nothing but spaces is none: give the clone another one");
  else if (cloning->wish->original != NULL && g_str_equal (name, cloning->old_name))
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_EXISTS,
                 "'%s' is the name of the original itself: give the clone another one", name);
  else if (!replace && is_taken (cloning, name))
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_EXISTS,
                 "there is a guest '%s' already: give the clone another name, or replace that guest", name);
  else
    return TRUE;
  return FALSE;
}

static gboolean
choose_uuid (BuilderCloning *cloning,
             GError **error)
{
  const char *wish = cloning->wish->uuid;
  g_autoptr (GError) problem = NULL;
  g_auto (virDomainPtr) same = NULL;

  cloning->uuid = wish != NULL ? g_ascii_strdown (wish, -1) : g_uuid_string_random ();
  if (!g_uuid_string_is_valid (cloning->uuid))
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                   "'%s' is no UUID: give one such as %s, or none", wish, "4dea22b3-1d52-d8f3-2516-782e98ab3fa0");
      return FALSE;
    }
  same = builder_guest_find_uuid (cloning->handle, cloning->uuid, &problem);
  if (same != NULL)
    g_set_error (&problem, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_EXISTS,
                 "the guest '%s' has the UUID %s already: give the clone another, or none", virDomainGetName (same),
                 cloning->uuid);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

gboolean
builder_cloning_name (BuilderCloning *cloning,
                      GError **error)
{
  cloning->name = cloning->wish->name != NULL ? g_strdup (cloning->wish->name) : derive_name (cloning);
  return check_name (cloning, error) && choose_uuid (cloning, error);
}

gboolean
builder_cloning_path_exists (BuilderCloning *cloning,
                             const char *path)
{
  virStorageVolPtr volume = virStorageVolLookupByPath (cloning->handle, path);

  if (volume != NULL)
    {
      virStorageVolFree (volume);
      return TRUE;
    }
  virResetLastError ();
  return builder_host_is_here (cloning->handle) && g_file_test (path, G_FILE_TEST_EXISTS);
}

static gboolean
is_among (const GPtrArray *paths,
          const char *path)
{
  for (guint i = 0; i < paths->len; i++)
    {
      if (g_strcmp0 (g_ptr_array_index (paths, i), path) == 0)
        return TRUE;
    }
  return FALSE;
}

/* A file that is named as its guest is named as the clone. */
static char *
derive_stem (BuilderCloning *cloning,
             const char *stem)
{
  return g_str_equal (stem, cloning->old_name) ? g_strdup (cloning->name) : g_strconcat (stem, SUFFIX, NULL);
}

char *
builder_cloning_derive_path (BuilderCloning *cloning,
                             const char *path,
                             const GPtrArray *taken)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *file = g_path_get_basename (path);
  const char *dot = strrchr (file, '.');
  const char *extension = dot != NULL && strlen (dot + 1) <= LONGEST_EXTENSION ? dot : "";
  g_autofree char *old_stem = g_strndup (file, strlen (file) - strlen (extension));
  g_autofree char *stem = derive_stem (cloning, old_stem);
  g_autofree char *found = g_strconcat (folder, "/", stem, extension, NULL);

  for (guint i = 1; builder_cloning_path_exists (cloning, found) || is_among (taken, found); i++)
    {
      g_free (found);
      found = g_strdup_printf ("%s/%s-%u%s", folder, stem, i, extension);
    }
  return g_steal_pointer (&found);
}
