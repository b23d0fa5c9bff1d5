/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <gio/gio.h>
#include <libvirt-designer/domain/libvirt-designer-domain.h>

G_BEGIN_DECLS

/**
 * GVirDesignerSeverity:
 * @GVIR_DESIGNER_SEVERITY_BETTER: the guest works, and policy would do better now
 * @GVIR_DESIGNER_SEVERITY_RISKY: the guest works, and may lose data
 * @GVIR_DESIGNER_SEVERITY_BROKEN: the guest starts, and does not work
 * @GVIR_DESIGNER_SEVERITY_REFUSED: the host does not start the guest
 *
 * How bad it is, the worst last.
 */
typedef enum
{
  GVIR_DESIGNER_SEVERITY_BETTER,
  GVIR_DESIGNER_SEVERITY_RISKY,
  GVIR_DESIGNER_SEVERITY_BROKEN,
  GVIR_DESIGNER_SEVERITY_REFUSED
} GVirDesignerSeverity;

const char *gvir_designer_severity_to_string (GVirDesignerSeverity severity);

#define GVIR_DESIGNER_TYPE_FINDING (gvir_designer_finding_get_type ())
G_DECLARE_FINAL_TYPE (GVirDesignerFinding, gvir_designer_finding, GVIR_DESIGNER, FINDING, GObject)

GVirDesignerSeverity gvir_designer_finding_get_severity (GVirDesignerFinding *finding);
const char *gvir_designer_finding_get_rule (GVirDesignerFinding *finding);
const char *gvir_designer_finding_get_subject (GVirDesignerFinding *finding);
const char *gvir_designer_finding_get_path (GVirDesignerFinding *finding);
const char *gvir_designer_finding_get_thing (GVirDesignerFinding *finding);
const char *gvir_designer_finding_get_value (GVirDesignerFinding *finding);
const char *gvir_designer_finding_get_better (GVirDesignerFinding *finding);
const char *gvir_designer_finding_get_reason (GVirDesignerFinding *finding);
const char *gvir_designer_finding_get_source (GVirDesignerFinding *finding);
const char *const *gvir_designer_finding_get_mend (GVirDesignerFinding *finding);
const char *gvir_designer_finding_get_warning (GVirDesignerFinding *finding);
gboolean gvir_designer_finding_is_by_choice (GVirDesignerFinding *finding);

gboolean gvir_designer_finding_equal (GVirDesignerFinding *finding,
                                      GVirDesignerFinding *other);
char *gvir_designer_finding_to_command (GVirDesignerFinding *finding,
                                        const char *guest,
                                        const char *const *options);
char *gvir_designer_finding_to_json (GVirDesignerFinding *finding);

char *gvir_designer_findings_to_json (GListModel *findings);

GListModel *gvir_designer_domain_check (GVirDesignerDomain *design);
gboolean gvir_designer_domain_mend (GVirDesignerDomain *design,
                                    GVirDesignerFinding *finding,
                                    GError **error);
GListModel *gvir_designer_domain_list_modernisations (GVirDesignerDomain *design);
GListModel *gvir_designer_domain_modernise (GVirDesignerDomain *design,
                                            const char *const *ids,
                                            GError **error);

G_END_DECLS
