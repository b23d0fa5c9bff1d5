/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What --unattended and --cloud-init tell a guest. */

#pragma once

#include "live.h"

G_BEGIN_DECLS

/* Of --unattended. */
GVirBuilderSeed *live_read_unattended (const char *text,
                                       GVirDesignerOs *os,
                                       const char *arch,
                                       GError **error);

/* Of --cloud-init. PASSWORD is what root gets where it is made at random, to be shown once. */
GVirBuilderSeed *live_read_first_boot (const char *text,
                                       GVirDesignerOs *os,
                                       const char *arch,
                                       const char *guest,
                                       char **password,
                                       GError **error);

G_END_DECLS
