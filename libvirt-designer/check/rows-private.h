/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "check/look-private.h"

G_BEGIN_DECLS

/* Where a row finds something beyond its conditions, and what mends it; NULL: nothing. */
typedef char *DesignerRowMend (DesignerLook *look,
                               DesignerSubject *subject);

/* One row of what is worth saying. It finds THING where its value is among VALUES and
 * every condition surely holds; where POLICY says so, only if the rules would choose
 * another value now. */
typedef struct
{
  const char *id;
  GVirDesignerSeverity severity;
  DesignerThingId thing;
  const char *values; /* comma-separated; an empty word: nothing is there */
  const char *better; /* what of the rules' choices is better; NULL: nothing is asked of them */
  int lacks;          /* a device that the system surely has no driver for; -1: it is not asked */
  const char *addition; /* the device that this addition would add is missing; VALUES are not looked at */
  const char *option;   /* of the mend; NULL: that of THING, with what the rules choose */
  const char *argument; /* of the mend; without option, the id for modernise */
  DesignerRowMend *mend; /* works out the argument */
  const char *reason;
  const char *source;
  DesignerCondition conditions[DESIGNER_MAX_CONDITIONS];
} DesignerCheckRow;

const DesignerCheckRow *designer_check_rows_get (guint *n);
/* Those of what is better and has to be chosen, which nothing is wrong without. */
const DesignerCheckRow *designer_choice_rows_get (guint *n);

/* What may go wrong when what the row ID finds is mended; NULL: nothing. */
const char *designer_warning_of (const char *id);

G_END_DECLS
