/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <libxml/tree.h>

#include "facts/facts-private.h"

G_BEGIN_DECLS

/* Puts what was written, as LOG has it, into the order that the policies of FACTS
 * have for it. */
void designer_arrange (xmlNode *domain,
                       const DesignerFacts *facts,
                       const GArray *log);

/* The same for what is new in a guest that was read from a text, where it comes behind
 * what was there. */
void designer_arrange_new (xmlNode *domain,
                           const DesignerFacts *facts,
                           const GArray *log);

G_END_DECLS
