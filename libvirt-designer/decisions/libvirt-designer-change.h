/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <libvirt-designer/decisions/libvirt-designer-decision.h>

G_BEGIN_DECLS

#define GVIR_DESIGNER_TYPE_CHANGE (gvir_designer_change_get_type ())
G_DECLARE_FINAL_TYPE (GVirDesignerChange, gvir_designer_change, GVIR_DESIGNER, CHANGE, GObject)

const char *gvir_designer_change_get_subject (GVirDesignerChange *change);
const char *gvir_designer_change_get_thing (GVirDesignerChange *change);
GVirDesignerDecision *gvir_designer_change_get_then (GVirDesignerChange *change);
GVirDesignerDecision *gvir_designer_change_get_now (GVirDesignerChange *change);

GListModel *gvir_designer_decisions_compare (GListModel *then,
                                             GListModel *now);
char *gvir_designer_changes_to_text (GListModel *changes);
char *gvir_designer_changes_to_json (GListModel *changes);

G_END_DECLS
