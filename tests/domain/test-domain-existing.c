/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Guests that are there already: what is not changed stays as it is. */

#include "design-fixture.h"

#include <string.h>

#include "base/libvirt-designer-error.h"

#define SEED 20261126
/* Sanitizers look at each of the same steps, and take their time. */
#ifdef __SANITIZE_ADDRESS__
#define ROUNDS 300
#define VERY_MANY 10000
#else
#define ROUNDS 3000
#define VERY_MANY 100000
#endif

#define HEAD \
  "<domain type='kvm'>\n" \
  "  <name>web</name>\n" \
  "  <memory unit='GiB'>2</memory>\n" \
  "  <vcpu>2</vcpu>\n" \
  "  <os>\n" \
  "    <type arch='x86_64' machine='q35'>hvm</type>\n" \
  "  </os>\n"
#define DISK(letter) \
  "    <disk type='file' device='disk'>\n" \
  "      <driver name='qemu' type='qcow2'/>\n" \
  "      <source file='/" letter ".qcow2'/>\n" \
  "      <target dev='vd" letter "' bus='virtio'/>\n" \
  "    </disk>\n"
#define TAIL \
  "  </devices>\n" \
  "</domain>\n"

static GVirDesignerDomain *
take (const char *xml)
{
  g_autoptr (GVirDesignerOs) os = fixture_installed_os ("debian11");
  g_autoptr (GVirDesignerHost) host = fixture_recorded_host ();
  g_autoptr (GError) error = NULL;
  GVirDesignerDomain *design = gvir_designer_domain_new_from_xml (os, host, xml, &error);

  g_assert_no_error (error);
  return design;
}

static void
assert_xml (GVirDesignerDomain *design,
            const char *expected)
{
  g_autofree char *xml = gvir_designer_domain_to_xml (design);

  g_assert_cmpstr (xml, ==, expected);
}

static void
test_what_is_not_changed_stays_as_it_is (void)
{
  static const char *const texts[] = {
    "<domain/>",
    "<domain></domain>",
    "<?xml version=\"1.0\" encoding='utf-8' ?>\n<!-- mine -->\n<domain type='kvm' ><name >a</name ></domain >\n<?end?>\n",
    "<domain>\r\n  <name>a</name>\r\n  <devices>\r\n  </devices>\r\n</domain>\r\n",
    "<domain><name>&lt;a&gt; &#233; \xc3\xa9</name><description><![CDATA[<b>]]> and <!-- c --> more</description></domain>",
    "<domain xmlns:x=\"urn:x\" x:y='1>2'><x:z\n  a = 'b'\n/><metadata><x:m/></metadata></domain>",
    "\xef\xbb\xbf<domain><name>a</name></domain>",
    HEAD "  <devices>\n" DISK ("a") TAIL,
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GVirDesignerDomain) design = take (texts[i]);

      assert_xml (design, texts[i]);
    }
}

/* Text, elements, comments and the like of any shape, at any depth. */
static void
append_anything (GString *xml,
                 GRand *rand,
                 guint depth)
{
  static const char *const pieces[] = {
    "text", " ", "\n  ", "\t", "&amp;", "&#x41;", "<!-- a - b -->", "<?go on?>", "<![CDATA[ ]] > ]]>", "<a/>", "<b c='d>'/>",
    "<e f=\"'\"></e>", "<g h='&quot;'\ti=\"\"  />", "\xe2\x82\xac", "<q:r xmlns:q='urn:q' q:s='t'/>",
  };
  static const char *const names[] = { "devices", "disk", "source", "metadata", "other", "cpu", "feature" };
  guint n = (guint) g_rand_int_range (rand, 0, 6);

  for (guint i = 0; i < n; i++)
    {
      const char *name = names[g_rand_int_range (rand, 0, G_N_ELEMENTS (names))];

      if (depth > 4 || g_rand_boolean (rand))
        {
          g_string_append (xml, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
          continue;
        }
      g_string_append_printf (xml, "<%s>", name);
      append_anything (xml, rand, depth + 1);
      g_string_append_printf (xml, "</%s%s>", name, g_rand_boolean (rand) ? " " : "");
    }
}

static void
test_anything_at_all_stays_as_it_is (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  g_autoptr (GVirDesignerHost) host = fixture_recorded_host ();

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GString) xml = g_string_new ("<domain>");
      g_autoptr (GVirDesignerDomain) design = NULL;
      g_autoptr (GError) error = NULL;

      append_anything (xml, rand, 0);
      g_string_append (xml, "</domain>");
      design = gvir_designer_domain_new_from_xml (NULL, host, xml->str, &error);
      if (design == NULL)
        g_error ("%s\n%s", error->message, xml->str);
      assert_xml (design, xml->str);
    }
}

