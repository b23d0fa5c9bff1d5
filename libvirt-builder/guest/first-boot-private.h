/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "guest/guest-private.h"

G_BEGIN_DECLS

/* Waits until the guest has done what it was told for its first boot: cloud-init says so through the agent, or
 * the guest is off, or was started anew. */
gboolean builder_first_boot_wait (GVirBuilderGuest *guest,
                                  gint64 until,
                                  GCancellable *cancellable,
                                  GError **error);

G_END_DECLS
