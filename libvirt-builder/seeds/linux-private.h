/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "seeds/installers-private.h"

G_BEGIN_DECLS

/* Ubuntu's, in autoinstall.c. */
#define BUILDER_AUTOINSTALL_TITLE "the installer of Ubuntu"
gboolean builder_autoinstall_fits (GVirDesignerOs *os,
                                   const char *arch);
GVirBuilderSeed *builder_autoinstall_write (const BuilderScriptRequest *request,
                                            GError **error);

/* openSUSE's and SUSE's, in agama.c. */
#define BUILDER_AGAMA_TITLE "Agama, the installer of SUSE"
gboolean builder_agama_fits (GVirDesignerOs *os,
                             const char *arch);
gboolean builder_agama_fits_sle (GVirDesignerOs *os,
                                 const char *arch);
GVirBuilderSeed *builder_agama_write (const BuilderScriptRequest *request,
                                      GError **error);

G_END_DECLS
