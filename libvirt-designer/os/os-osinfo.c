/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What an application's own OS database says, in the form of entries. */

#include "os/os-entry-private.h"

static const char *
entity_id (gpointer entity)
{
  return osinfo_entity_get_id (OSINFO_ENTITY (entity));
}

static const char *
entity_text (gpointer entity,
             const char *key)
{
  return osinfo_entity_get_param_value (OSINFO_ENTITY (entity), key);
}

static DesignerOsEntry *
take_device (DesignerOsFamily *family,
             OsinfoDevice *device)
{
  DesignerOsEntry *entry = g_hash_table_lookup (family->devices, entity_id (device));

  if (entry != NULL)
    return entry;
  entry = designer_os_entry_new (entity_id (device));
  entry->texts[DESIGNER_OS_TEXT_NAME] = g_strdup (osinfo_device_get_name (device));
  entry->texts[DESIGNER_OS_TEXT_CLASS] = g_strdup (osinfo_device_get_class (device));
  g_hash_table_insert (family->devices, entry->id, entry);
  return entry;
}

static void
take_links (DesignerOsFamily *family,
            DesignerOsEntry *entry,
            OsinfoOs *os)
{
  g_autoptr (OsinfoDeviceLinkList) links = osinfo_os_get_device_links (os, NULL);

  for (gint i = 0; i < osinfo_list_get_length (OSINFO_LIST (links)); i++)
    {
      OsinfoDeviceLink *link = OSINFO_DEVICELINK (osinfo_list_get_nth (OSINFO_LIST (links), i));
      OsinfoDevice *target = osinfo_devicelink_get_target (link);

      if (target != NULL)
        designer_os_entry_add_link (entry, take_device (family, target)->id, TRUE);
    }
}

static void
take_driver_devices (DesignerOsFamily *family,
                     DesignerOsDriver *driver,
                     OsinfoDeviceDriver *source)
{
  OsinfoDeviceList *devices = osinfo_device_driver_get_devices (source);

  for (gint i = 0; devices != NULL && i < osinfo_list_get_length (OSINFO_LIST (devices)); i++)
    {
      DesignerOsEntry *device = take_device (family, OSINFO_DEVICE (osinfo_list_get_nth (OSINFO_LIST (devices), i)));

      g_ptr_array_add (driver->devices,
                       designer_os_device_new (device->id, NULL, NULL, driver->id, DESIGNER_OS_SOURCE_DRIVER));
    }
}

static void
take_drivers (DesignerOsFamily *family,
              DesignerOsEntry *entry,
              OsinfoOs *os)
{
  OsinfoDeviceDriverList *drivers = osinfo_os_get_device_drivers (os);

  for (gint i = 0; drivers != NULL && i < osinfo_list_get_length (OSINFO_LIST (drivers)); i++)
    {
      OsinfoDeviceDriver *source = OSINFO_DEVICE_DRIVER (osinfo_list_get_nth (OSINFO_LIST (drivers), i));
      DesignerOsDriver *driver = designer_os_driver_new (entity_id (source),
                                                         osinfo_device_driver_get_architecture (source));

      take_driver_devices (family, driver, source);
      g_ptr_array_add (entry->drivers, driver);
    }
}

/* Which firmware and amounts an OS inherits is libosinfo's word. */
static void
take_firmware (DesignerOsEntry *entry,
               OsinfoOs *os)
{
  g_autoptr (OsinfoFirmwareList) list = osinfo_os_get_complete_firmware_list (os, NULL);

  for (gint i = 0; i < osinfo_list_get_length (OSINFO_LIST (list)); i++)
    {
      OsinfoFirmware *firmware = OSINFO_FIRMWARE (osinfo_list_get_nth (OSINFO_LIST (list), i));

      g_ptr_array_add (entry->firmware,
                       designer_os_firmware_new (entity_id (firmware), osinfo_firmware_get_architecture (firmware),
                                                 osinfo_firmware_get_firmware_type (firmware),
                                                 osinfo_firmware_is_supported (firmware)));
    }
}

