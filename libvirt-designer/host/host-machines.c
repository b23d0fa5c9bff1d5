/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "host/host-private.h"

#include <string.h>

#include "host/host-members-private.h"
#include "host/machine-family-private.h"

static const struct
{
  const char *virt_type;
  const char *os_type;
} os_types[] = {
  { "kvm", "hvm" },
  { "qemu", "hvm" },
  { "hvf", "hvm" },
  { "lxc", "exe" },
  { "bhyve", "hvm" },
};

/* Asked of each offer of each host of a set; most differ in their first letter. */
static inline gboolean
matches (const char *wanted,
         const char *found)
{
  return wanted == NULL || (found != NULL && *wanted == *found && strcmp (wanted, found) == 0);
}

const DesignerOffer *
designer_host_find_offer (GVirDesignerHost *self,
                          const char *arch,
                          const char *os_type,
                          const char *virt_type)
{
  GPtrArray *offers = self->capabilities != NULL ? self->capabilities->offers : NULL;

  for (guint i = 0; offers != NULL && i < offers->len; i++)
    {
      const DesignerOffer *offer = g_ptr_array_index (offers, i);

      if (matches (arch, offer->arch) && matches (os_type, offer->os_type) &&
          matches (virt_type, offer->virt_type))
        return offer;
    }
  return NULL;
}

const DesignerMachine *
designer_host_find_machine (GVirDesignerHost *self,
                            const char *arch,
                            const char *virt_type,
                            const char *machine)
{
  GPtrArray *offers = self->capabilities != NULL ? self->capabilities->offers : NULL;

  for (guint i = 0; offers != NULL && i < offers->len; i++)
    {
      const DesignerOffer *offer = g_ptr_array_index (offers, i);
      const DesignerMachine *found = NULL;

      if (matches (arch, offer->arch) && matches (virt_type, offer->virt_type))
        found = designer_offer_get_machine (offer, machine);
      if (found != NULL)
        return found;
    }
  return NULL;
}

gboolean
designer_host_deprecates (GVirDesignerHost *host,
                          const char *arch,
                          const char *virt_type,
                          const char *machine)
{
  for (guint i = 0; i < designer_host_n_members (host); i++)
    {
      const DesignerMachine *found = designer_host_find_machine (designer_host_member (host, i), arch, virt_type, machine);

      if (found != NULL && found->deprecated)
        return TRUE;
    }
  return FALSE;
}

/* Xen has one machine for each kind of guest. */
static const char *
os_type_of_xen (const char *machine)
{
  if (g_strcmp0 (machine, "xenpv") == 0)
    return "xen";
  return g_strcmp0 (machine, "xenpvh") == 0 ? "xenpvh" : "hvm";
}

static gboolean
domcaps_match (const DesignerDomcaps *domcaps,
               const char *arch,
               const char *os_type,
               const char *virt_type)
{
  if (!matches (arch, domcaps->arch) || !matches (virt_type, domcaps->virt_type))
    return FALSE;
  if (os_type == NULL)
    return TRUE;
  if (g_str_equal (domcaps->virt_type, "xen"))
    return g_str_equal (os_type, os_type_of_xen (domcaps->machine));
  for (gsize i = 0; i < G_N_ELEMENTS (os_types); i++)
    if (g_str_equal (os_types[i].virt_type, domcaps->virt_type))
      return g_str_equal (os_types[i].os_type, os_type);
  return FALSE;
}

static const DesignerDomcaps *
find_domcaps (GVirDesignerHost *self,
              const char *arch,
              const char *os_type,
              const char *virt_type)
{
  GPtrArray *described = designer_host_get_domcaps (self, arch);

  for (guint i = 0; i < described->len; i++)
    {
      const DesignerDomcaps *domcaps = g_ptr_array_index (described, i);

      if (domcaps_match (domcaps, arch, os_type, virt_type))
        return domcaps;
    }
  return NULL;
}

