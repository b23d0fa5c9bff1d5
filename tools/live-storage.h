/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Holds a design against the storage and the guests that a connection has. */

#pragma once

#include "tool.h"

G_BEGIN_DECLS

/* That what DESIGN names is there is checked always; the guest OWN is none of the
 * others, where that is given. Where nobody answers at URI, and FORGIVING, there is only
 * a note. */
gboolean live_storage_check (const char *uri,
                             GVirDesignerDomain *design,
                             const char *own,
                             ToolChecks checks,
                             gboolean forgiving,
                             GError **error);

G_END_DECLS
