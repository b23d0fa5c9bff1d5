/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The whole of FILE, or its first LIMIT + 1 bytes, so that a caller sees that
 * it is too long; a device that never ends is read no further either. A pipe is
 * as good as a file. The error's message is the cause alone. */
GString *designer_bounded_file_read (const char *file,
                                     gsize limit,
                                     GError **error);

/* The same behind what TEXT has already. */
gboolean designer_bounded_file_append (GString *text,
                                       const char *file,
                                       gsize limit,
                                       GError **error);

G_END_DECLS
