/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "guest/signs-private.h"

#include "guest/devices-private.h"
#include "guest/guest-private.h"
#include "guest/watch-private.h"

/* Firmware works for much longer than the clock of the kernel ticks, from the first moment on. No
 * event tells of it: it is asked after pauses that begin with this and are doubled each time … */
#define FIRST_PAUSE (G_USEC_PER_SEC / 50)

/* … until so much time has gone by, which the slowest host takes to begin. */
#define PATIENCE (5 * (gint64) G_USEC_PER_SEC)

/* TRUE where it cannot be known, too, or where the guest is not meant to run. */
static gboolean
has_worked (virDomainPtr domain)
{
  int state;
  int n = virDomainGetState (domain, &state, NULL, 0) == 0 && state == VIR_DOMAIN_RUNNING
            ? virDomainGetMaxVcpus (domain)
            : 0;
  g_autofree virVcpuInfo *processors = n > 0 ? g_new0 (virVcpuInfo, (gsize) n) : NULL;
  gboolean worked;

  if (n > 0)
    n = virDomainGetVcpus (domain, processors, n, NULL, 0);
  worked = n <= 0;
  for (int i = 0; i < n; i++)
    worked |= processors[i].cpuTime > 0;
  virResetLastError ();
  return worked;
}

static void
set_error (virDomainPtr domain,
           GError **error)
{
  g_autoptr (BuilderDevices) devices = builder_devices_read (domain, 0, NULL);
  g_autofree char *kind = devices != NULL ? builder_devices_ask (devices, "string(/domain/@type)") : NULL;

  if (g_strcmp0 (kind, "qemu") == 0)
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_GUEST,
                 "the guest '%s' is started, but its processors do nothing: its firmware or kernel halts at once; see "
                 "its <os> element", virDomainGetName (domain));
  else
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
                 "the guest '%s' is started, but its processors do nothing: this host offers %s, but cannot run "
                 "guests with it; use --virt-type qemu, which needs no help of the host's processor, or have "
                 "virtualization enabled in its firmware or by its own host",
                 virDomainGetName (domain), kind != NULL ? kind : "virtualization");
}

static gboolean
wait_for_work (virDomainPtr domain,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (BuilderWatch) watch = NULL;
  gint64 until = g_get_monotonic_time () + PATIENCE;
  BuilderSeen seen;

  watch = builder_watch_new (virDomainGetConnect (domain), domain, error);
  if (watch == NULL)
    return FALSE;
  for (gint64 pause = FIRST_PAUSE; g_get_monotonic_time () < until; pause *= 2)
    {
      gint64 now = g_get_monotonic_time ();

      builder_watch_see (watch, &seen);
      if (builder_watch_sleep (watch, seen.serial, MIN (now + pause, until), cancellable) == BUILDER_WOKEN_BY_CANCELLING
          && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (has_worked (domain))
        return TRUE;
    }
  set_error (domain, error);
  return FALSE;
}

static gboolean
is_starting (virDomainPtr domain)
{
  int state, reason;

  return virDomainGetState (domain, &state, &reason, 0) == 0 && state == VIR_DOMAIN_PAUSED
         && reason == VIR_DOMAIN_PAUSED_STARTING_UP;
}

gboolean
builder_wait_for_start (virDomainPtr domain,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (BuilderWatch) watch = NULL;
  BuilderSeen seen;

  if (!is_starting (domain))
    return TRUE;
  watch = builder_watch_new (virDomainGetConnect (domain), domain, error);
  if (watch == NULL)
    return FALSE;
  for (builder_watch_see (watch, &seen); is_starting (domain); builder_watch_see (watch, &seen))
    {
      if (builder_watch_sleep (watch, seen.serial, BUILDER_WATCH_FOREVER, cancellable) == BUILDER_WOKEN_BY_CANCELLING
          && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
builder_signs_of_life (virDomainPtr domain,
                       GCancellable *cancellable,
                       GError **error)
{
  /* Other drivers do not say how long processors have worked, or run no firmware. */
  if (!builder_handle_is_qemu (virDomainGetConnect (domain)) || has_worked (domain) || wait_for_work (domain, cancellable, error))
    return TRUE;
  virDomainDestroy (domain);
  virResetLastError ();
  return FALSE;
}
