/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The statements of a policy: what is preferred, required, forbidden, added,
 * removed, omitted, set, written elsewhere, permitted and put in order. */

#include "policy/policy-reader-private.h"

#include <string.h>

#include "base/libvirt-designer-error.h"
#include "vocabulary/schema-private.h"

#define MOST_TIMES 64

static GPtrArray *
list_things (void)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < DESIGNER_N_THINGS; i++)
    g_ptr_array_add (names, (gpointer) designer_thing_get (i)->name);
  return names;
}

static gboolean
refuse_thing (const DesignerPolicyReader *reader,
              const DesignerPolicyLine *line,
              const char *name,
              GError **error)
{
  g_autoptr (GPtrArray) names = list_things ();

  if (reader->names->thing_of_rule (name) != DESIGNER_N_THINGS)
    return designer_policy_fail (error, GVIR_DESIGNER_ERROR_UNKNOWN_NAME, reader->file, line->number,
                                 "'%s' is a rule: give it as rules=%s", name, name);
  g_ptr_array_add (names, (gpointer) "rules");
  g_ptr_array_add (names, (gpointer) "reason");
  return designer_policy_refuse_name (reader, line, "key or thing", name, names, error);
}

static gboolean
state (DesignerPolicyReader *reader,
       const DesignerPolicyLine *line,
       DesignerThingId thing,
       const char *value,
       const char *id,
       guint times)
{
  const DesignerStatement statement = {
    .group = reader->group, .line = line->number, .thing = thing, .times = times,
    .value = value != NULL ? g_intern_string (value) : NULL,
    .id = id != NULL ? g_intern_string (id) : NULL,
  };

  designer_policy_add_statement (reader->policy, &statement);
  reader->n_statements++;
  return TRUE;
}

static gboolean
take_values (DesignerPolicyReader *reader,
             const DesignerPolicyLine *line,
             GError **error)
{
  const DesignerThing *thing = designer_thing_by_name (line->key);
  gboolean several = reader->group->verb == DESIGNER_VERB_FORBID;
  g_auto (GStrv) values = several ? designer_policy_split (line->value) : g_strsplit (line->value, "\n", -1);

  if (thing == NULL)
    return refuse_thing (reader, line, line->key, error);
  if (values[0] == NULL)
    return designer_policy_fail (error, GVIR_DESIGNER_ERROR_INVALID_VALUE, reader->file, line->number,
                                 "%s has no value: give one", line->key);
  for (guint i = 0; values[i] != NULL; i++)
    {
      g_autofree char *value = NULL;

      if (!designer_policy_check_value (reader, line, thing, values[i], &value, error))
        return FALSE;
      state (reader, line, thing->id, value, NULL, 0);
    }
  return TRUE;
}

static gboolean
take_rules (DesignerPolicyReader *reader,
            const DesignerPolicyLine *line,
            GError **error)
{
  g_auto (GStrv) ids = designer_policy_split (line->value);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      DesignerThingId thing = reader->names->thing_of_rule (ids[i]);
      g_autoptr (GPtrArray) all = NULL;

      if (thing != DESIGNER_N_THINGS)
        {
          state (reader, line, thing, NULL, ids[i], 0);
          continue;
        }
      all = reader->names->list_rules ();
      return designer_policy_refuse_name (reader, line, "rule", ids[i], all, error);
    }
  return TRUE;
}

static gboolean
check_addition (const DesignerPolicyReader *reader,
                const DesignerPolicyLine *line,
                const char *id,
                GError **error)
{
  g_autoptr (GPtrArray) all = NULL;

  if (reader->names->is_addition (id))
    return TRUE;
  all = reader->names->list_additions ();
  return designer_policy_refuse_name (reader, line, "addition", id, all, error);
}

static gboolean
take_added (DesignerPolicyReader *reader,
            const DesignerPolicyLine *line,
            GError **error)
{
  guint64 times;

  if (!check_addition (reader, line, line->key, error))
    return FALSE;
  if (!g_ascii_string_to_unsigned (line->value, 10, 1, MOST_TIMES, &times, NULL))
    return designer_policy_fail (error, GVIR_DESIGNER_ERROR_INVALID_VALUE, reader->file, line->number,
                                 "'%s' is no number of devices: give one from 1 to %d", line->value,
                                 MOST_TIMES);
  return state (reader, line, DESIGNER_ADDITIONS, NULL, line->key, (guint) times);
}

static gboolean
take_removed (DesignerPolicyReader *reader,
              const DesignerPolicyLine *line,
              GError **error)
{
  g_auto (GStrv) ids = designer_policy_split (line->value);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      if (!check_addition (reader, line, ids[i], error))
        return FALSE;
      state (reader, line, DESIGNER_ADDITIONS, NULL, ids[i], 0);
    }
  return TRUE;
}

static gboolean
take_omitted (DesignerPolicyReader *reader,
              const DesignerPolicyLine *line,
              GError **error)
{
  g_auto (GStrv) names = designer_policy_split (line->value);

  for (guint i = 0; names[i] != NULL; i++)
    {
      const DesignerThing *thing = designer_thing_by_name (names[i]);

      if (thing == NULL)
        return refuse_thing (reader, line, names[i], error);
      state (reader, line, thing->id, NULL, NULL, 0);
    }
  return TRUE;
}

