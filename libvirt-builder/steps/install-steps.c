/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* install-await: name, uuid, defined (yes: the guest stays once it stops)
 * answer-await: name, uuid
 * ssh-await: name, uuid
 * first-boot-await: name, uuid, agent (yes: it will have one that answers)
 * disc-start: name, uuid, target (of the drive with a disc that asks for a key), seconds, unattended (yes: nobody is there to
 * press one)
 * seed-eject: name, uuid, path (of the seed's image)
 * install-forget: name, uuid (of a guest that is gone)
 *
 * What is waited for is seen in the guest itself, so that a run that is left can be taken up again. */

#include "steps/step-guest-private.h"

#include "guest/boot-key-private.h"
#include "guest/first-boot-private.h"
#include "guest/installing-private.h"
#include "guest/seed-disc-private.h"
#include "journal/journal-private.h"

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

static gboolean
await_ssh (BuilderWork *work,
           GVirBuilderStep *step,
           GError **error)
{
  g_autoptr (GVirBuilderGuest) guest = guest_of (work, step);

  return gvir_builder_guest_wait (guest, GVIR_BUILDER_GUEST_EVENT_SSH, builder_wait_seconds (work->until),
                                  work->cancellable, error);
}

/* One that was stopped, or started anew, has done what it does at its first boot, or never will. */
static gboolean
has_booted (virDomainPtr domain)
{
  return domain == NULL || !builder_installing_is (domain);
}

static gboolean
look_for_first_boot (BuilderWork *work,
                     GVirBuilderStep *step,
                     BuilderFound *found,
                     GError **error)
{
  return builder_step_look_at_guest (work, step, has_booted, found, error);
}

static gboolean
await_first_boot (BuilderWork *work,
                  GVirBuilderStep *step,
                  GError **error)
{
  g_autoptr (GVirBuilderGuest) guest = guest_of (work, step);

  return builder_first_boot_wait (guest, builder_step_get (step, "agent") != NULL, work->until, work->cancellable, error);
}

static gboolean
look_for_disc_start (BuilderWork *work,
                     GVirBuilderStep *step,
                     BuilderFound *found,
                     GError **error)
{
  g_auto (virDomainPtr) domain = NULL;

  if (!builder_step_find_guest (work, step, &domain, error))
    return FALSE;
  *found = builder_boot_key_is_over (domain, builder_step_get (step, "target")) ? BUILDER_FOUND_WHOLE : BUILDER_FOUND_NOTHING;
  return TRUE;
}

static gboolean
press_key (BuilderWork *work,
           GVirBuilderStep *step,
           GError **error)
{
  g_autoptr (GVirBuilderGuest) guest = guest_of (work, step);
  guint seconds = (guint) builder_step_get_number (step, "seconds");
  g_autoptr (GError) problem = NULL;

  if (builder_boot_key_press (guest, builder_step_get (step, "target"), seconds, work->cancellable, &problem)
      || (builder_step_get (step, "unattended") == NULL && !g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED)
          && !g_error_matches (problem, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_GUEST)))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
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

static gboolean
is_about (const BuilderJournal *journal,
          const char *uri,
          const char *uuid)
{
  for (guint i = 0; g_strcmp0 (journal->uri, uri) == 0 && i < builder_plan_n_steps (journal->plan); i++)
    {
      GVirBuilderStep *step = builder_plan_step (journal->plan, i);

      if (g_str_equal (gvir_builder_step_get_kind (step), "domain-create"))
        return g_strcmp0 (builder_step_get (step, "uuid"), uuid) == 0;
    }
  return FALSE;
}

/* The record of the installation of a guest, which nobody works on; NULL: there is none. */
static BuilderJournal *
find_record (BuilderWork *work,
             GVirBuilderStep *step)
{
  g_autofree char *folder = builder_journal_folder ();
  g_autoptr (GPtrArray) paths = builder_journal_list (folder, NULL);

  for (guint i = 0; paths != NULL && i < paths->len; i++)
    {
      g_autoptr (BuilderJournal) journal = builder_journal_open (g_ptr_array_index (paths, i), NULL);

      if (journal != NULL && is_about (journal, work->link->uri, builder_step_get (step, "uuid")))
        return g_steal_pointer (&journal);
    }
  return NULL;
}

static gboolean
look_for_record (BuilderWork *work,
                 GVirBuilderStep *step,
                 BuilderFound *found,
                 G_GNUC_UNUSED GError **error)
{
  g_autoptr (BuilderJournal) journal = find_record (work, step);

  *found = journal != NULL ? BUILDER_FOUND_NOTHING : BUILDER_FOUND_WHOLE;
  return TRUE;
}

/* What the installation has not taken away goes first. */
static gboolean
forget_record (BuilderWork *work,
               GVirBuilderStep *step,
               GError **error)
{
  g_autoptr (BuilderJournal) journal = find_record (work, step);

  for (guint i = 0; journal != NULL && i < builder_plan_n_steps (journal->plan); i++)
    {
      GVirBuilderStep *other = builder_plan_step (journal->plan, i);
      const BuilderStepKind *kind = builder_step_kind_find (gvir_builder_step_get_kind (other), error);

      if (kind == NULL || (g_str_equal (kind->name, "media-remove") && journal->marks[i] != BUILDER_MARK_DONE
                           && !kind->act (work, other, error)))
        return FALSE;
    }
  return journal == NULL || builder_journal_finish (journal, error);
}

const BuilderStepKind builder_install_steps[] = {
  { "install-await", BUILDER_THERE_IS_AWAITED, look_for_end, await_end, NULL },
  { "answer-await", BUILDER_THERE_IS_AWAITED, look_for_answer, await_answer, NULL },
  { "ssh-await", BUILDER_THERE_IS_AWAITED, builder_step_look_for_nothing, await_ssh, NULL },
  { "first-boot-await", BUILDER_THERE_IS_AWAITED, look_for_first_boot, await_first_boot, NULL },
  { "disc-start", BUILDER_THERE_IS_DONE, look_for_disc_start, press_key, NULL },
  { "seed-eject", BUILDER_THERE_IS_DONE, look_for_seed, eject_seed, NULL },
  { "install-forget", BUILDER_THERE_IS_DONE, look_for_record, forget_record, NULL },
};
const guint builder_n_install_steps = G_N_ELEMENTS (builder_install_steps);
