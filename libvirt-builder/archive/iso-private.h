/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* An image of a CD-ROM in memory, with Rock Ridge and Joliet, so that every system sees the names as they are.
 * LABEL has 16 characters at most, as many as Joliet keeps; NULL: it may be any. NAMES may have folders in them;
 * CONTENTS are GBytes, one for each. It carries the time when it was made. */
GBytes *builder_iso_write (const char *label,
                           char **names,
                           GPtrArray *contents,
                           GError **error);

G_END_DECLS
