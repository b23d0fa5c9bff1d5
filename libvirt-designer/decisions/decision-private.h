/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "decisions/libvirt-designer-decision.h"
#include "decisions/record-private.h"

G_BEGIN_DECLS

/* The words of a decision; all strings are copied or interned. */
struct _GVirDesignerDecision
{
  GObject parent_instance;

  char *subject;
  char *thing;
  char *value;
  gboolean wish;
  GVirDesignerAnswer certainty;
  const char *rule;
  const char *reason;
  const char *source;
  char *policy; /* NULL: no policy had a say */
  GStrv evidence;
  GStrv paths;
  GStrv rejected;
};

GVirDesignerDecision *designer_decision_new (const DesignerFacts *facts,
                                             const DesignerRecord *record);
GVirDesignerDecision *designer_decision_new_presence (const DesignerFacts *facts,
                                                      const DesignerSubject *subject,
                                                      const DesignerAddition *addition);
GVirDesignerDecision *designer_decision_new_omission (const DesignerFacts *facts,
                                                      const DesignerOmission *omission);
GVirDesignerDecision *designer_decision_new_declined (DesignerScopeId scope);

G_END_DECLS
