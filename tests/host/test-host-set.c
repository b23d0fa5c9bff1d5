/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Several hosts in one, asked what each of them was asked by itself. */

#include "base/cover-private.h"
#include "base/libvirt-designer-error.h"
#include "host/host-members-private.h"
#include "host/machine-family-private.h"

#include <string.h>

#define YES GVIR_DESIGNER_ANSWER_YES
#define NO GVIR_DESIGNER_ANSWER_NO
#define UNKNOWN GVIR_DESIGNER_ANSWER_UNKNOWN

static GVirDesignerHost *
load (const char *name)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "hosts", name, NULL);
  g_autoptr (GError) error = NULL;
  GVirDesignerHost *host = gvir_designer_host_new_from_directory (folder, &error);

  g_assert_no_error (error);
  return host;
}

static GVirDesignerHost *
join (GVirDesignerHost *a,
      GVirDesignerHost *b)
{
  GVirDesignerHost *const hosts[] = { a, b };
  g_autoptr (GError) error = NULL;
  GVirDesignerHost *set = gvir_designer_host_new_set (hosts, 2, &error);

  g_assert_no_error (error);
  return set;
}

/* One with these machines, the first of which the alias q35 stands for; WHAT: what
 * else is said of its guests. */
static GVirDesignerHost *
host_with (const char *emulator,
           const char *versions,
           const char *what)
{
  g_auto (GStrv) parts = g_strsplit (versions, " ", -1);
  g_autoptr (GString) machines = g_string_new (NULL);
  g_autofree char *capabilities = NULL;
  g_autofree char *domcaps = NULL;
  const char *texts[] = { NULL, NULL };
  g_autoptr (GError) error = NULL;
  GVirDesignerHost *host;

  for (guint i = 0; parts[i] != NULL; i++)
    g_string_append_printf (machines, "<machine maxCpus='%u'>pc-q35-%s</machine>", 100 + i, parts[i]);
  g_string_append_printf (machines, "<machine canonical='pc-q35-%s' maxCpus='100'>q35</machine>", parts[0]);
  capabilities = g_strdup_printf (
    "<capabilities><host><cpu><arch>x86_64</arch><pages unit='KiB' size='4'/></cpu><topology><cells><cell id='0'><cpus>"
    "<cpu id='0'/><cpu id='%u'/></cpus></cell></cells></topology></host><guest><os_type>hvm</os_type>"
    "<arch name='x86_64'><emulator>%s</emulator>%s<domain type='kvm'/></arch></guest></capabilities>",
    g_strv_length (parts), emulator, machines->str);
  domcaps = g_strdup_printf (
    "<domainCapabilities><path>%s</path><domain>kvm</domain><machine>pc-q35-%s</machine><arch>x86_64</arch>"
    "<vcpu max='%u'/>%s</domainCapabilities>", emulator, parts[0], 100 * g_strv_length (parts), what);
  texts[0] = domcaps;
  host = gvir_designer_host_new (capabilities, texts, NULL, &error);
  g_assert_no_error (error);
  return host;
}

static GVirDesignerHost *
host_described (const char *version)
{
  g_autofree char *domcaps = g_strdup_printf (
    "<domainCapabilities><domain>kvm</domain><machine>pc-q35-%s</machine><arch>x86_64</arch></domainCapabilities>",
    version);
  const char *const texts[] = { domcaps, NULL };
  g_autoptr (GError) error = NULL;
  GVirDesignerHost *host = gvir_designer_host_new (NULL, texts, NULL, &error);

  g_assert_no_error (error);
  return host;
}

#define DISKS(values) "<devices><disk supported='yes'><enum name='bus'>" values "</enum></disk></devices>"

static GVirDesignerAnswer
ask_disk (GVirDesignerHost *host,
          const char *bus)
{
  return gvir_designer_host_lists (host, "x86_64", "kvm", "q35", "disk/bus", bus);
}

