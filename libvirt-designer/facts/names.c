/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The next free name of its kind. */

#include "facts/facts-private.h"

#include <string.h>

static void
write_target (char *name,
              gsize size,
              const char *prefix,
              guint number)
{
  char letters[8];
  guint n = 0;

  for (guint rest = number + 1; rest > 0; rest = (rest - 1) / 26)
    letters[n++] = 'a' + (rest - 1) % 26;
  g_strlcpy (name, prefix, size);
  for (gsize end = strlen (name); n > 0 && end + 1 < size; end++)
    {
      name[end] = letters[--n];
      name[end + 1] = '\0';
    }
}

const char *
designer_facts_next_target (DesignerFacts *facts,
                            const char *prefix)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (facts->next_number, prefix));
  char name[16];

  do
    write_target (name, sizeof name, prefix, number++);
  while (!designer_facts_target_is_free (facts, name));
  g_hash_table_insert (facts->next_number,
                       (gpointer) g_intern_string (prefix), GUINT_TO_POINTER (number - 1));
  return g_string_chunk_insert (facts->strings, name);
}

const char *
designer_facts_next_storage (DesignerFacts *facts,
                             const char *stem,
                             const char *suffix)
{
  g_autofree char *name = g_strconcat (stem, suffix, NULL);
  const char *first = g_string_chunk_insert_const (facts->strings, name);
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (facts->next_number, first));

  for (; g_hash_table_contains (facts->storage, name); number++)
    {
      g_free (name);
      name = g_strdup_printf ("%s-%u%s", stem, number + 1, suffix);
    }
  g_hash_table_insert (facts->next_number, (gpointer) first, GUINT_TO_POINTER (number));
  return g_string_chunk_insert (facts->strings, name);
}