/* Takes LIST over. */
static void
take_amounts (GPtrArray *array,
              OsinfoResourcesList *list)
{
  for (gint i = 0; i < osinfo_list_get_length (OSINFO_LIST (list)); i++)
    {
      OsinfoResources *resources = OSINFO_RESOURCES (osinfo_list_get_nth (OSINFO_LIST (list), i));
      DesignerOsAmounts *amounts = designer_os_amounts_new (entity_id (resources),
                                                            osinfo_resources_get_architecture (resources));

      amounts->memory = osinfo_resources_get_ram (resources);
      amounts->storage = osinfo_resources_get_storage (resources);
      amounts->vcpus = osinfo_resources_get_n_cpus (resources);
      g_ptr_array_add (array, amounts);
    }
  g_object_unref (list);
}

/* Takes LIST over. */
static void
take_products (GPtrArray *array,
               gpointer list,
               const char *key)
{
  for (gint i = 0; i < osinfo_list_get_length (OSINFO_LIST (list)); i++)
    {
      OsinfoEntity *product = osinfo_list_get_nth (OSINFO_LIST (list), i);

      g_ptr_array_add (array, designer_os_product_new (entity_id (product), entity_text (product, key)));
    }
  g_object_unref (list);
}

static void
take_own (DesignerOsEntry *entry,
          OsinfoOs *os)
{
  take_firmware (entry, os);
  take_amounts (entry->resources[GVIR_DESIGNER_OS_RESOURCES_MINIMUM], osinfo_os_get_minimum_resources (os));
  take_amounts (entry->resources[GVIR_DESIGNER_OS_RESOURCES_RECOMMENDED], osinfo_os_get_recommended_resources (os));
  take_products (entry->products[DESIGNER_OS_MEDIA], osinfo_os_get_media_list (os), OSINFO_MEDIA_PROP_ARCHITECTURE);
  take_products (entry->products[DESIGNER_OS_TREES], osinfo_os_get_tree_list (os), OSINFO_TREE_PROP_ARCHITECTURE);
  take_products (entry->products[DESIGNER_OS_IMAGES], osinfo_os_get_image_list (os), OSINFO_IMAGE_PROP_ARCHITECTURE);
}

static const struct
{
  DesignerOsText text;
  const char *key;
} texts[] = {
  { DESIGNER_OS_TEXT_NAME, OSINFO_PRODUCT_PROP_NAME },
  { DESIGNER_OS_TEXT_VERSION, OSINFO_PRODUCT_PROP_VERSION },
  { DESIGNER_OS_TEXT_FAMILY, OSINFO_OS_PROP_FAMILY },
  { DESIGNER_OS_TEXT_DISTRO, OSINFO_OS_PROP_DISTRO },
  { DESIGNER_OS_TEXT_RELEASE_DATE, OSINFO_PRODUCT_PROP_RELEASE_DATE },
  { DESIGNER_OS_TEXT_RELEASE_STATUS, OSINFO_OS_PROP_RELEASE_STATUS },
};

DesignerOsEntry *
designer_os_entry_of_names (OsinfoOs *os)
{
  DesignerOsEntry *entry = designer_os_entry_new (entity_id (os));
  g_autoptr (GList) short_ids = osinfo_product_get_short_id_list (OSINFO_PRODUCT (os));

  for (GList *l = short_ids; l != NULL; l = l->next)
    g_ptr_array_add (entry->short_ids, g_strdup (l->data));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    entry->texts[texts[i].text] = g_strdup (entity_text (os, texts[i].key));
  return entry;
}

static void take_system (DesignerOsFamily *family,
                         OsinfoOs *os);

static void
take_related (DesignerOsFamily *family,
              GPtrArray *ids,
              OsinfoOs *os,
              OsinfoProductRelationship relationship)
{
  g_autoptr (OsinfoProductList) related = osinfo_product_get_related (OSINFO_PRODUCT (os), relationship);

  for (gint i = 0; i < osinfo_list_get_length (OSINFO_LIST (related)); i++)
    {
      OsinfoEntity *other = osinfo_list_get_nth (OSINFO_LIST (related), i);

      g_ptr_array_add (ids, g_strdup (entity_id (other)));
      take_system (family, OSINFO_OS (other));
    }
}

static void
take_system (DesignerOsFamily *family,
             OsinfoOs *os)
{
  DesignerOsEntry *entry;

  if (g_hash_table_contains (family->systems, entity_id (os)))
    return;
  entry = designer_os_entry_of_names (os);
  g_hash_table_insert (family->systems, entry->id, entry);
  take_links (family, entry, os);
  take_drivers (family, entry, os);
  take_related (family, entry->derives_from, os, OSINFO_PRODUCT_RELATIONSHIP_DERIVES_FROM);
  take_related (family, entry->clones, os, OSINFO_PRODUCT_RELATIONSHIP_CLONES);
}

