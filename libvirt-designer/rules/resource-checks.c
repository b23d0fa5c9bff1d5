/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What settings of processors and memory must agree with: each other, the guest,
 * and what there is on the host. */

#include "rules/checks-private.h"

#include <string.h>

#include "rules/compute-private.h"
#include "rules/numbered-private.h"

#define CELL "cpu/numa/cell"
#define CONFLICT GVIR_DESIGNER_ERROR_CONFLICT
#define INVALID GVIR_DESIGNER_ERROR_INVALID_VALUE
#define UNSUPPORTED GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST
#define refuse designer_check_refuse

typedef gboolean (*SettingsCheck) (const DesignerFacts *facts,
                                   GError **error);
typedef GVirDesignerAnswer (*HostHas) (const DesignerHostTopology *topology,
                                       guint number);

static guint64
vcpus_of (const DesignerFacts *facts)
{
  return designer_settled_number (facts, NULL, DESIGNER_THING_VCPUS, 0);
}

/* TEXT must list numbers, and the host have each one. */
static gboolean
check_on_host (const DesignerFacts *facts,
               const char *name,
               const char *text,
               const char *kind,
               HostHas has,
               GError **error)
{
  g_autoptr (GHashTable) numbers = text != NULL ? designer_number_set (text) : NULL;
  GHashTableIter iter;
  gpointer number;

  if (text == NULL)
    return TRUE;
  if (numbers == NULL)
    return refuse (error, INVALID, "%s cannot be '%s': give numbers of the host's %s, such as 0-3,^2,8", name, text, kind);
  g_hash_table_iter_init (&iter, numbers);
  while (g_hash_table_iter_next (&iter, &number, NULL))
    {
      if (has (designer_host_topology (facts->host), GPOINTER_TO_UINT (number)) == GVIR_DESIGNER_ANSWER_NO)
        return refuse (error, UNSUPPORTED, "%s cannot be '%s': among the %s of the host is no number %u",
                       name, text, kind, GPOINTER_TO_UINT (number));
    }
  return TRUE;
}

static gboolean
check_cpus (const DesignerFacts *facts,
            const char *name,
            const char *text,
            GError **error)
{
  return check_on_host (facts, name, text, "CPUs", designer_host_topology_has_cpu, error);
}

static gboolean
check_nodes (const DesignerFacts *facts,
             const char *name,
             const char *text,
             GError **error)
{
  return check_on_host (facts, name, text, "NUMA nodes", designer_host_topology_has_node, error);
}

/* Adds a cell's CPUs to those of the cells before it. */
static gboolean
take_cell (const DesignerFacts *facts,
           guint64 cell,
           GHashTable *taken,
           GError **error)
{
  const char *cpus = designer_numbered_get (facts, CELL, cell, "@cpus");
  g_autoptr (GHashTable) set = cpus != NULL ? designer_number_set (cpus) : NULL;
  GHashTableIter iter;
  gpointer number;

  if (cpus == NULL)
    return TRUE;
  if (set == NULL)
    return refuse (error, INVALID, "cpu.numa.cell cannot have the CPUs '%s': give numbers such as 0-3", cpus);
  g_hash_table_iter_init (&iter, set);
  while (g_hash_table_iter_next (&iter, &number, NULL))
    {
      if (GPOINTER_TO_UINT (number) >= vcpus_of (facts))
        return refuse (error, CONFLICT,
                       "cpu.numa.cell cannot have the CPUs '%s': the guest has %" G_GUINT64_FORMAT
                       " virtual CPUs, numbered from 0", cpus, vcpus_of (facts));
      if (!g_hash_table_add (taken, number))
        return refuse (error, CONFLICT, "cpu.numa.cell cannot have the CPUs '%s': number %u is in another cell already",
                       cpus, GPOINTER_TO_UINT (number));
    }
  return TRUE;
}

/* Cells are numbered from 0 without a gap, and know how far it is to each other. */
static gboolean
check_cell_numbers (const DesignerFacts *facts,
                    guint64 cell,
                    guint n_cells,
                    GError **error)
{
  const char *id = designer_numbered_get (facts, CELL, cell, "@id");
  g_autofree char *siblings = g_strdup_printf (CELL "[%" G_GUINT64_FORMAT "]/distances/sibling", cell);
  g_autoptr (GArray) numbers = designer_numbered (facts, siblings);

  if (id != NULL && g_ascii_strtoull (id, NULL, 10) >= n_cells)
    return refuse (error, CONFLICT, "cpu.numa.cell cannot have the number %s: the guest has %u cells, numbered from 0", id, n_cells);
  for (guint i = 0; i < numbers->len; i++)
    {
      const char *other = designer_numbered_get (facts, siblings, g_array_index (numbers, guint64, i), "@id");

      if (other != NULL && g_ascii_strtoull (other, NULL, 10) >= n_cells)
        return refuse (error, CONFLICT, "cpu.numa.cell cannot be at a distance from the cell %s: the guest has %u cells, "
                       "numbered from 0", other, n_cells);
    }
  return TRUE;
}

