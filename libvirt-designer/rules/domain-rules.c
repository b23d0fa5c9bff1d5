/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "rules/compute-private.h"
#include "rules/numbered-private.h"
#include "rules/sources-private.h"

#define KIB 1024
#define XEN_GUESTS "https://wiki.xenproject.org/wiki/Understanding_the_Virtualization_Spectrum"

/* Of the families of the OS database, those whose kernels boot on Xen's devices
 * alone: Linux, NetBSD and Solaris as PV; Linux, FreeBSD and NetBSD as PVH. */
#define NO_XEN_KERNEL "winnt,win9x,win16,msdos,netware,darwin,openbsd,dragonflybsd,haiku"
#define WITH_XEN_KERNEL NEED_OS_NOT_FAMILY ("freebsd," NO_XEN_KERNEL)
#define WITH_PVH_KERNEL NEED_OS_NOT_FAMILY ("solaris," NO_XEN_KERNEL)

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

/* What the guest is to read as the UUID of its machine, or NULL. */
static const char *
uuid_of_sysinfo (DesignerFacts *facts,
                 G_GNUC_UNUSED const DesignerSubject *subject,
                 G_GNUC_UNUSED const DesignerRule *rule)
{
  return designer_intent_setting (facts->intent, "sysinfo[1]/system/entry[@name='uuid']");
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

/* What a machine of 32-bit ARM addresses at most, where that is less than what is
 * recommended. */
static const char *
memory_addressable (DesignerFacts *facts,
                    G_GNUC_UNUSED const DesignerSubject *subject,
                    G_GNUC_UNUSED const DesignerRule *rule)
{
  const char *recommended = memory_from_os (facts, GVIR_DESIGNER_OS_RESOURCES_RECOMMENDED, 1);
  const guint64 most = 3 * KIB * KIB;

  if (recommended == NULL || g_ascii_strtoull (recommended, NULL, 10) <= most)
    return NULL;
  return designer_number (facts, most);
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
  guint most = facts->view != NULL ? designer_host_view_max_vcpus (facts->view, NULL) : 0;

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

static const char *
newest_version (DesignerFacts *facts,
                G_GNUC_UNUSED const DesignerSubject *subject,
                G_GNUC_UNUSED const DesignerRule *rule)
{
  return designer_number (facts, gvir_designer_policy_newest_version ());
}

const DesignerRule designer_domain_rules[] = {
  { "policy.version.newest", DESIGNER_THING_POLICY_VERSION, NULL, newest_version,
    "Nobody asked for the choices of an older version.",
    CHANGED_DECISIONS, { { 0 } } },

  { "name.from-os", DESIGNER_THING_NAME, NULL, name_of_os,
    "A guest that was given no name is named after its operating system.",
    LIBVIRT_DOMAIN "#general-metadata", { { 0 } } },
  { "name.generic", DESIGNER_THING_NAME, "guest", NULL,
    "The operating system has no short name that the guest could have too.",
    LIBVIRT_DOMAIN "#general-metadata", { { 0 } } },

  { "uuid.sysinfo", DESIGNER_THING_UUID, NULL, uuid_of_sysinfo,
    "The guest reads this UUID of its machine, and libvirt takes no other for the guest.",
    LIBVIRT_DOMAIN "#smbios-system-information", { { 0 } } },

  { "osinfo.from-os", DESIGNER_THING_OSINFO, NULL, id_of_os,
    "The operating system is recorded, so that later changes can be designed for it too.",
    "https://gitlab.com/libosinfo/libosinfo/-/blob/main/README.md", { { 0 } } },

  { "arch.host", DESIGNER_THING_ARCH, NULL, arch_of_host,
    "A guest runs fastest on the architecture of its host.",
    LIBVIRT_CAPS, { NEED_OS_FOR_HOST_ARCH } },

  { "os-type.xenpvh", DESIGNER_THING_OS_TYPE, "xenpvh", NULL,
    "The machine type that was asked for is that of Xen's PVH guests.",
    XEN_GUESTS, { WISHED (MACHINE_ASKED, "xenpvh"), NEED_HOST_OS_TYPE ("xenpvh"), WITH_PVH_KERNEL } },
  { "os-type.xenpv", DESIGNER_THING_OS_TYPE, "xen", NULL,
    "The machine type that was asked for is that of Xen's paravirtualised guests.",
    XEN_GUESTS, { WISHED (MACHINE_ASKED, "xenpv"), NEED_HOST_OS_TYPE ("xen"), WITH_XEN_KERNEL } },
  { "os-type.xen.first", DESIGNER_THING_OS_TYPE, "xen", NULL,
    "The system knows how to run on Xen without emulated hardware, and nothing has to boot from a CD-ROM or the network.",
    XEN_GUESTS,
    { BY_POLICY ("os-type.xen.first"), NEED_HOST_VIRT ("xen"), NEED_HOST_OS_TYPE ("xen"), WITH_XEN_KERNEL,
      NOT (INSTALL_METHOD, "cdrom,network") } },
  { "os-type.hvm", DESIGNER_THING_OS_TYPE, "hvm", NULL,
    "An operating system with its own kernel needs a whole virtual machine.",
    LIBVIRT_DOMAIN "#operating-system-booting", { NEED_HOST_OS_TYPE ("hvm") } },
  { "os-type.xen", DESIGNER_THING_OS_TYPE, "xen", NULL,
    "The processor of the host cannot run whole virtual machines; this system knows how to run on Xen without one.",
    XEN_GUESTS, { NEED_HOST_OS_TYPE ("xen"), WITH_XEN_KERNEL } },
  { "os-type.exe", DESIGNER_THING_OS_TYPE, "exe", NULL,
    "A container was asked for, which shares the kernel of its host.",
    LIBVIRT_DOMAIN "#container-boot", { WISHED (OS_TYPE, "exe"), NEED_HOST_OS_TYPE ("exe") } },

  { "virt-type.lxc", DESIGNER_THING_VIRT_TYPE, "lxc", NULL,
    "LXC is libvirt's own way to run a container.",
    "https://libvirt.org/drvlxc.html", { NEED_IS (OS_TYPE, "exe"), NEED_HOST_VIRT ("lxc") } },
  { "virt-type.kvm", DESIGNER_THING_VIRT_TYPE, "kvm", NULL,
    "KVM runs the guest on the processor itself.",
    LIBVIRT_DOMAIN "#element-and-attribute-overview",
    { NEED_IS (OS_TYPE, "hvm"), NEED_HOST_VIRT ("kvm") } },
  { "virt-type.xen", DESIGNER_THING_VIRT_TYPE, "xen", NULL,
    "Xen runs the guest on the processor itself.",
    LIBVIRT_XEN, { NEED_NOT (OS_TYPE, "exe"), NEED_HOST_VIRT ("xen") } },
  { "virt-type.hvf", DESIGNER_THING_VIRT_TYPE, "hvf", NULL,
    "Apple's hypervisor framework runs the guest on the processor itself.",
    LIBVIRT_DOMAIN "#element-and-attribute-overview",
    { NEED_IS (OS_TYPE, "hvm"), NEED_HOST_VIRT ("hvf") } },
  { "virt-type.bhyve", DESIGNER_THING_VIRT_TYPE, "bhyve", NULL,
    "bhyve, the hypervisor of FreeBSD, runs the guest on the processor itself.",
    LIBVIRT_BHYVE, { NEED_IS (OS_TYPE, "hvm"), NEED_HOST_VIRT ("bhyve") } },
  { "virt-type.vz", DESIGNER_THING_VIRT_TYPE, "vz", NULL,
    "Virtuozzo runs both machines and containers.",
    LIBVIRT_VZ, { NEED_IS (OS_TYPE, "hvm,exe"), NEED_HOST_VIRT ("vz") } },
  { "virt-type.test", DESIGNER_THING_VIRT_TYPE, "test", NULL,
    "libvirt's test driver takes guests and only pretends to run them.",
    "https://libvirt.org/drvtest.html", { NEED_NOT (OS_TYPE, "exe"), NEED_HOST_VIRT ("test") } },
  { "virt-type.qemu", DESIGNER_THING_VIRT_TYPE, "qemu", NULL,
    "Without KVM the guest's processor is emulated, which is slow but always possible.",
    LIBVIRT_DOMAIN "#element-and-attribute-overview",
    { NEED_IS (OS_TYPE, "hvm"), NEED_HOST_VIRT ("qemu") } },

  { "emulator.host", DESIGNER_THING_EMULATOR, NULL, emulator_of_host,
    "This is the program that the host names for such guests.",
    LIBVIRT_CAPS, { NOT_RUN_BY (DESIGNER_VZ | DESIGNER_VZ_CONTAINER) } },
  { "emulator.host-set", DESIGNER_THING_EMULATOR, NULL, NULL,
    "The hosts have the program in different places, so each takes its own.",
    LIBVIRT_DOMAIN "#devices", { HOST_SET } },

  { "events.on_reboot.install", DESIGNER_THING_ON_REBOOT, "destroy", NULL,
    "The installer's restart ends its part: the guest is then started anew, as it is to stay.",
    LIBVIRT_DOMAIN "#events-configuration",
    { IS (INSTALL_PHASE, "install"), NOT (INSTALL_METHOD, "none"), NOT_RUN_BY (DESIGNER_VZ) } },

  { "memory.numa-cells", DESIGNER_THING_MEMORY, NULL, memory_of_cells,
    "The guest has the memory that its NUMA cells have together.",
    LIBVIRT_DOMAIN "#cpu-model-and-topology", { { 0 } } },
  { "memory.minimum", DESIGNER_THING_MEMORY, NULL, memory_minimum,
    "The application asked for the least that the operating system runs with.",
    OSINFO_DB, { { 0 } } },
  { "memory.arm-32-bit", DESIGNER_THING_MEMORY, NULL, memory_addressable,
    "A machine of 32-bit ARM addresses 3 GiB of memory, less than the makers recommend.",
    "https://www.qemu.org/docs/master/system/arm/virt.html", { IS (ARCH, "armv7l") } },
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
  { "vcpus.isapc", DESIGNER_THING_VCPUS, "1", NULL,
    "Before PCI a PC had one processor.",
    QEMU_PC, { IS (CHIPSET, "isapc") } },
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
