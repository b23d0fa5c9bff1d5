/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A smallest cover by trying one member, then two, then three and so on; at each
 * step only those are tried that strike out the alternative which fewest do. */

#include "base/cover-private.h"

/* Groups beyond this are not tried: finding the smallest may take for ever. */
#define MOST_STEPS 200000

struct _DesignerCover
{
  guint n_members;
  guint n_alternatives;
  GByteArray *struck; /* one byte for each member of each alternative */
};

typedef struct
{
  const DesignerCover *cover;
  const GArray *candidates; /* guint: members that may be of a smallest group */
  guint *covered;           /* by how many of the chosen each alternative is struck out */
  GArray *chosen;
  guint steps;
} Search;

DesignerCover *
designer_cover_new (guint n_members)
{
  DesignerCover *self = g_new0 (DesignerCover, 1);

  self->n_members = n_members;
  self->struck = g_byte_array_new ();
  return self;
}

void
designer_cover_free (DesignerCover *self)
{
  g_byte_array_unref (self->struck);
  g_free (self);
}

void
designer_cover_add_alternative (DesignerCover *self)
{
  guint before = self->struck->len;

  g_byte_array_set_size (self->struck, before + self->n_members);
  for (guint i = before; i < self->struck->len; i++)
    self->struck->data[i] = 0;
  self->n_alternatives++;
}

void
designer_cover_strike (DesignerCover *self,
                       guint member)
{
  self->struck->data[self->struck->len - self->n_members + member] = 1;
}

guint
designer_cover_n_alternatives (const DesignerCover *self)
{
  return self->n_alternatives;
}

static gboolean
strikes (const DesignerCover *self,
         guint member,
         guint alternative)
{
  return self->struck->data[alternative * self->n_members + member] != 0;
}

/* Whether A strikes out all that B does. */
static gboolean
is_as_good (const DesignerCover *self,
            guint a,
            guint b)
{
  for (guint i = 0; i < self->n_alternatives; i++)
    {
      if (strikes (self, b, i) && !strikes (self, a, i))
        return FALSE;
    }
  return TRUE;
}

/* Who is no better than another one is not needed; of equals the first stays. */
static gboolean
is_needless (const DesignerCover *self,
             const GArray *candidates,
             guint member)
{
  for (guint i = 0; i < candidates->len; i++)
    {
      if (is_as_good (self, g_array_index (candidates, guint, i), member))
        return TRUE;
    }
  return FALSE;
}

static GArray *
find_candidates (const DesignerCover *self)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->n_members; i++)
    {
      if (is_needless (self, candidates, i))
        continue;
      for (guint other = candidates->len; other-- > 0;)
        {
          if (is_as_good (self, i, g_array_index (candidates, guint, other)))
            g_array_remove_index (candidates, other);
        }
      g_array_append_val (candidates, i);
    }
  return candidates;
}

static void
choose (Search *search,
        guint member,
        int change)
{
  for (guint i = 0; i < search->cover->n_alternatives; i++)
    {
      if (strikes (search->cover, member, i))
        search->covered[i] += (guint) change;
    }
  if (change > 0)
    g_array_append_val (search->chosen, member);
  else
    g_array_set_size (search->chosen, search->chosen->len - 1);
}

static guint
count_strikers (const Search *search,
                guint alternative)
{
  guint n = 0;

  for (guint i = 0; i < search->candidates->len; i++)
    n += strikes (search->cover, g_array_index (search->candidates, guint, i), alternative);
  return n;
}

/* The alternative left that fewest strike out; FALSE: none is left. */
static gboolean
find_hardest (const Search *search,
              guint *hardest)
{
  guint fewest = G_MAXUINT;

  for (guint i = 0; i < search->cover->n_alternatives; i++)
    {
      guint n = search->covered[i] == 0 ? count_strikers (search, i) : G_MAXUINT;

      if (n >= fewest)
        continue;
      fewest = n;
      *hardest = i;
    }
  return fewest != G_MAXUINT;
}

/* Recurses no deeper than MORE, which grows by one at a time. */
static gboolean
try_more (Search *search,
          guint more)
{
  guint hardest = 0;

  if (!find_hardest (search, &hardest))
    return TRUE;
  if (more == 0)
    return FALSE;
  for (guint i = 0; i < search->candidates->len; i++)
    {
      guint member = g_array_index (search->candidates, guint, i);

      if (!strikes (search->cover, member, hardest))
        continue;
      if (search->steps++ > MOST_STEPS)
        return FALSE;
      choose (search, member, 1);
      if (try_more (search, more - 1))
        return TRUE;
      choose (search, member, -1);
    }
  return FALSE;
}

static guint
count_left (const Search *search,
            guint member)
{
  guint n = 0;

  for (guint i = 0; i < search->cover->n_alternatives; i++)
    n += search->covered[i] == 0 && strikes (search->cover, member, i);
  return n;
}

static void
choose_greedily (Search *search)
{
  guint hardest;

  while (find_hardest (search, &hardest))
    {
      guint best = g_array_index (search->candidates, guint, 0);

      for (guint i = 1; i < search->candidates->len; i++)
        {
          guint other = g_array_index (search->candidates, guint, i);

          if (count_left (search, other) > count_left (search, best))
            best = other;
        }
      choose (search, best, 1);
    }
}

static gboolean
can_be_covered (const Search *search)
{
  for (guint i = 0; i < search->cover->n_alternatives; i++)
    {
      if (count_strikers (search, i) == 0)
        return FALSE;
    }
  return search->cover->n_alternatives > 0;
}

static gint
compare_members (gconstpointer a,
                 gconstpointer b)
{
  guint x = *(const guint *) a;
  guint y = *(const guint *) b;

  return x < y ? -1 : x > y;
}

GArray *
designer_cover_find_smallest (const DesignerCover *self,
                              gboolean *exact)
{
  g_autoptr (GArray) candidates = find_candidates (self);
  g_autofree guint *covered = g_new0 (guint, MAX (self->n_alternatives, 1));
  Search search = { self, candidates, covered, g_array_new (FALSE, FALSE, sizeof (guint)), 0 };

  *exact = TRUE;
  if (!can_be_covered (&search))
    return search.chosen;
  for (guint size = 1; size <= candidates->len; size++)
    {
      if (try_more (&search, size))
        break;
      if (search.steps <= MOST_STEPS)
        continue;
      *exact = FALSE;
      choose_greedily (&search);
      break;
    }
  g_array_sort (search.chosen, compare_members);
  return search.chosen;
}
