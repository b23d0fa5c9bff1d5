/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Changes as text for people and as JSON for programs. */

#include "base/json-private.h"
#include "decisions/change-private.h"
#include "decisions/wrapped-private.h"

static const char *
show_value (GVirDesignerDecision *decision)
{
  const char *value = decision != NULL ? gvir_designer_decision_get_value (decision) : NULL;

  return value != NULL ? value : "(nothing)";
}

/* The reason, and the rule with its source; behind BEFORE what it was. */
static void
append_reason (GString *out,
               GVirDesignerDecision *decision,
               const char *before)
{
  g_autofree char *reason = g_strconcat (before, gvir_designer_decision_get_reason (decision), NULL);
  g_autofree char *origin = g_strdup_printf ("[%s] %s", gvir_designer_decision_get_rule (decision),
                                             gvir_designer_decision_get_source (decision));

  designer_append_wrapped (out, "      ", *before != '\0' ? "        " : "      ", reason);
  designer_append_wrapped (out, "      ", "        ", origin);
  if (gvir_designer_decision_get_policy (decision) != NULL)
    designer_append_wrapped (out, "      policy: ", "        ", gvir_designer_decision_get_policy (decision));
}

static void
append_change (GString *out,
               GVirDesignerChange *change)
{
  g_string_append_printf (out, "  %s: %s -> %s\n", gvir_designer_change_get_thing (change),
                          show_value (change->then), show_value (change->now));
  if (change->now != NULL)
    append_reason (out, change->now, "");
  else
    g_string_append (out, "      Nothing is decided on it any more.\n");
  if (change->then != NULL)
    append_reason (out, change->then, "before: ");
}

/**
 * gvir_designer_changes_to_text:
 * @changes: a list of [class@LibvirtDesigner.Change]
 *
 * Writes changes for people, in lines of at most 80 columns: what it was and is, and
 * the reason for either.
 *
 * Returns: (transfer full): the text; empty where nothing changed
 */
char *
gvir_designer_changes_to_text (GListModel *changes)
{
  GString *out;
  g_autofree char *heading = NULL;

  g_return_val_if_fail (G_IS_LIST_MODEL (changes), NULL);

  out = g_string_new (NULL);
  for (guint i = 0; i < g_list_model_get_n_items (changes); i++)
    {
      g_autoptr (GVirDesignerChange) change = g_list_model_get_item (changes, i);
      const char *subject = gvir_designer_change_get_subject (change);

      if (g_strcmp0 (heading, subject) != 0)
        g_string_append_printf (out, "%s%s\n", heading != NULL ? "\n" : "", subject);
      g_free (heading);
      heading = g_strdup (subject);
      append_change (out, change);
    }
  return g_string_free (out, FALSE);
}

static void
build_side (JsonBuilder *builder,
            const char *name,
            GVirDesignerDecision *decision)
{
  json_builder_set_member_name (builder, name);
  if (decision == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  designer_json_add_text (builder, "value", gvir_designer_decision_get_value (decision));
  designer_json_add_text (builder, "rule", gvir_designer_decision_get_rule (decision));
  designer_json_add_text (builder, "reason", gvir_designer_decision_get_reason (decision));
  designer_json_add_text (builder, "source", gvir_designer_decision_get_source (decision));
  if (gvir_designer_decision_get_policy (decision) != NULL)
    designer_json_add_text (builder, "policy", gvir_designer_decision_get_policy (decision));
  json_builder_end_object (builder);
}

/**
 * gvir_designer_changes_to_json:
 * @changes: a list of [class@LibvirtDesigner.Change]
 *
 * Writes changes for programs: an array of objects with `subject`, `thing`, and
 * `then` and `now`, which are %NULL or have `value`, `rule`, `reason`, `source` and,
 * where a policy decided, `policy`.
 *
 * Returns: (transfer full): JSON
 */
char *
gvir_designer_changes_to_json (GListModel *changes)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  g_return_val_if_fail (G_IS_LIST_MODEL (changes), NULL);

  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (changes); i++)
    {
      g_autoptr (GVirDesignerChange) change = g_list_model_get_item (changes, i);

      json_builder_begin_object (builder);
      designer_json_add_text (builder, "subject", gvir_designer_change_get_subject (change));
      designer_json_add_text (builder, "thing", gvir_designer_change_get_thing (change));
      build_side (builder, "then", change->then);
      build_side (builder, "now", change->now);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  return designer_json_print (builder);
}
