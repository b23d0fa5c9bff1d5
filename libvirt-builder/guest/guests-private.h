/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Guests of a connection. */

#pragma once

#include "connection/calls-private.h"

G_BEGIN_DECLS

/* The guest that has this UUID; NULL without an error: there is none. */
virDomainPtr builder_guest_find_uuid (virConnectPtr handle,
                                      const char *uuid,
                                      GError **error);
/* The same for its name. */
virDomainPtr builder_guest_find_name (virConnectPtr handle,
                                      const char *name,
                                      GError **error);
/* By its name, its UUID or its number; where there is none, the error names those that there are. */
virDomainPtr builder_guest_find (virConnectPtr handle,
                                 const char *word,
                                 GError **error);

/* Stops it at once; one that is off, or gone, is so already. */
gboolean builder_guest_force_off (virDomainPtr domain,
                                  GError **error);

G_END_DECLS
