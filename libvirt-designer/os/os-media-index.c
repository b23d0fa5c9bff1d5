/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "os/os-media-index-private.h"

#include "os/os-catalogue-private.h"
#include "os/os-installed-private.h"

#define READING (DESIGNER_OS_READ_NAMES | DESIGNER_OS_READ_MARKS)

/* Of one system; ENTRY is NULL until it is read, and SCAN once it is. */
typedef struct
{
  char *key;
  DesignerOsScan *scan;
  DesignerOsEntry *entry;
} System;

/**
 * GVirDesignerMediaIndex:
 *
 * Tells of which operating systems media and install trees may be, by what is written on them.
 *
 * It is made in the time that it takes to look through the files of the OS database, and
 * keeps what it has read of them: the more is asked of it, the less it reads. What is changed in the
 * database meanwhile is not seen. It is to be used by one thread at a time.
 */
struct _GVirDesignerMediaIndex
{
  GObject parent_instance;

  DesignerOsCatalogue *catalogue;
  DesignerOsInstalled *installed; /* NULL: all is read already */
  GPtrArray *systems;
};

G_DEFINE_FINAL_TYPE (GVirDesignerMediaIndex, gvir_designer_media_index, G_TYPE_OBJECT)

static void
system_free (gpointer data)
{
  System *system = data;

  g_free (system->key);
  g_clear_pointer (&system->scan, designer_os_scan_free);
  g_clear_pointer (&system->entry, designer_os_entry_free);
  g_free (system);
}

static void
gvir_designer_media_index_finalize (GObject *object)
{
  GVirDesignerMediaIndex *self = GVIR_DESIGNER_MEDIA_INDEX (object);

  g_clear_pointer (&self->catalogue, designer_os_catalogue_free);
  g_clear_pointer (&self->installed, designer_os_installed_free);
  g_ptr_array_unref (self->systems);
  G_OBJECT_CLASS (gvir_designer_media_index_parent_class)->finalize (object);
}

static void
gvir_designer_media_index_class_init (GVirDesignerMediaIndexClass *class)
{
  G_OBJECT_CLASS (class)->finalize = gvir_designer_media_index_finalize;
}

static void
gvir_designer_media_index_init (GVirDesignerMediaIndex *self)
{
  self->systems = g_ptr_array_new_with_free_func (system_free);
}

static gboolean
scan_key (GVirDesignerMediaIndex *self,
          const char *key,
          GError **error)
{
  System *system = g_new0 (System, 1);

  g_ptr_array_add (self->systems, system);
  system->key = g_strdup (key);
  system->scan = designer_os_scan_new ();
  return designer_os_installed_scan (self->installed, key, system->scan, error);
}

static gboolean
scan_installed (GVirDesignerMediaIndex *self,
                GError **error)
{
  g_autoptr (GPtrArray) keys = NULL;

  self->installed = designer_os_installed_new ();
  keys = designer_os_installed_list_keys (self->installed, error);
  if (keys == NULL)
    return FALSE;
  for (guint i = 0; i < keys->len; i++)
    {
      if (!scan_key (self, g_ptr_array_index (keys, i), error))
        return FALSE;
    }
  if (keys->len == 0)
    designer_os_set_missing_error (error);
  return keys->len > 0;
}

static void
read_db (GVirDesignerMediaIndex *self,
         OsinfoDb *db)
{
  g_autoptr (OsinfoOsList) list = osinfo_db_get_os_list (db);

  for (gint i = 0; i < osinfo_list_get_length (OSINFO_LIST (list)); i++)
    {
      System *system = g_new0 (System, 1);

      system->entry = designer_os_entry_of_marks (OSINFO_OS (osinfo_list_get_nth (OSINFO_LIST (list), i)));
      g_ptr_array_add (self->systems, system);
    }
}

/**
 * gvir_designer_media_index_new:
 * @db: (nullable): an OS database, or %NULL for the one that is installed
 * @error: return location for an error, or %NULL
 *
 * Makes an index of the media and trees in an OS database. It fails with
 * %GVIR_DESIGNER_ERROR_INVALID_INPUT when the database cannot be read, or when there is none.
 *
 * Returns: (transfer full): the index, or %NULL with @error set
 */
