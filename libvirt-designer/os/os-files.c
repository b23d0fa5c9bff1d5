/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "os/os-files-private.h"

#include "base/libvirt-designer-error.h"
#include "os/os-folder-private.h"

#include <string.h>

#define SYSTEM_FOLDER "/usr/share/osinfo"
#define LOCAL_FOLDER "/etc/osinfo"
#define OLD_LOCAL_FOLDER "/etc/libosinfo/db"
#define WEB "http://"

/* The folder that VARIABLE names, else FOLDER; OLD, which may be NULL, is what
 * libosinfo once used and takes where only that is there. */
static char *
choose_folder (const char *variable,
               const char *folder,
               const char *old)
{
  const char *named = g_getenv (variable);

  if (named != NULL)
    return g_strdup (named);
  if (old != NULL && !g_file_test (folder, G_FILE_TEST_IS_DIR) && g_file_test (old, G_FILE_TEST_IS_DIR))
    return g_strdup (old);
  return g_strdup (folder);
}

char *
designer_os_files_system_folder (void)
{
  const char *old = g_getenv ("OSINFO_DATA_DIR");

  return old != NULL ? g_strdup (old) : choose_folder ("OSINFO_SYSTEM_DIR", SYSTEM_FOLDER, NULL);
}

/* Takes FOLDER over. */
static void
add_folder (DesignerOsFiles *files,
            char *folder)
{
  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    g_ptr_array_add (files->folders, folder);
  else
    g_free (folder);
}

DesignerOsFiles *
designer_os_files_new (void)
{
  DesignerOsFiles *files = g_new0 (DesignerOsFiles, 1);
  g_autofree char *user = g_build_filename (g_get_user_config_dir (), "osinfo", NULL);
  g_autofree char *old_user = g_build_filename (g_get_user_config_dir (), "libosinfo", "db", NULL);

  files->folders = g_ptr_array_new_with_free_func (g_free);
  add_folder (files, designer_os_files_system_folder ());
  add_folder (files, choose_folder ("OSINFO_LOCAL_DIR", LOCAL_FOLDER, OLD_LOCAL_FOLDER));
  add_folder (files, choose_folder ("OSINFO_USER_DIR", user, old_user));
  return files;
}

void
designer_os_files_free (DesignerOsFiles *files)
{
  g_ptr_array_unref (files->folders);
  g_free (files);
}

char *
designer_os_files_key (const char *kind,
                       const char *id)
{
  const char *rest = g_str_has_prefix (id, WEB) ? id + strlen (WEB) : id;
  gsize domain = strcspn (rest, "/");
  char *key;

  if (*rest == '\0' || (rest[0] == '.' && domain <= 2 && strspn (rest, ".") == domain))
    return NULL;
  key = g_strconcat (kind, "/", rest, NULL);
  for (char *c = key + strlen (kind) + 1; *c != '\0'; c++)
    {
      gboolean is_first_slash = *c == '/' && c == key + strlen (kind) + 1 + domain;

      if (!is_first_slash && !g_ascii_isalnum (*c) && strchr ("-._", *c) == NULL)
        *c = '-';
    }
  return key;
}

static DesignerOsFileSet *
file_set_new (const char *key)
{
  DesignerOsFileSet *set = g_new0 (DesignerOsFileSet, 1);

  set->key = g_strdup (key);
  set->paths = g_ptr_array_new_with_free_func (g_free);
  return set;
}

void
designer_os_file_set_free (DesignerOsFileSet *set)
{
  g_free (set->key);
  g_ptr_array_unref (set->paths);
  g_free (set);
}

/* An entry's own file replaces all that earlier folders have of it. Takes PATH
 * over. */
static void
take_own_file (DesignerOsFileSet *set,
               char *path)
{
  g_ptr_array_set_size (set->paths, 0);
  g_ptr_array_add (set->paths, path);
}

/* Adds the files in the folder at PATH, which may not be there. */
static gboolean
take_folder (DesignerOsFileSet *set,
             const char *path,
             GError **error)
{
  g_autoptr (GPtrArray) children = designer_os_folder_list (path, error);

  if (children == NULL)
    return FALSE;
  for (guint i = 0; i < children->len; i++)
    {
      DesignerOsChild *child = g_ptr_array_index (children, i);

      if (!child->is_folder && g_str_has_suffix (child->name, ".xml"))
        g_ptr_array_add (set->paths, g_build_filename (path, child->name, NULL));
    }
  return TRUE;
}

/* What lies in a folder whose name ends in ".d" belongs to the entry beside it,
 * even where a domain is called so. */
