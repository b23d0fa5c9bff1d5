/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "installation.h"

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
  if (tool_arguments_has (arguments, "disk") || tool_arguments_has (arguments, "filesystem")
      || tool_arguments_has (arguments, "reinstall"))
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

/* The guest as it stays and, where something is installed, as it is meanwhile. */
typedef struct
{
  GVirDesignerDomain *installer; /* NULL: nothing is installed */
  GVirDesignerDomain *guest;
  const ToolInstallationCalls *calls;
  ToolInstallation *installation; /* NULL: what the designs say is all */
  GVirDesignerDomain *trial;      /* the guest without it */
} Designs;

static void
designs_clear (Designs *designs)
{
  g_clear_object (&designs->installer);
  g_clear_object (&designs->guest);
  g_clear_object (&designs->trial);
  if (designs->installation != NULL)
    designs->calls->free (designs->installation);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Designs, designs_clear)

static gboolean
read_installation (const ToolArguments *arguments,
                   Designs *designs,
                   GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GVirDesignerOs) os = NULL;

  if (!tool_installation_is_asked (arguments))
    return TRUE;
  os = tool_os_read (arguments, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  designs->calls = tool_installation_calls (error);
  if (designs->calls != NULL)
    designs->installation = designs->calls->read (arguments, os, NULL, error);
  return designs->installation != NULL;
}

static gboolean
takes (gpointer data,
       const char *option)
{
  Designs *designs = data;

  return designs->calls->takes (designs->installation, option);
}

static gboolean
equip (gpointer data,
       GVirDesignerDomain *design,
       const GVirDesignerPhase *phase,
       GError **error)
{
  Designs *designs = data;

  if (designs->trial != NULL)
    return designs->calls->equip (designs->installation, design, *phase, designs->trial, error);
  return gvir_designer_domain_apply_option (design, "import", "yes", error);
}

static ToolGuest *
read_guest (const ToolArguments *arguments,
            Designs *designs,
            GError **error)
{
  ToolGuest *guest;

  if (designs->installation == NULL)
    return tool_guest_read (arguments, error);
  guest = tool_guest_read_with_os (arguments, designs->calls->get_os (designs->installation), error);
  if (guest == NULL)
    return NULL;
  guest->takes = takes;
  guest->equip = equip;
  guest->data = designs;
  return guest;
}

/* Its name and its architecture may be for policy to choose. It counts as one whose disk holds a system. */
static gboolean
make_trial (const ToolArguments *arguments,
            ToolGuest *guest,
            Designs *designs,
            GError **error)
{
  const GVirDesignerPhase run = GVIR_DESIGNER_PHASE_RUN;

  designs->trial = tool_guest_design (guest, arguments, &run, error);
  return designs->trial != NULL;
}

static gboolean
redesign (const ToolArguments *arguments,
          Designs *designs,
          GError **error)
{
  designs->calls = tool_installation_calls (error);
  return designs->calls != NULL
         && designs->calls->redesign (arguments, &designs->installation, &designs->installer, &designs->guest, error);
}

static gboolean
make_designs (const ToolArguments *arguments,
              Designs *designs,
              GError **error)
{
  const GVirDesignerPhase install = GVIR_DESIGNER_PHASE_INSTALL;
  const GVirDesignerPhase run = GVIR_DESIGNER_PHASE_RUN;
  g_autoptr (ToolGuest) guest = NULL;

  if (tool_arguments_has (arguments, "reinstall"))
    return redesign (arguments, designs, error);
  if (!read_installation (arguments, designs, error))
    return FALSE;
  guest = read_guest (arguments, designs, error);
  if (guest == NULL)
    return FALSE;
  if (designs->installation != NULL && !make_trial (arguments, guest, designs, error))
    return FALSE;
  designs->installer = tool_guest_design (guest, arguments, &install, error);
  if (designs->installer == NULL)
    return FALSE;
  designs->guest = tool_guest_design (guest, arguments, &run, error);
  if (designs->guest != NULL && !gvir_designer_domain_installs (designs->installer)
      && (designs->installation == NULL || !designs->calls->has_first_boot (designs->installation)))
    g_clear_object (&designs->installer);
  return designs->guest != NULL;
}

/* The XML of each step that was asked for and that there is. */
static char *
write_steps (const Designs *designs,
             Step step,
             GError **error)
{
  g_autofree char *installer = designs->installer != NULL ? tool_guest_to_xml (designs->installer) : NULL;
  g_autofree char *guest = tool_guest_to_xml (designs->guest);

  if (installer == NULL && step == STEP_RUN)
    {
      g_set_error_literal (error, TOOL_ERROR, TOOL_ERROR_FAILED,
                           "there is no second step: nothing is installed, so leave the 2 out");
      return NULL;
    }
  if (installer == NULL)
    return g_steal_pointer (&guest);
  return g_strconcat ((step & STEP_INSTALL) != 0 ? installer : "", (step & STEP_RUN) != 0 ? guest : "", NULL);
}

static char *
carry_out (const ToolArguments *arguments,
           const Designs *designs,
           GError **error)
{
  char *(*install) (const ToolArguments *, GVirDesignerDomain *, GVirDesignerDomain *, ToolInstallation *, GError **);

  if (!tool_arguments_has (arguments, "connect"))
    {
      if (tool_arguments_has (arguments, "dry-run"))
        return g_strdup ("");
      g_set_error_literal (error, TOOL_ERROR, TOOL_ERROR_FAILED,
                           "it is not said where the guest is to be made: give --connect URI, such as "
                           "qemu:///system, or --print-xml to see its XML");
      return NULL;
    }
  install = tool_module_find ("live_install", error);
  return install != NULL ? install (arguments, designs->guest, designs->installer, designs->installation, error) : NULL;
}

char *
tool_run_install (const ToolArguments *arguments,
                  GError **error)
{
  g_auto (Designs) designs = { NULL };
  Step step;

  if (!read_step (arguments, &step, error) || !check_carrying_out (arguments, error)
      || !check_storage (arguments, error) || !make_designs (arguments, &designs, error))
    return NULL;
  if (!tool_arguments_has (arguments, "print-xml"))
    return carry_out (arguments, &designs, error);
  /* What is only made for the installation is not there yet; what a guest has that is there is its own. */
  return tool_arguments_has (arguments, "reinstall")
             || tool_storage_check (arguments,
                                    designs.installer != NULL && designs.installation == NULL ? designs.installer : designs.guest,
                                    NULL, error)
           ? write_steps (&designs, step, error) : NULL;
}
