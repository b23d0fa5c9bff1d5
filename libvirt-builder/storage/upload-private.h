/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Files of this machine are sent into volumes, wherever those are. */

#pragma once

#include <gio/gio.h>

#include "connection/calls-private.h"

G_BEGIN_DECLS

typedef struct
{
  GCancellable *cancellable;
  void (*report) (gpointer data,
                  guint64 done,
                  guint64 total); /* bytes; NULL: nobody wants to know */
  gpointer report_data;
} BuilderTransferWatch;

/* The bytes of a file or block device; refuses what has no size. */
gboolean builder_file_size (const char *path,
                            guint64 *size,
                            GError **error);

/* Sends PATH, which must have SIZE bytes, into VOLUME; its holes stay holes where the host can do that.
 * The memory that it takes does not depend on the size. */
gboolean builder_volume_upload (virConnectPtr handle,
                                virStorageVolPtr volume,
                                const char *path,
                                guint64 size,
                                const BuilderTransferWatch *watch,
                                GError **error);

G_END_DECLS
