/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How many devices have each value of a thing. */

#pragma once

#include "vocabulary/things-private.h"

G_BEGIN_DECLS

GHashTable *designer_tally_new (void);

guint designer_tally_get (GHashTable *tally,
                          DesignerThingId thing,
                          const char *value);
/* Adds CHANGE to the number for VALUE, a text that stays as long as TALLY. */
void designer_tally_change (GHashTable *tally,
                            DesignerThingId thing,
                            const char *value,
                            gint change);

G_END_DECLS
