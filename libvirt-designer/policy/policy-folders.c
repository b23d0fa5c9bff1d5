/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Where policies are found by their names. */

#include "policy/policy-private.h"

#include <string.h>

#include "base/libvirt-designer-error.h"
#include "base/nearest-private.h"

#define SUFFIX ".policy"
#define PATH_VARIABLE "LIBVIRT_DESIGNER_POLICY_PATH"

/* Those of the administrator come before those that are shipped. */
static char **
list_folders (void)
{
  const char *path = g_getenv (PATH_VARIABLE);

  return g_strsplit (path != NULL ? path : POLICY_PATH, G_SEARCHPATH_SEPARATOR_S, -1);
}

static gint
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* "50-site.policy" is always in force, and no profile that is asked for. */
static gboolean
is_site (const char *name)
{
  return g_ascii_isdigit (name[0]) && g_ascii_isdigit (name[1]) && name[2] == '-';
}

/* The names of the files of policies in FOLDER, without their ending. */
static void
list_folder (GPtrArray *names,
             const char *folder,
             gboolean site)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *base = NULL;

      if (*name == '.' || !g_str_has_suffix (name, SUFFIX) || !g_utf8_validate (name, -1, NULL)
          || is_site (name) != site)
        continue;
      base = g_strndup (name, strlen (name) - strlen (SUFFIX));
      if (!g_ptr_array_find_with_equal_func (names, base, g_str_equal, NULL))
        g_ptr_array_add (names, g_steal_pointer (&base));
    }
}

GPtrArray *
designer_policy_list (void)
{
  g_auto (GStrv) folders = list_folders ();
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; folders[i] != NULL; i++)
    list_folder (names, folders[i], FALSE);
  g_ptr_array_sort (names, compare_names);
  return names;
}

static void
refuse_name (const char *name,
             GError **error)
{
  g_autoptr (GPtrArray) names = designer_policy_list ();
  g_autofree char *hint = designer_nearest_hint (name, (const char *const *) names->pdata, names->len);
  g_autofree char *all = NULL;

  g_ptr_array_add (names, NULL);
  all = g_strjoinv (", ", (char **) names->pdata);
  g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNKNOWN_NAME,
               "there is no policy '%s'%s (%s%s; a file is given with its folder, such as ./mine" SUFFIX ")",
               name, hint, *all != '\0' ? "there are: " : "none is installed", all);
}

char *
designer_policy_find (const char *name,
                      GError **error)
{
  g_auto (GStrv) folders = list_folders ();
  g_autofree char *base = g_strconcat (name, SUFFIX, NULL);

  for (guint i = 0; folders[i] != NULL; i++)
    {
      g_autofree char *file = g_build_filename (folders[i], base, NULL);

      if (*name != '.' && strchr (name, '/') == NULL && g_file_test (file, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&file);
    }
  refuse_name (name, error);
  return NULL;
}

/* The files of FOLDER, but for those whose names HIDDEN has; the names join it. */
static void
add_site_files (GPtrArray *files,
                GPtrArray *hidden,
                const char *folder)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  list_folder (names, folder, TRUE);
  g_ptr_array_sort (names, compare_names);
  for (guint i = names->len; i-- > 0;)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *base = g_strconcat (name, SUFFIX, NULL);

      if (g_ptr_array_find_with_equal_func (hidden, name, g_str_equal, NULL))
        continue;
      g_ptr_array_add (hidden, g_strdup (name));
      g_ptr_array_insert (files, 0, g_build_filename (folder, base, NULL));
    }
}

/* The administrator's have the last word, and replace shipped ones of their names. */
GPtrArray *
designer_policy_list_site (void)
{
  g_auto (GStrv) folders = list_folders ();
  g_autoptr (GPtrArray) hidden = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; folders[i] != NULL; i++)
    add_site_files (files, hidden, folders[i]);
  return files;
}
