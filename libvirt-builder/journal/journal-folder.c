/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "journal/journal-private.h"

#include <unistd.h>

#include "base/libvirt-builder-error.h"

char *
builder_journal_folder (void)
{
  const char *asked = g_getenv ("LIBVIRT_BUILDER_STATE_DIR");

  if (asked != NULL && *asked != '\0')
    return g_strdup (asked);
  return g_build_filename (geteuid () == 0 ? SYSTEM_STATE_DIR : g_get_user_state_dir (), "libvirt-builder", NULL);
}

static int
compare_paths (gconstpointer some,
               gconstpointer other)
{
  return g_strcmp0 (*(const char *const *) some, *(const char *const *) other);
}

GPtrArray *
builder_journal_list (const char *folder,
                      GError **error)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) problem = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &problem);
  const char *name;

  if (dir == NULL && !g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_DENIED,
                   "the records of runs in '%s' cannot be read: %s", folder, problem->message);
      return NULL;
    }
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_suffix (name, BUILDER_JOURNAL_SUFFIX))
        g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
    }
  /* Their names begin with the time. */
  g_ptr_array_sort (paths, compare_paths);
  return g_steal_pointer (&paths);
}
