/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "os/os-installed-private.h"

#include "base/libvirt-designer-error.h"
#include "os/os-entry-reader-private.h"

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

static gint
compare_letters (const char *a,
                 const char *b)
{
  while (TRUE)
    {
      while (*a != '\0' && !g_ascii_isalnum (*a))
        a++;
      while (*b != '\0' && !g_ascii_isalnum (*b))
        b++;
      if (*a != *b || *a == '\0')
        return *a - *b;
      a++;
      b++;
    }
}

/* "debian11" is most likely in a file called debian-11. */
static gboolean
is_called_like (const DesignerOsFileSet *set,
                const char *short_id)
{
  return compare_letters (strrchr (set->key, '/') + 1, short_id) == 0;
}

/* Sets ENTRY where SET has the system of that short id. */
static gboolean
try_set (DesignerOsInstalled *installed,
         const DesignerOsFileSet *set,
         const char *short_id,
         DesignerOsEntry **entry,
         GError **error)
{
  g_autoptr (DesignerOsEntry) read = NULL;
  gboolean may_have;

  if (!designer_os_reader_may_have (set, short_id, &may_have, error))
    return FALSE;
  if (!may_have)
    return TRUE;
  if (!designer_os_reader_read (installed->reader, set, KIND_OS, NULL, DESIGNER_OS_READ_ALL, &read, error))
    return FALSE;
  if (read != NULL && g_ptr_array_find_with_equal_func (read->short_ids, short_id, g_str_equal, NULL))
    *entry = g_steal_pointer (&read);
  return TRUE;
}

/* The likely files first, then all others. */
static gboolean
read_by_short_id (DesignerOsInstalled *installed,
                  const char *short_id,
                  DesignerOsEntry **entry,
                  GError **error)
{
  g_autoptr (GPtrArray) sets = designer_os_files_list (installed->files, error);

  *entry = NULL;
  for (int likely = TRUE; sets != NULL && likely >= FALSE; likely--)
    {
      for (guint i = 0; i < sets->len && *entry == NULL; i++)
        {
          const DesignerOsFileSet *set = g_ptr_array_index (sets, i);

          if (is_called_like (set, short_id) == likely && !try_set (installed, set, short_id, entry, error))
            return FALSE;
        }
    }
  return sets != NULL;
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

GPtrArray *
designer_os_installed_names (DesignerOsInstalled *installed,
                             GError **error)
{
  g_autoptr (GPtrArray) sets = designer_os_files_list (installed->files, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (entry_destroy);

  for (guint i = 0; sets != NULL && i < sets->len; i++)
    {
      DesignerOsEntry *entry = NULL;

      if (!designer_os_reader_read (installed->reader, g_ptr_array_index (sets, i), KIND_OS, NULL,
                                    DESIGNER_OS_READ_NAMES, &entry, error))
        return NULL;
      if (entry != NULL)
        g_ptr_array_add (names, entry);
    }
  if (sets != NULL && names->len == 0)
    designer_os_set_missing_error (error);
  return names->len > 0 ? g_steal_pointer (&names) : NULL;
}
