/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Trees of Fedora, of RHEL and what is built from it, and of openSUSE say in a file what they are. */

#include "media/findings-private.h"

#include <string.h>

#define GENERAL "general"
#define CHECKSUMS "checksums"

static const char *const names[] = { ".treeinfo", "treeinfo" };

/* What they call themselves, and how the OS database begins the short ids of their releases; from the
 * files of the trees themselves. MAJOR: only the first number counts. */
static const struct
{
  const char *family;
  const char *prefix;
  gboolean major;
} families[] = {
  { "Fedora", "fedora", TRUE },
  { "Red Hat Enterprise Linux", "rhel", FALSE },
  { "CentOS Stream", "centos-stream", TRUE },
  { "CentOS Linux", "centos", FALSE },
  { "CentOS", "centos", FALSE },
  { "AlmaLinux", "almalinux", TRUE },
  { "Rocky Linux", "rocky", TRUE },
  { "Oracle Linux", "ol", FALSE },
  { "openSUSE Leap", "opensuse", FALSE },
  { "openSUSE Tumbleweed", "opensusetumbleweed", TRUE },
};

static char *
get (GKeyFile *info,
     const char *group,
     const char *key)
{
  g_autofree char *value = group != NULL ? g_key_file_get_value (info, group, key, NULL) : NULL;

  if (value != NULL && *g_strstrip (value) != '\0')
    return g_steal_pointer (&value);
  return NULL;
}

static void
take_kernel (GKeyFile *info,
             BuilderFindings *findings,
             const char *arch)
{
  g_autofree char *images = arch != NULL ? g_strconcat ("images-", arch, NULL) : NULL;
  g_autofree char *kernel = get (info, images, "kernel");
  g_autofree char *initrd = get (info, images, "initrd");

  if (kernel != NULL && initrd != NULL && builder_member_check (kernel, NULL) && builder_member_check (initrd, NULL))
    builder_findings_set_kernel (findings, kernel, initrd);
}

static void
take_checksums (GKeyFile *info,
                BuilderFindings *findings)
{
  g_auto (GStrv) members = g_key_file_get_keys (info, CHECKSUMS, NULL, NULL);

  for (guint i = 0; members != NULL && members[i] != NULL; i++)
    {
      g_autofree char *checksum = get (info, CHECKSUMS, members[i]);

      if (checksum != NULL && builder_checksum_check (checksum, NULL))
        g_hash_table_insert (findings->checksums, g_strdup (members[i]), g_steal_pointer (&checksum));
    }
}

static char *
short_id_of (const char *family,
             const char *version)
{
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    {
      if (g_ascii_strcasecmp (families[i].family, family) != 0)
        continue;
      if (g_str_equal (families[i].prefix, "opensusetumbleweed"))
        return g_strdup (families[i].prefix);
      return g_strdup_printf ("%s%.*s", families[i].prefix,
                              (int) (families[i].major ? strcspn (version, ".") : strlen (version)), version);
    }
  return NULL;
}

static void
take_system (GKeyFile *info,
             BuilderFindings *findings,
             const char *arch,
             const char *file)
{
  g_autofree char *family = get (info, GENERAL, "family");
  g_autofree char *version = get (info, GENERAL, "version");
  g_autofree char *short_id = family != NULL && version != NULL ? short_id_of (family, version) : NULL;

  if (short_id != NULL)
    builder_findings_add_named (findings, short_id, g_strdup_printf ("%s says %s %s", file, family, version), arch,
                                BUILDER_RANK_SAYS_SO);
}

/* As the OS database describes its trees. */
static gboolean
look_up (GKeyFile *info,
         BuilderSource *source,
         BuilderFindings *findings,
         const char *file,
         GError **error)
{
  static const struct
  {
    const char *key;
    const char *name;
  } fields[] = {
    { "family", OSINFO_TREE_PROP_TREEINFO_FAMILY }, { "variant", OSINFO_TREE_PROP_TREEINFO_VARIANT },
    { "version", OSINFO_TREE_PROP_TREEINFO_VERSION }, { "arch", OSINFO_TREE_PROP_TREEINFO_ARCH },
  };
  g_autoptr (OsinfoTree) tree = g_object_new (OSINFO_TYPE_TREE, "id", file, NULL);
  g_autoptr (GString) evidence = g_string_new (file);

  g_string_append (evidence, " says");
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *value = get (info, GENERAL, fields[i].key);

      if (value == NULL)
        continue;
      osinfo_entity_set_param (OSINFO_ENTITY (tree), fields[i].name, value);
      g_string_append_printf (evidence, " %s", value);
    }
  return builder_findings_add_known (findings, source, OSINFO_ENTITY (tree), evidence->str, error);
}

static gboolean
take (const char *text,
      BuilderSource *source,
      BuilderFindings *findings,
      const char *file,
      GError **error)
{
  g_autoptr (GKeyFile) info = g_key_file_new ();
  g_autofree char *arch = NULL;
  const char *known;

  /* What is no such file says nothing. */
  if (!g_key_file_load_from_data (info, text, (gsize) -1, G_KEY_FILE_NONE, NULL))
    return TRUE;
  arch = get (info, GENERAL, "arch");
  known = builder_arch_of (arch);
  builder_findings_set_arch (findings, known);
  take_kernel (info, findings, arch);
  take_checksums (info, findings);
  if (!look_up (info, source, findings, file, error))
    return FALSE;
  if (g_list_model_get_n_items (G_LIST_MODEL (findings->candidates)) == 0)
    take_system (info, findings, known, file);
  return TRUE;
}

gboolean
builder_look_for_treeinfo (BuilderSource *source,
                           BuilderFindings *findings,
                           GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = NULL;

      if (!builder_source_read (source, names[i], &text, error))
        return FALSE;
      if (text != NULL)
        return take (text, source, findings, names[i], error);
    }
  return TRUE;
}