static gboolean
check_cells (const DesignerFacts *facts,
             GError **error)
{
  g_autoptr (GArray) cells = designer_numbered (facts, CELL);
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  guint64 memory = designer_settled_number (facts, NULL, DESIGNER_THING_MEMORY, 0);
  guint64 sum = designer_cells_memory (facts);

  for (guint i = 0; i < cells->len; i++)
    {
      guint64 cell = g_array_index (cells, guint64, i);

      if (!take_cell (facts, cell, taken, error) || !check_cell_numbers (facts, cell, cells->len, error))
        return FALSE;
      if (designer_numbered_get (facts, CELL, cell, "@memory") == NULL)
        return refuse (error, CONFLICT, "a cell of cpu.numa has no memory: say how many KiB of the guest's are in it");
    }
  if (cells->len > 0 && g_hash_table_size (taken) < vcpus_of (facts))
    return refuse (error, CONFLICT, "the cells of cpu.numa have %u CPUs, and the guest has %" G_GUINT64_FORMAT
                   ": each belongs to one cell", g_hash_table_size (taken), vcpus_of (facts));
  if (sum > 0 && memory != sum)
    return refuse (error, CONFLICT, "the cells of cpu.numa have %" G_GUINT64_FORMAT " KiB of memory together, and the guest "
                   "has %" G_GUINT64_FORMAT " KiB: give it as much, or leave its memory to follow", sum, memory);
  return TRUE;
}

static gboolean
check_hugepages (const DesignerFacts *facts,
                 GError **error)
{
  const DesignerHostTopology *topology = designer_host_topology (facts->host);
  g_autoptr (GArray) pages = designer_numbered (facts, "memoryBacking/hugepages/page");
  const DesignerSettings *settings = facts->intent->whole[DESIGNER_SCOPE_DOMAIN]->settings;
  const DesignerSetting *asked = settings != NULL ? designer_settings_find (settings, "memoryBacking/hugepages") : NULL;
  g_autofree char *sizes = topology != NULL ? designer_host_topology_name_pages (topology) : NULL;

  if (((asked != NULL && g_strcmp0 (asked->value, "no") != 0) || pages->len > 0) && topology != NULL
      && topology->pages != NULL && topology->pages->len <= 1)
    return refuse (error, UNSUPPORTED, "memorybacking.hugepages: the host has no huge pages, only such of %s", sizes);
  for (guint i = 0; i < pages->len; i++)
    {
      guint64 page = g_array_index (pages, guint64, i);
      const char *size = designer_numbered_get (facts, "memoryBacking/hugepages/page", page, "@size");
      const char *unit = designer_numbered_get (facts, "memoryBacking/hugepages/page", page, "@unit");
      guint64 kib = designer_kib (size, unit);

      if (kib > 0 && designer_host_topology_has_page (topology, kib) == GVIR_DESIGNER_ANSWER_NO)
        return refuse (error, UNSUPPORTED, "memorybacking.hugepages cannot have pages of %" G_GUINT64_FORMAT
                       " KiB: the host has %s", kib, sizes);
    }
  return TRUE;
}

static gboolean
check_vcpu_pin (const DesignerFacts *facts,
                guint64 pin,
                GHashTable *pinned,
                GError **error)
{
  const char *text = designer_numbered_get (facts, "cputune/vcpupin", pin, "@vcpu");
  guint64 vcpu = text != NULL ? g_ascii_strtoull (text, NULL, 10) : 0;

  if (text == NULL)
    return refuse (error, CONFLICT, "cputune.vcpupin does not say which virtual CPU it pins: give vcpu=NUMBER");
  if (vcpu >= vcpus_of (facts))
    return refuse (error, CONFLICT, "cputune.vcpupin cannot pin the virtual CPU %s: the guest has %" G_GUINT64_FORMAT
                   ", numbered from 0", text, vcpus_of (facts));
  if (!g_hash_table_add (pinned, GUINT_TO_POINTER ((guint) vcpu)))
    return refuse (error, CONFLICT, "cputune.vcpupin pins the virtual CPU %s twice", text);
  return check_cpus (facts, "cputune.vcpupin", designer_numbered_get (facts, "cputune/vcpupin", pin, "@cpuset"), error);
}

