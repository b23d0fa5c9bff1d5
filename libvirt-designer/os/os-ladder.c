/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "base/libvirt-designer-error.h"
#include "base/nearest-private.h"
#include "os/os-catalogue-private.h"

#include <string.h>

#define UNKNOWN_SYSTEM "http://libosinfo.org/unknown"
#define GENERIC_LINUX_STEM "linux"

/* STEM and VERSION are NULL where NAME does not end in a version. */
typedef struct
{
  DesignerOsCatalogue *catalogue;
  GPtrArray *names;
  const char *name;
  char *stem;
  char *version;
} Wish;

typedef DesignerOsEntry *(*Step) (const Wish *wish,
                                  char **reason);

/* The highest of RELEASES that is not after VERSION, or NULL. */
static DesignerOsRelease *
newest_until (GPtrArray *releases,
              const char *version)
{
  for (guint i = releases->len; i > 0; i--)
    {
      DesignerOsRelease *release = g_ptr_array_index (releases, i - 1);

      if (designer_version_compare (release->version, version) <= 0)
        return release;
    }
  return NULL;
}

/* Sets VERSION to the year in NAME, or to NULL where it has none. */
static gboolean
is_generic_linux (const char *name,
                  char **version)
{
  static const char *const prefixes[] = { "generic-linux", "linux" };

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      const char *rest;

      if (!g_str_has_prefix (name, prefixes[i]))
        continue;
      rest = name + strlen (prefixes[i]);
      *version = designer_version_parse (*rest == '-' ? rest + 1 : rest);
      return *version != NULL || *rest == '\0';
    }
  return FALSE;
}

static DesignerOsEntry *
find_generic_linux (const Wish *wish,
                    char **reason)
{
  g_autofree char *version = NULL;
  g_autoptr (GPtrArray) releases = NULL;
  DesignerOsRelease *release;

  if (!is_generic_linux (wish->name, &version))
    return NULL;
  releases = designer_os_releases (wish->names, GENERIC_LINUX_STEM);
  if (releases->len == 0)
    return NULL;
  if (version == NULL)
    release = designer_os_releases_newest (releases);
  else
    release = newest_until (releases, version);
  if (release == NULL)
    release = g_ptr_array_index (releases, 0);
  *reason = g_strdup_printf ("'%s' names no particular distribution; using '%s', the %s "
                             "generic Linux of the OS database",
                             wish->name, release->short_id,
                             version != NULL ? "nearest" : "newest");
  return release->entry;
}

static gboolean
is_in_series (const char *version,
              const char *series,
              gsize length)
{
  return strncmp (version, series, length) == 0 && version[length] == '.';
}

/* The releases of the series LENGTH characters of VERSION name: 9.0 and 9.1 are
 * those of 9. They borrow from RELEASES. */
static GPtrArray *
series_of (GPtrArray *releases,
           const char *version,
           gsize length)
{
  GPtrArray *series = g_ptr_array_new ();

  for (guint i = 0; i < releases->len; i++)
    {
      DesignerOsRelease *release = g_ptr_array_index (releases, i);

      if (is_in_series (release->version, version, length))
        g_ptr_array_add (series, release);
    }
  return series;
}

/* What cannot be read is said when it is taken. */
static gboolean
has_devices (DesignerOsCatalogue *catalogue,
             const char *id)
{
  DesignerOsFacts *facts;
  gboolean has_any;

  if (!designer_os_catalogue_find (catalogue, id, &facts, NULL) || facts == NULL)
    return TRUE;
  has_any = designer_os_facts_list_any_device (facts);
  designer_os_facts_unref (facts);
  return has_any;
}

/* An entry that describes no device helps nobody: a known release does. */
static DesignerOsEntry *
find_placeholder (const Wish *wish,
                  const char *stem,
                  const char *series,
                  gsize length)
{
  g_autofree char *name = g_strdup_printf ("%s%.*s-unknown", stem, (int) length, series);
  DesignerOsEntry *os = designer_os_names_find (wish->names, name);

  return os != NULL && has_devices (wish->catalogue, os->id) ? os : NULL;
}

static DesignerOsEntry *
use_placeholder (const Wish *wish,
                 DesignerOsEntry *os,
                 char **reason)
{
  *reason = g_strdup_printf ("'%s' is not in the OS database; using '%s', its entry for "
                             "releases that it does not know",
                             wish->name, designer_os_entry_label (os));
  return os;
}

static DesignerOsEntry *
use_release (const Wish *wish,
             DesignerOsRelease *release,
             const char *which,
             char **reason)
{
  *reason = g_strdup_printf ("'%s' is not in the OS database; using '%s', the %s that it has",
                             wish->name, release->short_id, which);
  return release->entry;
}

/* "rhel9": the version names a series, not a release. */
static DesignerOsEntry *
find_in_named_series (const Wish *wish,
                      GPtrArray *releases,
                      char **reason)
{
  gsize length = strlen (wish->version);
  g_autoptr (GPtrArray) series = series_of (releases, wish->version, length);
  DesignerOsEntry *placeholder;

  if (series->len == 0)
    return NULL;
  placeholder = find_placeholder (wish, wish->stem, wish->version, length);
  if (placeholder != NULL)
    return use_placeholder (wish, placeholder, reason);
  return use_release (wish, designer_os_releases_newest (series),
                      "newest release of that series", reason);
}

