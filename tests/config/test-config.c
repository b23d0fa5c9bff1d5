/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "design-fixture.h"

#include <string.h>

#include "base/libvirt-designer-error.h"
#include "config/libvirt-designer-config.h"

#define OBJECT(object) GVIR_CONFIG_OBJECT (object)

static GVirConfigDomain *
new_domain (const char *xml)
{
  g_autoptr (GError) error = NULL;
  GVirConfigDomain *domain = gvir_config_domain_new_from_xml (xml, &error);

  g_assert_no_error (error);
  return domain;
}

static void
assert_get (gpointer object,
            const char *path,
            const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *value = gvir_designer_config_get (object, path, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (value, ==, expected);
}

static void
set (gpointer object,
     const char *path,
     const char *value)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (gvir_designer_config_set (object, path, value, &error));
  g_assert_no_error (error);
  if (value != NULL)
    assert_get (object, path, value);
}

static char *
body (gpointer object)
{
  g_autofree char *xml = gvir_config_object_to_xml (object);
  char *text = g_strdup (strchr (xml, '<'));
  char *to = text;

  for (const char *from = text; *from != '\0'; from++)
    {
      if (*from != '\n' && !(*from == ' ' && (from[1] == ' ' || from[1] == '<')))
        *to++ = *from;
    }
  *to = '\0';
  return text;
}

static void
assert_body (gpointer object,
             const char *expected)
{
  g_autofree char *text = body (object);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_elements_and_attributes_are_written (void)
{
  g_autoptr (GObject) domain = G_OBJECT (new_domain ("<domain/>"));

  set (domain, "name", "otter");
  set (domain, "@type", "kvm");
  set (domain, "devices/iommu/driver/@intremap", "on");
  set (domain, "devices/iommu/@model", "intel");
  assert_body (domain, "<domain type=\"kvm\"><name>otter</name><devices><iommu model=\"intel\">"
                       "<driver intremap=\"on\"/></iommu></devices></domain>");
  g_assert_cmpstr (gvir_config_domain_get_name (GVIR_CONFIG_DOMAIN (domain)), ==, "otter");
  set (domain, "name", "seal");
  assert_get (domain, "name", "seal");
  assert_get (domain, "uuid", NULL);
  assert_get (domain, "devices/tpm/@model", NULL);
  assert_get (domain, "devices/iommu/@none", NULL);
}

static void
test_text_keeps_its_special_characters (void)
{
  static const char *const texts[] = { "<&>'\"", "&amp;", "a b  c", "line\nline", "Fischotter är söt", "" };
  g_autoptr (GObject) domain = G_OBJECT (new_domain ("<domain/>"));

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *xml = NULL;
      g_autoptr (GObject) again = NULL;

      set (domain, "description", texts[i]);
      set (domain, "a/@b", texts[i]);
      xml = gvir_config_object_to_xml (OBJECT (domain));
      again = G_OBJECT (new_domain (xml));
      assert_get (again, "description", texts[i]);
      assert_get (again, "a/@b", texts[i]);
    }
}

static void
test_text_leaves_children_alone (void)
{
  g_autoptr (GObject) domain = G_OBJECT (new_domain ("<domain><os>old<type>hvm</type></os></domain>"));
  g_autoptr (GError) error = NULL;

  g_assert_true (gvir_designer_config_set (OBJECT (domain), "os", "new", &error));
  assert_body (domain, "<domain><os>new<type>hvm</type></os></domain>");
}

static void
test_predicates_choose_among_elements (void)
{
  g_autoptr (GObject) domain = G_OBJECT (new_domain ("<domain/>"));

  set (domain, "clock/timer[@name='rtc']/@tickpolicy", "catchup");
  set (domain, "clock/timer[@name='pit']/@tickpolicy", "delay");
  set (domain, "clock/timer[@name='rtc']/@tickpolicy", "merge");
  assert_get (domain, "clock/timer[1]/@name", "rtc");
  assert_get (domain, "clock/timer[2]/@name", "pit");
  assert_get (domain, "clock/timer[@name='rtc']/@tickpolicy", "merge");
  assert_get (domain, "clock/timer[@name='hpet']/@present", NULL);
  assert_body (domain, "<domain><clock><timer name=\"rtc\" tickpolicy=\"merge\"/>"
                       "<timer name=\"pit\" tickpolicy=\"delay\"/></clock></domain>");
}

static void
test_predicate_takes_any_text (void)
{
  g_autoptr (GObject) domain = G_OBJECT (new_domain ("<domain/>"));

  set (domain, "devices/disk[@x='a/b=c]d']/@y", "1");
  set (domain, "devices/disk[@x='it's']/@y", "2");
  assert_get (domain, "devices/disk[1]/@x", "a/b=c]d");
  assert_get (domain, "devices/disk[2]/@x", "it's");
}

