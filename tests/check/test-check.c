/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What is found of guests, as programs are told. */

#include "design-fixture.h"

#include <string.h>

#include "base/libvirt-designer-error.h"
#include "check/libvirt-designer-finding.h"

#ifdef __SANITIZE_ADDRESS__
#define VERY_MANY 2000
#else
#define VERY_MANY 20000
#endif

#define HEAD \
  "<domain type='kvm'>\n" \
  "  <name>web</name>\n" \
  "  <memory unit='GiB'>2</memory>\n" \
  "  <vcpu>2</vcpu>\n" \
  "  <os>\n" \
  "    <type arch='x86_64' machine='%s'>hvm</type>\n" \
  "  </os>\n" \
  "  <cpu mode='host-passthrough'/>\n" \
  "  <clock offset='utc'/>\n" \
  "  <devices>\n"
#define DISK(file, target, bus) \
  "    <disk type='file' device='disk'>\n" \
  "      <driver name='qemu' type='raw'/>\n" \
  "      <source file='" file "'/>\n" \
  "      <target dev='" target "' bus='" bus "'/>\n" \
  "    </disk>\n"
#define REST \
  "    <controller type='virtio-serial'/>\n" \
  "    <channel type='unix'>\n" \
  "      <target type='virtio' name='org.qemu.guest_agent.0'/>\n" \
  "    </channel>\n" \
  "    <rng model='virtio'>\n" \
  "      <backend model='random'>/dev/urandom</backend>\n" \
  "    </rng>\n" \
  "  </devices>\n" \
  "</domain>\n"

static GVirDesignerDomain *
take (const char *machine,
      const char *devices)
{
  g_autoptr (GVirDesignerOs) os = fixture_installed_os ("debian11");
  g_autoptr (GError) error = NULL;
  g_autofree char *head = g_strdup_printf (HEAD, machine);
  g_autofree char *xml = g_strconcat (head, devices, REST, NULL);
  GVirDesignerDomain *design = gvir_designer_domain_new_from_xml (os, NULL, xml, &error);

  g_assert_no_error (error);
  return design;
}

static GVirDesignerFinding *
only_finding (GVirDesignerDomain *design)
{
  g_autoptr (GListModel) findings = gvir_designer_domain_check (design);

  for (guint i = 1; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (GVirDesignerFinding) finding = g_list_model_get_item (findings, i);

      g_test_message ("%s", gvir_designer_finding_get_reason (finding));
    }
  g_assert_cmpuint (g_list_model_get_n_items (findings), ==, 1);
  return g_list_model_get_item (findings, 0);
}

static void
test_a_finding_says_all (void)
{
  g_autoptr (GVirDesignerDomain) design = take ("q35", DISK ("/a.raw", "vda", "virtio") DISK ("/b.raw", "sda", "sata"));
  g_autoptr (GVirDesignerFinding) finding = only_finding (design);
  g_autoptr (GVirDesignerFinding) again = only_finding (design);
  g_autofree char *json = gvir_designer_finding_to_json (finding);
  static const char *const mend[] = { "edit", "--edit", "2", "--disk", "bus=virtio", NULL };

  g_assert_cmpint (gvir_designer_finding_get_severity (finding), ==, GVIR_DESIGNER_SEVERITY_BETTER);
  g_assert_cmpstr (gvir_designer_finding_get_rule (finding), ==, "check.disk.bus");
  g_assert_cmpstr (gvir_designer_finding_get_subject (finding), ==, "disk sda");
  g_assert_cmpstr (gvir_designer_finding_get_path (finding), ==, "/domain/devices/disk[2]");
  g_assert_cmpstr (gvir_designer_finding_get_thing (finding), ==, "disk.bus");
  g_assert_cmpstr (gvir_designer_finding_get_value (finding), ==, "sata");
  g_assert_cmpstr (gvir_designer_finding_get_better (finding), ==, "virtio");
  g_assert_true (g_str_has_prefix (gvir_designer_finding_get_reason (finding), "The disk is an emulated drive"));
  g_assert_true (g_str_has_prefix (gvir_designer_finding_get_source (finding), "https://"));
  g_assert_nonnull (gvir_designer_finding_get_warning (finding));
  g_assert_false (gvir_designer_finding_is_by_choice (finding));
  g_assert_true (g_strv_equal (gvir_designer_finding_get_mend (finding), mend));
  g_assert_true (gvir_designer_finding_equal (finding, again));
  g_assert_nonnull (strstr (json, "\"severity\" : \"better\""));
  g_assert_nonnull (strstr (json, "\"rule\" : \"check.disk.bus\""));
  g_assert_nonnull (strstr (json, "\"bus=virtio\""));
}

