/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "rules/compute-private.h"
#include "rules/numbered-private.h"
#include "rules/sources-private.h"

#define KIB 1024

static const char *
name_of_os (DesignerFacts *facts,
            G_GNUC_UNUSED const DesignerSubject *subject,
            G_GNUC_UNUSED const DesignerRule *rule)
{
  return gvir_designer_os_get_short_id (facts->os);
}

static const char *
id_of_os (DesignerFacts *facts,
          G_GNUC_UNUSED const DesignerSubject *subject,
          G_GNUC_UNUSED const DesignerRule *rule)
{
  return gvir_designer_os_get_id (facts->os);
}

static const char *
arch_of_host (DesignerFacts *facts,
              G_GNUC_UNUSED const DesignerSubject *subject,
              G_GNUC_UNUSED const DesignerRule *rule)
{
  return gvir_designer_host_get_arch (facts->host);
}

static const char *
emulator_of_host (DesignerFacts *facts,
                  G_GNUC_UNUSED const DesignerSubject *subject,
                  G_GNUC_UNUSED const DesignerRule *rule)
{
  return gvir_designer_host_get_emulator (facts->host,
                                          designer_facts_get (facts, NULL, DESIGNER_THING_ARCH),
                                          designer_facts_get (facts, NULL, DESIGNER_THING_VIRT_TYPE));
}

static const char *
memory_from_os (DesignerFacts *facts,
                GVirDesignerOsResources which,
                guint factor)
{
  const char *arch = designer_facts_get (facts, NULL, DESIGNER_THING_ARCH);
  guint64 bytes = gvir_designer_os_get_memory (facts->os, arch, which);

  return bytes > 0 ? designer_number (facts, bytes * factor / KIB) : NULL;
}

static const char *
memory_minimum (DesignerFacts *facts,
                G_GNUC_UNUSED const DesignerSubject *subject,
                G_GNUC_UNUSED const DesignerRule *rule)
{
  return facts->minimal ? memory_from_os (facts, GVIR_DESIGNER_OS_RESOURCES_MINIMUM, 1) : NULL;
}

static const char *
memory_recommended (DesignerFacts *facts,
                    G_GNUC_UNUSED const DesignerSubject *subject,
                    G_GNUC_UNUSED const DesignerRule *rule)
{
  return memory_from_os (facts, GVIR_DESIGNER_OS_RESOURCES_RECOMMENDED, 1);
}

static const char *
memory_twice_minimum (DesignerFacts *facts,
                      G_GNUC_UNUSED const DesignerSubject *subject,
                      G_GNUC_UNUSED const DesignerRule *rule)
{
  return memory_from_os (facts, GVIR_DESIGNER_OS_RESOURCES_MINIMUM, 2);
}

static const char *
memory_of_cells (DesignerFacts *facts,
                 G_GNUC_UNUSED const DesignerSubject *subject,
                 G_GNUC_UNUSED const DesignerRule *rule)
{
  guint64 kib = designer_cells_memory (facts);

  return kib > 0 ? designer_number (facts, kib) : NULL;
}

static const char *
vcpus_of_cells (DesignerFacts *facts,
                G_GNUC_UNUSED const DesignerSubject *subject,
                G_GNUC_UNUSED const DesignerRule *rule)
{
  guint64 cpus = designer_cells_cpus (facts);

  return cpus > 0 ? designer_number (facts, cpus) : NULL;
}

static const char *
vcpus_within_host (DesignerFacts *facts,
                   guint vcpus)
{
  guint most = facts->view != NULL ? designer_host_view_max_vcpus (facts->view) : 0;

  if (vcpus == 0)
    return NULL;
  return designer_number (facts, most > 0 ? MIN (vcpus, most) : vcpus);
}

