/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "seeds/install-config-private.h"

G_BEGIN_DECLS

/* What exists is held against these where this machine has them: the list of glibc, and the tz database. */
#define BUILDER_LOCALES_FILE "/usr/share/i18n/SUPPORTED"
#define BUILDER_ZONES_FOLDER "/usr/share/zoneinfo"

G_END_DECLS
