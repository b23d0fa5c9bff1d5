/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From the lines of a policy file to its groups. */

#include "policy/policy-reader-private.h"

#include <string.h>

#include "base/libvirt-designer-error.h"
#include "base/nearest-private.h"

static const char *const verbs[DESIGNER_N_VERBS + 1] = {
  [DESIGNER_VERB_PREFER] = "Prefer", [DESIGNER_VERB_REQUIRE] = "Require",
  [DESIGNER_VERB_FORBID] = "Forbid", [DESIGNER_VERB_ADD] = "Add",
  [DESIGNER_VERB_REMOVE] = "Remove", [DESIGNER_VERB_OMIT] = "Omit",
  [DESIGNER_VERB_SET] = "Set", [DESIGNER_VERB_WRITE] = "Write", [DESIGNER_VERB_PERMIT] = "Permit",
  [DESIGNER_VERB_ORDER] = "Order",
};

const char *
designer_verb_name (DesignerVerb verb)
{
  return verbs[verb];
}

gboolean
designer_policy_refuse_name (const DesignerPolicyReader *reader,
                             const DesignerPolicyLine *line,
                             const char *what,
                             const char *name,
                             GPtrArray *candidates,
                             GError **error)
{
  g_autofree char *hint = designer_nearest_hint (name, (const char *const *) candidates->pdata,
                                                 candidates->len);

  return designer_policy_fail (error, GVIR_DESIGNER_ERROR_UNKNOWN_NAME, reader->file, line->number,
                               "there is no %s '%s'%s", what, name, hint);
}

char **
designer_policy_split (const char *value)
{
  g_auto (GStrv) parts = g_strsplit (value, ";", -1);
  GPtrArray *kept = g_ptr_array_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (*g_strstrip (parts[i]) != '\0')
        g_ptr_array_add (kept, g_strdup (parts[i]));
    }
  g_ptr_array_add (kept, NULL);
  return (char **) g_ptr_array_free (kept, FALSE);
}

/* Puts the place before a message about a value. */
gboolean
designer_policy_check_value (const DesignerPolicyReader *reader,
                             const DesignerPolicyLine *line,
                             const DesignerThing *thing,
                             const char *value,
                             char **normalised,
                             GError **error)
{
  g_autoptr (GError) cause = NULL;

  *normalised = designer_thing_normalise (thing, value, &cause);
  if (*normalised != NULL)
    return TRUE;
  return designer_policy_fail (error, cause->code, reader->file, line->number, "%s", cause->message);
}


static gboolean
take_key (DesignerPolicyReader *reader,
          const DesignerPolicyLine *line,
          GError **error)
{
  if (reader->group == NULL)
    return designer_policy_take_header (reader, line, error);
  if (g_str_has_prefix (line->key, DESIGNER_POLICY_IF) || g_str_has_prefix (line->key, DESIGNER_POLICY_UNLESS))
    return designer_policy_take_condition (reader, line, error);
  if (!g_str_equal (line->key, "reason"))
    return designer_policy_take_statement (reader, line, error);
  reader->group->reason = g_intern_string (line->value);
  return TRUE;
}

static gboolean
end_group (const DesignerPolicyReader *reader,
           GError **error)
{
  if (reader->group == NULL || reader->n_statements > 0)
    return TRUE;
  return designer_policy_fail (error, GVIR_DESIGNER_ERROR_INVALID_INPUT, reader->file, reader->group_line,
                               "[%s] says nothing: give it a statement, or leave it out", reader->group->name);
}

static gboolean
begin_group (DesignerPolicyReader *reader,
             const DesignerPolicyLine *line,
             GError **error)
{
  g_autofree char *word = g_strndup (line->group, strcspn (line->group, " "));
  g_autofree char *hint = NULL;

  if (!end_group (reader, error))
    return FALSE;
  reader->group = NULL;
  reader->group_line = line->number;
  reader->n_statements = 0;
  if (g_str_equal (line->group, "Policy"))
    return TRUE;
  for (guint i = 0; i < DESIGNER_N_VERBS; i++)
    {
      if (g_str_equal (word, verbs[i]))
        {
          reader->group = designer_policy_add_group (reader->policy, i, line->group);
          return TRUE;
        }
    }
  hint = designer_nearest_hint (word, verbs, DESIGNER_N_VERBS);
  return designer_policy_fail (error, GVIR_DESIGNER_ERROR_UNKNOWN_NAME, reader->file, line->number,
                               "the group [%s] begins with no known word%s (Policy, Prefer, Require, Forbid, "
                               "Add, Remove, Omit, Set, Write, Permit or Order)", line->group, hint);
}

/* What is decided later, or of another device, cannot be asked. */
static gboolean
check_order (const DesignerPolicyReader *reader,
             const DesignerStatement *statement,
             GError **error)
{
  GArray *wheres = statement->group->wheres;

  for (guint i = 0; i < wheres->len; i++)
    {
      const DesignerWhere *where = &g_array_index (wheres, DesignerWhere, i);
      const DesignerThing *asked = designer_thing_get (where->thing);
      gboolean whole = asked->scope < DESIGNER_N_WHOLE_SCOPES;
      gboolean mine = statement->thing == DESIGNER_SETTINGS
                        ? statement->scope == asked->scope
                        : statement->thing < DESIGNER_N_THINGS
                            && designer_thing_get (statement->thing)->scope == asked->scope;

      if (where->matter != DESIGNER_MATTER_THING
          || ((whole || mine) && where->thing < statement->thing))
        continue;
      return designer_policy_fail (error, GVIR_DESIGNER_ERROR_CONFLICT, reader->file, statement->line,
                                   "[%s] asks for %s, which is not decided yet when this is",
                                   statement->group->name, asked->name);
    }
  return TRUE;
}

static char *
name_of_file (const char *file)
{
  g_autofree char *base = g_path_get_basename (file);
  g_autofree char *shown = g_filename_display_name (base);

  if (g_str_has_suffix (shown, ".policy"))
    shown[strlen (shown) - strlen (".policy")] = '\0';
  return g_steal_pointer (&shown);
}

GVirDesignerPolicy *
designer_policy_read (const char *file,
                      const char *text,
                      gsize length,
                      const DesignerPolicyNames *names,
                      GError **error)
{
  g_autoptr (GPtrArray) lines = designer_policy_lines (file, text, length, error);
  g_autoptr (GVirDesignerPolicy) policy = g_object_new (GVIR_DESIGNER_TYPE_POLICY, NULL);
  DesignerPolicyReader reader = { policy, file, names, NULL, 0, 0 };

  policy->file = g_strdup (file);
  policy->name = name_of_file (file);
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      const DesignerPolicyLine *line = g_ptr_array_index (lines, i);

      if (!(line->key == NULL ? begin_group (&reader, line, error) : take_key (&reader, line, error)))
        return NULL;
    }
  if (lines == NULL || !end_group (&reader, error))
    return NULL;
  for (guint i = 0; i < policy->statements->len; i++)
    {
      if (!check_order (&reader, g_ptr_array_index (policy->statements, i), error))
        return NULL;
    }
  return g_steal_pointer (&policy);
}
