/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "seeds/installers-private.h"

G_BEGIN_DECLS

/* How the disk is divided, in agama-storage.c. */
gboolean builder_agama_add_storage (JsonBuilder *builder,
                                    GVirBuilderInstallConfig *config,
                                    GError **error);

G_END_DECLS
