/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The CD-ROM that a guest reads at its first boot. */

#pragma once

#include "connection/calls-private.h"

G_BEGIN_DECLS

/* Whether the guest runs and has a disc of that path in one of its drives. */
gboolean builder_seed_disc_is_in (virDomainPtr domain,
                                  const char *path);

/* Takes it out of the guest that runs. */
gboolean builder_seed_disc_eject (virDomainPtr domain,
                                  const char *path,
                                  GError **error);

G_END_DECLS
