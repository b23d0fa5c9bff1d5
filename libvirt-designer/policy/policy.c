/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "policy/policy-private.h"

/**
 * GVirDesignerPolicy:
 *
 * What a site or a profile wants otherwise than the rules: values and rules that
 * it prefers, requires or forbids, and devices that it adds or leaves out.
 *
 * A policy is read from a key file; the manual's chapter on policies says what
 * may stand there. It is immutable, and can serve many designs.
 */

G_DEFINE_FINAL_TYPE (GVirDesignerPolicy, gvir_designer_policy, G_TYPE_OBJECT)

static void
where_clear (gpointer data)
{
  g_strfreev (((DesignerWhere *) data)->values);
}

static void
group_free (gpointer data)
{
  DesignerGroup *group = data;

  g_free (group->name);
  g_array_unref (group->wheres);
  g_free (group);
}

static void
statement_free (gpointer data)
{
  DesignerStatement *statement = data;

  g_clear_pointer (&statement->setting, designer_setting_free);
  g_free (statement);
}

static void
gvir_designer_policy_finalize (GObject *object)
{
  GVirDesignerPolicy *self = GVIR_DESIGNER_POLICY (object);

  for (guint i = 0; i < DESIGNER_N_TOPICS; i++)
    g_clear_pointer (&self->of_thing[i], g_ptr_array_unref);
  g_ptr_array_unref (self->statements);
  g_ptr_array_unref (self->groups);
  g_clear_pointer (&self->bases, g_ptr_array_unref);
  g_strfreev (self->base_names);
  g_free (self->name);
  g_free (self->title);
  g_free (self->file);
  G_OBJECT_CLASS (gvir_designer_policy_parent_class)->finalize (object);
}

static void
gvir_designer_policy_class_init (GVirDesignerPolicyClass *class)
{
  G_OBJECT_CLASS (class)->finalize = gvir_designer_policy_finalize;
}

static void
gvir_designer_policy_init (GVirDesignerPolicy *self)
{
  self->groups = g_ptr_array_new_with_free_func (group_free);
  self->statements = g_ptr_array_new_with_free_func (statement_free);
}

DesignerGroup *
designer_policy_add_group (GVirDesignerPolicy *policy,
                           DesignerVerb verb,
                           const char *name)
{
  DesignerGroup *group = g_new0 (DesignerGroup, 1);

  group->verb = verb;
  group->name = g_strdup (name);
  group->wheres = g_array_new (FALSE, FALSE, sizeof (DesignerWhere));
  g_array_set_clear_func (group->wheres, where_clear);
  g_ptr_array_add (policy->groups, group);
  return group;
}

void
designer_policy_add_statement (GVirDesignerPolicy *policy,
                               const DesignerStatement *statement)
{
  DesignerStatement *kept = g_memdup2 (statement, sizeof *statement);

  kept->policy = policy;
  g_ptr_array_add (policy->statements, kept);
  if (policy->of_thing[kept->thing] == NULL)
    policy->of_thing[kept->thing] = g_ptr_array_new ();
  g_ptr_array_add (policy->of_thing[kept->thing], kept);
}

char *
designer_statement_place (const DesignerStatement *statement)
{
  g_autofree char *shown = g_filename_display_name (statement->policy->file);

  return g_strdup_printf ("%s, line %u [%s]", shown, statement->line, statement->group->name);
}

/**
 * gvir_designer_policy_list_names:
 *
 * Lists the policies that are installed, those of the administrator and those
 * that come with the library, without those that are always in force.
 *
 * Returns: (transfer full) (array zero-terminated=1): names for
 *   [ctor@LibvirtDesigner.Policy.new_from_name]
 */
char **
gvir_designer_policy_list_names (void)
{
  GPtrArray *names = designer_policy_list ();

  g_ptr_array_set_free_func (names, NULL);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

/**
 * gvir_designer_policy_get_name:
 * @policy: a policy
 *
 * Names the policy.
 *
 * Returns: (transfer none): the name of its file, without folder and ending
 */
const char *
gvir_designer_policy_get_name (GVirDesignerPolicy *policy)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_POLICY (policy), NULL);
  return policy->name;
}

/**
 * gvir_designer_policy_get_title:
 * @policy: a policy
 *
 * Says what the policy is for.
 *
 * Returns: (transfer none) (nullable): one sentence, or %NULL where it says none
 */
const char *
gvir_designer_policy_get_title (GVirDesignerPolicy *policy)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_POLICY (policy), NULL);
  return policy->title;
}

/**
 * gvir_designer_policy_get_file:
 * @policy: a policy
 *
 * Says where the policy was read from.
 *
 * Returns: (transfer none) (type filename): the file
 */
const char *
gvir_designer_policy_get_file (GVirDesignerPolicy *policy)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_POLICY (policy), NULL);
  return policy->file;
}
