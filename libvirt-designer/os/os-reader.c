/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "os/os-private.h"

/* Devices and drivers are collected over the OS and what it derives from or
 * clones; the entry that is reached first is the source of a device. Which
 * devices work is libosinfo's word: an entry can deny what it inherits, and the
 * denials themselves are not to be had from it. */
typedef struct
{
  OsinfoOs *start;
  DesignerOsFacts *facts;
  OsinfoDeviceList *working;
  GHashTable *visited;
  GHashTable *seen_devices;
} Walk;

static void
device_free (gpointer data)
{
  DesignerOsDevice *device = data;

  g_free (device->id);
  g_free (device->name);
  g_free (device->device_class);
  g_free (device->source);
  g_free (device);
}

static void
driver_free (gpointer data)
{
  DesignerOsDriver *driver = data;

  g_free (driver->id);
  g_free (driver->arch);
  g_ptr_array_unref (driver->devices);
  g_free (driver);
}

static void
firmware_free (gpointer data)
{
  DesignerOsFirmware *firmware = data;

  g_free (firmware->arch);
  g_free (firmware->type);
  g_free (firmware);
}

static void
amounts_free (gpointer data)
{
  DesignerOsAmounts *amounts = data;

  g_free (amounts->arch);
  g_free (amounts);
}

static const char *
entity_id (gpointer entity)
{
  return osinfo_entity_get_id (OSINFO_ENTITY (entity));
}

static GList *
list_elements (gpointer list)
{
  return osinfo_list_get_elements (OSINFO_LIST (list));
}

DesignerOsDevice *
designer_os_device_new (const char *id,
                        const char *name,
                        const char *device_class,
                        const char *source,
                        DesignerOsSource relation)
{
  DesignerOsDevice *self = g_new0 (DesignerOsDevice, 1);

  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->device_class = g_strdup (device_class);
  self->source = g_strdup (source);
  self->relation = relation;
  self->listed = TRUE;
  return self;
}

static DesignerOsDevice *
read_device (OsinfoDevice *device,
             const char *source,
             DesignerOsSource relation)
{
  return designer_os_device_new (entity_id (device), osinfo_device_get_name (device),
                                 osinfo_device_get_class (device), source, relation);
}

DesignerOsDriver *
designer_os_driver_new (const char *id,
                        const char *arch)
{
  DesignerOsDriver *driver = g_new0 (DesignerOsDriver, 1);

  driver->id = g_strdup (id);
  driver->arch = g_strdup (arch);
  driver->devices = g_ptr_array_new_with_free_func (device_free);
  return driver;
}

static const char *
os_label (OsinfoOs *os)
{
  const char *short_id = osinfo_product_get_short_id (OSINFO_PRODUCT (os));

  return short_id != NULL ? short_id : entity_id (os);
}

static void
read_devices (Walk *walk,
              OsinfoOs *os,
              DesignerOsSource relation)
{
  g_autoptr (OsinfoDeviceLinkList) links = osinfo_os_get_device_links (os, NULL);
  g_autoptr (GList) elements = list_elements (links);

  for (GList *l = elements; l != NULL; l = l->next)
    {
      OsinfoDevice *target = osinfo_devicelink_get_target (l->data);
      DesignerOsDevice *device;

      if (target == NULL || g_hash_table_contains (walk->seen_devices, entity_id (target)))
        continue;
      device = read_device (target, os_label (os), relation);
      device->listed = osinfo_list_find_by_id (OSINFO_LIST (walk->working), device->id) != NULL;
      g_ptr_array_add (walk->facts->devices, device);
      g_hash_table_add (walk->seen_devices, device->id);
    }
}

static void
read_driver_devices (DesignerOsDriver *driver,
                     OsinfoDeviceDriver *source)
{
  OsinfoDeviceList *devices = osinfo_device_driver_get_devices (source);
  g_autoptr (GList) elements = devices != NULL ? list_elements (devices) : NULL;

  for (GList *l = elements; l != NULL; l = l->next)
    g_ptr_array_add (driver->devices,
                     read_device (l->data, driver->id, DESIGNER_OS_SOURCE_DRIVER));
}

