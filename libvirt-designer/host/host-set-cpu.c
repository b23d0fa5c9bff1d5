/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The processors of several hosts, taken together. */

#include "host/host-set-private.h"

static const char *
common_vendor (const char *vendor,
               const DesignerHostCpu *cpu)
{
  return g_strcmp0 (vendor, cpu->vendor) == 0 ? vendor : NULL;
}

/* Host no. I names these: counts those that each host before it named too. A host
 * that names a feature twice names it once. */
static void
count (GHashTable *counts,
       const GPtrArray *names,
       guint i)
{
  for (guint n = 0; names != NULL && n < names->len; n++)
    {
      gpointer name = g_ptr_array_index (names, n);

      if (GPOINTER_TO_UINT (g_hash_table_lookup (counts, name)) == i)
        g_hash_table_insert (counts, name, GUINT_TO_POINTER (i + 1));
    }
}

static gint
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* Those that all of so many named, in the order of the alphabet. */
static GPtrArray *
names_of (GHashTable *counts,
          guint all)
{
  GPtrArray *names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;
  gpointer n;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &name, &n))
    {
      if (GPOINTER_TO_UINT (n) == all)
        g_ptr_array_add (names, name);
    }
  g_ptr_array_sort (names, compare_names);
  return names;
}

void
designer_host_cpu_combine (DesignerHostCpu *self,
                           const GPtrArray *views)
{
  g_autoptr (GHashTable) required = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < views->len; i++)
    {
      const DesignerHostCpu *cpu = designer_host_view_own_cpu (g_ptr_array_index (views, i));

      self->vendor = i == 0 ? cpu->vendor : common_vendor (self->vendor, cpu);
      count (required, cpu->required, i);
    }
  self->required = names_of (required, views->len);
}
