/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "intent/intent-private.h"

/* Takes an option, which must work. */
void intent_take (DesignerIntent *intent,
                  const char *option,
                  const char *argument);

/* Takes an option, which must be refused with CODE and MENTIONED in the message,
 * and the same without a place for the error; nothing changes. */
void intent_refuse (DesignerIntent *intent,
                    const char *option,
                    const char *argument,
                    int code,
                    const char *mentioned);

/* All that the intent holds, as one text. */
char *intent_describe (const DesignerIntent *intent);

/* What is wished for THING: of the newest device, or of the domain. */
const char *intent_get (const DesignerIntent *intent,
                        DesignerThingId thing);
