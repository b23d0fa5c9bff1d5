/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "domain/domain-private.h"
#include "intent/option-change-private.h"

G_BEGIN_DECLS

/* How a change is made is decided once, by policy. */
gboolean designer_change_begin (GVirDesignerDomain *design,
                                GError **error);

/* Changes DEVICE, or what is no device, as CHANGE asks. */
gboolean designer_change_device (GVirDesignerDomain *design,
                                 DesignerSubject *device,
                                 const DesignerChange *change,
                                 GError **error);
/* libvirt takes places of devices in the boot order, or kinds of device, not both: the
 * kinds go where a device is WANTED to have a place. */
void designer_change_boot_kinds (GVirDesignerDomain *design,
                                 const DesignerRequest *wanted);
gboolean designer_change_whole (GVirDesignerDomain *design,
                                const DesignerChange *change,
                                GError **error);

/* Takes DEVICE away. */
void designer_change_drop (GVirDesignerDomain *design,
                           DesignerSubject *device);

G_END_DECLS
