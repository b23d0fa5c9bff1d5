/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "facts/facts-private.h"

G_BEGIN_DECLS

/* The size of a memory module in KiB; 0: none was said. */
guint64 designer_module_kib (const DesignerFacts *facts,
                             const DesignerSubject *module);
/* That of all of them together. */
guint64 designer_modules_kib (const DesignerFacts *facts);

G_END_DECLS
