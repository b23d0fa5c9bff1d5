/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "design-fixture.h"

#include <string.h>

#include "base/libvirt-designer-error.h"

static void
test_design_begins_with_nothing (void)
{
  g_autoptr (GVirDesignerOs) os = fixture_installed_os ("debian11");
  g_autoptr (GVirDesignerHost) host = fixture_recorded_host ();
  g_autoptr (GVirDesignerDomain) design = gvir_designer_domain_new_for_host (os, host);
  g_autoptr (GListModel) decisions = gvir_designer_domain_get_decisions (design);

  g_assert_true (gvir_designer_domain_get_guest_os (design) == os);
  g_assert_true (gvir_designer_domain_get_host (design) == host);
  g_assert_true (gvir_designer_domain_get_os (design) == gvir_designer_os_get_osinfo (os));
  g_assert_null (gvir_designer_domain_get_platform (design));
  g_assert_null (gvir_designer_domain_get_capabilities (design));
  g_assert_true (GVIR_CONFIG_IS_DOMAIN (gvir_designer_domain_get_config (design)));
  g_assert_cmpuint (g_list_model_get_n_items (decisions), ==, 0);
  fixture_assert_count (design, "/domain/*", 0);
}

static void
test_design_knows_what_it_was_given (void)
{
  OsinfoDb *db = fixture_installed_db ();
  OsinfoOs *os = osinfo_db_get_os (db, "http://debian.org/debian/11");
  g_autoptr (OsinfoPlatform) platform = osinfo_platform_new ("http://example.org/platform");
  GVirConfigCapabilities *caps = gvir_config_capabilities_new_from_xml (fixture_lxc_capabilities, NULL);
  g_autoptr (GVirDesignerDomain) design = gvir_designer_domain_new (db, os, platform, caps);

  g_assert_true (gvir_designer_domain_get_os (design) == os);
  g_assert_true (gvir_designer_domain_get_platform (design) == platform);
  g_assert_true (gvir_designer_domain_get_capabilities (design) == caps);
  g_assert_cmpstr (gvir_designer_os_get_short_id (gvir_designer_domain_get_guest_os (design)), ==, "debian11");
  g_assert_true (gvir_designer_domain_supports_container (design));
  g_assert_false (gvir_designer_domain_supports_machine (design));
  g_object_unref (caps);
}

