/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Guests are started, stopped and started again. */

#include "guest/guests-private.h"
#include "guest/signs-private.h"
#include "guest/wait-private.h"

/* A guest that is still starting does not hear the button: it is pressed again after this. */
#define ASK_AGAIN (10 * (gint64) G_USEC_PER_SEC)

static gboolean
resume (virDomainPtr domain,
        GError **error)
{
  const char *name = virDomainGetName (domain); /* which clears what libvirt says of an error */
  if (virDomainResume (domain) == 0)
    return TRUE;
  builder_set_error (error, "the guest '%s' is paused and cannot run on", name);
  return FALSE;
}

static gboolean
start (virDomainPtr domain,
       GVirBuilderStartMode mode,
       GError **error)
{
  const char *name = virDomainGetName (domain); /* which clears what libvirt says of an error */
  if (virDomainCreateWithFlags (domain, mode == GVIR_BUILDER_START_MODE_PAUSED ? VIR_DOMAIN_START_PAUSED : 0) == 0)
    return TRUE;
  builder_set_error (error, "the guest '%s' cannot be started", name);
  return FALSE;
}

/**
 * gvir_builder_guest_start:
 * @guest: a guest
 * @mode: how
 * @cancellable: (nullable): cancels what is left to do
 * @error: return location for an error, or %NULL
 *
 * Starts a guest. With %GVIR_BUILDER_START_MODE_RUN, one that is paused runs on, and it is
 * seen to that its processors really do something, which takes some milliseconds where they do: there
 * are hosts that offer a hypervisor with which guests are started and never run.
 *
 * Returns: %TRUE where it is started, also where it was already, or %FALSE with an error: of
 *   %GVIR_BUILDER_ERROR_UNSUPPORTED where the host cannot run it as it is
 */
gboolean
gvir_builder_guest_start (GVirBuilderGuest *guest,
                          GVirBuilderStartMode mode,
                          GCancellable *cancellable,
                          GError **error)
{
  g_auto (virDomainPtr) domain = NULL;
  GVirBuilderGuestState state;
  int reason;

  g_return_val_if_fail (GVIR_BUILDER_IS_GUEST (guest), FALSE);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  domain = g_cancellable_set_error_if_cancelled (cancellable, error) ? NULL : builder_guest_need (guest, error);
  if (domain == NULL || !builder_domain_get_state (domain, &state, &reason, error))
    return FALSE;
  if (state == GVIR_BUILDER_GUEST_STATE_PAUSED && mode == GVIR_BUILDER_START_MODE_RUN)
    return resume (domain, error);
  if (state != GVIR_BUILDER_GUEST_STATE_SHUTOFF && state != GVIR_BUILDER_GUEST_STATE_CRASHED)
    return TRUE;
  return start (domain, mode, error)
         && (mode == GVIR_BUILDER_START_MODE_PAUSED || builder_signs_of_life (domain, cancellable, error));
}

/* It is asked when its state is first seen, and again from time to time. */
typedef struct
{
  gint64 next;
} Asking;

static gboolean
is_off (const BuilderMoment *moment)
{
  return moment->state == GVIR_BUILDER_GUEST_STATE_SHUTOFF || moment->state == GVIR_BUILDER_GUEST_STATE_GONE;
}

static gboolean
can_hear (const BuilderMoment *moment,
          GError **error)
{
  if (moment->state == GVIR_BUILDER_GUEST_STATE_RUNNING || moment->state == GVIR_BUILDER_GUEST_STATE_STOPPING)
    return TRUE;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_GUEST,
               "the guest '%s' is %s and cannot shut down: let it run on first, or stop it by force", moment->guest->name,
               moment->state == GVIR_BUILDER_GUEST_STATE_PAUSED ? "paused" : "asleep");
  return FALSE;
}

static BuilderVerdict
judge_stopping (BuilderMoment *moment,
                gpointer data,
                GError **error)
{
  g_autoptr (GError) problem = NULL;
  Asking *asking = data;
  gint64 now = g_get_monotonic_time ();

  if (is_off (moment))
    return BUILDER_VERDICT_DONE;
  if (builder_moment_has_crashed (moment, error) || !can_hear (moment, error))
    return BUILDER_VERDICT_FAILED;
  moment->again = asking->next;
  if (now < asking->next)
    return BUILDER_VERDICT_WAIT;
  moment->again = asking->next = now + ASK_AGAIN;
  if (virDomainShutdown (moment->domain) == 0)
    return BUILDER_VERDICT_WAIT;
  builder_set_error (&problem, "the guest '%s' cannot be asked to shut down", moment->guest->name);
  /* It may have done so by itself, which is told next. */
  if (virDomainIsActive (moment->domain) == 0)
    return BUILDER_VERDICT_WAIT;
  g_propagate_error (error, g_steal_pointer (&problem));
  return BUILDER_VERDICT_FAILED;
}