/* The machine of a description that goes by that name, or whose alias it is. */
static const char *
find_described_machine (GVirDesignerHost *self,
                        const char *arch,
                        const char *virt_type,
                        const char *machine)
{
  GPtrArray *described = designer_host_get_domcaps (self, arch);
  const char *by_alias = NULL;

  for (guint i = 0; i < described->len; i++)
    {
      const DesignerDomcaps *domcaps = g_ptr_array_index (described, i);

      if (domcaps->machine == NULL || !domcaps_match (domcaps, arch, NULL, virt_type))
        continue;
      if (g_str_equal (domcaps->machine, machine))
        return domcaps->machine;
      if (by_alias == NULL && designer_machine_is_alias_of (machine, domcaps->machine))
        by_alias = domcaps->machine;
    }
  return by_alias;
}

/**
 * gvir_designer_host_offers:
 * @host: a host
 * @arch: (nullable): an architecture such as `x86_64`, or %NULL for any
 * @os_type: (nullable): `hvm`, `exe`, `xen`, or %NULL for any
 * @virt_type: (nullable): a domain type such as `kvm`, or %NULL for any
 *
 * Says whether the host runs guests of that kind.
 *
 * Returns: yes or no as the capabilities have it; without capabilities, yes for
 *   what one of the domain capabilities describes, else unknown
 */
GVirDesignerAnswer
gvir_designer_host_offers (GVirDesignerHost *host,
                           const char *arch,
                           const char *os_type,
                           const char *virt_type)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_HOST (host), GVIR_DESIGNER_ANSWER_UNKNOWN);

  if (host->set != NULL)
    return designer_host_set_offers (host->set, arch, os_type, virt_type);
  if (designer_host_find_offer (host, arch, os_type, virt_type) != NULL ||
      find_domcaps (host, arch, os_type, virt_type) != NULL)
    return GVIR_DESIGNER_ANSWER_YES;
  return host->capabilities != NULL ? GVIR_DESIGNER_ANSWER_NO : GVIR_DESIGNER_ANSWER_UNKNOWN;
}

/**
 * gvir_designer_host_has_machine:
 * @host: a host
 * @arch: (nullable): an architecture such as `x86_64`, or %NULL for any
 * @virt_type: (nullable): a domain type such as `kvm`, or %NULL for any
 * @machine: a machine's name or alias, such as `pc-q35-7.2` or `q35`
 *
 * Says whether the host has that machine.
 *
 * Returns: yes or no as the capabilities have it; without capabilities, yes for
 *   a machine that one of the domain capabilities describes, else unknown
 */
GVirDesignerAnswer
gvir_designer_host_has_machine (GVirDesignerHost *host,
                                const char *arch,
                                const char *virt_type,
                                const char *machine)
{
  const DesignerOffer *offer;

  g_return_val_if_fail (GVIR_DESIGNER_IS_HOST (host), GVIR_DESIGNER_ANSWER_UNKNOWN);
  g_return_val_if_fail (machine != NULL, GVIR_DESIGNER_ANSWER_UNKNOWN);

  if (host->set != NULL)
    return designer_host_set_machine (host->set, arch, virt_type, machine)->answer;
  if (designer_host_find_machine (host, arch, virt_type, machine) != NULL ||
      find_described_machine (host, arch, virt_type, machine) != NULL)
    return GVIR_DESIGNER_ANSWER_YES;
  offer = designer_host_find_offer (host, arch, NULL, virt_type);
  if (host->capabilities == NULL || (offer != NULL && offer->machines->len == 0))
    return GVIR_DESIGNER_ANSWER_UNKNOWN;
  return GVIR_DESIGNER_ANSWER_NO;
}

