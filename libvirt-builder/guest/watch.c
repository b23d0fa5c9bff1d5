/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "guest/watch-private.h"

#include "guest/losses-private.h"

/* libvirt gives a callback back when it likes, so that each of them has a reference. */
struct _BuilderWatch
{
  GMutex lock;
  GCond changed;
  virConnectPtr handle;
  GArray *callbacks; /* of int */
  gpointer loss;     /* what the loss of the connection is told by, or NULL */
  BuilderSeen seen;
  GHashTable *devices; /* alias → BuilderDeviceFate */
};

static GPrivate left_context;

void
builder_watch_leave_context (void)
{
  g_private_set (&left_context, GINT_TO_POINTER (TRUE));
}

static void
clear (gpointer data)
{
  BuilderWatch *watch = data;

  g_array_unref (watch->callbacks);
  g_hash_table_unref (watch->devices);
  g_cond_clear (&watch->changed);
  g_mutex_clear (&watch->lock);
}

static void
release (void *data)
{
  g_atomic_rc_box_release_full (data, clear);
}

/* With the lock held, which it gives back. */
static void
wake (BuilderWatch *watch)
{
  watch->seen.serial++;
  g_cond_broadcast (&watch->changed);
  g_mutex_unlock (&watch->lock);
}

static int
on_lifecycle (G_GNUC_UNUSED virConnectPtr handle,
              G_GNUC_UNUSED virDomainPtr domain,
              int event,
              int detail,
              void *data)
{
  BuilderWatch *watch = data;
  BuilderSeen *seen = &watch->seen;

  g_mutex_lock (&watch->lock);
  if (event == VIR_DOMAIN_EVENT_CRASHED)
    seen->panicked |= detail == VIR_DOMAIN_EVENT_CRASHED_PANICKED;
  if (event == VIR_DOMAIN_EVENT_UNDEFINED)
    seen->undefined = TRUE;
  if (event == VIR_DOMAIN_EVENT_DEFINED)
    seen->undefined = FALSE;
  if (event == VIR_DOMAIN_EVENT_STOPPED)
    {
      seen->stops++;
      seen->crashed = detail == VIR_DOMAIN_EVENT_STOPPED_CRASHED || detail == VIR_DOMAIN_EVENT_STOPPED_FAILED;
      seen->destroyed = detail == VIR_DOMAIN_EVENT_STOPPED_DESTROYED;
    }
  wake (watch);
  return 0;
}

static void
on_reboot (G_GNUC_UNUSED virConnectPtr handle,
           G_GNUC_UNUSED virDomainPtr domain,
           void *data)
{
  BuilderWatch *watch = data;

  g_mutex_lock (&watch->lock);
  watch->seen.reboots++;
  wake (watch);
}

static void
on_agent (G_GNUC_UNUSED virConnectPtr handle,
          G_GNUC_UNUSED virDomainPtr domain,
          G_GNUC_UNUSED int state,
          G_GNUC_UNUSED int reason,
          void *data)
{
  BuilderWatch *watch = data;

  g_mutex_lock (&watch->lock);
  wake (watch);
}

static void
note_device (BuilderWatch *watch,
             const char *alias,
             BuilderDeviceFate fate)
{
  g_mutex_lock (&watch->lock);
  g_hash_table_replace (watch->devices, g_strdup (alias), GINT_TO_POINTER (fate));
  wake (watch);
}

static void
on_removed (G_GNUC_UNUSED virConnectPtr handle,
            G_GNUC_UNUSED virDomainPtr domain,
            const char *alias,
            void *data)
{
  note_device (data, alias, BUILDER_DEVICE_REMOVED);
}

static void
on_refused (G_GNUC_UNUSED virConnectPtr handle,
            G_GNUC_UNUSED virDomainPtr domain,
            const char *alias,
            void *data)
{
  note_device (data, alias, BUILDER_DEVICE_REFUSED);
}

static void
on_loss (gpointer data)
{
  BuilderWatch *watch = data;

  g_mutex_lock (&watch->lock);
  watch->seen.lost = TRUE;
  wake (watch);
}

/* Not every driver knows every event; what a guest does is told by all. */
static gboolean
listen_to (BuilderWatch *watch,
           virDomainPtr domain,
           int event,
           virConnectDomainEventGenericCallback callback)
{
  int id = virConnectDomainEventRegisterAny (watch->handle, domain, event, callback,
                                             g_atomic_rc_box_acquire (watch), release);

  if (id >= 0)
    g_array_append_val (watch->callbacks, id);
  else
    release (watch);
  return id >= 0;
}

