/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* --reinstall: a guest that is there is installed anew, and stays what it is. */

#include "installing.h"

#include "live-guest.h"

static const char *
name_of (const ToolGiven *given)
{
  return given->option != NULL ? given->option->name : given->name;
}

/* What says how to install, and where; the rest would change the guest. */
static gboolean
check_options (const ToolArguments *arguments,
               GError **error)
{
  static const char *const ours[] = {
    "reinstall", "location", "cdrom", "install", "pxe", "unattended", "initrd-inject", "extra-args", "osinfo",
    "connect", "host", "capabilities", "domcapabilities", "policy", "no-site-policy", "policy-version",
    "print-xml", "print-step", "dry-run", "noautoconsole", "autoconsole", "wait", "noreboot", "destroy-on-exit",
    "quiet", "debug", "json", NULL,
  };

  for (guint i = 0; i < arguments->given->len; i++)
    {
      const char *name = name_of (g_ptr_array_index (arguments->given, i));

      if (g_strv_contains (ours, name))
        continue;
      g_set_error (error, TOOL_ERROR, TOOL_ERROR_USAGE,
                   "--reinstall leaves the guest as it is: leave --%s out, or change the guest with '" TOOL_NAME " edit'", name);
      return FALSE;
    }
  return TRUE;
}

static gboolean
needs_media (const ToolArguments *arguments)
{
  static const char *const of_media[] = { "location", "cdrom", "install", "unattended", "initrd-inject", "extra-args" };

  for (guint i = 0; i < G_N_ELEMENTS (of_media); i++)
    {
      if (tool_arguments_has (arguments, of_media[i]))
        return TRUE;
    }
  return !tool_arguments_has (arguments, "pxe");
}

static gboolean
check_media (const ToolArguments *arguments,
             GError **error)
{
  if (!needs_media (arguments) || tool_arguments_has (arguments, "location") || tool_arguments_has (arguments, "cdrom")
      || tool_installation_names_os (arguments))
    return TRUE;
  g_set_error_literal (error, TOOL_ERROR, TOOL_ERROR_USAGE,
                       "nothing says what the guest is installed from: give --location, --install OS, --cdrom or --pxe");
  return FALSE;
}

static char *
read_guest (const ToolArguments *arguments,
            GError **error)
{
  const char *uri = tool_arguments_get (arguments, "connect");
  g_autoptr (LiveGuest) guest = NULL;

  if (uri == NULL)
    {
      g_set_error_literal (error, TOOL_ERROR, TOOL_ERROR_USAGE,
                           "it is not said where the guest is that is installed anew: give --connect URI, such as qemu:///system");
      return NULL;
    }
  guest = live_guest_open (uri, tool_arguments_get (arguments, "reinstall"), FALSE, error);
  return guest != NULL ? live_guest_read (guest, FALSE, error) : NULL;
}

/* OS is what is installed, which need not be what the guest was. */
static GVirDesignerDomain *
make_design (const ToolArguments *arguments,
             GVirDesignerHost *host,
             GVirDesignerOs *os,
             const char *xml,
             GError **error)
{
  g_autoptr (GVirDesignerDomain) design = gvir_designer_domain_new_from_xml (os, host, xml, error);

  if (design == NULL || !tool_policies_add (design, arguments, error))
    return NULL;
  return g_steal_pointer (&design);
}

/* Without media, the guest is installed over the network. */
static gboolean
equip (ToolInstallation *installation,
       GVirConnection *connection,
       GVirDesignerDomain *installer,
       GVirDesignerDomain *guest,
       GError **error)
{
  return live_installation_equip_existing (installation, connection, installer, GVIR_DESIGNER_PHASE_INSTALL, error)
         && live_installation_equip_existing (installation, connection, guest, GVIR_DESIGNER_PHASE_RUN, error);
}

/* What is installed is what is named, what the media say or, where they do not, what the guest was. */
static ToolInstallation *
read_installation (const ToolArguments *arguments,
                   GVirDesignerHost *host,
                   const char *xml,
                   GVirDesignerOs *os,
                   GError **error)
{
  g_autoptr (GVirDesignerDomain) guest = os == NULL ? gvir_designer_domain_new_from_xml (NULL, host, xml, NULL) : NULL;
  g_autoptr (GVirDesignerOs) noted = guest != NULL ? tool_existing_find_os (guest) : NULL;

  return live_installation_calls.read (arguments, os, noted, error);
}

gboolean
live_installation_redesign (const ToolArguments *arguments,
                            ToolInstallation **installation,
                            GVirDesignerDomain **installer,
                            GVirDesignerDomain **guest,
                            GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GVirDesignerHost) host = NULL;
  g_autoptr (GVirDesignerOs) os = NULL;
  g_autofree char *xml = NULL;
  GVirConnection *connection = NULL;
  gboolean good;

  if (!check_options (arguments, error) || !check_media (arguments, error))
    return FALSE;
  xml = read_guest (arguments, error);
  host = xml != NULL ? tool_host_read (arguments, TOOL_HOST_FOR_ANY_GUEST, error) : NULL;
  if (host == NULL)
    return FALSE;
  os = tool_os_read (arguments, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  *installation = read_installation (arguments, host, xml, os, error);
  if (*installation == NULL)
    return FALSE;
  g_set_object (&os, (*installation)->os);
  *installer = make_design (arguments, host, os, xml, error);
  *guest = *installer != NULL ? make_design (arguments, host, os, xml, error) : NULL;
  connection = *guest != NULL ? live_connect (arguments, error) : NULL;
  good = connection != NULL && equip (*installation, connection, *installer, *guest, error);
  g_clear_object (&connection);
  return good;
}
