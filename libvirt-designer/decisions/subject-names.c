/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a subject of decisions is called. */

#include "decisions/record-private.h"

char *
designer_subject_path (const DesignerSubject *subject)
{
  const char *element = designer_scope_get (subject->scope)->element;

  if (element == NULL)
    return g_strdup ("/domain");
  return g_strdup_printf ("/domain/devices/%s[%u]", element, subject->number);
}

char *
designer_subject_label (const DesignerFacts *facts,
                        const DesignerSubject *subject)
{
  const DesignerScope *scope = designer_scope_get (subject->scope);
  const char *name = NULL;

  if (scope->element == NULL)
    return g_strdup (scope->title);
  if (subject->scope == DESIGNER_SCOPE_DISK)
    name = designer_facts_get (facts, subject, DESIGNER_THING_DISK_TARGET);
  if (name != NULL)
    return g_strdup_printf ("%s %s", scope->element, name);
  return g_strdup_printf ("%s %u", scope->element, subject->number);
}
