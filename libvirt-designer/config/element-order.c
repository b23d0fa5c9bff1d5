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

static const struct
{
  const char *parent;
  const char *const *order;
} orders[] = {
  { "domain", domain_order }, { "os", os_order }, { "features", features_order },
  { "memoryBacking", memory_backing_order }, { "disk", disk_order },
};

/* A rank is kept with one added, so that 0 is none. */
static void
add_rank (GHashTable *ranks,
          const char *name,
          guint rank)
{
  if (!g_hash_table_contains (ranks, name))
    g_hash_table_insert (ranks, (gpointer) name, GUINT_TO_POINTER (rank + 1));
}

static GHashTable *
rank_list (const char *const *order)
{
  GHashTable *ranks = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; order[i] != NULL; i++)
    add_rank (ranks, order[i], i);
  return ranks;
}

/* Devices are in the order of their scopes. */
static GHashTable *
rank_devices (void)
{
  GHashTable *ranks = g_hash_table_new (g_str_hash, g_str_equal);

  add_rank (ranks, "emulator", 0);
  for (guint i = 0; i < DESIGNER_N_SCOPES; i++)
    {
      if (designer_scope_get (i)->element != NULL)
        add_rank (ranks, designer_scope_get (i)->element, i + 1);
    }
  return ranks;
}

/* The ranks in each parent whose children have any. */
static GHashTable *
rank_all (void)
{
  GHashTable *parents = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (parents, (gpointer) "devices", rank_devices ());
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    g_hash_table_insert (parents, (gpointer) orders[i].parent, rank_list (orders[i].order));
  return parents;
}

GHashTable *
designer_element_order (const char *parent)
{
  static GHashTable *parents = NULL;

  if (g_once_init_enter (&parents))
    g_once_init_leave (&parents, rank_all ());
  return g_hash_table_lookup (parents, parent);
}

int
designer_element_rank (GHashTable *order,
                       const char *name)
{
  return order != NULL ? (int) GPOINTER_TO_UINT (g_hash_table_lookup (order, name)) - 1 : -1;
}
