/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "facts/facts-private.h"

G_BEGIN_DECLS

/* The things of a character device's source, in the order in which its type and
 * they stand in the vocabulary. */
typedef enum
{
  DESIGNER_CHARACTER_TYPE,
  DESIGNER_CHARACTER_PATH,
  DESIGNER_CHARACTER_MODE,
  DESIGNER_CHARACTER_HOST,
  DESIGNER_CHARACTER_SERVICE,
  DESIGNER_N_CHARACTER_PARTS
} DesignerCharacterPart;

/* Which part of a character device THING is, and the thing that is its type;
 * FALSE: it is none. */
gboolean designer_character_part (DesignerThingId thing,
                                  DesignerCharacterPart *part,
                                  DesignerThingId *type);

/* The type of the character devices of SCOPE; DESIGNER_N_THINGS: it has none. */
DesignerThingId designer_character_type (DesignerScopeId scope);

/* Whether nothing else listens where SUBJECT would with THING as VALUE. */
gboolean designer_endpoint_is_free (const DesignerFacts *facts,
                                    const DesignerSubject *subject,
                                    DesignerThingId thing,
                                    const char *value);

/* SUBJECT listens, or no longer listens, there. */
void designer_endpoint_take (DesignerFacts *facts,
                             const DesignerSubject *subject,
                             DesignerThingId thing,
                             const char *value,
                             gboolean taken);

G_END_DECLS
