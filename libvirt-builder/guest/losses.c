/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "guest/losses-private.h"

typedef struct
{
  virConnectPtr handle;
  GPtrArray *listeners;
} Hub;

typedef struct
{
  virConnectPtr handle;
  void (*callback) (gpointer data);
  gpointer data;
  GDestroyNotify free_data;
} Listener;

/* libvirt calls on_close() with a lock of its own held, which registering takes too: what
 * is held then must not be held while something is registered. */
static GMutex registering;
static GMutex lock;
static GPtrArray *hubs;

/* With the lock held. */
static Hub *
find (virConnectPtr handle)
{
  for (guint i = 0; hubs != NULL && i < hubs->len; i++)
    {
      Hub *hub = g_ptr_array_index (hubs, i);

      if (hub->handle == handle)
        return hub;
    }
  return NULL;
}

static void
on_close (virConnectPtr handle,
          G_GNUC_UNUSED int reason,
          G_GNUC_UNUSED void *data)
{
  Hub *hub;

  g_mutex_lock (&lock);
  hub = find (handle);
  for (guint i = 0; hub != NULL && i < hub->listeners->len; i++)
    {
      Listener *listener = g_ptr_array_index (hub->listeners, i);

      listener->callback (listener->data);
    }
  g_mutex_unlock (&lock);
}

/* NULL: libvirt does not tell. */
static Hub *
add (virConnectPtr handle)
{
  Hub *hub;

  if (virConnectRegisterCloseCallback (handle, on_close, NULL, NULL) != 0)
    {
      virResetLastError ();
      return NULL;
    }
  hub = g_new0 (Hub, 1);
  hub->handle = handle;
  hub->listeners = g_ptr_array_new ();
  g_mutex_lock (&lock);
  if (hubs == NULL)
    hubs = g_ptr_array_new ();
  g_ptr_array_add (hubs, hub);
  g_mutex_unlock (&lock);
  return hub;
}

gpointer
builder_losses_listen (virConnectPtr handle,
                       void (*callback) (gpointer data),
                       gpointer data,
                       GDestroyNotify free_data)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&registering);
  Listener *listener;
  Hub *hub;

  g_mutex_lock (&lock);
  hub = find (handle);
  g_mutex_unlock (&lock);
  if (hub == NULL)
    hub = add (handle);
  if (hub == NULL)
    {
      free_data (data);
      return NULL;
    }
  listener = g_new (Listener, 1);
  *listener = (Listener){ handle, callback, data, free_data };
  g_mutex_lock (&lock);
  g_ptr_array_add (hub->listeners, listener);
  g_mutex_unlock (&lock);
  return listener;
}

static void
drop (Hub *hub)
{
  virConnectUnregisterCloseCallback (hub->handle, on_close);
  virResetLastError ();
  g_ptr_array_unref (hub->listeners);
  g_free (hub);
}

void
builder_losses_forget (gpointer data)
{
  g_autoptr (GMutexLocker) locker = NULL;
  Listener *listener = data;
  gboolean last;
  Hub *hub;

  if (listener == NULL)
    return;
  locker = g_mutex_locker_new (&registering);
  g_mutex_lock (&lock);
  hub = find (listener->handle);
  g_ptr_array_remove (hub->listeners, listener);
  last = hub->listeners->len == 0;
  if (last)
    g_ptr_array_remove (hubs, hub);
  if (hubs->len == 0)
    g_clear_pointer (&hubs, g_ptr_array_unref);
  g_mutex_unlock (&lock);
  if (last)
    drop (hub);
  listener->free_data (listener->data);
  g_free (listener);
}
