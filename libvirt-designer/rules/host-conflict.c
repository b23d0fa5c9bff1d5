/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "rules/host-conflict-private.h"

#include "host/host-members-private.h"
#include "rules/baseline-private.h"
#include "rules/cpu-models-private.h"

static GVirDesignerAnswer
lists (const DesignerCondition *condition,
       const DesignerFacts *facts,
       guint member)
{
  GVirDesignerAnswer answer = GVIR_DESIGNER_ANSWER_UNKNOWN;

  if (facts->view != NULL)
    answer = designer_host_view_lists (designer_host_view_member (facts->view, member), condition->a, condition->b);
  if (answer == GVIR_DESIGNER_ANSWER_UNKNOWN)
    answer = designer_baseline_has (facts, condition->a, condition->b);
  return answer;
}

static gboolean
has_machine (const DesignerFacts *facts,
             guint member,
             const char *machine)
{
  return gvir_designer_host_has_machine (designer_host_member (facts->host, member),
                                         designer_facts_get (facts, NULL, DESIGNER_THING_ARCH),
                                         designer_facts_get (facts, NULL, DESIGNER_THING_VIRT_TYPE), machine)
         != GVIR_DESIGNER_ANSWER_NO;
}

static gboolean
offers (const DesignerFacts *facts,
        guint member,
        const char *os_type,
        const char *virt_type)
{
  return gvir_designer_host_offers (designer_host_member (facts->host, member),
                                    designer_facts_get (facts, NULL, DESIGNER_THING_ARCH), os_type, virt_type)
         != GVIR_DESIGNER_ANSWER_NO;
}

/* Whether the member does not keep CONDITION from holding, which one answer decides. */
static gboolean
lets_be (const DesignerCondition *condition,
         const DesignerFacts *facts,
         guint member)
{
  if (condition->test == DESIGNER_TEST_HOST_LISTS || condition->test == DESIGNER_TEST_HOST_NOT_WITHOUT)
    return lists (condition, facts, member) != GVIR_DESIGNER_ANSWER_NO;
  if (condition->test == DESIGNER_TEST_HOST_SAYS)
    return lists (condition, facts, member) == GVIR_DESIGNER_ANSWER_YES;
  if (condition->test == DESIGNER_TEST_HOST_VIRT)
    return offers (facts, member, designer_facts_get (facts, NULL, DESIGNER_THING_OS_TYPE), condition->a);
  return offers (facts, member, condition->a, NULL);
}

static void
add_single (DesignerCover *cover,
            const DesignerCondition *condition,
            const DesignerFacts *facts)
{
  designer_cover_add_alternative (cover);
  for (guint i = 0; i < designer_host_n_members (facts->host); i++)
    {
      if (!lets_be (condition, facts, i))
        designer_cover_strike (cover, i);
    }
}

static gboolean
is_alias (const char *machine)
{
  const DesignerMachineFamily *family = designer_machine_family_of (machine);

  return family != NULL && g_str_equal (family->alias, machine);
}

/* An alias stands for any version that all have. */
static void
add_machines (DesignerCover *cover,
              const DesignerCondition *condition,
              const DesignerFacts *facts)
{
  guint n = designer_host_n_members (facts->host);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; is_alias (condition->a) && i < n; i++)
    designer_host_list_machines (designer_host_member (facts->host, i),
                                 designer_facts_get (facts, NULL, DESIGNER_THING_ARCH),
                                 designer_facts_get (facts, NULL, DESIGNER_THING_VIRT_TYPE), condition->a, names);
  if (names->len == 0)
    g_ptr_array_add (names, (gpointer) condition->a);
  for (guint m = 0; m < names->len; m++)
    {
      designer_cover_add_alternative (cover);
      for (guint i = 0; i < n; i++)
        {
          if (!has_machine (facts, i, g_ptr_array_index (names, m)))
            designer_cover_strike (cover, i);
        }
    }
}

static gboolean
has_known_model (const DesignerFacts *facts,
                 guint member)
{
  const char *model;

  for (guint m = 0; (model = designer_cpu_model_at (facts, m)) != NULL; m++)
    {
      if (designer_cpu_model_runs_on (facts, member, model))
        return TRUE;
    }
  return FALSE;
}