static void
test_commands_are_quoted_for_a_shell (void)
{
  g_autoptr (GVirDesignerDomain) design = take ("q35", DISK ("/a.raw", "sda", "sata"));
  g_autoptr (GVirDesignerFinding) finding = only_finding (design);
  g_autofree char *plain = gvir_designer_finding_to_command (finding, "web.xml", NULL);
  g_autofree char *odd = gvir_designer_finding_to_command (finding, "it's; a file", (const char *[]){ "--host", "a b", NULL });

  g_assert_cmpstr (plain, ==, "virt-designer edit web.xml --edit 1 --disk bus=virtio");
  g_assert_cmpstr (odd, ==, "virt-designer edit 'it'\\''s; a file' --edit 1 --disk bus=virtio --host 'a b'");
}

static void
test_different_findings_are_not_equal (void)
{
  g_autoptr (GVirDesignerDomain) one = take ("q35", DISK ("/a.raw", "sda", "sata"));
  g_autoptr (GVirDesignerDomain) other = take ("q35", DISK ("/a.raw", "vda", "virtio") DISK ("/b.raw", "sda", "sata"));
  g_autoptr (GVirDesignerFinding) first = only_finding (one);
  g_autoptr (GVirDesignerFinding) second = only_finding (other);

  g_assert_false (gvir_designer_finding_equal (first, second));
}

static void
test_the_worst_comes_first (void)
{
  g_autoptr (GVirDesignerDomain) design
    = take ("q35", "<video><model type='qxl'/></video><tpm model='tpm-tis-x'/>" DISK ("/a.raw", "sda", "sata")
                   DISK ("/b.raw", "hda", "ide"));
  g_autoptr (GListModel) findings = gvir_designer_domain_check (design);
  GVirDesignerSeverity worst = GVIR_DESIGNER_SEVERITY_REFUSED;
  gboolean refused = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (GVirDesignerFinding) finding = g_list_model_get_item (findings, i);

      g_assert_cmpint (gvir_designer_finding_get_severity (finding), <=, worst);
      worst = gvir_designer_finding_get_severity (finding);
      refused = refused || g_strcmp0 (gvir_designer_finding_get_thing (finding), "disk.bus") == 0;
    }
  g_assert_cmpuint (g_list_model_get_n_items (findings), >=, 3);
  g_assert_true (refused);
}

static void
test_checking_changes_nothing (void)
{
  g_autoptr (GVirDesignerDomain) design = take ("pc", DISK ("/a.raw", "hda", "ide"));
  g_autofree char *before = gvir_designer_domain_to_xml (design);
  g_autofree char *after = NULL;
  g_autofree char *later = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GListModel) findings = gvir_designer_domain_check (design);
      g_autoptr (GListModel) changes = gvir_designer_domain_list_modernisations (design);

      g_assert_cmpuint (g_list_model_get_n_items (findings), ==, 2);
      g_assert_cmpuint (g_list_model_get_n_items (changes), ==, 2);
    }
  after = gvir_designer_domain_to_xml (design);
  g_assert_cmpstr (after, ==, before);
  g_assert_true (gvir_designer_domain_edit_by_option (design, "name", NULL, "other", NULL));
  later = gvir_designer_domain_to_xml (design);
  g_assert_nonnull (strstr (later, "<name>other</name>"));
}

static void
test_lists_are_written_as_json (void)
{
  g_autoptr (GVirDesignerDomain) clean = take ("q35", DISK ("/a.raw", "vda", "virtio"));
  g_autoptr (GVirDesignerDomain) design = take ("q35", DISK ("/a.raw", "sda", "sata"));
  g_autoptr (GListModel) none = gvir_designer_domain_check (clean);
  g_autoptr (GListModel) one = gvir_designer_domain_check (design);
  g_autofree char *empty = gvir_designer_findings_to_json (none);
  g_autofree char *json = gvir_designer_findings_to_json (one);

  g_assert_cmpstr (empty, ==, "[]");
  g_assert_nonnull (strstr (json, "\"path\" : \"/domain/devices/disk[1]\""));
}

