/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What it takes to tell which system a medium is of, and whether libosinfo says the same.
 * Usage: media --time     prints the microseconds of CPU of the first in this process, and the median and the worst of
 *                         all media in the database, each asked for the second time
 *        media --compare  holds what is said of all media and trees against libosinfo: how many there are, of how many
 *                         a system is found, and of how many libosinfo finds others; takes minutes */

#include <libvirt-designer/libvirt-designer.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "must-private.h"

static const char *const marks[] = {
  OSINFO_MEDIA_PROP_VOLUME_ID, OSINFO_MEDIA_PROP_SYSTEM_ID, OSINFO_MEDIA_PROP_PUBLISHER_ID,
  OSINFO_MEDIA_PROP_APPLICATION_ID, OSINFO_MEDIA_PROP_VOLUME_SIZE, OSINFO_TREE_PROP_TREEINFO_FAMILY,
  OSINFO_TREE_PROP_TREEINFO_VARIANT, OSINFO_TREE_PROP_TREEINFO_VERSION, OSINFO_TREE_PROP_TREEINFO_ARCH,
};

static gint64
cpu_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* A text that PATTERN describes, as long as it is of the usual plain ones. */
static char *
example_of (const char *pattern)
{
  GString *text = g_string_new (NULL);

  for (const char *c = pattern; *c != '\0'; c++)
    {
      if (*c == '\\' && c[1] != '\0')
        g_string_append_c (text, *++c == 'd' ? '1' : *c);
      else if (*c == '[' && strchr (c, ']') != NULL)
        {
          g_string_append_c (text, c[1]);
          c = strchr (c, ']');
        }
      else if (*c == '.')
        g_string_append_c (text, '1');
      else if (strchr ("^$*+?()", *c) == NULL)
        g_string_append_c (text, *c);
    }
  return g_string_free (text, FALSE);
}

static gpointer
example_new (gpointer entity)
{
  const char *arch = osinfo_entity_get_param_value (entity, OSINFO_MEDIA_PROP_ARCHITECTURE);
  gpointer example = OSINFO_IS_TREE (entity) ? (gpointer) osinfo_tree_new ("/srv/a", arch)
                                             : (gpointer) osinfo_media_new ("/srv/a", arch);

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const char *pattern = osinfo_entity_get_param_value (entity, marks[i]);
      g_autofree char *text = pattern != NULL ? example_of (pattern) : NULL;

      if (text != NULL)
        osinfo_entity_set_param (example, marks[i], text);
    }
  return example;
}

static GPtrArray *
all_of (OsinfoDb *db,
        gboolean trees)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (OsinfoOsList) systems = osinfo_db_get_os_list (db);

  for (gint i = 0; i < osinfo_list_get_length (OSINFO_LIST (systems)); i++)
    {
      OsinfoOs *os = OSINFO_OS (osinfo_list_get_nth (OSINFO_LIST (systems), i));
      g_autoptr (OsinfoList) list = trees ? OSINFO_LIST (osinfo_os_get_tree_list (os))
                                          : OSINFO_LIST (osinfo_os_get_media_list (os));

      for (gint j = 0; j < osinfo_list_get_length (list); j++)
        g_ptr_array_add (all, g_object_ref (osinfo_list_get_nth (list, j)));
    }
  return all;
}

static GListModel *
match (GVirDesignerMediaIndex *index,
       gpointer example)
{
  g_autoptr (GError) error = NULL;
  GListModel *matches = OSINFO_IS_TREE (example) ? gvir_designer_media_index_match_tree (index, example, &error)
                                                 : gvir_designer_media_index_match_media (index, example, &error);

  must (matches != NULL, error);
  return matches;
}

static GVirDesignerMediaIndex *
index_new (void)
{
  g_autoptr (GError) error = NULL;
  GVirDesignerMediaIndex *index = gvir_designer_media_index_new (NULL, &error);

  must (index != NULL, error);
  return index;
}

static gint
compare_times (gconstpointer a,
               gconstpointer b)
{
  return (int) (*(const gint64 *) a - *(const gint64 *) b);
}

