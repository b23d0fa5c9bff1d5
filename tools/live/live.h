/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the verbs share that talk to libvirt. Functions that begin with live_run_ are
 * found by their names in verbs.def. */

#pragma once

#include <libvirt-builder/libvirt-builder.h>

#include "installation.h"

G_BEGIN_DECLS

/* In live.c */
/* An open connection, to what --connect says. */
GVirConnection *live_connect (const ToolArguments *arguments,
                              GError **error);
/* Cancelled by the first Ctrl-C; the second ends the program at once. */
GCancellable *live_interrupt (void);

/* In progress.c */
/* Carries RUN out, and says what is being done: on standard error for people, with --json
 * on standard output as a line of JSON for each event. */
gboolean live_perform (GVirBuilderRun *run,
                       const ToolArguments *arguments,
                       GError **error);
/* The same for a plan; with --dry-run it is only written. */
gboolean live_carry_out (GVirBuilderPlan *plan,
                         GVirConnection *connection,
                         const ToolArguments *arguments,
                         GError **error);
/* An event that belongs to no run, such as {"event":"running","guest":"web"}. */
void live_say (const ToolArguments *arguments,
               const char *event,
               const char *guest,
               const char *words);

/* The verbs */
char *live_run_os_detect (const ToolArguments *arguments,
                          GError **error);
char *live_run_snapshot_create (const ToolArguments *arguments,
                                GError **error);
char *live_run_snapshot_delete (const ToolArguments *arguments,
                                GError **error);
char *live_run_snapshot_list (const ToolArguments *arguments,
                              GError **error);
char *live_run_snapshot_revert (const ToolArguments *arguments,
                                GError **error);
char *live_run_remove (const ToolArguments *arguments,
                       GError **error);
char *live_run_rename (const ToolArguments *arguments,
                       GError **error);
char *live_run_clone (const ToolArguments *arguments,
                      GError **error);
char *live_run_recover (const ToolArguments *arguments,
                        GError **error);

/* In check.c */
/* What --check has switched off. */
GVirBuilderInstallFlags live_read_check_flags (const ToolArguments *arguments);
/* Holds DESIGN against the storage and the guests of --connect; OWN is the guest itself, or NULL. Where
 * nobody answers, and files describe the host, there is only a note. */
gboolean live_check (const ToolArguments *arguments,
                     GVirDesignerDomain *design,
                     const char *own,
                     GError **error);

char *live_run_start (const ToolArguments *arguments,
                      GError **error);
char *live_run_stop (const ToolArguments *arguments,
                     GError **error);
char *live_run_reboot (const ToolArguments *arguments,
                       GError **error);
char *live_run_eject (const ToolArguments *arguments,
                      GError **error);
char *live_run_wait (const ToolArguments *arguments,
                     GError **error);
char *live_run_list (const ToolArguments *arguments,
                     GError **error);
char *live_run_screenshot (const ToolArguments *arguments,
                           GError **error);
char *live_run_console (const ToolArguments *arguments,
                        GError **error);

/* In guests.c */
/* SECONDS stays as it is where --timeout is not given. */
gboolean live_read_seconds (const ToolArguments *arguments,
                            guint *seconds,
                            GError **error);

/* In list.c */
/* One word for what a guest does. */
const char *live_name_state (GVirBuilderGuestState state);

/* In install.c */
/* INSTALLER is NULL where nothing is installed, and INSTALLATION where the designs say all of it. */
char *live_install (const ToolArguments *arguments,
                    GVirDesignerDomain *guest,
                    GVirDesignerDomain *installer,
                    ToolInstallation *installation,
                    GError **error);

/* Waits on for a guest that is being installed or set up, SECONDS at most, or for as long as it takes where that is below 0,
 * and says which of them it is then; where nothing is on record of it, that is an error. */
gboolean live_go_on (const ToolArguments *arguments,
                     GVirConnection *connection,
                     const char *name,
                     int seconds,
                     GError **error);

G_END_DECLS
