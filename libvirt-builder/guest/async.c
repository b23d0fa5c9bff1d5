/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What takes its time, in a thread of its own. */

#include "guest/guest-private.h"
#include "guest/watch-private.h"

typedef struct _Call Call;

/* One call; each kind uses what it needs. */
struct _Call
{
  gboolean (*work) (GVirBuilderGuest *guest,
                    Call *call,
                    GCancellable *cancellable,
                    GError **error);
  int choice;
  guint number;
  char *text;
  char *answer;
};

static void
free_call (gpointer data)
{
  Call *call = data;

  g_free (call->text);
  g_free (call->answer);
  g_free (call);
}

static void
work_in_thread (GTask *task,
                gpointer source,
                gpointer data,
                GCancellable *cancellable)
{
  Call *call = data;
  GError *error = NULL;

  builder_watch_leave_context ();
  if (!call->work (source, call, cancellable, &error))
    g_task_return_error (task, error);
  else if (call->answer != NULL)
    g_task_return_pointer (task, g_steal_pointer (&call->answer), g_free);
  else
    g_task_return_boolean (task, TRUE);
}

static void
begin (GVirBuilderGuest *guest,
       Call call,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data,
       gpointer tag)
{
  g_autoptr (GTask) task = g_task_new (guest, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  /* What was done by then is told even where it was cancelled. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_memdup2 (&call, sizeof call), free_call);
  g_task_run_in_thread (task, work_in_thread);
}

static gboolean
end (GVirBuilderGuest *guest,
     GAsyncResult *result,
     GError **error)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_GUEST (guest), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, guest), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
do_wait (GVirBuilderGuest *guest,
         Call *call,
         GCancellable *cancellable,
         GError **error)
{
  return gvir_builder_guest_wait (guest, (GVirBuilderGuestEvent) call->choice, call->number, cancellable, error);
}

/**
 * gvir_builder_guest_wait_async:
 * @guest: a guest
 * @event: what is waited for
 * @seconds: for how long, or 0: without end
 * @cancellable: (nullable): cancels it
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Waits for a guest as [method@LibvirtBuilder.Guest.wait] does, in a thread of its own. The default main
 * context has to run; @callback is called in the main context that is the caller's now.
 */
void
gvir_builder_guest_wait_async (GVirBuilderGuest *guest,
                               GVirBuilderGuestEvent event,
                               guint seconds,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (GVIR_BUILDER_IS_GUEST (guest));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  begin (guest, (Call){ .work = do_wait, .choice = (int) event, .number = seconds }, cancellable, callback, user_data,
         gvir_builder_guest_wait_async);
}

/**
 * gvir_builder_guest_wait_finish:
 * @guest: a guest
 * @result: what the callback was given
 * @error: return location for an error, or %NULL
 *
 * Gets the outcome of [method@LibvirtBuilder.Guest.wait_async].
 *
 * Returns: as [method@LibvirtBuilder.Guest.wait]
 */
gboolean
gvir_builder_guest_wait_finish (GVirBuilderGuest *guest,
                                GAsyncResult *result,
                                GError **error)
{
  return end (guest, result, error);
}

static gboolean
do_start (GVirBuilderGuest *guest,
          Call *call,
          GCancellable *cancellable,
          GError **error)
{
  return gvir_builder_guest_start (guest, (GVirBuilderStartMode) call->choice, cancellable, error);
}

/**
 * gvir_builder_guest_start_async:
 * @guest: a guest
 * @mode: how
 * @cancellable: (nullable): cancels it
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Starts a guest as [method@LibvirtBuilder.Guest.start] does, in a thread of its own. The default main
 * context has to run; @callback is called in the main context that is the caller's now.
 */
void
gvir_builder_guest_start_async (GVirBuilderGuest *guest,
                                GVirBuilderStartMode mode,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (GVIR_BUILDER_IS_GUEST (guest));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  begin (guest, (Call){ .work = do_start, .choice = (int) mode }, cancellable, callback, user_data,
         gvir_builder_guest_start_async);
}

/**
 * gvir_builder_guest_start_finish:
 * @guest: a guest
 * @result: what the callback was given
 * @error: return location for an error, or %NULL
 *
 * Gets the outcome of [method@LibvirtBuilder.Guest.start_async].
 *
 * Returns: as [method@LibvirtBuilder.Guest.start]
 */
gboolean
gvir_builder_guest_start_finish (GVirBuilderGuest *guest,
                                 GAsyncResult *result,
                                 GError **error)
{
  return end (guest, result, error);
}

static gboolean
do_stop (GVirBuilderGuest *guest,
         Call *call,
         GCancellable *cancellable,
         GError **error)
{
  return gvir_builder_guest_stop (guest, (GVirBuilderStopMode) call->choice, call->number, cancellable, error);
}

/**
 * gvir_builder_guest_stop_async:
 * @guest: a guest
 * @mode: how
 * @seconds: how long a guest that is asked has for it, or 0: without end
 * @cancellable: (nullable): cancels it
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Stops a guest as [method@LibvirtBuilder.Guest.stop] does, in a thread of its own. The default main
 * context has to run; @callback is called in the main context that is the caller's now.
 */
void
gvir_builder_guest_stop_async (GVirBuilderGuest *guest,
                               GVirBuilderStopMode mode,
                               guint seconds,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (GVIR_BUILDER_IS_GUEST (guest));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  begin (guest, (Call){ .work = do_stop, .choice = (int) mode, .number = seconds }, cancellable, callback, user_data,
         gvir_builder_guest_stop_async);
}

/**
 * gvir_builder_guest_stop_finish:
 * @guest: a guest
 * @result: what the callback was given
 * @error: return location for an error, or %NULL
 *
 * Gets the outcome of [method@LibvirtBuilder.Guest.stop_async].
 *
 * Returns: as [method@LibvirtBuilder.Guest.stop]
 */
gboolean
gvir_builder_guest_stop_finish (GVirBuilderGuest *guest,
                                GAsyncResult *result,
                                GError **error)
{
  return end (guest, result, error);
}

static gboolean
do_reboot (GVirBuilderGuest *guest,
           Call *call,
           GCancellable *cancellable,
           GError **error)
{
  return gvir_builder_guest_reboot (guest, call->number, cancellable, error);
}

/**
 * gvir_builder_guest_reboot_async:
 * @guest: a guest
 * @seconds: how long it has to begin anew, or 0: without end
 * @cancellable: (nullable): cancels it
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Has a guest begin anew as [method@LibvirtBuilder.Guest.reboot] does, in a thread of its own. The default main
 * context has to run; @callback is called in the main context that is the caller's now.
 */
void
gvir_builder_guest_reboot_async (GVirBuilderGuest *guest,
                                 guint seconds,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (GVIR_BUILDER_IS_GUEST (guest));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  begin (guest, (Call){ .work = do_reboot, .number = seconds }, cancellable, callback, user_data,
         gvir_builder_guest_reboot_async);
}

/**
 * gvir_builder_guest_reboot_finish:
 * @guest: a guest
 * @result: what the callback was given
 * @error: return location for an error, or %NULL
 *
 * Gets the outcome of [method@LibvirtBuilder.Guest.reboot_async].
 *
 * Returns: as [method@LibvirtBuilder.Guest.reboot]
 */
gboolean
gvir_builder_guest_reboot_finish (GVirBuilderGuest *guest,
                                  GAsyncResult *result,
                                  GError **error)
{
  return end (guest, result, error);
}

static gboolean
do_detach (GVirBuilderGuest *guest,
           Call *call,
           GCancellable *cancellable,
           GError **error)
{
  return gvir_builder_guest_detach (guest, call->text, call->number, cancellable, error);
}

/**
 * gvir_builder_guest_detach_async:
 * @guest: a guest
 * @device: what the device is called
 * @seconds: how long the guest has to let go of it, or 0: without end
 * @cancellable: (nullable): cancels it
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Takes a device from a guest as [method@LibvirtBuilder.Guest.detach] does, in a thread of its own. The default main
 * context has to run; @callback is called in the main context that is the caller's now.
 */
void
gvir_builder_guest_detach_async (GVirBuilderGuest *guest,
                                 const char *device,
                                 guint seconds,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (GVIR_BUILDER_IS_GUEST (guest));
  g_return_if_fail (device != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  begin (guest, (Call){ .work = do_detach, .text = g_strdup (device), .number = seconds }, cancellable, callback, user_data,
         gvir_builder_guest_detach_async);
}

/**
 * gvir_builder_guest_detach_finish:
 * @guest: a guest
 * @result: what the callback was given
 * @error: return location for an error, or %NULL
 *
 * Gets the outcome of [method@LibvirtBuilder.Guest.detach_async].
 *
 * Returns: as [method@LibvirtBuilder.Guest.detach]
 */
gboolean
gvir_builder_guest_detach_finish (GVirBuilderGuest *guest,
                                  GAsyncResult *result,
                                  GError **error)
{
  return end (guest, result, error);
}

static gboolean
do_screenshot (GVirBuilderGuest *guest,
               Call *call,
               GCancellable *cancellable,
               GError **error)
{
  call->answer = gvir_builder_guest_screenshot (guest, call->number, call->text, cancellable, error);
  return call->answer != NULL;
}

/**
 * gvir_builder_guest_screenshot_async:
 * @guest: a guest
 * @screen: which of its screens, from 0
 * @path: the file that the picture goes to
 * @cancellable: (nullable): cancels it
 * @callback: (scope async): called when it is done
 * @user_data: data for @callback
 *
 * Takes a picture of what a guest shows as [method@LibvirtBuilder.Guest.screenshot] does, in a thread of its own. The default main
 * context has to run; @callback is called in the main context that is the caller's now.
 */
void
gvir_builder_guest_screenshot_async (GVirBuilderGuest *guest,
                                     guint screen,
                                     const char *path,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_return_if_fail (GVIR_BUILDER_IS_GUEST (guest));
  g_return_if_fail (path != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  begin (guest, (Call){ .work = do_screenshot, .number = screen, .text = g_strdup (path) }, cancellable, callback, user_data,
         gvir_builder_guest_screenshot_async);
}

/**
 * gvir_builder_guest_screenshot_finish:
 * @guest: a guest
 * @result: what the callback was given
 * @error: return location for an error, or %NULL
 *
 * Gets the outcome of [method@LibvirtBuilder.Guest.screenshot_async].
 *
 * Returns: (transfer full): as [method@LibvirtBuilder.Guest.screenshot]
 */
char *
gvir_builder_guest_screenshot_finish (GVirBuilderGuest *guest,
                                      GAsyncResult *result,
                                      GError **error)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_GUEST (guest), NULL);
  g_return_val_if_fail (g_task_is_valid (result, guest), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
