/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The table of what is worth saying, held against a part of the guest. */

#include "check/rows-private.h"

#include "base/words-private.h"
#include "rules/policy-match-private.h"

/* "-" among VALUES stands for nothing. */
static gboolean
is_among (const char *value,
          const char *values)
{
  return values == NULL || designer_word_is_among (value != NULL ? value : "-", values);
}

/* Whether the system surely has no driver for the device that it would need. */
static gboolean
is_without_driver (const DesignerLook *look,
                   const DesignerSubject *subject,
                   const DesignerCheckRow *row)
{
  const DesignerCondition has = { DESIGNER_TEST_OS_HAS, FALSE, row->lacks, NULL, NULL };

  return row->lacks < 0 || designer_condition_ask (&has, look->facts, subject) == GVIR_DESIGNER_ANSWER_NO;
}

static gboolean
applies (const DesignerLook *look,
         const DesignerSubject *subject,
         const DesignerCheckRow *row)
{
  guint decisive;

  return designer_conditions_hold (row->conditions, look->facts, subject, &decisive) == GVIR_DESIGNER_ANSWER_YES
         && is_without_driver (look, subject, row);
}

/* The row's sentence, and that of the RULE that decides now. */
static GVirDesignerFinding *
add (DesignerLook *look,
     const DesignerSubject *subject,
     const DesignerCheckRow *row,
     const char *rule_reason)
{
  g_autofree char *reason = rule_reason != NULL ? g_strdup_printf ("%s %s", row->reason, rule_reason) : g_strdup (row->reason);
  GVirDesignerFinding *finding = designer_finding_new (look->facts, subject, row->severity, row->id, row->source, reason);

  finding->warning = designer_warning_of (row->id);
  g_ptr_array_add (look->findings, finding);
  return finding;
}

static const DesignerAddition *
find_addition (const char *id)
{
  guint n;
  const DesignerAddition *additions = designer_additions_get (&n);

  for (guint i = 0; i < n; i++)
    {
      if (g_str_equal (additions[i].id, id))
        return &additions[i];
    }
  g_return_val_if_reached (NULL);
}

/* A policy that takes the device away, or sees to it, has decided already. */
static void
look_for_missing (DesignerLook *look,
                  DesignerSubject *subject,
                  const DesignerCheckRow *row)
{
  const DesignerAddition *addition = find_addition (row->addition);
  GVirDesignerFinding *finding;
  guint decisive;

  if (look->facts->policies->len > 0 && designer_policies_on_addition (look->facts, addition->id) != NULL)
    return;
  if (designer_conditions_hold (addition->conditions, look->facts, NULL, &decisive) != GVIR_DESIGNER_ANSWER_YES)
    return;
  finding = add (look, subject, row, addition->reason);
  finding->thing = g_strdup (designer_scope_get (addition->scope)->name);
  finding->better = g_strdup ("present");
  designer_finding_set_mend (finding, DESIGNER_MEND_ADD, row->option, 0, g_strdup (row->argument));
}

static void
set_mend (GVirDesignerFinding *finding,
          const DesignerSubject *subject,
          const DesignerCheckRow *row,
          const char *better,
          char *argument)
{
  if (row->option == NULL && row->argument == NULL)
    designer_look_mend (finding, subject, row->thing, better);
  else
    designer_finding_set_mend (finding, row->option != NULL ? DESIGNER_MEND_EDIT : DESIGNER_MEND_MODERNISE, row->option,
                               subject->number, argument != NULL ? argument : g_strdup (row->argument));
  if (finding->better == NULL)
    finding->better = g_strdup (better);
}

/* Whether nothing is written of the row's thing, and a policy has it so. */
static gboolean
is_left_out (const DesignerLook *look,
             const DesignerSubject *subject,
             const DesignerCheckRow *row,
             const char *value)
{
  return look->facts->policies->len > 0 && (value == NULL || !designer_thing_is_written (designer_thing_get (row->thing), value))
         && designer_policies_find (look->facts, subject, DESIGNER_VERB_OMIT, row->thing) != NULL;
}

static void
look_at_value (DesignerLook *look,
               DesignerSubject *subject,
               const DesignerCheckRow *row)
{
  const char *value = designer_look_value (look, subject, row->thing);
  DesignerChoice choice = { 0 };
  GVirDesignerFinding *finding;
  char *argument;

  if (!is_among (value, row->values) || !applies (look, subject, row) || is_left_out (look, subject, row, value))
    return;
  if (row->better != NULL
      && (!designer_look_choose (look, subject, row->thing, &choice) || choice.value == NULL
          || !is_among (choice.value, row->better)))
    return;
  argument = row->mend != NULL ? row->mend (look, subject) : NULL;
  if (row->mend != NULL && argument == NULL)
    return;
  finding = add (look, subject, row, choice.rule != NULL ? choice.rule->reason : NULL);
  finding->thing = g_strdup (designer_thing_get (row->thing)->name);
  finding->value = g_strdup (value);
  set_mend (finding, subject, row, choice.value, argument);
}

/* What only a virtual machine has is not looked for in a container. */
static gboolean
is_of_guest (const DesignerLook *look,
             const DesignerSubject *subject)
{
  return subject->number > 0 || subject->scope == DESIGNER_SCOPE_RESOURCES
         || look->design->priv->state == DESIGNER_STATE_MACHINE;
}

void
designer_look_for_rows (DesignerLook *look,
                        DesignerSubject *subject)
{
  guint n;
  const DesignerCheckRow *rows = designer_check_rows_get (&n);

  for (guint i = 0; i < n && is_of_guest (look, subject); i++)
    {
      if (designer_thing_get (rows[i].thing)->scope != subject->scope)
        continue;
      if (rows[i].addition != NULL)
        look_for_missing (look, subject, &rows[i]);
      else
        look_at_value (look, subject, &rows[i]);
    }
}

void
designer_look_for_choices (DesignerLook *look)
{
  guint n;
  const DesignerCheckRow *rows = designer_choice_rows_get (&n);
  guint first = look->findings->len;

  for (guint i = 0; i < n && look->design->priv->state == DESIGNER_STATE_MACHINE; i++)
    look_at_value (look, look->facts->whole[designer_thing_get (rows[i].thing)->scope], &rows[i]);
  for (guint i = first; i < look->findings->len; i++)
    ((GVirDesignerFinding *) g_ptr_array_index (look->findings, i))->by_choice = TRUE;
}