GVirDesignerMediaIndex *
gvir_designer_media_index_new (OsinfoDb *db,
                               GError **error)
{
  g_autoptr (GVirDesignerMediaIndex) self = NULL;

  g_return_val_if_fail (db == NULL || OSINFO_IS_DB (db), NULL);

  self = g_object_new (GVIR_DESIGNER_TYPE_MEDIA_INDEX, NULL);
  self->catalogue = designer_os_catalogue_new (db);
  if (db != NULL)
    read_db (self, db);
  else if (!scan_installed (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* Sets what may be of it: NULL, where nothing is. */
static gboolean
find_products (GVirDesignerMediaIndex *self,
               System *system,
               const DesignerOsMarked *marked,
               const char *value,
               GPtrArray **products,
               GError **error)
{
  const DesignerOsScan *scan = system->scan;

  *products = NULL;
  if (scan != NULL
      && !designer_os_hints_may_match (marked->kind == DESIGNER_OS_MEDIA ? &scan->media : &scan->trees, value))
    return TRUE;
  if (scan != NULL && !designer_os_installed_read (self->installed, system->key, READING, &system->entry, error))
    return FALSE;
  g_clear_pointer (&system->scan, designer_os_scan_free);
  *products = system->entry != NULL ? system->entry->products[marked->kind] : NULL;
  return TRUE;
}

/* The one of PRODUCTS that says most of what it is, or NULL. */
static const DesignerOsProduct *
find_best (GPtrArray *products,
           const DesignerOsMarked *marked,
           const char *arch,
           char **values)
{
  const DesignerOsProduct *best = NULL;

  for (guint i = 0; products != NULL && i < products->len; i++)
    {
      DesignerOsProduct *product = g_ptr_array_index (products, i);

      if (designer_os_product_matches (product, marked, arch, values)
          && (best == NULL || designer_os_product_compare (product, best, marked) > 0))
        best = product;
    }
  return best;
}

static GListModel *
match (GVirDesignerMediaIndex *self,
       const DesignerOsMarked *marked,
       gpointer entity,
       GError **error)
{
  /* Media and trees have the same name for it. */
  const char *arch = osinfo_entity_get_param_value (entity, OSINFO_MEDIA_PROP_ARCHITECTURE);
  g_autoptr (GListStore) matches = g_list_store_new (GVIR_DESIGNER_TYPE_MEDIA_MATCH);
  char *values[DESIGNER_OS_N_MARKS];
  gboolean good = TRUE;

  designer_os_product_read_marks (values, entity);
  for (guint i = 0; i < self->systems->len && good; i++)
    {
      System *system = g_ptr_array_index (self->systems, i);
      const DesignerOsProduct *best;
      GPtrArray *products;

      good = find_products (self, system, marked, values[marked->first], &products, error);
      best = find_best (products, marked, arch, values);
      if (best != NULL)
        {
          g_autoptr (GVirDesignerMediaMatch) one = designer_media_match_new (self, system->entry, best, marked);

          g_list_store_insert_sorted (matches, one, designer_media_match_compare, NULL);
        }
    }
  for (guint i = 0; i < DESIGNER_OS_N_MARKS; i++)
    g_free (values[i]);
  return good ? G_LIST_MODEL (g_steal_pointer (&matches)) : NULL;
}

/**
 * gvir_designer_media_index_match_media:
 * @index: an index
 * @media: what is written on a medium, as by [func@LibvirtDesigner.Os.read_media]
 * @error: return location for an error, or %NULL
 *
 * Finds all operating systems that an installation medium may be of: those on whose media that is
 * written, as libosinfo has it. Those come first of which the OS database says more;
 * of several that are as likely, the newest.
 *
 * It fails with %GVIR_DESIGNER_ERROR_INVALID_INPUT when the database cannot be read. That it is of
 * none is no error.
 *
 * Returns: (transfer full): a list of [class@LibvirtDesigner.MediaMatch], or %NULL with @error set
 */
GListModel *
gvir_designer_media_index_match_media (GVirDesignerMediaIndex *index,
                                       OsinfoMedia *media,
                                       GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_MEDIA_INDEX (index), NULL);
  g_return_val_if_fail (OSINFO_IS_MEDIA (media), NULL);
  return match (index, &designer_os_marked_media, media, error);
}

/**
 * gvir_designer_media_index_match_tree:
 * @index: an index
 * @tree: what the .treeinfo of an install tree says, as by osinfo_tree_create_from_treeinfo()
 * @error: return location for an error, or %NULL
 *
 * Finds all operating systems that an install tree may be of, in the same order and with
 * the same errors as [method@LibvirtDesigner.MediaIndex.match_media].
 *
 * Returns: (transfer full): a list of [class@LibvirtDesigner.MediaMatch], or %NULL with @error set
 */
GListModel *
gvir_designer_media_index_match_tree (GVirDesignerMediaIndex *index,
                                      OsinfoTree *tree,
                                      GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_MEDIA_INDEX (index), NULL);
  g_return_val_if_fail (OSINFO_IS_TREE (tree), NULL);
  return match (index, &designer_os_marked_trees, tree, error);
}

GVirDesignerOs *
designer_media_index_find_os (GVirDesignerMediaIndex *index,
                              const char *id,
                              GError **error)
{
  return designer_os_find_in (index->catalogue, id, error);
}
