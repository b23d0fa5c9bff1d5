/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "host/host-view-private.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define YES GVIR_DESIGNER_ANSWER_YES
#define NO GVIR_DESIGNER_ANSWER_NO
#define UNKNOWN GVIR_DESIGNER_ANSWER_UNKNOWN

static char *
recorded (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "hosts", "debian-12-qemu", name, NULL);
}

static GVirDesignerHost *
load_recorded (void)
{
  g_autofree char *directory = recorded (NULL);
  g_autoptr (GError) error = NULL;
  GVirDesignerHost *host = gvir_designer_host_new_from_directory (directory, &error);

  g_assert_no_error (error);
  return host;
}

/* A host of which only one kind of guest is described. */
static GVirDesignerHost *
load_one (const char *name)
{
  g_autofree char *file = recorded (name);
  const char *const files[] = { file, NULL };
  g_autoptr (GError) error = NULL;
  GVirDesignerHost *host = gvir_designer_host_new_from_files (NULL, files, &error);

  g_assert_no_error (error);
  return host;
}

/* A host of which only that is said, inside a description of pc-q35-9.0. */
static GVirDesignerHost *
host_that_says (const char *xml)
{
  g_autofree char *text = g_strdup_printf (
    "<domainCapabilities><path>/q</path><domain>kvm</domain><machine>pc-q35-9.0</machine>"
    "<arch>x86_64</arch>%s</domainCapabilities>",
    xml);
  const char *const texts[] = { text, NULL };
  g_autoptr (GError) error = NULL;
  GVirDesignerHost *host = gvir_designer_host_new (NULL, texts, NULL, &error);

  g_assert_no_error (error);
  return host;
}

static void
assert_lists (GVirDesignerHost *host,
              const char *virt_type,
              const char *machine,
              const char *what,
              const char *value,
              GVirDesignerAnswer expected)
{
  GVirDesignerAnswer answer =
    gvir_designer_host_lists (host, "x86_64", virt_type, machine, what, value);

  if (answer != expected)
    g_error ("%s %s %s %s: %s", virt_type, machine, what, value,
             gvir_designer_answer_to_string (answer));
}

static void
test_recorded_host_says_what_it_runs (void)
{
  g_autoptr (GVirDesignerHost) host = load_recorded ();
  g_autofree char *directory = recorded (NULL);

  g_assert_cmpstr (gvir_designer_host_get_origin (host), ==, directory);
  g_assert_cmpstr (gvir_designer_host_get_uri (host), ==, "qemu:///embed");
  g_assert_cmpstr (gvir_designer_host_get_arch (host), ==, "x86_64");
  g_assert_cmpint (gvir_designer_host_offers (host, "x86_64", "hvm", "kvm"), ==, YES);
  g_assert_cmpint (gvir_designer_host_offers (host, "i686", NULL, "qemu"), ==, YES);
  g_assert_cmpint (gvir_designer_host_offers (host, NULL, NULL, NULL), ==, YES);
  g_assert_cmpint (gvir_designer_host_offers (host, "x86_64", "exe", NULL), ==, NO);
  g_assert_cmpint (gvir_designer_host_offers (host, "aarch64", "hvm", "qemu"), ==, NO);
  g_assert_cmpstr (gvir_designer_host_get_emulator (host, "x86_64", "kvm"), ==,
                   "/usr/bin/qemu-system-x86_64");
  g_assert_cmpstr (gvir_designer_host_get_emulator (host, "i686", "qemu"), ==,
                   "/usr/bin/qemu-system-i386");
  g_assert_null (gvir_designer_host_get_emulator (host, "aarch64", "qemu"));
}

static void
test_recorded_host_names_its_machines (void)
{
  g_autoptr (GVirDesignerHost) host = load_recorded ();

  g_assert_cmpint (gvir_designer_host_has_machine (host, "x86_64", "kvm", "q35"), ==, YES);
  g_assert_cmpint (gvir_designer_host_has_machine (host, "x86_64", "kvm", "pc-q35-6.2"), ==, YES);
  g_assert_cmpint (gvir_designer_host_has_machine (host, "x86_64", "kvm", "pc-q35-99.0"), ==, NO);
  g_assert_cmpint (gvir_designer_host_has_machine (host, "aarch64", "kvm", "q35"), ==, NO);
  g_assert_cmpstr (gvir_designer_host_get_canonical_machine (host, "x86_64", "kvm", "q35"), ==,
                   "pc-q35-7.2");
  g_assert_cmpstr (gvir_designer_host_get_canonical_machine (host, "x86_64", "qemu", "pc"), ==,
                   "pc-i440fx-7.2");
  g_assert_cmpstr (gvir_designer_host_get_canonical_machine (host, "x86_64", "kvm", "pc-q35-6.2"),
                   ==, "pc-q35-6.2");
  g_assert_null (gvir_designer_host_get_canonical_machine (host, "x86_64", "kvm", "virt"));
}

