/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "rules/numbered-private.h"

#include <string.h>

#define MOST_NUMBERS 4096

static gint
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  guint64 x = *(const guint64 *) a;
  guint64 y = *(const guint64 *) b;

  return x < y ? -1 : x > y;
}

static gboolean
contains (const GArray *numbers,
          guint64 number)
{
  for (guint i = 0; i < numbers->len; i++)
    {
      if (g_array_index (numbers, guint64, i) == number)
        return TRUE;
    }
  return FALSE;
}

GArray *
designer_numbered (const DesignerFacts *facts,
                   const char *prefix)
{
  const DesignerSettings *settings = facts->intent->whole[DESIGNER_SCOPE_DOMAIN]->settings;
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (guint64));
  gsize length = strlen (prefix);

  for (guint i = 0; settings != NULL && i < settings->list->len; i++)
    {
      const char *path = ((const DesignerSetting *) g_ptr_array_index (settings->list, i))->path;
      guint64 number;

      if (strncmp (path, prefix, length) != 0 || path[length] != '[' || !g_ascii_isdigit (path[length + 1]))
        continue;
      number = g_ascii_strtoull (path + length + 1, NULL, 10);
      if (!contains (numbers, number))
        g_array_append_val (numbers, number);
    }
  g_array_sort (numbers, compare_numbers);
  return numbers;
}

const char *
designer_numbered_get (const DesignerFacts *facts,
                       const char *prefix,
                       guint64 number,
                       const char *rest)
{
  g_autofree char *path = g_strdup_printf ("%s[%" G_GUINT64_FORMAT "]/%s", prefix, number, rest);

  return designer_intent_setting (facts->intent, path);
}

/* One part of a list: "3", "0-3" or "^2". */
static gboolean
take_part (GHashTable *numbers,
           const char *part)
{
  gboolean out = *part == '^';
  g_auto (GStrv) ends = g_strsplit (out ? part + 1 : part, "-", 2);
  guint64 first;
  guint64 last;

  if (ends[0] == NULL || !g_ascii_string_to_unsigned (ends[0], 10, 0, MOST_NUMBERS, &first, NULL))
    return FALSE;
  last = first;
  if (ends[1] != NULL && !g_ascii_string_to_unsigned (ends[1], 10, first, MOST_NUMBERS, &last, NULL))
    return FALSE;
  for (guint64 number = first; number <= last; number++)
    {
      if (out)
        g_hash_table_remove (numbers, GUINT_TO_POINTER ((guint) number));
      else
        g_hash_table_add (numbers, GUINT_TO_POINTER ((guint) number));
    }
  return TRUE;
}

GHashTable *
designer_number_set (const char *text)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (!take_part (numbers, g_strstrip (parts[i])))
        return NULL;
    }
  return g_hash_table_size (numbers) > 0 ? g_steal_pointer (&numbers) : NULL;
}

static guint64
kib_in (const char *unit)
{
  static const struct
  {
    const char *unit;
    guint64 kib;
  } units[] = { { "KiB", 1 }, { "k", 1 }, { "MiB", 1024 }, { "M", 1024 }, { "GiB", 1048576 }, { "G", 1048576 } };

  for (guint i = 0; unit != NULL && i < G_N_ELEMENTS (units); i++)
    {
      if (g_str_equal (unit, units[i].unit))
        return units[i].kib;
    }
  return unit == NULL ? 1 : 0;
}

guint64
designer_kib (const char *amount,
              const char *unit)
{
  return amount != NULL ? g_ascii_strtoull (amount, NULL, 10) * kib_in (unit) : 0;
}

/* 0 where a cell's memory is missing or in a unit that is not counted in here. */
guint64
designer_cells_memory (const DesignerFacts *facts)
{
  g_autoptr (GArray) cells = designer_numbered (facts, "cpu/numa/cell");
  guint64 sum = 0;

  for (guint i = 0; i < cells->len; i++)
    {
      guint64 number = g_array_index (cells, guint64, i);
      const char *memory = designer_numbered_get (facts, "cpu/numa/cell", number, "@memory");
      guint64 kib = designer_kib (memory, designer_numbered_get (facts, "cpu/numa/cell", number, "@unit"));

      if (kib == 0)
        return 0;
      sum += kib;
    }
  return sum;
}

guint64
designer_cells_cpus (const DesignerFacts *facts)
{
  g_autoptr (GArray) cells = designer_numbered (facts, "cpu/numa/cell");
  guint64 sum = 0;

  for (guint i = 0; i < cells->len; i++)
    {
      const char *cpus = designer_numbered_get (facts, "cpu/numa/cell", g_array_index (cells, guint64, i), "@cpus");
      g_autoptr (GHashTable) set = cpus != NULL ? designer_number_set (cpus) : NULL;

      sum += set != NULL ? g_hash_table_size (set) : 0;
    }
  return sum;
}
