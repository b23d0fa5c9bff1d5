/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "vocabulary/things-private.h"

G_BEGIN_DECLS

#define DESIGNER_MAX_CONSEQUENCES 8

typedef enum
{
  DESIGNER_CONSEQUENCE_WRITES,   /* the others are how the first is written */
  DESIGNER_CONSEQUENCE_COPIES,   /* the others have the same value */
  DESIGNER_CONSEQUENCE_REPLACES, /* the others cannot be beside it */
  DESIGNER_CONSEQUENCE_ENTAILS,  /* what the others were need not fit any more */
  DESIGNER_CONSEQUENCE_MOVES     /* the others are parts of an address that fits no more */
} DesignerConsequenceKind;

/* One row of policy on what is there already: where one of CHANGED, or the setting at
 * SETTING, is changed, each of OTHERS is decided anew and what is at PATHS goes. */
typedef struct
{
  const char *id;
  DesignerConsequenceKind kind;
  const char *setting; /* NULL: CHANGED says it */
  DesignerThingId changed[DESIGNER_MAX_CONSEQUENCES + 1]; /* ends with DESIGNER_N_THINGS, as does: */
  DesignerThingId others[DESIGNER_MAX_CONSEQUENCES + 1];
  const char *paths;   /* from the subject's element, with ';' between them, or NULL */
  const char *reason;  /* one sentence for a user */
  const char *source;  /* what a reviewer can open */
} DesignerConsequence;

const DesignerConsequence *designer_consequences_get (guint *n_rows);

/* For people: "is written too". */
const char *designer_consequence_describe (DesignerConsequenceKind kind);

G_END_DECLS
