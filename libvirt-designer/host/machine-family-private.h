/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Machines of one family have the same chipset, of another version:
 * "pc-q35-7.2", "pc-q35-6.0" and their alias "q35". */
gboolean designer_machine_is_same_family (const char *a,
                                          const char *b);
gboolean designer_machine_is_alias_of (const char *alias,
                                       const char *machine);

G_END_DECLS
