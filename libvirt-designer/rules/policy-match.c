/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the policies of a design say of it. */

#include "rules/policy-match-private.h"

#include <string.h>

#include "rules/rules-private.h"

/* Whether one of the values, in which '*' stands for anything, is NAME. */
static gboolean
fits (const DesignerWhere *where,
      const char *name)
{
  for (guint i = 0; name != NULL && where->values[i] != NULL; i++)
    {
      if (g_pattern_match_simple (where->values[i], name))
        return TRUE;
    }
  return FALSE;
}

/* By the connection that the host was read from, or the name of the host in it. */
static gboolean
matches_host (const DesignerWhere *where,
              const DesignerFacts *facts)
{
  const char *uri = gvir_designer_host_get_uri (facts->host);
  g_autoptr (GUri) parts = uri != NULL ? g_uri_parse (uri, G_URI_FLAGS_NONE, NULL) : NULL;

  return fits (where, uri) || (parts != NULL && fits (where, g_uri_get_host (parts)));
}

static gboolean
is_among (const DesignerWhere *where,
          const char *value)
{
  return value != NULL && g_strv_contains ((const char *const *) where->values, value);
}

static gboolean
matches (const DesignerWhere *where,
         const DesignerFacts *facts,
         const DesignerSubject *subject)
{
  gboolean session;

  switch (where->matter)
    {
    case DESIGNER_MATTER_OS:
      return fits (where, gvir_designer_os_get_short_id (facts->os));
    case DESIGNER_MATTER_OS_FAMILY:
      return is_among (where, gvir_designer_os_get_family (facts->os));
    case DESIGNER_MATTER_PURPOSE:
      return is_among (where, facts->purpose == DESIGNER_PURPOSE_SERVER ? "server" : "desktop");
    case DESIGNER_MATTER_SESSION:
      session = gvir_designer_host_is_session (facts->host) == GVIR_DESIGNER_ANSWER_YES;
      return is_among (where, session ? "yes" : "no");
    case DESIGNER_MATTER_HOST:
      return matches_host (where, facts);
    case DESIGNER_MATTER_HOST_ARCH:
      return is_among (where, gvir_designer_host_get_arch (facts->host));
    case DESIGNER_MATTER_THING:
      return is_among (where, designer_facts_get (facts, subject, where->thing));
    }
  g_return_val_if_reached (FALSE);
}

static gboolean
applies (const DesignerStatement *statement,
         const DesignerFacts *facts,
         const DesignerSubject *subject)
{
  GArray *wheres = statement->group->wheres;

  for (guint i = 0; i < wheres->len; i++)
    {
      const DesignerWhere *where = &g_array_index (wheres, DesignerWhere, i);

      if (matches (where, facts, subject) == where->unless)
        return FALSE;
    }
  return TRUE;
}

/* The statement before the cursor's, whatever it says; NULL: none is left. */
static const DesignerStatement *
step_back (const DesignerFacts *facts,
           DesignerThingId thing,
           DesignerPolicyCursor *cursor)
{
  if (!cursor->begun)
    {
      cursor->begun = TRUE;
      cursor->policy = facts->policies->len;
      cursor->statement = 0;
    }
  while (cursor->statement == 0 && cursor->policy > 0)
    {
      GVirDesignerPolicy *policy = g_ptr_array_index (facts->policies, --cursor->policy);

      cursor->statement = policy->of_thing[thing] != NULL ? policy->of_thing[thing]->len : 0;
    }
  if (cursor->statement == 0)
    return NULL;
  return g_ptr_array_index (((GVirDesignerPolicy *) g_ptr_array_index (facts->policies, cursor->policy))
                              ->of_thing[thing],
                            --cursor->statement);
}

const DesignerStatement *
designer_policies_next (const DesignerFacts *facts,
                        const DesignerSubject *subject,
                        DesignerVerb verb,
                        DesignerThingId thing,
                        DesignerPolicyCursor *cursor)
{
  const DesignerStatement *statement;

  while ((statement = step_back (facts, thing, cursor)) != NULL)
    {
      if (statement->group->verb == verb && applies (statement, facts, subject))
        return statement;
    }
  return NULL;
}

const DesignerStatement *
designer_policies_find (const DesignerFacts *facts,
                        const DesignerSubject *subject,
                        DesignerVerb verb,
                        DesignerThingId thing)
{
  DesignerPolicyCursor cursor = { FALSE, 0, 0 };

  return designer_policies_next (facts, subject, verb, thing, &cursor);
}

const DesignerStatement *
designer_policies_forbid (const DesignerFacts *facts,
                          const DesignerSubject *subject,
                          DesignerThingId thing,
                          const char *value,
                          const char *id)
{
  DesignerPolicyCursor cursor = { FALSE, 0, 0 };
  const DesignerStatement *statement;

  while ((statement = designer_policies_next (facts, subject, DESIGNER_VERB_FORBID, thing, &cursor)) != NULL)
    {
      if ((statement->id != NULL && g_strcmp0 (statement->id, id) == 0)
          || (statement->value != NULL && g_strcmp0 (statement->value, value) == 0))
        return statement;
    }
  return NULL;
}

gboolean
designer_policies_require (const DesignerFacts *facts,
                           const DesignerSubject *subject,
                           DesignerThingId thing,
                           const char *value,
                           const DesignerStatement **statement)
{
  DesignerPolicyCursor cursor = { FALSE, 0, 0 };
  const DesignerStatement *next;

  *statement = designer_policies_find (facts, subject, DESIGNER_VERB_REQUIRE, thing);
  if (*statement == NULL || (*statement)->value != NULL)
    return *statement == NULL || g_str_equal ((*statement)->value, value);
  while ((next = designer_policies_next (facts, subject, DESIGNER_VERB_REQUIRE, thing, &cursor)) != NULL)
    {
      if (next->id != NULL && g_strcmp0 (designer_rule_find (next->id)->value, value) == 0)
        return TRUE;
    }
  return FALSE;
}

const DesignerStatement *
designer_policies_on_addition (const DesignerFacts *facts,
                               const char *id)
{
  DesignerPolicyCursor cursor = { FALSE, 0, 0 };
  const DesignerStatement *statement;

  while ((statement = step_back (facts, DESIGNER_ADDITIONS, &cursor)) != NULL)
    {
      if (g_str_equal (statement->id, id) && applies (statement, facts, NULL))
        return statement;
    }
  return NULL;
}

static gboolean
names_rule (const DesignerFacts *facts,
            const DesignerSubject *subject,
            DesignerVerb verb,
            DesignerThingId thing,
            const char *id)
{
  DesignerPolicyCursor cursor = { FALSE, 0, 0 };
  const DesignerStatement *statement;

  while ((statement = designer_policies_next (facts, subject, verb, thing, &cursor)) != NULL)
    {
      if (g_strcmp0 (statement->id, id) == 0)
        return TRUE;
    }
  return FALSE;
}

gboolean
designer_policies_turn_on (const DesignerFacts *facts,
                           const DesignerSubject *subject,
                           const char *id)
{
  const DesignerStatement *statement;
  const DesignerRule *rule;

  if (facts->policies->len == 0)
    return FALSE;
  rule = designer_rule_find (id);
  if (rule != NULL)
    return names_rule (facts, subject, DESIGNER_VERB_PREFER, rule->thing, id)
           || names_rule (facts, subject, DESIGNER_VERB_REQUIRE, rule->thing, id);
  statement = designer_policies_on_addition (facts, id);
  return statement != NULL && statement->group->verb == DESIGNER_VERB_ADD;
}
