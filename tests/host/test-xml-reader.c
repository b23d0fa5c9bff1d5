/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "base/libvirt-designer-error.h"
#include "base/xml-reader-private.h"

#include <glib/gstdio.h>
#include <string.h>

static void
assert_refused (const char *text,
                const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DesignerXmlDoc) doc = designer_xml_doc_new_from_text (text, "The text", "domain", &error);
  g_autoptr (DesignerXmlDoc) again = designer_xml_doc_new_from_text (text, "The text", "domain", NULL);

  g_assert_null (doc);
  g_assert_null (again);
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_INPUT);
  g_assert_null (strchr (error->message, '\n'));
  g_assert_cmpuint (strlen (error->message), <, 300);
  g_assert_true (g_str_has_prefix (error->message, "The text "));
  g_assert_true (g_str_has_suffix (error->message, "; save one with 'virsh dumpxml'"));
  if (strstr (error->message, message) == NULL)
    g_error ("'%s' lacks '%s'", error->message, message);
}

static char *
repeat (const char *text,
        gsize times)
{
  GString *result = g_string_sized_new (strlen (text) * times + 1);

  for (gsize i = 0; i < times; i++)
    g_string_append (result, text);
  return g_string_free (result, FALSE);
}

static void
test_reads_elements_and_attributes (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DesignerXmlDoc) doc = designer_xml_doc_new_from_text (
    "<?xml version='1.0'?><!-- c -->\n<domain id='7' n='x'>\n <a/>text<b> one\n</b><b><![CDATA[two]]></b></domain>",
    "The text", "domain", &error);
  const xmlNode *root;
  const xmlNode *b;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_assert_no_error (error);
  root = designer_xml_doc_root (doc);
  g_assert_cmpuint (designer_xml_attribute_uint (root, "id"), ==, 7);
  g_assert_cmpuint (designer_xml_attribute_uint (root, "n"), ==, 0);
  g_assert_null (designer_xml_attribute (root, "none"));
  g_assert_null (designer_xml_text (designer_xml_child (root, "a")));
  g_assert_null (designer_xml_child (root, "none"));
  b = designer_xml_child (root, "b");
  first = designer_xml_text (b);
  b = designer_xml_next (b, "b");
  second = designer_xml_text (b);
  g_assert_cmpstr (first, ==, "one");
  g_assert_cmpstr (second, ==, "two");
  g_assert_null (designer_xml_next (b, NULL));
}

static void
test_nothing_inside_nothing (void)
{
  g_assert_null (designer_xml_child (NULL, "a"));
  g_assert_null (designer_xml_text (NULL));
  g_assert_null (designer_xml_attribute (NULL, "a"));
  g_assert_false (designer_xml_is (NULL, "a"));
}

static void
test_empty_text_is_refused (void)
{
  assert_refused ("", "is empty");
  assert_refused (" \n\t", "is empty");
}

static void
test_truncated_text_is_refused (void)
{
  assert_refused ("<domain><name>x</na", "is not well-formed XML (line 1: ");
  assert_refused ("<domain>\n<name>x</name>\n", "(line 3: ");
}

static void
test_binary_text_is_refused (void)
{
  assert_refused ("\x7f" "ELF\x02\x01\x01", "is not well-formed XML");
  assert_refused ("<domain>\xff\xfe</domain>", "is not well-formed XML");
}

static void
test_other_root_is_refused (void)
{
  g_autofree char *name = g_strnfill (10000, 'n');
  g_autofree char *text = g_strdup_printf ("<%s/>", name);

  assert_refused ("<network/>", "holds a <network> document, not <domain>");
  assert_refused (text, "holds a <nnn");
}

static void
test_entity_expansion_is_refused (void)
{
  GString *text = g_string_new ("<?xml version='1.0'?><!DOCTYPE domain [<!ENTITY e0 'ha'>");

  for (guint i = 1; i < 30; i++)
    g_string_append_printf (text, "<!ENTITY e%u '&e%u;&e%u;&e%u;'>", i, i - 1, i - 1, i - 1);
  g_string_append (text, "]><domain a='&e29;'>&e29;</domain>");
  assert_refused (text->str, "has a DOCTYPE");
  g_string_free (text, TRUE);
}

static void
test_external_entities_are_refused (void)
{
  assert_refused ("<!DOCTYPE domain SYSTEM 'http://127.0.0.1:1/x.dtd'><domain/>", "has a DOCTYPE");
  assert_refused ("<!DOCTYPE d [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><domain>&e;</domain>",
                  "has a DOCTYPE");
  assert_refused ("<domain>&undeclared;</domain>", "is not well-formed XML");
}

static void
test_deep_nesting_is_refused (void)
{
  g_autofree char *open = repeat ("<domain>", 100000);
  g_autofree char *close = repeat ("</domain>", 100000);
  g_autofree char *text = g_strconcat (open, close, NULL);

  assert_refused (text, "nested too deeply");
}

