/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "rules/host-conditions-private.h"

#include "host/host-members-private.h"
#include "rules/baseline-private.h"
#include "rules/cpu-models-private.h"

static GVirDesignerAnswer
yes_if (gboolean holds)
{
  return holds ? GVIR_DESIGNER_ANSWER_YES : GVIR_DESIGNER_ANSWER_NO;
}

GVirDesignerAnswer
designer_ask_host_lists (const DesignerCondition *condition,
                         const DesignerFacts *facts,
                         G_GNUC_UNUSED const DesignerSubject *subject)
{
  GVirDesignerAnswer answer = GVIR_DESIGNER_ANSWER_UNKNOWN;

  if (facts->view != NULL)
    answer = designer_host_view_lists (facts->view, condition->a, condition->b);
  if (answer == GVIR_DESIGNER_ANSWER_UNKNOWN)
    answer = designer_baseline_has (facts, condition->a, condition->b);
  return answer;
}

/* Where only a host that says so will do. */
GVirDesignerAnswer
designer_ask_host_says (const DesignerCondition *condition,
                        const DesignerFacts *facts,
                        const DesignerSubject *subject)
{
  return yes_if (designer_ask_host_lists (condition, facts, subject) == GVIR_DESIGNER_ANSWER_YES);
}

GVirDesignerAnswer
designer_ask_host_not_without (const DesignerCondition *condition,
                               const DesignerFacts *facts,
                               const DesignerSubject *subject)
{
  return yes_if (designer_ask_host_lists (condition, facts, subject) != GVIR_DESIGNER_ANSWER_NO);
}

GVirDesignerAnswer
designer_ask_host_machine (const DesignerCondition *condition,
                           const DesignerFacts *facts,
                           G_GNUC_UNUSED const DesignerSubject *subject)
{
  return gvir_designer_host_has_machine (facts->host,
                                         designer_facts_get (facts, NULL, DESIGNER_THING_ARCH),
                                         designer_facts_get (facts, NULL, DESIGNER_THING_VIRT_TYPE),
                                         condition->a);
}

GVirDesignerAnswer
designer_ask_host_virt (const DesignerCondition *condition,
                        const DesignerFacts *facts,
                        G_GNUC_UNUSED const DesignerSubject *subject)
{
  return gvir_designer_host_offers (facts->host,
                                    designer_facts_get (facts, NULL, DESIGNER_THING_ARCH),
                                    designer_facts_get (facts, NULL, DESIGNER_THING_OS_TYPE),
                                    condition->a);
}

GVirDesignerAnswer
designer_ask_host_os_type (const DesignerCondition *condition,
                           const DesignerFacts *facts,
                           G_GNUC_UNUSED const DesignerSubject *subject)
{
  return gvir_designer_host_offers (facts->host, designer_facts_get (facts, NULL, DESIGNER_THING_ARCH),
                                    condition->a, NULL);
}

GVirDesignerAnswer
designer_ask_host_session (G_GNUC_UNUSED const DesignerCondition *condition,
                           const DesignerFacts *facts,
                           G_GNUC_UNUSED const DesignerSubject *subject)
{
  return yes_if (gvir_designer_host_is_session (facts->host) == GVIR_DESIGNER_ANSWER_YES);
}

GVirDesignerAnswer
designer_ask_host_set (G_GNUC_UNUSED const DesignerCondition *condition,
                       const DesignerFacts *facts,
                       G_GNUC_UNUSED const DesignerSubject *subject)
{
  return yes_if (designer_host_is_set (facts->host));
}

GVirDesignerAnswer
designer_ask_one_cpu (G_GNUC_UNUSED const DesignerCondition *condition,
                      const DesignerFacts *facts,
                      G_GNUC_UNUSED const DesignerSubject *subject)
{
  return yes_if (facts->view == NULL || designer_host_view_has_one_cpu (facts->view));
}

GVirDesignerAnswer
designer_ask_cpus_differ (const DesignerCondition *condition,
                          const DesignerFacts *facts,
                          const DesignerSubject *subject)
{
  return yes_if (designer_ask_one_cpu (condition, facts, subject) == GVIR_DESIGNER_ANSWER_NO);
}

GVirDesignerAnswer
designer_ask_common_cpu (G_GNUC_UNUSED const DesignerCondition *condition,
                         const DesignerFacts *facts,
                         G_GNUC_UNUSED const DesignerSubject *subject)
{
  return yes_if (designer_cpu_model_for_all (facts, NULL) != NULL);
}