static gboolean
can_have_own_file (const char *key)
{
  g_autofree char *folder = g_path_get_dirname (key);

  return !g_str_has_suffix (folder, ".d");
}

DesignerOsFileSet *
designer_os_files_of (DesignerOsFiles *files,
                      const char *key,
                      GError **error)
{
  g_autoptr (DesignerOsFileSet) set = file_set_new (key);
  gboolean has_own_file = can_have_own_file (key);

  for (guint i = 0; i < files->folders->len; i++)
    {
      const char *folder = g_ptr_array_index (files->folders, i);
      g_autofree char *path = g_strconcat (folder, "/", key, ".xml", NULL);
      g_autofree char *beside = g_strconcat (folder, "/", key, ".d", NULL);

      if (has_own_file && designer_os_folder_has_file (path))
        take_own_file (set, g_steal_pointer (&path));
      if (!take_folder (set, beside, error))
        return NULL;
    }
  return g_steal_pointer (&set);
}

static DesignerOsFileSet *
ensure_set (GHashTable *sets,
            const char *folder,
            const char *name,
            gsize length)
{
  g_autofree char *key = g_strdup_printf ("%s/%.*s", folder, (int) length, name);
  DesignerOsFileSet *set = g_hash_table_lookup (sets, key);

  if (set == NULL)
    {
      set = file_set_new (key);
      g_hash_table_insert (sets, set->key, set);
    }
  return set;
}

/* PATH is that of FOLDER, which is "os" or one of a domain in it. */
static gboolean
take_child (GHashTable *sets,
            const char *folder,
            const char *path,
            const DesignerOsChild *child,
            GError **error)
{
  gsize length = strlen (child->name);
  g_autofree char *file = g_build_filename (path, child->name, NULL);

  if (!child->is_folder && g_str_has_suffix (child->name, ".xml") && !g_str_has_suffix (folder, ".d"))
    take_own_file (ensure_set (sets, folder, child->name, length - strlen (".xml")), g_steal_pointer (&file));
  else if (child->is_folder && g_str_has_suffix (child->name, ".d"))
    return take_folder (ensure_set (sets, folder, child->name, length - strlen (".d")), file, error);
  return TRUE;
}

/* Own files come first: those beside them extend them. */
static gboolean
take_children (GHashTable *sets,
               const char *folder,
               const char *path,
               GPtrArray *children,
               GError **error)
{
  for (int wanted = 0; wanted <= 1; wanted++)
    {
      for (guint i = 0; i < children->len; i++)
        {
          DesignerOsChild *child = g_ptr_array_index (children, i);

          if (child->is_folder == wanted && !take_child (sets, folder, path, child, error))
            return FALSE;
        }
    }
  return TRUE;
}

/* An id has a domain and the rest, so that entries are no deeper than that. */
static gboolean
take_all (GHashTable *sets,
          const char *top,
          GError **error)
{
  g_autofree char *path = g_build_filename (top, "os", NULL);
  g_autoptr (GPtrArray) domains = designer_os_folder_list (path, error);

  if (domains == NULL || !take_children (sets, "os", path, domains, error))
    return FALSE;
  for (guint i = 0; i < domains->len; i++)
    {
      DesignerOsChild *domain = g_ptr_array_index (domains, i);
      g_autofree char *folder = g_build_filename ("os", domain->name, NULL);
      g_autofree char *below = g_build_filename (path, domain->name, NULL);
      g_autoptr (GPtrArray) children = domain->is_folder ? designer_os_folder_list (below, error) : NULL;

      if (domain->is_folder && (children == NULL || !take_children (sets, folder, below, children, error)))
        return FALSE;
    }
  return TRUE;
}

static gint
compare_sets (gconstpointer a,
              gconstpointer b)
{
  const DesignerOsFileSet *const *first = a;
  const DesignerOsFileSet *const *second = b;

  return strcmp ((*first)->key, (*second)->key);
}

static void
set_destroy (gpointer set)
{
  designer_os_file_set_free (set);
}

GPtrArray *
designer_os_files_list (DesignerOsFiles *files,
                        GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (set_destroy);
  g_autoptr (GHashTable) sets = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, set_destroy);
  GHashTableIter iter;
  gpointer set;

  for (guint i = 0; i < files->folders->len; i++)
    {
      if (!take_all (sets, g_ptr_array_index (files->folders, i), error))
        return NULL;
    }
  g_hash_table_iter_init (&iter, sets);
  while (g_hash_table_iter_next (&iter, NULL, &set))
    {
      g_ptr_array_add (list, set);
      g_hash_table_iter_steal (&iter);
    }
  g_ptr_array_sort (list, compare_sets);
  return g_steal_pointer (&list);
}