static void
add_cpu_models (DesignerCover *cover,
                const DesignerFacts *facts)
{
  const char *model;

  for (guint m = 0; (model = designer_cpu_model_at (facts, m)) != NULL; m++)
    {
      designer_cover_add_alternative (cover);
      for (guint i = 0; i < designer_host_n_members (facts->host); i++)
        {
          if (!designer_cpu_model_runs_on (facts, i, model))
            designer_cover_strike (cover, i);
        }
    }
}

/* Any two whose processors differ are enough. */
static void
add_two_cpus (DesignerCover *cover,
              const DesignerFacts *facts)
{
  guint other = facts->view != NULL ? designer_host_view_other_cpu (facts->view) : 0;

  if (other == 0)
    return;
  designer_cover_add_alternative (cover);
  designer_cover_strike (cover, 0);
  designer_cover_add_alternative (cover);
  designer_cover_strike (cover, other);
}

gboolean
designer_conflict_add (DesignerCover *cover,
                       const DesignerCondition *condition,
                       const DesignerFacts *facts)
{
  switch ((guint) condition->test)
    {
    case DESIGNER_TEST_HOST_LISTS:
    case DESIGNER_TEST_HOST_SAYS:
    case DESIGNER_TEST_HOST_NOT_WITHOUT:
    case DESIGNER_TEST_HOST_VIRT:
    case DESIGNER_TEST_HOST_OS_TYPE:
      add_single (cover, condition, facts);
      return TRUE;
    case DESIGNER_TEST_HOST_MACHINE:
      add_machines (cover, condition, facts);
      return TRUE;
    case DESIGNER_TEST_ONE_CPU:
      add_two_cpus (cover, facts);
      return TRUE;
    case DESIGNER_TEST_COMMON_CPU:
      add_cpu_models (cover, facts);
      return TRUE;
    default:
      return FALSE;
    }
}

char *
designer_host_word (const DesignerFacts *facts,
                    guint member)
{
  if (!designer_host_is_set (facts->host))
    return g_strdup ("the host");
  return g_strdup_printf ("'%s'", designer_host_member_name (facts->host, member));
}

char *
designer_conflict_name (const DesignerCover *cover,
                        const DesignerFacts *facts,
                        guint *n,
                        gboolean *exact)
{
  g_autoptr (GArray) members = designer_cover_find_smallest (cover, exact);
  GString *text = g_string_new (NULL);

  *n = members->len;
  for (guint i = 0; i < members->len; i++)
    {
      const char *between = i == 0 ? "" : i + 1 < members->len ? ", " : " and ";
      g_autofree char *word = designer_host_word (facts, g_array_index (members, guint, i));

      g_string_append_printf (text, "%s%s", between, word);
    }
  return g_string_free (text, members->len == 0);
}

static gboolean
holds_for (const DesignerCondition *condition,
           const DesignerFacts *facts,
           guint member)
{
  if (condition->test == DESIGNER_TEST_HOST_MACHINE)
    return has_machine (facts, member, condition->a);
  if (condition->test == DESIGNER_TEST_COMMON_CPU)
    return has_known_model (facts, member);
  return lets_be (condition, facts, member);
}

char *
designer_denier_word (const DesignerCondition *condition,
                      const DesignerFacts *facts)
{
  g_autofree char *word = NULL;
  guint others = 0;

  for (guint i = 0; i < designer_host_n_members (facts->host); i++)
    {
      if (holds_for (condition, facts, i))
        continue;
      if (word == NULL)
        word = designer_host_word (facts, i);
      others += designer_host_member_weight (facts->host, i);
    }
  if (others <= 1)
    return word != NULL ? g_steal_pointer (&word) : g_strdup ("each host");
  return g_strdup_printf ("%s (as %u other host%s)", word, others - 1, others == 2 ? "" : "s");
}

char *
designer_different_words (const DesignerFacts *facts)
{
  guint other = facts->view != NULL ? designer_host_view_other_cpu (facts->view) : 0;
  g_autofree char *first = designer_host_word (facts, 0);
  g_autofree char *second = designer_host_word (facts, other);

  return g_strdup_printf ("%s and %s", first, second);
}
