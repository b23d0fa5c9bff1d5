/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <gio/gio.h>
#include <libvirt-designer/base/libvirt-designer-answer.h>

G_BEGIN_DECLS

/**
 * GVirDesignerDecisionDetail:
 * @GVIR_DESIGNER_DECISION_DETAIL_CHOSEN: what was chosen and why
 * @GVIR_DESIGNER_DECISION_DETAIL_ALL: also what lost and why, and what was
 *   decided to be left out
 *
 * How much to tell of the decisions.
 */
typedef enum
{
  GVIR_DESIGNER_DECISION_DETAIL_CHOSEN,
  GVIR_DESIGNER_DECISION_DETAIL_ALL
} GVirDesignerDecisionDetail;

#define GVIR_DESIGNER_TYPE_DECISION (gvir_designer_decision_get_type ())
G_DECLARE_FINAL_TYPE (GVirDesignerDecision, gvir_designer_decision, GVIR_DESIGNER, DECISION, GObject)

const char *gvir_designer_decision_get_subject (GVirDesignerDecision *decision);
const char *gvir_designer_decision_get_thing (GVirDesignerDecision *decision);
const char *gvir_designer_decision_get_value (GVirDesignerDecision *decision);
gboolean gvir_designer_decision_is_wish (GVirDesignerDecision *decision);
GVirDesignerAnswer gvir_designer_decision_get_certainty (GVirDesignerDecision *decision);
const char *gvir_designer_decision_get_rule (GVirDesignerDecision *decision);
const char *gvir_designer_decision_get_reason (GVirDesignerDecision *decision);
const char *gvir_designer_decision_get_source (GVirDesignerDecision *decision);
const char *gvir_designer_decision_get_policy (GVirDesignerDecision *decision);
const char *const *gvir_designer_decision_get_evidence (GVirDesignerDecision *decision);
const char *const *gvir_designer_decision_get_paths (GVirDesignerDecision *decision);
const char *const *gvir_designer_decision_get_rejected (GVirDesignerDecision *decision);

gboolean gvir_designer_decision_equal (GVirDesignerDecision *decision,
                                       GVirDesignerDecision *other);
char *gvir_designer_decision_to_json (GVirDesignerDecision *decision);

char *gvir_designer_decisions_to_text (GListModel *decisions,
                                       GVirDesignerDecisionDetail detail);
char *gvir_designer_decisions_to_json (GListModel *decisions,
                                       GVirDesignerDecisionDetail detail);

G_END_DECLS