static void
test_positions_choose_among_elements (void)
{
  g_autoptr (GObject) domain =
    G_OBJECT (new_domain ("<domain><devices><disk a='1'/><x/><disk a='2'/></devices></domain>"));

  assert_get (domain, "devices/disk/@a", "1");
  assert_get (domain, "devices/disk[2]/@a", "2");
  set (domain, "devices/disk[2]/@a", "3");
  set (domain, "devices/disk[3]/@a", "4");
  assert_get (domain, "devices/disk[4]/@a", NULL);
  assert_body (domain, "<domain><devices><disk a=\"1\"/><x/><disk a=\"3\"/><disk a=\"4\"/></devices></domain>");
}

static void
test_position_beyond_the_next_cannot_be_written (void)
{
  g_autoptr (GObject) domain = G_OBJECT (new_domain ("<domain><devices><disk/></devices></domain>"));
  g_autoptr (GError) error = NULL;

  g_assert_false (gvir_designer_config_set (OBJECT (domain), "devices/disk[3]/@a", "1", &error));
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE);
  g_assert_nonnull (strstr (error->message, "disk"));
  g_assert_false (gvir_designer_config_set (OBJECT (domain), "none/disk[2]/@a", "1", NULL));
  assert_body (domain, "<domain><devices><disk/></devices></domain>");
}

static void
test_namespaces_have_prefixes (void)
{
  g_autoptr (GObject) domain = G_OBJECT (new_domain ("<domain/>"));
  g_autoptr (GObject) again = NULL;
  g_autofree char *xml = NULL;

  set (domain, "metadata/libosinfo:libosinfo/libosinfo:os/@id", "http://example.org/os/otter1");
  set (domain, "qemu:commandline/qemu:arg/@value", "-s");
  xml = gvir_config_object_to_xml (OBJECT (domain));
  g_assert_nonnull (strstr (xml, "xmlns:libosinfo=\"http://libosinfo.org/xmlns/libvirt/domain/1.0\""));
  g_assert_nonnull (strstr (xml, "xmlns:qemu=\"http://libvirt.org/schemas/domain/qemu/1.0\""));
  again = G_OBJECT (new_domain (xml));
  assert_get (again, "metadata/libosinfo:libosinfo/libosinfo:os/@id", "http://example.org/os/otter1");
  assert_get (again, "qemu:commandline/qemu:arg/@value", "-s");
  set (domain, "metadata/libosinfo:libosinfo/libosinfo:os/@id", NULL);
  assert_get (domain, "metadata", NULL);
}

static void
test_namespace_of_the_document_is_found (void)
{
  g_autoptr (GObject) domain =
    G_OBJECT (new_domain ("<domain xmlns:app='http://example.org/app'><metadata><app:a b='1'/></metadata></domain>"));

  assert_get (domain, "metadata/app:a/@b", "1");
  set (domain, "metadata/app:c/@d", "2");
}

static void
test_unknown_prefix_is_an_error (void)
{
  g_autoptr (GObject) domain = G_OBJECT (new_domain ("<domain/>"));
  g_autoptr (GError) error = NULL;

  g_assert_false (gvir_designer_config_set (OBJECT (domain), "metadata/app:a/@b", "1", &error));
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE);
  g_assert_nonnull (strstr (error->message, "app"));
  assert_body (domain, "<domain/>");
}

static void
test_taking_away_prunes_what_is_left_empty (void)
{
  g_autoptr (GObject) domain = G_OBJECT (
    new_domain ("<domain type='kvm'><os><type arch='x'>hvm</type></os>"
                "<features> <a> <b c='1'/> </a><acpi/></features></domain>"));

  set (domain, "features/a/b/@c", NULL);
  assert_body (domain, "<domain type=\"kvm\"><os><type arch=\"x\">hvm</type></os>"
                       "<features><acpi/></features></domain>");
  set (domain, "features/acpi", NULL);
  set (domain, "os/type/@arch", NULL);
  assert_body (domain, "<domain type=\"kvm\"><os><type>hvm</type></os></domain>");
  set (domain, "os/type", NULL);
  set (domain, "@type", NULL);
  assert_body (domain, "<domain/>");
  set (domain, "no/such/@thing", NULL);
  assert_body (domain, "<domain/>");
}