static void
test_modernising_moves_all_of_a_pc (void)
{
  g_autoptr (GVirDesignerDomain) design
    = take ("pc", DISK ("/a.raw", "hda", "ide")
                  "<disk type='file' device='cdrom'><target dev='hdb' bus='ide'/><readonly/></disk>"
                  "<controller type='usb' model='piix3-uhci'><address type='pci' slot='1' function='2'/></controller>"
                  "<controller type='ide' index='0'><address type='pci' slot='1' function='1'/></controller>"
                  "<controller type='pci' index='0' model='pci-root'/>"
                  "<interface type='user'><model type='virtio'/><address type='pci' bus='0' slot='3'/></interface>");
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) applied = gvir_designer_domain_modernise (design, NULL, &error);
  g_autoptr (GListModel) left = NULL;
  g_autofree char *xml = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (applied), ==, 2);
  xml = gvir_designer_domain_to_xml (design);
  g_assert_nonnull (strstr (xml, "machine='q35'"));
  g_assert_nonnull (strstr (xml, "<target dev='vda' bus='virtio'/>"));
  g_assert_nonnull (strstr (xml, "bus='sata'"));
  g_assert_nonnull (strstr (xml, "qemu-xhci"));
  g_assert_null (strstr (xml, "'ide'"));
  g_assert_null (strstr (xml, "pci-root'"));
  g_assert_null (strstr (xml, "type='pci' "));
  left = gvir_designer_domain_check (design);
  g_assert_cmpuint (g_list_model_get_n_items (left), ==, 0);
}

static void
test_what_is_chosen_alone_is_changed (void)
{
  static const char *const ids[] = { "disk.bus", NULL };
  static const char *const uefi[] = { "check.firmware.uefi", NULL };
  g_autoptr (GVirDesignerDomain) design = take ("q35", DISK ("/a.raw", "sda", "sata") "<video><model type='vga'/></video>");
  g_autoptr (GListModel) applied = gvir_designer_domain_modernise (design, ids, NULL);
  g_autoptr (GListModel) firmware = gvir_designer_domain_modernise (design, uefi, NULL);
  g_autofree char *xml = gvir_designer_domain_to_xml (design);
  g_autoptr (GVirDesignerFinding) chosen = g_list_model_get_item (firmware, 0);

  g_assert_cmpuint (g_list_model_get_n_items (applied), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (firmware), ==, 1);
  g_assert_true (gvir_designer_finding_is_by_choice (chosen));
  g_assert_nonnull (strstr (xml, "bus='virtio'"));
  g_assert_nonnull (strstr (xml, "type='vga'"));
  g_assert_nonnull (strstr (xml, "firmware='efi'"));
}

static void
test_unknown_ids_are_refused (void)
{
  static const char *const ids[] = { "disk.bsu", NULL };
  g_autoptr (GVirDesignerDomain) design = take ("q35", DISK ("/a.raw", "sda", "sata"));
  g_autofree char *before = gvir_designer_domain_to_xml (design);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (gvir_designer_domain_modernise (design, ids, NULL));
  g_assert_null (gvir_designer_domain_modernise (design, ids, &error));
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNKNOWN_NAME);
  g_assert_nonnull (strstr (error->message, "disk.bus"));
  after = gvir_designer_domain_to_xml (design);
  g_assert_cmpstr (after, ==, before);
}

static void
test_what_nothing_mends_says_so (void)
{
  g_autoptr (GVirDesignerDomain) design
    = take ("q35", DISK ("/a.raw", "vda", "virtio")
                   "<disk type='file' device='disk'><source file='/b.raw'/><target dev='vdb' bus='virtio'/>"
                   "<iotune><total_bytes_sec>1000000</total_bytes_sec><read_bytes_sec>1000000</read_bytes_sec></iotune></disk>");
  g_autoptr (GVirDesignerFinding) finding = only_finding (design);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (gvir_designer_finding_get_severity (finding), ==, GVIR_DESIGNER_SEVERITY_REFUSED);
  g_assert_null (gvir_designer_finding_get_mend (finding));
  g_assert_null (gvir_designer_finding_to_command (finding, "web.xml", NULL));
  g_assert_false (gvir_designer_domain_mend (design, finding, NULL));
  g_assert_false (gvir_designer_domain_mend (design, finding, &error));
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_CONFLICT);
}

