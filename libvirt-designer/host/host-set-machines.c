/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The machine that all hosts of a set have. An alias such as "q35" is another
 * machine on each of them, so it stands for the newest that they share. */

#include "host/host-set-private.h"

#include "host/host-members-private.h"
#include "host/host-private.h"
#include "host/machine-family-private.h"

typedef struct
{
  DesignerHostSet *set;
  const char *arch;
  const char *virt_type;
  guint sceptic; /* the member that said no last, who is asked first */
} Search;

static GVirDesignerAnswer
ask (const Search *search,
     guint member,
     const char *machine)
{
  return gvir_designer_host_has_machine (g_ptr_array_index (search->set->members, member), search->arch,
                                         search->virt_type, machine);
}

static GVirDesignerAnswer
ask_all (Search *search,
         const char *machine)
{
  GVirDesignerAnswer weakest = ask (search, search->sceptic, machine);

  for (guint i = 0; i < search->set->members->len && weakest != GVIR_DESIGNER_ANSWER_NO; i++)
    {
      weakest = MIN (weakest, ask (search, i, machine));
      if (weakest == GVIR_DESIGNER_ANSWER_NO)
        search->sceptic = i;
    }
  return weakest;
}

/* Whether a member calls another machine by that name. */
static gboolean
is_alias (const Search *search,
          const char *machine)
{
  for (guint i = 0; i < search->set->members->len; i++)
    {
      const char *canonical = gvir_designer_host_get_canonical_machine (g_ptr_array_index (search->set->members, i),
                                                                        search->arch, search->virt_type, machine);

      if (canonical != NULL && !g_str_equal (canonical, machine))
        return TRUE;
    }
  return FALSE;
}

static gint
compare_versions (gconstpointer a,
                  gconstpointer b)
{
  return designer_machine_compare_versions (*(const char *const *) a, *(const char *const *) b);
}

/* The first of the newest; known ones before those of which a host says nothing. */
static DesignerCommonMachine
find_newest (Search *search,
             const char *alias)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  DesignerCommonMachine best = { NULL, GVIR_DESIGNER_ANSWER_NO };

  designer_host_list_machines (g_ptr_array_index (search->set->members, 0), search->arch, search->virt_type, alias,
                               names);
  g_ptr_array_sort (names, compare_versions);
  for (guint i = names->len; i-- > 0 && best.answer != GVIR_DESIGNER_ANSWER_YES;)
    {
      GVirDesignerAnswer answer = ask_all (search, g_ptr_array_index (names, i));

      if (answer > best.answer)
        best = (DesignerCommonMachine) { g_ptr_array_index (names, i), answer };
    }
  return best;
}

/* Where hosts do not list what they have, the oldest that one of them calls by that
 * name: QEMU keeps its older machines for long. */
static const char *
find_oldest (const Search *search,
             const char *alias)
{
  const char *oldest = NULL;

  for (guint i = 0; i < search->set->members->len; i++)
    {
      const char *canonical = gvir_designer_host_get_canonical_machine (g_ptr_array_index (search->set->members, i),
                                                                        search->arch, search->virt_type, alias);

      if (canonical != NULL && (oldest == NULL || designer_machine_compare_versions (canonical, oldest) < 0))
        oldest = canonical;
    }
  return oldest;
}

/* A host may have versions of a machine and not know its alias. */
static DesignerCommonMachine
find (Search *search,
      const char *machine)
{
  DesignerCommonMachine found = { (char *) machine, ask_all (search, machine) };

  gboolean alias = is_alias (search, machine);

  if (alias)
    found = find_newest (search, machine);
  if (alias && found.answer == GVIR_DESIGNER_ANSWER_UNKNOWN)
    found.name = (char *) find_oldest (search, machine);
  else if (found.answer == GVIR_DESIGNER_ANSWER_NO)
    found.name = NULL;
  return found;
}

const DesignerCommonMachine *
designer_host_set_machine (DesignerHostSet *self,
                           const char *arch,
                           const char *virt_type,
                           const char *machine)
{
  g_autofree char *question = g_strdup_printf ("%s %s %s", arch != NULL ? arch : "", virt_type != NULL ? virt_type : "",
                                               machine);
  Search search = { self, arch, virt_type, 0 };
  DesignerCommonMachine *known;

  g_mutex_lock (&self->lock);
  known = g_hash_table_lookup (self->machines, question);
  if (known == NULL)
    {
      DesignerCommonMachine found = find (&search, machine);

      known = g_new (DesignerCommonMachine, 1);
      *known = (DesignerCommonMachine) { g_strdup (found.name), found.answer };
      g_hash_table_insert (self->machines, g_steal_pointer (&question), known);
    }
  g_mutex_unlock (&self->lock);
  return known;
}
