/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "live-host.h"

G_BEGIN_DECLS

/* All of the description, or nothing of it and what was there before. */
gboolean save_host (const LiveHost *live,
                    const char *folder,
                    GError **error);

/* Whether FOLDER is free for a description, or holds nothing but one. */
gboolean save_host_check (const char *folder,
                          GError **error);

G_END_DECLS
