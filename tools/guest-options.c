/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From GUEST options to a design. */

#include "tool.h"

#include <string.h>

/* virt-install's words about looking into the installation media are taken, and
 * change nothing: a design looks into no media. */
static const char *const about_detection[] = { "detect", "require", NULL };
static const char *const names_of_name[] = { "name", "short-id", "id", NULL };

static gboolean
refuse_part (const char *part,
             GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *name = g_strndup (part, strcspn (part, "="));
  g_autofree char *hint = NULL;

  for (guint i = 0; names_of_name[i] != NULL; i++)
    g_ptr_array_add (names, (gpointer) names_of_name[i]);
  for (guint i = 0; about_detection[i] != NULL; i++)
    g_ptr_array_add (names, (gpointer) about_detection[i]);
  hint = tool_nearest_hint (name, "", names);
  g_set_error (error, TOOL_ERROR, TOOL_ERROR_USAGE,
               "unknown sub-option '%s' of --osinfo%s (give --osinfo NAME)", name, hint);
  return FALSE;
}

/* Sets NAME where PART of --osinfo gives it. */
static gboolean
read_part (const char *part,
           char **name,
           GError **error)
{
  const char *equals = strchr (part, '=');
  g_autofree char *key = g_strndup (part, strcspn (part, "="));
  const char *value = NULL;

  if (g_strv_contains (about_detection, key))
    return TRUE;
  if (equals == NULL)
    value = part;
  else if (g_strv_contains (names_of_name, key))
    value = equals + 1;
  if (value == NULL)
    return refuse_part (part, error);
  if (*name != NULL)
    {
      g_set_error (error, TOOL_ERROR, TOOL_ERROR_USAGE,
                   "--osinfo names both '%s' and '%s': give one name", *name, value);
      return FALSE;
    }
  *name = g_strdup (value);
  return TRUE;
}

/* "require=off": whoever does not know the system gets a guest for none in particular. */
static gboolean
is_not_required (char **parts)
{
  return g_strv_contains ((const char *const *) parts, "require=off")
         || g_strv_contains ((const char *const *) parts, "require=no");
}

static char *
read_osinfo (const ToolArguments *arguments,
             GError **error)
{
  const char *argument = tool_arguments_get (arguments, "osinfo");
  g_auto (GStrv) parts = g_strsplit (argument != NULL ? argument : "", ",", -1);
  g_autofree char *name = NULL;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (!read_part (parts[i], &name, error))
        return NULL;
    }
  /* virt-install's words for no name: the media would say it, and none at all. */
  if (g_strcmp0 (name, "auto") == 0)
    g_clear_pointer (&name, g_free);
  if (g_strcmp0 (name, "none") == 0)
    {
      g_free (name);
      name = g_strdup ("generic");
    }
  if (name == NULL && is_not_required (parts))
    {
      tool_note ("no operating system was named, so the guest is designed for 'generic', which is none in "
                 "particular; give --osinfo NAME for hardware that suits it");
      name = g_strdup ("generic");
    }
  if (name == NULL)
    g_set_error_literal (error, TOOL_ERROR, TOOL_ERROR_USAGE,
                         "no operating system was named: give --osinfo NAME ('" TOOL_NAME " os list' shows "
                         "all), or --osinfo generic where none fits");
  return g_steal_pointer (&name);
}

static GVirDesignerOs *
find_os (const ToolArguments *arguments,
         GError **error)
{
  g_autofree char *name = read_osinfo (arguments, error);

  return name != NULL ? gvir_designer_os_find (NULL, name, error) : NULL;
}

GVirDesignerOs *
tool_os_read (const ToolArguments *arguments,
              GError **error)
{
  return tool_arguments_has (arguments, "osinfo") ? find_os (arguments, error) : NULL;
}