static void
test_weakest (void)
{
  g_autoptr (GVirDesignerHost) both = host_with ("/q", "8.0", DISKS ("<value>virtio</value><value>sata</value>"));
  g_autoptr (GVirDesignerHost) one = host_with ("/q", "8.0", DISKS ("<value>virtio</value>"));
  g_autoptr (GVirDesignerHost) silent = host_with ("/q", "8.0", "");
  g_autoptr (GVirDesignerHost) set = join (both, one);
  g_autoptr (GVirDesignerHost) unsure = join (both, silent);
  g_autoptr (GVirDesignerHost) three = join (unsure, one);

  g_assert_cmpint (ask_disk (set, "virtio"), ==, YES);
  g_assert_cmpint (ask_disk (set, "sata"), ==, NO);
  g_assert_cmpint (ask_disk (unsure, "sata"), ==, UNKNOWN);
  g_assert_cmpint (ask_disk (three, "sata"), ==, NO);
  g_assert_cmpint (ask_disk (three, "virtio"), ==, UNKNOWN);
  g_assert_cmpint (gvir_designer_host_offers (set, "x86_64", "hvm", "kvm"), ==, YES);
  g_assert_cmpint (gvir_designer_host_offers (set, "x86_64", "hvm", "qemu"), ==, NO);
  g_assert_cmpint (gvir_designer_host_get_max_vcpus (set, "x86_64", "kvm", "q35"), ==, 100);
}

static void
test_machines (void)
{
  g_autoptr (GVirDesignerHost) newer = host_with ("/q", "9.10 9.2 8.2 8.0", "");
  g_autoptr (GVirDesignerHost) older = host_with ("/q", "8.2 8.0 6.2", "");
  g_autoptr (GVirDesignerHost) ancient = host_with ("/q", "6.2 4.2", "");
  g_autoptr (GVirDesignerHost) set = join (newer, older);
  g_autoptr (GVirDesignerHost) turned = join (older, newer);
  g_autoptr (GVirDesignerHost) apart = join (set, ancient);

  g_assert_cmpstr (gvir_designer_host_get_canonical_machine (set, "x86_64", "kvm", "q35"), ==, "pc-q35-8.2");
  g_assert_cmpstr (gvir_designer_host_get_canonical_machine (turned, "x86_64", "kvm", "q35"), ==, "pc-q35-8.2");
  g_assert_cmpstr (gvir_designer_host_get_canonical_machine (set, "x86_64", "kvm", "pc-q35-8.0"), ==, "pc-q35-8.0");
  g_assert_null (gvir_designer_host_get_canonical_machine (set, "x86_64", "kvm", "pc-q35-9.2"));
  g_assert_cmpint (gvir_designer_host_has_machine (set, "x86_64", "kvm", "q35"), ==, YES);
  g_assert_cmpint (gvir_designer_host_has_machine (set, "x86_64", "kvm", "pc-q35-9.2"), ==, NO);
  g_assert_cmpint (gvir_designer_host_has_machine (apart, "x86_64", "kvm", "q35"), ==, NO);
  g_assert_null (gvir_designer_host_get_canonical_machine (apart, "x86_64", "kvm", "q35"));
}

/* Where a host only describes one machine, nothing is known of others. */
static void
test_unlisted_machines (void)
{
  g_autoptr (GVirDesignerHost) newer = host_described ("9.2");
  g_autoptr (GVirDesignerHost) older = host_described ("8.2");
  g_autoptr (GVirDesignerHost) set = join (newer, older);

  g_assert_cmpstr (gvir_designer_host_get_canonical_machine (set, "x86_64", "kvm", "q35"), ==, "pc-q35-8.2");
  g_assert_cmpint (gvir_designer_host_has_machine (set, "x86_64", "kvm", "q35"), ==, UNKNOWN);
}

static void
test_versions (void)
{
  static const char *const ascending[] = {
    "pc-q35-jammy", "pc-q35-rhel8.6.0", "pc-q35-rhel9.2.0", "pc-q35-2.9", "pc-q35-2.10", "pc-q35-4.0", "pc-q35-4.0.1",
    "pc-q35-10.0",
  };

  for (guint i = 0; i < G_N_ELEMENTS (ascending); i++)
    {
      g_assert_cmpint (designer_machine_compare_versions (ascending[i], ascending[i]), ==, 0);
      for (guint j = 0; j < i; j++)
        {
          g_assert_cmpint (designer_machine_compare_versions (ascending[j], ascending[i]), <, 0);
          g_assert_cmpint (designer_machine_compare_versions (ascending[i], ascending[j]), >, 0);
        }
    }
}

static void
test_places (void)
{
  g_autoptr (GVirDesignerHost) here = host_with ("/usr/bin/q", "8.0", "");
  g_autoptr (GVirDesignerHost) there = host_with ("/opt/q", "8.0", "");
  g_autoptr (GVirDesignerHost) again = host_with ("/usr/bin/q", "8.1", "");
  g_autoptr (GVirDesignerHost) apart = join (here, there);
  g_autoptr (GVirDesignerHost) alike = join (here, again);

  g_assert_null (gvir_designer_host_get_emulator (apart, "x86_64", "kvm"));
  g_assert_cmpstr (gvir_designer_host_get_emulator (alike, "x86_64", "kvm"), ==, "/usr/bin/q");
}

