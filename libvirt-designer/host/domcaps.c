/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "host/domcaps-private.h"

#include <string.h>

static guint
hash_fact (gconstpointer key)
{
  const DesignerFact *fact = key;
  guint hash = 5381;

  for (gsize i = 0; i < fact->what_length; i++)
    hash = hash * 33 + (guchar) fact->what[i];
  for (const char *c = fact->value; c != NULL && *c != '\0'; c++)
    hash = hash * 33 + (guchar) *c;
  return hash;
}

static gboolean
equal_facts (gconstpointer a,
             gconstpointer b)
{
  const DesignerFact *x = a;
  const DesignerFact *y = b;

  if (x->what_length != y->what_length || (x->value == NULL) != (y->value == NULL))
    return FALSE;
  return memcmp (x->what, y->what, x->what_length) == 0 &&
         (x->value == NULL || strcmp (x->value, y->value) == 0);
}

typedef struct
{
  guint64 figure;
  DesignerReach scope;
} DesignerFigure;

DesignerDomcaps *
designer_domcaps_new (const char *origin)
{
  DesignerDomcaps *self = g_new0 (DesignerDomcaps, 1);

  self->origin = g_strdup (origin);
  self->facts = g_hash_table_new_full (hash_fact, equal_facts, g_free, NULL);
  self->figures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->strings = g_string_chunk_new (2048);
  self->own_cpu.required = g_ptr_array_new ();
  self->own_cpu.disabled = g_ptr_array_new ();
  return self;
}

void
designer_domcaps_free (DesignerDomcaps *self)
{
  g_free (self->origin);
  g_free (self->emulator);
  g_free (self->virt_type);
  g_free (self->machine);
  g_free (self->arch);
  g_hash_table_unref (self->facts);
  g_hash_table_unref (self->figures);
  g_ptr_array_unref (self->own_cpu.required);
  g_ptr_array_unref (self->own_cpu.disabled);
  g_string_chunk_free (self->strings);
  g_free (self);
}

static void
digest_fact (DesignerDomcaps *self,
             const DesignerFact *fact)
{
  DesignerDigest digest = { 0, 0 };

  designer_digest_add_text (&digest, fact->what);
  designer_digest_add_text (&digest, fact->value);
  designer_digest_add_number (&digest, fact->answer);
  designer_digest_add_part (&self->content, &digest);
  if (g_str_has_prefix (fact->what, "cpu"))
    designer_digest_add_part (&self->cpu, &digest);
}

void
designer_domcaps_add (DesignerDomcaps *self,
                      const char *what,
                      const char *value,
                      GVirDesignerAnswer answer,
                      DesignerReach scope)
{
  DesignerFact *fact = g_new0 (DesignerFact, 1);

  fact->what = g_string_chunk_insert_const (self->strings, what);
  fact->what_length = strlen (what);
  fact->value = value != NULL ? g_string_chunk_insert_const (self->strings, value) : NULL;
  fact->answer = answer;
  fact->scope = scope;
  digest_fact (self, fact);
  g_hash_table_add (self->facts, fact);
}

void
designer_domcaps_set_figure (DesignerDomcaps *self,
                             const char *what,
                             guint64 figure,
                             DesignerReach scope)
{
  DesignerFigure *entry = g_new (DesignerFigure, 1);
  DesignerDigest digest = { 0, 0 };

  *entry = (DesignerFigure) { figure, scope };
  designer_digest_add_text (&digest, what);
  designer_digest_add_number (&digest, figure);
  designer_digest_add_part (&self->content, &digest);
  g_hash_table_insert (self->figures, g_strdup (what), entry);
}

gboolean
designer_domcaps_find_figure (const DesignerDomcaps *self,
                              const char *what,
                              guint64 *figure,
                              DesignerReach *scope)
{
  const DesignerFigure *entry = g_hash_table_lookup (self->figures, what);

  if (entry == NULL)
    return FALSE;
  *figure = entry->figure;
  if (scope != NULL)
    *scope = entry->scope;
  return TRUE;
}

static const DesignerFact *
lookup (const DesignerDomcaps *self,
        const char *what,
        gsize what_length,
        const char *value)
{
  DesignerFact key = { .what = what, .what_length = what_length, .value = value };

  return g_hash_table_lookup (self->facts, &key);
}

/* An element that is not supported has no values either, wherever they are. */
static const DesignerFact *
lookup_unsupported_parent (const DesignerDomcaps *self,
                           const char *what)
{
  const char *slash = strrchr (what, '/');
  const DesignerFact *fact = NULL;

  if (slash != NULL)
    fact = lookup (self, what, (gsize) (slash - what), NULL);
  return fact != NULL && fact->answer == GVIR_DESIGNER_ANSWER_NO ? fact : NULL;
}

gboolean
designer_domcaps_find (const DesignerDomcaps *self,
                       const char *what,
                       const char *value,
                       GVirDesignerAnswer *answer,
                       DesignerReach *scope)
{
  gsize length = strlen (what);
  const DesignerFact *fact = lookup (self, what, length, value);

  if (fact != NULL)
    {
      *answer = fact->answer;
      *scope = fact->scope;
      return TRUE;
    }
  if (value != NULL)
    fact = lookup (self, what, length, NULL);
  if (fact == NULL)
    fact = lookup_unsupported_parent (self, what);
  if (fact == NULL)
    return FALSE;
  *answer = GVIR_DESIGNER_ANSWER_NO;
  *scope = fact->scope;
  return TRUE;
}

static gint
compare_facts (gconstpointer a,
               gconstpointer b)
{
  const DesignerFact *x = *(const DesignerFact *const *) a;
  const DesignerFact *y = *(const DesignerFact *const *) b;
  int order = strcmp (x->what, y->what);

  return order != 0 ? order : g_strcmp0 (x->value, y->value);
}

GPtrArray *
designer_domcaps_list_facts (const DesignerDomcaps *self)
{
  GPtrArray *facts = g_ptr_array_sized_new (g_hash_table_size (self->facts));
  GHashTableIter iter;
  gpointer fact;

  g_hash_table_iter_init (&iter, self->facts);
  while (g_hash_table_iter_next (&iter, &fact, NULL))
    g_ptr_array_add (facts, fact);
  g_ptr_array_sort (facts, compare_facts);
  return facts;
}
