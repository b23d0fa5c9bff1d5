/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "guest/guest-private.h"

G_BEGIN_DECLS

/* Waits until the guest has done what it was told for its first boot: cloud-init says so through the agent, or
 * the guest is off, or was started anew. Where no AGENT is sure to come, it is enough that a server for SSH answers. */
gboolean builder_first_boot_wait (GVirBuilderGuest *guest,
                                  gboolean agent,
                                  gint64 until,
                                  GCancellable *cancellable,
                                  GError **error);

G_END_DECLS
