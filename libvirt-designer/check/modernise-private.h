/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "check/look-private.h"

G_BEGIN_DECLS

/* A change of many parts at once, which no single edit makes. */
typedef gboolean DesignerConversion (GVirDesignerDomain *design,
                                     GError **error);

/* From the i440FX chipset to Q35: buses, controllers, names and addresses with it. */
DesignerConversion designer_convert_to_q35;

/* From SPICE to what the host has instead, without what only works through SPICE. */
DesignerConversion designer_convert_from_spice;

/* The one that mends what the row or rule ID finds, or NULL. */
DesignerConversion *designer_conversion_find (const char *id);

/* The number-th device of OPTION's kind, or what is no device, is changed as ARGUMENT
 * says; whether libvirt still takes the guest is not looked at. */
gboolean designer_modernise_edit (GVirDesignerDomain *design,
                                  const char *option,
                                  guint number,
                                  const char *argument,
                                  GError **error);

G_END_DECLS