BuilderWatch *
builder_watch_new (virConnectPtr handle,
                   virDomainPtr domain,
                   GError **error)
{
  const char *name = virDomainGetName (domain); /* which clears what libvirt says of an error */
  BuilderWatch *watch = g_atomic_rc_box_new0 (BuilderWatch);

  g_mutex_init (&watch->lock);
  g_cond_init (&watch->changed);
  watch->callbacks = g_array_new (FALSE, FALSE, sizeof (int));
  watch->devices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  watch->handle = handle;
  virConnectRef (handle);
  if (!listen_to (watch, domain, VIR_DOMAIN_EVENT_ID_LIFECYCLE, VIR_DOMAIN_EVENT_CALLBACK (on_lifecycle)))
    {
      builder_set_error (error, "libvirt does not tell what becomes of the guest '%s'", name);
      builder_watch_free (watch);
      return NULL;
    }
  listen_to (watch, domain, VIR_DOMAIN_EVENT_ID_REBOOT, VIR_DOMAIN_EVENT_CALLBACK (on_reboot));
  listen_to (watch, domain, VIR_DOMAIN_EVENT_ID_AGENT_LIFECYCLE, VIR_DOMAIN_EVENT_CALLBACK (on_agent));
  listen_to (watch, domain, VIR_DOMAIN_EVENT_ID_DEVICE_REMOVED, VIR_DOMAIN_EVENT_CALLBACK (on_removed));
  listen_to (watch, domain, VIR_DOMAIN_EVENT_ID_DEVICE_REMOVAL_FAILED, VIR_DOMAIN_EVENT_CALLBACK (on_refused));
  virResetLastError ();
  watch->loss = builder_losses_listen (handle, on_loss, g_atomic_rc_box_acquire (watch), release);
  if (virConnectIsAlive (handle) == 0)
    on_loss (watch);
  return watch;
}

void
builder_watch_free (BuilderWatch *watch)
{
  builder_losses_forget (watch->loss);
  for (guint i = 0; i < watch->callbacks->len; i++)
    virConnectDomainEventDeregisterAny (watch->handle, g_array_index (watch->callbacks, int, i));
  virResetLastError ();
  virConnectClose (watch->handle);
  release (watch);
}

void
builder_watch_see (BuilderWatch *watch,
                   BuilderSeen *seen)
{
  g_mutex_lock (&watch->lock);
  *seen = watch->seen;
  g_mutex_unlock (&watch->lock);
}

BuilderDeviceFate
builder_watch_device (BuilderWatch *watch,
                      const char *alias)
{
  BuilderDeviceFate fate;

  g_mutex_lock (&watch->lock);
  fate = GPOINTER_TO_INT (g_hash_table_lookup (watch->devices, alias));
  g_mutex_unlock (&watch->lock);
  return fate;
}

static void
on_cancelled (G_GNUC_UNUSED GCancellable *cancellable,
              gpointer data)
{
  BuilderWatch *watch = data;

  g_mutex_lock (&watch->lock);
  g_cond_broadcast (&watch->changed);
  g_mutex_unlock (&watch->lock);
}

static BuilderWoken
sleep_on_condition (BuilderWatch *watch,
                    guint64 serial,
                    gint64 until,
                    GCancellable *cancellable)
{
  BuilderWoken woken = BUILDER_WOKEN_BY_EVENT;
  gulong id = cancellable != NULL ? g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), watch, NULL) : 0;

  g_mutex_lock (&watch->lock);
  while (woken == BUILDER_WOKEN_BY_EVENT && watch->seen.serial == serial)
    {
      if (g_cancellable_is_cancelled (cancellable))
        woken = BUILDER_WOKEN_BY_CANCELLING;
      else if (until == BUILDER_WATCH_FOREVER)
        g_cond_wait (&watch->changed, &watch->lock);
      else if (!g_cond_wait_until (&watch->changed, &watch->lock, until))
        woken = BUILDER_WOKEN_BY_TIME;
    }
  g_mutex_unlock (&watch->lock);
  g_cancellable_disconnect (cancellable, id);
  return woken;
}

static gboolean
note_wake_up (G_GNUC_UNUSED gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static gboolean
note_cancelling (G_GNUC_UNUSED GCancellable *cancellable,
                 G_GNUC_UNUSED gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static GSource *
attach (GSource *source,
        GSourceFunc callback)
{
  g_source_set_callback (source, callback, NULL, NULL);
  g_source_attach (source, NULL);
  return source;
}

static void
detach (GSource *source)
{
  if (source != NULL)
    g_source_destroy (source);
  g_clear_pointer (&source, g_source_unref);
}

static BuilderWoken
sleep_in_context (BuilderWatch *watch,
                  guint64 serial,
                  gint64 until,
                  GCancellable *cancellable)
{
  GSource *timer = NULL;
  GSource *stop = NULL;
  BuilderSeen seen;
  BuilderWoken woken = BUILDER_WOKEN_BY_EVENT;

  if (until != BUILDER_WATCH_FOREVER)
    {
      timer = attach (g_timeout_source_new (0), note_wake_up);
      g_source_set_ready_time (timer, until);
    }
  if (cancellable != NULL)
    stop = attach (g_cancellable_source_new (cancellable), G_SOURCE_FUNC (note_cancelling));
  for (builder_watch_see (watch, &seen); woken == BUILDER_WOKEN_BY_EVENT && seen.serial == serial;
       builder_watch_see (watch, &seen))
    {
      if (g_cancellable_is_cancelled (cancellable))
        woken = BUILDER_WOKEN_BY_CANCELLING;
      else if (g_get_monotonic_time () >= until)
        woken = BUILDER_WOKEN_BY_TIME;
      else
        g_main_context_iteration (NULL, TRUE);
    }
  detach (timer);
  detach (stop);
  return woken;
}

BuilderWoken
builder_watch_sleep (BuilderWatch *watch,
                     guint64 serial,
                     gint64 until,
                     GCancellable *cancellable)
{
  BuilderWoken woken;

  if (g_private_get (&left_context) != NULL || !g_main_context_acquire (NULL))
    return sleep_on_condition (watch, serial, until, cancellable);
  woken = sleep_in_context (watch, serial, until, cancellable);
  g_main_context_release (NULL);
  return woken;
}
