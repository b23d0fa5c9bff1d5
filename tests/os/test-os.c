/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "base/libvirt-designer-error.h"
#include "os-fixture.h"
#include "os/os-private.h"

#include <json-glib/json-glib.h>

#define GIB (1024ULL * 1024 * 1024)

static void
assert_answer (GVirDesignerOs *os,
               const char *device,
               GVirDesignerAnswer answer,
               const char *evidence)
{
  g_autofree char *said = gvir_designer_os_get_device_evidence (os, device);

  g_assert_cmpint (gvir_designer_os_has_device (os, device), ==, answer);
  g_assert_cmpstr (said, ==, evidence);
}

static void
test_names_are_those_of_the_database (void)
{
  g_autoptr (OsinfoDb) db = fixture_db ();
  OsinfoOs *entry = osinfo_db_get_os (db, "http://example.org/os/penguin1");
  g_autoptr (GVirDesignerOs) os = gvir_designer_os_new (entry);

  g_assert_true (gvir_designer_os_get_osinfo (os) == entry);
  g_assert_cmpstr (gvir_designer_os_get_id (os), ==, "http://example.org/os/penguin1");
  g_assert_cmpstr (gvir_designer_os_get_short_id (os), ==, "penguin1");
  g_assert_cmpstr (gvir_designer_os_get_name (os), ==, "penguin1 penguinfirst");
  g_assert_cmpstr (gvir_designer_os_get_family (os), ==, "example");
  g_assert_cmpstr (gvir_designer_os_get_distro (os), ==, "zoo");
  g_assert_cmpstr (gvir_designer_os_get_version (os), ==, "1");
  g_assert_null (gvir_designer_os_get_asked_name (os));
  g_assert_null (gvir_designer_os_get_fallback_reason (os));
}

static void
test_device_is_listed_by_the_system_itself (void)
{
  g_autoptr (OsinfoDb) db = fixture_db ();
  g_autoptr (GVirDesignerOs) os = fixture_find (db, "penguin1");

  assert_answer (os, FIXTURE_BLOCK, GVIR_DESIGNER_ANSWER_YES,
                 "libosinfo: example-block listed by penguin1");
}

static void
test_device_is_inherited_from_an_ancestor (void)
{
  g_autoptr (OsinfoDb) db = fixture_db ();
  g_autoptr (GVirDesignerOs) os = fixture_find (db, "penguin10");

  assert_answer (os, FIXTURE_BLOCK, GVIR_DESIGNER_ANSWER_YES,
                 "libosinfo: example-block listed by penguin1, which penguin10 derives from");
}

static void
test_device_is_inherited_from_a_cloned_system (void)
{
  g_autoptr (OsinfoDb) db = fixture_db ();
  g_autoptr (GVirDesignerOs) clone = fixture_find (db, "twin10");

  assert_answer (clone, FIXTURE_NET, GVIR_DESIGNER_ANSWER_YES,
                 "libosinfo: example-net listed by penguin2, which twin10 derives from");
}

static void
test_device_said_not_to_work_is_not_listed (void)
{
  g_autoptr (OsinfoDb) db = fixture_db ();
  g_autoptr (GVirDesignerOs) before = fixture_find (db, "penguin1");
  g_autoptr (GVirDesignerOs) since = fixture_find (db, "penguin10");
  g_autoptr (GVirDesignerOs) again = fixture_find (db, "penguinrawhide");

  g_assert_true (gvir_designer_os_lists_class (before, "video"));
  g_assert_false (gvir_designer_os_lists_class (since, "video"));
  g_assert_true (gvir_designer_os_lists_class (again, "video"));
  assert_answer (since, FIXTURE_VIDEO, GVIR_DESIGNER_ANSWER_NO,
                 "libosinfo: example-video listed by penguin1, which penguin10 derives from, "
                 "but said not to work with penguin10");
}

static void
test_device_not_listed_beside_others_is_a_no (void)
{
  g_autoptr (OsinfoDb) db = fixture_db ();
  g_autoptr (GVirDesignerOs) os = fixture_find (db, "penguin1");

  g_assert_false (gvir_designer_os_lists_class (os, "audio"));
  assert_answer (os, FIXTURE_SOUND, GVIR_DESIGNER_ANSWER_NO,
                 "libosinfo: " FIXTURE_SOUND " not among the devices of penguin1");
}

