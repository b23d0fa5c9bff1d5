/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "decisions/record-private.h"

#include <string.h>

#include "base/libvirt-designer-error.h"
#include "host/host-members-private.h"
#include "rules/checks-private.h"
#include "rules/host-conflict-private.h"
#include "rules/policy-match-private.h"

/* Without a decision on these, a device or guest of that kind makes no sense. */
static const gboolean is_required[DESIGNER_N_THINGS] = {
#define REQUIRED(thing) [DESIGNER_THING_##thing] = TRUE
  REQUIRED (NAME), REQUIRED (ARCH), REQUIRED (OS_TYPE), REQUIRED (VIRT_TYPE), REQUIRED (MEMORY),
  REQUIRED (VCPUS), REQUIRED (CHIPSET), REQUIRED (MACHINE_TYPE), REQUIRED (CPU_MODE), REQUIRED (FIRMWARE),
  REQUIRED (SECURE_BOOT), REQUIRED (DISK_BUS), REQUIRED (DISK_TARGET), REQUIRED (NET_TYPE),
  REQUIRED (SMARTCARD_MODE), REQUIRED (AUDIO_TYPE), REQUIRED (VSOCK_MODEL), REQUIRED (SHMEM_MODEL),
  REQUIRED (IOMMU_MODEL), REQUIRED (SMARTCARD_TYPE), REQUIRED (PARALLEL_TYPE), REQUIRED (CHANNEL_TYPE),
  REQUIRED (CHANNEL_TARGET), REQUIRED (INPUT_BUS), REQUIRED (TPM_MODEL), REQUIRED (TPM_BACKEND),
  REQUIRED (GRAPHICS_TYPE), REQUIRED (SOUND_MODEL), REQUIRED (VIDEO_MODEL), REQUIRED (REDIRDEV_BUS),
  REQUIRED (REDIRDEV_TYPE), REQUIRED (RNG_MODEL), REQUIRED (RNG_BACKEND), REQUIRED (PANIC_MODEL),
  REQUIRED (CONSOLE_TARGET), REQUIRED (DISK_DEVICE), REQUIRED (SERIAL_TYPE), REQUIRED (FS_TYPE),
  REQUIRED (WATCHDOG_MODEL), REQUIRED (BALLOON_MODEL), REQUIRED (CONTROLLER_TYPE), REQUIRED (MODULE_MODEL),
#undef REQUIRED
};

static const char *
preset_of (const DesignerAddition *addition,
           DesignerThingId thing)
{
  if (addition == NULL)
    return NULL;
  for (guint i = 0; i < DESIGNER_MAX_PRESETS && addition->presets[i].value != NULL; i++)
    {
      if (addition->presets[i].thing == thing)
        return addition->presets[i].value;
    }
  return NULL;
}

static void
add_once (GPtrArray *texts,
          char *text)
{
  if (text != NULL && !g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL))
    g_ptr_array_add (texts, text);
  else
    g_free (text);
}

/* The condition for which the row did not apply, or NULL. */
static const DesignerCondition *
hindrance (const DesignerRule *row,
           const DesignerOutcome *outcome)
{
  if (outcome->condition >= DESIGNER_MAX_CONDITIONS
      || row->conditions[outcome->condition].test == DESIGNER_TEST_NONE)
    return NULL;
  return &row->conditions[outcome->condition];
}

/* What kept rows from applying. */
typedef enum
{
  HINDERED_BY_NEED,
  HINDERED_BY_PREFERENCE,
  HINDERED_BY_MACHINE, /* the row is for guests of another hypervisor or machine */
  HINDERED_BY_SILENCE, /* nobody asked for the value, which is taken only then */
  N_HINDRANCES
} Hindrance;

/* A machine or architecture that nobody asked for is no obstacle that a caller
 * knows of. */
static gboolean
is_of_other_machine (const DesignerFacts *facts,
                     const DesignerCondition *condition)
{
  if (condition->test == DESIGNER_TEST_RUN_BY)
    return TRUE;
  if (condition->test != DESIGNER_TEST_IS)
    return FALSE;
  if (condition->n == DESIGNER_THING_CHIPSET)
    return designer_intent_get (facts->intent, DESIGNER_THING_MACHINE_ASKED) == NULL;
  return condition->n == DESIGNER_THING_ARCH && designer_intent_get (facts->intent, DESIGNER_THING_ARCH) == NULL;
}

