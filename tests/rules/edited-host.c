/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "edited-host.h"

#include <libxml/parser.h>
#include <libxml/xpath.h>

#include <string.h>

/* Calls EDIT on each node that the XPath finds. */
static void
for_each (xmlDoc *doc,
          const char *xpath,
          void (*edit) (xmlNode *node, const char *argument),
          const char *argument)
{
  xmlXPathContext *context = xmlXPathNewContext (doc);
  xmlXPathObject *found = xmlXPathEval (BAD_CAST xpath, context);

  g_assert_nonnull (found);
  for (int i = 0; found->nodesetval != NULL && i < found->nodesetval->nodeNr; i++)
    {
      edit (found->nodesetval->nodeTab[i], argument);
      /* It may be gone, and is looked at when the list is freed. */
      found->nodesetval->nodeTab[i] = NULL;
    }
  xmlXPathFreeObject (found);
  xmlXPathFreeContext (context);
}

static void
cut (xmlNode *node,
     G_GNUC_UNUSED const char *argument)
{
  xmlUnlinkNode (node);
  xmlFreeNode (node);
}

static void
set_unsupported (xmlNode *node,
                 G_GNUC_UNUSED const char *argument)
{
  xmlSetProp (node, BAD_CAST "supported", BAD_CAST "no");
}

static void
add_value (xmlNode *node,
           const char *value)
{
  xmlNewTextChild (node, NULL, BAD_CAST "value", BAD_CAST value);
}


static void
set_zero (xmlNode *node,
          G_GNUC_UNUSED const char *argument)
{
  xmlNodeSetContent (node, BAD_CAST "0");
}

static void
edit_feature (xmlDoc *doc,
              char sign,
              const char *feature)
{
  g_autofree char *path = g_strdup_printf ("//features/%s", feature);

  for_each (doc, path, sign == '?' ? cut : set_unsupported, NULL);
}

static void
edit_figure (xmlDoc *doc,
             const char *place)
{
  g_autofree char *path = g_strdup_printf ("//features/%s", place);

  for_each (doc, path, set_zero, NULL);
}

static void
edit_listed (xmlDoc *doc,
             char sign,
             const char *text)
{
  g_auto (GStrv) halves = g_strsplit (text, ":", 2);
  g_auto (GStrv) place = g_strsplit (halves[0], "/", 2);
  g_autofree char *list = g_strdup_printf ("//%s/enum[@name='%s']", place[0], place[1]);
  g_autofree char *value = g_strdup_printf ("%s/value[.='%s']", list, halves[1]);
  g_autofree char *mode = g_strdup_printf ("//%s/mode[@name='%s']", place[0], halves[1]);

  if (sign == '?')
    for_each (doc, list, cut, NULL);
  else if (g_str_equal (halves[0], "cpu/mode"))
    for_each (doc, mode, set_unsupported, NULL);
  else if (sign == '-')
    for_each (doc, value, cut, NULL);
  else
    for_each (doc, list, add_value, halves[1]);
}

static void
add_container (xmlNode *node,
               G_GNUC_UNUSED const char *argument)
{
  static const char container[] =
    "<guest><os_type>exe</os_type><arch name='x86_64'><wordsize>64</wordsize>"
    "<emulator>/usr/libexec/libvirt_lxc</emulator><domain type='lxc'/></arch></guest>";
  xmlNode *guest = NULL;

  g_assert_cmpint (xmlParseInNodeContext (node, container, (int) strlen (container), 0, &guest), ==, XML_ERR_OK);
  xmlAddChild (node, guest);
}

static void
set_text (xmlNode *node,
          const char *text)
{
  xmlNodeSetContent (node, BAD_CAST text);
}

/* The version that TEXT ends in, as one number; 0: none. */
static guint64
version_of (const char *text)
{
  const char *dash = strrchr (text, '-');
  guint64 version = 0;

  if (dash == NULL || !g_ascii_isdigit (dash[1]))
    return 0;
  for (const char *c = dash; c != NULL; c = strchr (c + 1, '.'))
    version = version * 1000 + g_ascii_strtoull (c + 1, NULL, 10);
  return strchr (dash, '.') == strrchr (dash, '.') ? version * 1000 : version;
}

static char *
with_version (const char *machine,
              const char *version)
{
  return g_strdup_printf ("%.*s-%s", (int) (strrchr (machine, '-') - machine), machine, version);
}

/* An alias, and a description, are then of the version that is the newest. */
static void
make_older (xmlNode *node,
            const char *version)
{
  g_autofree char *most = g_strconcat ("-", version, NULL);
  xmlChar *name = xmlNodeGetContent (node);
  xmlChar *canonical = xmlGetProp (node, BAD_CAST "canonical");
  const char *machine = (const char *) (canonical != NULL ? canonical : name);
  g_autofree char *older = version_of (machine) > version_of (most) ? with_version (machine, version) : NULL;

  if (older != NULL && canonical != NULL)
    xmlSetProp (node, BAD_CAST "canonical", BAD_CAST older);
  else if (older != NULL && xmlHasProp (node, BAD_CAST "maxCpus") == NULL)
    set_text (node, older);
  else if (older != NULL)
    cut (node, NULL);
  xmlFree (name);
  xmlFree (canonical);
}