static void
test_device_of_an_undescribed_system_is_unknown (void)
{
  g_autoptr (OsinfoDb) db = fixture_db ();
  g_autoptr (GVirDesignerOs) os = fixture_find (db, "unknown");

  assert_answer (os, FIXTURE_BLOCK, GVIR_DESIGNER_ANSWER_UNKNOWN,
                 "libosinfo: no devices listed for unknown");
}

static void
test_facts_do_not_change_with_the_database (void)
{
  g_autoptr (OsinfoDb) db = fixture_db ();
  g_autoptr (GVirDesignerOs) os = fixture_find (db, "penguin1");
  OsinfoOs *entry = gvir_designer_os_get_osinfo (os);

  osinfo_os_add_device (entry, osinfo_db_get_device (db, FIXTURE_SOUND));
  osinfo_entity_set_param (OSINFO_ENTITY (entry), "version", "99");

  g_assert_cmpint (gvir_designer_os_has_device (os, FIXTURE_SOUND), ==, GVIR_DESIGNER_ANSWER_NO);
  g_assert_cmpstr (gvir_designer_os_get_version (os), ==, "1");
}

static void
assert_firmware (const char *name,
                 const char *arch,
                 const char *type,
                 GVirDesignerAnswer answer)
{
  g_autoptr (OsinfoDb) db = fixture_db ();
  g_autoptr (GVirDesignerOs) os = fixture_find (db, name);

  g_assert_cmpint (gvir_designer_os_supports_firmware (os, arch, type), ==, answer);
}

static void
test_firmware_is_yes_no_or_unknown (void)
{
  assert_firmware ("penguin1", "x86_64", "efi", GVIR_DESIGNER_ANSWER_YES);
  assert_firmware ("penguin1", "x86_64", "bios", GVIR_DESIGNER_ANSWER_YES);
  assert_firmware ("penguin1", "aarch64", "efi", GVIR_DESIGNER_ANSWER_UNKNOWN);
  assert_firmware ("penguin1", "x86_64", "coreboot", GVIR_DESIGNER_ANSWER_UNKNOWN);
  assert_firmware ("whale9.0", "x86_64", "bios", GVIR_DESIGNER_ANSWER_UNKNOWN);
}

static void
test_firmware_is_inherited_until_denied (void)
{
  assert_firmware ("penguin2", "x86_64", "bios", GVIR_DESIGNER_ANSWER_YES);
  assert_firmware ("penguin10", "x86_64", "bios", GVIR_DESIGNER_ANSWER_NO);
  assert_firmware ("penguin10", "x86_64", "efi", GVIR_DESIGNER_ANSWER_YES);
}

static void
test_resources_are_those_of_the_architecture_else_of_all (void)
{
  const GVirDesignerOsResources minimum = GVIR_DESIGNER_OS_RESOURCES_MINIMUM;
  g_autoptr (OsinfoDb) db = fixture_db ();
  g_autoptr (GVirDesignerOs) os = fixture_find (db, "penguin1");

  g_assert_cmpuint (gvir_designer_os_get_memory (os, "x86_64", minimum), ==, 1 * GIB);
  g_assert_cmpuint (gvir_designer_os_get_memory (os, "aarch64", minimum), ==, GIB / 2);
  g_assert_cmpuint (gvir_designer_os_get_storage (os, "x86_64", minimum), ==, 4 * GIB);
}

static void
test_resources_stated_for_x86_64_alone_are_those_of_others (void)
{
  g_autoptr (OsinfoDb) db = fixture_db ();
  g_autoptr (GVirDesignerOs) os = fixture_find (db, "twin10");

  g_assert_cmpuint (gvir_designer_os_get_memory (os, "aarch64", GVIR_DESIGNER_OS_RESOURCES_MINIMUM), ==, 3 * GIB);
}

static void
test_resources_not_stated_are_zero (void)
{
  g_autoptr (OsinfoDb) db = fixture_db ();
  g_autoptr (GVirDesignerOs) os = fixture_find (db, "penguin1");
  g_autoptr (GVirDesignerOs) other = fixture_find (db, "whale8.0");

  g_assert_cmpuint (gvir_designer_os_get_vcpus (os, "x86_64", GVIR_DESIGNER_OS_RESOURCES_MINIMUM),
                    ==, 0);
  g_assert_cmpuint (gvir_designer_os_get_vcpus (os, "x86_64",
                                                GVIR_DESIGNER_OS_RESOURCES_RECOMMENDED),
                    ==, 2);
  g_assert_cmpuint (gvir_designer_os_get_memory (other, "x86_64",
                                                 GVIR_DESIGNER_OS_RESOURCES_RECOMMENDED),
                    ==, 0);
}