/* "rhel9.99", "fedora99": newer than all of its series, or of the system. */
static DesignerOsEntry *
find_unknown_release (const Wish *wish,
                      GPtrArray *releases,
                      char **reason)
{
  gsize length = strcspn (wish->version, ".");
  g_autoptr (GPtrArray) series = series_of (releases, wish->version, length);
  DesignerOsRelease *newest = designer_os_releases_newest (releases);
  DesignerOsEntry *placeholder = NULL;
  gsize stem_length = strlen (wish->stem);
  g_autofree char *stem = g_strndup (wish->stem, stem_length);

  if (series->len == 0 ||
      newest_until (series, wish->version) == g_ptr_array_index (series, series->len - 1))
    placeholder = find_placeholder (wish, wish->stem, wish->version, length);
  if (g_str_has_suffix (stem, "-"))
    stem[stem_length - 1] = '\0';
  if (placeholder == NULL && designer_version_compare (newest->version, wish->version) < 0)
    placeholder = find_placeholder (wish, stem, "", 0);
  return placeholder != NULL ? use_placeholder (wish, placeholder, reason) : NULL;
}

static DesignerOsEntry *
find_nearest_release (const Wish *wish,
                      GPtrArray *releases,
                      char **reason)
{
  DesignerOsRelease *newest = designer_os_releases_newest (releases);
  DesignerOsRelease *before = newest_until (releases, wish->version);

  if (before == NULL)
    return NULL;
  if (designer_version_compare (newest->version, wish->version) < 0)
    return use_release (wish, newest, "newest release of that system", reason);
  return use_release (wish, before, "newest release up to that version", reason);
}

static DesignerOsEntry *
find_release (const Wish *wish,
              char **reason)
{
  g_autoptr (GPtrArray) releases = NULL;
  DesignerOsEntry *os;

  if (wish->version == NULL)
    return NULL;
  releases = designer_os_releases (wish->names, wish->stem);
  if (releases->len == 0)
    return NULL;
  os = find_in_named_series (wish, releases, reason);
  if (os == NULL)
    os = find_unknown_release (wish, releases, reason);
  return os != NULL ? os : find_nearest_release (wish, releases, reason);
}

static DesignerOsEntry *
find_rolling (const Wish *wish,
              char **reason)
{
  DesignerOsEntry *os = wish->stem != NULL ? designer_os_names_find (wish->names, wish->stem) : NULL;

  if (os == NULL || g_strcmp0 (os->texts[DESIGNER_OS_TEXT_RELEASE_STATUS], "rolling") != 0)
    return NULL;
  *reason = g_strdup_printf ("'%s' has no numbered releases in the OS database; using '%s'",
                             wish->name, wish->stem);
  return os;
}

static const Step steps[] = {
  find_generic_linux,
  find_release,
  find_rolling,
};

static DesignerOsEntry *
climb (const Wish *wish,
       char **reason)
{
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      DesignerOsEntry *os = steps[i] (wish, reason);

      if (os != NULL)
        return os;
    }
  return NULL;
}

static Wish
wish_read (DesignerOsCatalogue *catalogue,
           GPtrArray *names,
           const char *name)
{
  gsize offset = designer_version_offset (name);
  Wish wish = { catalogue, names, name, NULL, NULL };

  if (offset > 0)
    {
      wish.stem = g_strndup (name, offset);
      wish.version = designer_version_parse (name + offset);
    }
  return wish;
}

static void
set_unknown_error (const Wish *wish,
                   GError **error)
{
  g_autofree char *hint = designer_os_ladder_hint (wish->names, wish->name, wish->stem);

  if (*wish->name == '\0')
    g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNKNOWN_NAME,
                 "the name of the operating system is empty "
                 "('virt-designer os list' shows all names)");
  else
    g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNKNOWN_NAME,
                 "no operating system is called '%s' "
                 "('virt-designer os list' shows all names)%s",
                 wish->name, hint);
}

/* All names are only looked at where the database does not have this one. */
static DesignerOsFacts *
find_other (DesignerOsCatalogue *catalogue,
            const char *name,
            char **reason,
            GError **error)
{
  GPtrArray *names = designer_os_catalogue_names (catalogue, error);
  Wish wish = names != NULL ? wish_read (catalogue, names, name) : (Wish) { NULL, };
  g_autofree char *stem = wish.stem;
  g_autofree char *version = wish.version;
  DesignerOsFacts *facts = NULL;
  DesignerOsEntry *os = NULL;

  if (names == NULL)
    return NULL;
  if (*name != '\0')
    os = climb (&wish, reason);
  if (os == NULL)
    set_unknown_error (&wish, error);
  else if (!designer_os_catalogue_find (catalogue, os->id, &facts, error))
    return NULL;
  return facts;
}

/* The one step that needs no other names. */
static gboolean
find_generic (DesignerOsCatalogue *catalogue,
              const char *name,
              DesignerOsFacts **facts,
              char **reason,
              GError **error)
{
  if (!g_str_equal (name, "generic") && !g_str_equal (name, "unknown"))
    return TRUE;
  if (!designer_os_catalogue_find (catalogue, UNKNOWN_SYSTEM, facts, error))
    return FALSE;
  if (*facts != NULL)
    *reason = g_strdup_printf ("'%s' names no particular operating system; using '%s', "
                               "of which nothing is known",
                               name, designer_os_facts_label (*facts));
  return TRUE;
}

DesignerOsFacts *
designer_os_ladder_find (DesignerOsCatalogue *catalogue,
                         const char *name,
                         char **reason,
                         GError **error)
{
  DesignerOsFacts *facts;

  if (!designer_os_catalogue_find (catalogue, name, &facts, error)
      || (facts == NULL && !find_generic (catalogue, name, &facts, reason, error)))
    return NULL;
  return facts != NULL ? facts : find_other (catalogue, name, reason, error);
}
