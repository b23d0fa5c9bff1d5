/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "domain/domain-private.h"

G_BEGIN_DECLS

/* Marks in TOUCHED, one for each thing of SUBJECT's scope, what is to be decided anew
 * where WANTED is asked of it: what WANTED names, what cannot be beside it, and where
 * policy has it so what follows from it. */
void designer_consequences_find (const DesignerFacts *facts,
                                 const DesignerSubject *subject,
                                 const DesignerRequest *wanted,
                                 gboolean *touched);

/* Takes away what is set at ELEMENT and does not fit what WANTED makes of it. */
void designer_consequences_drop (const DesignerFacts *facts,
                                 const DesignerSubject *subject,
                                 const DesignerRequest *wanted,
                                 xmlNode *element);

/* Asks of WANTED too what is to be the same as what it asks for. */
void designer_consequences_copy (DesignerRequest *wanted);

/* Whether policy has it that what follows from a change is changed too. */
gboolean designer_consequences_are_drawn (const DesignerFacts *facts);

G_END_DECLS
