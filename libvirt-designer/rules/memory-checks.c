/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Memory modules that a guest cannot have. */

#include "rules/checks-private.h"
#include "rules/compute-private.h"
#include "rules/modules-private.h"
#include "rules/numbered-private.h"

#define refuse designer_check_refuse

guint64
designer_module_kib (const DesignerFacts *facts,
                     const DesignerSubject *module)
{
  return designer_kib (designer_facts_get (facts, module, DESIGNER_THING_MODULE_SIZE),
                       designer_request_setting (module->request, "target/size/@unit"));
}

guint64
designer_modules_kib (const DesignerFacts *facts)
{
  guint64 sum = 0;

  for (guint i = 0; i < facts->devices->len; i++)
    {
      const DesignerSubject *device = g_ptr_array_index (facts->devices, i);

      if (device->scope == DESIGNER_SCOPE_MEMORY_DEVICE)
        sum += designer_module_kib (facts, device);
    }
  return sum;
}

/* What was asked of the whole memory has room for the module. */
static gboolean
check_room (const DesignerFacts *facts,
            GError **error)
{
  guint64 memory = designer_settled_number (facts, NULL, DESIGNER_THING_MEMORY, 0) + designer_modules_kib (facts);
  const char *most = designer_intent_get (facts->intent, DESIGNER_THING_MEMORY_MAX);
  const char *slots = designer_intent_get (facts->intent, DESIGNER_THING_MEMORY_SLOTS);
  guint modules = facts->count[DESIGNER_SCOPE_MEMORY_DEVICE];

  if (most != NULL && g_ascii_strtoull (most, NULL, 10) < memory)
    return refuse (error, GVIR_DESIGNER_ERROR_CONFLICT, "memory.max cannot be %s KiB: with its memory modules the guest has %"
                   G_GUINT64_FORMAT " KiB", most, memory);
  if (slots != NULL && g_ascii_strtoull (slots, NULL, 10) < modules)
    return refuse (error, GVIR_DESIGNER_ERROR_CONFLICT, "memory.slots cannot be %s: the guest has %u memory modules", slots,
                   modules);
  return TRUE;
}

static gboolean
check_node (const DesignerFacts *facts,
            const DesignerSubject *subject,
            GError **error)
{
  g_autoptr (GArray) cells = designer_numbered (facts, "cpu/numa/cell");
  const char *node = designer_facts_get (facts, subject, DESIGNER_THING_MODULE_NODE);

  if (node == NULL || g_ascii_strtoull (node, NULL, 10) < MAX (cells->len, 1))
    return TRUE;
  return refuse (error, GVIR_DESIGNER_ERROR_CONFLICT, "memdev.target.node cannot be '%s': the NUMA cells of the guest end "
                 "with number %u; give '--cpu numa.cell%s.cpus=NUMBERS,numa.cell%s.memory=KIB' too", node,
                 MAX (cells->len, 1) - 1, node, node);
}

/* pSeries guests find the module anew by its UUID, and keep their marks in it. */
static gboolean
check_nvdimm (const DesignerFacts *facts,
              const DesignerSubject *subject,
              GError **error)
{
  const char *arch = designer_facts_get (facts, NULL, DESIGNER_THING_ARCH);

  if (designer_facts_get (facts, subject, DESIGNER_THING_MODULE_PATH) == NULL)
    return refuse (error, GVIR_DESIGNER_ERROR_CONFLICT,
                   "memdev.model cannot be 'nvdimm' without the file that keeps what is in it: give source.path=FILE");
  if (!g_str_has_prefix (arch, "ppc64")
      || (designer_request_setting (subject->request, "uuid") != NULL
          && designer_request_setting (subject->request, "target/label/size") != NULL))
    return TRUE;
  return refuse (error, GVIR_DESIGNER_ERROR_CONFLICT,
                 "memdev.model cannot be 'nvdimm' on %s without a UUID and room for labels: give "
                 "uuid=UUID,target.label_size=MIB", arch);
}

gboolean
designer_check_module (const DesignerFacts *facts,
                       const DesignerSubject *subject,
                       GError **error)
{
  if (designer_module_kib (facts, subject) == 0)
    return refuse (error, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                   "--memdev has no size: give target.size=MIB, or with a unit target.size=1G");
  if (g_str_equal (designer_facts_get (facts, subject, DESIGNER_THING_MODULE_MODEL), "nvdimm")
      && !check_nvdimm (facts, subject, error))
    return FALSE;
  return check_node (facts, subject, error) && check_room (facts, error);
}