/* A guest's devices in any order, with white space of any kind and things between
 * them that nobody knows. */
static char *
random_guest (GRand *rand)
{
  static const char *const devices[] = {
    "<disk type='file' device='disk'><source file='/srv/%u.img'/><target dev='vd%c' bus='virtio'/></disk>",
    "<interface type=\"user\"><mac address=\"52:54:00:00:00:%02x\"/><model type='virtio'/></interface>",
    "<rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>",
    "<!-- %u -->", "<vendor:box xmlns:vendor='urn:v' n='%u'/>", "<unknown><deep>%u</deep></unknown>",
  };
  GString *xml = g_string_new (HEAD "  <devices>");
  guint n = (guint) g_rand_int_range (rand, 0, 12);

  for (guint i = 0; i < n; i++)
    {
      g_string_append (xml, g_rand_boolean (rand) ? "\n    " : g_rand_boolean (rand) ? "\n\t" : "");
      g_string_append_printf (xml, devices[g_rand_int_range (rand, 0, G_N_ELEMENTS (devices))], i, 'a' + i);
    }
  g_string_append (xml, g_rand_boolean (rand) ? "\n  " TAIL : TAIL);
  return g_string_free (xml, FALSE);
}

/* Where AFTER is BEFORE with something put into it, that; else NULL. */
static char *
find_insertion (const char *before,
                const char *after)
{
  gsize old_length = strlen (before);
  gsize new_length = strlen (after);
  gsize start = 0;
  gsize end = 0;

  while (start < old_length && before[start] == after[start])
    start++;
  while (end < old_length - start && before[old_length - 1 - end] == after[new_length - 1 - end])
    end++;
  return start + end == old_length ? g_strndup (after + start, new_length - start - end) : NULL;
}

static void
test_with_a_device_added_only_that_is_different (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  g_autoptr (GVirDesignerHost) host = fixture_recorded_host ();
  g_autoptr (GVirDesignerOs) os = fixture_installed_os ("debian11");

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autofree char *before = random_guest (rand);
      g_autofree char *after = NULL;
      g_autofree char *inserted = NULL;
      g_autoptr (GVirDesignerDomain) design = gvir_designer_domain_new_from_xml (os, host, before, NULL);
      g_autoptr (GError) error = NULL;

      gvir_designer_domain_add_by_option (design, "sound", "ich9", &error);
      g_assert_no_error (error);
      after = gvir_designer_domain_to_xml (design);
      inserted = find_insertion (before, after);
      if (inserted == NULL)
        g_error ("more than the sound card is different:\n%s\n%s", before, after);
      g_assert_nonnull (strstr (inserted, "sound model="));
      g_assert_null (strstr (inserted, "<disk"));
    }
}

static void
test_what_was_added_and_is_removed_leaves_nothing_behind (void)
{
  const char *before = HEAD "  <devices>\n" DISK ("a") TAIL;
  g_autoptr (GVirDesignerDomain) design = take (before);

  g_assert_true (gvir_designer_domain_add_by_option (design, "disk", "/b.qcow2", NULL));
  g_assert_true (gvir_designer_domain_remove_by_option (design, "disk", "vdb", NULL));
  assert_xml (design, before);
}

