/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "vocabulary/things-private.h"

G_BEGIN_DECLS

/* One row of options.def: an option (OPTION set), or one of its sub-options,
 * which is about a thing or, where PATH is set, of no more than that path. */
typedef struct
{
  gboolean option;
  const char *name;
  const char *other_name;
  int scope;         /* of an option */
  int thing;         /* of a sub-option */
  const char *value; /* of a word */
  const char *base;  /* of an option */
  const char *title; /* of an option */
  const char *path;  /* of a sub-option that is about no thing */
} DesignerOptionRow;

/* The element that an option which is about no device writes in, "cpu", or the first of
 * several such; NULL: there is none. */
char *designer_option_element (const DesignerOptionRow *option);

const DesignerOptionRow *designer_option_find (const char *name,
                                               GError **error);
/* The row of a word that asks for something by itself, or NULL. */
const DesignerOptionRow *designer_option_find_word (const DesignerOptionRow *option,
                                                    const char *name);
/* The first option with a sub-option about THING, and the NAME of that; NULL: none has. */
const DesignerOptionRow *designer_option_for_thing (DesignerThingId thing,
                                                    const char **name);
/* Adds the names that OPTION's rows have to NAMES, as the rows write them. */
void designer_option_add_names (const DesignerOptionRow *option,
                                GPtrArray *names);
/* The row for the value that comes first without a name, or NULL. */
const DesignerOptionRow *designer_option_first_value (const DesignerOptionRow *option);

G_END_DECLS
