/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The order that libvirt's documentation has the children of PARENT in; NULL: it has
 * none. */
GHashTable *designer_element_order (const char *parent);
/* The place of element NAME in ORDER, or -1: at the end. */
int designer_element_rank (GHashTable *order,
                           const char *name);

G_END_DECLS
