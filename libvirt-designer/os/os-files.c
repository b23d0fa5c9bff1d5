/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "os/os-files-private.h"

#include "base/libvirt-designer-error.h"
#include "os/os-folder-private.h"

#include <string.h>

#define SYSTEM_FOLDER "/usr/share/osinfo"
#define LOCAL_FOLDER "/etc/osinfo"
#define OLD_LOCAL_FOLDER "/etc/libosinfo/db"
#define WEB "http://"
#define OWN_FILE ".xml"
#define FOLDER_BESIDE ".d"

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
  files->listings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  add_folder (files, designer_os_files_system_folder ());
  add_folder (files, choose_folder ("OSINFO_LOCAL_DIR", LOCAL_FOLDER, OLD_LOCAL_FOLDER));
  add_folder (files, choose_folder ("OSINFO_USER_DIR", user, old_user));
  return files;
}

void
designer_os_files_free (DesignerOsFiles *files)
{
  g_ptr_array_unref (files->folders);
  g_hash_table_unref (files->listings);
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

/* What is in the folder at PATH, which is looked at once; (transfer none). */
static GPtrArray *
list_folder (DesignerOsFiles *files,
             const char *path,
             GError **error)
{
  GPtrArray *children = g_hash_table_lookup (files->listings, path);

  if (children != NULL)
    return children;
  children = designer_os_folder_list (path, error);
  if (children != NULL)
    g_hash_table_insert (files->listings, g_strdup (path), children);
  return children;
}

void
designer_os_file_set_free (DesignerOsFileSet *set)
{
  g_free (set->key);
  g_ptr_array_unref (set->paths);
  g_free (set);
}

/* Adds the files in the folder at PATH. */
static gboolean
take_folder (DesignerOsFiles *files,
             DesignerOsFileSet *set,
             const char *path,
             GError **error)
{
  GPtrArray *children = list_folder (files, path, error);

  for (guint i = 0; children != NULL && i < children->len; i++)
    {
      DesignerOsChild *child = g_ptr_array_index (children, i);

      if (!child->is_folder && g_str_has_suffix (child->name, OWN_FILE))
        g_ptr_array_add (set->paths, g_strconcat (path, "/", child->name, NULL));
    }
  return children != NULL;
}

/* Adds what one of the folders has of an entry, whose key is DIRECTORY and NAME.
 * Its own file replaces all that earlier folders have. What lies in a folder whose
 * name ends in ".d" belongs to the entry beside it, even where a domain is called
 * so. */
static gboolean
take_files (DesignerOsFiles *files,
            DesignerOsFileSet *set,
            const char *directory,
            const char *name,
            GError **error)
{
  GPtrArray *children = list_folder (files, directory, error);
  g_autofree char *own = g_strconcat (name, OWN_FILE, NULL);
  g_autofree char *beside = g_strconcat (name, FOLDER_BESIDE, NULL);
  g_autofree char *path = NULL;

  if (children == NULL)
    return FALSE;
  if (!g_str_has_suffix (directory, FOLDER_BESIDE) && designer_os_folder_has (children, own, FALSE))
    {
      g_ptr_array_set_size (set->paths, 0);
      g_ptr_array_add (set->paths, g_strconcat (directory, "/", own, NULL));
    }
  if (!designer_os_folder_has (children, beside, TRUE))
    return TRUE;
  path = g_strconcat (directory, "/", beside, NULL);
  return take_folder (files, set, path, error);
}

DesignerOsFileSet *
designer_os_files_of (DesignerOsFiles *files,
                      const char *key,
                      GError **error)
{
  g_autoptr (DesignerOsFileSet) set = g_new0 (DesignerOsFileSet, 1);
  const char *name = strrchr (key, '/') + 1;

  set->key = g_strdup (key);
  set->paths = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < files->folders->len; i++)
    {
      const char *folder = g_ptr_array_index (files->folders, i);
      g_autofree char *directory = g_strdup_printf ("%s/%.*s", folder, (int) (name - 1 - key), key);

      if (!take_files (files, set, directory, name, error))
        return NULL;
    }
  return g_steal_pointer (&set);
}

/* The name of the entry that CHILD of DIRECTORY is a file or the folder of, or NULL. */
static char *
entry_of (const DesignerOsChild *child,
          const char *directory)
{
  gsize length = strlen (child->name);

  if (!child->is_folder && g_str_has_suffix (child->name, OWN_FILE) && !g_str_has_suffix (directory, FOLDER_BESIDE))
    return g_strndup (child->name, length - strlen (OWN_FILE));
  if (child->is_folder && g_str_has_suffix (child->name, FOLDER_BESIDE))
    return g_strndup (child->name, length - strlen (FOLDER_BESIDE));
  return NULL;
}

/* The name of CHILD where it is a folder that can be a domain's, or NULL. */
static char *
domain_of (const DesignerOsChild *child,
           const char *directory G_GNUC_UNUSED)
{
  return child->is_folder ? g_strdup (child->name) : NULL;
}

/* Adds what TAKE finds in that DIRECTORY of all the folders, each once. */
static gboolean
collect (DesignerOsFiles *files,
         const char *directory,
         char *(*take) (const DesignerOsChild *child, const char *directory),
         GPtrArray *into,
         GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < files->folders->len; i++)
    {
      g_autofree char *path = g_strconcat (g_ptr_array_index (files->folders, i), "/", directory, NULL);
      GPtrArray *children = list_folder (files, path, error);

      for (guint j = 0; children != NULL && j < children->len; j++)
        {
          g_autofree char *name = take (g_ptr_array_index (children, j), directory);
          g_autofree char *key = name != NULL ? g_strconcat (directory, "/", name, NULL) : NULL;

          if (key == NULL || g_hash_table_contains (seen, key))
            continue;
          g_hash_table_add (seen, key);
          g_ptr_array_add (into, g_steal_pointer (&key));
        }
      if (children == NULL)
        return FALSE;
    }
  return TRUE;
}

/* An id has a domain and the rest, or the rest alone, so that entries are no deeper
 * than that. */
GPtrArray *
designer_os_files_directories (DesignerOsFiles *files,
                               const char *kind,
                               GError **error)
{
  g_autoptr (GPtrArray) directories = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (directories, g_strdup (kind));
  return collect (files, kind, domain_of, directories, error) ? g_steal_pointer (&directories) : NULL;
}

gboolean
designer_os_files_add_keys (DesignerOsFiles *files,
                            const char *directory,
                            GPtrArray *keys,
                            GError **error)
{
  return collect (files, directory, entry_of, keys, error);
}
