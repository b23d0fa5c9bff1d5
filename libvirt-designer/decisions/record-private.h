/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "rules/rules-private.h"

G_BEGIN_DECLS

/* One decision as it was made, without words: they are found when asked for.
 * RULE and ADDITION are both NULL where the caller decided. */
typedef struct
{
  const DesignerSubject *subject;
  DesignerThingId thing;
  const char *value; /* NULL: nothing is written */
  const DesignerRule *rule;
  const DesignerAddition *addition;
  GVirDesignerAnswer answer;
  DesignerOutcome outcomes[DESIGNER_MAX_ROWS];
} DesignerRecord;

/* A device of the default complement that was not added, and why. */
typedef struct
{
  const DesignerAddition *addition;
  DesignerOutcome outcome;
} DesignerOmission;

/* Settles each thing of SUBJECT: as PRESETS of ADDITION say, as the caller
 * asked, or by rule; and appends the records to LOG. */
gboolean designer_decide (DesignerFacts *facts,
                          DesignerSubject *subject,
                          const DesignerAddition *addition,
                          GArray *log,
                          GError **error);
/* The same for one thing of it. */
gboolean designer_decide_thing (DesignerFacts *facts,
                                DesignerSubject *subject,
                                DesignerThingId thing,
                                const DesignerAddition *addition,
                                GArray *log,
                                GError **error);

/* Where the subject's element is in the XML: "/domain/devices/disk[2]". */
char *designer_subject_path (const DesignerSubject *subject);

/* The subject for people: "disk vda", "the machine". */
char *designer_subject_label (const DesignerFacts *facts,
                              const DesignerSubject *subject);

G_END_DECLS
