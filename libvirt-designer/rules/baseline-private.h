/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "facts/facts-private.h"

G_BEGIN_DECLS

/* Whether every QEMU that libvirt supports has it on the settled machine: what
 * is known of a host that gave no domain capabilities. */
gboolean designer_baseline_has (const DesignerFacts *facts,
                                const char *what,
                                const char *value);

G_END_DECLS