static const char *
vcpus_of_topology (DesignerFacts *facts,
                   G_GNUC_UNUSED const DesignerSubject *subject,
                   G_GNUC_UNUSED const DesignerRule *rule)
{
  guint64 product = 1;
  gboolean asked = FALSE;

  for (guint thing = DESIGNER_THING_CPU_SOCKETS; thing <= DESIGNER_THING_CPU_THREADS; thing++)
    {
      const char *wish = designer_intent_get (facts->intent, thing);

      asked = asked || wish != NULL;
      product *= wish != NULL ? g_ascii_strtoull (wish, NULL, 10) : 1;
    }
  return asked ? designer_number (facts, product) : NULL;
}

static const char *
vcpus_minimum (DesignerFacts *facts,
               G_GNUC_UNUSED const DesignerSubject *subject,
               G_GNUC_UNUSED const DesignerRule *rule)
{
  const char *arch = designer_facts_get (facts, NULL, DESIGNER_THING_ARCH);

  if (!facts->minimal)
    return NULL;
  return vcpus_within_host (facts, gvir_designer_os_get_vcpus (facts->os, arch,
                                                              GVIR_DESIGNER_OS_RESOURCES_MINIMUM));
}

static const char *
vcpus_recommended (DesignerFacts *facts,
                   G_GNUC_UNUSED const DesignerSubject *subject,
                   G_GNUC_UNUSED const DesignerRule *rule)
{
  const char *arch = designer_facts_get (facts, NULL, DESIGNER_THING_ARCH);

  return vcpus_within_host (facts, gvir_designer_os_get_vcpus (facts->os, arch,
                                                              GVIR_DESIGNER_OS_RESOURCES_RECOMMENDED));
}

static const char *
vcpus_twice_minimum (DesignerFacts *facts,
                     G_GNUC_UNUSED const DesignerSubject *subject,
                     G_GNUC_UNUSED const DesignerRule *rule)
{
  const char *arch = designer_facts_get (facts, NULL, DESIGNER_THING_ARCH);

  return vcpus_within_host (facts, 2 * gvir_designer_os_get_vcpus (facts->os, arch,
                                                                  GVIR_DESIGNER_OS_RESOURCES_MINIMUM));
}

