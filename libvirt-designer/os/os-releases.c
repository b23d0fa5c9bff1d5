/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "os/os-catalogue-private.h"

#include <stdio.h>
#include <string.h>

/* A series with no release for so long beside a newer one was given up. */
#define GIVEN_UP_AFTER_DAYS (3 * 365)

static void
release_free (gpointer data)
{
  DesignerOsRelease *release = data;

  g_free (release->version);
  g_free (release);
}

static void
take_releases (GPtrArray *releases,
               DesignerOsEntry *entry,
               const char *stem)
{
  for (guint i = 0; i < entry->short_ids->len; i++)
    {
      const char *short_id = g_ptr_array_index (entry->short_ids, i);
      g_autofree char *version = NULL;
      DesignerOsRelease *release;

      if (g_str_has_prefix (short_id, stem))
        version = designer_version_parse (short_id + strlen (stem));
      if (version == NULL)
        continue;
      release = g_new0 (DesignerOsRelease, 1);
      release->entry = entry;
      release->short_id = short_id;
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
designer_os_releases (GPtrArray *names,
                      const char *stem)
{
  GPtrArray *releases = g_ptr_array_new_with_free_func (release_free);

  for (guint i = 0; i < names->len; i++)
    take_releases (releases, g_ptr_array_index (names, i), stem);
  g_ptr_array_sort (releases, compare_releases);
  return releases;
}

/* In days of the calendar; 0 when not stated. */
static guint32
release_day (DesignerOsRelease *release)
{
  const char *date = release->entry->texts[DESIGNER_OS_TEXT_RELEASE_DATE];
  guint year;
  guint month;
  guint day;
  GDate calendar;

  if (date == NULL || sscanf (date, "%4u-%2u-%2u", &year, &month, &day) != 3
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return 0;
  g_date_clear (&calendar, 1);
  g_date_set_dmy (&calendar, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return g_date_get_julian (&calendar);
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