static void
test_buses_are_those_of_the_machine (void)
{
  g_autoptr (GVirDesignerHost) host = load_recorded ();

  assert_lists (host, "kvm", "q35", "disk/bus", "virtio", YES);
  assert_lists (host, "kvm", "q35", "disk/bus", "ide", NO);
  assert_lists (host, "kvm", "pc-q35-5.0", "disk/bus", "ide", NO);
  assert_lists (host, "kvm", "pc", "disk/bus", "ide", YES);
  assert_lists (host, "qemu", "isapc", "disk/bus", "virtio", YES);
  assert_lists (host, "kvm", "x-remote", "disk/bus", "virtio", UNKNOWN);
  assert_lists (host, "kvm", NULL, "disk/bus", "virtio", UNKNOWN);
}

static void
test_firmware_is_that_of_the_machine (void)
{
  g_autoptr (GVirDesignerHost) host = load_recorded ();

  assert_lists (host, "kvm", "q35", "os/firmware", "efi", YES);
  assert_lists (host, "kvm", "q35", "os/firmware", "bios", NO);
  assert_lists (host, "kvm", "q35", "loader/secure", "yes", YES);
  assert_lists (host, "kvm", "pc", "loader/secure", "yes", NO);
  assert_lists (host, "qemu", "isapc", "os/firmware", "efi", NO);
  assert_lists (host, "kvm", "x-remote", "os/firmware", "efi", UNKNOWN);
}

static void
test_cpus_are_those_of_the_virtualisation_type (void)
{
  g_autoptr (GVirDesignerHost) host = load_recorded ();

  assert_lists (host, "kvm", "q35", "cpu/mode", "host-passthrough", YES);
  assert_lists (host, "qemu", "q35", "cpu/mode", "host-passthrough", NO);
  assert_lists (host, "qemu", "q35", "cpu/mode", "no-such-mode", NO);
  assert_lists (host, "qemu", "q35", "cpu/model", "qemu64", YES);
  assert_lists (host, "kvm", "q35", "cpu/model", "qemu64", NO);
  assert_lists (host, "kvm", "q35", "cpu/model", "no-such-model", NO);
  assert_lists (host, "hvf", "q35", "cpu/mode", "host-model", UNKNOWN);
  assert_lists (host, NULL, "q35", "cpu/mode", "host-model", UNKNOWN);
}

static void
test_devices_and_features (void)
{
  g_autoptr (GVirDesignerHost) host = load_recorded ();

  assert_lists (host, "kvm", "q35", "tpm", NULL, YES);
  assert_lists (host, "kvm", "q35", "tpm/model", "tpm-crb", YES);
  assert_lists (host, "kvm", "q35", "tpm/model", "tpm-spapr", NO);
  assert_lists (host, "kvm", "q35", "sev", NULL, NO);
  assert_lists (host, "kvm", "q35", "sev/anything", "x", NO);
  assert_lists (host, "kvm", "q35", "hyperv/features", "spinlocks", YES);
  assert_lists (host, "kvm", "q35", "hyperv/features", "relaxed", NO);
  assert_lists (host, "kvm", "q35", "panic/model", "isa", UNKNOWN);
  assert_lists (host, "kvm", "q35", "panic", NULL, UNKNOWN);
  assert_lists (host, "kvm", "q35", "memoryBacking/sourceType", "memfd", YES);
  assert_lists (host, "kvm", "q35", "iothreads", NULL, YES);
  assert_lists (host, "kvm", "q35", "", "", UNKNOWN);
}

