/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "os/os-catalogue-private.h"

#include <string.h>

#include "base/libvirt-designer-error.h"

/* Longer than any name there is, and short enough to be compared with all. */
#define NAME_MAX_LENGTH 128

/**
 * GVirDesignerOs:
 *
 * What a guest operating system supports: devices, firmware and resources.
 *
 * Everything is read from libosinfo once, when the value is made, devices that
 * the system inherits from what it derives from or clones included. The value
 * never changes afterwards.
 */

G_DEFINE_FINAL_TYPE (GVirDesignerOs, gvir_designer_os, G_TYPE_OBJECT)

static void
gvir_designer_os_finalize (GObject *object)
{
  GVirDesignerOs *self = GVIR_DESIGNER_OS (object);

  g_hash_table_unref (self->devices);
  g_hash_table_unref (self->classes);
  g_ptr_array_unref (self->drivers);
  g_free (self->asked_name);
  g_free (self->fallback_reason);
  designer_os_facts_unref (self->facts);
  G_OBJECT_CLASS (gvir_designer_os_parent_class)->finalize (object);
}

static void
gvir_designer_os_class_init (GVirDesignerOsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gvir_designer_os_finalize;
}

static void
gvir_designer_os_init (GVirDesignerOs *self)
{
  self->devices = g_hash_table_new (g_str_hash, g_str_equal);
  self->classes = g_hash_table_new (g_str_hash, g_str_equal);
  self->drivers = g_ptr_array_new ();
}

/* Later calls override earlier ones: a driver makes a device work that the
 * system by itself cannot drive. */
static void
take_devices (GVirDesignerOs *self,
              GPtrArray *devices)
{
  for (guint i = 0; i < devices->len; i++)
    {
      DesignerOsDevice *device = g_ptr_array_index (devices, i);
      DesignerOsDevice *known = g_hash_table_lookup (self->devices, device->id);

      if (known != NULL && known->listed)
        continue;
      g_hash_table_replace (self->devices, device->id, device);
      if (device->listed && device->device_class != NULL)
        g_hash_table_add (self->classes, device->device_class);
    }
}

/* Takes FACTS over. */
static GVirDesignerOs *
os_new_from_facts (DesignerOsFacts *facts)
{
  GVirDesignerOs *self = g_object_new (GVIR_DESIGNER_TYPE_OS, NULL);

  self->facts = facts;
  take_devices (self, facts->devices);
  return self;
}

static GVirDesignerOs *
os_new_without_drivers (GVirDesignerOs *self)
{
  GVirDesignerOs *copy = os_new_from_facts (g_atomic_rc_box_acquire (self->facts));

  copy->asked_name = g_strdup (self->asked_name);
  copy->fallback_reason = g_strdup (self->fallback_reason);
  return copy;
}

static void
add_driver (GVirDesignerOs *self,
            DesignerOsDriver *driver)
{
  if (g_ptr_array_find (self->drivers, driver, NULL))
    return;
  g_ptr_array_add (self->drivers, driver);
  take_devices (self, driver->devices);
}

GVirDesignerOs *
designer_os_find_in (DesignerOsCatalogue *catalogue,
                     const char *id,
                     GError **error)
{
  DesignerOsFacts *facts;

  if (!designer_os_catalogue_find (catalogue, id, &facts, error))
    return NULL;
  g_return_val_if_fail (facts != NULL, NULL);
  return os_new_from_facts (facts);
}

/**
 * gvir_designer_os_new:
 * @os: an entry of the OS database
 *
 * Describes an operating system by its entry in libosinfo's database.
 *
 * Later changes to @os do not reach the new value.
 *
 * Returns: (transfer full): the operating system
 */
GVirDesignerOs *
gvir_designer_os_new (OsinfoOs *os)
{
  g_return_val_if_fail (OSINFO_IS_OS (os), NULL);

  return os_new_from_facts (designer_os_facts_read (os));
}

/**
 * gvir_designer_os_find:
 * @db: (nullable): an OS database, or %NULL for the one that is installed
 * @name: a short id such as `debian11`, or the id of an entry
 * @error: return location for an error, or %NULL
 *
 * Finds an operating system by its name.
 *
 * Of the installed database, no more is read than that system, those that it
 * derives from or clones, and the devices that they name; which takes a few
 * milliseconds, where [func@LibvirtDesigner.Os.database_load] takes a third of a
 * second. The administrator's and the user's additions and the `OSINFO_*_DIR`
 * variables of the environment count as they do for libosinfo.
 *
 * A name that the database does not have is answered by the nearest entry only
 * where it is clear what was meant, and never silently:
 * [method@LibvirtDesigner.Os.get_fallback_reason] then tells what was used
 * instead. The ladder is, in this order:
 *
 * 1. the short id or the id itself;
 * 2. `generic` is the entry of the unknown system;
 * 3. `linux`, `generic-linux` or either with a year is the newest generic Linux
 *    of no later year;
 * 4. a known system with a version that the database lacks is the database's
 *    entry for unknown releases of that system or series, where that entry
 *    describes any device; else its newest release no newer than the version;
 * 5. a rolling system with a version is the system.
 *
 * Every other name fails with %GVIR_DESIGNER_ERROR_UNKNOWN_NAME, and
 * the message suggests the nearest names. When a file of the installed database
 * cannot be read, or there is no database, the error is
 * %GVIR_DESIGNER_ERROR_INVALID_INPUT.
 *
 * Returns: (transfer full): the operating system, or %NULL with @error set
 */
