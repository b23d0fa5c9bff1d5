/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Guests are undefined with all that libvirt keeps of them. */

#pragma once

#include "connection/calls-private.h"

G_BEGIN_DECLS

/* With the variables of its firmware, the state of its TPM, its saved state, and what is noted of its
 * snapshots and checkpoints, as far as the driver knows such things. One that is gone is no error. */
gboolean builder_guest_undefine (virDomainPtr domain,
                                 GError **error);

G_END_DECLS
