/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "domain/domain-private.h"
#include "vocabulary/options-private.h"

G_BEGIN_DECLS

/* The devices (DesignerSubject) of OPTION's kind that SELECTOR means, at least one,
 * first ones first: a number, from 1 or from -1 at the end; "all"; the name or path
 * by which one device is known; or what an option says of them, "bus=virtio". */
GPtrArray *designer_selection_find (GVirDesignerDomain *design,
                                    const DesignerOptionRow *option,
                                    const char *selector,
                                    GError **error);

/* Whether the guest has the very device that WANTED names already, and as it says. */
gboolean designer_selection_has (GVirDesignerDomain *design,
                                 const DesignerRequest *wanted);

G_END_DECLS
