/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "design-fixture.h"

#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <string.h>

#include "os/libvirt-designer-os-database.h"

const char fixture_lxc_capabilities[] =
  "<capabilities>"
  "<host>"
  "<uuid>6f2b1c1e-7a0d-4f6e-9c3b-0c5f5d1a2b3c</uuid>"
  "<cpu><arch>x86_64</arch></cpu>"
  "<power_management/>"
  "<topology><cells num='1'><cell id='0'><memory unit='KiB'>8069796</memory>"
  "<cpus num='2'><cpu id='0' socket_id='0' die_id='0' core_id='0' siblings='0'/>"
  "<cpu id='1' socket_id='0' die_id='0' core_id='1' siblings='1'/></cpus></cell></cells></topology>"
  "<secmodel><model>none</model><doi>0</doi></secmodel>"
  "</host>"
  "<guest><os_type>exe</os_type><arch name='x86_64'><wordsize>64</wordsize>"
  "<emulator>/usr/lib/libvirt/libvirt_lxc</emulator><domain type='lxc'/></arch></guest>"
  "<guest><os_type>exe</os_type><arch name='i686'><wordsize>32</wordsize>"
  "<emulator>/usr/lib/libvirt/libvirt_lxc</emulator><domain type='lxc'/></arch></guest>"
  "</capabilities>";

OsinfoDb *
fixture_installed_db (void)
{
  static OsinfoDb *db;
  g_autoptr (GError) error = NULL;

  if (db == NULL)
    db = gvir_designer_os_database_load (&error);
  g_assert_no_error (error);
  return db;
}

GVirDesignerOs *
fixture_installed_os (const char *name)
{
  g_autoptr (GError) error = NULL;
  GVirDesignerOs *os = gvir_designer_os_find (NULL, name, &error);

  g_assert_no_error (error);
  return os;
}

GVirDesignerOs *
fixture_os_with_device (const char *device_id,
                        const char *device_class)
{
  g_autoptr (OsinfoOs) os = osinfo_os_new ("http://example.org/os/otter1");
  g_autoptr (OsinfoDevice) device = osinfo_device_new (device_id);

  osinfo_entity_set_param (OSINFO_ENTITY (os), OSINFO_PRODUCT_PROP_SHORT_ID, "otter1");
  osinfo_entity_set_param (OSINFO_ENTITY (os), OSINFO_PRODUCT_PROP_NAME, "Otter 1");
  osinfo_entity_set_param (OSINFO_ENTITY (device), OSINFO_DEVICE_PROP_CLASS, device_class);
  osinfo_os_add_device (os, device);
  return gvir_designer_os_new (os);
}

GVirDesignerHost *
fixture_recorded_host (void)
{
  static GVirDesignerHost *host;
  g_autofree char *directory = g_test_build_filename (G_TEST_DIST, "hosts", "debian-12-qemu", NULL);
  g_autoptr (GError) error = NULL;

  if (host == NULL)
    host = gvir_designer_host_new_from_directory (directory, &error);
  g_assert_no_error (error);
  return g_object_ref (host);
}

GVirDesignerHost *
fixture_described_host (const char *name)
{
  g_autofree char *directory = g_test_build_filename (G_TEST_DIST, "hosts", name, NULL);
  g_autoptr (GError) error = NULL;
  GVirDesignerHost *host = gvir_designer_host_new_from_directory (directory, &error);

  g_assert_no_error (error);
  return host;
}

GVirDesignerHost *
fixture_host_that_says (const char *xml)
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

GVirDesignerHost *
fixture_container_host (void)
{
  g_autoptr (GError) error = NULL;
  GVirDesignerHost *host = gvir_designer_host_new (fixture_lxc_capabilities, NULL, "lxc:///system", &error);

  g_assert_no_error (error);
  return host;
}

GVirDesignerDomain *
fixture_design (const char *os)
{
  g_autoptr (GVirDesignerOs) guest = fixture_installed_os (os);
  g_autoptr (GVirDesignerHost) host = fixture_recorded_host ();

  return gvir_designer_domain_new_for_host (guest, host);
}

GVirDesignerDomain *
fixture_machine (const char *os)
{
  GVirDesignerDomain *design = fixture_design (os);
  g_autoptr (GError) error = NULL;

  g_assert_true (gvir_designer_domain_setup_machine (design, &error));
  g_assert_no_error (error);
  return design;
}

