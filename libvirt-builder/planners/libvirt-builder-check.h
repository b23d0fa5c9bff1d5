/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <libvirt-builder/planners/install/libvirt-builder-install.h>

G_BEGIN_DECLS

gboolean gvir_builder_check_design (GVirConnection *connection,
                                    GVirDesignerDomain *design,
                                    const char *own,
                                    GVirBuilderInstallFlags flags,
                                    GError **error);

G_END_DECLS
