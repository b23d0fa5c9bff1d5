/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "facts/facts-private.h"

G_BEGIN_DECLS

/* Whether nothing says that the operating system does not exist for ARCH. */
gboolean designer_os_may_be_for (const DesignerFacts *facts,
                                 const char *arch);

/* What helps where the operating system does not exist for the architecture. */
char *designer_os_arch_remedy (const DesignerFacts *facts);

G_END_DECLS
