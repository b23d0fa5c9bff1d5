/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The conditions of a group: "if-os-family=winnt", "unless-arch=s390x". */

#include "policy/policy-reader-private.h"

#include <string.h>

#include "base/libvirt-designer-error.h"

static const struct
{
  const char *name;
  DesignerMatter matter;
} matters[] = {
  { "os", DESIGNER_MATTER_OS },
  { "os-family", DESIGNER_MATTER_OS_FAMILY },
  { "purpose", DESIGNER_MATTER_PURPOSE },
  { "session", DESIGNER_MATTER_SESSION },
  { "host", DESIGNER_MATTER_HOST },
  { "host-arch", DESIGNER_MATTER_HOST_ARCH },
};

static const char *const purposes[] = { "desktop", "server", NULL };
static const char *const answers[] = { "yes", "no", NULL };

static GPtrArray *
list_matters (void)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (matters); i++)
    g_ptr_array_add (names, (gpointer) matters[i].name);
  for (guint i = 0; i < DESIGNER_N_THINGS; i++)
    g_ptr_array_add (names, (gpointer) designer_thing_get (i)->name);
  return names;
}

static gboolean
check_word (const DesignerPolicyReader *reader,
            const DesignerPolicyLine *line,
            const char *const *words,
            const char *value,
            GError **error)
{
  if (g_strv_contains (words, value))
    return TRUE;
  return designer_policy_fail (error, GVIR_DESIGNER_ERROR_INVALID_VALUE, reader->file, line->number,
                               "'%s' is no value for %s: give '%s' or '%s'", value, line->key, words[0],
                               words[1]);
}

static gboolean
check_condition_value (const DesignerPolicyReader *reader,
                       const DesignerPolicyLine *line,
                       const DesignerWhere *where,
                       char **value,
                       GError **error)
{
  g_autofree char *normalised = NULL;

  switch (where->matter)
    {
    case DESIGNER_MATTER_PURPOSE:
      return check_word (reader, line, purposes, *value, error);
    case DESIGNER_MATTER_SESSION:
      return check_word (reader, line, answers, *value, error);
    case DESIGNER_MATTER_OS:
    case DESIGNER_MATTER_OS_FAMILY:
    case DESIGNER_MATTER_HOST:
    case DESIGNER_MATTER_HOST_ARCH:
      return TRUE;
    case DESIGNER_MATTER_THING:
      if (!designer_policy_check_value (reader, line, designer_thing_get (where->thing), *value, &normalised, error))
        return FALSE;
      g_free (*value);
      *value = g_steal_pointer (&normalised);
      return TRUE;
    }
  g_return_val_if_reached (FALSE);
}

/* What a condition's name after "if-" means. */
static gboolean
find_matter (const DesignerPolicyReader *reader,
             const DesignerPolicyLine *line,
             const char *name,
             DesignerWhere *where,
             GError **error)
{
  const DesignerThing *thing = designer_thing_by_name (name);
  g_autoptr (GPtrArray) all = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (matters); i++)
    {
      where->matter = matters[i].matter;
      if (g_str_equal (matters[i].name, name))
        return TRUE;
    }
  where->matter = DESIGNER_MATTER_THING;
  where->thing = thing != NULL ? thing->id : 0;
  if (thing != NULL)
    return TRUE;
  all = list_matters ();
  return designer_policy_refuse_name (reader, line, "condition on", name, all, error);
}

gboolean
designer_policy_take_condition (DesignerPolicyReader *reader,
                                const DesignerPolicyLine *line,
                                GError **error)
{
  DesignerWhere where = { .unless = g_str_has_prefix (line->key, DESIGNER_POLICY_UNLESS) };
  const char *name = line->key + strlen (where.unless ? DESIGNER_POLICY_UNLESS : DESIGNER_POLICY_IF);
  g_auto (GStrv) values = designer_policy_split (line->value);

  if (!find_matter (reader, line, name, &where, error))
    return FALSE;
  if (values[0] == NULL)
    return designer_policy_fail (error, GVIR_DESIGNER_ERROR_INVALID_VALUE, reader->file, line->number,
                                 "%s has no value: give one or more, with ';' between them", line->key);
  for (guint i = 0; values[i] != NULL; i++)
    {
      if (!check_condition_value (reader, line, &where, &values[i], error))
        return FALSE;
    }
  where.values = g_steal_pointer (&values);
  g_array_append_val (reader->group->wheres, where);
  return TRUE;
}