static void
read_drivers (Walk *walk,
              OsinfoOs *os)
{
  OsinfoDeviceDriverList *drivers = osinfo_os_get_device_drivers (os);
  g_autoptr (GList) elements = drivers != NULL ? list_elements (drivers) : NULL;

  for (GList *l = elements; l != NULL; l = l->next)
    {
      DesignerOsDriver *driver = designer_os_driver_new (entity_id (l->data),
                                                         osinfo_device_driver_get_architecture (l->data));

      read_driver_devices (driver, l->data);
      g_ptr_array_add (walk->facts->drivers, driver);
    }
}

static void walk_os (Walk *walk,
                     OsinfoOs *os,
                     DesignerOsSource relation);

static void
walk_related (Walk *walk,
              OsinfoOs *os,
              OsinfoProductRelationship relationship,
              DesignerOsSource relation)
{
  g_autoptr (OsinfoProductList) related = NULL;
  g_autoptr (GList) elements = NULL;

  related = osinfo_product_get_related (OSINFO_PRODUCT (os), relationship);
  elements = list_elements (related);
  for (GList *l = elements; l != NULL; l = l->next)
    walk_os (walk, OSINFO_OS (l->data), relation);
}

static void
walk_os (Walk *walk,
         OsinfoOs *os,
         DesignerOsSource relation)
{
  DesignerOsSource cloned = DESIGNER_OS_SOURCE_ANCESTOR;

  if (!g_hash_table_add (walk->visited, os))
    return;
  if (os == walk->start)
    cloned = DESIGNER_OS_SOURCE_CLONED;
  read_devices (walk, os, relation);
  read_drivers (walk, os);
  walk_related (walk, os, OSINFO_PRODUCT_RELATIONSHIP_DERIVES_FROM,
                DESIGNER_OS_SOURCE_ANCESTOR);
  walk_related (walk, os, OSINFO_PRODUCT_RELATIONSHIP_CLONES, cloned);
}

static void
read_devices_and_drivers (DesignerOsFacts *facts,
                          OsinfoOs *os)
{
  g_autoptr (GHashTable) visited = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (OsinfoDeviceList) working = osinfo_os_get_all_devices (os, NULL);
  Walk walk = { os, facts, working, visited, seen };

  walk_os (&walk, os, DESIGNER_OS_SOURCE_ITSELF);
}

static void
read_firmware (DesignerOsFacts *facts,
               OsinfoOs *os)
{
  g_autoptr (OsinfoFirmwareList) list = osinfo_os_get_complete_firmware_list (os, NULL);
  g_autoptr (GList) elements = list_elements (list);

  for (GList *l = elements; l != NULL; l = l->next)
    {
      DesignerOsFirmware *firmware = g_new0 (DesignerOsFirmware, 1);

      firmware->arch = g_strdup (osinfo_firmware_get_architecture (l->data));
      firmware->type = g_strdup (osinfo_firmware_get_firmware_type (l->data));
      firmware->supported = osinfo_firmware_is_supported (l->data);
      g_ptr_array_add (facts->firmware, firmware);
    }
}

static GPtrArray *
read_amounts (OsinfoResourcesList *list)
{
  GPtrArray *array = g_ptr_array_new_with_free_func (amounts_free);
  g_autoptr (GList) elements = list_elements (list);

  for (GList *l = elements; l != NULL; l = l->next)
    {
      DesignerOsAmounts *amounts = g_new0 (DesignerOsAmounts, 1);

      amounts->arch = g_strdup (osinfo_resources_get_architecture (l->data));
      amounts->memory = MAX (osinfo_resources_get_ram (l->data), 0);
      amounts->storage = MAX (osinfo_resources_get_storage (l->data), 0);
      amounts->vcpus = MAX (osinfo_resources_get_n_cpus (l->data), 0);
      g_ptr_array_add (array, amounts);
    }
  return array;
}

