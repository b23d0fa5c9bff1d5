/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char *name;
  gboolean is_folder;
} DesignerOsChild;

/* What is in a folder of the OS database, in the order of the names; nothing
 * where there is no such folder. */
GPtrArray *designer_os_folder_list (const char *path,
                                    GError **error);

/* Whether CHILDREN, which are of one folder, have a folder of that name, or a file:
 * all that is not a folder. */
gboolean designer_os_folder_has (GPtrArray *children,
                                 const char *name,
                                 gboolean is_folder);

G_END_DECLS
