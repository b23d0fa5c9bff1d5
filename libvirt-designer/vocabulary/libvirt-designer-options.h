/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char **gvir_designer_list_options (void);
gboolean gvir_designer_has_option (const char *option);
char *gvir_designer_describe_option (const char *option,
                                     GError **error);

G_END_DECLS
