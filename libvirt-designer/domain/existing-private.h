/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "domain/domain-private.h"

G_BEGIN_DECLS

/* Takes what is in the configuration as facts. */
void designer_existing_read (GVirDesignerDomain *design);

/* The same of what is not about devices, and of one device, anew. */
void designer_existing_read_whole (GVirDesignerDomain *design);
void designer_existing_read_device (GVirDesignerDomain *design,
                                    DesignerSubject *device);

/* The element of DEVICE. */
xmlNode *designer_existing_find (GVirDesignerDomain *design,
                                 const DesignerSubject *device);

G_END_DECLS
