/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "guest/wait-private.h"

#include "guest/devices-private.h"

typedef struct
{
  GVirBuilderGuest *guest;
  BuilderJudge judge;
  gpointer data;
  const char *aim;
  guint seconds;
  gint64 until;
  GCancellable *cancellable;
  virConnectPtr handle;
  BuilderWatch *watch;
  BuilderSeen before; /* what was seen over connections that are lost */
  gboolean was_on;
} Wait;

static void
drop (Wait *wait)
{
  g_clear_pointer (&wait->watch, builder_watch_free);
  g_clear_pointer (&wait->handle, virConnectClose);
}

static gboolean
look_at (Wait *wait,
         BuilderMoment *moment,
         GError **error)
{
  if (wait->handle == NULL)
    wait->handle = builder_guest_get_handle (wait->guest, error);
  if (wait->handle == NULL || !builder_guest_look_up (wait->guest, wait->handle, &moment->domain, error))
    return FALSE;
  /* It is watched before it is looked at, so that nothing is missed. */
  if (wait->watch == NULL && moment->domain != NULL)
    wait->watch = builder_watch_new (wait->handle, moment->domain, error);
  if (wait->watch == NULL && moment->domain != NULL)
    return FALSE;
  if (wait->watch != NULL)
    builder_watch_see (wait->watch, &moment->seen);
  moment->watch = wait->watch;
  moment->seen.panicked |= wait->before.panicked;
  if (!builder_domain_get_state (moment->domain, &moment->state, &moment->reason, error))
    return FALSE;
  moment->was_on = wait->was_on || moment->seen.stops > 0;
  wait->was_on |= moment->state != GVIR_BUILDER_GUEST_STATE_SHUTOFF && moment->state != GVIR_BUILDER_GUEST_STATE_GONE;
  return TRUE;
}

static guint
seconds_left (Wait *wait)
{
  gint64 left = (wait->until - g_get_monotonic_time ()) / G_USEC_PER_SEC;

  return (guint) CLAMP (left, 1, BUILDER_REOPEN_SECONDS);
}

static BuilderVerdict
give_up (Wait *wait,
         GError **error)
{
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_TIMED_OUT,
               "the guest '%s' has not %s within %u s: give it more time, or see what it shows on its console",
               wait->guest->name, wait->aim, wait->seconds);
  return BUILDER_VERDICT_FAILED;
}

static BuilderVerdict
mend (Wait *wait,
      const BuilderMoment *moment,
      GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_auto (virConnectPtr) lost = g_steal_pointer (&wait->handle);

  wait->before.panicked |= moment->seen.panicked;
  drop (wait);
  if (builder_guest_reconnect (wait->guest, lost, seconds_left (wait), wait->cancellable, &problem))
    return g_get_monotonic_time () < wait->until ? BUILDER_VERDICT_WAIT : give_up (wait, error);
  g_propagate_prefixed_error (error, g_steal_pointer (&problem), "nobody knows what the guest '%s' does now: ",
                              wait->guest->name);
  return BUILDER_VERDICT_FAILED;
}

static BuilderVerdict
sleep_for (Wait *wait,
           const BuilderMoment *moment,
           GError **error)
{
  BuilderWoken woken;

  if (wait->watch == NULL)
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_GUEST,
                   "the guest '%s' is gone: someone else has removed it, or it was never defined and has stopped",
                   wait->guest->name);
      return BUILDER_VERDICT_FAILED;
    }
  woken = builder_watch_sleep (wait->watch, moment->seen.serial, MIN (wait->until, moment->again), wait->cancellable);
  if (woken == BUILDER_WOKEN_BY_CANCELLING && g_cancellable_set_error_if_cancelled (wait->cancellable, error))
    return BUILDER_VERDICT_FAILED;
  if (woken != BUILDER_WOKEN_BY_TIME || g_get_monotonic_time () < wait->until)
    return BUILDER_VERDICT_WAIT;
  return give_up (wait, error);
}

