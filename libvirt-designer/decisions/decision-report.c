/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Decisions as text for people and as JSON for programs. */

#include "decisions/decision-private.h"

#include "base/json-private.h"
#include "decisions/wrapped-private.h"

static void
build (JsonBuilder *builder,
       GVirDesignerDecision *decision,
       GVirDesignerDecisionDetail detail)
{
  json_builder_begin_object (builder);
  designer_json_add_text (builder, "subject", decision->subject);
  designer_json_add_text (builder, "thing", decision->thing);
  designer_json_add_text (builder, "value", decision->value);
  designer_json_add_text (builder, "rule", decision->rule);
  designer_json_add_text (builder, "reason", decision->reason);
  designer_json_add_text (builder, "source", decision->source);
  if (decision->policy != NULL)
    designer_json_add_text (builder, "policy", decision->policy);
  designer_json_add_text (builder, "certainty", gvir_designer_answer_to_string (decision->certainty));
  designer_json_add_texts (builder, "evidence", (const char *const *) decision->evidence);
  designer_json_add_texts (builder, "paths", (const char *const *) decision->paths);
  if (detail == GVIR_DESIGNER_DECISION_DETAIL_ALL)
    designer_json_add_texts (builder, "rejected", (const char *const *) decision->rejected);
  json_builder_end_object (builder);
}

/**
 * gvir_designer_decision_to_json:
 * @decision: a decision
 *
 * Writes all of a decision as JSON.
 *
 * Returns: (transfer full): a JSON object with the members `subject`, `thing`,
 *   `value` (null: nothing is written), `rule`, `reason`, `source`, `policy`
 *   (only where one had a say), `certainty`, `evidence`, `paths` and `rejected`
 */
char *
gvir_designer_decision_to_json (GVirDesignerDecision *decision)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  g_return_val_if_fail (GVIR_DESIGNER_IS_DECISION (decision), NULL);

  build (builder, decision, GVIR_DESIGNER_DECISION_DETAIL_ALL);
  return designer_json_print (builder);
}

/* What decides nothing but that things are left as they are is for those who
 * want to know all. */
static gboolean
is_told (GVirDesignerDecision *decision,
         GVirDesignerDecisionDetail detail)
{
  return detail == GVIR_DESIGNER_DECISION_DETAIL_ALL || decision->value != NULL;
}

/**
 * gvir_designer_decisions_to_json:
 * @decisions: a list of [class@LibvirtDesigner.Decision]
 * @detail: how much to tell
 *
 * Writes decisions as JSON.
 *
 * Returns: (transfer full): a JSON array of objects, as in
 *   [method@LibvirtDesigner.Decision.to_json]; `rejected` only in all detail
 */
char *
gvir_designer_decisions_to_json (GListModel *decisions,
                                 GVirDesignerDecisionDetail detail)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  g_return_val_if_fail (G_IS_LIST_MODEL (decisions), NULL);

  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (decisions); i++)
    {
      g_autoptr (GVirDesignerDecision) decision = g_list_model_get_item (decisions, i);

      if (is_told (decision, detail))
        build (builder, decision, detail);
    }
  json_builder_end_array (builder);
  return designer_json_print (builder);
}

static void
append_list (GString *out,
             const char *title,
             char **items)
{
  for (guint i = 0; items[i] != NULL; i++)
    designer_append_wrapped (out, title, "        ", items[i]);
}

/* What the rule said of the decision before this one need not be said again. */
static void
append_decision (GString *out,
                 GVirDesignerDecision *decision,
                 gboolean same_rule,
                 GVirDesignerDecisionDetail detail)
{
  g_autofree char *origin = g_strdup_printf ("[%s] %s", decision->rule, decision->source);

  g_string_append_printf (out, "  %s: %s\n", decision->thing,
                          decision->value != NULL ? decision->value : "(nothing)");
  if (same_rule)
    return;
  if (decision->wish)
    {
      designer_append_wrapped (out, "      ", "      ", decision->reason);
      if (decision->policy != NULL)
        designer_append_wrapped (out, "      policy: ", "        ", decision->policy);
      return;
    }
  designer_append_wrapped (out, "      ", "      ", decision->reason);
  if (decision->certainty == GVIR_DESIGNER_ANSWER_UNKNOWN)
    designer_append_wrapped (out, "      ", "      ", "Not all that this rests on is known.");
  designer_append_wrapped (out, "      ", "        ", origin);
  if (decision->policy != NULL)
    designer_append_wrapped (out, "      policy: ", "        ", decision->policy);
  if (detail != GVIR_DESIGNER_DECISION_DETAIL_ALL)
    return;
  append_list (out, "      fact: ", decision->evidence);
  append_list (out, "      not: ", decision->rejected);
}

/**
 * gvir_designer_decisions_to_text:
 * @decisions: a list of [class@LibvirtDesigner.Decision]
 * @detail: how much to tell
 *
 * Writes decisions for people, under the part of the guest that they are about.
 *
 * Returns: (transfer full): lines of at most 78 columns where words allow it
 */
char *
gvir_designer_decisions_to_text (GListModel *decisions,
                                 GVirDesignerDecisionDetail detail)
{
  GString *out;
  g_autofree char *heading = NULL;
  const char *rule = NULL;

  g_return_val_if_fail (G_IS_LIST_MODEL (decisions), NULL);

  out = g_string_new (NULL);
  for (guint i = 0; i < g_list_model_get_n_items (decisions); i++)
    {
      g_autoptr (GVirDesignerDecision) decision = g_list_model_get_item (decisions, i);

      if (!is_told (decision, detail))
        continue;
      if (g_strcmp0 (heading, decision->subject) != 0)
        {
          g_string_append_printf (out, "%s%s\n", heading != NULL ? "\n" : "", decision->subject);
          g_free (heading);
          heading = g_strdup (decision->subject);
          rule = NULL;
        }
      append_decision (out, decision, rule == decision->rule && !(decision->wish && decision->policy != NULL), detail);
      rule = decision->rule;
    }
  return g_string_free (out, FALSE);
}
