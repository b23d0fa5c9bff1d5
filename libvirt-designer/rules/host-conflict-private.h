/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "base/cover-private.h"
#include "rules/conditions-private.h"

G_BEGIN_DECLS

/* Which hosts of a set keep a condition from holding. COVER is of the members of the
 * host; it gets each way to make CONDITION hold, and who strikes it out. FALSE: the
 * condition asks nothing of hosts. */
gboolean designer_conflict_add (DesignerCover *cover,
                                const DesignerCondition *condition,
                                const DesignerFacts *facts);

/* "'one'", "'one' and 'two'": the fewest hosts that leave no way, or NULL where there
 * is one left. EXACT: whether there are surely none fewer. N: how many they are. */
char *designer_conflict_name (const DesignerCover *cover,
                              const DesignerFacts *facts,
                              guint *n,
                              gboolean *exact);

/* "the host", or the name of a member of a set. */
char *designer_host_word (const DesignerFacts *facts,
                          guint member);
/* The same of the first member for which CONDITION does not hold, with how many hosts
 * are like it in that: "'one' (as 3 other hosts)". */
char *designer_denier_word (const DesignerCondition *condition,
                            const DesignerFacts *facts);
/* Two whose processors differ: "'one' and 'two'". */
char *designer_different_words (const DesignerFacts *facts);

G_END_DECLS
