/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <libxml/tree.h>

#include "intent/intent-private.h"

G_BEGIN_DECLS

/* Reads into REQUEST what ELEMENT says of REQUEST's scope: the things, and the other
 * paths that libvirt's schema knows. What it does not know is not read. */
void designer_read_things (DesignerRequest *request,
                           xmlNode *element);
void designer_read_settings (DesignerRequest *request,
                             xmlNode *element);

/* The scope of devices that ELEMENT is of; DESIGNER_N_SCOPES: it is none of them. */
DesignerScopeId designer_read_scope (const xmlNode *element);

G_END_DECLS
