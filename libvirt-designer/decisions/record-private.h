/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "rules/rules-private.h"

G_BEGIN_DECLS

typedef enum
{
  DESIGNER_RECORD_THING,
  DESIGNER_RECORD_SETTING, /* of what no thing is about */
  DESIGNER_RECORD_BARE     /* nothing of the device was decided but that it is there */
} DesignerRecordKind;

/* One decision as it was made, without words: they are found when asked for.
 * RULE and ADDITION are both NULL where the caller decided. */
typedef struct
{
  DesignerRecordKind kind;
  const DesignerSubject *subject;
  DesignerThingId thing;
  const DesignerSetting *setting;
  const char *path;  /* where it is written, from the subject's element; of a thing, NULL: where all such are */
  const char *value; /* NULL: nothing is written */
  const DesignerRule *rule;
  const DesignerAddition *addition;
  const DesignerStatement *statement; /* of the policy that decided, or NULL */
  const DesignerStatement *permit; /* of the policy that lets a wish stand which the host does not list, or NULL */
  GVirDesignerAnswer answer;
  DesignerOutcome outcomes[DESIGNER_MAX_ROWS];
} DesignerRecord;

/* A device of the default complement that was not added, and why. */
typedef struct
{
  const DesignerAddition *addition;
  const DesignerStatement *statement; /* of the policy that removed it, or NULL */
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

/* Appends a record for each setting that the caller asked of SUBJECT. */
void designer_decide_settings (DesignerFacts *facts,
                               const DesignerSubject *subject,
                               GArray *log);

/* A record of EDIT, one of SUBJECT's edits, which no rule has a say in. */
DesignerRecord designer_record_edit (const DesignerSubject *subject,
                                     const DesignerSetting *edit);

/* Whether the record's setting puts anything into the XML. */
gboolean designer_record_is_written (const DesignerRecord *record);

/* Where the record's value is written, from the subject's element. */
const char *designer_record_path (const DesignerRecord *record);

/* Where the subject's element is in the XML: "/domain/devices/disk[2]". */
char *designer_subject_path (const DesignerSubject *subject);

/* The subject for people: "disk vda", "the machine". */
char *designer_subject_label (const DesignerFacts *facts,
                              const DesignerSubject *subject);

G_END_DECLS
