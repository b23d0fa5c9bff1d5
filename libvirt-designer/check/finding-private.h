/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "check/libvirt-designer-finding.h"
#include "rules/rules-private.h"

G_BEGIN_DECLS

/* What mends a finding, as the verb edit or modernise is told. */
typedef enum
{
  DESIGNER_MEND_NONE, /* nothing is known that does */
  DESIGNER_MEND_EDIT,
  DESIGNER_MEND_ADD,
  DESIGNER_MEND_MODERNISE
} DesignerMendKind;

typedef struct
{
  DesignerMendKind kind;
  char *option;   /* without dashes; NULL for modernise */
  guint number;   /* of the device among those of its kind; 0: no device */
  char *argument; /* of the option; for modernise, the id */
} DesignerMend;

/* A row's words and a mend; all strings but those of rows are copied. */
struct _GVirDesignerFinding
{
  GObject parent_instance;

  GVirDesignerSeverity severity;
  const char *rule; /* interned or a row's */
  char *subject;
  char *path;
  char *thing;
  char *value;  /* NULL: nothing is there */
  char *better; /* NULL: nothing is known, or nothing is to be there */
  char *reason;
  const char *source; /* a row's */
  const char *warning; /* a row's: what may go wrong when it is mended; NULL: nothing */
  gboolean by_choice; /* nobody wants it mended unasked */
  DesignerMend mend;
  GStrv words; /* of the mend; NULL: none */
};

GVirDesignerFinding *designer_finding_new (const DesignerFacts *facts,
                                           const DesignerSubject *subject,
                                           GVirDesignerSeverity severity,
                                           const char *rule,
                                           const char *source,
                                           const char *reason);

/* Sets what mends it; takes ARGUMENT. */
void designer_finding_set_mend (GVirDesignerFinding *finding,
                                DesignerMendKind kind,
                                const char *option,
                                guint number,
                                char *argument);

G_END_DECLS