static void
test_design_without_anything_is_for_the_built_in_host (void)
{
  g_autoptr (GVirDesignerDomain) design = gvir_designer_domain_new (NULL, NULL, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (gvir_designer_domain_supports_machine (design));
  fixture_complete (design, GVIR_DESIGNER_PURPOSE_DESKTOP);
  fixture_assert_text (design, "/domain/@type", "kvm");
  fixture_assert_valid (design);
}

static void
test_support_is_what_the_host_says (void)
{
  g_autoptr (GVirDesignerOs) os = fixture_installed_os ("debian11");
  g_autoptr (GVirDesignerHost) lxc = fixture_container_host ();
  g_autoptr (GVirDesignerDomain) machine = fixture_design ("debian11");
  g_autoptr (GVirDesignerDomain) container = gvir_designer_domain_new_for_host (os, lxc);

  g_assert_true (gvir_designer_domain_supports_machine (machine));
  g_assert_true (gvir_designer_domain_supports_machine_full (machine, "x86_64", GVIR_CONFIG_DOMAIN_OS_TYPE_HVM));
  g_assert_true (gvir_designer_domain_supports_machine_full (machine, "i686", GVIR_CONFIG_DOMAIN_OS_TYPE_HVM));
  g_assert_false (gvir_designer_domain_supports_machine_full (machine, "s390x", GVIR_CONFIG_DOMAIN_OS_TYPE_HVM));
  g_assert_false (gvir_designer_domain_supports_machine_full (machine, "x86_64", GVIR_CONFIG_DOMAIN_OS_TYPE_XEN));
  g_assert_false (gvir_designer_domain_supports_machine_full (machine, "", GVIR_CONFIG_DOMAIN_OS_TYPE_HVM));
  g_assert_false (gvir_designer_domain_supports_container (machine));
  g_assert_false (gvir_designer_domain_supports_container_full (machine, "x86_64"));
  g_assert_false (gvir_designer_domain_supports_machine (container));
  g_assert_true (gvir_designer_domain_supports_container (container));
  g_assert_true (gvir_designer_domain_supports_container_full (container, "i686"));
  g_assert_false (gvir_designer_domain_supports_container_full (container, "ppc64"));
}

static void
test_machine_has_what_a_guest_needs (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_machine ("debian11");

  fixture_assert_text (design, "/domain/@type", "kvm");
  fixture_assert_text (design, "/domain/name", "debian11");
  fixture_assert_text (design, "/domain/os/type", "hvm");
  fixture_assert_text (design, "/domain/os/type/@arch", "x86_64");
  fixture_assert_text (design, "/domain/os/type/@machine", "q35");
  fixture_assert_text (design, "/domain/devices/emulator", "/usr/bin/qemu-system-x86_64");
  fixture_assert_text (design, "/domain/metadata/libosinfo:libosinfo/libosinfo:os/@id", "http://debian.org/debian/11");
  fixture_assert_count (design, "/domain/features/acpi|/domain/features/apic", 2);
  fixture_assert_count (design, "/domain/uuid|//mac", 0);
  fixture_assert_valid (design);
}

static void
test_arch_can_be_asked_for (void)
{
  g_autoptr (GVirDesignerDomain) by_function = fixture_design ("debian11");
  g_autoptr (GVirDesignerDomain) by_option = fixture_design ("debian11");
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;

  g_assert_true (gvir_designer_domain_setup_machine_full (by_function, "i686", GVIR_CONFIG_DOMAIN_OS_TYPE_HVM, NULL));
  fixture_assert_text (by_function, "/domain/os/type/@arch", "i686");
  fixture_apply (by_option, "arch", "i686");
  g_assert_true (gvir_designer_domain_setup_machine (by_option, NULL));
  one = gvir_designer_domain_to_xml (by_function);
  other = gvir_designer_domain_to_xml (by_option);
  g_assert_cmpstr (one, ==, other);
  fixture_assert_valid (by_function);
}

static void
test_arch_that_was_asked_for_is_never_changed (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_design ("debian11");
  g_autoptr (GError) error = NULL;

  fixture_apply (design, "arch", "aarch64");
  g_assert_false (gvir_designer_domain_setup_machine (design, &error));
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST);
  g_assert_nonnull (strstr (error->message, "aarch64"));
}

static void
test_set_up_again_is_as_set_up_once (void)
{
  g_autoptr (GVirDesignerDomain) once = fixture_machine ("win10");
  g_autoptr (GVirDesignerDomain) again = fixture_design ("win10");
  g_autofree char *one = gvir_designer_domain_to_xml (once);
  g_autofree char *other = NULL;
  g_autoptr (GListModel) decisions = gvir_designer_domain_get_decisions (once);
  g_autoptr (GListModel) decisions_again = NULL;

  g_assert_true (gvir_designer_domain_setup_machine_full (again, "i686", GVIR_CONFIG_DOMAIN_OS_TYPE_HVM, NULL));
  g_assert_true (gvir_designer_domain_setup_machine_full (again, "x86_64", GVIR_CONFIG_DOMAIN_OS_TYPE_HVM, NULL));
  g_assert_true (gvir_designer_domain_setup_machine (again, NULL));
  other = gvir_designer_domain_to_xml (again);
  decisions_again = gvir_designer_domain_get_decisions (again);
  g_assert_cmpstr (other, ==, one);
  g_assert_cmpuint (g_list_model_get_n_items (decisions_again), ==, g_list_model_get_n_items (decisions));
}

