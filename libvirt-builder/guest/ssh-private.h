/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <gio/gio.h>

#include "guest/nics-private.h"

G_BEGIN_DECLS

/* Whether a server for SSH answers at one of the addresses, seen from this machine. */
gboolean builder_ssh_answers (GPtrArray *nics,
                              GCancellable *cancellable);

G_END_DECLS
