/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Tells everybody who uses a connection that it is lost: libvirt itself only tells one. */

#pragma once

#include "connection/calls-private.h"

G_BEGIN_DECLS

/* What to forget it by; NULL: the driver lives in this process, or the application listens
 * itself. CALLBACK is called in the thread of the default main context, and FREE for DATA
 * when it is forgotten. */
gpointer builder_losses_listen (virConnectPtr handle,
                                void (*callback) (gpointer data),
                                gpointer data,
                                GDestroyNotify free_data);
void builder_losses_forget (gpointer listener);

G_END_DECLS
