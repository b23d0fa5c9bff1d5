/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "intent/intent-private.h"

G_BEGIN_DECLS

/* Wishes for THING what an option's VALUE means, and what follows from it. */
gboolean designer_option_wish (DesignerRequest *request,
                               DesignerThingId thing,
                               const char *value,
                               GError **error);
/* Memory is given in MiB, or with a unit; what is written is KiB. */
char *designer_option_memory_in_kib (const char *value,
                                     GError **error);
/* "vol=POOL/VOLUME" of a disk. */
gboolean designer_option_wish_volume (DesignerRequest *request,
                                      const char *value,
                                      GError **error);
/* "uefi=yes" of the boot settings. */
gboolean designer_option_wish_uefi (DesignerRequest *request,
                                    const char *value,
                                    GError **error);

G_END_DECLS