static void
read_resources (DesignerOsFacts *facts,
                OsinfoOs *os)
{
  g_autoptr (OsinfoResourcesList) minimum = osinfo_os_get_minimum_resources (os);
  g_autoptr (OsinfoResourcesList) recommended = osinfo_os_get_recommended_resources (os);

  facts->resources[GVIR_DESIGNER_OS_RESOURCES_MINIMUM] = read_amounts (minimum);
  facts->resources[GVIR_DESIGNER_OS_RESOURCES_RECOMMENDED] = read_amounts (recommended);
}

static gint
compare_devices (gconstpointer a,
                 gconstpointer b)
{
  const DesignerOsDevice *const *first = a;
  const DesignerOsDevice *const *second = b;

  return g_strcmp0 ((*first)->id, (*second)->id);
}

static gint
compare_drivers (gconstpointer a,
                 gconstpointer b)
{
  const DesignerOsDriver *const *first = a;
  const DesignerOsDriver *const *second = b;

  return g_strcmp0 ((*first)->id, (*second)->id);
}

static gint
compare_firmware (gconstpointer a,
                  gconstpointer b)
{
  const DesignerOsFirmware *const *first = a;
  const DesignerOsFirmware *const *second = b;
  gint order = g_strcmp0 ((*first)->arch, (*second)->arch);

  return order != 0 ? order : g_strcmp0 ((*first)->type, (*second)->type);
}

static gint
compare_amounts (gconstpointer a,
                 gconstpointer b)
{
  const DesignerOsAmounts *const *first = a;
  const DesignerOsAmounts *const *second = b;

  return g_strcmp0 ((*first)->arch, (*second)->arch);
}

static void
sort_facts (DesignerOsFacts *facts)
{
  g_ptr_array_sort (facts->devices, compare_devices);
  g_ptr_array_sort (facts->drivers, compare_drivers);
  for (guint i = 0; i < facts->drivers->len; i++)
    g_ptr_array_sort (((DesignerOsDriver *) g_ptr_array_index (facts->drivers, i))->devices, compare_devices);
  g_ptr_array_sort (facts->firmware, compare_firmware);
  for (guint i = 0; i < DESIGNER_OS_N_RESOURCES; i++)
    g_ptr_array_sort (facts->resources[i], compare_amounts);
}

DesignerOsFacts *
designer_os_facts_read (OsinfoOs *os)
{
  DesignerOsFacts *facts = g_atomic_rc_box_new0 (DesignerOsFacts);
  OsinfoProduct *product = OSINFO_PRODUCT (os);

  facts->osinfo = g_object_ref (os);
  facts->id = g_strdup (entity_id (os));
  facts->short_id = g_strdup (osinfo_product_get_short_id (product));
  facts->name = g_strdup (osinfo_product_get_name (product));
  facts->version = g_strdup (osinfo_product_get_version (product));
  facts->family = g_strdup (osinfo_os_get_family (os));
  facts->distro = g_strdup (osinfo_os_get_distro (os));
  facts->devices = g_ptr_array_new_with_free_func (device_free);
  facts->drivers = g_ptr_array_new_with_free_func (driver_free);
  facts->firmware = g_ptr_array_new_with_free_func (firmware_free);
  read_devices_and_drivers (facts, os);
  designer_os_facts_add_drivers (facts);
  read_firmware (facts, os);
  read_resources (facts, os);
  designer_os_facts_read_archs (facts, os);
  sort_facts (facts);
  return facts;
}

static void
facts_clear (gpointer data)
{
  DesignerOsFacts *facts = data;

  g_object_unref (facts->osinfo);
  g_free (facts->id);
  g_free (facts->short_id);
  g_free (facts->name);
  g_free (facts->family);
  g_free (facts->distro);
  g_free (facts->version);
  g_ptr_array_unref (facts->devices);
  g_ptr_array_unref (facts->drivers);
  g_ptr_array_unref (facts->firmware);
  g_ptr_array_unref (facts->archs);
  for (guint i = 0; i < DESIGNER_OS_N_RESOURCES; i++)
    g_ptr_array_unref (facts->resources[i]);
}

void
designer_os_facts_unref (DesignerOsFacts *facts)
{
  g_atomic_rc_box_release_full (facts, facts_clear);
}
