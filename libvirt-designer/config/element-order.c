/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config/element-order-private.h"

#include "vocabulary/things-private.h"

/* libvirt reads any order; people find their way in the usual one. */
static const char *const domain_order[] = {
  "name", "uuid", "genid", "title", "description", "metadata", "maxMemory", "memory", "currentMemory",
  "blkiotune", "memtune", "memoryBacking", "vcpu", "vcpus", "iothreads", "iothreadids", "defaultiothread", "cputune",
  "numatune", "resource", "sysinfo", "bootloader", "bootloader_args", "os", "idmap", "features", "cpu", "clock",
  "on_poweroff", "on_reboot", "on_crash", "on_lockfailure", "pm", "perf", "devices", "seclabel", "keywrap",
  "launchSecurity", NULL
};

static const char *const os_order[] = {
  "type", "firmware", "init", "initarg", "initenv", "initdir", "inituser", "initgroup", "loader", "nvram", "kernel",
  "initrd", "cmdline", "dtb", "acpi", "boot", "bootmenu", "bios", "smbios", NULL
};

static const char *const features_order[] = {
  "acpi", "apic", "pae", "hap", "viridian", "privnet", "hyperv", "kvm", "pvspinlock", "capabilities", "pmu", "vmport",
  "gic", "smm", "ioapic", NULL
};

static const char *const memory_backing_order[] = {
  "hugepages", "nosharepages", "locked", "source", "access", "allocation", "discard", NULL
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

static const struct
{
  const char *parent;
  const char *const *order;
} orders[] = {
  { "domain", domain_order }, { "os", os_order }, { "features", features_order },
  { "memoryBacking", memory_backing_order }, { "disk", disk_order },
};

int
designer_element_rank (const char *parent,
                       const char *name)
{
  if (g_str_equal (parent, "devices"))
    return device_rank (name);
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      if (g_str_equal (orders[i].parent, parent))
        return rank_in (orders[i].order, name);
    }
  return -1;
}
