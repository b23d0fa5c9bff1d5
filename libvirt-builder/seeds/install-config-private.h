/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "seeds/libvirt-builder-install-config.h"

G_BEGIN_DECLS

#define BUILDER_N_INSTALL_FIELDS (GVIR_BUILDER_INSTALL_FIELD_PROXY + 1)

/* A set of fields. */
typedef guint32 BuilderFields;
#define BUILDER_FIELD(name) ((BuilderFields) 1 << GVIR_BUILDER_INSTALL_FIELD_##name)

/* What the field is called in messages, as "host name". */
const char *builder_install_field_title (GVirBuilderInstallField field);
/* Those that hold something. */
BuilderFields builder_install_config_fields (GVirBuilderInstallConfig *config);

/* Whether QEMU's guest agent is among the packages. */
gboolean builder_install_config_brings_agent (GVirBuilderInstallConfig *config);
/* Whether none but KNOWN hold something; else the error names the first of the others, and WHO
 * cannot be told it, as "an autoinstall of Ubuntu". */
gboolean builder_install_config_check (GVirBuilderInstallConfig *config,
                                       BuilderFields known,
                                       const char *who,
                                       GError **error);

/* Whether VALUE can be that field; one function for each kind of value. In field-values.c. */
gboolean builder_field_value_check (GVirBuilderInstallField field,
                                    const char *value,
                                    GError **error);

G_END_DECLS