static void
test_other_architecture_is_unknown (void)
{
  g_autoptr (GVirDesignerHost) host = load_recorded ();

  g_assert_cmpint (gvir_designer_host_lists (host, "aarch64", "qemu", "virt", "disk/bus", "virtio"),
                   ==, UNKNOWN);
  g_assert_cmpint (gvir_designer_host_lists (host, "aarch64", "qemu", "virt", "tpm", NULL), ==, UNKNOWN);
  g_assert_cmpuint (gvir_designer_host_get_max_vcpus (host, "aarch64", "qemu", "virt"), ==, 0);
}

static void
test_one_description_is_enough (void)
{
  g_autoptr (GVirDesignerHost) host = load_one ("domcapabilities-kvm-x86_64-q35.xml");

  g_assert_null (gvir_designer_host_get_uri (host));
  g_assert_cmpstr (gvir_designer_host_get_arch (host), ==, "x86_64");
  g_assert_cmpint (gvir_designer_host_offers (host, "x86_64", "hvm", "kvm"), ==, YES);
  g_assert_cmpint (gvir_designer_host_offers (host, "x86_64", "hvm", "qemu"), ==, UNKNOWN);
  g_assert_cmpint (gvir_designer_host_has_machine (host, "x86_64", "kvm", "q35"), ==, YES);
  g_assert_cmpint (gvir_designer_host_has_machine (host, "x86_64", "kvm", "pc"), ==, UNKNOWN);
  g_assert_cmpstr (gvir_designer_host_get_canonical_machine (host, "x86_64", "kvm", "q35"), ==,
                   "pc-q35-7.2");
  g_assert_null (gvir_designer_host_get_canonical_machine (host, "x86_64", "kvm", "pc-q35-7.1"));
  g_assert_cmpstr (gvir_designer_host_get_emulator (host, "x86_64", "kvm"), ==,
                   "/usr/bin/qemu-system-x86_64");
  assert_lists (host, "kvm", "q35", "disk/bus", "virtio", YES);
  assert_lists (host, "kvm", "pc", "disk/bus", "virtio", UNKNOWN);
}

static void
test_description_of_another_kind_answers_for_devices (void)
{
  g_autoptr (GVirDesignerHost) host = load_one ("domcapabilities-kvm-x86_64-q35.xml");
  g_autofree char *evidence = NULL;

  assert_lists (host, "qemu", "pc", "video/modelType", "qxl", YES);
  assert_lists (host, "qemu", "pc", "cpu/mode", "host-model", UNKNOWN);
  assert_lists (host, "qemu", "pc", "hyperv/features", "spinlocks", UNKNOWN);
  assert_lists (host, "qemu", "pc", "genid", NULL, UNKNOWN);
  assert_lists (host, "qemu", "q35", "os/firmware", "efi", YES);
  assert_lists (host, "xen", "pc", "video/modelType", "qxl", UNKNOWN);
  evidence = gvir_designer_host_get_evidence (host, "x86_64", "qemu", "pc", "video/modelType", "qxl");
  g_assert_true (g_str_has_prefix (evidence,
                                   "domain capabilities of pc-q35-7.2 (kvm), video/modelType, in "));
}

static void
test_each_question_goes_to_the_description_that_may_answer (void)
{
  g_autofree char *q35 = recorded ("domcapabilities-kvm-x86_64-q35.xml");
  g_autofree char *pc = recorded ("domcapabilities-qemu-x86_64-pc.xml");
  const char *const files[] = { q35, pc, NULL };
  g_autoptr (GVirDesignerHost) host = gvir_designer_host_new_from_files (NULL, files, NULL);
  g_autofree char *bus = NULL;
  g_autofree char *cpu = NULL;

  assert_lists (host, "qemu", "q35", "disk/bus", "ide", NO);
  assert_lists (host, "qemu", "q35", "cpu/model", "qemu64", YES);
  bus = gvir_designer_host_get_evidence (host, NULL, "qemu", "q35", "disk/bus", "ide");
  cpu = gvir_designer_host_get_evidence (host, NULL, "qemu", "q35", "cpu/model", "qemu64");
  g_assert_true (g_str_has_prefix (bus, "domain capabilities of pc-q35-7.2 (kvm), disk/bus, in "));
  g_assert_true (g_str_has_suffix (cpu, "domcapabilities-qemu-x86_64-pc.xml"));
}

