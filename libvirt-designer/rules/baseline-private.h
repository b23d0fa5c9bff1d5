/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "facts/facts-private.h"

G_BEGIN_DECLS

/* Whether every release of the hypervisor has it on the settled machine: what is
 * known of a host that gave no domain capabilities. */
GVirDesignerAnswer designer_baseline_has (const DesignerFacts *facts,
                                          const char *what,
                                          const char *value);

/* Where that answer comes from, for people. */
const char *designer_baseline_evidence (const DesignerFacts *facts);

G_END_DECLS
