/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib-object.h>
#include <osinfo/osinfo.h>

G_BEGIN_DECLS

OsinfoDb *gvir_designer_os_database_load (GError **error);
char **gvir_designer_os_database_list (OsinfoDb *db);
char *gvir_designer_os_database_to_json (OsinfoDb *db,
                                         GError **error);

G_END_DECLS
