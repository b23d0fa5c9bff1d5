/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "os/os-entry-reader-private.h"

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
/* All systems, as far as READING says. */
GPtrArray *designer_os_installed_list (DesignerOsInstalled *installed,
                                       DesignerOsReading reading,
                                       GError **error);

/* The keys of all systems, in alphabetical order; and what is in the files of one: ENTRY is NULL where it is
 * no system. */
GPtrArray *designer_os_installed_list_keys (DesignerOsInstalled *installed,
                                            GError **error);
gboolean designer_os_installed_scan (DesignerOsInstalled *installed,
                                     const char *key,
                                     DesignerOsScan *scan,
                                     GError **error);
gboolean designer_os_installed_read (DesignerOsInstalled *installed,
                                     const char *key,
                                     DesignerOsReading reading,
                                     DesignerOsEntry **entry,
                                     GError **error);

void designer_os_set_missing_error (GError **error);

G_END_DECLS
