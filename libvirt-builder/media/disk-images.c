/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What is on a disk is not looked at: only its name speaks of the system, as "debian-12-genericcloud-amd64.qcow2"
 * does. */

#include "media/findings-private.h"

#include <string.h>

/* How the files of cloud images begin, and the short ids of those systems. */
static const struct
{
  const char *start;
  const char *prefix;
} names[] = {
  { "debian-", "debian" },
  { "Fedora-Cloud-Base-", "fedora" },
  { "Fedora-Cloud-Base-Generic-", "fedora" },
  { "ubuntu-", "ubuntu" },
  { "CentOS-Stream-GenericCloud-", "centos-stream" },
  { "AlmaLinux-", "almalinux" },
  { "Rocky-", "rocky" },
  { "openSUSE-Leap-", "opensuse" },
  { "rhel-", "rhel" },
};

static const char *
arch_in (const char *name)
{
  g_auto (GStrv) words = g_strsplit_set (name, "-_.", -1);

  /* Words end at what the architecture is written with, too. */
  if (strstr (name, "x86_64") != NULL)
    return "x86_64";
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (builder_arch_of (words[i]) != NULL)
        return builder_arch_of (words[i]);
    }
  return NULL;
}

static void
try_start (BuilderFindings *findings,
           const char *name,
           guint row)
{
  const char *rest = name + strlen (names[row].start);
  gsize length = strspn (rest, "0123456789.");
  gboolean ends_in_dot = length > 0 && rest[length - 1] == '.';
  g_autofree char *version = g_strndup (rest, length - (ends_in_dot ? 1 : 0));
  g_autofree char *short_id = NULL;
  g_autoptr (GVirDesignerOs) os = NULL;

  if (*version == '\0')
    return;
  short_id = g_strconcat (names[row].prefix, version, NULL);
  os = gvir_designer_os_find (NULL, short_id, NULL);
  if (os != NULL && gvir_designer_os_get_fallback_reason (os) == NULL)
    builder_findings_add (findings, g_steal_pointer (&os), g_strdup_printf ("the file is called '%s'", name),
                          arch_in (name), BUILDER_RANK_NAME);
}

void
builder_look_at_disk_image (BuilderSource *source,
                            BuilderFindings *findings)
{
  g_autofree char *name = g_path_get_basename (builder_source_shown (source));

  builder_findings_set_arch (findings, arch_in (name));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_ascii_strncasecmp (name, names[i].start, strlen (names[i].start)) == 0)
        try_start (findings, name, i);
    }
}
