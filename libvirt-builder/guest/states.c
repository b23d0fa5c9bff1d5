/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What each thing is that a guest can be waited for to do. */

#include "guest/ssh-private.h"
#include "guest/wait-private.h"

/* Nobody tells of addresses, nor of servers. They are looked for when something happens to the guest or its
 * agent, and in between after pauses that begin with this and are doubled each time … */
#define FIRST_PAUSE (G_USEC_PER_SEC / 2)

/* … up to this. */
#define LONGEST_PAUSE (16 * (gint64) G_USEC_PER_SEC)

/* How an address, and an agent that is connected and silent, is looked for. */
typedef struct
{
  guint64 serial;
  gint64 pause;
  gint64 next;
} Search;

static BuilderVerdict
judge_running (BuilderMoment *moment,
               G_GNUC_UNUSED gpointer data,
               GError **error)
{
  if (moment->state == GVIR_BUILDER_GUEST_STATE_RUNNING)
    return BUILDER_VERDICT_DONE;
  /* One that is off may be started yet. */
  if (moment->state == GVIR_BUILDER_GUEST_STATE_SHUTOFF && !moment->was_on)
    return BUILDER_VERDICT_WAIT;
  return builder_moment_is_over (moment, error) ? BUILDER_VERDICT_FAILED : BUILDER_VERDICT_WAIT;
}

/* One that was stopped by someone else is off, too; one that failed has not been shut down. */
static BuilderVerdict
judge_shutoff (BuilderMoment *moment,
               G_GNUC_UNUSED gpointer data,
               GError **error)
{
  if (builder_moment_has_crashed (moment, error))
    return BUILDER_VERDICT_FAILED;
  if (moment->state == GVIR_BUILDER_GUEST_STATE_SHUTOFF)
    return BUILDER_VERDICT_DONE;
  if (moment->state != GVIR_BUILDER_GUEST_STATE_GONE)
    return BUILDER_VERDICT_WAIT;
  if (moment->watch != NULL && !moment->seen.undefined)
    return BUILDER_VERDICT_DONE;
  builder_moment_is_over (moment, error);
  return BUILDER_VERDICT_FAILED;
}

static BuilderVerdict
judge_crashed (BuilderMoment *moment,
               G_GNUC_UNUSED gpointer data,
               GError **error)
{
  if (builder_moment_has_crashed (moment, NULL)
      || (moment->state == GVIR_BUILDER_GUEST_STATE_SHUTOFF && moment->reason == VIR_DOMAIN_SHUTOFF_CRASHED))
    return BUILDER_VERDICT_DONE;
  return builder_moment_is_over (moment, error) ? BUILDER_VERDICT_FAILED : BUILDER_VERDICT_WAIT;
}

static BuilderVerdict
judge_gone (BuilderMoment *moment,
            G_GNUC_UNUSED gpointer data,
            G_GNUC_UNUSED GError **error)
{
  return moment->state == GVIR_BUILDER_GUEST_STATE_GONE ? BUILDER_VERDICT_DONE : BUILDER_VERDICT_WAIT;
}

/* Whether it is time to ask again, and when it will be: at once where something has
 * happened, from when on the pauses are short again, too. */
static gboolean
is_due (Search *search,
        BuilderMoment *moment)
{
  gint64 now = g_get_monotonic_time ();
  gboolean due = moment->seen.serial != search->serial || now >= search->next;

  if (moment->seen.serial != search->serial || search->pause == 0)
    search->pause = FIRST_PAUSE;
  else if (due)
    search->pause = MIN (search->pause * 2, LONGEST_PAUSE);
  if (due)
    search->next = now + search->pause;
  search->serial = moment->seen.serial;
  moment->again = search->next;
  return due;
}

static BuilderVerdict
refuse_agent (BuilderMoment *moment,
              GError **error)
{
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
               "the guest '%s' has no channel that an agent could answer over: add one, as with --channel qemu-ga",
               moment->guest->name);
  return BUILDER_VERDICT_FAILED;
}

/* Its channel is open once the agent runs; an answer shows that it works. */
static gboolean
answers (virDomainPtr domain)
{
  long long seconds;
  unsigned int nanoseconds;
  gboolean good = virDomainGetTime (domain, &seconds, &nanoseconds, 0) == 0;

  /* An agent that may not tell the time has answered as well. */
  good = good || builder_last_is (VIR_ERR_OPERATION_UNSUPPORTED) || builder_last_is (VIR_ERR_INTERNAL_ERROR);
  virResetLastError ();
  return good;
}

static BuilderVerdict
judge_agent (BuilderMoment *moment,
             gpointer data,
             GError **error)
{
  g_autoptr (BuilderDevices) devices = NULL;
  g_autofree char *channel = NULL;

  if (builder_moment_is_over (moment, error))
    return BUILDER_VERDICT_FAILED;
  devices = builder_devices_read (moment->domain, 0, error);
  if (devices == NULL)
    return BUILDER_VERDICT_FAILED;
  if (builder_devices_find (devices, BUILDER_AGENT_CHANNEL) == NULL)
    return refuse_agent (moment, error);
  if (builder_devices_find (devices, BUILDER_AGENT_CHANNEL "[@state='connected']") == NULL)
    return BUILDER_VERDICT_WAIT;
  return is_due (data, moment) && answers (moment->domain) ? BUILDER_VERDICT_DONE : BUILDER_VERDICT_WAIT;
}