static void
test_failed_set_up_can_be_done_better (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_design ("debian11");
  g_autofree char *good = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;

  /* The recorded host says which models it has for one architecture only. */
  fixture_apply (design, "cpu", "EPYC");
  g_assert_true (gvir_designer_domain_setup_machine_full (design, "i686", GVIR_CONFIG_DOMAIN_OS_TYPE_HVM, NULL));
  good = gvir_designer_domain_to_xml (design);
  g_assert_false (gvir_designer_domain_setup_machine_full (design, "x86_64", GVIR_CONFIG_DOMAIN_OS_TYPE_HVM, &error));
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST);
  fixture_assert_count (design, "/domain/*", 0);
  g_assert_true (gvir_designer_domain_setup_machine_full (design, "i686", GVIR_CONFIG_DOMAIN_OS_TYPE_HVM, NULL));
  again = gvir_designer_domain_to_xml (design);
  g_assert_cmpstr (again, ==, good);
}

static void
test_resources_are_those_of_the_os (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_machine ("fedora36");
  GVirDesignerOs *os = gvir_designer_domain_get_guest_os (design);
  guint64 least = gvir_designer_os_get_memory (os, "x86_64", GVIR_DESIGNER_OS_RESOURCES_MINIMUM) / 1024;
  guint64 good = gvir_designer_os_get_memory (os, "x86_64", GVIR_DESIGNER_OS_RESOURCES_RECOMMENDED) / 1024;
  GVirConfigDomain *config = gvir_designer_domain_get_config (design);

  g_assert_cmpuint (least, >, 0);
  g_assert_cmpuint (good, >, least);
  g_assert_true (gvir_designer_domain_setup_resources (design, GVIR_DESIGNER_DOMAIN_RESOURCES_MINIMAL, NULL));
  g_assert_cmpuint (gvir_config_domain_get_memory (config), ==, least);
  g_assert_true (gvir_designer_domain_setup_resources (design, GVIR_DESIGNER_DOMAIN_RESOURCES_RECOMMENDED, NULL));
  g_assert_cmpuint (gvir_config_domain_get_memory (config), ==, good);
  fixture_assert_text (design, "/domain/memory/@unit", "KiB");
  fixture_assert_count (design, "/domain/memory|/domain/vcpu", 2);
  fixture_assert_valid (design);
}

static void
test_resources_that_were_asked_for_stay (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_design ("win10");

  fixture_apply (design, "memory", "3G");
  fixture_apply (design, "vcpus", "6");
  g_assert_true (gvir_designer_domain_setup_resources (design, GVIR_DESIGNER_DOMAIN_RESOURCES_MINIMAL, NULL));
  fixture_assert_text (design, "/domain/memory", "3145728");
  fixture_assert_text (design, "/domain/vcpu", "6");
  fixture_assert_text (design, "/domain/cpu/topology/@cores", "6");
}

static void
test_resources_change_no_decision_twice (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_machine ("win10");
  g_autoptr (GListModel) before = gvir_designer_domain_get_decisions (design);
  g_autoptr (GListModel) after = NULL;

  g_assert_true (gvir_designer_domain_setup_resources (design, GVIR_DESIGNER_DOMAIN_RESOURCES_RECOMMENDED, NULL));
  after = gvir_designer_domain_get_decisions (design);
  g_assert_cmpuint (g_list_model_get_n_items (after), ==, g_list_model_get_n_items (before));
}

