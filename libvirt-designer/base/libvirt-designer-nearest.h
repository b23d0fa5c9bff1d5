/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char **gvir_designer_nearest_names (const char *name,
                                    const char *const *candidates);

G_END_DECLS
