/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* CPU models with names, for guests that are to run on more than one host. */

#include "rules/compute-private.h"

/* Those of servers, the newest first; AMD's have what Intel's processors lack. */
static const char *const models[] = {
  "EPYC-Genoa", "EPYC-Milan", "EPYC-Rome", "EPYC-IBPB", "EPYC",
  "SapphireRapids", "Icelake-Server-noTSX", "Cascadelake-Server-noTSX", "Skylake-Server-noTSX-IBRS",
  "Skylake-Client-noTSX-IBRS", "Broadwell-noTSX-IBRS", "Broadwell-noTSX", "Haswell-noTSX-IBRS", "Haswell-noTSX",
  "IvyBridge-IBRS", "IvyBridge", "SandyBridge-IBRS", "SandyBridge", "Westmere-IBRS", "Westmere",
  "Nehalem-IBRS", "Nehalem", "Opteron_G3", "Penryn", "Conroe", "kvm64", "qemu64",
};

const char *
designer_cpu_model_named (DesignerFacts *facts,
                          G_GNUC_UNUSED const DesignerSubject *subject,
                          G_GNUC_UNUSED const DesignerRule *rule)
{
  for (guint i = 0; facts->view != NULL && i < G_N_ELEMENTS (models); i++)
    {
      if (designer_host_view_lists (facts->view, "cpu/model", models[i]) == GVIR_DESIGNER_ANSWER_YES)
        return models[i];
    }
  return NULL;
}

const char *
designer_cpu_mode_named (DesignerFacts *facts,
                         const DesignerSubject *subject,
                         const DesignerRule *rule)
{
  return designer_cpu_model_named (facts, subject, rule) != NULL ? "custom" : NULL;
}
