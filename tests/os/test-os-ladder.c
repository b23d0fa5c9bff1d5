/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "base/libvirt-designer-error.h"
#include "os-fixture.h"

typedef struct
{
  const char *path;
  const char *name;
  const char *found;
  const char *reason;
} Found;

#define MISSING(name, found, why) \
  "'" name "' is not in the OS database; using '" found "', " why
#define PLACEHOLDER "its entry for releases that it does not know"
#define NEWEST "the newest release of that system that it has"
#define UP_TO "the newest release up to that version that it has"
#define SERIES "the newest release of that series that it has"

static const Found found[] = {
  { "short-id-is-found", "penguin2", "penguin2", NULL },
  { "second-short-id-is-found", "penguinfirst", "penguin1", NULL },
  { "id-is-found", "http://example.org/os/penguin2", "penguin2", NULL },
  { "unknown-is-a-system", "unknown", "unknown", NULL },
  { "newer-release-is-the-entry-for-unknown-ones", "penguin99", "penguin-unknown",
    MISSING ("penguin99", "penguin-unknown", PLACEHOLDER) },
  { "endless-version-is-newer", "penguin99999999999999999999999999", "penguin-unknown",
    MISSING ("penguin99999999999999999999999999", "penguin-unknown", PLACEHOLDER) },
  { "release-between-is-the-one-before", "penguin5", "penguin2",
    MISSING ("penguin5", "penguin2", UP_TO) },
  { "point-release-is-its-release", "penguin2.7", "penguin2",
    MISSING ("penguin2.7", "penguin2", UP_TO) },
  { "trailing-zero-changes-nothing", "penguin2.0", "penguin2",
    MISSING ("penguin2.0", "penguin2", UP_TO) },
  { "newer-release-of-a-series-is-its-entry", "whale8.9", "whale8-unknown",
    MISSING ("whale8.9", "whale8-unknown", PLACEHOLDER) },
  { "series-is-its-entry", "whale8", "whale8-unknown",
    MISSING ("whale8", "whale8-unknown", PLACEHOLDER) },
  { "series-without-entry-is-its-newest-release", "whale9", "whale9.10",
    MISSING ("whale9", "whale9.10", SERIES) },
  { "entry-that-says-nothing-is-passed-over", "whale11", "whale9.10",
    MISSING ("whale11", "whale9.10", NEWEST) },
  { "versions-compare-by-number", "whale9.9", "whale9.0",
    MISSING ("whale9.9", "whale9.0", UP_TO) },
  { "series-given-up-long-ago-is-not-the-newest", "otter43", "otter15sp4",
    MISSING ("otter43", "otter15sp4", NEWEST) },
  { "service-pack-is-part-of-the-version", "otter15sp9", "otter15sp4",
    MISSING ("otter15sp9", "otter15sp4", NEWEST) },
  { "dash-before-the-version-is-kept", "seal-23.05", "seal-unknown",
    MISSING ("seal-23.05", "seal-unknown", PLACEHOLDER) },
  { "rolling-system-has-no-versions", "drift2024", "drift",
    "'drift2024' has no numbered releases in the OS database; using 'drift'" },
  { "linux-is-the-newest-generic-one", "linux", "linux2020",
    "'linux' names no particular distribution; using 'linux2020', "
    "the newest generic Linux of the OS database" },
  { "linux-of-a-later-year-is-the-nearest", "generic-linux2030", "linux2020",
    "'generic-linux2030' names no particular distribution; using 'linux2020', "
    "the nearest generic Linux of the OS database" },
  { "linux-of-a-year-between-is-the-one-before", "linux-2019", "linux2016",
    "'linux-2019' names no particular distribution; using 'linux2016', "
    "the nearest generic Linux of the OS database" },
  { "linux-of-an-earlier-year-is-the-oldest", "linux1999", "linux2016",
    "'linux1999' names no particular distribution; using 'linux2016', "
    "the nearest generic Linux of the OS database" },
  { "generic-is-the-unknown-system", "generic", "unknown",
    "'generic' names no particular operating system; using 'unknown', "
    "of which nothing is known" },
};

typedef struct
{
  const char *path;
  const char *name;
  const char *message;
} Refused;

