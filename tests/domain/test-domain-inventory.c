/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Sub-options that virt-install has are taken, and their values are where
 * virt-install writes them. */

#include "design-fixture.h"

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <string.h>

/* Those that are right so far; the rest wait for what designs cannot decide yet,
 * and are named by the test. */
#define AT_LEAST 1421

/* The columns of virt-install-4.1.txt. */
enum
{
  OPTION,
  NAME,
  WITH,
  VALUE,
  PLACE,
  WRITTEN,
  N_COLUMNS
};

/* The place as an XPath: a "[#]" is any of the elements. */
static char *
make_xpath (const char *place)
{
  GString *xpath = g_string_new ("/domain/");

  g_string_append (xpath, place);
  g_string_replace (xpath, "[#]", "", 0);
  return g_string_free (xpath, FALSE);
}

static xmlXPathContext *
make_context (xmlDoc *doc)
{
  static const struct
  {
    const char *prefix;
    const char *uri;
  } namespaces[] = {
    { "libosinfo", "http://libosinfo.org/xmlns/libvirt/domain/1.0" },
    { "qemu", "http://libvirt.org/schemas/domain/qemu/1.0" },
  };
  xmlXPathContext *context = xmlXPathNewContext (doc);

  for (guint i = 0; i < G_N_ELEMENTS (namespaces); i++)
    xmlXPathRegisterNs (context, BAD_CAST namespaces[i].prefix, BAD_CAST namespaces[i].uri);
  return context;
}

static gboolean
is_among (const xmlNodeSet *nodes,
          const char *value)
{
  gboolean found = FALSE;

  for (int i = 0; nodes != NULL && i < nodes->nodeNr && !found; i++)
    {
      xmlChar *text = xmlNodeGetContent (nodes->nodeTab[i]);

      found = g_str_equal (value, "-") || xmlStrEqual (text, BAD_CAST value);
      xmlFree (text);
    }
  return found;
}

static gboolean
is_written (const char *xml,
            const char *place,
            const char *value)
{
  g_autofree char *xpath = make_xpath (place);
  xmlDoc *doc = xmlReadMemory (xml, (int) strlen (xml), NULL, NULL, XML_PARSE_NONET);
  xmlXPathContext *context = make_context (doc);
  xmlXPathObject *found = xmlXPathEval (BAD_CAST xpath, context);
  gboolean written = found != NULL && is_among (found->nodesetval, value);

  xmlXPathFreeObject (found);
  xmlXPathFreeContext (context);
  xmlFreeDoc (doc);
  return written;
}

/* Hosts of tests/hosts that have what no recorded one with QEMU has; the option is
 * for such a host where what goes with it begins so. */
static const struct
{
  const char *prefix;
  const char *host;
  const char *option;
  const char *argument;
} hosts[] = {
  { "lxc:", "debian-12-lxc", "virt-type", "lxc" }, /* containers */
  { "bhyve:", "bhyve", NULL, NULL },               /* nmdm devices */
  { "test:", "test-driver", NULL, NULL },          /* takes what libvirt can write */
  { "kvm:", "amd-sev", NULL, NULL },               /* a KVM with all that Hyper-V knows, and SEV */
  { "arm:", "aarch64-kvm", NULL, NULL },           /* ARM's interrupt controller */
  { "xen:", "xen", NULL, NULL },                   /* boots from kinds of device */
};

static gsize
length_of_prefix (const char *with)
{
  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      if (g_str_has_prefix (with, hosts[i].prefix))
        return strlen (hosts[i].prefix);
    }
  return 0;
}

/* The hosts that were read, each once. */
static GVirDesignerHost *described[G_N_ELEMENTS (hosts)];

static GVirDesignerDomain *
design_for (const char *with)
{
  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autoptr (GVirDesignerOs) os = NULL;
      GVirDesignerDomain *design;

      if (!g_str_has_prefix (with, hosts[i].prefix))
        continue;
      if (described[i] == NULL)
        described[i] = fixture_described_host (hosts[i].host);
      os = fixture_installed_os ("debian11");
      design = gvir_designer_domain_new_for_host (os, described[i]);
      if (hosts[i].option != NULL)
        fixture_apply (design, hosts[i].option, hosts[i].argument);
      return design;
    }
  return fixture_design ("debian11");
}

/* What the option is given: a '#' in a name is the first of its kind. */
static char *
make_argument (char **row)
{
  const char *with = row[WITH] + length_of_prefix (row[WITH]);
  GString *argument = g_string_new (*with == '-' ? NULL : with);
  g_autoptr (GString) name = g_string_new (row[NAME]);
  g_autoptr (GString) value = g_string_new (row[VALUE]);

  g_string_replace (name, "#", "0", 0);
  g_string_replace (value, ",", ",,", 0);
  if (argument->len > 0)
    g_string_append_c (argument, ',');
  if (!g_str_equal (name->str, "-"))
    g_string_append_printf (argument, "%s=", name->str);
  g_string_append (argument, value->str);
  return g_string_free (argument, FALSE);
}

/* Some sub-options only make sense beside another option. */
static gboolean
apply_before (GVirDesignerDomain *design,
              const char *with,
              GError **error)
{
  g_auto (GStrv) words = g_strsplit (with, " ", 2);

  return !g_str_has_prefix (with, "--") || gvir_designer_domain_apply_option (design, words[0] + 2, words[1], error);
}

static gboolean
try_row (char **row,
         const char *argument)
{
  g_autoptr (GVirDesignerDomain) design = design_for (row[WITH]);
  g_autoptr (GError) error = NULL;
  g_autofree char *xml = NULL;

  if (!apply_before (design, row[WITH], &error)
      || !gvir_designer_domain_apply_option (design, row[OPTION], argument, &error)
      || !gvir_designer_domain_add_default_devices (design, GVIR_DESIGNER_PURPOSE_DESKTOP, &error))
    {
      g_test_message ("--%s %s: %s", row[OPTION], argument, error->message);
      return FALSE;
    }
  xml = gvir_designer_domain_to_xml (design);
  if (g_str_equal (row[PLACE], "-") || is_written (xml, row[PLACE], row[WRITTEN]))
    return TRUE;
  g_test_message ("--%s %s: '%s' is not at %s", row[OPTION], argument, row[WRITTEN], row[PLACE]);
  if (g_test_verbose ())
    g_test_message ("%s", xml);
  return FALSE;
}

static char **
read_inventory (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "vocabulary", "virt-install-4.1.txt", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return g_strsplit (text, "\n", -1);
}

static void
test_inventory (void)
{
  g_auto (GStrv) lines = read_inventory ();
  const char *only = g_getenv ("DESIGNER_ONLY");
  guint n = 0;
  guint right = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) row = g_strsplit (lines[i], "\t", -1);
      g_autofree char *argument = NULL;

      if (*lines[i] == '#' || *lines[i] == '\0' || (only != NULL && strstr (lines[i], only) == NULL))
        continue;
      g_assert_cmpuint (g_strv_length (row), ==, N_COLUMNS);
      n++;
      argument = make_argument (row);
      right += try_row (row, argument);
    }
  for (guint i = 0; i < G_N_ELEMENTS (described); i++)
    g_clear_object (&described[i]);
  g_test_message ("%u of %u sub-options", right, n);
  if (only == NULL)
    g_assert_cmpuint (right, >=, AT_LEAST);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/designer/domain/inventory/no-sub-option-that-was-written-is-lost", test_inventory);
  return g_test_run ();
}