static Hindrance
kind_of (const DesignerFacts *facts,
         const DesignerCondition *condition)
{
  if (is_of_other_machine (facts, condition))
    return HINDERED_BY_MACHINE;
  if (condition->test == DESIGNER_TEST_WISHED)
    return HINDERED_BY_SILENCE;
  return condition->need ? HINDERED_BY_NEED : HINDERED_BY_PREFERENCE;
}

/* Each different hindrance of that kind for a row of the thing. A host can be
 * changed, so that it lacks something is the error where there is a choice. */
static void
list_hindrances (const DesignerFacts *facts,
                 const DesignerSubject *subject,
                 DesignerThingId thing,
                 const DesignerChoice *choice,
                 Hindrance kind,
                 GPtrArray *clauses,
                 GPtrArray *remedies,
                 int *code)
{
  guint n_rows;
  const DesignerRule *rows = designer_rules_get (thing, &n_rows);

  for (guint i = 0; i < n_rows; i++)
    {
      const DesignerCondition *condition = hindrance (&rows[i], &choice->outcomes[i]);

      /* A policy that could turn the row on is no way that a caller knows of. */
      if (condition == NULL || kind_of (facts, condition) != kind || condition->test == DESIGNER_TEST_BY_POLICY)
        continue;
      if (*code != GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST)
        *code = designer_condition_error_code (condition);
      add_once (clauses, designer_condition_describe (condition, facts, subject, choice->outcomes[i].answer));
      add_once (remedies, designer_condition_remedy (condition, facts));
    }
}

/* "a policy forbids it: REASON (FILE, line 3 [Forbid])" */
static char *
words_of (const DesignerStatement *statement)
{
  g_autofree char *place = designer_statement_place (statement);
  const char *reason = statement->group->reason;

  return g_strdup_printf ("policy '%s' %s it%s%s (%s)", statement->policy->name,
                          statement->group->verb == DESIGNER_VERB_REQUIRE ? "requires" : "forbids",
                          reason != NULL ? ": " : "", reason != NULL ? reason : "", place);
}

static void
list_forbidden (const DesignerFacts *facts,
                const DesignerSubject *subject,
                DesignerThingId thing,
                const DesignerChoice *choice,
                GPtrArray *clauses,
                int *code)
{
  guint n_rows;
  const DesignerRule *rows = designer_rules_get (thing, &n_rows);

  for (guint i = 0; i < n_rows; i++)
    {
      const DesignerStatement *statement;

      if (choice->outcomes[i].condition != DESIGNER_FORBIDDEN)
        continue;
      statement = designer_policies_forbid (facts, subject, thing, rows[i].value, rows[i].id);
      *code = GVIR_DESIGNER_ERROR_FORBIDDEN;
      add_once (clauses, statement != NULL ? words_of (statement) : NULL);
    }
}

/* "; the smallest set of hosts that conflict: 'one' and 'two'", or NULL: it is not for the hosts. */
static char *
name_conflict (const DesignerFacts *facts,
               DesignerThingId thing,
               const DesignerChoice *choice)
{
  g_autoptr (DesignerCover) cover = designer_cover_new (designer_host_n_members (facts->host));
  g_autofree char *names = NULL;
  guint n_rows;
  const DesignerRule *rows = designer_rules_get (thing, &n_rows);
  gboolean exact;
  guint n;

  if (!designer_host_is_set (facts->host))
    return NULL;
  for (guint i = 0; i < n_rows; i++)
    {
      const DesignerCondition *condition = hindrance (&rows[i], &choice->outcomes[i]);

      if (condition != NULL)
        designer_conflict_add (cover, condition, facts);
    }
  names = designer_conflict_name (cover, facts, &n, &exact);
  if (names == NULL)
    return NULL;
  return g_strdup_printf ("; %s that conflict: %s", exact ? "the smallest set of hosts" : "hosts", names);
}