#define NO_SYSTEM(name) \
  "no operating system is called '" name "' ('virt-designer os list' shows all names)"

static const Refused refused[] = {
  { "empty-name-is-an-error", "",
    "the name of the operating system is empty ('virt-designer os list' shows all names)" },
  { "misspelt-system-is-an-error", "pengiun2",
    NO_SYSTEM ("pengiun2") "; did you mean 'penguin2'*" },
  { "misspelt-system-of-unknown-version-is-an-error", "hwale77.66",
    NO_SYSTEM ("hwale77.66") "; did you mean 'whale*" },
  { "other-linux-is-an-error", "linuxmint21", NO_SYSTEM ("linuxmint21") "*" },
  { "other-name-is-an-error", "asdfqwer", NO_SYSTEM ("asdfqwer") },
  { "version-alone-is-an-error", "99", NO_SYSTEM ("99") "*" },
  { "unfinished-version-is-an-error", "penguin2.", NO_SYSTEM ("penguin2.") "*" },
  { "older-version-is-an-error", "penguin0.9",
    NO_SYSTEM ("penguin0.9") "; the oldest release it has is 'penguin1'" },
  { "system-without-version-is-an-error", "penguin",
    NO_SYSTEM ("penguin") "; say which release, for example 'penguin10'" },
  { "version-of-the-unknown-system-is-an-error", "unknown5", NO_SYSTEM ("unknown5") "*" },
  { "other-id-is-an-error", "http://example.org/os/penguin3",
    NO_SYSTEM ("http://example.org/os/penguin3")
    "; did you mean 'http://example.org/os/penguin*" },
  { "formats-are-not-expanded", "%s%n", NO_SYSTEM ("%s%n") },
};

static void
test_found (gconstpointer data)
{
  const Found *row = data;
  g_autoptr (OsinfoDb) db = fixture_db ();
  g_autoptr (GVirDesignerOs) os = fixture_find (db, row->name);
  g_autoptr (GVirDesignerOs) again = gvir_designer_os_find (db, row->name, NULL);

  g_assert_cmpstr (gvir_designer_os_get_short_id (os), ==, row->found);
  g_assert_cmpstr (gvir_designer_os_get_asked_name (os), ==, row->name);
  g_assert_cmpstr (gvir_designer_os_get_fallback_reason (os), ==, row->reason);
  g_assert_true (gvir_designer_os_equal (os, again));
}

static void
test_refused (gconstpointer data)
{
  const Refused *row = data;
  g_autoptr (OsinfoDb) db = fixture_db ();
  g_autoptr (GError) error = NULL;

  g_assert_null (gvir_designer_os_find (db, row->name, &error));
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNKNOWN_NAME);
  if (!g_pattern_match_simple (row->message, error->message))
    g_assert_cmpstr (error->message, ==, row->message);
  g_assert_null (gvir_designer_os_find (db, row->name, NULL));
}

static void
test_empty_database_has_no_system (void)
{
  g_autoptr (OsinfoDb) db = osinfo_db_new ();
  static const char *const names[] = { "generic", "linux", "unknown", "penguin2", "penguin" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (gvir_designer_os_find (db, names[i], &error));
      g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNKNOWN_NAME);
    }
}

static void
test_enormous_name_is_an_error (void)
{
  g_autoptr (OsinfoDb) db = fixture_db ();
  g_autofree char *name = g_strnfill (1 << 20, 'a');
  g_autofree char *version = g_strnfill (1 << 20, '1');

  version[0] = 'x';
  g_assert_null (gvir_designer_os_find (db, name, NULL));
  g_assert_null (gvir_designer_os_find (db, version, NULL));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (found); i++)
    {
      g_autofree char *path = g_strconcat ("/os/ladder/", found[i].path, NULL);

      g_test_add_data_func (path, &found[i], test_found);
    }
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *path = g_strconcat ("/os/ladder/", refused[i].path, NULL);

      g_test_add_data_func (path, &refused[i], test_refused);
    }
  g_test_add_func ("/os/ladder/empty-database-has-no-system", test_empty_database_has_no_system);
  g_test_add_func ("/os/ladder/enormous-name-is-an-error", test_enormous_name_is_an_error);
  return g_test_run ();
}
