/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "rules/conditions-private.h"

G_BEGIN_DECLS

/* The questions that rules ask of the host, or of several; see conditions.c. */
GVirDesignerAnswer designer_ask_host_lists (const DesignerCondition *condition,
                                            const DesignerFacts *facts,
                                            const DesignerSubject *subject);
GVirDesignerAnswer designer_ask_host_says (const DesignerCondition *condition,
                                           const DesignerFacts *facts,
                                           const DesignerSubject *subject);
GVirDesignerAnswer designer_ask_host_not_without (const DesignerCondition *condition,
                                                  const DesignerFacts *facts,
                                                  const DesignerSubject *subject);
GVirDesignerAnswer designer_ask_host_machine (const DesignerCondition *condition,
                                              const DesignerFacts *facts,
                                              const DesignerSubject *subject);
GVirDesignerAnswer designer_ask_host_virt (const DesignerCondition *condition,
                                           const DesignerFacts *facts,
                                           const DesignerSubject *subject);
GVirDesignerAnswer designer_ask_host_os_type (const DesignerCondition *condition,
                                              const DesignerFacts *facts,
                                              const DesignerSubject *subject);
GVirDesignerAnswer designer_ask_host_session (const DesignerCondition *condition,
                                              const DesignerFacts *facts,
                                              const DesignerSubject *subject);
GVirDesignerAnswer designer_ask_host_set (const DesignerCondition *condition,
                                          const DesignerFacts *facts,
                                          const DesignerSubject *subject);
GVirDesignerAnswer designer_ask_one_cpu (const DesignerCondition *condition,
                                         const DesignerFacts *facts,
                                         const DesignerSubject *subject);
GVirDesignerAnswer designer_ask_cpus_differ (const DesignerCondition *condition,
                                             const DesignerFacts *facts,
                                             const DesignerSubject *subject);
GVirDesignerAnswer designer_ask_common_cpu (const DesignerCondition *condition,
                                            const DesignerFacts *facts,
                                            const DesignerSubject *subject);

G_END_DECLS
