/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Policies name rules and additions, so they are read where these are known. */

#include "base/bounded-file-private.h"
#include "base/libvirt-designer-error.h"
#include "policy/policy-private.h"
#include "rules/rules-private.h"

#define MAX_BYTES (256 * 1024)

static DesignerThingId
thing_of_rule (const char *id)
{
  const DesignerRule *rule = designer_rule_find (id);

  return rule != NULL ? rule->thing : DESIGNER_N_THINGS;
}

static gboolean
is_addition (const char *id)
{
  guint n;
  const DesignerAddition *rows = designer_additions_get (&n);

  for (guint i = 0; i < n; i++)
    {
      if (g_str_equal (rows[i].id, id))
        return TRUE;
    }
  return FALSE;
}

static GPtrArray *
list_rules (void)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint thing = 0; thing < DESIGNER_N_THINGS; thing++)
    {
      guint n;
      const DesignerRule *rows = designer_rules_get (thing, &n);

      for (guint i = 0; i < n; i++)
        g_ptr_array_add (names, (gpointer) rows[i].id);
    }
  return names;
}

static GPtrArray *
list_additions (void)
{
  guint n;
  const DesignerAddition *rows = designer_additions_get (&n);
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (names, (gpointer) rows[i].id);
  return names;
}

/**
 * gvir_designer_policy_new_from_file:
 * @file: (type filename): a key file
 * @error: return location for a #GError
 *
 * Reads a policy.
 *
 * Returns: (transfer full): a policy, or %NULL with
 *   %GVIR_DESIGNER_ERROR_INVALID_INPUT where the file cannot be read or is no
 *   key file, with %GVIR_DESIGNER_ERROR_UNKNOWN_NAME for a group, key, thing,
 *   rule or addition that there is not, with %GVIR_DESIGNER_ERROR_INVALID_VALUE
 *   for an impossible value, or with %GVIR_DESIGNER_ERROR_CONFLICT where it says
 *   something twice or asks for what is not decided yet; the message names the
 *   line
 */
GVirDesignerPolicy *
gvir_designer_policy_new_from_file (const char *file,
                                    GError **error)
{
  static const DesignerPolicyNames names = { thing_of_rule, is_addition, list_rules, list_additions };
  g_autoptr (GError) cause = NULL;
  g_autoptr (GString) text = NULL;
  g_autofree char *shown = NULL;

  g_return_val_if_fail (file != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  shown = g_filename_display_name (file);
  text = designer_bounded_file_read (file, MAX_BYTES, &cause);
  if (text != NULL && text->len <= MAX_BYTES)
    return designer_policy_read (file, text->str, text->len, &names, error);
  g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_INPUT,
               "the policy '%s' cannot be read: %s", shown,
               cause != NULL ? cause->message : "it is longer than 256 KiB");
  return NULL;
}

/**
 * gvir_designer_policy_new_from_name:
 * @name: the name of a policy that is installed, such as `virt-install`
 * @error: return location for a #GError
 *
 * Reads a policy of the administrator or one that comes with the library.
 *
 * Folders are searched in this order, unless the environment variable
 * `LIBVIRT_DESIGNER_POLICY_PATH` names others: `/etc/libvirt-designer/policy.d`,
 * then `/usr/share/libvirt-designer/policy.d`, below the prefixes that the
 * library was built for.
 *
 * Returns: (transfer full): a policy, or %NULL with
 *   %GVIR_DESIGNER_ERROR_UNKNOWN_NAME where there is none of that name, or as
 *   [ctor@LibvirtDesigner.Policy.new_from_file]
 */
GVirDesignerPolicy *
gvir_designer_policy_new_from_name (const char *name,
                                    GError **error)
{
  g_autofree char *file = NULL;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  file = designer_policy_find (name, error);
  return file != NULL ? gvir_designer_policy_new_from_file (file, error) : NULL;
}
