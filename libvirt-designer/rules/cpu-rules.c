/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "rules/compute-private.h"
#include "rules/cpu-models-private.h"
#include "rules/sources-private.h"

#define CPUS LIBVIRT_DOMAIN "#cpu-model-and-topology"

/* What a part of the topology was asked to be, or FALLBACK. */
static guint64
wished (const DesignerFacts *facts,
        DesignerThingId thing,
        guint64 fallback)
{
  const char *wish = designer_intent_get (facts->intent, thing);

  return wish != NULL ? g_ascii_strtoull (wish, NULL, 10) : fallback;
}

/* The virtual CPUs that the other parts of the topology leave to one part. */
static const char *
share (DesignerFacts *facts,
       DesignerThingId thing)
{
  guint64 others = 1;
  guint64 vcpus = designer_settled_number (facts, NULL, DESIGNER_THING_VCPUS, 1);

  for (guint other = DESIGNER_THING_CPU_SOCKETS; other <= DESIGNER_THING_CPU_THREADS; other++)
    {
      if (other != thing)
        others *= wished (facts, other, 1);
    }
  return vcpus % others == 0 ? designer_number (facts, vcpus / others) : NULL;
}

/* The sockets take the rest where the cores were asked for, else the cores do. */
static const char *
rest (DesignerFacts *facts,
      DesignerThingId thing)
{
  gboolean cores_asked = designer_intent_get (facts->intent, DESIGNER_THING_CPU_CORES) != NULL;

  if (thing == (cores_asked ? DESIGNER_THING_CPU_SOCKETS : DESIGNER_THING_CPU_CORES))
    return share (facts, thing);
  return "1";
}

static const char *
cores (DesignerFacts *facts,
       G_GNUC_UNUSED const DesignerSubject *subject,
       G_GNUC_UNUSED const DesignerRule *rule)
{
  return share (facts, DESIGNER_THING_CPU_CORES);
}

/* Only where the cores were asked for do the sockets take the rest. */
static const char *
sockets_for_cores (DesignerFacts *facts,
                   G_GNUC_UNUSED const DesignerSubject *subject,
                   G_GNUC_UNUSED const DesignerRule *rule)
{
  if (designer_intent_get (facts->intent, DESIGNER_THING_CPU_CORES) == NULL)
    return NULL;
  return share (facts, DESIGNER_THING_CPU_SOCKETS);
}

