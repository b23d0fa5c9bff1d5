/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The place of element NAME among the children of PARENT, as libvirt's
 * documentation orders them; -1 where it has no order: at the end. */
int designer_element_rank (const char *parent,
                           const char *name);

G_END_DECLS
