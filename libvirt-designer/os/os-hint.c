/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "base/nearest-private.h"
#include "os/os-catalogue-private.h"

static char *
hint_of_ids (GPtrArray *names,
             const char *name)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (ids, ((DesignerOsEntry *) g_ptr_array_index (names, i))->id);
  return designer_nearest_hint (name, (const char *const *) ids->pdata, ids->len);
}

/* "debian": a system without saying which release of it. */
static char *
hint_of_release (GPtrArray *names,
                 const char *name)
{
  g_autoptr (GPtrArray) releases = designer_os_releases (names, name);

  if (releases->len == 0)
    return NULL;
  return g_strdup_printf ("; say which release, for example '%s'",
                          designer_os_releases_newest (releases)->short_id);
}

/* "rhel1": a system in a version older than any. */
static char *
hint_of_oldest (GPtrArray *names,
                const char *stem)
{
  g_autoptr (GPtrArray) releases = designer_os_releases (names, stem);
  DesignerOsRelease *oldest;

  if (releases->len == 0)
    return NULL;
  oldest = g_ptr_array_index (releases, 0);
  return g_strdup_printf ("; the oldest release it has is '%s'", oldest->short_id);
}

static GPtrArray *
short_ids_of (GPtrArray *names)
{
  g_autoptr (GArray) ids = designer_os_names_short_ids (names);
  GPtrArray *short_ids = g_ptr_array_new ();

  for (guint i = 0; i < ids->len; i++)
    g_ptr_array_add (short_ids, (gpointer) g_array_index (ids, DesignerOsShortId, i).short_id);
  return short_ids;
}

static GPtrArray *
stems_of (GPtrArray *short_ids)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *stems = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < short_ids->len; i++)
    {
      const char *short_id = g_ptr_array_index (short_ids, i);
      g_autofree char *stem = g_strndup (short_id, designer_version_offset (short_id));

      if (*stem == '\0' || g_hash_table_contains (seen, stem))
        continue;
      g_hash_table_add (seen, stem);
      g_ptr_array_add (stems, g_steal_pointer (&stem));
    }
  return stems;
}

/* "fedroa99": no release is near, but the system is. */
static char *
hint_of_stem (GPtrArray *names,
              GPtrArray *short_ids,
              const char *stem)
{
  g_autoptr (GPtrArray) stems = stems_of (short_ids);
  g_autoptr (GPtrArray) nearest = NULL;
  g_autoptr (GPtrArray) releases = NULL;

  nearest = designer_nearest_names (stem, (const char *const *) stems->pdata, stems->len);
  if (nearest->len == 0)
    return g_strdup ("");
  releases = designer_os_releases (names, g_ptr_array_index (nearest, 0));
  return g_strdup_printf ("; did you mean '%s'?",
                          designer_os_releases_newest (releases)->short_id);
}

char *
designer_os_ladder_hint (GPtrArray *names,
                         const char *name,
                         const char *stem)
{
  g_autoptr (GPtrArray) short_ids = NULL;
  char *hint = NULL;

  if (*name == '\0')
    return g_strdup ("");
  if (g_strstr_len (name, -1, "://") != NULL)
    return hint_of_ids (names, name);
  hint = stem != NULL ? hint_of_oldest (names, stem) : hint_of_release (names, name);
  if (hint != NULL)
    return hint;
  short_ids = short_ids_of (names);
  hint = designer_nearest_hint (name, (const char *const *) short_ids->pdata, short_ids->len);
  if (*hint != '\0' || stem == NULL)
    return hint;
  g_free (hint);
  return hint_of_stem (names, short_ids, stem);
}
