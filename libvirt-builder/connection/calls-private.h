/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What libvirt-gobject lacks is asked of the handle that it wraps. */

#pragma once

#include "base/cleanups-private.h"
#include "base/libvirt-builder-error.h"

G_BEGIN_DECLS

/* A reference of its own to the handle of CONNECTION; NULL with an error where it is not open. */
virConnectPtr builder_handle_of (GVirConnection *connection,
                                 GError **error);

/* Whether it is libvirt's driver for QEMU that answers. */
gboolean builder_handle_is_qemu (virConnectPtr handle);

/* Which code of ours libvirt's last error has in this thread. */
GVirBuilderError builder_last_code (void);

/* Sets ERROR to what was not possible, as FORMAT says, and to what libvirt says of it. */
void builder_set_error (GError **error,
                        const char *format,
                        ...) G_GNUC_PRINTF (2, 3);

/* Whether libvirt's last error is one of these codes of its own. */
gboolean builder_last_is (int code);

G_END_DECLS
