/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "host/host-view-private.h"

#include "host/host-members-private.h"
#include "host/host-private.h"
#include "host/machine-family-private.h"

/* The one place in the capabilities, rather than in the domain capabilities. */
#define GUEST_FEATURES "guest/features"

struct _DesignerHostView
{
  GVirDesignerHost *host;

  /* The best description that may answer a question of each scope; each is
   * also good for the scopes before it, the first is the best of all. */
  const DesignerDomcaps *by_scope[DESIGNER_N_REACHES];
  guint max_vcpus;
  const DesignerOffer *offer; /* of the capabilities; NULL: none */
  DesignerSetView *several;   /* of a set, for which nothing of the above is filled; NULL: of one host */
};

/* What is wanted of a description. */
typedef struct
{
  const char *arch;
  const char *virt_type;
  const char *machine;
  const char *canonical;
  const char *emulator;
} Wanted;

typedef struct
{
  gboolean virt_type;
  gboolean machine;
  gboolean family;
  gboolean emulator;
} Match;

static const char *const run_by_qemu[] = { "kvm", "qemu", "hvf", NULL };

/* One QEMU program runs all of QEMU's virtualisation types. */
static gboolean
has_same_emulator (const Wanted *wanted,
                   const DesignerDomcaps *domcaps)
{
  if (wanted->emulator != NULL && domcaps->emulator != NULL)
    return g_str_equal (wanted->emulator, domcaps->emulator);
  return wanted->virt_type != NULL && g_strv_contains (run_by_qemu, wanted->virt_type) &&
         g_strv_contains (run_by_qemu, domcaps->virt_type);
}

static gboolean
has_same_machine (const Wanted *wanted,
                  const DesignerDomcaps *domcaps)
{
  return g_strcmp0 (wanted->machine, domcaps->machine) == 0 ||
         (wanted->canonical != NULL && g_strcmp0 (wanted->canonical, domcaps->machine) == 0);
}

static gboolean
has_same_family (const Wanted *wanted,
                 const DesignerDomcaps *domcaps)
{
  const char *machine = wanted->canonical != NULL ? wanted->canonical : wanted->machine;

  return machine != NULL && domcaps->machine != NULL &&
         designer_machine_is_same_family (machine, domcaps->machine);
}

static Match
compare (const Wanted *wanted,
         const DesignerDomcaps *domcaps)
{
  Match match = { .virt_type = g_strcmp0 (wanted->virt_type, domcaps->virt_type) == 0,
                  .machine = has_same_machine (wanted, domcaps) };

  match.family = match.machine || has_same_family (wanted, domcaps);
  match.emulator = has_same_emulator (wanted, domcaps);
  return match;
}

static gboolean
may_answer (const Match *match,
            DesignerReach scope)
{
  switch (scope)
    {
    case DESIGNER_REACH_EMULATOR:
      return match->virt_type || match->emulator;
    case DESIGNER_REACH_VIRT_TYPE:
      return match->virt_type;
    case DESIGNER_REACH_MACHINE:
      return match->family && (match->virt_type || match->emulator);
    }
  g_return_val_if_reached (FALSE);
}

static guint
score (const Match *match)
{
  return (match->virt_type ? 8 : 0) + (match->machine ? 4 : 0) + (match->family ? 2 : 0) +
         (match->emulator ? 1 : 0);
}

static void
pick (DesignerHostView *self,
      const Wanted *wanted)
{
  GPtrArray *described = designer_host_get_domcaps (self->host, wanted->arch);
  guint best_scores[DESIGNER_N_REACHES] = { 0 };

  for (guint i = 0; i < described->len; i++)
    {
      const DesignerDomcaps *domcaps = g_ptr_array_index (described, i);
      Match match;

      if (!g_str_equal (wanted->arch, domcaps->arch))
        continue;
      match = compare (wanted, domcaps);
      for (guint scope = 0; scope < DESIGNER_N_REACHES; scope++)
        {
          if (!may_answer (&match, (DesignerReach) scope) || score (&match) <= best_scores[scope])
            continue;
          self->by_scope[scope] = domcaps;
          best_scores[scope] = score (&match);
        }
    }
}

/* The machine's own description says it best, since it knows the host's limit
 * too; after it, the list of machines; a relative's is only near. */
