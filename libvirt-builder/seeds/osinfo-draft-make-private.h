/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "seeds/osinfo-draft-private.h"

G_BEGIN_DECLS

/* The entry of the OS database whose scripts install OS: its own, or one that is installed alike; NULL: none. */
OsinfoOs *builder_osinfo_with_scripts (GVirDesignerOs *os);

/* INSTALLATION is borrowed. */
BuilderDraft *builder_draft_new (const BuilderScriptRequest *request,
                                 const char *installation,
                                 const BuilderDialect *dialect,
                                 GError **error);
void builder_draft_free (BuilderDraft *draft);

/* What libosinfo's template for SCRIPT is given: what was told, marks, or what is taken else. */
OsinfoInstallConfig *builder_draft_to_osinfo (const BuilderDraft *draft,
                                              const BuilderDialect *dialect,
                                              OsinfoInstallScript *script);
/* Whether all that was told can be said by SCRIPT in DIALECT, and all is told that it needs. */
gboolean builder_draft_check (const BuilderDraft *draft,
                              const BuilderDialect *dialect,
                              OsinfoList *scripts,
                              GError **error);
/* Has SCRIPT made, and finishes it. */
gboolean builder_draft_write (BuilderDraft *draft,
                              const BuilderDialect *dialect,
                              OsinfoInstallScript *script,
                              GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BuilderDraft, builder_draft_free)

G_END_DECLS
