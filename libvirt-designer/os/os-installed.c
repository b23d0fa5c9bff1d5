/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "os/os-installed-private.h"

#include "base/libvirt-designer-error.h"
#include "os/os-entry-reader-private.h"
#include "os/os-likeness-private.h"

#include <string.h>

#define KIND_OS "os"
#define KIND_DEVICE "device"

struct _DesignerOsInstalled
{
  DesignerOsFiles *files;
  DesignerOsReader *reader;
};

DesignerOsInstalled *
designer_os_installed_new (void)
{
  DesignerOsInstalled *installed = g_new0 (DesignerOsInstalled, 1);

  installed->files = designer_os_files_new ();
  installed->reader = designer_os_reader_new ();
  return installed;
}

void
designer_os_installed_free (DesignerOsInstalled *installed)
{
  designer_os_reader_free (installed->reader);
  designer_os_files_free (installed->files);
  g_free (installed);
}

void
designer_os_set_missing_error (GError **error)
{
  g_autofree char *folder = designer_os_files_system_folder ();

  g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_INPUT,
               "there is no OS database in '%s': install the package osinfo-db%s", folder,
               g_getenv ("OSINFO_SYSTEM_DIR") != NULL ? " or correct OSINFO_SYSTEM_DIR" : "");
}

/* Sets ENTRY to the one with that id, or to NULL where there is none. */
static gboolean
read_by_id (DesignerOsInstalled *installed,
            const char *kind,
            const char *id,
            DesignerOsReading reading,
            DesignerOsEntry **entry,
            GError **error)
{
  g_autofree char *key = designer_os_files_key (kind, id);
  g_autoptr (DesignerOsFileSet) set = NULL;

  *entry = NULL;
  if (key == NULL)
    return TRUE;
  set = designer_os_files_of (installed->files, key, error);
  return set != NULL && designer_os_reader_read (installed->reader, set, kind, id, reading, entry, error);
}

static gboolean
read_devices (DesignerOsInstalled *installed,
              DesignerOsFamily *family,
              GPtrArray *ids,
              GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);
      DesignerOsEntry *device;

      if (g_hash_table_contains (family->devices, id))
        continue;
      if (!read_by_id (installed, KIND_DEVICE, id, DESIGNER_OS_READ_NAMES, &device, error))
        return FALSE;
      if (device == NULL)
        device = designer_os_entry_new (id);
      g_hash_table_insert (family->devices, device->id, device);
    }
  return TRUE;
}

/* The devices that ENTRY speaks of, as they are there. */
static GPtrArray *
devices_of (DesignerOsEntry *entry)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < entry->links->len; i++)
    {
      DesignerOsLink *link = g_ptr_array_index (entry->links, i);

      if (link->works)
        g_ptr_array_add (ids, link->id);
    }
  for (guint i = 0; i < entry->drivers->len; i++)
    {
      DesignerOsDriver *driver = g_ptr_array_index (entry->drivers, i);

      for (guint j = 0; j < driver->devices->len; j++)
        g_ptr_array_add (ids, ((DesignerOsDevice *) g_ptr_array_index (driver->devices, j))->id);
    }
  return ids;
}

static gboolean read_relatives (DesignerOsInstalled *installed,
                                DesignerOsFamily *family,
                                GPtrArray *ids,
                                GError **error);

/* Takes ENTRY over. */
static gboolean
take_system (DesignerOsInstalled *installed,
             DesignerOsFamily *family,
             DesignerOsEntry *entry,
             GError **error)
{
  g_autoptr (GPtrArray) devices = devices_of (entry);

  g_hash_table_insert (family->systems, entry->id, entry);
  return read_devices (installed, family, devices, error)
         && read_relatives (installed, family, entry->derives_from, error)
         && read_relatives (installed, family, entry->clones, error);
}

static gboolean
read_relatives (DesignerOsInstalled *installed,
                DesignerOsFamily *family,
                GPtrArray *ids,
                GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);
      DesignerOsEntry *entry;

      if (g_hash_table_contains (family->systems, id))
        continue;
      if (!read_by_id (installed, KIND_OS, id, DESIGNER_OS_READ_INHERITED, &entry, error)
          || (entry != NULL && !take_system (installed, family, entry, error)))
        return FALSE;
    }
  return TRUE;
}

/* Sets ENTRY where the files of KEY have the system of that short id. */
static gboolean
try_key (DesignerOsInstalled *installed,
         const char *key,
         const char *short_id,
         DesignerOsEntry **entry,
         GError **error)
{
  g_autoptr (DesignerOsFileSet) set = designer_os_files_of (installed->files, key, error);
  g_autoptr (DesignerOsEntry) read = NULL;
  gboolean may_have;

  if (set == NULL || !designer_os_reader_may_have (installed->reader, set, short_id, &may_have, error))
    return FALSE;
  if (!may_have)
    return TRUE;
  if (!designer_os_reader_read (installed->reader, set, KIND_OS, NULL, DESIGNER_OS_READ_ALL, &read, error))
    return FALSE;
  if (read != NULL && g_ptr_array_find_with_equal_func (read->short_ids, short_id, g_str_equal, NULL))
    *entry = g_steal_pointer (&read);
  return TRUE;
}

