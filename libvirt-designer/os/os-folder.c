/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "os/os-folder-private.h"

#include "base/libvirt-designer-error.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>

static void
child_free (gpointer data)
{
  DesignerOsChild *child = data;

  g_free (child->name);
  g_free (child);
}

static gint
compare_children (gconstpointer a,
                  gconstpointer b)
{
  const DesignerOsChild *const *first = a;
  const DesignerOsChild *const *second = b;

  return strcmp ((*first)->name, (*second)->name);
}

static gboolean
child_is_folder (const char *path,
                 const struct dirent *entry)
{
  g_autofree char *child = NULL;

  if (entry->d_type != DT_LNK && entry->d_type != DT_UNKNOWN)
    return entry->d_type == DT_DIR;
  child = g_build_filename (path, entry->d_name, NULL);
  return g_file_test (child, G_FILE_TEST_IS_DIR);
}

static GPtrArray *
read_children (DIR *folder,
               const char *path)
{
  GPtrArray *children = g_ptr_array_new_with_free_func (child_free);
  const struct dirent *entry;

  while ((entry = readdir (folder)) != NULL)
    {
      DesignerOsChild *child;

      if (g_str_equal (entry->d_name, ".") || g_str_equal (entry->d_name, ".."))
        continue;
      child = g_new0 (DesignerOsChild, 1);
      child->name = g_strdup (entry->d_name);
      child->is_folder = child_is_folder (path, entry);
      g_ptr_array_add (children, child);
    }
  g_ptr_array_sort (children, compare_children);
  return children;
}

GPtrArray *
designer_os_folder_list (const char *path,
                         GError **error)
{
  DIR *folder = opendir (path);
  GPtrArray *children;

  if (folder == NULL && (errno == ENOENT || errno == ENOTDIR))
    return g_ptr_array_new ();
  if (folder == NULL)
    {
      g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_INPUT,
                   "cannot read the OS database: '%s' cannot be listed: %s; permit it to be read or reinstall "
                   "the package osinfo-db", path, g_strerror (errno));
      return NULL;
    }
  children = read_children (folder, path);
  closedir (folder);
  return children;
}

gboolean
designer_os_folder_has (GPtrArray *children,
                        const char *name,
                        gboolean is_folder)
{
  guint first = 0;
  guint end = children->len;

  while (first < end)
    {
      guint middle = first + (end - first) / 2;
      const DesignerOsChild *child = g_ptr_array_index (children, middle);
      gint order = strcmp (child->name, name);

      if (order == 0)
        return child->is_folder == is_folder;
      if (order < 0)
        first = middle + 1;
      else
        end = middle;
    }
  return FALSE;
}
