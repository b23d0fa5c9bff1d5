/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A guest that a connection has. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LiveGuest LiveGuest;

typedef enum
{
  LIVE_PLUG_ADD,
  LIVE_PLUG_CHANGE,
  LIVE_PLUG_REMOVE
} LivePlug;

/* NAME: a name, UUID or number; NULL: a guest that is still to be defined. OR_FILE: it could have been a file. */
LiveGuest *live_guest_open (const char *uri,
                            const char *name,
                            gboolean or_file,
                            GError **error);
void live_guest_free (LiveGuest *guest);

gboolean live_guest_is_running (const LiveGuest *guest);
const char *live_guest_get_name (const LiveGuest *guest);

/* The XML of the guest as it is defined, or as it runs. */
char *live_guest_read (const LiveGuest *guest,
                       gboolean running,
                       GError **error);

gboolean live_guest_define (LiveGuest *guest,
                            const char *xml,
                            GError **error);
gboolean live_guest_start (const LiveGuest *guest,
                           GError **error);
/* Plugs a device of the running guest in or out, or changes it. */
gboolean live_guest_plug (const LiveGuest *guest,
                          LivePlug plug,
                          const char *device,
                          GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LiveGuest, live_guest_free)

G_END_DECLS