static void
test_capabilities_alone_know_the_machines (void)
{
  g_autofree char *file = recorded ("capabilities.xml");
  g_autoptr (GVirDesignerHost) host = gvir_designer_host_new_from_files (file, NULL, NULL);

  g_assert_cmpint (gvir_designer_host_has_machine (host, NULL, "kvm", "pc"), ==, YES);
  g_assert_cmpuint (gvir_designer_host_get_max_vcpus (host, NULL, "kvm", "pc"), ==, 255);
  assert_lists (host, "kvm", "q35", "disk/bus", "virtio", UNKNOWN);
}

static void
test_machines_of_one_virtualisation_type (void)
{
  static const char xml[] =
    "<capabilities><host><cpu><arch>x86_64</arch></cpu></host><guest><os_type>hvm</os_type>"
    "<arch name='x86_64'><emulator>/a</emulator><machine>one</machine><domain type='qemu'/>"
    "<domain type='kvm'><emulator>/b</emulator>"
    "<machine canonical='two-1' maxCpus='9'>two</machine></domain></arch></guest>"
    "<guest><os_type>exe</os_type><arch name='x86_64'><emulator>/l</emulator>"
    "<domain type='lxc'/></arch></guest></capabilities>";
  g_autoptr (GVirDesignerHost) host = gvir_designer_host_new (xml, NULL, NULL, NULL);

  g_assert_cmpint (gvir_designer_host_has_machine (host, NULL, "qemu", "one"), ==, YES);
  g_assert_cmpint (gvir_designer_host_has_machine (host, NULL, "kvm", "one"), ==, NO);
  g_assert_cmpstr (gvir_designer_host_get_canonical_machine (host, NULL, "kvm", "two"), ==, "two-1");
  g_assert_cmpstr (gvir_designer_host_get_emulator (host, NULL, "qemu"), ==, "/a");
  g_assert_cmpstr (gvir_designer_host_get_emulator (host, NULL, "kvm"), ==, "/b");
  g_assert_cmpuint (gvir_designer_host_get_max_vcpus (host, NULL, "kvm", "two"), ==, 9);
  g_assert_cmpint (gvir_designer_host_offers (host, NULL, "exe", "lxc"), ==, YES);
  g_assert_cmpint (gvir_designer_host_has_machine (host, NULL, "lxc", "any"), ==, UNKNOWN);
}

static void
test_limit_of_virtual_cpus (void)
{
  g_autoptr (GVirDesignerHost) host = load_recorded ();

  g_assert_cmpuint (gvir_designer_host_get_max_vcpus (host, "x86_64", "kvm", "q35"), ==, 288);
  g_assert_cmpuint (gvir_designer_host_get_max_vcpus (host, "x86_64", "kvm", "pc"), ==, 255);
  g_assert_cmpuint (gvir_designer_host_get_max_vcpus (host, "x86_64", "kvm", "pc-q35-2.4"), ==, 255);
  g_assert_cmpuint (gvir_designer_host_get_max_vcpus (host, "x86_64", "qemu", "isapc"), ==, 1);
  g_assert_cmpuint (gvir_designer_host_get_max_vcpus (host, "x86_64", "kvm", "none"), ==, 0);
}

static void
test_unknown_elements_are_read_too (void)
{
  g_autoptr (GVirDesignerHost) host = host_that_says (
    "<devices><novel supported='yes'><enum name='kind'><value>a</value><value/></enum>"
    "<part supported='yes'><enum name='size'><value>big</value></enum></part></novel>"
    "<gone supported='no'/></devices>"
    "<features><sev><cbitpos>1</cbitpos></sev><hyperv supported='yes'>"
    "<enum name='features'><value>relaxed</value></enum>"
    "<defaults><spinlocks>4095</spinlocks></defaults></hyperv></features>");

  assert_lists (host, "kvm", "q35", "novel/kind", "a", YES);
  assert_lists (host, "kvm", "q35", "novel/kind", "b", NO);
  assert_lists (host, "kvm", "q35", "novel/shape", "b", UNKNOWN);
  assert_lists (host, "kvm", "q35", "part/size", "big", YES);
  assert_lists (host, "kvm", "q35", "gone/kind", "a", NO);
  assert_lists (host, "kvm", "q35", "sev", NULL, YES);
  assert_lists (host, "kvm", "q35", "hyperv/features", "relaxed", YES);
  assert_lists (host, "kvm", "q35", "cpu/mode", "host-model", UNKNOWN);
}