static guint
find_max_vcpus (const DesignerHostView *self,
                const Wanted *wanted)
{
  const DesignerDomcaps *nearest =
    self->by_scope[wanted->machine != NULL ? DESIGNER_REACH_MACHINE : DESIGNER_REACH_VIRT_TYPE];
  Match match = { FALSE };
  const DesignerMachine *machine = NULL;

  if (nearest != NULL)
    match = compare (wanted, nearest);
  if (match.machine && match.virt_type && nearest->max_vcpus > 0)
    return nearest->max_vcpus;
  if (wanted->machine != NULL)
    machine = designer_host_find_machine (self->host, wanted->arch, wanted->virt_type,
                                          wanted->machine);
  if (machine != NULL && machine->max_vcpus > 0)
    return machine->max_vcpus;
  return nearest != NULL ? nearest->max_vcpus : 0;
}

/* The offer with that machine, or the only kind that names no machines. */
static const DesignerOffer *
find_offer (GVirDesignerHost *host,
            const Wanted *wanted)
{
  GPtrArray *offers = host->capabilities != NULL ? host->capabilities->offers : NULL;

  for (guint i = 0; wanted->machine != NULL && offers != NULL && i < offers->len; i++)
    {
      const DesignerOffer *offer = g_ptr_array_index (offers, i);

      if (g_strcmp0 (offer->arch, wanted->arch) == 0 && g_strcmp0 (offer->virt_type, wanted->virt_type) == 0
          && designer_offer_get_machine (offer, wanted->machine) != NULL)
        return offer;
    }
  return designer_host_find_offer (host, wanted->arch, NULL, wanted->virt_type);
}

DesignerHostView *
designer_host_view_new (GVirDesignerHost *host,
                        const char *arch,
                        const char *virt_type,
                        const char *machine)
{
  DesignerHostView *self = g_new0 (DesignerHostView, 1);
  Wanted wanted = { .arch = arch != NULL ? arch : host->arch,
                    .virt_type = virt_type,
                    .machine = machine };

  self->host = g_object_ref (host);
  if (host->set != NULL)
    {
      self->several = designer_set_view_acquire (host->set, wanted.arch, virt_type, machine);
      return self;
    }
  wanted.emulator = gvir_designer_host_get_emulator (host, wanted.arch, virt_type);
  if (machine != NULL)
    wanted.canonical = gvir_designer_host_get_canonical_machine (host, wanted.arch, virt_type, machine);
  pick (self, &wanted);
  self->max_vcpus = find_max_vcpus (self, &wanted);
  self->offer = find_offer (host, &wanted);
  return self;
}

void
designer_host_view_free (DesignerHostView *view)
{
  g_clear_pointer (&view->several, designer_set_view_release);
  g_object_unref (view->host);
  g_free (view);
}

/* What only another description than the best one mentions. */
static const DesignerDomcaps *
find_elsewhere (const DesignerHostView *view,
                const char *what,
                const char *value,
                GVirDesignerAnswer *answer)
{
  for (guint i = DESIGNER_REACH_VIRT_TYPE; i < DESIGNER_N_REACHES; i++)
    {
      const DesignerDomcaps *domcaps = view->by_scope[i];
      DesignerReach scope;

      if (domcaps == NULL || domcaps == view->by_scope[DESIGNER_REACH_EMULATOR])
        continue;
      if (designer_domcaps_find (domcaps, what, value, answer, &scope) && scope <= i)
        return domcaps;
    }
  return NULL;
}

static const DesignerDomcaps *
find (const DesignerHostView *view,
      const char *what,
      const char *value,
      GVirDesignerAnswer *answer)
{
  const DesignerDomcaps *best = view->by_scope[DESIGNER_REACH_EMULATOR];
  const DesignerDomcaps *entitled;
  DesignerReach scope;

  if (best == NULL)
    return NULL;
  if (!designer_domcaps_find (best, what, value, answer, &scope))
    return find_elsewhere (view, what, value, answer);
  entitled = view->by_scope[scope];
  if (entitled == best)
    return best;
  if (entitled == NULL || !designer_domcaps_find (entitled, what, value, answer, &scope))
    return NULL;
  return entitled;
}

static GVirDesignerAnswer
guest_feature (const DesignerHostView *view,
               const char *feature)
{
  if (view->offer == NULL || view->offer->features == NULL)
    return GVIR_DESIGNER_ANSWER_UNKNOWN;
  return g_hash_table_contains (view->offer->features, feature) ? GVIR_DESIGNER_ANSWER_YES : GVIR_DESIGNER_ANSWER_NO;
}

