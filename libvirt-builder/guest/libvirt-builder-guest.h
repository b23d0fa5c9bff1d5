/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <libvirt-gobject/libvirt-gobject.h>

G_BEGIN_DECLS

/**
 * GVirBuilderGuestState:
 * @GVIR_BUILDER_GUEST_STATE_RUNNING: it runs
 * @GVIR_BUILDER_GUEST_STATE_PAUSED: it is started, and held
 * @GVIR_BUILDER_GUEST_STATE_STOPPING: it is shutting down
 * @GVIR_BUILDER_GUEST_STATE_SLEEPING: it sleeps, as it chose itself
 * @GVIR_BUILDER_GUEST_STATE_SHUTOFF: it is off
 * @GVIR_BUILDER_GUEST_STATE_CRASHED: it has crashed, and is kept to be looked at
 * @GVIR_BUILDER_GUEST_STATE_GONE: it is not there any more
 *
 * What a guest does.
 */
typedef enum
{
  GVIR_BUILDER_GUEST_STATE_RUNNING,
  GVIR_BUILDER_GUEST_STATE_PAUSED,
  GVIR_BUILDER_GUEST_STATE_STOPPING,
  GVIR_BUILDER_GUEST_STATE_SLEEPING,
  GVIR_BUILDER_GUEST_STATE_SHUTOFF,
  GVIR_BUILDER_GUEST_STATE_CRASHED,
  GVIR_BUILDER_GUEST_STATE_GONE
} GVirBuilderGuestState;

/**
 * GVirBuilderGuestEvent:
 * @GVIR_BUILDER_GUEST_EVENT_RUNNING: it runs
 * @GVIR_BUILDER_GUEST_EVENT_SHUTOFF: it is off; a guest that is not defined is gone then
 * @GVIR_BUILDER_GUEST_EVENT_CRASHED: it has crashed
 * @GVIR_BUILDER_GUEST_EVENT_GONE: it is not there any more
 * @GVIR_BUILDER_GUEST_EVENT_AGENT: the agent in it answers
 * @GVIR_BUILDER_GUEST_EVENT_ADDRESS: it has an IP address that others can reach it by
 * @GVIR_BUILDER_GUEST_EVENT_SSH: a server for SSH answers at port 22 of such an address, seen from this machine
 *
 * What can be waited for.
 */
typedef enum
{
  GVIR_BUILDER_GUEST_EVENT_RUNNING,
  GVIR_BUILDER_GUEST_EVENT_SHUTOFF,
  GVIR_BUILDER_GUEST_EVENT_CRASHED,
  GVIR_BUILDER_GUEST_EVENT_GONE,
  GVIR_BUILDER_GUEST_EVENT_AGENT,
  GVIR_BUILDER_GUEST_EVENT_ADDRESS,
  GVIR_BUILDER_GUEST_EVENT_SSH
} GVirBuilderGuestEvent;

/**
 * GVirBuilderGuestScope:
 * @GVIR_BUILDER_GUEST_SCOPE_RUNNING: those that are started
 * @GVIR_BUILDER_GUEST_SCOPE_ALL: all of them
 *
 * Which guests are listed.
 */
typedef enum
{
  GVIR_BUILDER_GUEST_SCOPE_RUNNING,
  GVIR_BUILDER_GUEST_SCOPE_ALL
} GVirBuilderGuestScope;

/**
 * GVirBuilderStopMode:
 * @GVIR_BUILDER_STOP_MODE_ASK: the guest is asked to shut down, and an error if it does not
 * @GVIR_BUILDER_STOP_MODE_ASK_THEN_FORCE: it is asked, and stopped by force if it does not
 * @GVIR_BUILDER_STOP_MODE_FORCE: it is stopped at once, as when the power fails
 *
 * How a guest is stopped.
 */
typedef enum
{
  GVIR_BUILDER_STOP_MODE_ASK,
  GVIR_BUILDER_STOP_MODE_ASK_THEN_FORCE,
  GVIR_BUILDER_STOP_MODE_FORCE
} GVirBuilderStopMode;

/**
 * GVirBuilderStartMode:
 * @GVIR_BUILDER_START_MODE_RUN: it runs
 * @GVIR_BUILDER_START_MODE_PAUSED: it is held before its first instruction
 *
 * How a guest is started.
 */
typedef enum
{
  GVIR_BUILDER_START_MODE_RUN,
  GVIR_BUILDER_START_MODE_PAUSED
} GVirBuilderStartMode;

/**
 * GVirBuilderAutostart:
 * @GVIR_BUILDER_AUTOSTART_OFF: somebody starts it
 * @GVIR_BUILDER_AUTOSTART_ON: it starts when its host does
 *
 * Whether a guest starts with its host.
 */
typedef enum
{
  GVIR_BUILDER_AUTOSTART_OFF,
  GVIR_BUILDER_AUTOSTART_ON
} GVirBuilderAutostart;

