/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How a guest is looked at as if a part of it were not there yet. */

#include "check/look-private.h"

#include "vocabulary/options-private.h"

static char **
asked_of (const DesignerSubject *subject,
          DesignerThingId thing)
{
  DesignerRequest *request = (DesignerRequest *) subject->request;

  return request != NULL ? &request->values[thing - designer_scope_first_thing (subject->scope)] : NULL;
}

const char *
designer_look_value (const DesignerLook *look,
                     const DesignerSubject *subject,
                     DesignerThingId thing)
{
  /* What is not written follows from what is. */
  if (designer_thing_get (thing)->path == NULL)
    return designer_facts_get (look->facts, subject, thing);
  return subject->request != NULL ? designer_request_get (subject->request, thing) : NULL;
}

void
designer_look_set_aside (DesignerLook *look,
                         DesignerSubject *subject,
                         DesignerThingId thing,
                         DesignerAside *aside)
{
  char **asked = asked_of (subject, thing);

  *aside = (DesignerAside){ subject, thing, NULL, designer_facts_get (look->facts, subject, thing),
                            look->facts->count[subject->scope] };
  if (asked != NULL)
    aside->asked = g_steal_pointer (asked);
  designer_facts_unsettle (look->facts, subject, thing);
  if (subject->number > 0)
    look->facts->count[subject->scope] = subject->number - 1;
}

void
designer_look_put_back (DesignerLook *look,
                        DesignerAside *aside)
{
  char **asked = asked_of (aside->subject, aside->thing);

  if (asked != NULL)
    *asked = g_steal_pointer (&aside->asked);
  designer_facts_put_back (look->facts, aside->subject, aside->thing, aside->settled);
  look->facts->count[aside->subject->scope] = aside->count;
}

/* The machine type is what was asked for, and the chipset follows from that. */
static gboolean
follows_machine (DesignerThingId thing)
{
  return thing == DESIGNER_THING_CHIPSET || thing == DESIGNER_THING_MACHINE_TYPE;
}

gboolean
designer_look_choose (DesignerLook *look,
                      DesignerSubject *subject,
                      DesignerThingId thing,
                      DesignerChoice *choice)
{
  DesignerAside aside;
  DesignerAside machine;

  if (follows_machine (thing))
    designer_look_set_aside (look, subject, DESIGNER_THING_MACHINE_ASKED, &machine);
  designer_look_set_aside (look, subject, thing, &aside);
  designer_rules_choose (look->facts, subject, thing, choice);
  designer_look_put_back (look, &aside);
  if (follows_machine (thing))
    designer_look_put_back (look, &machine);
  return (choice->rule != NULL || choice->statement != NULL) && choice->answer == GVIR_DESIGNER_ANSWER_YES;
}

void
designer_look_mend (GVirDesignerFinding *finding,
                    const DesignerSubject *subject,
                    DesignerThingId thing,
                    const char *value)
{
  const char *name;
  const DesignerOptionRow *option
    = designer_option_for_thing (thing == DESIGNER_THING_MACHINE_TYPE ? DESIGNER_THING_MACHINE_ASKED : thing, &name);

  if (option == NULL)
    return;
  finding->better = g_strdup (value);
  designer_finding_set_mend (finding, DESIGNER_MEND_EDIT, option->name, subject->number,
                             g_strdup_printf ("%s=%s", name, value != NULL ? value : ""));
}
