/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What each version of the policy chooses, held against what it chose when it was new.
 *
 * DESIGNER_UPDATE_GOLDEN=1 writes the record of the newest version anew; that of an
 * older one is never written again: what such a version chose is not to change. */

#include "design-fixture.h"

#include <string.h>

#include "decisions/libvirt-designer-decision.h"

#define OS_DATABASE "20221203" /* the records follow what this release of osinfo-db says */

static const char *const systems[] = {
  "almalinux8", "alpinelinux3.15", "alt9.1", "android-x86-9.0", "archlinux", "asianux7.0", "centos6.10",
  "centos7.0", "centos-stream9", "cirros0.5.2", "debian4", "debian7", "debian9", "debian10", "debian11", "dragonflybsd1.0",
  "fedora10", "fedora20", "fedora28", "fedora36", "fedora37", "freebsd6.0", "freebsd11.4", "freebsd13.1",
  "freedos1.2", "generic", "haikur1beta3", "linux2022", "macosx10.7", "mageia8", "mandriva2011",
  "msdos6.22", "netbsd5.0", "netbsd9.0", "netware6", "nixos-22.05", "openbsd7.0", "opensolaris2009.06",
  "opensuse15.4", "opensusetumbleweed", "rhel4.9", "rhel6.10", "rhel7.9", "rhel8.6", "rhel9.0", "rocky9", "silverblue36",
  "sles12sp5", "sle15", "solaris11", "ubuntu10.04", "ubuntu16.04", "ubuntu18.04", "ubuntu20.04",
  "ubuntu22.04", "unknown", "win1.0", "win10", "win11", "win2k", "win2k12r2", "win2k16", "win2k19", "win2k22", "win2k3",
  "win2k8", "win3.1", "win7", "win8", "win8.1", "win95", "win98", "winme", "winnt4.0", "winvista", "winxp",
};

static const char *const hosts[] = {
  "aarch64-kvm", "amd-sev", "bhyve", "debian-12-lxc", "debian-12-qemu", "intel-tdx", "macos-hvf", "ppc64le-kvm",
  "riscv64-kvm", "s390x-kvm", "test-driver", "virtuozzo", "xen", "xen-pv-only",
};

enum
{
  DESKTOP,
  SERVER,
  DISKLESS,
  UEFI
};

static const struct
{
  const char *name;
  GVirDesignerPurpose purpose;
  const char *option;
  const char *argument;
} variants[] = {
  [DESKTOP] = { "desktop", GVIR_DESIGNER_PURPOSE_DESKTOP, "disk", "path=/srv/a.qcow2" },
  [SERVER] = { "server", GVIR_DESIGNER_PURPOSE_SERVER, "disk", "path=/srv/a.qcow2" },
  [DISKLESS] = { "diskless", GVIR_DESIGNER_PURPOSE_DESKTOP, "name", "diskless" },
  [UEFI] = { "uefi", GVIR_DESIGNER_PURPOSE_DESKTOP, "boot", "uefi" },
};

/* Those whose choices stand in the record one by one. */
static const struct
{
  const char *system;
  const char *host;
  guint variant;
} shown[] = {
  { "debian11", "debian-12-qemu", DESKTOP }, { "win11", "debian-12-qemu", DESKTOP },
  { "win11", "macos-hvf", DESKTOP }, { "fedora37", "aarch64-kvm", SERVER },
  { "winxp", "debian-12-qemu", DESKTOP },
};

/* Each host is read once, and each system while it is the same. */
static GVirDesignerHost *
host_of (const char *name)
{
  static GVirDesignerHost *read[G_N_ELEMENTS (hosts)];
  guint i = 0;

  while (!g_str_equal (hosts[i], name))
    g_assert_cmpuint (++i, <, G_N_ELEMENTS (hosts));
  if (read[i] == NULL)
    read[i] = fixture_described_host (name);
  return read[i];
}