static void
test_versions_compare_by_number (void)
{
  static const struct
  {
    const char *name;
    const char *version;
    gint order;
  } rows[] = {
    { "penguin10", "9", 1 },
    { "penguin10", "10", 0 },
    { "penguin10", "10.0", 0 },
    { "penguin10", "10.1", -1 },
    { "penguin10", "010", 0 },
    { "penguin10", "99999999999999999999999", -1 },
    { "whale9.10", "9.9", 1 },
    { "whale9.10", "9.11", -1 },
    { "whale8-unknown", "8.99", 1 },
    { "whale8-unknown", "9.0", -1 },
    { "whale8-unknown", "7", 1 },
    { "whale8-unknown", "80", -1 },
    { "penguin-unknown", "99", 1 },
    { "penguinrawhide", "99", 1 },
    { "drift", "2099", 1 },
  };
  g_autoptr (OsinfoDb) db = fixture_db ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GVirDesignerOs) os = fixture_find (db, rows[i].name);

      g_test_message ("%s to %s", rows[i].name, rows[i].version);
      g_assert_cmpint (gvir_designer_os_compare_version (os, rows[i].version), ==, rows[i].order);
    }
}

static void
test_json_says_all_and_is_the_same_each_time (void)
{
  g_autoptr (OsinfoDb) db = fixture_db ();
  g_autoptr (GVirDesignerOs) os = fixture_find (db, "penguin99");
  g_autofree char *text = gvir_designer_os_to_json (os);
  g_autofree char *again = gvir_designer_os_to_json (os);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (text, &error);
  JsonObject *object;

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, again);
  object = json_node_get_object (node);
  g_assert_cmpstr (json_object_get_string_member (object, "short_id"), ==, "penguin-unknown");
  g_assert_cmpstr (json_object_get_string_member (object, "asked_name"), ==, "penguin99");
  g_assert_nonnull (json_object_get_string_member (object, "fallback"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "devices")),
                    ==, 3);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "firmware")),
                    ==, 2);
}

static void
test_equal_values_come_from_equal_questions (void)
{
  g_autoptr (OsinfoDb) db = fixture_db ();
  g_autoptr (OsinfoDb) other_db = fixture_db ();
  g_autoptr (GVirDesignerOs) os = fixture_find (db, "penguin10");
  g_autoptr (GVirDesignerOs) same = fixture_find (other_db, "penguin10");
  g_autoptr (GVirDesignerOs) asked_otherwise = fixture_find (db, "http://example.org/os/penguin10");
  g_autoptr (GVirDesignerOs) other = fixture_find (db, "penguin2");

  g_assert_true (gvir_designer_os_equal (os, same));
  g_assert_false (gvir_designer_os_equal (os, asked_otherwise));
  g_assert_false (gvir_designer_os_equal (os, other));
}

/* A system of that short id, which no test database has, with a medium for each
 * of MEDIA. */
static GVirDesignerOs *
os_with_media (const char *short_id,
               const char *version,
               const char *media)
{
  g_autofree char *id = g_strconcat ("http://example.org/os/", short_id, NULL);
  g_autoptr (OsinfoOs) entry = osinfo_os_new (id);
  g_auto (GStrv) archs = g_strsplit (media, " ", -1);

  osinfo_entity_set_param (OSINFO_ENTITY (entry), "short-id", short_id);
  osinfo_entity_set_param (OSINFO_ENTITY (entry), "version", version);
  for (guint i = 0; archs[i] != NULL; i++)
    {
      g_autoptr (OsinfoMedia) medium = osinfo_media_new (archs[i], archs[i]);

      osinfo_os_add_media (entry, medium);
    }
  return gvir_designer_os_new (entry);
}

static void
assert_arch (GVirDesignerOs *os,
             const char *arch,
             GVirDesignerAnswer answer,
             const char *evidence)
{
  g_autofree char *said = gvir_designer_os_get_arch_evidence (os, arch);

  g_assert_cmpint (gvir_designer_os_supports_arch (os, arch), ==, answer);
  g_assert_cmpstr (said, ==, evidence);
}

