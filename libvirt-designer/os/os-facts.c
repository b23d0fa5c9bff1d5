/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "os/os-private.h"

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

void
designer_os_driver_free (gpointer data)
{
  DesignerOsDriver *driver = data;

  g_free (driver->id);
  g_free (driver->arch);
  g_ptr_array_unref (driver->devices);
  g_free (driver);
}

DesignerOsFacts *
designer_os_facts_new (const char *id)
{
  DesignerOsFacts *facts = g_atomic_rc_box_new0 (DesignerOsFacts);

  facts->id = g_strdup (id);
  facts->devices = g_ptr_array_new_with_free_func (device_free);
  facts->drivers = g_ptr_array_new_with_free_func (designer_os_driver_free);
  return facts;
}

const char *
designer_os_facts_label (const DesignerOsFacts *facts)
{
  return facts->short_id != NULL ? facts->short_id : facts->id;
}

gboolean
designer_os_facts_list_any_device (const DesignerOsFacts *facts)
{
  for (guint i = 0; i < facts->devices->len; i++)
    {
      if (((DesignerOsDevice *) g_ptr_array_index (facts->devices, i))->listed)
        return TRUE;
    }
  return FALSE;
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

void
designer_os_facts_sort (DesignerOsFacts *facts)
{
  g_ptr_array_sort (facts->devices, compare_devices);
  g_ptr_array_sort (facts->drivers, compare_drivers);
  for (guint i = 0; i < facts->drivers->len; i++)
    g_ptr_array_sort (((DesignerOsDriver *) g_ptr_array_index (facts->drivers, i))->devices, compare_devices);
  g_ptr_array_sort (facts->firmware, compare_firmware);
  for (guint i = 0; i < DESIGNER_OS_N_RESOURCES; i++)
    g_ptr_array_sort (facts->resources[i], compare_amounts);
}

static void
facts_clear (gpointer data)
{
  DesignerOsFacts *facts = data;

  g_clear_object (&facts->osinfo);
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