static gboolean
check_pins (const DesignerFacts *facts,
            GError **error)
{
  g_autoptr (GArray) pins = designer_numbered (facts, "cputune/vcpupin");
  g_autoptr (GArray) threads = designer_numbered (facts, "cputune/iothreadpin");
  g_autoptr (GHashTable) pinned = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < pins->len; i++)
    {
      if (!check_vcpu_pin (facts, g_array_index (pins, guint64, i), pinned, error))
        return FALSE;
    }
  for (guint i = 0; i < threads->len; i++)
    {
      if (!check_cpus (facts, "cputune.iothreadpin",
                       designer_numbered_get (facts, "cputune/iothreadpin", g_array_index (threads, guint64, i), "@cpuset"),
                       error))
        return FALSE;
    }
  return check_cpus (facts, "cputune.emulatorpin", designer_intent_setting (facts->intent, "cputune/emulatorpin/@cpuset"), error)
         && check_cpus (facts, "vcpu.cpuset", designer_intent_setting (facts->intent, "vcpu/@cpuset"), error);
}

static gboolean
check_nodesets (const DesignerFacts *facts,
                GError **error)
{
  g_autoptr (GArray) nodes = designer_numbered (facts, "numatune/memnode");
  g_autoptr (GArray) cells = designer_numbered (facts, CELL);

  for (guint i = 0; i < nodes->len; i++)
    {
      guint64 node = g_array_index (nodes, guint64, i);
      const char *cell = designer_numbered_get (facts, "numatune/memnode", node, "@cellid");

      if (cell != NULL && g_ascii_strtoull (cell, NULL, 10) >= cells->len)
        return refuse (error, CONFLICT, "numatune.memnode cannot be for the cell %s: the guest has %u NUMA cells",
                       cell, cells->len);
      if (!check_nodes (facts, "numatune.memnode", designer_numbered_get (facts, "numatune/memnode", node, "@nodeset"), error))
        return FALSE;
    }
  return check_nodes (facts, "numatune.memory.nodeset",
                      designer_intent_setting (facts->intent, "numatune/memory/@nodeset"), error);
}

/* SMALL must not be more than LARGE where both are there. */
static gboolean
check_order (const DesignerFacts *facts,
             const char *small,
             const char *large,
             GError **error)
{
  g_autofree char *small_unit = g_strconcat (small, "/@unit", NULL);
  g_autofree char *large_unit = g_strconcat (large, "/@unit", NULL);
  const char *less = designer_intent_setting (facts->intent, small);
  const char *more = designer_intent_setting (facts->intent, large);
  guint64 x = designer_kib (less, designer_intent_setting (facts->intent, small_unit));
  guint64 y = designer_kib (more, designer_intent_setting (facts->intent, large_unit));

  if (x == 0 || y == 0 || x <= y)
    return TRUE;
  return refuse (error, CONFLICT, "memtune.%s cannot be %s: memtune.%s is %s, which is less", strchr (small, '/') + 1, less,
                 strchr (large, '/') + 1, more);
}

static gboolean
check_limits (const DesignerFacts *facts,
              GError **error)
{
  return check_order (facts, "memtune/soft_limit", "memtune/hard_limit", error)
         && check_order (facts, "memtune/min_guarantee", "memtune/hard_limit", error)
         && check_order (facts, "memtune/hard_limit", "memtune/swap_hard_limit", error);
}

/* What the guest starts with is at most what it can have. */
static gboolean
check_current (const DesignerFacts *facts,
               GError **error)
{
  const char *vcpus = designer_intent_setting (facts->intent, "vcpu/@current");
  guint64 memory = designer_settled_number (facts, NULL, DESIGNER_THING_MEMORY, 0);
  guint64 current = designer_kib (designer_intent_setting (facts->intent, "currentMemory"),
                                  designer_intent_setting (facts->intent, "currentMemory/@unit"));
  guint64 most = designer_settled_number (facts, NULL, DESIGNER_THING_MEMORY_MAX, 0);

  if (vcpus != NULL && g_ascii_strtoull (vcpus, NULL, 10) > vcpus_of (facts))
    return refuse (error, CONFLICT, "the guest cannot start with %s virtual CPUs: it has at most %" G_GUINT64_FORMAT,
                   vcpus, vcpus_of (facts));
  if (current > memory)
    return refuse (error, CONFLICT, "the guest cannot start with %" G_GUINT64_FORMAT " KiB of memory: it has at most %"
                   G_GUINT64_FORMAT " KiB", current, memory);
  if (most > 0 && most < memory)
    return refuse (error, CONFLICT, "maxMemory cannot be %" G_GUINT64_FORMAT " KiB: the guest has %" G_GUINT64_FORMAT
                   " KiB already", most, memory);
  return TRUE;
}