static gboolean
read_purpose (const ToolArguments *arguments,
              GVirDesignerPurpose *purpose,
              GError **error)
{
  const char *name = tool_arguments_get (arguments, "purpose");

  *purpose = g_strcmp0 (name, "server") == 0 ? GVIR_DESIGNER_PURPOSE_SERVER : GVIR_DESIGNER_PURPOSE_DESKTOP;
  if (name == NULL || g_str_equal (name, "desktop") || g_str_equal (name, "server"))
    return TRUE;
  g_set_error (error, TOOL_ERROR, TOOL_ERROR_USAGE,
               "'%s' is no purpose: give --purpose desktop or --purpose server", name);
  return FALSE;
}

gboolean
tool_drivers_add (GVirDesignerDomain *design,
                  const ToolArguments *arguments,
                  GError **error)
{
  g_autoptr (GPtrArray) drivers = tool_arguments_list (arguments, "driver");

  for (guint i = 0; i < drivers->len; i++)
    {
      if (!gvir_designer_domain_add_driver (design, g_ptr_array_index (drivers, i), error))
        return FALSE;
    }
  return TRUE;
}

/* In the order in which they were given. */
static gboolean
apply (const ToolGuest *guest,
       GVirDesignerDomain *design,
       const ToolArguments *arguments,
       GError **error)
{
  for (guint i = 0; i < arguments->given->len; i++)
    {
      const ToolGiven *given = g_ptr_array_index (arguments->given, i);

      if (given->option == NULL && (guest->takes == NULL || !guest->takes (guest->data, given->name))
          && !gvir_designer_domain_apply_option (design, given->name, given->value, error))
        return FALSE;
    }
  return TRUE;
}

/* Once, however many designs are made for the guest. */
static void
note_fallback (ToolGuest *guest)
{
  const char *reason = gvir_designer_os_get_fallback_reason (guest->os);

  if (reason != NULL && !guest->noted)
    tool_note (reason);
  guest->noted = TRUE;
}

ToolGuest *
tool_guest_read (const ToolArguments *arguments,
                 GError **error)
{
  return tool_guest_read_with_os (arguments, NULL, error);
}

ToolGuest *
tool_guest_read_with_os (const ToolArguments *arguments,
                         GVirDesignerOs *os,
                         GError **error)
{
  g_autoptr (ToolGuest) guest = g_new0 (ToolGuest, 1);

  guest->version_option = "policy-version";
  guest->says_purpose = tool_arguments_has (arguments, "purpose");
  if (!read_purpose (arguments, &guest->purpose, error))
    return NULL;
  guest->os = os != NULL ? g_object_ref (os) : find_os (arguments, error);
  if (guest->os == NULL)
    return NULL;
  guest->host = tool_host_read (arguments, TOOL_HOST_FOR_NEW_GUEST, error);
  if (guest->host == NULL)
    return NULL;
  return g_steal_pointer (&guest);
}

void
tool_guest_free (ToolGuest *guest)
{
  g_clear_object (&guest->os);
  g_clear_object (&guest->host);
  g_free (guest);
}

GVirDesignerDomain *
tool_guest_design (ToolGuest *guest,
                   const ToolArguments *arguments,
                   const GVirDesignerPhase *phase,
                   GError **error)
{
  g_autoptr (GVirDesignerDomain) design = gvir_designer_domain_new_for_host (guest->os, guest->host);

  if ((phase != NULL && !gvir_designer_domain_set_phase (design, *phase, error))
      || !tool_policies_add (design, arguments, error)
      || !tool_version_set (design, arguments, guest->version_option, error) || !tool_drivers_add (design, arguments, error)
      || !apply (guest, design, arguments, error)
      || (guest->equip != NULL && !guest->equip (guest->data, design, phase, error))
      || !gvir_designer_domain_add_default_devices (design,
                                                   guest->says_purpose ? guest->purpose
                                                                       : gvir_designer_domain_get_purpose (design),
                                                   error))
    return NULL;
  note_fallback (guest);
  return g_steal_pointer (&design);
}

char *
tool_guest_to_xml (GVirDesignerDomain *design)
{
  g_autofree char *xml = gvir_designer_domain_to_xml (design);

  return g_strconcat (xml, g_str_has_suffix (xml, "\n") ? "" : "\n", NULL);
}