static void
set_undecided (const DesignerFacts *facts,
               const DesignerSubject *subject,
               DesignerThingId thing,
               const DesignerChoice *choice,
               GError **error)
{
  int code = GVIR_DESIGNER_ERROR_CONFLICT;
  g_autoptr (GPtrArray) clauses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) remedies = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *why = NULL;
  g_autofree char *remedy = NULL;
  g_autofree char *conflict = name_conflict (facts, thing, choice);

  /* Preferences only stood in the way where nothing else did, and rows for
   * guests of other hypervisors and machines say least. */
  for (guint kind = 0; kind < N_HINDRANCES && clauses->len == 0; kind++)
    list_hindrances (facts, subject, thing, choice, kind, clauses, remedies, &code);
  list_forbidden (facts, subject, thing, choice, clauses, &code);
  g_ptr_array_add (clauses, NULL);
  g_ptr_array_add (remedies, NULL);
  why = g_strjoinv ("; ", (char **) clauses->pdata);
  remedy = g_strjoinv (", or ", (char **) remedies->pdata);
  g_set_error (error, GVIR_DESIGNER_ERROR, code, "%s: nothing is possible for %s: %s%s%s%s",
               designer_thing_get (thing)->name, designer_facts_os_name (facts), why,
               conflict != NULL ? conflict : "", *remedy != '\0' ? "; to make it possible, " : "", remedy);
}

static void
take_choice (DesignerRecord *record,
             const DesignerChoice *choice)
{
  record->value = choice->value;
  record->rule = choice->rule;
  record->statement = choice->statement;
  record->answer = choice->answer;
  memcpy (record->outcomes, choice->outcomes, sizeof record->outcomes);
}

static gboolean
policies_allow (const DesignerFacts *facts,
                const DesignerSubject *subject,
                DesignerThingId thing,
                const char *wish,
                GError **error)
{
  const DesignerStatement *forbids;
  const DesignerStatement *requires;
  g_autofree char *words = NULL;

  if (facts->policies->len == 0)
    return TRUE;
  forbids = designer_policies_forbid (facts, subject, thing, wish, NULL);
  if (designer_policies_require (facts, subject, thing, wish, &requires) && forbids == NULL)
    return TRUE;
  words = words_of (forbids != NULL ? forbids : requires);
  if (forbids != NULL)
    g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_FORBIDDEN, "%s cannot be '%s': %s",
                 designer_thing_get (thing)->name, wish, words);
  else
    g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_FORBIDDEN,
                 "%s cannot be '%s', it must be %s%s%s: %s", designer_thing_get (thing)->name, wish,
                 requires->value != NULL ? "'" : "what ", requires->value != NULL ? requires->value : requires->id,
                 requires->value != NULL ? "'" : " or another required rule says", words);
  return FALSE;
}

static gboolean
is_possible (DesignerFacts *facts,
             const DesignerSubject *subject,
             DesignerThingId thing,
             const char *value,
             GError **error)
{
  return designer_checks_pass (facts, subject, thing, value, error)
         && designer_rules_permit (facts, subject, thing, value, error);
}

/* A wish is possible, or a policy leaves it to the hypervisor whether the host can do
 * it; sets PERMIT to what it says then. */
