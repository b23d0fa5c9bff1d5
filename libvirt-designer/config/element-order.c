/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config/element-order-private.h"

#include "vocabulary/things-private.h"

/* libvirt reads any order; people find their way in the usual one. */
static const char *const domain_order[] = {
  "name", "uuid", "genid", "title", "description", "metadata", "maxMemory", "memory", "currentMemory",
  "memoryBacking", "vcpu", "vcpus", "iothreads", "cputune", "numatune", "resource", "sysinfo", "bootloader", "bootloader_args", "os",
  "features", "cpu", "clock", "on_poweroff", "on_reboot", "on_crash", "pm", "perf", "idmap",
  "devices", "seclabel", "keywrap", "launchSecurity", NULL
};

static const char *const disk_order[] = {
  "driver", "auth", "source", "backingStore", "target", "iotune", "readonly", "shareable", "boot",
  "serial", "wwn", "address", NULL
};

static int
rank_in (const char *const *order,
         const char *name)
{
  for (int i = 0; order[i] != NULL; i++)
    {
      if (g_str_equal (order[i], name))
        return i;
    }
  return -1;
}

static int
device_rank (const char *name)
{
  if (g_str_equal (name, "emulator"))
    return 0;
  for (guint i = 0; i < DESIGNER_N_SCOPES; i++)
    {
      const char *element = designer_scope_get (i)->element;

      if (element != NULL && g_str_equal (element, name))
        return (int) i + 1;
    }
  return -1;
}

int
designer_element_rank (const char *parent,
                       const char *name)
{
  if (g_str_equal (parent, "devices"))
    return device_rank (name);
  if (g_str_equal (parent, "disk"))
    return rank_in (disk_order, name);
  if (g_str_equal (parent, "domain"))
    return rank_in (domain_order, name);
  return -1;
}
