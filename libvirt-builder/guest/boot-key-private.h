/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Discs that ask for a key before the guest starts from them, for a few seconds only. */

#pragma once

#include "guest/wait-private.h"

G_BEGIN_DECLS

/* Whether nobody needs to press a key any more: the guest started from the disc in the drive TARGET, or it is no longer
 * being installed. */
gboolean builder_boot_key_is_over (virDomainPtr domain,
                                   const char *target);

/* Presses the Enter key each second, for so many at most, until the guest has started from its disc. */
gboolean builder_boot_key_press (GVirBuilderGuest *guest,
                                 const char *target,
                                 guint seconds,
                                 GCancellable *cancellable,
                                 GError **error);

G_END_DECLS