GVirDesignerOs *
gvir_designer_os_find (OsinfoDb *db,
                       const char *name,
                       GError **error)
{
  g_autoptr (DesignerOsCatalogue) catalogue = NULL;
  g_autofree char *reason = NULL;
  DesignerOsFacts *facts;
  GVirDesignerOs *os;

  g_return_val_if_fail (db == NULL || OSINFO_IS_DB (db), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  if (strnlen (name, NAME_MAX_LENGTH + 1) > NAME_MAX_LENGTH)
    {
      g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNKNOWN_NAME,
                   "the name of an operating system cannot have more than %d bytes: "
                   "'virt-designer os list' shows all there are", NAME_MAX_LENGTH);
      return NULL;
    }
  catalogue = designer_os_catalogue_new (db);
  facts = designer_os_ladder_find (catalogue, name, &reason, error);
  if (facts == NULL)
    return NULL;
  os = os_new_from_facts (facts);
  os->asked_name = g_strdup (name);
  os->fallback_reason = g_steal_pointer (&reason);
  return os;
}

static void
set_unknown_driver_error (GVirDesignerOs *self,
                          const char *driver_id,
                          GError **error)
{
  GPtrArray *drivers = self->facts->drivers;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  const char *label = designer_os_label (self);
  g_autofree char *list = NULL;

  for (guint i = 0; i < drivers->len; i++)
    g_ptr_array_add (ids, ((DesignerOsDriver *) g_ptr_array_index (drivers, i))->id);
  g_ptr_array_add (ids, NULL);
  list = g_strjoinv ("', '", (char **) ids->pdata);
  if (drivers->len == 0)
    g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNKNOWN_NAME,
                 "there is no driver '%s': none is known for '%s'",
                 driver_id, label);
  else
    g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNKNOWN_NAME,
                 "there is no driver '%s' for '%s'; known are '%s'",
                 driver_id, label, list);
}

/**
 * gvir_designer_os_with_driver:
 * @os: an operating system
 * @driver_id: the id of one of its drivers in the OS database, or `virtio-win`
 * @error: return location for an error, or %NULL
 *
 * Describes the same system with an additional driver, whose devices it then
 * lists as well.
 *
 * Drivers of what the system derives from or clones can be added too, and to
 * each Windows from XP on `virtio-win`, the drivers of the
 * [project of that name](https://github.com/virtio-win/kvm-guest-drivers-windows),
 * of which the OS database has only some. An unknown @driver_id fails with %GVIR_DESIGNER_ERROR_UNKNOWN_NAME, and
 * the message lists the known ones.
 *
 * Returns: (transfer full): a new operating system, or %NULL with @error set
 */
GVirDesignerOs *
gvir_designer_os_with_driver (GVirDesignerOs *os,
                              const char *driver_id,
                              GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_OS (os), NULL);
  g_return_val_if_fail (driver_id != NULL, NULL);

  for (guint i = 0; i < os->facts->drivers->len; i++)
    {
      DesignerOsDriver *driver = g_ptr_array_index (os->facts->drivers, i);
      GVirDesignerOs *copy;

      if (!g_str_equal (driver->id, driver_id))
        continue;
      copy = os_new_without_drivers (os);
      for (guint j = 0; j < os->drivers->len; j++)
        add_driver (copy, g_ptr_array_index (os->drivers, j));
      add_driver (copy, driver);
      return copy;
    }
  set_unknown_driver_error (os, driver_id, error);
  return NULL;
}

/**
 * gvir_designer_os_without_drivers:
 * @os: an operating system
 *
 * Describes the same system with none of the drivers that were added to it.
 *
 * Returns: (transfer full): a new operating system
 */
GVirDesignerOs *
gvir_designer_os_without_drivers (GVirDesignerOs *os)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_OS (os), NULL);

  return os_new_without_drivers (os);
}

/**
 * gvir_designer_os_equal:
 * @os: an operating system
 * @other: another one
 *
 * Tells whether two values say the same in everything, the name that was asked
 * for included.
 *
 * Returns: %TRUE when they are equal
 */
gboolean
gvir_designer_os_equal (GVirDesignerOs *os,
                        GVirDesignerOs *other)
{
  g_autofree char *json = NULL;
  g_autofree char *other_json = NULL;

  g_return_val_if_fail (GVIR_DESIGNER_IS_OS (os), FALSE);
  g_return_val_if_fail (GVIR_DESIGNER_IS_OS (other), FALSE);

  json = gvir_designer_os_to_json (os);
  other_json = gvir_designer_os_to_json (other);
  return g_str_equal (json, other_json);
}
