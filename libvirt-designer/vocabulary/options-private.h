/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "vocabulary/things-private.h"

G_BEGIN_DECLS

/* One row of options.def: an option (OPTION set), or one of its sub-options. */
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
} DesignerOptionRow;

const DesignerOptionRow *designer_option_find (const char *name,
                                               GError **error);
/* The row of a sub-option or word, or NULL with the nearest names. */
const DesignerOptionRow *designer_sub_option_find (const DesignerOptionRow *option,
                                                   const char *name,
                                                   gboolean word,
                                                   GError **error);
/* The row for the value that comes first without a name, or NULL. */
const DesignerOptionRow *designer_option_first_value (const DesignerOptionRow *option);

G_END_DECLS
