/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "base/nearest-private.h"
#include "base/libvirt-designer-nearest.h"

#include <string.h>

#define MAX_LENGTH 128
#define MAX_NAMES 3
#define MIN_PREFIX 2
#define PREFIX_SCORE 2

typedef struct
{
  const char *name;
  guint score;
  guint distance;
} Candidate;

static gboolean
same (char a,
      char b)
{
  return g_ascii_tolower (a) == g_ascii_tolower (b);
}

/* Damerau and Levenshtein's distance, each pair of neighbours swapped at most
 * once: the edits that make B of A. */
static guint
edit_distance (const char *a,
               gsize a_length,
               const char *b,
               gsize b_length)
{
  guint rows[3][MAX_LENGTH + 1];

  for (gsize j = 0; j <= b_length; j++)
    rows[0][j] = (guint) j;
  for (gsize i = 1; i <= a_length; i++)
    {
      guint *row = rows[i % 3];
      const guint *above = rows[(i + 2) % 3];
      const guint *before = rows[(i + 1) % 3];

      row[0] = (guint) i;
      for (gsize j = 1; j <= b_length; j++)
        {
          guint cost = same (a[i - 1], b[j - 1]) ? 0 : 1;

          row[j] = MIN (MIN (row[j - 1], above[j]) + 1, above[j - 1] + cost);
          if (i > 1 && j > 1 && same (a[i - 1], b[j - 2]) && same (a[i - 2], b[j - 1]))
            row[j] = MIN (row[j], before[j - 2] + 1);
        }
    }
  return rows[a_length % 3][b_length];
}

static gboolean
is_prefix (const char *name,
           gsize name_length,
           const char *candidate,
           gsize candidate_length)
{
  gsize shorter = MIN (name_length, candidate_length);

  return shorter >= MIN_PREFIX && g_ascii_strncasecmp (name, candidate, shorter) == 0;
}

/* One slip in three letters may be a slip; more is another word. */
static gboolean
assess (const char *name,
        const char *candidate,
        Candidate *result)
{
  gsize name_length = strlen (name);
  gsize candidate_length = strlen (candidate);
  guint limit = (guint) MAX (1, MAX (name_length, candidate_length) / 3);

  if (name_length == 0 || name_length > MAX_LENGTH || candidate_length > MAX_LENGTH)
    return FALSE;
  result->name = candidate;
  result->distance = edit_distance (name, name_length, candidate, candidate_length);
  result->score = result->distance;
  if (is_prefix (name, name_length, candidate, candidate_length))
    result->score = MIN (result->score, PREFIX_SCORE);
  else if (result->distance > limit || result->distance >= MAX (name_length, candidate_length))
    return FALSE;
  return TRUE;
}

static gint
compare (gconstpointer a,
         gconstpointer b)
{
  const Candidate *x = a;
  const Candidate *y = b;

  if (x->score != y->score)
    return x->score < y->score ? -1 : 1;
  if (x->distance != y->distance)
    return x->distance < y->distance ? -1 : 1;
  return strcmp (x->name, y->name);
}

GPtrArray *
designer_nearest_names (const char *name,
                        const char *const *candidates,
                        gsize n_candidates)
{
  g_autoptr (GArray) near = g_array_new (FALSE, FALSE, sizeof (Candidate));
  GPtrArray *names = g_ptr_array_new ();

  for (gsize i = 0; i < n_candidates; i++)
    {
      Candidate candidate;

      if (assess (name, candidates[i], &candidate))
        g_array_append_val (near, candidate);
    }
  g_array_sort (near, compare);
  for (guint i = 0; i < near->len && names->len < MAX_NAMES; i++)
    {
      const char *next = g_array_index (near, Candidate, i).name;

      if (names->len == 0 || !g_str_equal (next, g_ptr_array_index (names, names->len - 1)))
        g_ptr_array_add (names, (gpointer) next);
    }
  return names;
}

char *
designer_nearest_hint (const char *name,
                       const char *const *candidates,
                       gsize n_candidates)
{
  g_autoptr (GPtrArray) names = designer_nearest_names (name, candidates, n_candidates);
  GString *hint = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    {
      const char *before = i == 0 ? "; did you mean " : i + 1 < names->len ? ", " : " or ";

      g_string_append_printf (hint, "%s'%s'", before, (const char *) g_ptr_array_index (names, i));
    }
  if (names->len > 0)
    g_string_append_c (hint, '?');
  return g_string_free (hint, FALSE);
}

/**
 * gvir_designer_nearest_names:
 * @name: a name that may be misspelt
 * @candidates: (array zero-terminated=1): the names that there are
 *
 * Finds what a misspelt name may have been meant to be, for an error message.
 *
 * Returns: (transfer full) (array zero-terminated=1): at most three of the
 *   candidates, nearest first; empty where none is near
 */
char **
gvir_designer_nearest_names (const char *name,
                             const char *const *candidates)
{
  g_autoptr (GPtrArray) nearest = NULL;
  GPtrArray *names;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (candidates != NULL, NULL);

  nearest = designer_nearest_names (name, candidates, g_strv_length ((char **) candidates));
  names = g_ptr_array_new ();
  for (guint i = 0; i < nearest->len; i++)
    g_ptr_array_add (names, g_strdup (g_ptr_array_index (nearest, i)));
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}
