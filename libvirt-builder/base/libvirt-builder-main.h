/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <libvirt-gobject/libvirt-gobject.h>

G_BEGIN_DECLS

gboolean gvir_builder_init (GError **error);
GVirConnection *gvir_builder_connect (const char *uri,
                                      GError **error);

G_END_DECLS
