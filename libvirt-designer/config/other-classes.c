/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config/other-classes-private.h"

typedef GVirConfigDomainInterface DesignerOtherInterface;
typedef GVirConfigDomainInterfaceClass DesignerOtherInterfaceClass;
typedef GVirConfigDomainHostdev DesignerOtherHostdev;
typedef GVirConfigDomainHostdevClass DesignerOtherHostdevClass;

G_DEFINE_TYPE (DesignerOtherInterface, designer_other_interface, GVIR_CONFIG_TYPE_DOMAIN_INTERFACE)
G_DEFINE_TYPE (DesignerOtherHostdev, designer_other_hostdev, GVIR_CONFIG_TYPE_DOMAIN_HOSTDEV)

static void
designer_other_interface_class_init (G_GNUC_UNUSED DesignerOtherInterfaceClass *class)
{
}

static void
designer_other_interface_init (G_GNUC_UNUSED DesignerOtherInterface *self)
{
}

static void
designer_other_hostdev_class_init (G_GNUC_UNUSED DesignerOtherHostdevClass *class)
{
}

static void
designer_other_hostdev_init (G_GNUC_UNUSED DesignerOtherHostdev *self)
{
}