static gint64
time_of (GVirDesignerMediaIndex *index,
         gpointer example)
{
  gint64 start = cpu_time ();

  g_object_unref (match (index, example));
  return cpu_time () - start;
}

static void
print_times (void)
{
  g_autoptr (OsinfoMedia) first = osinfo_media_new ("/srv/a", "x86_64");
  gint64 start = cpu_time ();
  g_autoptr (GVirDesignerMediaIndex) index = index_new ();
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (OsinfoDb) db = NULL;
  g_autoptr (GPtrArray) all = NULL;
  gint64 cold;

  osinfo_entity_set_param (OSINFO_ENTITY (first), OSINFO_MEDIA_PROP_VOLUME_ID, "Debian 11.0.0 amd64 n");
  g_object_unref (match (index, first));
  cold = cpu_time () - start;
  db = gvir_designer_os_database_load (NULL);
  must (db != NULL, NULL);
  all = all_of (db, FALSE);
  for (guint i = 0; i < all->len; i++)
    {
      g_autoptr (GObject) example = example_new (g_ptr_array_index (all, i));
      gint64 warm;

      time_of (index, example);
      warm = time_of (index, example);
      g_array_append_val (times, warm);
    }
  g_array_sort (times, compare_times);
  g_print ("cold %" G_GINT64_FORMAT "\nmedian %" G_GINT64_FORMAT "\nworst %" G_GINT64_FORMAT "\n", cold,
           g_array_index (times, gint64, times->len / 2), g_array_index (times, gint64, times->len - 1));
}

/* The ids of the systems, as libosinfo sees it. */
static GHashTable *
by_libosinfo (GPtrArray *all,
              gpointer example)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean is_tree = OSINFO_IS_TREE (example);

  for (guint i = 0; i < all->len; i++)
    {
      gpointer one = g_ptr_array_index (all, i);
      g_autoptr (OsinfoOs) os = is_tree ? osinfo_tree_get_os (one) : osinfo_media_get_os (one);

      if (is_tree ? osinfo_tree_matches (example, one) : osinfo_media_matches (example, one))
        g_hash_table_add (ids, g_strdup (osinfo_entity_get_id (OSINFO_ENTITY (os))));
    }
  return ids;
}

static gboolean
is_same (GListModel *matches,
         GHashTable *ids)
{
  for (guint i = 0; i < g_list_model_get_n_items (matches); i++)
    {
      g_autoptr (GVirDesignerMediaMatch) one = g_list_model_get_item (matches, i);

      if (!g_hash_table_contains (ids, gvir_designer_media_match_get_os_id (one)))
        return FALSE;
    }
  return g_list_model_get_n_items (matches) == g_hash_table_size (ids);
}

static guint
compare (OsinfoDb *db,
         gboolean trees)
{
  g_autoptr (GVirDesignerMediaIndex) index = index_new ();
  g_autoptr (GPtrArray) all = all_of (db, trees);
  guint n_found = 0;
  guint n_others = 0;

  for (guint i = 0; i < all->len; i++)
    {
      g_autoptr (GObject) example = example_new (g_ptr_array_index (all, i));
      g_autoptr (GListModel) matches = match (index, example);
      g_autoptr (GHashTable) ids = by_libosinfo (all, example);

      n_found += g_list_model_get_n_items (matches) > 0 ? 1 : 0;
      n_others += is_same (matches, ids) ? 0 : 1;
    }
  g_print ("%s %u found %u others %u\n", trees ? "trees" : "media", all->len, n_found, n_others);
  return n_others;
}

int
main (int argc,
      char **argv)
{
  g_autoptr (OsinfoDb) db = NULL;

  if (argc == 2 && g_str_equal (argv[1], "--time"))
    {
      print_times ();
      return EXIT_SUCCESS;
    }
  if (argc != 2 || !g_str_equal (argv[1], "--compare"))
    return 2;
  db = gvir_designer_os_database_load (NULL);
  must (db != NULL, NULL);
  return compare (db, FALSE) + compare (db, TRUE) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
