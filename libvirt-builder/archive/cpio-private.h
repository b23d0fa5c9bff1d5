/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A 'newc' archive in memory, to be put behind an initial RAM disk. NAMES may have folders in them; CONTENTS
 * are GBytes, one for each. Its length is a multiple of 4. */
GBytes *builder_cpio_write (char **names,
                            GPtrArray *contents,
                            GError **error);

/* How many zero bytes go between an initial RAM disk of that length and such an archive: the kernel looks for
 * one only where the offset is a multiple of 4, and skips zeros. */
guint builder_cpio_padding (guint64 length);

G_END_DECLS
