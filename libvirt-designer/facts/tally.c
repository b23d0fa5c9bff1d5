/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "facts/tally-private.h"

/* Its own key in the table: a text made of thing and value would cost more than the rest. */
typedef struct
{
  DesignerThingId thing;
  const char *value;
  guint n;
} Count;

static guint
hash_count (gconstpointer data)
{
  const Count *count = data;

  return g_str_hash (count->value) * DESIGNER_N_THINGS + count->thing;
}

static gboolean
is_of_same (gconstpointer a,
            gconstpointer b)
{
  const Count *first = a;
  const Count *second = b;

  return first->thing == second->thing && g_str_equal (first->value, second->value);
}

GHashTable *
designer_tally_new (void)
{
  return g_hash_table_new_full (hash_count, is_of_same, g_free, NULL);
}

static Count *
find (GHashTable *tally,
      DesignerThingId thing,
      const char *value)
{
  const Count wanted = { thing, value, 0 };

  return g_hash_table_lookup (tally, &wanted);
}

guint
designer_tally_get (GHashTable *tally,
                    DesignerThingId thing,
                    const char *value)
{
  const Count *count = find (tally, thing, value);

  return count != NULL ? count->n : 0;
}

void
designer_tally_change (GHashTable *tally,
                       DesignerThingId thing,
                       const char *value,
                       gint change)
{
  Count *count = find (tally, thing, value);

  if (count == NULL)
    {
      count = g_new0 (Count, 1);
      count->thing = thing;
      count->value = value;
      g_hash_table_add (tally, count);
    }
  count->n += change;
}
