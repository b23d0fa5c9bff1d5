/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Signs of life of a guest that was started. */

#pragma once

#include <gio/gio.h>

#include "connection/calls-private.h"

G_BEGIN_DECLS

/* Whether the processors of DOMAIN, which was started just now, do anything; where that cannot
 * be known they are taken to. It takes some milliseconds where all is well. Where they have done
 * nothing for seconds, or it is cancelled, the guest is stopped again. */
gboolean builder_signs_of_life (virDomainPtr domain,
                                GCancellable *cancellable,
                                GError **error);

/* Waits while DOMAIN is being started: libvirt shows it as active from the first moment on, but it
 * may fail yet. libvirt alone says how long that takes; it ends as well where the connection is lost,
 * and a libvirtd that starts again stops what it finds half started. */
gboolean builder_wait_for_start (virDomainPtr domain,
                                 GCancellable *cancellable,
                                 GError **error);

G_END_DECLS
