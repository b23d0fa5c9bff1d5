/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "rules/compute-private.h"

#include "base/words-private.h"

const char *
designer_number (DesignerFacts *facts,
                 guint64 number)
{
  char text[DESIGNER_NUMBER_SIZE];

  return g_string_chunk_insert_const (facts->strings, designer_number_write (text, number));
}

guint64
designer_settled_number (const DesignerFacts *facts,
                         const DesignerSubject *subject,
                         DesignerThingId thing,
                         guint64 fallback)
{
  const char *value = designer_facts_get (facts, subject, thing);

  return value != NULL ? g_ascii_strtoull (value, NULL, 10) : fallback;
}
