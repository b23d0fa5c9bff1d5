/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Prints the manual's list of rules, from the rows that decide. */

#include "rules/rules-private.h"

#include <string.h>

/* What each condition asks for. {a} {b}: its texts; {device} {thing} {scope}
 * {purpose}: what its number names. */
static const char *const words[DESIGNER_N_TESTS] = {
  [DESIGNER_TEST_NONE] = "",
  [DESIGNER_TEST_OS_HAS] = "the OS has a driver for {device}",
  [DESIGNER_TEST_OS_LACKS] = "the OS database lists no {device} for the OS",
  [DESIGNER_TEST_OS_NAMES] = "the OS database lists devices of class {a} for the OS",
  [DESIGNER_TEST_OS_NAMES_NO] = "the OS database lists no device of class {a} for the OS",
  [DESIGNER_TEST_OS_MODERN_VIRTIO] = "the OS is not limited to the old virtio interface",
  [DESIGNER_TEST_OS_FAMILY] = "the OS is of the family {a}",
  [DESIGNER_TEST_OS_NOT_FAMILY] = "the OS is not of the family {a}",
  [DESIGNER_TEST_OS_VERSION] = "the OS is version {a} or later",
  [DESIGNER_TEST_OS_FIRMWARE] = "the OS boots from {a} firmware",
  [DESIGNER_TEST_OS_NOT_WITHOUT] = "nothing says that the OS cannot boot from {a} firmware",
  [DESIGNER_TEST_OS_NEEDS_UEFI] = "the OS boots from UEFI only",
  [DESIGNER_TEST_OS_NEEDS_NO_UEFI] = "the OS is not known to need UEFI",
  [DESIGNER_TEST_HOST_LISTS] = "the host lists {a} {b}",
  [DESIGNER_TEST_HOST_NOT_WITHOUT] = "the host does not say that it lacks {a} {b}",
  [DESIGNER_TEST_HOST_MACHINE] = "the host has the machine type {a}",
  [DESIGNER_TEST_HOST_VIRT] = "the host offers {a} guests",
  [DESIGNER_TEST_HOST_SESSION] = "the connection is an unprivileged one",
  [DESIGNER_TEST_IS] = "{thing} is {a}",
  [DESIGNER_TEST_NOT] = "{thing} is not {a}",
  [DESIGNER_TEST_SET] = "{thing} is given",
  [DESIGNER_TEST_UNSET] = "{thing} is not given",
  [DESIGNER_TEST_WISHED] = "{thing} {a} was asked for",
  [DESIGNER_TEST_NOT_WISHED] = "{thing} {a} was not asked for",
  [DESIGNER_TEST_HAS] = "the guest has a {scope}",
  [DESIGNER_TEST_HAS_NO] = "the guest has no {scope} yet",
  [DESIGNER_TEST_FEWER] = "fewer than {b} devices have {thing} {a}",
  [DESIGNER_TEST_AT_LEAST] = "at least {b} devices have {thing} {a}",
  [DESIGNER_TEST_FEWER_DEVICES] = "there are at most {a} of the kind {scope}",
  [DESIGNER_TEST_NEEDS_CONTROLLER] = "the disk needs another {a} controller",
  [DESIGNER_TEST_PURPOSE] = "the guest's purpose is {purpose}",
  [DESIGNER_TEST_BEGINS] = "{thing} begins with {a}",
  [DESIGNER_TEST_ENDS] = "{thing} ends in {a}",
};

/* Nobody says "fewer than 1". */
static const char *
clause_of (const DesignerCondition *condition)
{
  gboolean one = g_strcmp0 (condition->b, "1") == 0;

  if (condition->test == DESIGNER_TEST_FEWER && one)
    return "no device has {thing} {a} yet";
  if (condition->test == DESIGNER_TEST_AT_LEAST && one)
    return "a device has {thing} {a}";
  return words[condition->test];
}

static const char *
purpose_name (int purpose)
{
  return purpose == DESIGNER_PURPOSE_DESKTOP ? "desktop" : "server";
}

static void
fill (GString *text,
      const char *place,
      const char *value)
{
  g_autofree char *code = g_strdup_printf ("`%s`", value);
  const char *filled = g_str_has_prefix (place, "{thing") || g_str_equal (place, "{a}")
                         || g_str_equal (place, "{b}") ? code : value;

  g_string_replace (text, place, filled, 0);
}