/**
 * gvir_designer_host_get_canonical_machine:
 * @host: a host
 * @arch: (nullable): an architecture such as `x86_64`, or %NULL for any
 * @virt_type: (nullable): a domain type such as `kvm`, or %NULL for any
 * @machine: a machine's name or alias, such as `pc-q35-7.2` or `q35`
 *
 * Gives the machine's own name, which stays what it is when the host's
 * hypervisor is upgraded and an alias comes to mean a newer machine. Of a set of
 * hosts, an alias stands for the newest machine that all of them have.
 *
 * Returns: (transfer none) (nullable): the name, which is @machine's own where
 *   that is no alias; %NULL where the host does not name that machine
 */
const char *
gvir_designer_host_get_canonical_machine (GVirDesignerHost *host,
                                          const char *arch,
                                          const char *virt_type,
                                          const char *machine)
{
  const DesignerMachine *found;

  g_return_val_if_fail (GVIR_DESIGNER_IS_HOST (host), NULL);
  g_return_val_if_fail (machine != NULL, NULL);

  if (host->set != NULL)
    return designer_host_set_machine (host->set, arch, virt_type, machine)->name;
  found = designer_host_find_machine (host, arch, virt_type, machine);
  if (found != NULL)
    return found->canonical;
  return find_described_machine (host, arch, virt_type, machine);
}

typedef struct
{
  const char *arch;
  const char *virt_type;
} Kind;

static const char *
emulator_of (GVirDesignerHost *member,
             gconstpointer data)
{
  const Kind *kind = data;

  return gvir_designer_host_get_emulator (member, kind->arch, kind->virt_type);
}

/**
 * gvir_designer_host_get_emulator:
 * @host: a host
 * @arch: (nullable): an architecture such as `x86_64`, or %NULL for any
 * @virt_type: (nullable): a domain type such as `kvm`, or %NULL for any
 *
 * Gives the program that runs guests of that kind. A set of hosts has one where all
 * of them have it in the same place.
 *
 * Returns: (transfer none) (nullable): its path on the host, or %NULL where the
 *   host does not name one
 */
const char *
gvir_designer_host_get_emulator (GVirDesignerHost *host,
                                 const char *arch,
                                 const char *virt_type)
{
  const DesignerOffer *offer;
  const DesignerDomcaps *domcaps;

  g_return_val_if_fail (GVIR_DESIGNER_IS_HOST (host), NULL);

  if (host->set != NULL)
    return designer_host_set_common_text (host->set, emulator_of, &(const Kind) { arch, virt_type });
  offer = designer_host_find_offer (host, arch, NULL, virt_type);
  if (offer != NULL && offer->emulator != NULL)
    return offer->emulator;
  domcaps = find_domcaps (host, arch, NULL, virt_type);
  return domcaps != NULL ? domcaps->emulator : NULL;
}

static void
add_machine (GPtrArray *names,
             const char *name,
             const char *relative)
{
  if (designer_machine_is_same_family (name, relative)
      && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    g_ptr_array_add (names, (gpointer) name);
}

void
designer_host_list_machines (GVirDesignerHost *host,
                             const char *arch,
                             const char *virt_type,
                             const char *machine,
                             GPtrArray *names)
{
  GPtrArray *offers = host->capabilities != NULL ? host->capabilities->offers : NULL;
  GPtrArray *described = designer_host_get_domcaps (host, arch);

  for (guint i = 0; offers != NULL && i < offers->len; i++)
    {
      const DesignerOffer *offer = g_ptr_array_index (offers, i);

      if (!matches (arch, offer->arch) || !matches (virt_type, offer->virt_type))
        continue;
      for (guint m = 0; m < offer->machines->len; m++)
        add_machine (names, ((const DesignerMachine *) g_ptr_array_index (offer->machines, m))->canonical, machine);
    }
  for (guint i = 0; i < described->len; i++)
    {
      const DesignerDomcaps *domcaps = g_ptr_array_index (described, i);

      if (domcaps->machine != NULL && domcaps_match (domcaps, arch, NULL, virt_type))
        add_machine (names, domcaps->machine, machine);
    }
}
