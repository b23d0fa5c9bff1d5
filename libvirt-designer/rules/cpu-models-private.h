/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "facts/facts-private.h"

G_BEGIN_DECLS

/* The newest CPU model that each host can run as it is, or with less than the model
 * has where it is the host's own; VENDOR: only of that maker, or of none in
 * particular; NULL: of any. NULL where there is none. */
const char *designer_cpu_model_for_all (const DesignerFacts *facts,
                                        const char *vendor);

/* The newest CPU model that the host, or each of several, lists as one that it can run as
 * it is; NULL: it lists none. */
const char *designer_cpu_model_listed (const DesignerFacts *facts);

/* The models of the guest's architecture one after the other from I = 0 on, the newest
 * first, and whether a member of the hosts can run one; NULL: there are no more. */
const char *designer_cpu_model_at (const DesignerFacts *facts,
                                   guint i);
gboolean designer_cpu_model_runs_on (const DesignerFacts *facts,
                                     guint member,
                                     const char *model);

/* Features that nothing was asked of, joined by ',': what all hosts have beyond their
 * own models; and what one lacks whose own model MODEL is. */
char *designer_cpu_features_of_all (const DesignerFacts *facts);
char *designer_cpu_features_lacking (const DesignerFacts *facts,
                                     const char *model);

G_END_DECLS
