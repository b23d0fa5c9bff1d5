/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Memory modules, and what a guest with some of them cannot do without. */

#include "rules/compute-private.h"
#include "rules/modules-private.h"
#include "rules/numbered-private.h"
#include "rules/sources-private.h"

#define MODULES LIBVIRT_DOMAIN "#memory-devices"
#define ALLOCATION LIBVIRT_DOMAIN "#memory-allocation"
#define VIRTIO_MEM "https://virtio-mem.gitlab.io/user-guide/user-guide-qemu.html"
#define WITH_SLOTS QEMU_ONLY, NEED_IS (ARCH, X86 ",aarch64,ppc64le,ppc64"), NEED_ON_BUS ("PCIe,PCI")
#define WITH_VIRTIO_MODULES QEMU_ONLY, NEED_IS (ARCH, "x86_64,aarch64"), NEED_ON_BUS ("PCIe,PCI")

static const char *
memory_with_modules (DesignerFacts *facts,
                     G_GNUC_UNUSED const DesignerSubject *subject,
                     G_GNUC_UNUSED const DesignerRule *rule)
{
  guint64 modules = designer_modules_kib (facts);

  return modules > 0 ? designer_number (facts, modules + designer_settled_number (facts, NULL, DESIGNER_THING_MEMORY, 0))
                     : NULL;
}

static const char *
slot_for_each_module (DesignerFacts *facts,
                      G_GNUC_UNUSED const DesignerSubject *subject,
                      G_GNUC_UNUSED const DesignerRule *rule)
{
  return designer_number (facts, facts->count[DESIGNER_SCOPE_MEMORY_DEVICE]);
}

static gboolean
needs_cell (DesignerFacts *facts)
{
  g_autoptr (GArray) cells = designer_numbered (facts, "cpu/numa/cell");

  return designer_modules_kib (facts) > 0 && cells->len == 0;
}

static const char *
all_cpus (DesignerFacts *facts,
          G_GNUC_UNUSED const DesignerSubject *subject,
          G_GNUC_UNUSED const DesignerRule *rule)
{
  guint64 vcpus = designer_settled_number (facts, NULL, DESIGNER_THING_VCPUS, 1);
  g_autofree char *list = vcpus > 1 ? g_strdup_printf ("0-%" G_GUINT64_FORMAT, vcpus - 1) : g_strdup ("0");

  return needs_cell (facts) ? g_string_chunk_insert_const (facts->strings, list) : NULL;
}

static const char *
all_memory (DesignerFacts *facts,
            G_GNUC_UNUSED const DesignerSubject *subject,
            G_GNUC_UNUSED const DesignerRule *rule)
{
  return needs_cell (facts) ? designer_facts_get (facts, NULL, DESIGNER_THING_MEMORY) : NULL;
}

static const char *
whole_module (DesignerFacts *facts,
              const DesignerSubject *subject,
              G_GNUC_UNUSED const DesignerRule *rule)
{
  guint64 kib = designer_module_kib (facts, subject);

  return kib > 0 ? designer_number (facts, kib) : NULL;
}

const DesignerRule designer_memory_rules[] = {
  { "memory.max.modules", DESIGNER_THING_MEMORY_MAX, NULL, memory_with_modules,
    "libvirt is told how much memory the guest has with all of its memory modules.",
    ALLOCATION, { HAS (MEMORY_DEVICE) } },
  { "memory.slots.modules", DESIGNER_THING_MEMORY_SLOTS, NULL, slot_for_each_module,
    "Each memory module has a slot.",
    ALLOCATION, { HAS (MEMORY_DEVICE) } },
  { "cpu.numa.cpus.modules", DESIGNER_THING_CELL_CPUS, NULL, all_cpus,
    "Memory modules are part of a NUMA cell, so that the guest has one with all of its processors.",
    MODULES, { HAS (MEMORY_DEVICE) } },
  { "cpu.numa.memory.modules", DESIGNER_THING_CELL_MEMORY, NULL, all_memory,
    "Memory modules are part of a NUMA cell, so that the guest has one with all of its other memory.",
    MODULES, { HAS (MEMORY_DEVICE) } },

  { "memdev.model.nvdimm", DESIGNER_THING_MODULE_MODEL, "nvdimm", NULL,
    "A module with a file of the host keeps what is in it when the guest is off.",
    MODULES, { SET (MODULE_PATH), WITH_SLOTS } },
  { "memdev.model.dimm", DESIGNER_THING_MODULE_MODEL, "dimm", NULL,
    "Every system knows memory that is plugged into a slot.",
    MODULES, { WITH_SLOTS } },
  { "memdev.model.virtio-mem", DESIGNER_THING_MODULE_MODEL, "virtio-mem", NULL,
    "Memory was asked for that grows and shrinks while the guest runs.",
    VIRTIO_MEM, { WISHED (MODULE_MODEL, "virtio-mem"), WITH_VIRTIO_MODULES } },
  { "memdev.model.virtio-pmem", DESIGNER_THING_MODULE_MODEL, "virtio-pmem", NULL,
    "A file of the host was asked for that the guest uses as memory without a cache of its own.",
    MODULES, { WISHED (MODULE_MODEL, "virtio-pmem"), WITH_VIRTIO_MODULES, NEED_SET (MODULE_PATH) } },
  { "memdev.model.sgx-epc", DESIGNER_THING_MODULE_MODEL, "sgx-epc", NULL,
    "Memory for enclaves of Intel SGX was asked for.",
    MODULES, { WISHED (MODULE_MODEL, "sgx-epc"), QEMU_ONLY, NEED_IS (ARCH, "x86_64") } },
  { "memdev.access.shared", DESIGNER_THING_MODULE_ACCESS, "shared", NULL,
    "What the guest writes to the module is to be in the file that keeps it.",
    MODULES, { IS (MODULE_MODEL, "nvdimm,virtio-pmem") } },
  { "memdev.target.node.first", DESIGNER_THING_MODULE_NODE, "0", NULL,
    "libvirt wants to know the NUMA cell that the module is in; this is the first one.",
    MODULES, { IS (MODULE_MODEL, "dimm,nvdimm,virtio-mem") } },
  { "memdev.target.block.huge-page", DESIGNER_THING_MODULE_BLOCK, "2048", NULL,
    "Blocks of 2 MiB are whole huge pages of the host.",
    VIRTIO_MEM, { NEED_IS (MODULE_MODEL, "virtio-mem") } },
  { "memdev.target.requested.all", DESIGNER_THING_MODULE_REQUESTED, NULL, whole_module,
    "The guest uses all of the module until it is told to use less.",
    VIRTIO_MEM, { NEED_IS (MODULE_MODEL, "virtio-mem") } },

  { NULL, 0, NULL, NULL, NULL, NULL, { { 0 } } }
};
