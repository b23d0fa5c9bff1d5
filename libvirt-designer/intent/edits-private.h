/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "intent/intent-private.h"

G_BEGIN_DECLS

/* What "xpath2.set=…,xpath2.value=…" and the like asked for, in the making. */
typedef struct _DesignerEdits DesignerEdits;

DesignerEdits *designer_edits_new (void);
void designer_edits_free (DesignerEdits *edits);

/* Whether NAME is a sub-option about edits, or was meant to be one. */
gboolean designer_edits_has_name (const char *name);

/* Takes the sub-option NAME of OPTION. */
gboolean designer_edits_take (DesignerEdits *edits,
                              const char *option,
                              const char *name,
                              const char *value,
                              GError **error);

/* Asks REQUEST for all that was taken, of paths below BASE ("" or "cpu/"). */
gboolean designer_edits_finish (const DesignerEdits *edits,
                                const char *option,
                                const char *base,
                                DesignerRequest *request,
                                GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DesignerEdits, designer_edits_free)

G_END_DECLS