static void
test_architectures_of_media_are_known_and_others_not (void)
{
  g_autoptr (GVirDesignerOs) os = os_with_media ("penguin3", "3", "all aarch64 i686");
  g_auto (GStrv) archs = gvir_designer_os_list_archs (os);
  static const char *const expected[] = { "aarch64", "i686", NULL };

  g_assert_cmpstrv (archs, expected);
  assert_arch (os, "aarch64", GVIR_DESIGNER_ANSWER_YES, "libosinfo: media of penguin3 for aarch64");
  assert_arch (os, "s390x", GVIR_DESIGNER_ANSWER_UNKNOWN, "libosinfo: s390x not mentioned for penguin3");
}

static void
test_architectures_of_machines_that_run_others_are_theirs_too (void)
{
  g_autoptr (GVirDesignerOs) old = os_with_media ("win2k", "5.0", "i686");
  g_autoptr (GVirDesignerOs) new = os_with_media ("win11", "11.0", "x86_64");
  g_autoptr (GVirDesignerOs) power = os_with_media ("rhel8.1", "8.1", "ppc64le");

  assert_arch (old, "x86_64", GVIR_DESIGNER_ANSWER_YES, "libosinfo: media of win2k for i686");
  assert_arch (new, "i686", GVIR_DESIGNER_ANSWER_NO,
               "https://www.microsoft.com/windows/windows-11-specifications: "
               "i686 not among the architectures of win11");
  g_assert_cmpint (gvir_designer_os_supports_arch (power, "ppc64"), ==, GVIR_DESIGNER_ANSWER_YES);
}

static void
test_architectures_of_the_list_are_all_there_are (void)
{
  static const struct
  {
    const char *short_id;
    const char *version;
    const char *arch;
    GVirDesignerAnswer answer;
  } rows[] = {
    { "debian11", "11", "s390x", GVIR_DESIGNER_ANSWER_YES },
    { "debian11", "11", "riscv64", GVIR_DESIGNER_ANSWER_NO },
    { "debian13", "13", "riscv64", GVIR_DESIGNER_ANSWER_YES },
    { "debian13", "13", "i686", GVIR_DESIGNER_ANSWER_NO },
    { "debian3.1", "3.1", "x86_64", GVIR_DESIGNER_ANSWER_YES },
    { "debian1.1", "1.1", "aarch64", GVIR_DESIGNER_ANSWER_NO },
    { "fedora-unknown", "unknown", "riscv64", GVIR_DESIGNER_ANSWER_YES },
    { "fedora30", "30", "i686", GVIR_DESIGNER_ANSWER_YES },
    { "fedora31", "31", "i686", GVIR_DESIGNER_ANSWER_NO },
    { "rhel9-unknown", "9-unknown", "i686", GVIR_DESIGNER_ANSWER_NO },
    { "rhel7.9", "7.9", "ppc64", GVIR_DESIGNER_ANSWER_YES },
    { "win10", "10.0", "i686", GVIR_DESIGNER_ANSWER_YES },
    { "win2k19", "10.0", "i686", GVIR_DESIGNER_ANSWER_NO },
    { "win3.1", "3.1", "aarch64", GVIR_DESIGNER_ANSWER_NO },
    { "macosx10.2", "10.2", "x86_64", GVIR_DESIGNER_ANSWER_NO },
    { "newcomer1", "1", "loongarch64", GVIR_DESIGNER_ANSWER_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GVirDesignerOs) os = os_with_media (rows[i].short_id, rows[i].version, "all");

      g_test_message ("%s on %s", rows[i].short_id, rows[i].arch);
      g_assert_cmpint (gvir_designer_os_supports_arch (os, rows[i].arch), ==, rows[i].answer);
    }
}

static const struct
{
  const char *pattern;
  const char *since;
  const char *archs;
  const char *source;
} listed_archs[] = {
#define OS_ARCHS(pattern, since, archs, source) { pattern, since, archs, source },
#include "os/os-archs.def"
#undef OS_ARCHS
};

/* The first row that fits decides, so a later one for older versions only. */
static void
test_architectures_of_the_list_can_all_be_reached (void)
{
  for (guint i = 1; i < G_N_ELEMENTS (listed_archs); i++)
    {
      g_test_message ("%s from %s", listed_archs[i].pattern, listed_archs[i].since);
      for (guint j = 0; j < i; j++)
        {
          if (!g_str_equal (listed_archs[i].pattern, listed_archs[j].pattern))
            continue;
          g_assert_nonnull (listed_archs[j].since);
          if (listed_archs[i].since != NULL)
            g_assert_cmpint (designer_version_compare (listed_archs[i].since, listed_archs[j].since), <, 0);
        }
    }
}