static gboolean
check_cpu_features (const DesignerFacts *facts,
                    GError **error)
{
  g_autoptr (GArray) features = designer_numbered (facts, "cpu/feature");
  const char *virt_type = designer_facts_get (facts, NULL, DESIGNER_THING_VIRT_TYPE);

  for (guint i = 0; i < features->len; i++)
    {
      guint64 number = g_array_index (features, guint64, i);
      const char *name = designer_numbered_get (facts, "cpu/feature", number, "@name");
      const char *policy = designer_numbered_get (facts, "cpu/feature", number, "@policy");

      if (name != NULL && g_strcmp0 (policy, "require") == 0 && g_strcmp0 (virt_type, "kvm") == 0
          && designer_host_view_lists (facts->view, "cpu/feature", name) == GVIR_DESIGNER_ANSWER_NO)
        return refuse (error, UNSUPPORTED, "cpu.feature cannot require '%s': the host's processor does not have it; "
                       "'optional' takes it where there is one", name);
    }
  return TRUE;
}

/* A clock of a time zone, and only such, has one. */
static gboolean
check_clock (const DesignerFacts *facts,
             GError **error)
{
  const char *offset = designer_facts_get (facts, NULL, DESIGNER_THING_CLOCK_OFFSET);
  const char *zone = designer_intent_setting (facts->intent, "clock/@timezone");

  if (zone == NULL && g_strcmp0 (offset, "timezone") == 0)
    return refuse (error, CONFLICT, "clock.offset cannot be 'timezone' without one: give timezone=NAME too, such as "
                   "timezone=Europe/Berlin");
  if (zone != NULL && g_strcmp0 (offset, "timezone") != 0)
    return refuse (error, CONFLICT, "clock.timezone cannot be '%s': clock.offset is %s; give offset=timezone too", zone,
                   offset != NULL ? offset : "not set");
  return TRUE;
}

/* libvirt describes the processors of some architectures only, and starts no guest
 * of another with a description. */
static gboolean
knows_processors (const DesignerFacts *facts)
{
  static const char *const modes[] = { "custom", "host-model", "host-passthrough", "maximum" };

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      if (facts->view == NULL || designer_host_view_lists (facts->view, "cpu/mode", modes[i]) != GVIR_DESIGNER_ANSWER_NO)
        return TRUE;
    }
  return FALSE;
}

gboolean
designer_check_topology (const DesignerFacts *facts,
                         G_GNUC_UNUSED const DesignerSubject *subject,
                         G_GNUC_UNUSED const char *value,
                         GError **error)
{
  const char *vcpus = designer_facts_get (facts, NULL, DESIGNER_THING_VCPUS);
  guint64 number = vcpus != NULL ? g_ascii_strtoull (vcpus, NULL, 10) : 0;
  guint64 product = 1;
  guint asked = 0;

  for (guint thing = DESIGNER_THING_CPU_SOCKETS; thing <= DESIGNER_THING_CPU_THREADS; thing++)
    {
      const char *wish = designer_intent_get (facts->intent, thing);

      asked += wish != NULL;
      product *= wish != NULL ? g_ascii_strtoull (wish, NULL, 10) : 1;
    }
  if (!knows_processors (facts))
    return refuse (error, UNSUPPORTED, "the virtual CPUs cannot be laid out as asked: the host knows no processors of %s, so "
                   "that nothing can be said of them; leave out sockets, dies, cores and threads",
                   designer_facts_get (facts, NULL, DESIGNER_THING_ARCH));
  if (number == 0 || (asked < 4 ? number % product == 0 : number == product))
    return TRUE;
  return refuse (error, GVIR_DESIGNER_ERROR_CONFLICT,
                 "%s virtual CPUs cannot be laid out as asked: sockets × dies × cores × threads "
                 "is %" G_GUINT64_FORMAT, vcpus, product);
}

gboolean
designer_check_resources (const DesignerFacts *facts,
                          GError **error)
{
  static const SettingsCheck checks[] = {
    check_cells, check_hugepages, check_pins, check_nodesets, check_limits, check_cpu_features,
  };

  for (guint i = 0; i < DESIGNER_N_WHOLE_SCOPES; i++)
    {
      if (!designer_check_every_setting (facts->intent->whole[i], error))
        return FALSE;
    }
  if (!check_clock (facts, error) || !check_current (facts, error))
    return FALSE;
  if (facts->intent->whole[DESIGNER_SCOPE_DOMAIN]->settings == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      if (!checks[i] (facts, error))
        return FALSE;
    }
  return TRUE;
}