static void
test_severities_have_names (void)
{
  g_assert_cmpstr (gvir_designer_severity_to_string (GVIR_DESIGNER_SEVERITY_REFUSED), ==, "refused");
  g_assert_cmpstr (gvir_designer_severity_to_string (GVIR_DESIGNER_SEVERITY_BROKEN), ==, "broken");
  g_assert_cmpstr (gvir_designer_severity_to_string (GVIR_DESIGNER_SEVERITY_RISKY), ==, "risky");
  g_assert_cmpstr (gvir_designer_severity_to_string (GVIR_DESIGNER_SEVERITY_BETTER), ==, "better");
}

/* A guest of which nothing is said is looked at all the same. */
static void
test_odd_guests_are_looked_at (void)
{
  static const char *const texts[] = {
    "<domain/>",
    "<domain type='kvm'><devices/></domain>",
    "<domain type='nosuch'><os><type machine='nosuch'>hvm</type></os><devices><disk/><interface/><video/></devices></domain>",
    "<domain type='lxc'><os><type>exe</type></os><devices><console/></devices></domain>",
    "<domain type='xen'><os><type>xen</type></os><devices><disk><target dev='xvda' bus='xen'/></disk></devices></domain>",
    "<domain type='kvm'><vcpu>0</vcpu><memory>-1</memory><devices><disk device='x'><target dev='' bus='y'/></disk></devices></domain>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GVirDesignerDomain) design = gvir_designer_domain_new_from_xml (NULL, NULL, texts[i], &error);
      g_autoptr (GListModel) findings = NULL;
      g_autofree char *xml = NULL;

      g_assert_no_error (error);
      findings = gvir_designer_domain_check (design);
      g_assert_nonnull (findings);
      xml = gvir_designer_domain_to_xml (design);
      g_assert_cmpstr (xml, ==, texts[i]);
    }
}

static void
test_very_many_devices_take_their_time_once (void)
{
  g_autoptr (GString) devices = g_string_new (NULL);
  g_autoptr (GVirDesignerDomain) design = NULL;
  g_autoptr (GListModel) findings = NULL;

  for (guint i = 0; i < VERY_MANY; i++)
    g_string_append (devices, "<interface type='user'><model type='e1000'/></interface>\n");
  design = take ("q35", devices->str);
  findings = gvir_designer_domain_check (design);
  g_assert_cmpuint (g_list_model_get_n_items (findings), >=, VERY_MANY);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check/finding/says-all", test_a_finding_says_all);
  g_test_add_func ("/check/finding/commands-are-quoted-for-a-shell", test_commands_are_quoted_for_a_shell);
  g_test_add_func ("/check/finding/different-ones-are-not-equal", test_different_findings_are_not_equal);
  g_test_add_func ("/check/finding/nothing-is-known-that-mends-it", test_what_nothing_mends_says_so);
  g_test_add_func ("/check/finding/severities-have-names", test_severities_have_names);
  g_test_add_func ("/check/list/the-worst-comes-first", test_the_worst_comes_first);
  g_test_add_func ("/check/list/json", test_lists_are_written_as_json);
  g_test_add_func ("/check/guest/nothing-is-changed", test_checking_changes_nothing);
  g_test_add_func ("/check/guest/odd-ones-are-looked-at", test_odd_guests_are_looked_at);
  g_test_add_func ("/check/guest/very-many-devices", test_very_many_devices_take_their_time_once);
  g_test_add_func ("/modernise/moves-all-of-a-pc", test_modernising_moves_all_of_a_pc);
  g_test_add_func ("/modernise/what-is-chosen-alone", test_what_is_chosen_alone_is_changed);
  g_test_add_func ("/modernise/unknown-ids-are-refused", test_unknown_ids_are_refused);
  return g_test_run ();
}