static GVirDesignerOs *
os_of (const char *name)
{
  static char *last_name;
  static GVirDesignerOs *last;

  if (g_strcmp0 (name, last_name) == 0)
    return last;
  g_clear_object (&last);
  g_free (last_name);
  last_name = g_strdup (name);
  last = fixture_installed_os (name);
  return last;
}

static char *
record_file (guint version)
{
  return g_strdup_printf ("%s/version-%u.txt", RECORDS, version);
}

/* NULL where the design is refused: that may become possible later. */
static GVirDesignerDomain *
design (const char *system,
        const char *host,
        guint variant,
        guint version)
{
  g_autoptr (GVirDesignerDomain) made = NULL;

  made = gvir_designer_domain_new_for_host (os_of (system), host_of (host));
  g_assert_true (gvir_designer_domain_set_policy_version (made, version, NULL));
  if (!gvir_designer_domain_apply_option (made, variants[variant].option, variants[variant].argument, NULL)
      || !gvir_designer_domain_add_default_devices (made, variants[variant].purpose, NULL))
    return NULL;
  return g_steal_pointer (&made);
}

static char *
digest_of (GVirDesignerDomain *made)
{
  g_autofree char *xml = gvir_designer_domain_to_xml (made);
  g_autofree char *whole = g_compute_checksum_for_string (G_CHECKSUM_SHA256, xml, -1);

  return g_strndup (whole, 8);
}

/* "SYSTEM HOST" and the digest of each variant, "-" where it is refused. */
static void
append_designs (GString *record,
                guint version,
                const char *system,
                const char *host)
{
  g_autoptr (GString) line = g_string_new (NULL);
  gboolean any = FALSE;

  g_string_append_printf (line, "%s %s", system, host);
  for (guint i = 0; i < G_N_ELEMENTS (variants); i++)
    {
      g_autoptr (GVirDesignerDomain) made = design (system, host, i, version);
      g_autofree char *digest = made != NULL ? digest_of (made) : g_strdup ("-");

      any = any || made != NULL;
      g_string_append_printf (line, " %s", digest);
    }
  if (any)
    g_string_append_printf (record, "%s\n", line->str);
}

static void
append_choices (GString *record,
                guint version,
                guint which)
{
  g_autoptr (GVirDesignerDomain) made = design (shown[which].system, shown[which].host, shown[which].variant, version);
  g_autoptr (GListModel) decisions = gvir_designer_domain_get_decisions (made);

  g_string_append_printf (record, "\n%s %s %s:\n", shown[which].system, shown[which].host,
                          variants[shown[which].variant].name);
  for (guint i = 0; i < g_list_model_get_n_items (decisions); i++)
    {
      g_autoptr (GVirDesignerDecision) decision = g_list_model_get_item (decisions, i);
      const char *const *paths = gvir_designer_decision_get_paths (decision);

      if (paths[0] != NULL)
        g_string_append_printf (record, "  %s: %s=%s\n", gvir_designer_decision_get_subject (decision),
                                gvir_designer_decision_get_thing (decision),
                                gvir_designer_decision_get_value (decision));
    }
}

static void
write_record (guint version)
{
  g_autoptr (GString) record = g_string_new (NULL);
  g_autofree char *file = record_file (version);
  g_autoptr (GError) error = NULL;

  g_string_append_printf (record, "# SPDX-License-Identifier: LGPL-2.1-or-later\n\n"
                          "# What version %u of the policy chooses with osinfo-db " OS_DATABASE
                          ": system, host, and the\n# beginning of the SHA-256 of the XML of a desktop, a server, a guest without disk and\n"
                          "# one on UEFI; - is one that was refused.\n", version);
  for (guint i = 0; i < G_N_ELEMENTS (systems) * G_N_ELEMENTS (hosts); i++)
    append_designs (record, version, systems[i / G_N_ELEMENTS (hosts)], hosts[i % G_N_ELEMENTS (hosts)]);
  g_string_append (record, "\n# Some of them one by one.\n");
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    append_choices (record, version, i);
  g_assert_true (g_file_set_contents (file, record->str, -1, &error));
}

