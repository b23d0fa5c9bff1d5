/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void gvir_designer_init (int *argc,
                         char ***argv);
gboolean gvir_designer_init_check (int *argc,
                                   char ***argv,
                                   GError **err);

G_END_DECLS