/* Most systems are in a file of their name: "debian11" is in "debian-11", and that
 * likely in a directory of that name. Adds all KEYS that were looked at. */
static gboolean
try_likely_keys (DesignerOsInstalled *installed,
                 const char *short_id,
                 GPtrArray *keys,
                 DesignerOsEntry **entry,
                 GError **error)
{
  g_autoptr (GPtrArray) directories = designer_os_files_directories (installed->files, KIND_OS, error);

  if (directories == NULL)
    return FALSE;
  designer_os_sort_by_likeness (directories, short_id);
  for (guint i = 0; i < directories->len && *entry == NULL; i++)
    {
      guint n = keys->len;

      if (!designer_os_files_add_keys (installed->files, g_ptr_array_index (directories, i), keys, error))
        return FALSE;
      for (guint j = n; j < keys->len && *entry == NULL; j++)
        {
          const char *key = g_ptr_array_index (keys, j);

          if (designer_os_is_called (key, short_id) && !try_key (installed, key, short_id, entry, error))
            return FALSE;
        }
    }
  return TRUE;
}

/* Failing that, all are looked through, the likelier first. */
static gboolean
read_by_short_id (DesignerOsInstalled *installed,
                  const char *short_id,
                  DesignerOsEntry **entry,
                  GError **error)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  *entry = NULL;
  if (!try_likely_keys (installed, short_id, keys, entry, error))
    return FALSE;
  if (*entry == NULL)
    designer_os_sort_by_likeness (keys, short_id);
  for (guint i = 0; i < keys->len && *entry == NULL; i++)
    {
      const char *key = g_ptr_array_index (keys, i);

      if (!designer_os_is_called (key, short_id) && !try_key (installed, key, short_id, entry, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
designer_os_installed_find (DesignerOsInstalled *installed,
                            const char *name,
                            DesignerOsFacts **facts,
                            GError **error)
{
  g_autoptr (DesignerOsFamily) family = designer_os_family_new ();
  g_autofree char *id = NULL;
  DesignerOsEntry *entry;

  *facts = NULL;
  if (!read_by_id (installed, KIND_OS, name, DESIGNER_OS_READ_ALL, &entry, error)
      || (entry == NULL && !read_by_short_id (installed, name, &entry, error)))
    return FALSE;
  if (entry == NULL)
    return TRUE;
  id = g_strdup (entry->id);
  if (!take_system (installed, family, entry, error))
    return FALSE;
  *facts = designer_os_facts_resolve (family, id);
  return TRUE;
}

static void
entry_destroy (gpointer entry)
{
  designer_os_entry_free (entry);
}

static gint
compare_keys (gconstpointer a,
              gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
designer_os_installed_list_keys (DesignerOsInstalled *installed,
                                 GError **error)
{
  g_autoptr (GPtrArray) directories = designer_os_files_directories (installed->files, KIND_OS, error);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; directories != NULL && i < directories->len; i++)
    {
      if (!designer_os_files_add_keys (installed->files, g_ptr_array_index (directories, i), keys, error))
        return NULL;
    }
  g_ptr_array_sort (keys, compare_keys);
  return directories != NULL ? g_steal_pointer (&keys) : NULL;
}

gboolean
designer_os_installed_scan (DesignerOsInstalled *installed,
                            const char *key,
                            DesignerOsScan *scan,
                            GError **error)
{
  g_autoptr (DesignerOsFileSet) set = designer_os_files_of (installed->files, key, error);

  return set != NULL && designer_os_reader_scan (installed->reader, set, scan, error);
}

gboolean
designer_os_installed_read (DesignerOsInstalled *installed,
                            const char *key,
                            DesignerOsReading reading,
                            DesignerOsEntry **entry,
                            GError **error)
{
  g_autoptr (DesignerOsFileSet) set = designer_os_files_of (installed->files, key, error);

  *entry = NULL;
  return set != NULL && designer_os_reader_read (installed->reader, set, KIND_OS, NULL, reading, entry, error);
}

static gboolean
take_key (DesignerOsInstalled *installed,
          const char *key,
          DesignerOsReading reading,
          GPtrArray *entries,
          GError **error)
{
  DesignerOsEntry *entry;

  if (!designer_os_installed_read (installed, key, reading, &entry, error))
    return FALSE;
  if (entry != NULL)
    g_ptr_array_add (entries, entry);
  return TRUE;
}

GPtrArray *
designer_os_installed_list (DesignerOsInstalled *installed,
                            DesignerOsReading reading,
                            GError **error)
{
  g_autoptr (GPtrArray) keys = designer_os_installed_list_keys (installed, error);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (entry_destroy);

  for (guint i = 0; keys != NULL && i < keys->len; i++)
    {
      if (!take_key (installed, g_ptr_array_index (keys, i), reading, entries, error))
        return NULL;
    }
  if (keys != NULL && entries->len == 0)
    designer_os_set_missing_error (error);
  return entries->len > 0 ? g_steal_pointer (&entries) : NULL;
}
