/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "os/os-entry-private.h"

#include <string.h>

static void
link_free (gpointer data)
{
  DesignerOsLink *link = data;

  g_free (link->id);
  g_free (link);
}

static void
product_free (gpointer data)
{
  DesignerOsProduct *product = data;

  g_free (product->id);
  g_free (product->arch);
  for (guint i = 0; i < DESIGNER_OS_N_MARKS; i++)
    {
      g_free (product->marks[i]);
      g_clear_pointer (&product->regexes[i], g_regex_unref);
    }
  for (guint i = 0; i < DESIGNER_OS_N_MEMBERS; i++)
    g_free (product->members[i]);
  g_free (product);
}

static void
firmware_free (gpointer data)
{
  DesignerOsFirmware *firmware = data;

  g_free (firmware->id);
  g_free (firmware->arch);
  g_free (firmware->type);
  g_free (firmware);
}

void
designer_os_amounts_free (gpointer data)
{
  DesignerOsAmounts *amounts = data;

  g_free (amounts->id);
  g_free (amounts->arch);
  g_free (amounts);
}

DesignerOsEntry *
designer_os_entry_new (const char *id)
{
  DesignerOsEntry *entry = g_new0 (DesignerOsEntry, 1);

  entry->id = g_strdup (id);
  entry->short_ids = g_ptr_array_new_with_free_func (g_free);
  entry->derives_from = g_ptr_array_new_with_free_func (g_free);
  entry->clones = g_ptr_array_new_with_free_func (g_free);
  entry->links = g_ptr_array_new_with_free_func (link_free);
  entry->drivers = g_ptr_array_new_with_free_func (designer_os_driver_free);
  entry->firmware = g_ptr_array_new_with_free_func (firmware_free);
  for (guint i = 0; i < DESIGNER_OS_N_RESOURCES; i++)
    entry->resources[i] = g_ptr_array_new_with_free_func (designer_os_amounts_free);
  for (guint i = 0; i < DESIGNER_OS_N_PRODUCTS; i++)
    entry->products[i] = g_ptr_array_new_with_free_func (product_free);
  return entry;
}

void
designer_os_entry_free (DesignerOsEntry *entry)
{
  g_free (entry->id);
  for (guint i = 0; i < DESIGNER_OS_N_TEXTS; i++)
    g_free (entry->texts[i]);
  g_ptr_array_unref (entry->short_ids);
  g_ptr_array_unref (entry->derives_from);
  g_ptr_array_unref (entry->clones);
  g_ptr_array_unref (entry->links);
  g_ptr_array_unref (entry->drivers);
  g_ptr_array_unref (entry->firmware);
  for (guint i = 0; i < DESIGNER_OS_N_RESOURCES; i++)
    g_ptr_array_unref (entry->resources[i]);
  for (guint i = 0; i < DESIGNER_OS_N_PRODUCTS; i++)
    g_ptr_array_unref (entry->products[i]);
  g_free (entry);
}

const char *
designer_os_entry_label (const DesignerOsEntry *entry)
{
  return entry->short_ids->len > 0 ? g_ptr_array_index (entry->short_ids, 0) : entry->id;
}

gboolean
designer_os_entry_has_name (const DesignerOsEntry *entry,
                            const char *name)
{
  return g_str_equal (entry->id, name)
         || g_ptr_array_find_with_equal_func (entry->short_ids, name, g_str_equal, NULL);
}

void
designer_os_entry_add_link (DesignerOsEntry *entry,
                            const char *id,
                            gboolean works)
{
  DesignerOsLink *link = g_new0 (DesignerOsLink, 1);

  link->id = g_strdup (id);
  link->works = works;
  g_ptr_array_add (entry->links, link);
}

void
designer_os_entry_relate (GPtrArray *related,
                          const char *id)
{
  if (!g_ptr_array_find_with_equal_func (related, id, g_str_equal, NULL))
    g_ptr_array_insert (related, 0, g_strdup (id));
}

DesignerOsProduct *
designer_os_product_new (const char *id,
                         const char *arch)
{
  DesignerOsProduct *product = g_new0 (DesignerOsProduct, 1);

  product->id = g_strdup (id);
  product->arch = g_strdup (arch);
  return product;
}

DesignerOsFirmware *
designer_os_firmware_new (const char *id,
                          const char *arch,
                          const char *type,
                          gboolean supported)
{
  DesignerOsFirmware *firmware = g_new0 (DesignerOsFirmware, 1);

  firmware->id = g_strdup (id);
  firmware->arch = g_strdup (arch);
  firmware->type = g_strdup (type);
  firmware->supported = supported;
  return firmware;
}

DesignerOsAmounts *
designer_os_amounts_new (const char *id,
                         const char *arch)
{
  DesignerOsAmounts *amounts = g_new0 (DesignerOsAmounts, 1);

  amounts->id = g_strdup (id);
  amounts->arch = g_strdup (arch);
  amounts->memory = amounts->storage = amounts->vcpus = DESIGNER_OS_NOT_STATED;
  return amounts;
}

static gboolean
have_equal_ids (gconstpointer a,
                gconstpointer b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b) == 0;
}

void
designer_os_entry_put (GPtrArray *parts,
                       gpointer part)
{
  guint index;

  if (g_ptr_array_find_with_equal_func (parts, part, have_equal_ids, &index))
    g_ptr_array_remove_index (parts, index);
  g_ptr_array_add (parts, part);
}

static void
entry_destroy (gpointer entry)
{
  designer_os_entry_free (entry);
}

DesignerOsFamily *
designer_os_family_new (void)
{
  DesignerOsFamily *family = g_new0 (DesignerOsFamily, 1);

  family->systems = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, entry_destroy);
  family->devices = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, entry_destroy);
  return family;
}

void
designer_os_family_free (DesignerOsFamily *family)
{
  g_hash_table_unref (family->systems);
  g_hash_table_unref (family->devices);
  g_free (family);
}
