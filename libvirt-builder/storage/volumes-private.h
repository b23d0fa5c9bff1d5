/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Volumes of a storage pool. */

#pragma once

#include "connection/calls-private.h"

G_BEGIN_DECLS

/* NULL without an error: there is none of that name. */
virStorageVolPtr builder_volume_find (virStoragePoolPtr pool,
                                      const char *name,
                                      GError **error);

G_END_DECLS
