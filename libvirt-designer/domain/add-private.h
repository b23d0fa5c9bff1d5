/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "domain/domain-private.h"

G_BEGIN_DECLS

typedef struct
{
  DesignerThingId thing;
  const char *value; /* NULL: no wish */
} DesignerWish;

/* The request for a device of SCOPE for which the caller wishes what WISHES says,
 * for designer_domain_add_device(); owned by DESIGN. */
DesignerRequest *designer_domain_request (GVirDesignerDomain *design,
                                          DesignerScopeId scope,
                                          const DesignerWish *wishes,
                                          guint n_wishes,
                                          GError **error);

/* Adds a device of SCOPE for which the caller wishes what WISHES says. */
GVirConfigDomainDevice *designer_domain_add (GVirDesignerDomain *design,
                                             DesignerScopeId scope,
                                             const DesignerWish *wishes,
                                             guint n_wishes,
                                             GError **error);

typedef struct
{
  const char *name;  /* of a sub-option; "" for what comes first without a name */
  const char *value; /* NULL: not said */
} DesignerPart;

/* Adds the device that "--OPTION" with PARTS asks for. */
GVirConfigDomainDevice *designer_domain_add_as_option (GVirDesignerDomain *design,
                                                       const char *option,
                                                       const DesignerPart *parts,
                                                       guint n_parts,
                                                       GError **error);

G_END_DECLS
