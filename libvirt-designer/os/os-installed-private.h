/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "os/os-entry-private.h"

G_BEGIN_DECLS

/* The OS database that is installed, read file by file as it is needed. */
typedef struct _DesignerOsInstalled DesignerOsInstalled;

DesignerOsInstalled *designer_os_installed_new (void);
void designer_os_installed_free (DesignerOsInstalled *installed);

/* As those of a catalogue. */
gboolean designer_os_installed_find (DesignerOsInstalled *installed,
                                     const char *name,
                                     DesignerOsFacts **facts,
                                     GError **error);
GPtrArray *designer_os_installed_names (DesignerOsInstalled *installed,
                                        GError **error);

void designer_os_set_missing_error (GError **error);

G_END_DECLS