static gboolean
may_be_wished (DesignerFacts *facts,
               const DesignerSubject *subject,
               DesignerThingId thing,
               const char *wish,
               const DesignerStatement **permit,
               GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (!designer_checks_are_held (facts) || is_possible (facts, subject, thing, wish, &problem))
    return TRUE;
  if (g_error_matches (problem, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST)
      && facts->policies->len > 0)
    *permit = designer_policies_find (facts, subject, DESIGNER_VERB_PERMIT, thing);
  if (*permit != NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* By one of the rules that policies require. */
static gboolean
decide_by_required_rule (DesignerFacts *facts,
                         DesignerRecord *record,
                         GError **error)
{
  DesignerChoice choice = { .answer = GVIR_DESIGNER_ANSWER_NO };

  designer_rules_choose_required (facts, record->subject, record->thing, &choice);
  if (choice.statement == NULL)
    {
      set_undecided (facts, record->subject, record->thing, &choice, error);
      return FALSE;
    }
  take_choice (record, &choice);
  return TRUE;
}

/* What a policy requires is as good as a wish; RECORD has its statement where one does. */
static gboolean
decide_required (DesignerFacts *facts,
                 DesignerRecord *record,
                 GError **error)
{
  const DesignerStatement *statement = NULL;
  g_autofree char *words = NULL;

  if (facts->policies->len > 0)
    statement = designer_policies_find (facts, record->subject, DESIGNER_VERB_REQUIRE, record->thing);
  if (statement == NULL)
    return TRUE;
  record->statement = statement;
  record->value = statement->value;
  if (statement->value != NULL ? is_possible (facts, record->subject, record->thing, statement->value, error)
                               : decide_by_required_rule (facts, record, error))
    return TRUE;
  words = words_of (statement);
  g_prefix_error (error, "%s: ", words);
  return FALSE;
}

/* A value that is to be left out is known to the rules all the same. */
static void
omit (const DesignerFacts *facts,
      DesignerRecord *record)
{
  const DesignerStatement *statement = NULL;

  if (facts->policies->len > 0 && (record->rule != NULL || record->addition != NULL))
    statement = designer_policies_find (facts, record->subject, DESIGNER_VERB_OMIT, record->thing);
  if (statement == NULL)
    return;
  record->value = NULL;
  record->statement = statement;
}

/* A policy may have the thing written elsewhere, whoever decided on it. */
static void
find_place (const DesignerFacts *facts,
            DesignerRecord *record)
{
  const DesignerStatement *statement = NULL;

  if (facts->policies->len > 0)
    statement = designer_policies_find (facts, record->subject, DESIGNER_VERB_WRITE, record->thing);
  if (statement != NULL)
    record->path = statement->value;
}

/* An addition carries its reason to a failure of what it added. */
static void
prefix_with_reason (const DesignerAddition *addition,
                    GError **error)
{
  if (addition != NULL)
    g_prefix_error (error, "%s ", addition->reason);
}

/* By rule, or as a policy prefers; FALSE with no error: nothing is decided. */
static gboolean
decide_by_rule (DesignerFacts *facts,
                const DesignerAddition *addition,
                DesignerRecord *record,
                GError **error)
{
  DesignerChoice choice;

  designer_rules_choose (facts, record->subject, record->thing, &choice);
  if (choice.rule == NULL && choice.statement == NULL)
    {
      if (is_required[record->thing])
        {
          set_undecided (facts, record->subject, record->thing, &choice, error);
          prefix_with_reason (addition, error);
        }
      return FALSE;
    }
  take_choice (record, &choice);
  return TRUE;
}

gboolean
designer_decide_thing (DesignerFacts *facts,
                       DesignerSubject *subject,
                       DesignerThingId thing,
                       const DesignerAddition *addition,
                       GArray *log,
                       GError **error)
{
  const char *preset = preset_of (addition, thing);
  const char *wish = designer_request_get (subject->request, thing);
  DesignerRecord record = { .subject = subject, .thing = thing, .answer = GVIR_DESIGNER_ANSWER_YES };
  g_autoptr (GError) local = NULL;

  if (preset != NULL)
    {
      record.value = preset;
      record.addition = addition;
    }
  else if (wish != NULL)
    {
      if (!policies_allow (facts, subject, thing, wish, error)
          || !may_be_wished (facts, subject, thing, wish, &record.permit, error))
        return FALSE;
      record.value = wish;
      record.answer = record.permit != NULL ? GVIR_DESIGNER_ANSWER_UNKNOWN : record.answer;
    }
  else if (!decide_required (facts, &record, error))
    return FALSE;
  else if (record.statement == NULL && !decide_by_rule (facts, addition, &record, &local))
    {
      if (local == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (record.value != NULL)
    {
      designer_facts_settle (facts, subject, thing, record.value);
      record.value = designer_facts_get (facts, subject, thing);
    }
  omit (facts, &record);
  find_place (facts, &record);
  g_array_append_val (log, record);
  return TRUE;
}

/* Neither an addition nor the caller, a policy or a rule says anything of the thing. */
static gboolean
is_left_out (const DesignerFacts *facts,
             const DesignerSubject *subject,
             DesignerThingId thing,
             const DesignerAddition *addition)
{
  guint n_rows;

  designer_rules_get (thing, &n_rows);
  return n_rows == 0 && !is_required[thing] && facts->policies->len == 0 && preset_of (addition, thing) == NULL
         && designer_request_get (subject->request, thing) == NULL;
}

gboolean
designer_decide (DesignerFacts *facts,
                 DesignerSubject *subject,
                 const DesignerAddition *addition,
                 GArray *log,
                 GError **error)
{
  guint first = designer_scope_first_thing (subject->scope);
  guint n = designer_scope_n_things (subject->scope);
  guint before = log->len;

  for (guint i = 0; i < n; i++)
    {
      if (!is_left_out (facts, subject, first + i, addition)
          && !designer_decide_thing (facts, subject, first + i, addition, log, error))
        {
          g_array_set_size (log, before);
          return FALSE;
        }
    }
  return TRUE;
}