/* An entry can deny what it inherits. The denials themselves are not to be had
 * from libosinfo, only what remains: they become the word of OS itself. */
static void
take_denials (DesignerOsFamily *family,
              DesignerOsEntry *entry,
              OsinfoOs *os)
{
  g_autoptr (OsinfoDeviceList) working = osinfo_os_get_all_devices (os, NULL);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, family->devices);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      if (osinfo_list_find_by_id (OSINFO_LIST (working), id) == NULL)
        designer_os_entry_add_link (entry, id, FALSE);
    }
}

DesignerOsFacts *
designer_os_facts_read (OsinfoOs *os)
{
  g_autoptr (DesignerOsFamily) family = designer_os_family_new ();
  DesignerOsEntry *entry;
  DesignerOsFacts *facts;

  take_system (family, os);
  entry = g_hash_table_lookup (family->systems, entity_id (os));
  take_own (entry, os);
  take_denials (family, entry, os);
  facts = designer_os_facts_resolve (family, entry->id);
  facts->osinfo = g_object_ref (os);
  return facts;
}

static const struct
{
  DesignerOsMark mark;
  const char *key;
} marks[] = {
  { DESIGNER_OS_MARK_VOLUME_ID, OSINFO_MEDIA_PROP_VOLUME_ID },
  { DESIGNER_OS_MARK_SYSTEM_ID, OSINFO_MEDIA_PROP_SYSTEM_ID },
  { DESIGNER_OS_MARK_PUBLISHER_ID, OSINFO_MEDIA_PROP_PUBLISHER_ID },
  { DESIGNER_OS_MARK_APPLICATION_ID, OSINFO_MEDIA_PROP_APPLICATION_ID },
  { DESIGNER_OS_MARK_VOLUME_SIZE, OSINFO_MEDIA_PROP_VOLUME_SIZE },
  { DESIGNER_OS_MARK_TREE_FAMILY, OSINFO_TREE_PROP_TREEINFO_FAMILY },
  { DESIGNER_OS_MARK_TREE_VARIANT, OSINFO_TREE_PROP_TREEINFO_VARIANT },
  { DESIGNER_OS_MARK_TREE_VERSION, OSINFO_TREE_PROP_TREEINFO_VERSION },
  { DESIGNER_OS_MARK_TREE_ARCH, OSINFO_TREE_PROP_TREEINFO_ARCH },
};

void
designer_os_product_read_marks (char **values,
                                OsinfoEntity *entity)
{
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    values[marks[i].mark] = g_strdup (entity_text (entity, marks[i].key));
}

/* Media and trees have the same names for their members. */
static void
take_marked (GPtrArray *array,
             OsinfoList *list)
{
  for (gint i = 0; i < osinfo_list_get_length (list); i++)
    {
      OsinfoEntity *entity = osinfo_list_get_nth (list, i);
      DesignerOsProduct *product = designer_os_product_new (entity_id (entity),
                                                            entity_text (entity, OSINFO_MEDIA_PROP_ARCHITECTURE));

      designer_os_product_read_marks (product->marks, entity);
      product->members[DESIGNER_OS_MEMBER_KERNEL] = g_strdup (entity_text (entity, OSINFO_MEDIA_PROP_KERNEL));
      product->members[DESIGNER_OS_MEMBER_INITRD] = g_strdup (entity_text (entity, OSINFO_MEDIA_PROP_INITRD));
      product->has_treeinfo = osinfo_entity_get_param_value_boolean (entity, OSINFO_TREE_PROP_HAS_TREEINFO);
      g_ptr_array_add (array, product);
    }
}

DesignerOsEntry *
designer_os_entry_of_marks (OsinfoOs *os)
{
  DesignerOsEntry *entry = designer_os_entry_of_names (os);
  g_autoptr (OsinfoMediaList) media = osinfo_os_get_media_list (os);
  g_autoptr (OsinfoTreeList) trees = osinfo_os_get_tree_list (os);

  take_marked (entry->products[DESIGNER_OS_MEDIA], OSINFO_LIST (media));
  take_marked (entry->products[DESIGNER_OS_TREES], OSINFO_LIST (trees));
  return entry;
}
