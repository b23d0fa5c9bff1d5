/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Storage pools of a connection. */

#pragma once

#include "connection/calls-private.h"

G_BEGIN_DECLS

/* NULL with an error of GVIR_BUILDER_ERROR_NOT_FOUND, which names those that there are. */
virStoragePoolPtr builder_pool_find (virConnectPtr handle,
                                     const char *name,
                                     GError **error);

/* The pool whose folder PATH lies in; NULL without an error: none. */
virStoragePoolPtr builder_pool_find_for_path (virConnectPtr handle,
                                              const char *path);

G_END_DECLS
