/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What can be said of the rows of policy without a design: slips that make a row
 * useless or its words untrue. */

#include "rules/rules-private.h"

#include <string.h>

#include "complain.h"

static const DesignerRule *const tables[] = {
  designer_domain_rules, designer_machine_rules, designer_cpu_rules,
  designer_clock_rules, designer_hyperv_rules, designer_disk_rules,
  designer_disk_address_rules, designer_controller_rules, designer_network_rules,
  designer_display_rules, designer_device_rules,
  designer_confidential_rules,
};

typedef void (*CheckRule) (const DesignerRule *row);
typedef void (*CheckWords) (const char *id,
                            const char *reason,
                            const char *source);

static void
for_each_rule (CheckRule check)
{
  for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
    {
      for (const DesignerRule *row = tables[t]; row->id != NULL; row++)
        check (row);
    }
}

static void
for_each_row (CheckWords check)
{
  guint n;
  const DesignerAddition *additions = designer_additions_get (&n);

  for (guint i = 0; i < n; i++)
    check (additions[i].id, additions[i].reason, additions[i].source);
  for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
    {
      for (const DesignerRule *row = tables[t]; row->id != NULL; row++)
        check (row->id, row->reason, row->source);
    }
}

static GHashTable *seen;

static void
check_unique (const char *id,
              G_GNUC_UNUSED const char *reason,
              G_GNUC_UNUSED const char *source)
{
  if (!g_hash_table_add (seen, (gpointer) id))
    complain ("%s is the id of two rows", id);
}

static void
test_ids_are_unique (void)
{
  seen = g_hash_table_new (g_str_hash, g_str_equal);
  for_each_row (check_unique);
  g_hash_table_unref (seen);
}

