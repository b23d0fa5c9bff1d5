/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <libvirt-gconfig/libvirt-gconfig.h>
#include <libxml/tree.h>

#include "decisions/record-private.h"

G_BEGIN_DECLS

/* The root element of CONFIG; borrowed. */
xmlNode *designer_emit_root (GVirConfigObject *config);

/* The element that a device's decisions are written to: a new one. */
xmlNode *designer_emit_device (xmlNode *domain,
                               DesignerScopeId scope);

/* Writes the decisions from FIRST on, at NODE; decides nothing. */
void designer_emit_records (xmlNode *node,
                            const GArray *log,
                            guint first);
/* Carries out what an edit asks for; FALSE where its path leads nowhere. */
gboolean designer_emit_edit (xmlNode *node,
                             const DesignerRecord *record,
                             GError **error);
/* Writes the domain's settings anew, in case a decision that was taken back took
 * one of them away. */
void designer_emit_settings (xmlNode *domain,
                             const GArray *log);
/* Takes away what all decisions of LOG wrote, of which none is about a device. */
void designer_emit_undo_all (xmlNode *domain,
                             const GArray *log);
/* Takes away what is written at PATH; an element that is found by an attribute goes with
 * what it was made for. */
void designer_emit_take_away (xmlNode *node,
                              const char *path);
/* Takes away what one decision wrote. */
void designer_emit_undo (xmlNode *node,
                         const DesignerRecord *record);

/* libvirt-gconfig's object for NODE, which stays a part of CONFIG. */
GVirConfigDomainDevice *designer_emit_wrap (GVirConfigDomain *config,
                                            xmlNode *node,
                                            DesignerScopeId scope,
                                            const char *type);

G_END_DECLS