static void
test_container_is_complete (void)
{
  g_autoptr (GVirDesignerOs) os = fixture_installed_os ("debian11");
  g_autoptr (GVirDesignerHost) host = fixture_container_host ();
  g_autoptr (GVirDesignerDomain) design = gvir_designer_domain_new_for_host (os, host);
  GVirConfigDomainInterface *interface = NULL;

  fixture_apply (design, "filesystem", "source=/srv/guest,target=/");
  g_assert_true (gvir_designer_domain_setup_container (design, NULL));
  fixture_assert_text (design, "/domain/@type", "lxc");
  fixture_assert_text (design, "/domain/os/type", "exe");
  fixture_assert_text (design, "/domain/os/type/@arch", "x86_64");
  fixture_assert_text (design, "/domain/os/init", "/sbin/init");
  fixture_assert_text (design, "/domain/devices/emulator", "/usr/lib/libvirt/libvirt_lxc");
  fixture_assert_count (design, "/domain/os/type/@machine|/domain/cpu", 0);
  interface = gvir_designer_domain_add_interface_network (design, "default", NULL);
  g_assert_nonnull (interface);
  g_object_unref (interface);
  fixture_complete (design, GVIR_DESIGNER_PURPOSE_SERVER);
  fixture_assert_text (design, "/domain/devices/filesystem/source/@dir", "/srv/guest");
  fixture_assert_count (design, "/domain/devices/interface", 1);
  fixture_assert_count (design, "/domain/devices/interface/model", 0);
  fixture_assert_count (design, "/domain/devices/console", 1);
  fixture_assert_count (design, "/domain/devices/controller|/domain/devices/graphics|/domain/devices/memballoon", 0);
  fixture_assert_valid (design);
}

static void
test_kind_follows_the_last_set_up (void)
{
  g_autoptr (GVirDesignerOs) os = fixture_installed_os ("debian11");
  g_autoptr (GVirDesignerHost) host = fixture_described_host ("xen");
  g_autoptr (GVirDesignerDomain) design = gvir_designer_domain_new_for_host (os, host);

  g_assert_true (gvir_designer_domain_supports_machine_full (design, "x86_64", GVIR_CONFIG_DOMAIN_OS_TYPE_XEN));
  g_assert_true (gvir_designer_domain_supports_machine_full (design, "x86_64", GVIR_CONFIG_DOMAIN_OS_TYPE_LINUX));
  g_assert_false (gvir_designer_domain_supports_machine_full (design, "x86_64", GVIR_CONFIG_DOMAIN_OS_TYPE_EXE));
  g_assert_true (gvir_designer_domain_setup_machine_full (design, "x86_64", GVIR_CONFIG_DOMAIN_OS_TYPE_XEN, NULL));
  fixture_assert_text (design, "/domain/os/type", "xen");
  fixture_assert_text (design, "/domain/bootloader", "/usr/bin/pygrub");
  fixture_assert_valid (design);
  g_assert_true (gvir_designer_domain_setup_machine (design, NULL));
  fixture_assert_text (design, "/domain/os/type", "hvm");
  fixture_assert_count (design, "/domain/bootloader", 0);
  fixture_assert_count (design, "/domain/os/boot", 2);
  fixture_assert_valid (design);
}

static void
test_container_of_another_arch (void)
{
  g_autoptr (GVirDesignerOs) os = fixture_installed_os ("debian11");
  g_autoptr (GVirDesignerHost) host = fixture_container_host ();
  g_autoptr (GVirDesignerDomain) design = gvir_designer_domain_new_for_host (os, host);

  g_assert_true (gvir_designer_domain_setup_container_full (design, "i686", NULL));
  fixture_assert_text (design, "/domain/os/type/@arch", "i686");
  fixture_assert_valid (design);
}

static void
test_clock_shows_what_the_os_expects (void)
{
  static const char *const local[] = { "win10", "winxp", "win11", "msdos6.22" };
  static const char *const universal[] = { "debian11", "fedora36", "freebsd12.3" };

  for (guint i = 0; i < G_N_ELEMENTS (local); i++)
    {
      g_autoptr (GVirDesignerDomain) design = fixture_machine (local[i]);

      fixture_assert_text (design, "/domain/clock/@offset", "localtime");
    }
  for (guint i = 0; i < G_N_ELEMENTS (universal); i++)
    {
      g_autoptr (GVirDesignerDomain) design = fixture_machine (universal[i]);

      fixture_assert_text (design, "/domain/clock/@offset", "utc");
    }
}

