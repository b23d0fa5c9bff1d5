/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tool.h"

#include <string.h>

typedef enum
{
  STEP_INSTALL = 1 << 0,
  STEP_RUN = 1 << 1,
  STEP_ALL = STEP_INSTALL | STEP_RUN
} Step;

static gboolean
read_step (const ToolArguments *arguments,
           Step *step,
           GError **error)
{
  const char *name = tool_arguments_get (arguments, "print-xml");

  *step = g_strcmp0 (name, "1") == 0 ? STEP_INSTALL : g_strcmp0 (name, "2") == 0 ? STEP_RUN : STEP_ALL;
  if (name == NULL || *step != STEP_ALL || *name == '\0' || g_str_equal (name, "all"))
    return TRUE;
  g_set_error (error, TOOL_ERROR, TOOL_ERROR_USAGE,
               "'%s' is no step of an installation: give --print-xml 1, 2 or all", name);
  return FALSE;
}

/* What is forgotten more often than meant. */
static gboolean
check_storage (const ToolArguments *arguments,
               GError **error)
{
  if (tool_arguments_has (arguments, "disk") || tool_arguments_has (arguments, "filesystem"))
    return TRUE;
  g_set_error_literal (error, TOOL_ERROR, TOOL_ERROR_USAGE,
                       "the guest has no storage: give --disk path=FILE, or --disk none where it is to "
                       "have none");
  return FALSE;
}

/* What only matters once an installation is carried out is no less to be right. */
static gboolean
check_carrying_out (const ToolArguments *arguments,
                    GError **error)
{
  static const char *const consoles[] = { "text", "graphical", "none", NULL };
  const char *console = tool_arguments_get (arguments, "autoconsole");
  const char *minutes = tool_arguments_get (arguments, "wait");

  if (console != NULL && !g_strv_contains (consoles, console))
    {
      g_set_error (error, TOOL_ERROR, TOOL_ERROR_USAGE,
                   "'%s' is no console to open: give --autoconsole text, graphical or none", console);
      return FALSE;
    }
  if (!tool_storage_check_words (arguments, error))
    return FALSE;
  if (minutes != NULL && *minutes != '\0' && !g_str_equal (minutes, "-1")
      && !g_ascii_string_to_unsigned (minutes, 10, 0, G_MAXUINT32, NULL, NULL))
    {
      g_set_error (error, TOOL_ERROR, TOOL_ERROR_USAGE,
                   "'%s' is no number of minutes: give --wait 60, or --wait -1 to wait for as long as it takes",
                   minutes);
      return FALSE;
    }
  return TRUE;
}

/* The XML of each step that was asked for and that there is. */
static char *
write_steps (ToolGuest *guest,
             const ToolArguments *arguments,
             Step step,
             GError **error)
{
  static const GVirDesignerPhase phases[] = { GVIR_DESIGNER_PHASE_INSTALL, GVIR_DESIGNER_PHASE_RUN };
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean installs = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (phases); i++)
    {
      g_autoptr (GVirDesignerDomain) design = tool_guest_design (guest, arguments, &phases[i], error);
      g_autofree char *xml = NULL;

      if (design == NULL || (i == 0 && !tool_storage_check (arguments, design, NULL, error)))
        return NULL;
      installs = gvir_designer_domain_installs (design);
      xml = tool_guest_to_xml (design);
      if (installs ? (step & (1 << i)) != 0 : i == 1)
        g_string_append (text, xml);
    }
  if (installs || step != STEP_RUN)
    return g_string_free (g_steal_pointer (&text), FALSE);
  g_set_error_literal (error, TOOL_ERROR, TOOL_ERROR_FAILED,
                       "there is no second step: nothing is installed, so leave the 2 out");
  return NULL;
}

char *
tool_run_install (const ToolArguments *arguments,
                  GError **error)
{
  g_autoptr (ToolGuest) guest = NULL;
  g_autofree char *text = NULL;
  Step step;

  if (!read_step (arguments, &step, error) || !check_carrying_out (arguments, error)
      || !check_storage (arguments, error))
    return NULL;
  guest = tool_guest_read (arguments, error);
  if (guest == NULL)
    return NULL;
  text = write_steps (guest, arguments, step, error);
  if (text == NULL || tool_arguments_has (arguments, "print-xml"))
    return g_steal_pointer (&text);
  if (tool_arguments_has (arguments, "dry-run"))
    return g_strdup ("");
  g_set_error_literal (error, TOOL_ERROR, TOOL_ERROR_FAILED,
                       "this version installs nothing itself: give --print-xml, and hand what it writes "
                       "to 'virsh create' (step 1) and 'virsh define' (step 2)");
  return NULL;
}