static void
append_condition (GString *list,
                  const DesignerCondition *condition)
{
  const char *clause = clause_of (condition);
  g_auto (GStrv) values = g_strsplit (condition->a != NULL ? condition->a : "", ",", -1);
  g_autofree char *either = g_strjoinv ("` or `", values);
  g_autoptr (GString) text = NULL;

  g_assert (clause != NULL);
  text = g_string_new (clause);
  fill (text, "{a}", either);
  fill (text, "{b}", condition->b != NULL ? condition->b : "");
  if (strstr (clause, "{device}") != NULL)
    fill (text, "{device}", designer_device_name (condition->n));
  if (strstr (clause, "{thing}") != NULL)
    fill (text, "{thing}", designer_thing_get (condition->n)->name);
  if (strstr (clause, "{scope}") != NULL)
    fill (text, "{scope}", designer_scope_get (condition->n)->title);
  if (strstr (clause, "{purpose}") != NULL)
    fill (text, "{purpose}", purpose_name (condition->n));
  g_string_append_printf (list, "%s%s%s%s", list->len > 0 ? "; " : "",
                          condition->need ? "*" : "", text->str, condition->need ? "*" : "");
}

static char *
describe_conditions (const DesignerCondition *conditions)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < DESIGNER_MAX_CONDITIONS && conditions[i].test != DESIGNER_TEST_NONE; i++)
    append_condition (list, &conditions[i]);
  return list->len > 0 ? g_strdup (list->str) : g_strdup ("always");
}

static char *
describe_value (const DesignerRule *rule)
{
  if (rule->value != NULL)
    return g_strdup_printf ("`%s`", rule->value);
  return g_strdup (rule->compute != NULL ? "worked out" : "nothing is written");
}

static void
print_rule (const DesignerRule *rule)
{
  g_autofree char *value = describe_value (rule);
  g_autofree char *where = describe_conditions (rule->conditions);

  g_print ("| `%s` | %s | %s | %s | [source](%s) |\n", rule->id, value, where, rule->reason, rule->source);
}

static void
print_thing (DesignerThingId id)
{
  const DesignerThing *thing = designer_thing_get (id);
  guint n_rows;
  const DesignerRule *rows = designer_rules_get (id, &n_rows);

  if (n_rows == 0)
    return;
  g_print ("### %s\n\nOf %s: %s.\n\n", thing->name, designer_scope_get (thing->scope)->title,
           thing->title);
  g_print ("| rule | value | where | why | |\n|---|---|---|---|---|\n");
  for (guint i = 0; i < n_rows; i++)
    print_rule (&rows[i]);
  g_print ("\n");
}

static char *
describe_added (const DesignerAddition *row)
{
  g_autoptr (GString) text = g_string_new (designer_scope_get (row->scope)->title);

  for (guint i = 0; i < DESIGNER_MAX_PRESETS && row->presets[i].value != NULL; i++)
    g_string_append_printf (text, ", `%s=%s`", designer_thing_get (row->presets[i].thing)->name,
                            row->presets[i].value);
  if (row->times > 1)
    g_string_append_printf (text, "; %u times", row->times);
  return g_strdup (text->str);
}

static void
print_additions (void)
{
  guint n_rows;
  const DesignerAddition *rows = designer_additions_get (&n_rows);

  g_print ("| rule | with | is added | where | why | |\n|---|---|---|---|---|---|\n");
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *added = describe_added (&rows[i]);
      g_autofree char *where = describe_conditions (rows[i].conditions);

      g_print ("| `%s` | %s | %s | %s | %s | [source](%s) |\n", rows[i].id,
               designer_scope_get (rows[i].trigger)->title, added, where, rows[i].reason, rows[i].source);
    }
}

int
main (void)
{
  g_print ("Title: Rules\n\n# Rules\n\n"
           "Of the rules of a thing, the first whose conditions all hold decides; one with a condition that\n"
           "is *not known* to hold decides only where no other is sure. A condition in *italics* binds\n"
           "explicit wishes too: where it fails, asking for that value is an error.\n\n"
           "## Devices that are added\n\n"
           "Together with the virtual machine or the container, or with another device that needs them.\n\n");
  print_additions ();
  g_print ("\n## Values\n\n");
  for (guint i = 0; i < DESIGNER_N_THINGS; i++)
    print_thing (i);
  return 0;
}