static void
test_nesting_below_the_limit_is_read (void)
{
  g_autofree char *open = repeat ("<domain>", 200);
  g_autofree char *close = repeat ("</domain>", 200);
  g_autofree char *text = g_strconcat (open, close, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (DesignerXmlDoc) doc = designer_xml_doc_new_from_text (text, "The text", "domain", &error);

  g_assert_no_error (error);
  g_assert_nonnull (doc);
}

static void
test_huge_attribute_is_refused (void)
{
  g_autofree char *value = g_strnfill (12 * 1024 * 1024, 'v');
  g_autofree char *text = g_strdup_printf ("<domain a='%s'/>", value);

  assert_refused (text, "is not well-formed XML");
}

static void
test_huge_text_is_refused (void)
{
  g_autofree char *spaces = g_strnfill (16 * 1024 * 1024, ' ');
  g_autofree char *text = g_strdup_printf ("<domain>%s</domain>", spaces);

  assert_refused (text, "is larger than 16 MiB");
}

static void
assert_file_refused (const char *file,
                     const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DesignerXmlDoc) doc = designer_xml_doc_new_from_file (file, "capabilities", &error);
  g_autoptr (DesignerXmlDoc) again = designer_xml_doc_new_from_file (file, "capabilities", NULL);

  g_assert_null (doc);
  g_assert_null (again);
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_INPUT);
  g_assert_cmpstr (error->message, ==, expected);
}

static void
test_missing_file_is_refused (void)
{
  assert_file_refused ("/nonexistent/c.xml",
                       "'/nonexistent/c.xml' cannot be read: No such file or directory; "
                       "save one with 'virsh capabilities'");
}

static void
test_directory_is_refused (void)
{
  assert_file_refused ("/", "'/' cannot be read: it is a directory; "
                            "save one with 'virsh capabilities'");
}

static void
test_endless_file_is_refused (void)
{
  assert_file_refused ("/dev/zero", "'/dev/zero' is larger than 16 MiB; "
                                    "save one with 'virsh capabilities'");
  assert_file_refused ("/dev/null", "'/dev/null' is empty; save one with 'virsh capabilities'");
}

static void
test_file_is_read (void)
{
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, "hosts", "debian-12-qemu",
                                                 "capabilities.xml", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (DesignerXmlDoc) doc = designer_xml_doc_new_from_file (file, "capabilities", &error);

  g_assert_no_error (error);
  g_assert_true (designer_xml_is (designer_xml_doc_root (doc), "capabilities"));
}

/* What is cut off anywhere is refused, or was complete already. */
static void
test_file_cut_anywhere_is_refused (void)
{
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, "hosts", "debian-12-qemu",
                                                 "capabilities.xml", NULL);
  g_autofree char *text = NULL;
  gsize end;

  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  end = (gsize) (strstr (text, "</capabilities>") - text);
  for (gsize length = 0; length < end; length += 97)
    {
      g_autofree char *part = g_strndup (text, length);
      g_autoptr (GError) error = NULL;
      g_autoptr (DesignerXmlDoc) doc = designer_xml_doc_new_from_text (part, "It", "capabilities", &error);

      g_assert_null (doc);
      g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_INPUT);
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xml-reader/reads-elements-and-attributes", test_reads_elements_and_attributes);
  g_test_add_func ("/xml-reader/nothing-inside-nothing", test_nothing_inside_nothing);
  g_test_add_func ("/xml-reader/text/empty-is-refused", test_empty_text_is_refused);
  g_test_add_func ("/xml-reader/text/truncated-is-refused", test_truncated_text_is_refused);
  g_test_add_func ("/xml-reader/text/binary-is-refused", test_binary_text_is_refused);
  g_test_add_func ("/xml-reader/text/other-root-is-refused", test_other_root_is_refused);
  g_test_add_func ("/xml-reader/text/entity-expansion-is-refused", test_entity_expansion_is_refused);
  g_test_add_func ("/xml-reader/text/external-entities-are-refused", test_external_entities_are_refused);
  g_test_add_func ("/xml-reader/text/deep-nesting-is-refused", test_deep_nesting_is_refused);
  g_test_add_func ("/xml-reader/text/nesting-below-the-limit-is-read", test_nesting_below_the_limit_is_read);
  g_test_add_func ("/xml-reader/text/huge-attribute-is-refused", test_huge_attribute_is_refused);
  g_test_add_func ("/xml-reader/text/huge-is-refused", test_huge_text_is_refused);
  g_test_add_func ("/xml-reader/file/missing-is-refused", test_missing_file_is_refused);
  g_test_add_func ("/xml-reader/file/directory-is-refused", test_directory_is_refused);
  g_test_add_func ("/xml-reader/file/endless-is-refused", test_endless_file_is_refused);
  g_test_add_func ("/xml-reader/file/is-read", test_file_is_read);
  g_test_add_func ("/xml-reader/file/cut-anywhere-is-refused", test_file_cut_anywhere_is_refused);
  return g_test_run ();
}