static void
test_same_calls_make_the_same_bytes (void)
{
  g_autofree char *first = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GVirDesignerDomain) design = fixture_design ("win11");
      g_autofree char *xml = NULL;

      fixture_apply (design, "disk", "/a.qcow2");
      fixture_complete (design, GVIR_DESIGNER_PURPOSE_DESKTOP);
      xml = gvir_designer_domain_to_xml (design);
      if (first == NULL)
        first = g_steal_pointer (&xml);
      else
        g_assert_cmpstr (xml, ==, first);
    }
}

/* Whether a guest of these wishes installs anything, and its XML. */
static gboolean
try_installation (GVirDesignerPhase phase,
                  const char *option,
                  const char *argument,
                  char **xml)
{
  g_autoptr (GVirDesignerDomain) design = fixture_design ("debian11");

  g_assert_false (gvir_designer_domain_installs (design));
  g_assert_true (gvir_designer_domain_set_phase (design, phase, NULL));
  fixture_apply (design, option, argument);
  fixture_complete (design, GVIR_DESIGNER_PURPOSE_SERVER);
  *xml = gvir_designer_domain_to_xml (design);
  return gvir_designer_domain_installs (design);
}

static void
test_installation_is_two_designs (void)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *only = NULL;

  g_assert_true (try_installation (GVIR_DESIGNER_PHASE_INSTALL, "cdrom", "/a.iso", &first));
  g_assert_true (try_installation (GVIR_DESIGNER_PHASE_RUN, "cdrom", "/a.iso", &second));
  g_assert_false (try_installation (GVIR_DESIGNER_PHASE_RUN, "import", "yes", &only));
  g_assert_nonnull (strstr (first, "/a.iso"));
  g_assert_nonnull (strstr (first, "<on_reboot>destroy</on_reboot>"));
  g_assert_null (strstr (second, "/a.iso"));
  g_assert_nonnull (strstr (second, "device=\"cdrom\""));
  g_assert_null (strstr (second, "<on_reboot>"));
  g_assert_null (strstr (only, "device=\"cdrom\""));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/new/begins-with-nothing", test_design_begins_with_nothing);
  g_test_add_func ("/domain/new/knows-what-it-was-given", test_design_knows_what_it_was_given);
  g_test_add_func ("/domain/new/without-anything-is-for-the-built-in-host",
                   test_design_without_anything_is_for_the_built_in_host);
  g_test_add_func ("/domain/supports/is-what-the-host-says", test_support_is_what_the_host_says);
  g_test_add_func ("/domain/machine/has-what-a-guest-needs", test_machine_has_what_a_guest_needs);
  g_test_add_func ("/domain/machine/arch-can-be-asked-for", test_arch_can_be_asked_for);
  g_test_add_func ("/domain/machine/arch-that-was-asked-for-is-never-changed",
                   test_arch_that_was_asked_for_is_never_changed);
  g_test_add_func ("/domain/machine/set-up-again-is-as-set-up-once", test_set_up_again_is_as_set_up_once);
  g_test_add_func ("/domain/machine/failed-set-up-can-be-done-better", test_failed_set_up_can_be_done_better);
  g_test_add_func ("/domain/machine/clock-shows-what-the-os-expects", test_clock_shows_what_the_os_expects);
  g_test_add_func ("/domain/resources/are-those-of-the-os", test_resources_are_those_of_the_os);
  g_test_add_func ("/domain/resources/that-were-asked-for-stay", test_resources_that_were_asked_for_stay);
  g_test_add_func ("/domain/resources/change-no-decision-twice", test_resources_change_no_decision_twice);
  g_test_add_func ("/domain/container/is-complete", test_container_is_complete);
  g_test_add_func ("/domain/container/kind-follows-the-last-set-up", test_kind_follows_the_last_set_up);
  g_test_add_func ("/domain/container/of-another-arch", test_container_of_another_arch);
  g_test_add_func ("/domain/installation/is-two-designs", test_installation_is_two_designs);
  g_test_add_func ("/domain/same-calls-make-the-same-bytes", test_same_calls_make_the_same_bytes);
  return g_test_run ();
}
