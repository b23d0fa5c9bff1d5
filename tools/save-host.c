/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "save-host.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "tool.h"

#define CAPABILITIES "capabilities.xml"
#define URI "uri"

static gboolean
is_of_description (const char *name)
{
  return g_str_equal (name, CAPABILITIES) || g_str_equal (name, URI)
         || (g_str_has_prefix (name, "domcapabilities") && g_str_has_suffix (name, ".xml"));
}

static gboolean
fail (GError **error,
      const char *folder,
      const char *cause)
{
  g_set_error (error, TOOL_ERROR, TOOL_ERROR_FAILED,
               "cannot save the host in '%s': %s; name a folder that can be written to", folder, cause);
  return FALSE;
}

gboolean
save_host_check (const char *folder,
                 GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!g_file_test (folder, G_FILE_TEST_EXISTS))
    return TRUE;
  dir = g_dir_open (folder, 0, &cause);
  if (dir == NULL)
    return fail (error, folder, cause->message);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      if (is_of_description (name))
        continue;
      g_set_error (error, TOOL_ERROR, TOOL_ERROR_FAILED,
                   "'%s' holds '%s', which is no part of a host description: name a new folder, or an "
                   "empty one", folder, name);
      return FALSE;
    }
  return TRUE;
}

static gboolean
write_file (const char *folder,
            const char *name,
            const char *text,
            GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) cause = NULL;

  return g_file_set_contents (path, text, -1, &cause) || fail (error, folder, cause->message);
}

static gboolean
write_all (const LiveHost *live,
           const char *folder,
           GError **error)
{
  g_autofree char *uri = g_strconcat (live->uri, "\n", NULL);

  for (guint i = 0; i < live->names->len; i++)
    {
      const char *which = g_ptr_array_index (live->names, i);
      g_autofree char *name = g_strdup_printf ("domcapabilities-%s.xml", which);

      if (!write_file (folder, name, g_ptr_array_index (live->domain_capabilities, i), error))
        return FALSE;
    }
  return write_file (folder, CAPABILITIES, live->capabilities, error) && write_file (folder, URI, uri, error);
}

/* Removes the description in FOLDER. */
static void
clear (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (is_of_description (name))
        g_unlink (path);
    }
}

static gboolean
move_all (const char *from,
          const char *to,
          GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *source = g_build_filename (from, name, NULL);
      g_autofree char *target = g_build_filename (to, name, NULL);

      if (g_rename (source, target) < 0)
        return fail (error, to, g_strerror (errno));
    }
  return TRUE;
}

/* All is written beside the old description before that goes: a full disk
 * leaves it as it was. */
static gboolean
replace (const LiveHost *live,
         const char *folder,
         GError **error)
{
  g_autofree char *staging = g_build_filename (folder, ".saving-XXXXXX", NULL);
  gboolean done;

  if (g_mkdtemp (staging) == NULL)
    return fail (error, folder, g_strerror (errno));
  done = write_all (live, staging, error);
  if (done)
    {
      clear (folder);
      done = move_all (staging, folder, error);
    }
  clear (staging);
  g_rmdir (staging);
  return done;
}

gboolean
save_host (const LiveHost *live,
           const char *folder,
           GError **error)
{
  gboolean made = !g_file_test (folder, G_FILE_TEST_EXISTS);

  if (made && g_mkdir (folder, 0777) < 0)
    return fail (error, folder, g_strerror (errno));
  if (replace (live, folder, error))
    return TRUE;
  if (made)
    g_rmdir (folder);
  return FALSE;
}
