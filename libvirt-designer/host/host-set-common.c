/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the hosts of a set have in common, written out as if it were one host's. */

#include "host/host-set-private.h"

#include "host/host-private.h"
#include "host/machine-family-private.h"

/* The least that any host gives a guest of that machine; 0: none says it. */
static guint
least_vcpus (const DesignerHostSet *set,
             const DesignerOffer *offer,
             const char *machine)
{
  guint least = 0;

  for (guint i = 0; i < set->members->len; i++)
    {
      const DesignerMachine *found = designer_host_find_machine (g_ptr_array_index (set->members, i), offer->arch,
                                                                 offer->virt_type, machine);

      if (found != NULL && found->max_vcpus > 0 && (least == 0 || found->max_vcpus < least))
        least = found->max_vcpus;
    }
  return least;
}

static void
add_common_machines (DesignerOffer *common,
                     DesignerHostSet *set,
                     const DesignerOffer *offer)
{
  for (guint i = 0; i < offer->machines->len; i++)
    {
      const DesignerMachine *machine = g_ptr_array_index (offer->machines, i);
      const DesignerCommonMachine *found = designer_host_set_machine (set, offer->arch, offer->virt_type, machine->name);

      if (found->answer == GVIR_DESIGNER_ANSWER_YES)
        designer_offer_add_machine (common, machine->name, found->name, least_vcpus (set, offer, found->name));
    }
}

/* A feature that one host does not give is none of the set's. */
static void
remove_features (GHashTable *features,
                 GVirDesignerHost *member,
                 const DesignerOffer *offer)
{
  const DesignerOffer *other = designer_host_find_offer (member, offer->arch, offer->os_type, offer->virt_type);
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, features);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      if (other == NULL || other->features == NULL || !g_hash_table_contains (other->features, name))
        g_hash_table_iter_remove (&iter);
    }
}

static GHashTable *
find_common_features (const DesignerHostSet *set,
                      const DesignerOffer *offer)
{
  GHashTable *features;
  GHashTableIter iter;
  gpointer name;

  if (offer->features == NULL)
    return NULL;
  features = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_iter_init (&iter, offer->features);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_hash_table_add (features, g_strdup (name));
  for (guint i = 1; i < set->members->len; i++)
    remove_features (features, g_ptr_array_index (set->members, i), offer);
  return features;
}

GPtrArray *
designer_host_set_list_offers (GVirDesignerHost *host)
{
  const GVirDesignerHost *first = g_ptr_array_index (host->set->members, 0);
  GPtrArray *offers = g_ptr_array_new_with_free_func (designer_offer_free);

  for (guint i = 0; first->capabilities != NULL && i < first->capabilities->offers->len; i++)
    {
      const DesignerOffer *offer = g_ptr_array_index (first->capabilities->offers, i);
      DesignerOffer *common;

      if (designer_host_set_offers (host->set, offer->arch, offer->os_type, offer->virt_type) != GVIR_DESIGNER_ANSWER_YES)
        continue;
      common = designer_offer_new (offer->os_type, offer->arch, offer->virt_type,
                                   gvir_designer_host_get_emulator (host, offer->arch, offer->virt_type));
      add_common_machines (common, host->set, offer);
      common->features = find_common_features (host->set, offer);
      g_ptr_array_add (offers, common);
    }
  return offers;
}

/* The machine that a description of the first host stands for on all; FALSE: none does. */
static gboolean
find_machine (DesignerHostSet *set,
              const DesignerDomcaps *domcaps,
              const char **machine)
{
  const DesignerMachineFamily *family;

  *machine = domcaps->machine;
  if (domcaps->machine == NULL)
    return TRUE;
  family = designer_machine_family_of (domcaps->machine);
  *machine = designer_host_set_machine (set, domcaps->arch, domcaps->virt_type,
                                        family != NULL ? family->alias : domcaps->machine)->name;
  return *machine != NULL;
}

static DesignerDomcaps *
describe_common (GVirDesignerHost *host,
                 const DesignerDomcaps *domcaps,
                 const char *machine)
{
  DesignerDomcaps *common = designer_domcaps_new (host->origin);
  g_autoptr (DesignerHostView) view = designer_host_view_new (host, domcaps->arch, domcaps->virt_type, machine);
  g_autoptr (GPtrArray) facts = designer_domcaps_list_facts (domcaps);

  common->arch = g_strdup (domcaps->arch);
  common->virt_type = g_strdup (domcaps->virt_type);
  common->machine = g_strdup (machine);
  common->emulator = g_strdup (gvir_designer_host_get_emulator (host, domcaps->arch, domcaps->virt_type));
  common->max_vcpus = designer_host_view_max_vcpus (view, NULL);
  for (guint i = 0; i < facts->len; i++)
    {
      const DesignerFact *fact = g_ptr_array_index (facts, i);

      designer_domcaps_add (common, fact->what, fact->value, designer_host_view_lists (view, fact->what, fact->value),
                            fact->scope);
    }
  return common;
}

GPtrArray *
designer_host_set_list_domcaps (GVirDesignerHost *host)
{
  GPtrArray *described = designer_host_get_domcaps (g_ptr_array_index (host->set->members, 0), NULL);
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) designer_domcaps_free);

  for (guint i = 0; i < described->len; i++)
    {
      const DesignerDomcaps *domcaps = g_ptr_array_index (described, i);
      const char *machine;

      if (designer_host_set_offers (host->set, domcaps->arch, NULL, domcaps->virt_type) == GVIR_DESIGNER_ANSWER_YES
          && find_machine (host->set, domcaps, &machine))
        g_ptr_array_add (all, describe_common (host, domcaps, machine));
    }
  return all;
}