static void
test_cpu_model_may_be_of_unknown_use (void)
{
  g_autoptr (GVirDesignerHost) host = host_that_says (
    "<cpu><mode name='custom' supported='yes'><model usable='unknown'>A</model>"
    "<model usable='yes'>B</model><model usable='no'>C</model></mode></cpu>");

  assert_lists (host, "kvm", "q35", "cpu/model", "A", UNKNOWN);
  assert_lists (host, "kvm", "q35", "cpu/model", "B", YES);
  assert_lists (host, "kvm", "q35", "cpu/model", "C", NO);
}

static void
test_session_follows_from_the_uri (void)
{
  static const struct
  {
    const char *uri;
    GVirDesignerAnswer answer;
  } cases[] = {
    { "qemu:///session", YES },
    { "qemu:///system", NO },
    { "qemu+ssh://root@example.org:22/system?keyfile=/a/session", NO },
    { "qemu+unix:///session?socket=/run/system", YES },
    { "qemu:///embed?root=/tmp/x", YES },
    { "test:///default", UNKNOWN },
    { "lxc:///", UNKNOWN },
    { "not a uri", UNKNOWN },
    { NULL, UNKNOWN },
  };
  g_autofree char *file = recorded ("capabilities.xml");
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GVirDesignerHost) host = gvir_designer_host_new (text, NULL, cases[i].uri, NULL);

      g_assert_cmpint (gvir_designer_host_is_session (host), ==, cases[i].answer);
      g_assert_cmpstr (gvir_designer_host_get_uri (host), ==, cases[i].uri);
    }
}

static void
test_evidence_of_silence (void)
{
  g_autoptr (GVirDesignerHost) host = host_that_says ("");
  g_autofree char *evidence =
    gvir_designer_host_get_evidence (host, NULL, "kvm", "q35", "panic/model", "isa");

  g_assert_cmpstr (evidence, ==,
                   "no domain capabilities of such a guest mention panic/model "
                   "in the XML that was given");
}

static void
test_view_gives_the_same_answers (void)
{
  g_autoptr (GVirDesignerHost) host = load_recorded ();
  g_autoptr (DesignerHostView) view = designer_host_view_new (host, NULL, "kvm", "q35");

  g_clear_object (&host);
  g_assert_cmpint (designer_host_view_lists (view, "disk/bus", "virtio"), ==, YES);
  g_assert_cmpint (designer_host_view_lists (view, "disk/bus", "ide"), ==, NO);
  g_assert_cmpint (designer_host_view_lists (view, "panic/model", "isa"), ==, UNKNOWN);
  g_assert_cmpuint (designer_host_view_max_vcpus (view, NULL), ==, 288);
}

static void
test_builtin_host_is_fully_able (void)
{
  g_autoptr (GVirDesignerHost) host = gvir_designer_host_new_builtin ();
  g_autofree char *evidence = NULL;

  g_assert_cmpstr (gvir_designer_host_get_arch (host), ==, "x86_64");
  g_assert_cmpint (gvir_designer_host_is_session (host), ==, UNKNOWN);
  assert_lists (host, "kvm", "q35", "hyperv/features", "stimer", YES);
  assert_lists (host, "kvm", "q35", "cpu/model", "EPYC-Milan", YES);
  assert_lists (host, "kvm", "q35", "cpu/model", "Skylake-Server", NO);
  assert_lists (host, "kvm", "q35", "loader/secure", "yes", YES);
  assert_lists (host, "kvm", "q35", "tpm/backendVersion", "2.0", YES);
  assert_lists (host, "kvm", "q35", "graphics/type", "spice", YES);
  assert_lists (host, "kvm", "q35", "filesystem/driverType", "virtiofs", YES);
  assert_lists (host, "kvm", "q35", "panic/model", "isa", YES);
  assert_lists (host, "kvm", "q35", "disk/bus", "ide", NO);
  assert_lists (host, "qemu", "q35", "cpu/mode", "host-passthrough", NO);
  evidence = gvir_designer_host_get_evidence (host, NULL, "kvm", "q35", "disk/bus", "virtio");
  g_assert_cmpstr (evidence, ==,
                   "domain capabilities of pc-q35-7.2 (kvm), disk/bus, in the built-in "
                   "description of a current QEMU/KVM x86_64 host");
}

