/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "check/finding-private.h"
#include "domain/domain-private.h"

G_BEGIN_DECLS

/* A guest while it is looked at. */
typedef struct
{
  GVirDesignerDomain *design;
  DesignerFacts *facts;
  GPtrArray *findings; /* GVirDesignerFinding */
} DesignerLook;

/* What is there of THING; NULL: nothing. */
const char *designer_look_value (const DesignerLook *look,
                                 const DesignerSubject *subject,
                                 DesignerThingId thing);

/* What is not looked at any more as if it were there, until it is put back. */
typedef struct
{
  DesignerSubject *subject;
  DesignerThingId thing;
  char *asked;         /* what the XML says */
  const char *settled; /* what that was taken for */
  guint count;
} DesignerAside;

/* Sets THING of SUBJECT aside, and the devices of its kind that come behind it. */
void designer_look_set_aside (DesignerLook *look,
                              DesignerSubject *subject,
                              DesignerThingId thing,
                              DesignerAside *aside);
void designer_look_put_back (DesignerLook *look,
                             DesignerAside *aside);

/* What the rules would choose if nothing were said of THING; TRUE: they are sure. */
gboolean designer_look_choose (DesignerLook *look,
                               DesignerSubject *subject,
                               DesignerThingId thing,
                               DesignerChoice *choice);

/* Lets FINDING be mended by an edit that gives THING of SUBJECT the VALUE, or none. */
void designer_look_mend (GVirDesignerFinding *finding,
                         const DesignerSubject *subject,
                         DesignerThingId thing,
                         const char *value);

/* What the host would refuse of SUBJECT, and what XML libvirt would refuse. */
void designer_look_for_refusals (DesignerLook *look,
                                 DesignerSubject *subject);
void designer_look_at_xml (DesignerLook *look);

/* What the rows of the table find of SUBJECT. */
void designer_look_for_rows (DesignerLook *look,
                             DesignerSubject *subject);

/* What is better and has to be chosen. */
void designer_look_for_choices (DesignerLook *look);

typedef enum
{
  DESIGNER_LOOK_FINDINGS,
  DESIGNER_LOOK_CHOICES /* also what has to be chosen */
} DesignerLookFor;

/* All findings (GVirDesignerFinding) of DESIGN, the worst first. */
GPtrArray *designer_look_for_all (GVirDesignerDomain *design,
                                  DesignerLookFor what);

G_END_DECLS