static BuilderVerdict
step (Wait *wait,
      GError **error)
{
  g_autoptr (GError) problem = NULL;
  BuilderMoment moment = { .guest = wait->guest, .cancellable = wait->cancellable, .again = BUILDER_WATCH_FOREVER };
  BuilderVerdict verdict = BUILDER_VERDICT_FAILED;
  gboolean lost;

  if (look_at (wait, &moment, &problem) && !moment.seen.lost)
    verdict = wait->judge (&moment, wait->data, &problem);
  /* An answer that did not come may have been taken for one. */
  lost = moment.seen.lost || (problem != NULL && builder_guest_is_lost (wait->guest, problem))
         || (wait->handle != NULL && virConnectIsAlive (wait->handle) == 0);
  if (moment.domain != NULL)
    virDomainFree (moment.domain);
  if (lost)
    return mend (wait, &moment, error);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return verdict == BUILDER_VERDICT_WAIT ? sleep_for (wait, &moment, error) : verdict;
}

gboolean
builder_wait (GVirBuilderGuest *guest,
              BuilderJudge judge,
              gpointer data,
              const char *aim,
              guint seconds,
              GCancellable *cancellable,
              GError **error)
{
  Wait wait = {
    .guest = guest,
    .judge = judge,
    .data = data,
    .aim = aim,
    .seconds = seconds,
    .until = seconds > 0 ? g_get_monotonic_time () + (gint64) seconds * G_USEC_PER_SEC : BUILDER_WATCH_FOREVER,
    .cancellable = cancellable,
  };
  BuilderVerdict verdict = BUILDER_VERDICT_WAIT;

  while (verdict == BUILDER_VERDICT_WAIT)
    {
      verdict = BUILDER_VERDICT_FAILED;
      if (!g_cancellable_set_error_if_cancelled (cancellable, error))
        verdict = step (&wait, error);
    }
  drop (&wait);
  return verdict == BUILDER_VERDICT_DONE;
}

guint
builder_wait_seconds (gint64 until)
{
  gint64 left = until - g_get_monotonic_time ();

  if (until == BUILDER_WATCH_FOREVER)
    return 0;
  return (guint) CLAMP (left / G_USEC_PER_SEC, 1, (gint64) G_MAXUINT);
}

gboolean
builder_domain_has_agent (virDomainPtr domain)
{
  g_autoptr (BuilderDevices) devices = builder_devices_read (domain, 0, NULL);

  return devices != NULL && builder_devices_find (devices, BUILDER_AGENT_CHANNEL "[@state='connected']") != NULL;
}

gboolean
builder_moment_has_crashed (const BuilderMoment *moment,
                            GError **error)
{
  gboolean over = moment->state == GVIR_BUILDER_GUEST_STATE_SHUTOFF && moment->was_on;

  if (moment->seen.panicked || moment->state == GVIR_BUILDER_GUEST_STATE_CRASHED
      || (moment->state == GVIR_BUILDER_GUEST_STATE_PAUSED && moment->reason == VIR_DOMAIN_PAUSED_CRASHED))
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_GUEST,
                   "the guest '%s' has panicked: its console shows why; it can be stopped by force and started again",
                   moment->guest->name);
      return TRUE;
    }
  if (!moment->seen.crashed && !(over && moment->reason == VIR_DOMAIN_SHUTOFF_CRASHED))
    return FALSE;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_GUEST,
               "the guest '%s' has crashed: the log that libvirt keeps of it on its host says why", moment->guest->name);
  return TRUE;
}

static const char *
name_end (const BuilderMoment *moment)
{
  gboolean over = moment->state == GVIR_BUILDER_GUEST_STATE_SHUTOFF && moment->was_on;

  if (moment->seen.destroyed || (over && moment->reason == VIR_DOMAIN_SHUTOFF_DESTROYED))
    return "was stopped by force, by someone else";
  if (moment->state == GVIR_BUILDER_GUEST_STATE_GONE)
    return moment->seen.undefined ? "is gone: someone else has removed it" : "is gone: it was never defined and has stopped";
  return moment->was_on ? "has shut down" : "is off";
}

gboolean
builder_moment_is_over (const BuilderMoment *moment,
                        GError **error)
{
  gboolean gone = moment->state == GVIR_BUILDER_GUEST_STATE_GONE;

  if (builder_moment_has_crashed (moment, error))
    return TRUE;
  if (!gone && moment->state != GVIR_BUILDER_GUEST_STATE_SHUTOFF)
    return FALSE;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_GUEST, "the guest '%s' %s%s", moment->guest->name,
               name_end (moment), gone ? "; make it anew" : ": start it first");
  return TRUE;
}
