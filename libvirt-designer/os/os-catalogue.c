/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "os/os-catalogue-private.h"

#include "base/libvirt-designer-error.h"
#include "os/os-installed-private.h"

#include <string.h>

struct _DesignerOsCatalogue
{
  OsinfoDb *db;
  DesignerOsInstalled *installed;
  GPtrArray *names;
};

DesignerOsCatalogue *
designer_os_catalogue_new (OsinfoDb *db)
{
  DesignerOsCatalogue *catalogue = g_new0 (DesignerOsCatalogue, 1);

  if (db != NULL)
    catalogue->db = g_object_ref (db);
  else
    catalogue->installed = designer_os_installed_new ();
  return catalogue;
}

void
designer_os_catalogue_free (DesignerOsCatalogue *catalogue)
{
  g_clear_pointer (&catalogue->names, g_ptr_array_unref);
  g_clear_pointer (&catalogue->installed, designer_os_installed_free);
  g_clear_object (&catalogue->db);
  g_free (catalogue);
}

static OsinfoOs *
find_in_db (OsinfoDb *db,
            const char *name)
{
  OsinfoOs *os = osinfo_db_get_os (db, name);
  g_autoptr (OsinfoOsList) list = NULL;

  if (os != NULL)
    return os;
  list = osinfo_db_get_os_list (db);
  for (gint i = 0; i < osinfo_list_get_length (OSINFO_LIST (list)); i++)
    {
      OsinfoEntity *entity = osinfo_list_get_nth (OSINFO_LIST (list), i);
      g_autoptr (GList) ids = osinfo_product_get_short_id_list (OSINFO_PRODUCT (entity));

      if (g_list_find_custom (ids, name, (GCompareFunc) strcmp) != NULL)
        return osinfo_db_get_os (db, osinfo_entity_get_id (entity));
    }
  return NULL;
}

gboolean
designer_os_catalogue_find (DesignerOsCatalogue *catalogue,
                            const char *name,
                            DesignerOsFacts **facts,
                            GError **error)
{
  OsinfoOs *os;

  if (catalogue->installed != NULL)
    return designer_os_installed_find (catalogue->installed, name, facts, error);
  os = find_in_db (catalogue->db, name);
  *facts = os != NULL ? designer_os_facts_read (os) : NULL;
  return TRUE;
}

static void
entry_destroy (gpointer entry)
{
  designer_os_entry_free (entry);
}

static GPtrArray *
names_of_db (OsinfoDb *db)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (entry_destroy);
  g_autoptr (OsinfoOsList) list = osinfo_db_get_os_list (db);

  for (gint i = 0; i < osinfo_list_get_length (OSINFO_LIST (list)); i++)
    g_ptr_array_add (names, designer_os_entry_of_names (OSINFO_OS (osinfo_list_get_nth (OSINFO_LIST (list), i))));
  return names;
}

GPtrArray *
designer_os_catalogue_names (DesignerOsCatalogue *catalogue,
                             GError **error)
{
  if (catalogue->names == NULL)
    catalogue->names = catalogue->db != NULL ? names_of_db (catalogue->db)
                                       : designer_os_installed_list (catalogue->installed, DESIGNER_OS_READ_NAMES,
                                                                             error);
  return catalogue->names;
}

DesignerOsEntry *
designer_os_names_find (GPtrArray *names,
                        const char *name)
{
  for (guint i = 0; i < names->len; i++)
    {
      DesignerOsEntry *entry = g_ptr_array_index (names, i);

      if (designer_os_entry_has_name (entry, name))
        return entry;
    }
  return NULL;
}

static gint
compare_short_ids (gconstpointer a,
                   gconstpointer b)
{
  const DesignerOsShortId *first = a;
  const DesignerOsShortId *second = b;

  return strcmp (first->short_id, second->short_id);
}

/* A system that is in several files repeats its short ids in each. */
GArray *
designer_os_names_short_ids (GPtrArray *names)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (DesignerOsShortId));
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < names->len; i++)
    {
      DesignerOsEntry *entry = g_ptr_array_index (names, i);

      for (guint j = 0; j < entry->short_ids->len; j++)
        {
          DesignerOsShortId id = { g_ptr_array_index (entry->short_ids, j), entry };

          if (g_hash_table_add (seen, (gpointer) id.short_id))
            g_array_append_val (ids, id);
        }
    }
  g_array_sort (ids, compare_short_ids);
  return ids;
}