GVirDesignerAnswer
designer_host_view_lists (const DesignerHostView *view,
                          const char *what,
                          const char *value)
{
  GVirDesignerAnswer answer;

  if (view->several != NULL)
    return designer_set_view_lists (view->several, what, value, NULL);
  if (g_str_equal (what, GUEST_FEATURES) && value != NULL)
    return guest_feature (view, value);
  return find (view, what, value, &answer) != NULL ? answer : GVIR_DESIGNER_ANSWER_UNKNOWN;
}

gboolean
designer_host_view_figure (const DesignerHostView *view,
                           const char *what,
                           guint64 *figure)
{
  if (view->several != NULL)
    return designer_set_view_figure (view->several, what, figure);
  for (guint i = DESIGNER_REACH_EMULATOR; i < DESIGNER_N_REACHES; i++)
    {
      DesignerReach scope;

      if (view->by_scope[i] != NULL
          && designer_domcaps_find_figure (view->by_scope[i], what, figure, &scope) && scope <= i)
        return TRUE;
    }
  return FALSE;
}

char *
designer_host_view_evidence (const DesignerHostView *view,
                             const char *what,
                             const char *value)
{
  GVirDesignerAnswer answer;
  const DesignerDomcaps *domcaps = find (view, what, value, &answer);

  if (view->several != NULL)
    return designer_set_view_evidence (view->several, view->host->set, what, value);
  if (g_str_equal (what, GUEST_FEATURES) && view->offer != NULL)
    return g_strdup_printf ("features of such a guest in the capabilities of %s", view->host->origin);
  if (domcaps == NULL)
    return g_strdup_printf ("no domain capabilities of such a guest mention %s in %s", what,
                            view->host->origin);
  return g_strdup_printf ("domain capabilities of %s (%s), %s%s%s",
                          domcaps->machine != NULL ? domcaps->machine : domcaps->arch,
                          domcaps->virt_type, what, domcaps->origin != NULL ? ", in " : "",
                          domcaps->origin != NULL ? domcaps->origin : "");
}

const char *
designer_host_view_loader (const DesignerHostView *view)
{
  if (view->several != NULL)
    return designer_set_view_loader (view->several);
  return view->offer != NULL ? view->offer->loader : NULL;
}

guint
designer_host_view_max_vcpus (const DesignerHostView *view,
                              guint *least)
{
  if (view->several != NULL)
    return designer_set_view_max_vcpus (view->several, least);
  if (least != NULL)
    *least = 0;
  return view->max_vcpus;
}

const DesignerHostCpu *
designer_host_view_own_cpu (const DesignerHostView *view)
{
  static const DesignerHostCpu nothing = { NULL, NULL, NULL, NULL };
  const DesignerDomcaps *domcaps = view->by_scope[DESIGNER_REACH_VIRT_TYPE];

  if (view->several != NULL)
    return designer_set_view_own_cpu (view->several);
  return domcaps != NULL ? &domcaps->own_cpu : &nothing;
}

gboolean
designer_host_view_has_one_cpu (const DesignerHostView *view)
{
  return designer_host_view_other_cpu (view) == 0;
}

guint
designer_host_view_other_cpu (const DesignerHostView *view)
{
  return view->several != NULL ? designer_set_view_other_cpu (view->several) : 0;
}

/* Where guests do not see the host's processor, only what emulates it counts. */
DesignerDigest
designer_host_view_digest_cpu (const DesignerHostView *view,
                               const char *virt_type)
{
  const DesignerDomcaps *domcaps = view->by_scope[DESIGNER_REACH_VIRT_TYPE];
  DesignerDigest digest = { 0, 0 };

  if (domcaps != NULL)
    digest = domcaps->cpu;
  if (g_strcmp0 (virt_type, "qemu") != 0 && view->host->capabilities != NULL)
    designer_digest_add_part (&digest, &view->host->capabilities->cpu);
  return digest;
}

const DesignerHostView *
designer_host_view_member (const DesignerHostView *view,
                           guint member)
{
  return view->several != NULL ? designer_set_view_member (view->several, member) : view;
}

const DesignerHostTopology *
designer_host_topology (GVirDesignerHost *host)
{
  if (host->set != NULL)
    return designer_host_set_topology (host->set);
  return host->capabilities != NULL ? host->capabilities->topology : NULL;
}

static const char *
security_model_of (GVirDesignerHost *member,
                   G_GNUC_UNUSED gconstpointer data)
{
  return designer_host_security_model (member);
}

const char *
designer_host_security_model (GVirDesignerHost *host)
{
  if (host->set != NULL)
    return designer_host_set_common_text (host->set, security_model_of, NULL);
  return host->capabilities != NULL ? host->capabilities->security_model : NULL;
}