static void
test_new_elements_stand_as_their_neighbours_do (void)
{
  g_autoptr (GVirDesignerDomain) in_lines = take (HEAD "  <devices>\n" DISK ("a") TAIL);
  g_autoptr (GVirDesignerDomain) in_one = take ("<domain type=\"kvm\"><name>a</name><os><type>hvm</type></os><devices/></domain>");
  g_autoptr (GVirDesignerDomain) deep = take ("<domain type=\"kvm\">\n\t<os><type>hvm</type></os>\n\t<devices/>\n</domain>\n");

  g_assert_true (gvir_designer_domain_add_by_option (in_lines, "watchdog", "i6300esb", NULL));
  assert_xml (in_lines, HEAD "  <devices>\n" DISK ("a") "    <watchdog model='i6300esb' action='reset'/>\n" TAIL);
  g_assert_true (gvir_designer_domain_add_by_option (in_one, "watchdog", "i6300esb", NULL));
  assert_xml (in_one, "<domain type=\"kvm\"><name>a</name><os><type>hvm</type></os><devices>"
                      "<watchdog model=\"i6300esb\" action=\"reset\"/></devices></domain>");
  g_assert_true (gvir_designer_domain_add_by_option (deep, "watchdog", "i6300esb", NULL));
  assert_xml (deep, "<domain type=\"kvm\">\n\t<os><type>hvm</type></os>\n\t<devices>\n"
                    "\t\t<watchdog model=\"i6300esb\" action=\"reset\"/>\n\t</devices>\n</domain>\n");
}

static void
test_names_and_places_that_are_taken_are_not_given_again (void)
{
  g_autoptr (GVirDesignerDomain) design = take (
    HEAD "  <devices>\n" DISK ("a") DISK ("c")
    "    <disk type='file' device='cdrom'><target dev='sda' bus='sata'/></disk>\n"
    "    <disk type='file' device='cdrom'><target dev='sdc' bus='sata'/><address type='drive' unit='1'/></disk>\n" TAIL);

  g_assert_true (gvir_designer_domain_add_by_option (design, "disk", "/new.qcow2", NULL));
  g_assert_true (gvir_designer_domain_add_by_option (design, "disk", "/new.iso,device=cdrom", NULL));
  fixture_assert_text (design, "//disk[source/@file='/new.qcow2']/target/@dev", "vdb");
  fixture_assert_text (design, "//disk[source/@file='/new.iso']/target/@dev", "sdb");
  fixture_assert_text (design, "//disk[source/@file='/new.iso']/address/@unit", "2");
  fixture_assert_count (design, "//disk/boot", 0);
}

static void
test_what_a_device_needs_comes_with_it_once (void)
{
  g_autoptr (GVirDesignerDomain) design = take (HEAD "  <devices>\n" TAIL);

  g_assert_true (gvir_designer_domain_add_by_option (design, "channel", "unix,target.name=org.qemu.guest_agent.0", NULL));
  fixture_assert_count (design, "//controller[@type='virtio-serial']", 1);
  g_assert_true (gvir_designer_domain_add_by_option (design, "channel", "unix,target.name=org.example.second", NULL));
  fixture_assert_count (design, "//controller[@type='virtio-serial']", 1);
  g_assert_true (gvir_designer_domain_add_by_option (design, "filesystem", "/srv,share,driver.type=virtiofs", NULL));
  fixture_assert_text (design, "/domain/memoryBacking/access/@mode", "shared");
}

static void
test_what_is_there_already_is_not_added_again (void)
{
  const char *before = HEAD "  <devices>\n" DISK ("a")
                       "    <interface type='network'><mac address='52:54:00:00:00:01'/><source network='lan'/></interface>\n" TAIL;
  g_autoptr (GVirDesignerDomain) design = take (before);

  g_assert_true (gvir_designer_domain_add_by_option (design, "disk", "path=/a.qcow2", NULL));
  g_assert_true (gvir_designer_domain_add_by_option (design, "network", "network=lan,mac=52:54:00:00:00:01", NULL));
  assert_xml (design, before);
  g_assert_true (gvir_designer_domain_add_by_option (design, "network", "network=lan", NULL));
  fixture_assert_count (design, "//interface", 2);
}

static void
test_a_configuration_object_is_copied (void)
{
  g_autoptr (GVirDesignerHost) host = fixture_recorded_host ();
  GVirConfigDomain *config = gvir_config_domain_new_from_xml (HEAD "  <devices>\n" TAIL, NULL);
  g_autoptr (GVirDesignerDomain) design = gvir_designer_domain_new_from_config (NULL, host, config, NULL);
  g_autofree char *before = gvir_config_object_to_xml (GVIR_CONFIG_OBJECT (config));
  g_autofree char *after = NULL;

  assert_xml (design, before);
  g_assert_true (gvir_designer_domain_add_by_option (design, "rng", "/dev/urandom", NULL));
  after = gvir_config_object_to_xml (GVIR_CONFIG_OBJECT (config));
  g_assert_cmpstr (after, ==, before);
  fixture_assert_count (design, "//rng", 1);
  g_object_unref (config);
}

