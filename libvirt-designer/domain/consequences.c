/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What does not stay as it is where something else is changed. */

#include "domain/consequences-private.h"

#include <string.h>

#include "config/path-private.h"
#include "rules/consequences-private.h"

static gboolean
is_there (const DesignerSubject *subject,
          DesignerThingId thing)
{
  return designer_request_get (subject->request, thing) != NULL;
}

gboolean
designer_consequences_are_drawn (const DesignerFacts *facts)
{
  return g_strcmp0 (designer_facts_get (facts, NULL, DESIGNER_THING_EDIT_CONSEQUENCES), "drawn") == 0;
}

/* Whether THING gets another value. */
static gboolean
changes (const DesignerSubject *subject,
         const DesignerRequest *wanted,
         DesignerThingId thing)
{
  return designer_thing_get (thing)->scope == subject->scope && designer_request_get (wanted, thing) != NULL
         && g_strcmp0 (designer_request_get (wanted, thing), designer_request_get (subject->request, thing)) != 0;
}

/* Whether what ROW goes by is changed in SUBJECT. */
static gboolean
is_changed (const DesignerConsequence *row,
            const DesignerSubject *subject,
            const DesignerRequest *wanted)
{
  for (guint i = 0; row->changed[i] != DESIGNER_N_THINGS; i++)
    {
      if (changes (subject, wanted, row->changed[i]))
        return TRUE;
    }
  return FALSE;
}

/* Whether what may not fit any more is to be looked after. */
static gboolean
is_drawn (const DesignerFacts *facts,
          DesignerConsequenceKind kind)
{
  return kind == DESIGNER_CONSEQUENCE_REPLACES || designer_consequences_are_drawn (facts);
}

static void
drop_paths (xmlNode *element,
            const char *paths)
{
  g_auto (GStrv) each = g_strsplit (paths, ";", -1);

  for (guint i = 0; each[i] != NULL; i++)
    designer_path_remove_all (element, each[i]);
}

void
designer_consequences_drop (const DesignerFacts *facts,
                            const DesignerSubject *subject,
                            const DesignerRequest *wanted,
                            xmlNode *element)
{
  guint n;
  const DesignerConsequence *rows = designer_consequences_get (&n);

  for (guint i = 0; i < n; i++)
    {
      if (rows[i].paths != NULL && is_drawn (facts, rows[i].kind) && is_changed (&rows[i], subject, wanted))
        drop_paths (element, rows[i].paths);
    }
}

void
designer_consequences_copy (DesignerRequest *wanted)
{
  guint n;
  const DesignerConsequence *rows = designer_consequences_get (&n);

  for (guint i = 0; i < n; i++)
    {
      const char *value = rows[i].setting != NULL ? designer_request_setting (wanted, rows[i].setting) : NULL;

      for (guint k = 0; value != NULL && rows[i].others[k] != DESIGNER_N_THINGS; k++)
        {
          if (designer_thing_get (rows[i].others[k])->scope == wanted->scope
              && designer_request_get (wanted, rows[i].others[k]) == NULL)
            designer_request_wish (wanted, rows[i].others[k], value, NULL);
        }
    }
}

/* What is not there cannot fit no more; but what one thing of a machine needs may be
 * missing. */
static gboolean
is_concerned (const DesignerFacts *facts,
              const DesignerSubject *subject,
              DesignerConsequenceKind kind,
              DesignerThingId other)
{
  gboolean drawn = designer_consequences_are_drawn (facts);

  switch (kind)
    {
    case DESIGNER_CONSEQUENCE_WRITES:
      return TRUE;
    case DESIGNER_CONSEQUENCE_COPIES:
      return FALSE;
    case DESIGNER_CONSEQUENCE_REPLACES:
      return is_there (subject, other);
    case DESIGNER_CONSEQUENCE_ENTAILS:
      return drawn && (is_there (subject, other) || subject->scope == DESIGNER_SCOPE_MACHINE);
    case DESIGNER_CONSEQUENCE_MOVES:
      return drawn && is_there (subject, DESIGNER_THING_DISK_ADDRESS_TYPE);
    }
  return FALSE;
}

/* Marks what follows from CHANGED by ROW. */
static void
touch_others (const DesignerConsequence *row,
              DesignerThingId changed,
              const DesignerFacts *facts,
              const DesignerSubject *subject,
              gboolean *touched)
{
  guint first = designer_scope_first_thing (subject->scope);

  for (guint i = 0; row->others[i] != DESIGNER_N_THINGS; i++)
    {
      if (row->others[i] != changed && is_concerned (facts, subject, row->kind, row->others[i]))
        touched[row->others[i] - first] = TRUE;
    }
}

void
designer_consequences_find (const DesignerFacts *facts,
                            const DesignerSubject *subject,
                            const DesignerRequest *wanted,
                            gboolean *touched)
{
  guint n;
  const DesignerConsequence *rows = designer_consequences_get (&n);

  for (guint i = 0; i < designer_scope_n_things (subject->scope); i++)
    touched[i] = wanted->values[i] != NULL;
  for (guint i = 0; i < n; i++)
    {
      for (guint k = 0; rows[i].changed[k] != DESIGNER_N_THINGS; k++)
        {
          DesignerThingId changed = rows[i].changed[k];

          if (designer_thing_get (changed)->scope == subject->scope && designer_request_get (wanted, changed) != NULL)
            touch_others (&rows[i], changed, facts, subject, touched);
        }
    }
}