/* How many variants of the line are not as it says; what was refused may have become
 * possible. */
static guint
count_others (const char *line,
              guint version)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  guint others = 0;

  g_assert_cmpuint (g_strv_length (words), ==, 2 + G_N_ELEMENTS (variants));
  for (guint i = 0; i < G_N_ELEMENTS (variants); i++)
    {
      g_autoptr (GVirDesignerDomain) made = design (words[0], words[1], i, version);
      g_autofree char *digest = made != NULL ? digest_of (made) : g_strdup ("refused");

      if (g_str_equal (words[2 + i], "-") || g_str_equal (words[2 + i], digest))
        continue;
      g_test_message ("version %u chose otherwise for %s on %s (%s)", version, words[0], words[1], variants[i].name);
      others++;
    }
  return others;
}

static gboolean
is_design (const char *line)
{
  return *line != '#' && *line != ' ' && *line != '\0' && !g_str_has_suffix (line, ":");
}

static void
test_designs_are_as_recorded (gconstpointer data)
{
  guint version = GPOINTER_TO_UINT (data);
  g_autofree char *file = record_file (version);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;
  guint others = 0;

  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (!is_design (lines[i]))
        continue;
      n++;
      others += count_others (lines[i], version);
    }
  g_assert_cmpuint (n, >, 500);
  g_assert_cmpuint (others, ==, 0);
}

static void
test_choices_are_as_recorded (gconstpointer data)
{
  guint version = GPOINTER_TO_UINT (data);
  g_autofree char *file = record_file (version);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      g_autoptr (GString) choices = g_string_new (NULL);

      append_choices (choices, version, i);
      if (strstr (text, choices->str) == NULL)
        g_error ("version %u chose otherwise: %s", version, choices->str);
    }
}

/* Two versions that choose alike would be one. */
static void
test_versions_differ (void)
{
  for (guint version = 2; version <= gvir_designer_policy_newest_version (); version++)
    {
      g_autofree char *older_file = record_file (version - 1);
      g_autofree char *newer_file = record_file (version);
      g_autofree char *older = NULL;
      g_autofree char *newer = NULL;

      g_assert_true (g_file_get_contents (older_file, &older, NULL, NULL));
      g_assert_true (g_file_get_contents (newer_file, &newer, NULL, NULL));
      g_assert_cmpstr (strchr (older, '\n') + 1, !=, strchr (newer, '\n') + 1);
      g_assert_null (strstr (newer, strstr (older, "\n# Some of them")));
    }
}

static gboolean
has_the_database (void)
{
  const char *folder = g_getenv ("OSINFO_SYSTEM_DIR");
  g_autofree char *file = g_build_filename (folder != NULL ? folder : "/usr/share/osinfo", "VERSION", NULL);
  g_autofree char *text = NULL;

  return g_file_get_contents (file, &text, NULL, NULL) && g_str_equal (g_strstrip (text), OS_DATABASE);
}

int
main (int argc,
      char **argv)
{
  guint newest = gvir_designer_policy_newest_version ();

  g_test_init (&argc, &argv, NULL);
  if (!has_the_database ())
    {
      g_print ("1..0 # SKIP the records are for osinfo-db " OS_DATABASE ", and another one is installed, or none\n");
      return 0;
    }
  if (g_strcmp0 (g_getenv ("DESIGNER_UPDATE_GOLDEN"), "1") == 0)
    write_record (newest);
  for (guint version = 1; version <= newest; version++)
    {
      g_autofree char *designs = g_strdup_printf ("/versions/%u/designs-are-as-recorded", version);
      g_autofree char *choices = g_strdup_printf ("/versions/%u/choices-are-as-recorded", version);

      g_test_add_data_func (designs, GUINT_TO_POINTER (version), test_designs_are_as_recorded);
      g_test_add_data_func (choices, GUINT_TO_POINTER (version), test_choices_are_as_recorded);
    }
  g_test_add_func ("/versions/differ", test_versions_differ);
  return g_test_run ();
}
