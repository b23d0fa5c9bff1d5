/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Guests that run as what installs them, or that boot for the first time. Their XML says so while they
 * do: what they are from their next start on does not. */

#pragma once

#include "guest/wait-private.h"

G_BEGIN_DECLS

/* XML of a domain with a mark that it is being installed; NULL with an error: it is no XML. */
char *builder_installing_mark (const char *xml,
                               GError **error);

/* Whether it runs, and with that mark. */
gboolean builder_installing_is (virDomainPtr domain);

/* Waits until it runs so no more: it has restarted, which such a guest is not let do, or shut down. It
 * is an error where it was stopped by force, has crashed, or is gone though DEFINED. */
gboolean builder_installing_wait (GVirBuilderGuest *guest,
                                  gboolean defined,
                                  gint64 until,
                                  GCancellable *cancellable,
                                  GError **error);

G_END_DECLS
