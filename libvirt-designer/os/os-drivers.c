/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "os/os-private.h"

static const struct
{
  const char *driver;
  const char *family;
  const char *since;
  const char *name;
  const char *device_class;
  const char *id;
} table[] = {
#define OS_DRIVER(driver, family, since, name, device_class, id) \
  { driver, family, since, name, device_class, id },
#include "os/os-drivers.def"
#undef OS_DRIVER
};

static DesignerOsDriver *
find_driver (DesignerOsFacts *facts,
             const char *id)
{
  for (guint i = facts->drivers->len; i > 0; i--)
    {
      DesignerOsDriver *driver = g_ptr_array_index (facts->drivers, i - 1);

      if (g_str_equal (driver->id, id))
        return driver;
    }
  return NULL;
}

static DesignerOsDriver *
ensure_driver (DesignerOsFacts *facts,
               const char *id)
{
  DesignerOsDriver *driver = find_driver (facts, id);

  if (driver == NULL)
    {
      driver = designer_os_driver_new (id, NULL);
      g_ptr_array_add (facts->drivers, driver);
    }
  return driver;
}

void
designer_os_facts_add_drivers (DesignerOsFacts *facts)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      DesignerOsDriver *driver;

      if (g_strcmp0 (facts->family, table[i].family) != 0
          || designer_os_facts_compare_version (facts, table[i].since) < 0)
        continue;
      driver = ensure_driver (facts, table[i].driver);
      g_ptr_array_add (driver->devices,
                       designer_os_device_new (table[i].id, table[i].name, table[i].device_class,
                                               driver->id, DESIGNER_OS_SOURCE_OTHER_DRIVER));
    }
}
