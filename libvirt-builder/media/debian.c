/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What Debian and Ubuntu write on their media and in their trees, in words. */

#include "media/findings-private.h"

#include <string.h>

/* The files that say it. */
#define VERSION_INFO "version.info"
#define DISK_INFO ".disk/info"
#define RELEASE "Release"
#define DISTS "/dists/"
/* "debian-installer/amd64/linux" has it, and Ubuntu's has it. */
#define INSTALLER "-installer/"

/* "12.5" is debian12, "12 (bookworm)" is too, and "22.04.4" is ubuntu22.04. */
static char *
short_id_of (const char *origin,
             const char *version)
{
  gboolean is_ubuntu = g_ascii_strcasecmp (origin, "Ubuntu") == 0;
  g_autofree char *digits = g_strndup (version, strspn (version, "0123456789."));
  g_auto (GStrv) numbers = g_strsplit (digits, ".", -1);

  if (!is_ubuntu && g_ascii_strcasecmp (origin, "Debian") != 0)
    return NULL;
  if (numbers[0] == NULL || *numbers[0] == '\0' || (is_ubuntu && numbers[1] == NULL))
    return NULL;
  return is_ubuntu ? g_strdup_printf ("ubuntu%s.%s", numbers[0], numbers[1]) : g_strdup_printf ("debian%s", numbers[0]);
}

/* EVIDENCE is taken over. */
static void
add (BuilderFindings *findings,
     const char *origin,
     const char *version,
     char *evidence)
{
  g_autofree char *short_id = origin != NULL && version != NULL ? short_id_of (origin, version) : NULL;

  if (short_id != NULL)
    builder_findings_add_named (findings, short_id, evidence, findings->arch, BUILDER_RANK_SAYS_SO);
  else
    g_free (evidence);
}

/* The value of "Name: value", or NULL. */
static char *
field_of (const char *text,
          const char *name)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  gsize length = strlen (name);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (g_str_has_prefix (lines[i], name) && lines[i][length] == ':')
        return g_strdup (g_strstrip (lines[i] + length + 1));
    }
  return NULL;
}

/* "Debian version:  12 (bookworm)" */
static void
take_version_info (BuilderFindings *findings,
                   const char *text,
                   const char *where)
{
  static const char *const origins[] = { "Debian", "Ubuntu" };

  for (guint i = 0; i < G_N_ELEMENTS (origins); i++)
    {
      g_autofree char *name = g_strconcat (origins[i], " version", NULL);
      g_autofree char *version = field_of (text, name);

      if (version != NULL)
        add (findings, origins[i], version, g_strdup_printf ("%s says %s %s", where, origins[i], version));
    }
}

/* 'Debian GNU/Linux 12.5.0 "Bookworm" - Official amd64 NETINST with …', 'Ubuntu-Server 22.04.4 LTS "…" - Release amd64' */
static void
take_disk_info (BuilderFindings *findings,
                const char *text)
{
  g_autofree char *line = g_strndup (text, strcspn (text, "\n"));
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  gsize origin = strspn (line, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
  g_autofree char *name = g_strndup (line, origin);
  const char *version = NULL;

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (version == NULL && g_ascii_isdigit (words[i][0]))
        version = words[i];
      if (i > 0 && builder_arch_of (words[i]) != NULL)
        builder_findings_set_arch (findings, builder_arch_of (words[i]));
    }
  add (findings, name, version, g_strdup_printf (DISK_INFO " says '%s'", line));
}

/* Of the archive: what is being tested has no version yet. */
static void
take_release (BuilderFindings *findings,
              const char *text)
{
  g_autofree char *origin = field_of (text, "Origin");
  g_autofree char *version = field_of (text, "Version");
  g_autofree char *suite = field_of (text, "Suite");
  g_autofree char *codename = field_of (text, "Codename");
  char *evidence = g_strdup_printf ("the Release file says %s %s (%s)", origin != NULL ? origin : "",
                                    version != NULL ? version : suite != NULL ? suite : "",
                                    codename != NULL ? codename : "without a code name");

  if (version == NULL && g_strcmp0 (origin, "Debian") == 0
      && (g_strcmp0 (suite, "testing") == 0 || g_strcmp0 (suite, "unstable") == 0))
    builder_findings_add_named (findings, "debiantesting", evidence, findings->arch, BUILDER_RANK_SAYS_SO);
  else
    add (findings, origin, version, evidence);
}

static gboolean
read_version_info (BuilderSource *source,
                   BuilderFindings *findings,
                   GError **error)
{
  const char *installer = strstr (findings->kernel, INSTALLER);
  g_autofree char *folder = NULL;
  g_autofree char *member = NULL;
  g_autofree char *text = NULL;

  while (installer > findings->kernel && installer[-1] != '/')
    installer--;
  folder = g_strndup (findings->kernel, (gsize) (installer - findings->kernel));
  member = g_strconcat (folder, VERSION_INFO, NULL);
  if (!builder_source_read (source, member, &text, error))
    return FALSE;
  if (text != NULL)
    take_version_info (findings, text, member);
  return TRUE;
}

/* The release that a location is within: "…/dists/bookworm/main/installer-amd64" */
static gboolean
read_release (BuilderSource *source,
              BuilderFindings *findings,
              GError **error)
{
  const char *location = builder_source_location (source);
  const char *dists = strstr (location, DISTS);
  g_autofree char *release = NULL;
  g_autofree char *file = NULL;
  g_autofree char *text = NULL;

  if (dists != NULL)
    release = g_strndup (location,
                         (gsize) (dists - location) + strlen (DISTS) + strcspn (dists + strlen (DISTS), "/?#"));
  file = builder_location_within (release != NULL ? release : location, RELEASE);
  if (!builder_source_read_at (source, file, &text, error))
    return FALSE;
  if (text != NULL)
    take_release (findings, text);
  return TRUE;
}

gboolean
builder_look_for_debian (BuilderSource *source,
                         BuilderFindings *findings,
                         GError **error)
{
  gboolean is_netboot = findings->kernel != NULL && strstr (findings->kernel, INSTALLER) != NULL;
  g_autofree char *info = NULL;

  if (!builder_source_read (source, DISK_INFO, &info, error))
    return FALSE;
  if (info != NULL)
    take_disk_info (findings, info);
  return !is_netboot || (read_version_info (source, findings, error) && read_release (source, findings, error));
}
