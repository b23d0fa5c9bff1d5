/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <libvirt-gconfig/libvirt-gconfig.h>

G_BEGIN_DECLS

/* Classes for the types of an element that libvirt-gconfig has an abstract class
 * for, but none of their own. */
GType designer_other_interface_get_type (void);
GType designer_other_hostdev_get_type (void);

G_END_DECLS