static void
test_taking_away_keeps_the_own_element (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_machine ("debian11");
  g_autoptr (GObject) disk = NULL;

  disk = G_OBJECT (gvir_designer_domain_add_disk_file (design, "/a.qcow2", NULL, NULL));
  for (guint i = 0; i < 3; i++)
    {
      static const char *const paths[] = { "driver", "source", "target", "boot", "address", "@type", "@device" };

      for (guint j = 0; j < G_N_ELEMENTS (paths); j++)
        set (disk, paths[j], NULL);
    }
  fixture_assert_count (design, "/domain/devices/disk", 1);
  fixture_assert_count (design, "/domain/devices/disk/@*|/domain/devices/disk/*", 0);
}

static void
test_objects_of_every_kind_can_be_read_and_written (void)
{
  GObject *objects[] = {
    G_OBJECT (gvir_config_domain_new ()),
    G_OBJECT (gvir_config_domain_disk_new ()),
    G_OBJECT (gvir_config_domain_interface_network_new ()),
    G_OBJECT (gvir_config_domain_graphics_spice_new ()),
    G_OBJECT (gvir_config_domain_video_new ()),
    G_OBJECT (gvir_config_domain_sound_new ()),
    G_OBJECT (gvir_config_domain_clock_new ()),
    G_OBJECT (gvir_config_domain_os_new ()),
    G_OBJECT (gvir_config_domain_cpu_new ()),
    G_OBJECT (gvir_config_domain_snapshot_new ()),
    G_OBJECT (gvir_config_capabilities_new ()),
    G_OBJECT (gvir_config_storage_pool_new ()),
    G_OBJECT (gvir_config_storage_vol_new ()),
    G_OBJECT (gvir_config_network_new ()),
    G_OBJECT (gvir_config_network_filter_new ()),
    G_OBJECT (gvir_config_node_device_new ()),
    G_OBJECT (gvir_config_secret_new ()),
    G_OBJECT (gvir_config_interface_new ()),
  };

  for (guint i = 0; i < G_N_ELEMENTS (objects); i++)
    {
      g_autofree char *before = body (objects[i]);
      g_autofree char *after = NULL;

      assert_get (objects[i], "x/y/@z", NULL);
      set (objects[i], "x/y[@k='v']/@z", "1");
      set (objects[i], "x/text", "words");
      set (objects[i], "x", NULL);
      after = body (objects[i]);
      g_assert_cmpstr (after, ==, before);
      g_object_unref (objects[i]);
    }
}

static void
test_change_of_a_device_is_a_change_of_the_domain (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_machine ("debian11");
  g_autoptr (GObject) disk = G_OBJECT (gvir_designer_domain_add_disk_file (design, "/a.qcow2", NULL, NULL));

  set (disk, "driver/@queues", "4");
  set (disk, "serial", "otter");
  assert_get (gvir_designer_domain_get_config (design), "devices/disk/driver/@queues", "4");
  fixture_assert_text (design, "/domain/devices/disk/serial", "otter");
  set (gvir_designer_domain_get_config (design), "devices/disk/serial", "seal");
  assert_get (disk, "serial", "seal");
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/config/elements-and-attributes/are-written", test_elements_and_attributes_are_written);
  g_test_add_func ("/config/text/keeps-its-special-characters", test_text_keeps_its_special_characters);
  g_test_add_func ("/config/text/leaves-children-alone", test_text_leaves_children_alone);
  g_test_add_func ("/config/predicates/choose-among-elements", test_predicates_choose_among_elements);
  g_test_add_func ("/config/predicates/take-any-text", test_predicate_takes_any_text);
  g_test_add_func ("/config/positions/choose-among-elements", test_positions_choose_among_elements);
  g_test_add_func ("/config/positions/beyond-the-next-cannot-be-written",
                   test_position_beyond_the_next_cannot_be_written);
  g_test_add_func ("/config/namespaces/have-prefixes", test_namespaces_have_prefixes);
  g_test_add_func ("/config/namespaces/of-the-document-are-found", test_namespace_of_the_document_is_found);
  g_test_add_func ("/config/namespaces/unknown-prefix-is-an-error", test_unknown_prefix_is_an_error);
  g_test_add_func ("/config/taking-away/prunes-what-is-left-empty", test_taking_away_prunes_what_is_left_empty);
  g_test_add_func ("/config/taking-away/keeps-the-own-element", test_taking_away_keeps_the_own_element);
  g_test_add_func ("/config/objects/of-every-kind-can-be-read-and-written",
                   test_objects_of_every_kind_can_be_read_and_written);
  g_test_add_func ("/config/objects/change-of-a-device-is-a-change-of-the-domain",
                   test_change_of_a_device_is_a_change_of_the_domain);
  return g_test_run ();
}
