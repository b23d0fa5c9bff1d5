/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "os/os-likeness-private.h"

#include <string.h>

static const char *
skip_others (const char *text)
{
  while (*text != '\0' && !g_ascii_isalnum (*text))
    text++;
  return text;
}

/* Where the last part of PATH begins, or all of it. */
static const char *
last_part (const char *path)
{
  const char *slash = strrchr (path, '/');

  return slash != NULL ? slash + 1 : path;
}

/* How many letters and digits A and B both begin with; DIFFERS is set where not all
 * of them are. */
static guint
common_letters (const char *a,
                const char *b,
                gboolean *differs)
{
  guint n = 0;

  a = skip_others (a);
  b = skip_others (b);
  while (*a != '\0' && *a == *b)
    {
      a = skip_others (a + 1);
      b = skip_others (b + 1);
      n++;
    }
  *differs = *a != *b;
  return n;
}

gboolean
designer_os_is_called (const char *path,
                       const char *name)
{
  gboolean differs;

  common_letters (last_part (path), name, &differs);
  return !differs;
}

/* The Fedora CoreOS is in "fedoraproject.org/coreos". */
static guint
likeness_of (const char *path,
             const char *name)
{
  gboolean differs;
  guint likeness = 0;

  for (const char *part = path; part != NULL; part = strchr (part + 1, '/'))
    likeness = MAX (likeness, common_letters (part, name, &differs));
  return likeness;
}

static gint
compare_likeness (gconstpointer a,
                  gconstpointer b,
                  gpointer name)
{
  const char *const *first = a;
  const char *const *second = b;
  guint likeness = likeness_of (*first, name);
  guint other = likeness_of (*second, name);

  return likeness != other ? (likeness > other ? -1 : 1) : strcmp (*first, *second);
}

void
designer_os_sort_by_likeness (GPtrArray *paths,
                              const char *name)
{
  g_ptr_array_sort_with_data (paths, compare_likeness, (gpointer) name);
}
