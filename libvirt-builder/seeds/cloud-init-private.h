/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "seeds/images-private.h"

G_BEGIN_DECLS

/* Members of user-data: who may log in, and the rest. In cloud-init-users.c and cloud-init-system.c. */
gboolean builder_cloud_init_add_users (JsonBuilder *builder,
                                       const BuilderFirstBoot *first,
                                       GError **error);
void builder_cloud_init_add_system (JsonBuilder *builder,
                                    const BuilderFirstBoot *first);

G_END_DECLS
