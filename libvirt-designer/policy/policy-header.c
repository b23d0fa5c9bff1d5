/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a policy says of itself, in [Policy]. */

#include "policy/policy-reader-private.h"

#include "base/libvirt-designer-error.h"

static gboolean
take_purpose (DesignerPolicyReader *reader,
              const DesignerPolicyLine *line,
              GError **error)
{
  if (g_str_equal (line->value, "desktop"))
    reader->policy->purpose = DESIGNER_SAYS_DESKTOP;
  else if (g_str_equal (line->value, "server"))
    reader->policy->purpose = DESIGNER_SAYS_SERVER;
  else
    return designer_policy_fail (error, GVIR_DESIGNER_ERROR_INVALID_VALUE, reader->file, line->number,
                                 "'%s' is no value for purpose: give 'desktop' or 'server'", line->value);
  return TRUE;
}

static gboolean
take_bases (DesignerPolicyReader *reader,
            const DesignerPolicyLine *line,
            GError **error)
{
  reader->policy->base_names = designer_policy_split (line->value);
  reader->policy->base_line = line->number;
  if (reader->policy->base_names[0] != NULL)
    return TRUE;
  return designer_policy_fail (error, GVIR_DESIGNER_ERROR_INVALID_VALUE, reader->file, line->number,
                               "base has no value: give the name of a policy, or a file such as ./mine.policy");
}

gboolean
designer_policy_take_header (DesignerPolicyReader *reader,
                             const DesignerPolicyLine *line,
                             GError **error)
{
  static const char *const keys[] = { "title", "purpose", "base" };
  g_autoptr (GPtrArray) all = NULL;

  if (g_str_equal (line->key, "purpose"))
    return take_purpose (reader, line, error);
  if (g_str_equal (line->key, "base"))
    return take_bases (reader, line, error);
  if (g_str_equal (line->key, "title"))
    {
      reader->policy->title = g_strdup (line->value);
      return TRUE;
    }
  all = g_ptr_array_new ();
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_ptr_array_add (all, (gpointer) keys[i]);
  return designer_policy_refuse_name (reader, line, "key of [Policy]", line->key, all, error);
}
