/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "facts/facts-private.h"

G_BEGIN_DECLS

/* The numbers N of the settings of the domain whose path begins with PREFIX and
 * "[N]", each once, in ascending order: "cpu/numa/cell" → those of its cells. */
GArray *designer_numbered (const DesignerFacts *facts,
                           const char *prefix);
/* The setting "PREFIX[NUMBER]/REST", or NULL. */
const char *designer_numbered_get (const DesignerFacts *facts,
                                   const char *prefix,
                                   guint64 number,
                                   const char *rest);

/* The numbers that "0-3,^2,8" lists, or NULL: it is no such list. */
GHashTable *designer_number_set (const char *text);

/* An amount of memory in KiB; UNIT NULL: that is its unit. 0: none, or another unit. */
guint64 designer_kib (const char *amount,
                      const char *unit);

/* The memory of the guest's NUMA cells in KiB, and their CPUs; 0: none are asked. */
guint64 designer_cells_memory (const DesignerFacts *facts);
guint64 designer_cells_cpus (const DesignerFacts *facts);

G_END_DECLS