/* The network interfaces with what is known of their addresses; NULL: it is not time to ask, or *VERDICT is a failure. */
static GPtrArray *
ask_for_nics (BuilderMoment *moment,
              Search *search,
              BuilderVerdict *verdict,
              GError **error)
{
  g_autoptr (BuilderDevices) devices = NULL;
  g_autoptr (GPtrArray) nics = NULL;

  *verdict = builder_moment_is_over (moment, error) ? BUILDER_VERDICT_FAILED : BUILDER_VERDICT_WAIT;
  if (*verdict != BUILDER_VERDICT_WAIT || !is_due (search, moment))
    return NULL;
  devices = builder_devices_read (moment->domain, 0, error);
  nics = devices != NULL ? builder_nics_read (moment->domain, devices) : NULL;
  if (nics != NULL && nics->len > 0)
    return g_steal_pointer (&nics);
  *verdict = BUILDER_VERDICT_FAILED;
  if (nics != NULL)
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
                 "the guest '%s' has no network interface that could have an address: add one, as with --network default",
                 moment->guest->name);
  return NULL;
}

static BuilderVerdict
judge_address (BuilderMoment *moment,
               gpointer data,
               GError **error)
{
  BuilderVerdict verdict;
  g_autoptr (GPtrArray) nics = ask_for_nics (moment, data, &verdict, error);

  return nics != NULL && builder_nics_get_address (nics) != NULL ? BUILDER_VERDICT_DONE : verdict;
}

static BuilderVerdict
judge_ssh (BuilderMoment *moment,
           gpointer data,
           GError **error)
{
  BuilderVerdict verdict;
  g_autoptr (GPtrArray) nics = ask_for_nics (moment, data, &verdict, error);

  return nics != NULL && builder_ssh_answers (nics, moment->cancellable) ? BUILDER_VERDICT_DONE : verdict;
}

static const struct
{
  BuilderJudge judge;
  const char *aim;
} events[] = {
  [GVIR_BUILDER_GUEST_EVENT_RUNNING] = { judge_running, "begun to run" },
  [GVIR_BUILDER_GUEST_EVENT_SHUTOFF] = { judge_shutoff, "shut down" },
  [GVIR_BUILDER_GUEST_EVENT_CRASHED] = { judge_crashed, "crashed" },
  [GVIR_BUILDER_GUEST_EVENT_GONE] = { judge_gone, "gone" },
  [GVIR_BUILDER_GUEST_EVENT_AGENT] = { judge_agent, "had its agent answer" },
  [GVIR_BUILDER_GUEST_EVENT_ADDRESS] = { judge_address, "got an address" },
  [GVIR_BUILDER_GUEST_EVENT_SSH] = { judge_ssh, "answered over SSH" },
};

/**
 * gvir_builder_guest_wait:
 * @guest: a guest
 * @event: what is waited for
 * @seconds: for how long, or 0: without end
 * @cancellable: (nullable): cancels it
 * @error: return location for an error, or %NULL
 *
 * Waits until a guest is, or has, what is said; it returns at once where that is so.
 *
 * Libvirt tells of everything but addresses and servers for SSH. They are asked for when something happens to the
 * guest, such as its agent's coming, and in between after half a second, a second, two, and so
 * on up to sixteen: first the agent, then libvirt's DHCP server, then the neighbours that the
 * host knows. An address that holds on its own link only does not count.
 *
 * Returns: %TRUE, or %FALSE with an error: of %GVIR_BUILDER_ERROR_TIMED_OUT; of
 *   %GVIR_BUILDER_ERROR_GUEST where it can no longer come true, as for a guest that has
 *   panicked, or was stopped or removed by someone else; of
 *   %GVIR_BUILDER_ERROR_UNSUPPORTED where the guest has nothing to do it with; of
 *   %GVIR_BUILDER_ERROR_UNREACHABLE where the connection is lost for good
 */
gboolean
gvir_builder_guest_wait (GVirBuilderGuest *guest,
                         GVirBuilderGuestEvent event,
                         guint seconds,
                         GCancellable *cancellable,
                         GError **error)
{
  Search search = { 0 };

  g_return_val_if_fail (GVIR_BUILDER_IS_GUEST (guest), FALSE);
  g_return_val_if_fail ((guint) event < G_N_ELEMENTS (events), FALSE);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return builder_wait (guest, events[event].judge, &search, events[event].aim, seconds, cancellable, error);
}

/**
 * gvir_builder_guest_get_nics:
 * @guest: a guest
 * @error: return location for an error, or %NULL
 *
 * Gets the network interfaces that the guest has, and the addresses that are known of them now.
 *
 * Returns: (transfer container) (element-type GVirBuilderNic): the interfaces, or %NULL with an
 *   error of %GVIR_BUILDER_ERROR_GUEST or %GVIR_BUILDER_ERROR_UNREACHABLE
 */
GPtrArray *
gvir_builder_guest_get_nics (GVirBuilderGuest *guest,
                             GError **error)
{
  g_auto (virDomainPtr) domain = NULL;
  g_autoptr (BuilderDevices) devices = NULL;

  g_return_val_if_fail (GVIR_BUILDER_IS_GUEST (guest), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  domain = builder_guest_need (guest, error);
  if (domain == NULL)
    return NULL;
  devices = builder_devices_read (domain, 0, error);
  return devices != NULL ? builder_nics_read (domain, devices) : NULL;
}