static void
test_topology (void)
{
  g_autoptr (GVirDesignerHost) small = host_with ("/q", "8.0", "");
  g_autoptr (GVirDesignerHost) large = host_with ("/q", "8.0 7.0", "");
  g_autoptr (GVirDesignerHost) set = join (small, large);
  const DesignerHostTopology *topology = designer_host_topology (set);

  g_assert_cmpint (designer_host_topology_has_cpu (topology, 0), ==, YES);
  g_assert_cmpint (designer_host_topology_has_cpu (topology, 1), ==, NO);
  g_assert_cmpint (designer_host_topology_has_cpu (topology, 2), ==, NO);
  g_assert_cmpint (designer_host_topology_has_node (topology, 0), ==, YES);
  g_assert_cmpint (designer_host_topology_has_page (topology, 4), ==, YES);
}

/* What is equal is asked once; a host twice is no other one. */
static void
test_equal (void)
{
  g_autoptr (GVirDesignerHost) a = load ("debian-12-qemu");
  g_autoptr (GVirDesignerHost) b = load ("debian-12-qemu");
  g_autoptr (GVirDesignerHost) other = load ("amd-sev");
  g_autoptr (GVirDesignerHost) set = join (a, b);
  g_autoptr (GVirDesignerHost) more = join (set, other);
  g_autoptr (GListModel) list = gvir_designer_host_list_hosts (more);
  g_autoptr (GListModel) single = gvir_designer_host_list_hosts (a);

  g_assert_cmpint (designer_host_n_members (set), ==, 1);
  g_assert_cmpint (designer_host_n_members (more), ==, 2);
  g_assert_cmpint (designer_host_member_weight (more, 0), ==, 2);
  g_assert_cmpint (g_list_model_get_n_items (list), ==, 3);
  g_assert_cmpint (g_list_model_get_n_items (single), ==, 1);
  g_assert_true (strstr (gvir_designer_host_get_origin (more), "3 hosts: ") == gvir_designer_host_get_origin (more));
}

static void
test_cpus (void)
{
  g_autoptr (GVirDesignerHost) amd = load ("amd-sev");
  g_autoptr (GVirDesignerHost) intel = load ("intel-tdx");
  g_autoptr (GVirDesignerHost) set = join (amd, intel);
  g_autoptr (GVirDesignerHost) alike = join (amd, amd);
  g_autoptr (DesignerHostView) view = designer_host_view_new (set, NULL, "kvm", "q35");
  g_autoptr (DesignerHostView) same = designer_host_view_new (alike, NULL, "kvm", "q35");
  const DesignerHostCpu *cpu = designer_host_view_own_cpu (view);

  g_assert_false (designer_host_view_has_one_cpu (view));
  g_assert_true (designer_host_view_has_one_cpu (same));
  g_assert_null (cpu->vendor);
  g_assert_true (g_ptr_array_find_with_equal_func (cpu->required, "vaes", g_str_equal, NULL));
  g_assert_false (g_ptr_array_find_with_equal_func (cpu->required, "cmp_legacy", g_str_equal, NULL));
}

static void
test_evidence (void)
{
  g_autoptr (GVirDesignerHost) both = host_with ("/q", "8.0", DISKS ("<value>virtio</value><value>sata</value>"));
  g_autoptr (GVirDesignerHost) one = host_with ("/q", "8.0", DISKS ("<value>virtio</value>"));
  g_autoptr (GVirDesignerHost) set = join (both, one);
  g_autofree char *no = gvir_designer_host_get_evidence (set, "x86_64", "kvm", "q35", "disk/bus", "sata");
  g_autofree char *yes = gvir_designer_host_get_evidence (set, "x86_64", "kvm", "q35", "disk/bus", "virtio");

  g_assert_cmpstr (no, ==, "the XML that was given (host no. 2): domain capabilities of pc-q35-8.0 (kvm), disk/bus");
  g_assert_cmpstr (yes, ==, "each of 2 hosts, such as the XML that was given: domain capabilities of pc-q35-8.0 (kvm), "
                            "disk/bus");
}

