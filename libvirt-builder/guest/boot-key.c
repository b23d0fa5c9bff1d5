/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "guest/boot-key-private.h"

#include "guest/installing-private.h"

/* A loader that asks is read whole long before so much, and what it starts is far larger. */
#define STARTED_BYTES (8 * 1024 * 1024)

/* Nobody tells of the question, which stands for five seconds with Windows. */
#define PAUSE ((gint64) G_USEC_PER_SEC)

#define HELD_MILLISECONDS 100

/* KEY_ENTER of Linux. Space and the function keys open menus of the Windows Boot Manager. */
static unsigned int enter[] = { 28 };

static gboolean
has_started (virDomainPtr domain,
             const char *target)
{
  virDomainBlockStatsStruct stats;
  gboolean started = virDomainBlockStats (domain, target, &stats, sizeof stats) == 0 && stats.rd_bytes >= STARTED_BYTES;

  virResetLastError ();
  return started;
}

gboolean
builder_boot_key_is_over (virDomainPtr domain,
                          const char *target)
{
  return domain != NULL && (!builder_installing_is (domain) || has_started (domain, target));
}

static gboolean
press_enter (virDomainPtr domain)
{
  return virDomainSendKey (domain, VIR_KEYCODE_SET_LINUX, HELD_MILLISECONDS, enter, G_N_ELEMENTS (enter), 0) == 0;
}

/* One that shuts down is judged where its end is waited for. */
static BuilderVerdict
judge (BuilderMoment *moment,
       gpointer data,
       GError **error)
{
  if (moment->state == GVIR_BUILDER_GUEST_STATE_SHUTOFF && moment->reason == VIR_DOMAIN_SHUTOFF_SHUTDOWN)
    return BUILDER_VERDICT_DONE;
  if (builder_moment_is_over (moment, error))
    return BUILDER_VERDICT_FAILED;
  if (builder_boot_key_is_over (moment->domain, data))
    return BUILDER_VERDICT_DONE;
  moment->again = g_get_monotonic_time () + PAUSE;
  if (moment->state != GVIR_BUILDER_GUEST_STATE_RUNNING || press_enter (moment->domain))
    return BUILDER_VERDICT_WAIT;
  builder_set_error (error, "no key can be pressed in the guest '%s', whose disc asks for one",
                     gvir_builder_guest_get_name (moment->guest));
  return BUILDER_VERDICT_FAILED;
}

gboolean
builder_boot_key_press (GVirBuilderGuest *guest,
                        const char *target,
                        guint seconds,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (builder_wait (guest, judge, (gpointer) target, "started from its disc", seconds, cancellable, &problem))
    return TRUE;
  if (g_error_matches (problem, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_TIMED_OUT))
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_TIMED_OUT,
                 "the guest '%s' has not started from its disc within %u s, although keys were pressed for it: see whether it is a "
                 "disc that guests with such firmware start from", gvir_builder_guest_get_name (guest), seconds);
  else
    g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}
