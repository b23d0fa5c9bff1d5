/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* install-await: name, uuid, defined (yes: the guest stays once it stops)
 * answer-await: name, uuid
 * first-boot-await: name, uuid
 * seed-eject: name, uuid, path (of the seed's image)
 *
 * What is waited for is seen in the guest itself, so that a run that is left can be taken up again. */

#include "steps/step-guest-private.h"

#include "guest/first-boot-private.h"
#include "guest/installing-private.h"
#include "guest/seed-disc-private.h"

static gboolean
was_installed (virDomainPtr domain)
{
  int state = VIR_DOMAIN_NOSTATE;
  int reason = 0;

  if (virDomainGetState (domain, &state, &reason, 0) != 0)
    virResetLastError ();
  if (state == VIR_DOMAIN_SHUTOFF)
    return reason != VIR_DOMAIN_SHUTOFF_DESTROYED && reason != VIR_DOMAIN_SHUTOFF_CRASHED
           && reason != VIR_DOMAIN_SHUTOFF_FAILED;
  return state != VIR_DOMAIN_CRASHED && !builder_installing_is (domain);
}

static gboolean
look_for_end (BuilderWork *work,
              GVirBuilderStep *step,
              BuilderFound *found,
              GError **error)
{
  g_auto (virDomainPtr) domain = NULL;
  gboolean over;

  if (!builder_step_find_guest (work, step, &domain, error))
    return FALSE;
  over = domain != NULL ? was_installed (domain) : builder_step_get (step, "defined") == NULL;
  *found = over ? BUILDER_FOUND_WHOLE : BUILDER_FOUND_NOTHING;
  return TRUE;
}

static GVirBuilderGuest *
guest_of (BuilderWork *work,
          GVirBuilderStep *step)
{
  return builder_guest_new (work->link, builder_step_get (step, "name"), builder_step_get (step, "uuid"));
}

static gboolean
await_end (BuilderWork *work,
           GVirBuilderStep *step,
           GError **error)
{
  g_autoptr (GVirBuilderGuest) guest = guest_of (work, step);

  return builder_installing_wait (guest, builder_step_get (step, "defined") != NULL, work->until, work->cancellable, error);
}

static gboolean
agent_answers (virDomainPtr domain)
{
  return domain != NULL && virDomainIsActive (domain) == 1 && builder_domain_has_agent (domain);
}

static gboolean
look_for_answer (BuilderWork *work,
                 GVirBuilderStep *step,
                 BuilderFound *found,
                 GError **error)
{
  return builder_step_look_at_guest (work, step, agent_answers, found, error);
}

static gboolean
await_answer (BuilderWork *work,
              GVirBuilderStep *step,
              GError **error)
{
  g_autoptr (GVirBuilderGuest) guest = guest_of (work, step);

  return gvir_builder_guest_wait (guest, GVIR_BUILDER_GUEST_EVENT_AGENT, builder_wait_seconds (work->until),
                                  work->cancellable, error);
}

/* One that was stopped, or started anew, has done what it does at its first boot, or never will. */
static gboolean
look_for_first_boot (BuilderWork *work,
                     GVirBuilderStep *step,
                     BuilderFound *found,
                     GError **error)
{
  g_auto (virDomainPtr) domain = NULL;

  if (!builder_step_find_guest (work, step, &domain, error))
    return FALSE;
  *found = domain == NULL || !builder_installing_is (domain) ? BUILDER_FOUND_WHOLE : BUILDER_FOUND_NOTHING;
  return TRUE;
}

static gboolean
await_first_boot (BuilderWork *work,
                  GVirBuilderStep *step,
                  GError **error)
{
  g_autoptr (GVirBuilderGuest) guest = guest_of (work, step);

  return builder_first_boot_wait (guest, work->until, work->cancellable, error);
}

static gboolean
look_for_seed (BuilderWork *work,
               GVirBuilderStep *step,
               BuilderFound *found,
               GError **error)
{
  g_auto (virDomainPtr) domain = NULL;

  if (!builder_step_find_guest (work, step, &domain, error))
    return FALSE;
  *found = domain != NULL && builder_seed_disc_is_in (domain, builder_step_get (step, "path"))
             ? BUILDER_FOUND_NOTHING : BUILDER_FOUND_WHOLE;
  return TRUE;
}

static gboolean
eject_seed (BuilderWork *work,
            GVirBuilderStep *step,
            GError **error)
{
  g_auto (virDomainPtr) domain = builder_step_need_guest (work, step, error);

  return domain != NULL && builder_seed_disc_eject (domain, builder_step_get (step, "path"), error);
}

const BuilderStepKind builder_install_steps[] = {
  { "install-await", BUILDER_THERE_IS_AWAITED, look_for_end, await_end, NULL },
  { "answer-await", BUILDER_THERE_IS_AWAITED, look_for_answer, await_answer, NULL },
  { "first-boot-await", BUILDER_THERE_IS_AWAITED, look_for_first_boot, await_first_boot, NULL },
  { "seed-eject", BUILDER_THERE_IS_DONE, look_for_seed, eject_seed, NULL },
};
const guint builder_n_install_steps = G_N_ELEMENTS (builder_install_steps);