static gboolean
force (GVirBuilderGuest *guest,
       GError **error)
{
  g_auto (virConnectPtr) handle = builder_guest_get_handle (guest, error);
  g_auto (virDomainPtr) domain = NULL;

  if (handle == NULL || !builder_guest_look_up (guest, handle, &domain, error))
    return FALSE;
  return domain == NULL || builder_guest_force_off (domain, error);
}

/**
 * gvir_builder_guest_stop:
 * @guest: a guest
 * @mode: how
 * @seconds: how long a guest that is asked has for it, or 0: without end
 * @cancellable: (nullable): cancels the waiting: a guest that was asked may still shut down
 * @error: return location for an error, or %NULL
 *
 * Stops a guest. It is asked through its agent where that answers, else by its power button,
 * which is pressed again every ten seconds, for a guest that is still starting does not notice.
 *
 * Returns: %TRUE where it is off, also where it was already, or %FALSE with an error: of
 *   %GVIR_BUILDER_ERROR_TIMED_OUT where it was asked and runs on, of
 *   %GVIR_BUILDER_ERROR_GUEST where it cannot hear
 */
gboolean
gvir_builder_guest_stop (GVirBuilderGuest *guest,
                         GVirBuilderStopMode mode,
                         guint seconds,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (GError) problem = NULL;
  Asking asking = { 0 };

  g_return_val_if_fail (GVIR_BUILDER_IS_GUEST (guest), FALSE);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (mode == GVIR_BUILDER_STOP_MODE_FORCE)
    return force (guest, error);
  if (builder_wait (guest, judge_stopping, &asking, "shut down", seconds, cancellable, &problem))
    return TRUE;
  if (mode == GVIR_BUILDER_STOP_MODE_ASK || g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || g_error_matches (problem, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNREACHABLE))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  return force (guest, error);
}

static BuilderVerdict
judge_rebooting (BuilderMoment *moment,
                 gpointer data,
                 GError **error)
{
  gboolean *asked = data;

  if (builder_moment_is_over (moment, error) || !can_hear (moment, error))
    return BUILDER_VERDICT_FAILED;
  if (*asked)
    return moment->seen.reboots > 0 ? BUILDER_VERDICT_DONE : BUILDER_VERDICT_WAIT;
  *asked = TRUE;
  if (virDomainReboot (moment->domain, 0) == 0)
    return BUILDER_VERDICT_WAIT;
  builder_set_error (error, "the guest '%s' cannot be asked to start again", moment->guest->name);
  return BUILDER_VERDICT_FAILED;
}

/**
 * gvir_builder_guest_reboot:
 * @guest: a guest
 * @seconds: how long it has to begin anew, or 0: without end
 * @cancellable: (nullable): cancels the waiting
 * @error: return location for an error, or %NULL
 *
 * Has a guest shut down and begin anew, with the devices that it runs with.
 *
 * Returns: %TRUE where it has begun anew, or %FALSE with an error: of
 *   %GVIR_BUILDER_ERROR_TIMED_OUT or %GVIR_BUILDER_ERROR_GUEST
 */
gboolean
gvir_builder_guest_reboot (GVirBuilderGuest *guest,
                           guint seconds,
                           GCancellable *cancellable,
                           GError **error)
{
  gboolean asked = FALSE;

  g_return_val_if_fail (GVIR_BUILDER_IS_GUEST (guest), FALSE);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return builder_wait (guest, judge_rebooting, &asked, "begun anew", seconds, cancellable, error);
}

/**
 * gvir_builder_guest_set_autostart:
 * @guest: a guest that is defined
 * @autostart: whether it starts with its host
 * @error: return location for an error, or %NULL
 *
 * Says whether the guest starts with its host from now on.
 *
 * Returns: %TRUE, or %FALSE with an error of %GVIR_BUILDER_ERROR_GUEST, for a guest that is not
 *   defined is gone by then
 */
gboolean
gvir_builder_guest_set_autostart (GVirBuilderGuest *guest,
                                  GVirBuilderAutostart autostart,
                                  GError **error)
{
  g_auto (virDomainPtr) domain = NULL;

  g_return_val_if_fail (GVIR_BUILDER_IS_GUEST (guest), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  domain = builder_guest_need (guest, error);
  if (domain == NULL)
    return FALSE;
  if (virDomainSetAutostart (domain, autostart == GVIR_BUILDER_AUTOSTART_ON) == 0)
    return TRUE;
  builder_set_error (error, "whether the guest '%s' starts with its host cannot be changed", guest->name);
  return FALSE;
}