/* Edits that name a value for something. */
static void
edit_named (xmlDoc *doc,
            const char *edit)
{
  if (g_str_has_prefix (edit, "cpu="))
    for_each (doc, "//mode[@name='host-model']/model|/capabilities/host/cpu/model", set_text, edit + strlen ("cpu="));
  else if (g_str_has_prefix (edit, "emulator="))
    for_each (doc, "//emulator|/domainCapabilities/path", set_text, edit + strlen ("emulator="));
  else if (g_str_has_prefix (edit, "older="))
    for_each (doc, "//machine", make_older, edit + strlen ("older="));
}

/* The edits to both kinds of document; most only find something in one. */
static void
edit_document (xmlDoc *doc,
               const char *edit)
{
  const char *text = edit + 1;

  if (g_str_equal (edit, "?cpu/models"))
    for_each (doc, "//mode[@name='custom']/model", cut, NULL);
  else if (g_str_equal (edit, "-kvm"))
    for_each (doc, "//domain[@type='kvm']", cut, NULL);
  else if (g_str_equal (edit, "+lxc"))
    for_each (doc, "/capabilities", add_container, NULL);
  else if (g_str_equal (edit, "-machine:q35"))
    for_each (doc, "//machine[contains(., 'q35')]", cut, NULL);
  else if (g_str_equal (edit, "-machine:pc"))
    for_each (doc, "//machine[.='pc' or contains(., 'i440fx')]", cut, NULL);
  else if (g_str_equal (edit, "-machine:virt"))
    for_each (doc, "//machine[starts-with(., 'virt')]", cut, NULL);
  else if (g_str_has_prefix (text, "features:"))
    edit_feature (doc, *edit, text + strlen ("features:"));
  else if (g_str_has_prefix (text, "sev/"))
    edit_figure (doc, text);
  else if (strchr (text, '/') != NULL)
    edit_listed (doc, *edit, text);
}

static char *
read_edited (const char *folder,
             const char *name,
             char **edits)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  xmlDoc *doc = xmlReadFile (path, NULL, XML_PARSE_NOBLANKS);
  xmlChar *text = NULL;
  char *copy;
  int size;

  g_assert_nonnull (doc);
  for (guint i = 0; edits[i] != NULL; i++)
    {
      if (strchr ("-+?", *edits[i]) != NULL)
        edit_document (doc, edits[i]);
      else
        edit_named (doc, edits[i]);
    }
  xmlDocDumpMemory (doc, &text, &size);
  copy = g_strdup ((const char *) text);
  xmlFree (text);
  xmlFreeDoc (doc);
  return copy;
}

static gboolean
has (char **edits,
     const char *edit)
{
  return g_strv_contains ((const char *const *) edits, edit);
}

/* Whether the file of the domain capabilities is one that the edits leave. */
/* Whether the domain capabilities in that file are of a machine that was taken away. */
static gboolean
is_of_machine (const char *name,
               const char *machine)
{
  g_autofree char *ending = g_strdup_printf ("-%s.xml", machine);

  return g_str_has_suffix (name, ending);
}

static gboolean
is_kept (const char *name,
         char **edits)
{
  if (!g_str_has_prefix (name, "domcapabilities") || has (edits, "?domcaps"))
    return FALSE;
  if (has (edits, "-kvm") && strstr (name, "-kvm-") != NULL)
    return FALSE;
  for (guint i = 0; edits[i] != NULL; i++)
    {
      if (g_str_has_prefix (edits[i], "-machine:")
          && is_of_machine (name, edits[i] + strlen ("-machine:")))
        return FALSE;
    }
  return TRUE;
}

static gint
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* In the order of their names, as when a host is read from its folder. */
static char **
read_domain_capabilities (const char *folder,
                          char **edits)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      if (is_kept (name, edits))
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *text = read_edited (folder, g_ptr_array_index (names, i), edits);

      g_strv_builder_add (texts, text);
    }
  return g_strv_builder_end (texts);
}

static char *
find_folder (char **edits)
{
  for (guint i = 0; edits[i] != NULL; i++)
    {
      if (g_str_equal (edits[i], "host=recorded"))
        return g_build_filename (DESCRIBED_HOSTS, "debian-12-qemu", NULL);
      if (g_str_has_prefix (edits[i], "host="))
        return g_build_filename (DESCRIBED_HOSTS, edits[i] + strlen ("host="), NULL);
    }
  return g_strdup (BUILTIN_HOST);
}

GVirDesignerHost *
edited_host_new (char **edits)
{
  g_autofree char *folder = find_folder (edits);
  g_autofree char *capabilities = read_edited (folder, "capabilities.xml", edits);
  g_auto (GStrv) domain_capabilities = read_domain_capabilities (folder, edits);
  g_autoptr (GError) error = NULL;
  const char *uri = "qemu:///system";
  GVirDesignerHost *host;

  for (guint i = 0; edits[i] != NULL; i++)
    {
      if (g_str_has_prefix (edits[i], "uri="))
        uri = edits[i] + strlen ("uri=");
    }
  host = gvir_designer_host_new (capabilities, (const char *const *) domain_capabilities, uri, &error);
  g_assert_no_error (error);
  return host;
}

gboolean
edited_host_is_edit (const char *word)
{
  return (strchr ("-+?", *word) != NULL && !g_str_has_prefix (word, "--"))
         || g_str_has_prefix (word, "host=") || g_str_has_prefix (word, "uri=") || g_str_has_prefix (word, "cpu=")
         || g_str_has_prefix (word, "emulator=") || g_str_has_prefix (word, "older=");
}