static void
test_a_policy_has_a_say_before_the_first_change (void)
{
  g_autoptr (GVirDesignerDomain) design = take (HEAD "  <devices>\n" DISK ("a") DISK ("b") TAIL);
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, "..", "data", "policy.d", "virt-install.policy", NULL);
  g_autoptr (GVirDesignerPolicy) policy = gvir_designer_policy_new_from_file (file, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (gvir_designer_domain_add_policy (design, policy, NULL));
  g_assert_true (gvir_designer_domain_edit_by_option (design, "disk", "bus=virtio", "cache=none", NULL));
  fixture_assert_count (design, "//driver[@cache='none']", 2);
  g_assert_false (gvir_designer_domain_add_policy (design, policy, &error));
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_NOT_READY);
}

static void
test_what_is_no_domain_is_refused (void)
{
  static const char *const texts[] = {
    "", " \n", "domain", "<domain>", "<domain/><domain/>", "<network/>", "<domain>\xff</domain>",
    "<!DOCTYPE domain [<!ENTITY a 'b'>]><domain>&a;</domain>",
    "<?xml version='1.0' encoding='ISO-8859-1'?><domain><name>\xe9</name></domain>",
    "<?xml version='1.0' encoding='ISO-8859-1'?><domain><name>\xc3\xa9</name></domain>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (gvir_designer_domain_new_from_xml (NULL, NULL, texts[i], &error));
      g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_INPUT);
      g_assert_null (gvir_designer_domain_new_from_xml (NULL, NULL, texts[i], NULL));
    }
}

static void
test_a_guest_of_very_many_devices_is_read (void)
{
  g_autoptr (GString) xml = g_string_new (HEAD "  <devices>\n");
  g_autoptr (GVirDesignerDomain) design = NULL;

  for (guint i = 0; i < VERY_MANY; i++)
    g_string_append (xml, "    <hub type='usb'/>\n");
  g_string_append (xml, TAIL);
  design = take (xml->str);
  assert_xml (design, xml->str);
  g_assert_true (gvir_designer_domain_add_by_option (design, "rng", "/dev/urandom", NULL));
  g_assert_true (gvir_designer_domain_remove_by_option (design, "hub", "-1", NULL));
  fixture_assert_count (design, "//hub", VERY_MANY - 1);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/existing/what-is-not-changed-stays-as-it-is", test_what_is_not_changed_stays_as_it_is);
  g_test_add_func ("/existing/anything-at-all-stays-as-it-is", test_anything_at_all_stays_as_it_is);
  g_test_add_func ("/existing/with-a-device-added-only-that-is-different", test_with_a_device_added_only_that_is_different);
  g_test_add_func ("/existing/what-was-added-and-is-removed-leaves-nothing-behind",
                   test_what_was_added_and_is_removed_leaves_nothing_behind);
  g_test_add_func ("/existing/new-elements-stand-as-their-neighbours-do", test_new_elements_stand_as_their_neighbours_do);
  g_test_add_func ("/existing/names-and-places-that-are-taken-are-not-given-again",
                   test_names_and_places_that_are_taken_are_not_given_again);
  g_test_add_func ("/existing/what-a-device-needs-comes-with-it-once", test_what_a_device_needs_comes_with_it_once);
  g_test_add_func ("/existing/what-is-there-already-is-not-added-again", test_what_is_there_already_is_not_added_again);
  g_test_add_func ("/existing/a-configuration-object-is-copied", test_a_configuration_object_is_copied);
  g_test_add_func ("/existing/a-policy-has-a-say-before-the-first-change", test_a_policy_has_a_say_before_the_first_change);
  g_test_add_func ("/existing/what-is-no-domain-is-refused", test_what_is_no_domain_is_refused);
  g_test_add_func ("/existing/a-guest-of-very-many-devices-is-read", test_a_guest_of_very_many_devices_is_read);
  return g_test_run ();
}
