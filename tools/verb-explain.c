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

char *
tool_run_explain (const ToolArguments *arguments,
                  GError **error)
{
  g_autoptr (ToolGuest) guest = tool_guest_read (arguments, error);
  g_autoptr (GVirDesignerDomain) design = NULL;
  g_autoptr (GListModel) decisions = NULL;
  g_autofree char *inputs = NULL;
  g_autofree char *text = NULL;
  GVirDesignerDecisionDetail detail = tool_arguments_has (arguments, "all")
                                        ? GVIR_DESIGNER_DECISION_DETAIL_ALL
                                        : GVIR_DESIGNER_DECISION_DETAIL_CHOSEN;

  if (guest != NULL)
    design = tool_guest_design (guest, arguments, NULL, error);
  if (design == NULL)
    return NULL;
  decisions = gvir_designer_domain_get_decisions (design);
  if (tool_arguments_has (arguments, "json"))
    {
      text = gvir_designer_decisions_to_json (decisions, detail);
      return g_strconcat (text, "\n", NULL);
    }
  inputs = describe_inputs (design);
  text = gvir_designer_decisions_to_text (decisions, detail);
  return g_strconcat (inputs, text, NULL);
}
