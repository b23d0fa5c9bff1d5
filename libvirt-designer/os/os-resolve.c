/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From what entries say of themselves to what an OS has, inherited things
 * included. The rules are libosinfo's; tests hold the results against its. */

#include "os/os-entry-private.h"

/* Everything is collected over the OS and what it derives from or clones; the
 * entry that is reached first is the source of a device, and has the last word
 * on whether it works. */
typedef struct
{
  DesignerOsFamily *family;
  DesignerOsEntry *start;
  DesignerOsFacts *facts;
  GHashTable *visited;
  GHashTable *seen_devices;
  GHashTable *denied; /* ids of devices: whether nearest entry that speaks of it denies it */
} Walk;

static const char *
device_text (Walk *walk,
             const char *id,
             DesignerOsText text)
{
  DesignerOsEntry *device = g_hash_table_lookup (walk->family->devices, id);

  return device != NULL ? device->texts[text] : NULL;
}

/* The nearest entry's word counts, and of that its last. */
static void
read_denials (Walk *walk,
              DesignerOsEntry *entry)
{
  g_autoptr (GHashTable) own = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = entry->links->len; i > 0; i--)
    {
      DesignerOsLink *link = g_ptr_array_index (entry->links, i - 1);

      if (g_hash_table_add (own, link->id) && !g_hash_table_contains (walk->denied, link->id))
        g_hash_table_insert (walk->denied, link->id, GINT_TO_POINTER (!link->works));
    }
}

static void
read_devices (Walk *walk,
              DesignerOsEntry *entry,
              DesignerOsSource relation)
{
  read_denials (walk, entry);
  for (guint i = 0; i < entry->links->len; i++)
    {
      DesignerOsLink *link = g_ptr_array_index (entry->links, i);
      DesignerOsDevice *device;

      if (!link->works || g_hash_table_contains (walk->seen_devices, link->id))
        continue;
      device = designer_os_device_new (link->id, device_text (walk, link->id, DESIGNER_OS_TEXT_NAME),
                                       device_text (walk, link->id, DESIGNER_OS_TEXT_CLASS),
                                       designer_os_entry_label (entry), relation);
      device->listed = !GPOINTER_TO_INT (g_hash_table_lookup (walk->denied, link->id));
      g_ptr_array_add (walk->facts->devices, device);
      g_hash_table_add (walk->seen_devices, device->id);
    }
}

static void
read_drivers (Walk *walk,
              DesignerOsEntry *entry)
{
  for (guint i = 0; i < entry->drivers->len; i++)
    {
      DesignerOsDriver *driver = g_ptr_array_index (entry->drivers, i);

      for (guint j = 0; j < driver->devices->len; j++)
        {
          DesignerOsDevice *device = g_ptr_array_index (driver->devices, j);

          device->name = g_strdup (device_text (walk, device->id, DESIGNER_OS_TEXT_NAME));
          device->device_class = g_strdup (device_text (walk, device->id, DESIGNER_OS_TEXT_CLASS));
        }
    }
  g_ptr_array_extend_and_steal (walk->facts->drivers, g_steal_pointer (&entry->drivers));
  entry->drivers = g_ptr_array_new ();
}

