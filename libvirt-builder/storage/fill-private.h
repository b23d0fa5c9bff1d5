/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Small volumes are filled with a file of this machine, with what is in memory, or with both: an initial
 * RAM disk, and an archive of files that follow it. */

#pragma once

#include "storage/upload-private.h"

G_BEGIN_DECLS

/* How many bytes that are. PATH and CONTENT may be NULL. */
gboolean builder_fill_size (const char *path,
                            GBytes *content,
                            guint64 *size,
                            GError **error);

/* Sends PATH and then CONTENT, where the kernel looks for it, into VOLUME, which has just that size. */
gboolean builder_volume_fill (virConnectPtr handle,
                              virStorageVolPtr volume,
                              const char *path,
                              GBytes *content,
                              const BuilderTransferWatch *watch,
                              GError **error);

G_END_DECLS
