/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <libvirt-gconfig/libvirt-gconfig.h>

G_BEGIN_DECLS

char *gvir_designer_config_get (GVirConfigObject *object,
                                const char *path,
                                GError **error);
gboolean gvir_designer_config_set (GVirConfigObject *object,
                                   const char *path,
                                   const char *value,
                                   GError **error);

G_END_DECLS