/* Whether one of the first N speaks of the same firmware. */
static gboolean
has_firmware (GPtrArray *known,
              guint n,
              const DesignerOsFirmware *firmware)
{
  for (guint i = 0; i < n; i++)
    {
      const DesignerOsFirmware *other = g_ptr_array_index (known, i);

      if (g_strcmp0 (other->arch, firmware->arch) == 0 && g_strcmp0 (other->type, firmware->type) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Of what nearer entries do not speak of, everything is inherited. */
static void
inherit_firmware (DesignerOsEntry *start,
                  DesignerOsEntry *entry)
{
  guint n = start->firmware->len;

  for (guint i = 0; i < entry->firmware->len; i++)
    {
      DesignerOsFirmware *firmware = g_ptr_array_index (entry->firmware, i);

      if (!has_firmware (start->firmware, n, firmware))
        g_ptr_array_add (start->firmware, designer_os_firmware_new (firmware->id, firmware->arch,
                                                                    firmware->type, firmware->supported));
    }
}

/* Of several amounts for one architecture, libosinfo takes the last. */
static void
inherit_amounts (DesignerOsAmounts *amounts,
                 GPtrArray *inherited)
{
  DesignerOsAmounts own = *amounts;

  for (guint i = 0; i < inherited->len; i++)
    {
      DesignerOsAmounts *other = g_ptr_array_index (inherited, i);

      if (g_strcmp0 (amounts->arch, other->arch) != 0)
        continue;
      if (own.memory == DESIGNER_OS_NOT_STATED)
        amounts->memory = other->memory;
      if (own.storage == DESIGNER_OS_NOT_STATED)
        amounts->storage = other->storage;
      if (own.vcpus == DESIGNER_OS_NOT_STATED)
        amounts->vcpus = other->vcpus;
    }
}

static void
inherit_resources (DesignerOsEntry *start,
                   DesignerOsEntry *entry)
{
  for (guint i = 0; i < DESIGNER_OS_N_RESOURCES; i++)
    {
      for (guint j = 0; j < start->resources[i]->len; j++)
        {
          DesignerOsAmounts *amounts = g_ptr_array_index (start->resources[i], j);

          if (amounts->inherits)
            inherit_amounts (amounts, entry->resources[i]);
        }
    }
}

static void walk_entry (Walk *walk,
                        const char *id,
                        DesignerOsSource relation);

static void
walk_related (Walk *walk,
              GPtrArray *ids,
              DesignerOsSource relation)
{
  for (guint i = 0; i < ids->len; i++)
    walk_entry (walk, g_ptr_array_index (ids, i), relation);
}

static void
walk_entry (Walk *walk,
            const char *id,
            DesignerOsSource relation)
{
  DesignerOsEntry *entry = g_hash_table_lookup (walk->family->systems, id);

  if (entry == NULL || !g_hash_table_add (walk->visited, entry))
    return;
  read_devices (walk, entry, relation);
  read_drivers (walk, entry);
  if (entry != walk->start)
    {
      inherit_firmware (walk->start, entry);
      inherit_resources (walk->start, entry);
    }
  walk_related (walk, entry->derives_from, DESIGNER_OS_SOURCE_ANCESTOR);
  walk_related (walk, entry->clones,
                entry == walk->start ? DESIGNER_OS_SOURCE_CLONED : DESIGNER_OS_SOURCE_ANCESTOR);
}

static void
leave_out_amounts_not_stated (DesignerOsFacts *facts)
{
  for (guint i = 0; i < DESIGNER_OS_N_RESOURCES; i++)
    {
      for (guint j = 0; j < facts->resources[i]->len; j++)
        {
          DesignerOsAmounts *amounts = g_ptr_array_index (facts->resources[i], j);

          amounts->memory = MAX (amounts->memory, 0);
          amounts->storage = MAX (amounts->storage, 0);
          amounts->vcpus = MAX (amounts->vcpus, 0);
        }
    }
}

static void
take_texts (DesignerOsFacts *facts,
            DesignerOsEntry *entry)
{
  if (entry->short_ids->len > 0)
    facts->short_id = g_strdup (g_ptr_array_index (entry->short_ids, 0));
  facts->name = g_strdup (entry->texts[DESIGNER_OS_TEXT_NAME]);
  facts->version = g_strdup (entry->texts[DESIGNER_OS_TEXT_VERSION]);
  facts->family = g_strdup (entry->texts[DESIGNER_OS_TEXT_FAMILY]);
  facts->distro = g_strdup (entry->texts[DESIGNER_OS_TEXT_DISTRO]);
}

DesignerOsFacts *
designer_os_facts_resolve (DesignerOsFamily *family,
                           const char *id)
{
  DesignerOsEntry *start = g_hash_table_lookup (family->systems, id);
  DesignerOsFacts *facts = designer_os_facts_new (id);
  g_autoptr (GHashTable) visited = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) denied = g_hash_table_new (g_str_hash, g_str_equal);
  Walk walk = { family, start, facts, visited, seen, denied };

  take_texts (facts, start);
  walk_entry (&walk, id, DESIGNER_OS_SOURCE_ITSELF);
  designer_os_facts_add_drivers (facts);
  facts->firmware = g_ptr_array_ref (start->firmware);
  for (guint i = 0; i < DESIGNER_OS_N_RESOURCES; i++)
    facts->resources[i] = g_ptr_array_ref (start->resources[i]);
  leave_out_amounts_not_stated (facts);
  designer_os_facts_read_archs (facts, start);
  designer_os_facts_sort (facts);
  return facts;
}
