/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "os/os-private.h"

#include <string.h>

/* A series with no release for so long beside a newer one was given up. */
#define GIVEN_UP_AFTER_DAYS (3 * 365)

static void
release_free (gpointer data)
{
  DesignerOsRelease *release = data;

  g_object_unref (release->os);
  g_free (release->short_id);
  g_free (release->version);
  g_free (release);
}

static void
take_releases (GPtrArray *releases,
               OsinfoOs *os,
               const char *stem)
{
  g_autoptr (GList) ids = osinfo_product_get_short_id_list (OSINFO_PRODUCT (os));

  for (GList *l = ids; l != NULL; l = l->next)
    {
      const char *short_id = l->data;
      g_autofree char *version = NULL;
      DesignerOsRelease *release;

      if (g_str_has_prefix (short_id, stem))
        version = designer_version_parse (short_id + strlen (stem));
      if (version == NULL)
        continue;
      release = g_new0 (DesignerOsRelease, 1);
      release->os = g_object_ref (os);
      release->short_id = g_strdup (short_id);
      release->version = g_steal_pointer (&version);
      g_ptr_array_add (releases, release);
    }
}

/* Ties (debian5 and debian5.0 are one system) are broken by name, so that the
 * order does not depend on the database's. */
static gint
compare_releases (gconstpointer a,
                  gconstpointer b)
{
  const DesignerOsRelease *const *first = a;
  const DesignerOsRelease *const *second = b;
  gint order = designer_version_compare ((*first)->version, (*second)->version);

  return order != 0 ? order : strcmp ((*second)->short_id, (*first)->short_id);
}

GPtrArray *
designer_os_releases (OsinfoDb *db,
                      const char *stem)
{
  GPtrArray *releases = g_ptr_array_new_with_free_func (release_free);
  g_autoptr (OsinfoOsList) list = osinfo_db_get_os_list (db);
  g_autoptr (GList) elements = osinfo_list_get_elements (OSINFO_LIST (list));

  for (GList *l = elements; l != NULL; l = l->next)
    take_releases (releases, l->data, stem);
  g_ptr_array_sort (releases, compare_releases);
  return releases;
}

/* In days of the calendar; 0 when not stated. */
static guint32
release_day (DesignerOsRelease *release)
{
  g_autoptr (GDate) date = osinfo_product_get_release_date (OSINFO_PRODUCT (release->os));

  return date != NULL && g_date_valid (date) ? g_date_get_julian (date) : 0;
}

static guint32
latest_day (GPtrArray *releases)
{
  guint32 latest = 0;

  for (guint i = 0; i < releases->len; i++)
    latest = MAX (latest, release_day (g_ptr_array_index (releases, i)));
  return latest;
}

DesignerOsRelease *
designer_os_releases_newest (GPtrArray *releases)
{
  guint32 latest = latest_day (releases);

  for (guint i = releases->len; i > 0; i--)
    {
      DesignerOsRelease *release = g_ptr_array_index (releases, i - 1);
      guint32 day = release_day (release);

      if (day == 0 || latest - day <= GIVEN_UP_AFTER_DAYS)
        return release;
    }
  return NULL;
}

static gboolean
has_short_id (OsinfoOs *os,
              const char *name)
{
  g_autoptr (GList) ids = osinfo_product_get_short_id_list (OSINFO_PRODUCT (os));

  return g_list_find_custom (ids, name, (GCompareFunc) strcmp) != NULL;
}

OsinfoOs *
designer_os_by_name (OsinfoDb *db,
                     const char *name)
{
  OsinfoOs *os = osinfo_db_get_os (db, name);
  g_autoptr (OsinfoOsList) list = NULL;
  g_autoptr (GList) elements = NULL;

  if (os != NULL)
    return os;
  list = osinfo_db_get_os_list (db);
  elements = osinfo_list_get_elements (OSINFO_LIST (list));
  for (GList *l = elements; l != NULL; l = l->next)
    {
      if (has_short_id (l->data, name))
        return l->data;
    }
  return NULL;
}

static gint
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  const char *const *first = a;
  const char *const *second = b;

  return strcmp (*first, *second);
}

/* A database in several files repeats the short ids of a system in each. */
char **
designer_os_short_ids (OsinfoDb *db)
{
  GPtrArray *names = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (OsinfoOsList) list = osinfo_db_get_os_list (db);
  g_autoptr (GList) elements = osinfo_list_get_elements (OSINFO_LIST (list));

  for (GList *l = elements; l != NULL; l = l->next)
    {
      g_autoptr (GList) ids = osinfo_product_get_short_id_list (l->data);

      for (GList *id = ids; id != NULL; id = id->next)
        {
          if (g_hash_table_add (seen, id->data))
            g_ptr_array_add (names, g_strdup (id->data));
        }
    }
  g_ptr_array_sort (names, compare_strings);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}