/* "graphics.listen=@listen": from the element that the thing is of. */
static gboolean
take_place (DesignerPolicyReader *reader,
            const DesignerPolicyLine *line,
            GError **error)
{
  const DesignerThing *thing = designer_thing_by_name (line->key);
  DesignerScopeId scope;

  if (thing == NULL)
    return refuse_thing (reader, line, line->key, error);
  scope = thing->scope < DESIGNER_N_WHOLE_SCOPES ? DESIGNER_SCOPE_DOMAIN : thing->scope;
  if (thing->path == NULL)
    return designer_policy_fail (error, GVIR_DESIGNER_ERROR_CONFLICT, reader->file, line->number,
                                 "%s is not written itself, so it has no other place", thing->name);
  if (designer_schema_find (scope, line->value) == NULL)
    return designer_policy_fail (error, GVIR_DESIGNER_ERROR_INVALID_VALUE, reader->file, line->number,
                                 "'%s' is no place for %s: libvirt reads nothing there", line->value, thing->name);
  return state (reader, line, thing->id, line->value, NULL, 0);
}

/* "graphics.port=5900" is of the option "graphics" and its sub-option "port". */
static gboolean
find_target (const DesignerPolicyReader *reader,
             const DesignerPolicyLine *line,
             const DesignerOptionRow **option,
             DesignerTarget *target,
             GError **error)
{
  g_autofree char *name = g_strndup (line->key, strcspn (line->key, "."));
  const char *rest = line->key + strlen (name);
  g_autoptr (GError) cause = NULL;

  *option = designer_option_find (name, &cause);
  if (*option != NULL)
    designer_sub_option_find (*option, 0, *rest == '.' ? rest + 1 : rest, target, &cause);
  if (cause != NULL)
    return designer_policy_fail (error, cause->code, reader->file, line->number, "%s", cause->message);
  if (target->thing == NULL)
    return TRUE;
  return designer_policy_fail (error, GVIR_DESIGNER_ERROR_CONFLICT, reader->file, line->number,
                               "%s is decided by rules: give it below [Prefer] or [Require], as %s=",
                               line->key, target->thing->name);
}

static gboolean
take_setting (DesignerPolicyReader *reader,
              const DesignerPolicyLine *line,
              GError **error)
{
  g_auto (DesignerTarget) target = { NULL, NULL, 0, NULL };
  const DesignerOptionRow *option;
  g_autofree char *value = NULL;
  g_autoptr (GError) cause = NULL;
  DesignerStatement statement = { .group = reader->group, .line = line->number, .thing = DESIGNER_SETTINGS };

  if (!find_target (reader, line, &option, &target, error))
    return FALSE;
  value = designer_value_normalise (line->key, target.kind, target.values, G_MAXUINT64, line->value, &cause);
  if (value == NULL)
    return designer_policy_fail (error, cause->code, reader->file, line->number, "%s", cause->message);
  statement.scope = designer_scope_get (option->scope)->element != NULL ? option->scope : DESIGNER_SCOPE_DOMAIN;
  statement.setting = designer_setting_new (target.kind == DESIGNER_KIND_PRESENCE ? DESIGNER_SETTING_CREATE
                                                                                 : DESIGNER_SETTING_VALUE,
                                            target.path, value, line->key);
  designer_policy_add_statement (reader->policy, &statement);
  reader->n_statements++;
  return TRUE;
}

static gboolean
expect (const DesignerPolicyReader *reader,
        const DesignerPolicyLine *line,
        const char *key,
        const char *what,
        GError **error)
{
  if (g_str_equal (line->key, key))
    return TRUE;
  return designer_policy_fail (error, GVIR_DESIGNER_ERROR_UNKNOWN_NAME, reader->file, line->number,
                               "[%s] does not take '%s': give %s=%s, reason= or conditions such as "
                               "if-os-family=", reader->group->name, line->key, key, what);
}

gboolean
designer_policy_take_statement (DesignerPolicyReader *reader,
                                const DesignerPolicyLine *line,
                                GError **error)
{
  switch (reader->group->verb)
    {
    case DESIGNER_VERB_PREFER:
    case DESIGNER_VERB_FORBID:
    case DESIGNER_VERB_REQUIRE:
      return g_str_equal (line->key, "rules") ? take_rules (reader, line, error)
                                              : take_values (reader, line, error);
    case DESIGNER_VERB_ADD:
      return take_added (reader, line, error);
    case DESIGNER_VERB_REMOVE:
      return expect (reader, line, "additions", "IDS", error) && take_removed (reader, line, error);
    case DESIGNER_VERB_OMIT:
    case DESIGNER_VERB_PERMIT:
      return expect (reader, line, "things", "NAMES", error) && take_omitted (reader, line, error);
    case DESIGNER_VERB_SET:
      return take_setting (reader, line, error);
    case DESIGNER_VERB_WRITE:
      return take_place (reader, line, error);
    case DESIGNER_VERB_ORDER:
      return designer_policy_take_order (reader, line, error);
    case DESIGNER_N_VERBS:
      break;
    }
  g_return_val_if_reached (FALSE);
}