const DesignerRule designer_domain_rules[] = {
  { "name.from-os", DESIGNER_THING_NAME, NULL, name_of_os,
    "A guest that was given no name is named after its operating system.",
    LIBVIRT_DOMAIN "#general-metadata", { { 0 } } },
  { "name.generic", DESIGNER_THING_NAME, "guest", NULL,
    "The operating system has no short name that the guest could have too.",
    LIBVIRT_DOMAIN "#general-metadata", { { 0 } } },

  { "osinfo.from-os", DESIGNER_THING_OSINFO, NULL, id_of_os,
    "The operating system is recorded, so that later changes can be designed for it too.",
    "https://gitlab.com/libosinfo/libosinfo/-/blob/main/README.md", { { 0 } } },

  { "arch.host", DESIGNER_THING_ARCH, NULL, arch_of_host,
    "A guest runs fastest on the architecture of its host.",
    LIBVIRT_CAPS, { NEED_OS_FOR_HOST_ARCH } },

  { "os-type.hvm", DESIGNER_THING_OS_TYPE, "hvm", NULL,
    "An operating system with its own kernel needs a whole virtual machine.",
    LIBVIRT_DOMAIN "#operating-system-booting", { { 0 } } },

  { "virt-type.lxc", DESIGNER_THING_VIRT_TYPE, "lxc", NULL,
    "LXC is libvirt's own way to run a container.",
    "https://libvirt.org/drvlxc.html", { NEED_IS (OS_TYPE, "exe"), NEED_HOST_VIRT ("lxc") } },
  { "virt-type.kvm", DESIGNER_THING_VIRT_TYPE, "kvm", NULL,
    "KVM runs the guest on the processor itself.",
    LIBVIRT_DOMAIN "#element-and-attribute-overview",
    { NEED_IS (OS_TYPE, "hvm"), NEED_HOST_VIRT ("kvm") } },
  { "virt-type.qemu", DESIGNER_THING_VIRT_TYPE, "qemu", NULL,
    "Without KVM the guest's processor is emulated, which is slow but always possible.",
    LIBVIRT_DOMAIN "#element-and-attribute-overview",
    { NEED_IS (OS_TYPE, "hvm"), NEED_HOST_VIRT ("qemu") } },

  { "emulator.host", DESIGNER_THING_EMULATOR, NULL, emulator_of_host,
    "This is the program that the host names for such guests.",
    LIBVIRT_CAPS, { { 0 } } },

  { "events.on_reboot.install", DESIGNER_THING_ON_REBOOT, "destroy", NULL,
    "The installer's restart ends its part: the guest is then started anew, as it is to stay.",
    LIBVIRT_DOMAIN "#events-configuration", { IS (INSTALL_PHASE, "install"), NOT (INSTALL_METHOD, "none") } },

  { "memory.numa-cells", DESIGNER_THING_MEMORY, NULL, memory_of_cells,
    "The guest has the memory that its NUMA cells have together.",
    LIBVIRT_DOMAIN "#cpu-model-and-topology", { { 0 } } },
  { "memory.minimum", DESIGNER_THING_MEMORY, NULL, memory_minimum,
    "The application asked for the least that the operating system runs with.",
    OSINFO_DB, { { 0 } } },
  { "memory.recommended", DESIGNER_THING_MEMORY, NULL, memory_recommended,
    "The makers of the operating system recommend this much memory.",
    OSINFO_DB, { { 0 } } },
  { "memory.twice-minimum", DESIGNER_THING_MEMORY, NULL, memory_twice_minimum,
    "Only the least memory is stated for the operating system; twice that leaves room for programs.",
    OSINFO_DB, { { 0 } } },
  { "memory.dos", DESIGNER_THING_MEMORY, "65536", NULL,
    "DOS and 16-bit Windows manage at most 64 MiB of memory without trouble.",
    "https://en.wikipedia.org/wiki/Windows_3.1x", { OS_FAMILY ("msdos,win16") } },
  { "memory.windows-9x", DESIGNER_THING_MEMORY, "262144", NULL,
    "Windows 95, 98 and Me do not start with more than 512 MiB of memory; half of that is plenty.",
    "https://en.wikipedia.org/wiki/Windows_9x", { OS_FAMILY ("win9x") } },
  { "memory.generic", DESIGNER_THING_MEMORY, "1048576", NULL,
    "No memory need is stated for the operating system; 1 GiB starts almost every one.",
    OSINFO_DB, { { 0 } } },

  { "vcpus.numa-cells", DESIGNER_THING_VCPUS, NULL, vcpus_of_cells,
    "The guest has the virtual CPUs that its NUMA cells have together.",
    LIBVIRT_DOMAIN "#cpu-model-and-topology", { { 0 } } },
  { "vcpus.topology", DESIGNER_THING_VCPUS, NULL, vcpus_of_topology,
    "The number of virtual CPUs is the product of the topology that was asked for.",
    LIBVIRT_DOMAIN "#cpu-model-and-topology", { { 0 } } },
  { "vcpus.minimum", DESIGNER_THING_VCPUS, NULL, vcpus_minimum,
    "The application asked for the least that the operating system runs with.",
    OSINFO_DB, { { 0 } } },
  { "vcpus.recommended", DESIGNER_THING_VCPUS, NULL, vcpus_recommended,
    "The makers of the operating system recommend this many processors.",
    OSINFO_DB, { { 0 } } },
  { "vcpus.twice-minimum", DESIGNER_THING_VCPUS, NULL, vcpus_twice_minimum,
    "Only the least number of processors is stated for the operating system; twice that runs well.",
    OSINFO_DB, { { 0 } } },
  { "vcpus.one", DESIGNER_THING_VCPUS, "1", NULL,
    "No number of processors is stated for the operating system; every one runs with one.",
    OSINFO_DB, { { 0 } } },

  { NULL, 0, NULL, NULL, NULL, NULL, { { 0 } } }
};
