/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The processors of several hosts, taken together. */

#include "host/host-set-private.h"

static const char *
common_vendor (const char *vendor,
               const DesignerHostCpu *cpu)
{
  return g_strcmp0 (vendor, cpu->vendor) == 0 ? vendor : NULL;
}

/* How far the next name is looked for before all names are. */
#define NEAR 8

/* Names in which others are looked up one after the other; most hosts name the same in
 * the same order. */
typedef struct
{
  const GPtrArray *names;
  guint next;
  GHashTable *index; /* NULL: it was not needed yet */
} Lookup;

static gboolean
has_name (Lookup *lookup,
          const char *name)
{
  for (guint i = lookup->next; i < lookup->names->len && i < lookup->next + NEAR; i++)
    {
      if (!g_str_equal (g_ptr_array_index (lookup->names, i), name))
        continue;
      lookup->next = i + 1;
      return TRUE;
    }
  if (lookup->index == NULL)
    {
      lookup->index = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint i = 0; i < lookup->names->len; i++)
        g_hash_table_add (lookup->index, g_ptr_array_index (lookup->names, i));
    }
  return g_hash_table_contains (lookup->index, name);
}

/* Leaves those of COMMON that NAMES has too. */
static void
intersect (GPtrArray *common,
           const GPtrArray *names)
{
  Lookup lookup = { names, 0, NULL };
  guint kept = 0;

  for (guint i = 0; names != NULL && i < common->len; i++)
    {
      if (has_name (&lookup, g_ptr_array_index (common, i)))
        common->pdata[kept++] = common->pdata[i];
    }
  g_ptr_array_set_size (common, (gint) kept);
  g_clear_pointer (&lookup.index, g_hash_table_unref);
}

static gint
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* Each of NAMES once. */
static GPtrArray *
copy_names (const GPtrArray *names)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *copy = g_ptr_array_new ();

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      if (g_hash_table_add (seen, g_ptr_array_index (names, i)))
        g_ptr_array_add (copy, g_ptr_array_index (names, i));
    }
  return copy;
}

void
designer_host_cpu_combine (DesignerHostCpu *self,
                           const GPtrArray *views)
{
  for (guint i = 0; i < views->len; i++)
    {
      const DesignerHostCpu *cpu = designer_host_view_own_cpu (g_ptr_array_index (views, i));

      self->vendor = i == 0 ? cpu->vendor : common_vendor (self->vendor, cpu);
      if (i == 0)
        self->required = copy_names (cpu->required);
      else
        intersect (self->required, cpu->required);
    }
  g_ptr_array_sort (self->required, compare_names);
}