static void
test_json (void)
{
  g_autoptr (GVirDesignerHost) both = host_with ("/q", "8.1 8.0", DISKS ("<value>virtio</value><value>sata</value>"));
  g_autoptr (GVirDesignerHost) one = host_with ("/q", "8.0", DISKS ("<value>virtio</value>"));
  g_autoptr (GVirDesignerHost) set = join (both, one);
  g_autoptr (GVirDesignerHost) turned = join (one, both);
  g_autofree char *json = gvir_designer_host_to_json (set);

  g_assert_nonnull (strstr (json, "\"machine\" : \"pc-q35-8.0\""));
  g_assert_nonnull (strstr (json, "\"sata\" : \"no\""));
  g_assert_null (strstr (json, "8.1"));
  g_assert_true (gvir_designer_host_equal (set, set));
  g_assert_false (gvir_designer_host_equal (set, both));
  g_assert_cmpstr (gvir_designer_host_get_arch (turned), ==, "x86_64");
}

static void
test_sessions (void)
{
  g_autoptr (GVirDesignerHost) of_system = load ("amd-sev");
  g_autoptr (GVirDesignerHost) session = load ("macos-hvf");
  g_autoptr (GVirDesignerHost) set = join (of_system, session);
  g_autoptr (GVirDesignerHost) systems = join (of_system, of_system);

  g_assert_cmpint (gvir_designer_host_is_session (set), ==, YES);
  g_assert_cmpint (gvir_designer_host_is_session (systems), ==, NO);
  g_assert_null (gvir_designer_host_get_uri (set));
  g_assert_cmpstr (gvir_designer_host_get_uri (systems), ==, "qemu:///system");
}

static void
test_refused (void)
{
  g_autoptr (GVirDesignerHost) pc = load ("amd-sev");
  g_autoptr (GVirDesignerHost) arm = load ("aarch64-kvm");
  GVirDesignerHost *const both[] = { pc, pc, arm };
  g_autoptr (GVirDesignerHost) single = gvir_designer_host_new_set (both, 1, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (single == pc);
  g_assert_null (gvir_designer_host_new_set (both, 3, NULL));
  g_assert_null (gvir_designer_host_new_set (both, 3, &error));
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "amd-sev' (x86_64)"));
  g_assert_nonnull (strstr (error->message, "aarch64-kvm' (aarch64)"));
  g_clear_error (&error);
  g_assert_null (gvir_designer_host_new_set (NULL, 0, &error));
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_INPUT);
}

/* Each string is an alternative: who strikes it out. */
static void
assert_smallest (const char *const *alternatives,
                 const char *expected)
{
  g_autoptr (DesignerCover) cover = designer_cover_new (8);
  g_autoptr (GString) found = g_string_new (NULL);
  g_autoptr (GArray) members = NULL;
  gboolean exact;

  for (guint i = 0; alternatives[i] != NULL; i++)
    {
      designer_cover_add_alternative (cover);
      for (const char *c = alternatives[i]; *c != '\0'; c++)
        designer_cover_strike (cover, (guint) (*c - '0'));
    }
  members = designer_cover_find_smallest (cover, &exact);
  for (guint i = 0; i < members->len; i++)
    g_string_append_printf (found, "%u", g_array_index (members, guint, i));
  g_assert_cmpstr (found->str, ==, expected);
  g_assert_true (exact);
}

static void
test_cover (void)
{
  assert_smallest ((const char *const[]) { "01", "12", "13", NULL }, "1");
  assert_smallest ((const char *const[]) { "01", "23", NULL }, "02");
  assert_smallest ((const char *const[]) { "12", "13", "14", "23", "2", "3", NULL }, "123");
  assert_smallest ((const char *const[]) { "03", "04", "13", "14", "05", "15", NULL }, "01");
  assert_smallest ((const char *const[]) { "0", "1", "2", "3", NULL }, "0123");
  assert_smallest ((const char *const[]) { "0", "", NULL }, "");
  assert_smallest ((const char *const[]) { NULL }, "");
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/host-set/weakest-answer", test_weakest);
  g_test_add_func ("/host-set/machine-is-the-newest-of-all", test_machines);
  g_test_add_func ("/host-set/machines-that-are-not-listed", test_unlisted_machines);
  g_test_add_func ("/host-set/versions-are-numbers", test_versions);
  g_test_add_func ("/host-set/emulator-in-one-place", test_places);
  g_test_add_func ("/host-set/cpus-and-nodes-of-all", test_topology);
  g_test_add_func ("/host-set/equal-hosts-are-one", test_equal);
  g_test_add_func ("/host-set/processors", test_cpus);
  g_test_add_func ("/host-set/evidence-names-a-host", test_evidence);
  g_test_add_func ("/host-set/json-is-what-they-share", test_json);
  g_test_add_func ("/host-set/one-session-is-a-session", test_sessions);
  g_test_add_func ("/host-set/refused", test_refused);
  g_test_add_func ("/host-set/smallest-conflict", test_cover);
  return g_test_run ();
}
