/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define GVIR_DESIGNER_TYPE_POLICY (gvir_designer_policy_get_type ())
G_DECLARE_FINAL_TYPE (GVirDesignerPolicy, gvir_designer_policy, GVIR_DESIGNER, POLICY, GObject)

GVirDesignerPolicy *gvir_designer_policy_new_from_file (const char *file,
                                                        GError **error);
GVirDesignerPolicy *gvir_designer_policy_new_from_name (const char *name,
                                                        GError **error);
char **gvir_designer_policy_list_names (void);
GPtrArray *gvir_designer_policy_load_site (GError **error);

guint gvir_designer_policy_newest_version (void);

const char *gvir_designer_policy_get_name (GVirDesignerPolicy *policy);
const char *gvir_designer_policy_get_title (GVirDesignerPolicy *policy);
const char *gvir_designer_policy_get_file (GVirDesignerPolicy *policy);

G_END_DECLS