/* Whether a part of the topology was asked for. */
static gboolean
has_topology (const DesignerFacts *facts)
{
  for (guint thing = DESIGNER_THING_CPU_SOCKETS; thing <= DESIGNER_THING_CPU_THREADS; thing++)
    {
      if (designer_intent_get (facts->intent, thing) != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_cpu_settings (const DesignerFacts *facts)
{
  const DesignerSettings *settings = facts->intent->whole[DESIGNER_SCOPE_DOMAIN]->settings;

  for (guint i = 0; settings != NULL && i < settings->list->len; i++)
    {
      if (g_str_has_prefix (((const DesignerSetting *) g_ptr_array_index (settings->list, i))->path, "cpu/"))
        return TRUE;
    }
  return FALSE;
}

static const char *
mode_beside_settings (DesignerFacts *facts,
                      G_GNUC_UNUSED const DesignerSubject *subject,
                      G_GNUC_UNUSED const DesignerRule *rule)
{
  return has_topology (facts) || has_cpu_settings (facts) ? "hypervisor-default" : NULL;
}

static const char *
rest_of_topology (DesignerFacts *facts,
                  G_GNUC_UNUSED const DesignerSubject *subject,
                  const DesignerRule *rule)
{
  return has_topology (facts) ? rest (facts, rule->thing) : NULL;
}

static const char *
model_of_vendor (DesignerFacts *facts,
                 G_GNUC_UNUSED const DesignerSubject *subject,
                 G_GNUC_UNUSED const DesignerRule *rule)
{
  const char *vendor = designer_host_view_own_cpu (facts->view)->vendor;

  return vendor != NULL ? designer_cpu_model_for_all (facts, vendor) : NULL;
}

static const char *
model_of_any (DesignerFacts *facts,
              G_GNUC_UNUSED const DesignerSubject *subject,
              G_GNUC_UNUSED const DesignerRule *rule)
{
  return designer_cpu_model_for_all (facts, NULL);
}

static const char *
keep (DesignerFacts *facts,
      const char *names)
{
  return *names != '\0' ? g_string_chunk_insert_const (facts->strings, names) : NULL;
}

static const char *
model_listed (DesignerFacts *facts,
              G_GNUC_UNUSED const DesignerSubject *subject,
              G_GNUC_UNUSED const DesignerRule *rule)
{
  return designer_cpu_model_listed (facts);
}

/* The mode that has a model with a name, where the host can run one. */
static const char *
mode_listed (DesignerFacts *facts,
             G_GNUC_UNUSED const DesignerSubject *subject,
             G_GNUC_UNUSED const DesignerRule *rule)
{
  return designer_cpu_model_listed (facts) != NULL ? "custom" : NULL;
}

static const char *
features_of_all (DesignerFacts *facts,
                 G_GNUC_UNUSED const DesignerSubject *subject,
                 G_GNUC_UNUSED const DesignerRule *rule)
{
  g_autofree char *names = designer_cpu_features_of_all (facts);

  return keep (facts, names);
}

static const char *
features_lacking (DesignerFacts *facts,
                  G_GNUC_UNUSED const DesignerSubject *subject,
                  G_GNUC_UNUSED const DesignerRule *rule)
{
  g_autofree char *names =
    designer_cpu_features_lacking (facts, designer_facts_get (facts, NULL, DESIGNER_THING_CPU_MODEL));

  return keep (facts, names);
}

/* Of a CPU that the hosts share; what was asked for is complete. */
#define SHARED_CPU IS (CPU_MODE, "custom"), NOT_ASKED (CPU_MODEL), CPUS_DIFFER

const DesignerRule designer_cpu_rules[] = {
  { "cpu.mode.old-system", DESIGNER_THING_CPU_MODE, "custom", NULL,
    "Systems of that age stop on a processor much newer than themselves.",
    QEMU_CPU, { QEMU_ONLY, OS_FAMILY ("win9x,win16,msdos,netware"), FOR_X86, HOST ("cpu/model", "pentium3") } },
  { "cpu.mode.old-windows-nt", DESIGNER_THING_CPU_MODE, "custom", NULL,
    "Windows NT before 2000 stops on a processor much newer than itself.",
    QEMU_CPU, { QEMU_ONLY, OS_FAMILY ("winnt"), OS_OLDER ("5.0"), FOR_X86, HOST ("cpu/model", "pentium3") } },
  { "cpu.mode.host-set", DESIGNER_THING_CPU_MODE, "custom", NULL,
    "The hosts have different processors, so the guest has a model that all of them can run.",
    CPUS, { QEMU_ONLY, CPUS_DIFFER, COMMON_CPU } },
  { "cpu.mode.host-model.generations", DESIGNER_THING_CPU_MODE, "host-model", NULL,
    "On POWER and IBM Z, guests move between generations of processors by their model.",
    LIBVIRT_DOMAIN "#cpu-model-and-topology",
    { IS (VIRT_TYPE, "kvm"), IS (ARCH, "s390x,ppc64le,ppc64"), NEED_ONE_CPU, NEED_HOST ("cpu/mode", "host-model") } },
  { "cpu.mode.host-passthrough", DESIGNER_THING_CPU_MODE, "host-passthrough", NULL,
    "The guest sees the processor of the host as it is, with all that makes it fast.",
    QEMU_CPU, { NEED_IS (VIRT_TYPE, "kvm,hvf"), NEED_ONE_CPU, NEED_HOST ("cpu/mode", "host-passthrough") } },
  { "cpu.mode.host-model", DESIGNER_THING_CPU_MODE, "host-model", NULL,
    "The guest sees a processor model close to that of the host.",
    QEMU_CPU, { IS (VIRT_TYPE, "kvm"), NEED_ONE_CPU, NEED_HOST ("cpu/mode", "host-model") } },
  { "cpu.mode.maximum", DESIGNER_THING_CPU_MODE, "maximum", NULL,
    "The emulated processor has every feature that the emulator knows.",
    QEMU_CPU, { IS (VIRT_TYPE, "qemu"), NEED_ONE_CPU, NEED_HOST ("cpu/mode", "maximum") } },
  { "cpu.mode.named", DESIGNER_THING_CPU_MODE, NULL, mode_listed,
    "A CPU model with a name is the same on each host that has it.",
    CPUS, { BY_POLICY ("cpu.mode.named"), QEMU_ONLY, FOR_X86, HOST ("cpu/mode", "custom") } },
  { "cpu.mode.beside-settings", DESIGNER_THING_CPU_MODE, NULL, mode_beside_settings,
    "Something was said of the CPU, and nothing of its mode, which is left to the hypervisor.",
    CPUS, { BY_POLICY ("cpu.mode.beside-settings") } },
  { "cpu.mode.emulated", DESIGNER_THING_CPU_MODE, "hypervisor-default", NULL,
    "Which processor is emulated is left to the hypervisor.",
    CPUS, { BY_POLICY ("cpu.mode.emulated"), IS (VIRT_TYPE, "qemu") } },
  { "cpu.mode.default", DESIGNER_THING_CPU_MODE, NULL, NULL,
    "The host says of no CPU mode that it has it, so the choice is left to the hypervisor.",
    LIBVIRT_DOMCAPS "#cpu-configuration", { ONE_CPU } },
  { "cpu.mode.host-set.default", DESIGNER_THING_CPU_MODE, NULL, NULL,
    "No CPU model is known that all hosts can run; the one that QEMU gives a PC by default runs on every host.",
    QEMU_CPU, { CPUS_DIFFER, FOR_X86 } },

  { "cpu.match.exact", DESIGNER_THING_CPU_MATCH, "exact", NULL,
    "The guest has the CPU model that was asked for and no better one, and that is written out.",
    CPUS, { BY_POLICY ("cpu.match.exact"), IS (CPU_MODE, "custom") } },

  { "cpu.model.old-system", DESIGNER_THING_CPU_MODEL, "pentium3", NULL,
    "The Pentium III is the last processor that systems of that age were made for.",
    QEMU_CPU, { IS (CPU_MODE, "custom"), OS_FAMILY ("win9x,win16,msdos,netware"), HOST ("cpu/model", "pentium3") } },
  { "cpu.model.old-windows-nt", DESIGNER_THING_CPU_MODEL, "pentium3", NULL,
    "The Pentium III is the last processor that Windows NT before 2000 was made for.",
    QEMU_CPU, { IS (CPU_MODE, "custom"), OS_FAMILY ("winnt"), OS_OLDER ("5.0"), HOST ("cpu/model", "pentium3") } },
  { "cpu.model.host-set.vendor", DESIGNER_THING_CPU_MODEL, NULL, model_of_vendor,
    "Of the CPU models that all hosts can run, this is the newest of the maker of their processors.",
    LIBVIRT_DOMCAPS "#cpu-configuration", { SHARED_CPU } },
  { "cpu.model.host-set.any-vendor", DESIGNER_THING_CPU_MODEL, NULL, model_of_any,
    "The hosts' processors are of several makers; this is the newest CPU model that all of them can run.",
    LIBVIRT_DOMCAPS "#cpu-configuration", { SHARED_CPU } },
  { "cpu.model.unnamed", DESIGNER_THING_CPU_MODEL, "pentium3", NULL,
    "A CPU model was asked for and not named; the Pentium III is one that every system runs on.",
    QEMU_CPU, { IS (CPU_MODE, "custom"), HOST ("cpu/model", "pentium3") } },
  { "cpu.model.named", DESIGNER_THING_CPU_MODEL, NULL, model_listed,
    "This is the newest CPU model that the host can run as it is.",
    LIBVIRT_DOMCAPS "#cpu-configuration", { BY_POLICY ("cpu.model.named"), IS (CPU_MODE, "custom"), FOR_X86 } },

  { "cpu.features.required.host-set", DESIGNER_THING_CPU_FEATURES, NULL, features_of_all,
    "The processors of all hosts have these features beyond their models, and none of them blocks migration.",
    LIBVIRT_DOMCAPS "#cpu-configuration", { SHARED_CPU, NOT (CPU_MODEL, "pentium3") } },

  { "cpu.features.disabled.host-set", DESIGNER_THING_CPU_NO_FEATURES, NULL, features_lacking,
    "A host whose processor is nearest to the model lacks these features of it.",
    LIBVIRT_DOMCAPS "#cpu-configuration", { SHARED_CPU, NOT (CPU_MODEL, "pentium3") } },

  { "cpu.topology.sockets.rest", DESIGNER_THING_CPU_SOCKETS, NULL, sockets_for_cores,
    "The sockets follow from the virtual CPUs and the cores that were asked for.",
    LIBVIRT_DOMAIN "#cpu-model-and-topology", { RUN_BY (DESIGNER_QEMU | DESIGNER_BHYVE), NOT (VCPUS, "1"), HOST_NOT_WITHOUT ("cpu/mode", "custom") } },
  { "cpu.topology.sockets.one", DESIGNER_THING_CPU_SOCKETS, "1", NULL,
    "Desktop systems use one or two sockets at most, but all of their cores.",
    "https://learn.microsoft.com/windows/deployment/windows-10-enterprise-subscription-activation",
    { RUN_BY (DESIGNER_QEMU | DESIGNER_BHYVE), NOT (VCPUS, "1"), HOST_NOT_WITHOUT ("cpu/mode", "custom") } },
  { "cpu.topology.sockets.completed", DESIGNER_THING_CPU_SOCKETS, NULL, rest_of_topology,
    "A topology that was asked for in part is written out as a whole.",
    CPUS, { BY_POLICY ("cpu.topology.sockets.completed") } },

  { "cpu.topology.dies.one", DESIGNER_THING_CPU_DIES, "1", NULL,
    "All cores are on one die.",
    LIBVIRT_DOMAIN "#cpu-model-and-topology", { RUN_BY (DESIGNER_QEMU | DESIGNER_BHYVE), NOT (VCPUS, "1"), HOST_NOT_WITHOUT ("cpu/mode", "custom") } },
  { "cpu.topology.dies.completed", DESIGNER_THING_CPU_DIES, NULL, rest_of_topology,
    "A topology that was asked for in part is written out as a whole.",
    CPUS, { BY_POLICY ("cpu.topology.dies.completed") } },

  { "cpu.topology.cores.all", DESIGNER_THING_CPU_CORES, NULL, cores,
    "Each virtual CPU is a core: licences and schedulers treat cores of one socket best.",
    LIBVIRT_DOMAIN "#cpu-model-and-topology", { RUN_BY (DESIGNER_QEMU | DESIGNER_BHYVE), NOT (VCPUS, "1"), HOST_NOT_WITHOUT ("cpu/mode", "custom") } },
  { "cpu.topology.cores.completed", DESIGNER_THING_CPU_CORES, NULL, rest_of_topology,
    "A topology that was asked for in part is written out as a whole.",
    CPUS, { BY_POLICY ("cpu.topology.cores.completed") } },

  { "cpu.topology.threads.one", DESIGNER_THING_CPU_THREADS, "1", NULL,
    "Virtual CPUs that are not pinned share no real core, so they are no threads of one.",
    LIBVIRT_DOMAIN "#cpu-model-and-topology", { RUN_BY (DESIGNER_QEMU | DESIGNER_BHYVE), NOT (VCPUS, "1"), HOST_NOT_WITHOUT ("cpu/mode", "custom") } },
  { "cpu.topology.threads.completed", DESIGNER_THING_CPU_THREADS, NULL, rest_of_topology,
    "A topology that was asked for in part is written out as a whole.",
    CPUS, { BY_POLICY ("cpu.topology.threads.completed") } },

  { NULL, 0, NULL, NULL, NULL, NULL, { { 0 } } }
};
