/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tool.h"

/* What the decisions are about, for they may be read long after. */
static char *
describe_inputs (GVirDesignerDomain *design)
{
  GVirDesignerOs *os = gvir_designer_domain_get_guest_os (design);
  GVirDesignerHost *host = gvir_designer_domain_get_host (design);
  const char *reason = gvir_designer_os_get_fallback_reason (os);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "Guest: %s (%s)\n", gvir_designer_os_get_name (os),
                          gvir_designer_os_get_short_id (os));
  if (reason != NULL)
    tool_append_wrapped (text, "       ", "       ", reason);
  tool_append_wrapped (text, "Host:  ", "       ", gvir_designer_host_get_origin (host));
  g_string_append_c (text, '\n');
  return g_string_free (text, FALSE);
}

static char *
explain (GVirDesignerDomain *design,
         const ToolArguments *arguments)
{
  g_autoptr (GListModel) decisions = gvir_designer_domain_get_decisions (design);
  g_autofree char *inputs = NULL;
  g_autofree char *text = NULL;
  GVirDesignerDecisionDetail detail = tool_arguments_has (arguments, "all")
                                        ? GVIR_DESIGNER_DECISION_DETAIL_ALL
                                        : GVIR_DESIGNER_DECISION_DETAIL_CHOSEN;

  if (tool_arguments_has (arguments, "json"))
    {
      text = gvir_designer_decisions_to_json (decisions, detail);
      return g_strconcat (text, "\n", NULL);
    }
  inputs = describe_inputs (design);
  text = gvir_designer_decisions_to_text (decisions, detail);
  return g_strconcat (inputs, text, NULL);
}

static char *
describe_changes (GVirDesignerDomain *then,
                  GVirDesignerDomain *now,
                  GListModel *changes)
{
  g_autofree char *inputs = describe_inputs (now);
  g_autofree char *text = gvir_designer_changes_to_text (changes);

  return g_strdup_printf ("%sVersion %u of the policy -> version %u\n\n%s", inputs,
                          gvir_designer_domain_get_policy_version (then),
                          gvir_designer_domain_get_policy_version (now),
                          *text != '\0' ? text : "Nothing is chosen otherwise.\n");
}

/* What the design has become since an earlier version of the policy. */
static char *
compare (ToolGuest *guest,
         GVirDesignerDomain *now,
         const ToolArguments *arguments,
         GError **error)
{
  g_autoptr (GVirDesignerDomain) then = NULL;
  g_autoptr (GListModel) old = NULL;
  g_autoptr (GListModel) new = NULL;
  g_autoptr (GListModel) changes = NULL;
  g_autofree char *text = NULL;

  guest->version_option = "compare";
  then = tool_guest_design (guest, arguments, NULL, error);
  if (then == NULL)
    return NULL;
  old = gvir_designer_domain_get_decisions (then);
  new = gvir_designer_domain_get_decisions (now);
  changes = gvir_designer_decisions_compare (old, new);
  if (!tool_arguments_has (arguments, "json"))
    return describe_changes (then, now, changes);
  text = gvir_designer_changes_to_json (changes);
  return g_strconcat (text, "\n", NULL);
}

char *
tool_run_explain (const ToolArguments *arguments,
                  GError **error)
{
  gboolean compares = tool_arguments_has (arguments, "compare");
  g_autoptr (ToolGuest) guest = NULL;
  g_autoptr (GVirDesignerDomain) design = NULL;

  if (compares && tool_arguments_has (arguments, "all"))
    {
      g_set_error_literal (error, TOOL_ERROR, TOOL_ERROR_USAGE,
                           "--all tells all of one design, and --compare only what differs from another: give one "
                           "of them");
      return NULL;
    }
  guest = tool_guest_read (arguments, error);
  if (guest != NULL)
    design = tool_guest_design (guest, arguments, NULL, error);
  if (design == NULL)
    return NULL;
  return compares ? compare (guest, design, arguments, error) : explain (design, arguments);
}