static void
test_equal_hosts_say_the_same (void)
{
  g_autoptr (GVirDesignerHost) host = load_recorded ();
  g_autoptr (GVirDesignerHost) again = load_recorded ();
  g_autoptr (GVirDesignerHost) other = load_one ("domcapabilities-kvm-x86_64-q35.xml");
  g_autoptr (GVirDesignerHost) builtin = gvir_designer_host_new_builtin ();

  g_assert_true (gvir_designer_host_equal (host, host));
  g_assert_true (gvir_designer_host_equal (host, again));
  g_assert_false (gvir_designer_host_equal (host, other));
  g_assert_false (gvir_designer_host_equal (host, builtin));
}

static void
test_json_holds_all (void)
{
  g_autoptr (GVirDesignerHost) host = load_one ("domcapabilities-kvm-x86_64-q35.xml");
  g_autofree char *text = gvir_designer_host_to_json (host);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (text, &error);
  JsonObject *object;

  g_assert_no_error (error);
  object = json_node_get_object (node);
  g_assert_cmpstr (json_object_get_string_member (object, "arch"), ==, "x86_64");
  g_assert_cmpstr (json_object_get_string_member (object, "session"), ==, "unknown");
  g_assert_true (json_object_get_null_member (object, "uri"));
  object = json_array_get_object_element (json_object_get_array_member (object, "domain_capabilities"), 0);
  g_assert_cmpint (json_object_get_int_member (object, "max_vcpus"), ==, 288);
  object = json_object_get_object_member (object, "lists");
  object = json_object_get_object_member (object, "cpu/model");
  g_assert_cmpstr (json_object_get_string_member (object, "pentium3"), ==, "yes");
  g_assert_cmpstr (json_object_get_string_member (object, "qemu64"), ==, "no");
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/host/recorded/says-what-it-runs", test_recorded_host_says_what_it_runs);
  g_test_add_func ("/host/recorded/names-its-machines", test_recorded_host_names_its_machines);
  g_test_add_func ("/host/lists/buses-are-those-of-the-machine", test_buses_are_those_of_the_machine);
  g_test_add_func ("/host/lists/firmware-is-that-of-the-machine", test_firmware_is_that_of_the_machine);
  g_test_add_func ("/host/lists/cpus-are-those-of-the-virtualisation-type",
                   test_cpus_are_those_of_the_virtualisation_type);
  g_test_add_func ("/host/lists/devices-and-features", test_devices_and_features);
  g_test_add_func ("/host/lists/other-architecture-is-unknown", test_other_architecture_is_unknown);
  g_test_add_func ("/host/lists/unknown-elements-are-read-too", test_unknown_elements_are_read_too);
  g_test_add_func ("/host/lists/cpu-model-may-be-of-unknown-use", test_cpu_model_may_be_of_unknown_use);
  g_test_add_func ("/host/partial/one-description-is-enough", test_one_description_is_enough);
  g_test_add_func ("/host/partial/description-of-another-kind-answers-for-devices",
                   test_description_of_another_kind_answers_for_devices);
  g_test_add_func ("/host/partial/each-question-goes-to-the-description-that-may-answer",
                   test_each_question_goes_to_the_description_that_may_answer);
  g_test_add_func ("/host/partial/capabilities-alone-know-the-machines",
                   test_capabilities_alone_know_the_machines);
  g_test_add_func ("/host/machines-of-one-virtualisation-type", test_machines_of_one_virtualisation_type);
  g_test_add_func ("/host/limit-of-virtual-cpus", test_limit_of_virtual_cpus);
  g_test_add_func ("/host/session-follows-from-the-uri", test_session_follows_from_the_uri);
  g_test_add_func ("/host/evidence-of-silence", test_evidence_of_silence);
  g_test_add_func ("/host/view-gives-the-same-answers", test_view_gives_the_same_answers);
  g_test_add_func ("/host/builtin-is-fully-able", test_builtin_host_is_fully_able);
  g_test_add_func ("/host/equal-hosts-say-the-same", test_equal_hosts_say_the_same);
  g_test_add_func ("/host/json-holds-all", test_json_holds_all);
  return g_test_run ();
}