static void
test_architectures_of_the_list_have_names_of_libvirt_and_a_source (void)
{
  static const char *const known[] = {
    "aarch64", "alpha", "armv6l", "armv7l", "i686", "ia64", "loongarch64", "m68k", "mips", "mips64", "mips64el",
    "mipsel", "parisc", "ppc", "ppc64", "ppc64le", "riscv64", "s390", "s390x", "sh4", "sparc", "sparc64", "x86_64",
    NULL,
  };

  for (guint i = 0; i < G_N_ELEMENTS (listed_archs); i++)
    {
      g_auto (GStrv) archs = g_strsplit (listed_archs[i].archs, " ", -1);

      g_test_message ("%s", listed_archs[i].pattern);
      g_assert_true (g_str_has_prefix (listed_archs[i].source, "https://"));
      for (guint j = 0; archs[j] != NULL; j++)
        g_assert_true (g_strv_contains (known, archs[j]));
    }
}

static void
test_unknown_driver_is_an_error (void)
{
  g_autoptr (OsinfoDb) db = fixture_db ();
  g_autoptr (GVirDesignerOs) os = fixture_find (db, "penguin1");
  g_autoptr (GError) error = NULL;

  g_assert_null (gvir_designer_os_with_driver (os, "nosuch", &error));
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNKNOWN_NAME);
  g_assert_cmpstr (error->message, ==,
                   "there is no driver 'nosuch': none is known for 'penguin1'");
  g_assert_null (gvir_designer_os_with_driver (os, "nosuch", NULL));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/os/names-are-those-of-the-database", test_names_are_those_of_the_database);
  g_test_add_func ("/os/device/is-listed-by-the-system-itself",
                   test_device_is_listed_by_the_system_itself);
  g_test_add_func ("/os/device/is-inherited-from-an-ancestor",
                   test_device_is_inherited_from_an_ancestor);
  g_test_add_func ("/os/device/is-inherited-from-a-cloned-system",
                   test_device_is_inherited_from_a_cloned_system);
  g_test_add_func ("/os/device/said-not-to-work-is-not-listed",
                   test_device_said_not_to_work_is_not_listed);
  g_test_add_func ("/os/device/not-listed-beside-others-is-a-no",
                   test_device_not_listed_beside_others_is_a_no);
  g_test_add_func ("/os/device/of-an-undescribed-system-is-unknown",
                   test_device_of_an_undescribed_system_is_unknown);
  g_test_add_func ("/os/facts-do-not-change-with-the-database",
                   test_facts_do_not_change_with_the_database);
  g_test_add_func ("/os/firmware/is-yes-no-or-unknown", test_firmware_is_yes_no_or_unknown);
  g_test_add_func ("/os/firmware/is-inherited-until-denied",
                   test_firmware_is_inherited_until_denied);
  g_test_add_func ("/os/architectures/of-media-are-known-and-others-not",
                   test_architectures_of_media_are_known_and_others_not);
  g_test_add_func ("/os/architectures/of-machines-that-run-others-are-theirs-too",
                   test_architectures_of_machines_that_run_others_are_theirs_too);
  g_test_add_func ("/os/architectures/of-the-list-are-all-there-are",
                   test_architectures_of_the_list_are_all_there_are);
  g_test_add_func ("/os/architectures/of-the-list-can-all-be-reached",
                   test_architectures_of_the_list_can_all_be_reached);
  g_test_add_func ("/os/architectures/of-the-list-have-names-of-libvirt-and-a-source",
                   test_architectures_of_the_list_have_names_of_libvirt_and_a_source);
  g_test_add_func ("/os/resources/are-those-of-the-architecture-else-of-all",
                   test_resources_are_those_of_the_architecture_else_of_all);
  g_test_add_func ("/os/resources/stated-for-x86_64-alone-are-those-of-others",
                   test_resources_stated_for_x86_64_alone_are_those_of_others);
  g_test_add_func ("/os/resources/not-stated-are-zero", test_resources_not_stated_are_zero);
  g_test_add_func ("/os/versions-compare-by-number", test_versions_compare_by_number);
  g_test_add_func ("/os/json-says-all-and-is-the-same-each-time",
                   test_json_says_all_and_is_the_same_each_time);
  g_test_add_func ("/os/equal-values-come-from-equal-questions",
                   test_equal_values_come_from_equal_questions);
  g_test_add_func ("/os/unknown-driver-is-an-error", test_unknown_driver_is_an_error);
  return g_test_run ();
}
