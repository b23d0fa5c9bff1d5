/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The policies that have a say in a design, and of which version its choices are. */

#include "tool.h"

#include <string.h>

/* A name is of a policy that is installed; what has a slash is a file. */
static GVirDesignerPolicy *
read_policy (const char *policy,
             GError **error)
{
  if (strchr (policy, '/') != NULL)
    return gvir_designer_policy_new_from_file (policy, error);
  return gvir_designer_policy_new_from_name (policy, error);
}

/* Those that are always in force come before those that were asked for. */
static gboolean
add_site (GVirDesignerDomain *design,
          GError **error)
{
  g_autoptr (GPtrArray) site = gvir_designer_policy_load_site (error);

  for (guint i = 0; site != NULL && i < site->len; i++)
    {
      if (!gvir_designer_domain_add_policy (design, g_ptr_array_index (site, i), error))
        return FALSE;
    }
  return site != NULL;
}

gboolean
tool_policies_add (GVirDesignerDomain *design,
                   const ToolArguments *arguments,
                   GError **error)
{
  g_autoptr (GPtrArray) policies = tool_arguments_list (arguments, "policy");

  if (!tool_arguments_has (arguments, "no-site-policy") && !add_site (design, error))
    return FALSE;
  for (guint i = 0; i < policies->len; i++)
    {
      g_autoptr (GVirDesignerPolicy) policy = read_policy (g_ptr_array_index (policies, i), error);

      if (policy == NULL || !gvir_designer_domain_add_policy (design, policy, error))
        return FALSE;
    }
  return TRUE;
}

/* Policies of the site that cannot be read count too: what adds them says what is wrong. */
gboolean
tool_policies_are_given (const ToolArguments *arguments)
{
  g_autoptr (GPtrArray) site = NULL;

  if (tool_arguments_has (arguments, "policy"))
    return TRUE;
  if (tool_arguments_has (arguments, "no-site-policy"))
    return FALSE;
  site = gvir_designer_policy_load_site (NULL);
  return site == NULL || site->len > 0;
}

/* The number that OPTION gives, or 0 with an error. */
static guint
read_version (const char *option,
              const char *text,
              GError **error)
{
  guint newest = gvir_designer_policy_newest_version ();
  guint64 version;

  if (g_ascii_string_to_unsigned (text, 10, 1, newest, &version, NULL))
    return (guint) version;
  g_set_error (error, TOOL_ERROR, TOOL_ERROR_USAGE,
               "'%s' is no version of the policy: give --%s a number from 1 to %u, the newest", text, option, newest);
  return 0;
}

gboolean
tool_version_set (GVirDesignerDomain *design,
                  const ToolArguments *arguments,
                  const char *option,
                  GError **error)
{
  const char *text = tool_arguments_get (arguments, option);
  guint version;

  if (text == NULL)
    return TRUE;
  version = read_version (option, text, error);
  return version != 0 && gvir_designer_domain_set_policy_version (design, version, error);
}