void
fixture_apply (GVirDesignerDomain *design,
               const char *option,
               const char *argument)
{
  g_autoptr (GError) error = NULL;
  gboolean taken = gvir_designer_domain_apply_option (design, option, argument, &error);

  g_assert_no_error (error);
  g_assert_true (taken);
}

void
fixture_complete (GVirDesignerDomain *design,
                  GVirDesignerPurpose purpose)
{
  g_autoptr (GError) error = NULL;
  gboolean done = gvir_designer_domain_add_default_devices (design, purpose, &error);

  g_assert_no_error (error);
  g_assert_true (done);
}

/* What the XPath is worth in the design's XML; owns the document meanwhile. */
static xmlXPathObject *
evaluate (GVirDesignerDomain *design,
          const char *xpath)
{
  g_autofree char *xml = gvir_designer_domain_to_xml (design);
  xmlDoc *doc = xmlReadMemory (xml, (int) strlen (xml), NULL, NULL, XML_PARSE_NONET);
  xmlXPathContext *context = xmlXPathNewContext (doc);
  xmlXPathObject *found;

  g_assert_nonnull (doc);
  xmlXPathRegisterNs (context, BAD_CAST "libosinfo",
                      BAD_CAST "http://libosinfo.org/xmlns/libvirt/domain/1.0");
  found = xmlXPathEval (BAD_CAST xpath, context);
  g_assert_nonnull (found);
  xmlXPathFreeContext (context);
  xmlFreeDoc (doc);
  return found;
}

char *
fixture_text (GVirDesignerDomain *design,
              const char *xpath)
{
  g_autofree char *expression = g_strdup_printf ("string(%s)", xpath);
  xmlXPathObject *found = evaluate (design, expression);
  char *text = g_strdup ((const char *) found->stringval);

  xmlXPathFreeObject (found);
  return text;
}

guint
fixture_count (GVirDesignerDomain *design,
               const char *xpath)
{
  g_autofree char *expression = g_strdup_printf ("count(%s)", xpath);
  xmlXPathObject *found = evaluate (design, expression);
  guint count = (guint) found->floatval;

  xmlXPathFreeObject (found);
  return count;
}

static void
keep_first (void *data,
            const xmlError *problem)
{
  char **message = data;

  if (*message == NULL)
    *message = g_strdup_printf ("line %d: %s", problem->line, problem->message);
}

static xmlRelaxNG *
load_schema (void)
{
  static xmlRelaxNG *schema;
  xmlRelaxNGParserCtxt *parser;

  if (schema != NULL || !g_file_test (SCHEMA_FOLDER "/domain.rng", G_FILE_TEST_EXISTS))
    return schema;
  parser = xmlRelaxNGNewParserCtxt (SCHEMA_FOLDER "/domain.rng");
  schema = xmlRelaxNGParse (parser);
  xmlRelaxNGFreeParserCtxt (parser);
  g_assert_nonnull (schema);
  return schema;
}

char *
fixture_validate (const char *xml)
{
  xmlDoc *doc = xmlReadMemory (xml, (int) strlen (xml), NULL, NULL, XML_PARSE_NONET);
  xmlRelaxNGValidCtxt *context;
  char *message = NULL;
  int result;

  g_assert_nonnull (doc);
  g_assert_nonnull (load_schema ());
  context = xmlRelaxNGNewValidCtxt (load_schema ());
  xmlRelaxNGSetValidStructuredErrors (context, (xmlStructuredErrorFunc) keep_first, &message);
  result = xmlRelaxNGValidateDoc (context, doc);
  xmlRelaxNGFreeValidCtxt (context);
  xmlFreeDoc (doc);
  if (result != 0 && message == NULL)
    message = g_strdup ("not valid");
  return message;
}

void
fixture_assert_valid (GVirDesignerDomain *design)
{
  g_autofree char *xml = gvir_designer_domain_to_xml (design);
  g_autofree char *problem = NULL;

  if (load_schema () == NULL)
    {
      g_test_skip ("libvirt's schema " SCHEMA_FOLDER "/domain.rng is not installed");
      return;
    }
  problem = fixture_validate (xml);
  if (problem != NULL)
    g_error ("%s\n%s", problem, xml);
}