static void
check_id (const char *id,
          G_GNUC_UNUSED const char *reason,
          G_GNUC_UNUSED const char *source)
{
  if (strchr (id, '.') == NULL || strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789.-_") != strlen (id))
    complain ("%s is no dotted id in lower case", id);
}

static void
test_ids_are_dotted (void)
{
  for_each_row (check_id);
}

static gboolean
begin_alike (const char *id,
             const char *name)
{
  gsize length = strcspn (id, ".");

  return strncmp (id, name, length) == 0 && (name[length] == '.' || name[length] == '\0');
}

static void
check_rule_id (const DesignerRule *row)
{
  if (!begin_alike (row->id, designer_thing_get (row->thing)->name))
    complain ("%s decides %s", row->id, designer_thing_get (row->thing)->name);
}

static void
test_ids_name_what_they_decide (void)
{
  guint n;
  const DesignerAddition *additions = designer_additions_get (&n);

  for_each_rule (check_rule_id);
  for (guint i = 0; i < n; i++)
    {
      if (!begin_alike (additions[i].id, designer_scope_get (additions[i].scope)->name))
        complain ("%s adds a %s", additions[i].id, designer_scope_get (additions[i].scope)->name);
    }
}

static void
check_words (const char *id,
             const char *reason,
             const char *source)
{
  gsize length = strlen (reason);

  if (length < 15 || reason[length - 1] != '.' || strstr (reason, ". ") != NULL
      || strchr (reason, '\n') != NULL)
    complain ("the reason of %s is not one sentence: %s", id, reason);
  if (!g_str_has_prefix (source, "https://") || strpbrk (source, " \n") != NULL)
    complain ("the source of %s cannot be opened: %s", id, source);
}

static void
test_reasons_are_sentences_and_sources_addresses (void)
{
  for_each_row (check_words);
}

static void
test_rows_of_a_thing_stand_together (void)
{
  gboolean closed[DESIGNER_N_THINGS] = { FALSE };
  guint n;

  for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
    {
      for (const DesignerRule *row = tables[t]; row->id != NULL; row++)
        {
          if (closed[row->thing])
            complain ("%s stands apart from the rows of its thing", row->id);
          closed[row->thing] = row[1].id == NULL || row[1].thing != row->thing;
          designer_rules_get (row->thing, &n);
          g_assert_cmpuint (n, <=, DESIGNER_MAX_ROWS);
        }
    }
}

static void
check_value (const char *id,
             DesignerThingId thing,
             const char *value)
{
  g_autofree char *normal = designer_thing_normalise (designer_thing_get (thing), value, NULL);

  if (g_strcmp0 (normal, value) != 0)
    complain ("%s: %s cannot be '%s'", id, designer_thing_get (thing)->name, value);
}

static void
check_rule_value (const DesignerRule *row)
{
  if (row->value != NULL && row->compute != NULL)
    complain ("%s has a value and computes one", row->id);
  if (row->value != NULL)
    check_value (row->id, row->thing, row->value);
}

static void
test_values_are_possible (void)
{
  guint n;
  const DesignerAddition *additions = designer_additions_get (&n);

  for_each_rule (check_rule_value);
  for (guint i = 0; i < n; i++)
    {
      for (guint p = 0; p < DESIGNER_MAX_PRESETS && additions[i].presets[p].value != NULL; p++)
        {
          check_value (additions[i].id, additions[i].presets[p].thing, additions[i].presets[p].value);
          if (designer_thing_get (additions[i].presets[p].thing)->scope != additions[i].scope)
            complain ("%s presets a thing of another device", additions[i].id);
        }
    }
}

static gboolean
asks_for_values (DesignerTest test)
{
  return test == DESIGNER_TEST_IS || test == DESIGNER_TEST_NOT || test == DESIGNER_TEST_WISHED
         || test == DESIGNER_TEST_NOT_WISHED || test == DESIGNER_TEST_FEWER || test == DESIGNER_TEST_AT_LEAST;
}

static gboolean
asks_for_settled (DesignerTest test)
{
  return test == DESIGNER_TEST_IS || test == DESIGNER_TEST_NOT || test == DESIGNER_TEST_SET
         || test == DESIGNER_TEST_UNSET || test == DESIGNER_TEST_BEGINS
         || test == DESIGNER_TEST_NEEDS_CONTROLLER;
}

static void
check_condition_values (const char *id,
                        const DesignerCondition *conditions)
{
  for (guint i = 0; i < DESIGNER_MAX_CONDITIONS && conditions[i].test != DESIGNER_TEST_NONE; i++)
    {
      g_auto (GStrv) values = NULL;

      if (!asks_for_values (conditions[i].test) || conditions[i].a == NULL)
        continue;
      values = g_strsplit (conditions[i].a, ",", -1);
      for (guint v = 0; values[v] != NULL; v++)
        check_value (id, conditions[i].n, values[v]);
    }
}

static void
check_rule_condition_values (const DesignerRule *row)
{
  check_condition_values (row->id, row->conditions);
}

static void
test_conditions_ask_for_possible_values (void)
{
  guint n;
  const DesignerAddition *additions = designer_additions_get (&n);

  for_each_rule (check_rule_condition_values);
  for (guint i = 0; i < n; i++)
    check_condition_values (additions[i].id, additions[i].conditions);
}

static gboolean
is_device (DesignerScopeId scope)
{
  return designer_scope_get (scope)->element != NULL;
}

/* Whether THING can be settled when a thing of SCOPE is decided after it. */
static gboolean
is_settled_before (DesignerThingId thing,
                   DesignerScopeId scope,
                   DesignerThingId decided)
{
  DesignerScopeId other = designer_thing_get (thing)->scope;

  if (other == scope)
    return thing < decided;
  return !is_device (other) && (is_device (scope) || other < scope);
}

static void
check_order (const DesignerRule *row)
{
  for (guint i = 0; i < DESIGNER_MAX_CONDITIONS && row->conditions[i].test != DESIGNER_TEST_NONE; i++)
    {
      const DesignerCondition *condition = &row->conditions[i];

      if (asks_for_settled (condition->test)
          && !is_settled_before (condition->n, designer_thing_get (row->thing)->scope, row->thing))
        complain ("%s asks for %s, which is decided later", row->id,
                            designer_thing_get (condition->n)->name);
    }
}

static void
test_conditions_ask_for_what_is_settled (void)
{
  for_each_rule (check_order);
}

/* A row begins with a version after the first, or ends with one before the newest;
 * else it says nothing. Such a condition stands first, where a reader looks for it. */
static void
check_version_of (const char *id,
                  const DesignerCondition *conditions)
{
  int newest = (int) gvir_designer_policy_newest_version ();

  for (guint i = 0; i < DESIGNER_MAX_CONDITIONS && conditions[i].test != DESIGNER_TEST_NONE; i++)
    {
      int version = conditions[i].n;

      if (conditions[i].test == DESIGNER_TEST_SINCE && (version < 2 || version > newest || i > 0))
        complain ("%s cannot begin with version %d", id, version);
      if (conditions[i].test == DESIGNER_TEST_UNTIL && (version < 1 || version >= newest || i > 1))
        complain ("%s cannot end with version %d", id, version);
    }
}

static void
check_version (const DesignerRule *row)
{
  check_version_of (row->id, row->conditions);
}

/* What installs and edits is decided before the version is. */
static void
check_versionless (const DesignerRule *row)
{
  for (guint i = 0; i < DESIGNER_MAX_CONDITIONS && row->conditions[i].test != DESIGNER_TEST_NONE; i++)
    {
      if (row->conditions[i].test == DESIGNER_TEST_SINCE || row->conditions[i].test == DESIGNER_TEST_UNTIL)
        complain ("%s is decided before the version is", row->id);
    }
}

static void
test_versions_are_possible (void)
{
  guint n;
  const DesignerAddition *additions = designer_additions_get (&n);

  for_each_rule (check_version);
  for (guint i = 0; i < n; i++)
    check_version_of (additions[i].id, additions[i].conditions);
  for (const DesignerRule *row = designer_install_rules; row->id != NULL; row++)
    check_versionless (row);
}

/* The rows that stand behind one without conditions, and are there to say what a
 * wish for their value needs. */
static void
check_reachable (const DesignerRule *row)
{
  static const char *const for_wishes[] = { "os-type.exe", "input.bus.ps2", "input.bus.virtio", NULL };

  if (row->conditions[0].test == DESIGNER_TEST_NONE && row->compute == NULL
      && row[1].id != NULL && row[1].thing == row->thing && !g_strv_contains (for_wishes, row[1].id))
    complain ("%s stands behind %s, which always applies", row[1].id, row->id);
}

static void
test_no_row_hides_another (void)
{
  for_each_rule (check_reachable);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rule-tables/ids-are-unique", test_ids_are_unique);
  g_test_add_func ("/rule-tables/ids-are-dotted", test_ids_are_dotted);
  g_test_add_func ("/rule-tables/ids-name-what-they-decide", test_ids_name_what_they_decide);
  g_test_add_func ("/rule-tables/reasons-are-sentences-and-sources-addresses",
                   test_reasons_are_sentences_and_sources_addresses);
  g_test_add_func ("/rule-tables/rows-of-a-thing-stand-together", test_rows_of_a_thing_stand_together);
  g_test_add_func ("/rule-tables/values-are-possible", test_values_are_possible);
  g_test_add_func ("/rule-tables/conditions-ask-for-possible-values", test_conditions_ask_for_possible_values);
  g_test_add_func ("/rule-tables/conditions-ask-for-what-is-settled", test_conditions_ask_for_what_is_settled);
  g_test_add_func ("/rule-tables/versions-are-possible", test_versions_are_possible);
  g_test_add_func ("/rule-tables/no-row-hides-another", test_no_row_hides_another);
  return g_test_run ();
}