/**
 * GVirBuilderConsoleMode:
 * @GVIR_BUILDER_CONSOLE_MODE_SHARE: nobody else may have it
 * @GVIR_BUILDER_CONSOLE_MODE_TAKE_OVER: who has it loses it
 *
 * What is done where somebody else has a console open.
 */
typedef enum
{
  GVIR_BUILDER_CONSOLE_MODE_SHARE,
  GVIR_BUILDER_CONSOLE_MODE_TAKE_OVER
} GVirBuilderConsoleMode;

#define GVIR_BUILDER_TYPE_GUEST (gvir_builder_guest_get_type ())
G_DECLARE_FINAL_TYPE (GVirBuilderGuest, gvir_builder_guest, GVIR_BUILDER, GUEST, GObject)

GVirBuilderGuest *gvir_builder_guest_find (GVirConnection *connection,
                                           const char *word,
                                           GError **error);
GPtrArray *gvir_builder_guest_list (GVirConnection *connection,
                                    GVirBuilderGuestScope scope,
                                    GError **error);

const char *gvir_builder_guest_get_name (GVirBuilderGuest *guest);
const char *gvir_builder_guest_get_uuid (GVirBuilderGuest *guest);
gboolean gvir_builder_guest_get_state (GVirBuilderGuest *guest,
                                       GVirBuilderGuestState *state,
                                       GError **error);
char *gvir_builder_guest_get_os (GVirBuilderGuest *guest,
                                 GError **error);
GPtrArray *gvir_builder_guest_get_nics (GVirBuilderGuest *guest,
                                        GError **error);

gboolean gvir_builder_guest_wait (GVirBuilderGuest *guest,
                                  GVirBuilderGuestEvent event,
                                  guint seconds,
                                  GCancellable *cancellable,
                                  GError **error);
gboolean gvir_builder_guest_start (GVirBuilderGuest *guest,
                                   GVirBuilderStartMode mode,
                                   GCancellable *cancellable,
                                   GError **error);
gboolean gvir_builder_guest_stop (GVirBuilderGuest *guest,
                                  GVirBuilderStopMode mode,
                                  guint seconds,
                                  GCancellable *cancellable,
                                  GError **error);
gboolean gvir_builder_guest_reboot (GVirBuilderGuest *guest,
                                    guint seconds,
                                    GCancellable *cancellable,
                                    GError **error);
gboolean gvir_builder_guest_set_autostart (GVirBuilderGuest *guest,
                                           GVirBuilderAutostart autostart,
                                           GError **error);
gboolean gvir_builder_guest_attach (GVirBuilderGuest *guest,
                                    const char *xml,
                                    GError **error);
gboolean gvir_builder_guest_detach (GVirBuilderGuest *guest,
                                    const char *device,
                                    guint seconds,
                                    GCancellable *cancellable,
                                    GError **error);
gboolean gvir_builder_guest_eject (GVirBuilderGuest *guest,
                                   const char *target,
                                   GError **error);
char *gvir_builder_guest_screenshot (GVirBuilderGuest *guest,
                                     guint screen,
                                     const char *path,
                                     GCancellable *cancellable,
                                     GError **error);
gboolean gvir_builder_guest_console (GVirBuilderGuest *guest,
                                     const char *device,
                                     GVirBuilderConsoleMode mode,
                                     int input,
                                     int output,
                                     GCancellable *cancellable,
                                     GError **error);

void gvir_builder_guest_wait_async (GVirBuilderGuest *guest,
                                    GVirBuilderGuestEvent event,
                                    guint seconds,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean gvir_builder_guest_wait_finish (GVirBuilderGuest *guest,
                                         GAsyncResult *result,
                                         GError **error);
void gvir_builder_guest_start_async (GVirBuilderGuest *guest,
                                     GVirBuilderStartMode mode,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean gvir_builder_guest_start_finish (GVirBuilderGuest *guest,
                                          GAsyncResult *result,
                                          GError **error);
void gvir_builder_guest_stop_async (GVirBuilderGuest *guest,
                                    GVirBuilderStopMode mode,
                                    guint seconds,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean gvir_builder_guest_stop_finish (GVirBuilderGuest *guest,
                                         GAsyncResult *result,
                                         GError **error);
void gvir_builder_guest_reboot_async (GVirBuilderGuest *guest,
                                      guint seconds,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean gvir_builder_guest_reboot_finish (GVirBuilderGuest *guest,
                                           GAsyncResult *result,
                                           GError **error);
void gvir_builder_guest_detach_async (GVirBuilderGuest *guest,
                                      const char *device,
                                      guint seconds,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean gvir_builder_guest_detach_finish (GVirBuilderGuest *guest,
                                           GAsyncResult *result,
                                           GError **error);
void gvir_builder_guest_screenshot_async (GVirBuilderGuest *guest,
                                          guint screen,
                                          const char *path,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
char *gvir_builder_guest_screenshot_finish (GVirBuilderGuest *guest,
                                            GAsyncResult *result,
                                            GError **error);

G_END_DECLS
