/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether the last part of PATH is NAME, but for what is neither letter nor digit. */
gboolean designer_os_is_called (const char *path,
                                const char *name);

/* Puts those of PATHS first of which a part begins most like NAME. */
void designer_os_sort_by_likeness (GPtrArray *paths,
                                   const char *name);

G_END_DECLS
