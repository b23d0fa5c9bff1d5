/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "document.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <libxml/xpath.h>
#include <unistd.h>

#define IMAGE_SIZE (1440 * 1024)

struct _Document
{
  xmlDocPtr doc;
};

static xmlRelaxNGPtr schema;
static GMutex schema_lock;

/* RelaxNG complains about the innermost element first; what follows only widens it. */
static void
keep_message (void *data, xmlErrorPtr error)
{
  GString *text = data;
  g_autofree char *message = g_strdelimit (g_strdup (error->message), "\n", ' ');

  if (text->len > 160)
    return;
  if (text->len > 0)
    g_string_append (text, "; ");
  g_string_append_printf (text, "line %d: %s", error->line, g_strstrip (message));
}

gboolean
schema_load (const char *folder, char **reason)
{
  g_autofree char *path = g_build_filename (folder, "domain.rng", NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  xmlRelaxNGParserCtxtPtr context;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      *reason = g_strdup_printf ("libvirt's schema %s is not installed", path);
      return FALSE;
    }
  context = xmlRelaxNGNewParserCtxt (path);
  xmlRelaxNGSetParserStructuredErrors (context, (xmlStructuredErrorFunc) keep_message, text);
  schema = xmlRelaxNGParse (context);
  xmlRelaxNGFreeParserCtxt (context);
  if (schema == NULL)
    *reason = g_strdup_printf ("libvirt's schema %s cannot be read: %s", path, text->str);
  return schema != NULL;
}

void
schema_free (void)
{
  g_clear_pointer (&schema, xmlRelaxNGFree);
}

static xmlDocPtr
parse_text (const char *xml, gsize size, char **reason)
{
  g_autoptr (GString) text = g_string_new (NULL);
  xmlParserCtxtPtr context = xmlNewParserCtxt ();
  xmlDocPtr doc = xmlCtxtReadMemory (context, xml, size, NULL, NULL,
                                     XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  xmlErrorPtr error = xmlCtxtGetLastError (context);

  if (doc == NULL && error != NULL)
    keep_message (text, error);
  if (doc == NULL)
    *reason = g_strdup (text->len > 0 ? text->str : "not an XML document");
  xmlFreeParserCtxt (context);
  return doc;
}

Document *
document_read (const char *path, char **reason)
{
  g_autofree char *xml = NULL;
  g_autoptr (GError) error = NULL;
  Document *self;
  xmlDocPtr doc;
  gsize size;

  if (!g_file_get_contents (path, &xml, &size, &error))
    {
      *reason = g_strdup (error->message);
      return NULL;
    }
  doc = parse_text (xml, size, reason);
  if (doc == NULL)
    return NULL;
  self = g_new0 (Document, 1);
  self->doc = doc;
  return self;
}

gboolean
document_validate (Document *document, char **reason)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&schema_lock);
  g_autoptr (GString) text = g_string_new (NULL);
  xmlRelaxNGValidCtxtPtr context = xmlRelaxNGNewValidCtxt (schema);
  gboolean valid;

  xmlRelaxNGSetValidStructuredErrors (context, (xmlStructuredErrorFunc) keep_message, text);
  valid = xmlRelaxNGValidateDoc (context, document->doc) == 0;
  xmlRelaxNGFreeValidCtxt (context);
  if (!valid)
    *reason = g_strdup (text->len > 0 ? text->str : "not a valid domain");
  return valid;
}

static GPtrArray *
select_nodes (Document *document, const char *expression)
{
  xmlXPathContextPtr context = xmlXPathNewContext (document->doc);
  xmlXPathObjectPtr found = xmlXPathEvalExpression ((const xmlChar *) expression, context);
  GPtrArray *nodes = g_ptr_array_new ();
  int i;

  for (i = 0; found != NULL && found->nodesetval != NULL && i < found->nodesetval->nodeNr; i++)
    g_ptr_array_add (nodes, found->nodesetval->nodeTab[i]);
  xmlXPathFreeObject (found);
  xmlXPathFreeContext (context);
  return nodes;
}

static char *
node_to_text (xmlNodePtr node)
{
  xmlChar *content = node != NULL ? xmlNodeGetContent (node) : NULL;
  char *text = content != NULL ? g_strstrip (g_strdup ((const char *) content)) : NULL;

  xmlFree (content);
  return text;
}

static char *
select_text (Document *document, const char *expression)
{
  g_autoptr (GPtrArray) nodes = select_nodes (document, expression);

  return nodes->len > 0 ? node_to_text (g_ptr_array_index (nodes, 0)) : NULL;
}

GPtrArray *
document_list_claims (Document *document)
{
  g_autoptr (GPtrArray) nodes = select_nodes (
      document, "/domain/name | /domain/uuid | /domain/devices/disk/source/@file |"
                "/domain/devices/*[self::graphics]/@port | /domain/os/nvram");
  GPtrArray *claims = g_ptr_array_new_with_free_func (g_free);
  guint i;

  for (i = 0; i < nodes->len; i++)
    {
      xmlNodePtr node = g_ptr_array_index (nodes, i);
      g_autofree char *text = node_to_text (node);
      if (g_strcmp0 (text, "-1") != 0)
        g_ptr_array_add (claims, g_strdup_printf ("%s %s", (const char *) node->name, text));
    }
  return claims;
}

char *
document_find_obstacle (Document *document)
{
  static const struct
  {
    const char *expression;
    const char *what;
  } obstacles[] = {
    { "/domain/devices/disk/source/@dev", "block device" },
    { "/domain/devices/disk/source/@pool", "storage pool" },
    { "/domain/devices/disk[@type='network']/source/@protocol", "network disk" },
    { "/domain/devices/interface[@type='bridge']/source/@bridge", "bridge" },
    { "/domain/devices/interface[@type='direct']/source/@dev", "macvtap on" },
    { "/domain/devices/hostdev/@type", "host device" },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS (obstacles); i++)
    {
      g_autofree char *text = select_text (document, obstacles[i].expression);
      if (text != NULL)
        return g_strdup_printf ("%s %s is not there to start it with", obstacles[i].what, text);
    }
  return NULL;
}

guint
document_replace_networks (Document *document)
{
  g_autoptr (GPtrArray) nodes =
      select_nodes (document, "/domain/devices/interface[@type='network']");
  g_autoptr (GPtrArray) sources =
      select_nodes (document, "/domain/devices/interface[@type='network']/source");
  guint i;

  for (i = 0; i < nodes->len; i++)
    xmlSetProp (g_ptr_array_index (nodes, i), (const xmlChar *) "type", (const xmlChar *) "user");
  for (i = 0; i < sources->len; i++)
    {
      xmlUnlinkNode (g_ptr_array_index (sources, i));
      xmlFreeNode (g_ptr_array_index (sources, i));
    }
  return nodes->len;
}

static gboolean
make_raw (const char *path, char **reason)
{
  int fd = g_open (path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0644);
  gboolean made = fd >= 0 && ftruncate (fd, IMAGE_SIZE) == 0;

  if (!made)
    *reason = g_strdup_printf ("cannot make %s", path);
  g_close (fd, NULL);
  return made;
}

static gboolean
make_formatted (const char *path, const char *format, char **reason)
{
  g_autofree char *size = g_strdup_printf ("%d", IMAGE_SIZE);
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error, "qemu-img",
      "create", "-q", "-f", format, path, size, NULL);

  if (process != NULL &&
      g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &output, &error) &&
      g_subprocess_get_successful (process))
    return TRUE;
  *reason = g_strdup_printf ("cannot make %s: %s", path,
                             error != NULL ? error->message : g_strstrip (output));
  return FALSE;
}

static gboolean
make_image (xmlNodePtr file, const char *path, GPtrArray *created, char **reason)
{
  xmlNodePtr disk = file->parent->parent;
  xmlChar *format = NULL;
  gboolean made;
  xmlNodePtr child;

  for (child = disk->children; child != NULL; child = child->next)
    {
      if (xmlStrEqual (child->name, (const xmlChar *) "driver"))
        format = xmlGetProp (child, (const xmlChar *) "type");
    }
  if (format == NULL || xmlStrEqual (format, (const xmlChar *) "raw"))
    made = make_raw (path, reason);
  else
    made = make_formatted (path, (const char *) format, reason);
  if (made)
    g_ptr_array_add (created, g_strdup (path));
  xmlFree (format);
  return made;
}

gboolean
document_make_images (Document *document, const char *folder, GPtrArray *created, char **reason)
{
  g_autoptr (GPtrArray) files = select_nodes (
      document, "/domain/devices/disk/source/@file | /domain/devices/filesystem/source/@dir");
  g_autofree char *prefix = g_strconcat (folder, "/", NULL);
  guint i;

  for (i = 0; i < files->len; i++)
    {
      xmlNodePtr file = g_ptr_array_index (files, i);
      g_autofree char *path = node_to_text (file);
      if (!g_str_has_prefix (path, prefix) || strstr (path, "/../") != NULL ||
          g_file_test (path, G_FILE_TEST_EXISTS))
        continue;
      if (xmlStrEqual (file->name, (const xmlChar *) "dir"))
        {
          g_mkdir_with_parents (path, 0755);
          g_ptr_array_add (created, g_steal_pointer (&path));
        }
      else if (!make_image (file, path, created, reason))
        {
          return FALSE;
        }
    }
  return TRUE;
}

char *
document_to_xml (Document *document)
{
  xmlChar *text = NULL;
  char *xml;
  int size;

  xmlDocDumpMemory (document->doc, &text, &size);
  xml = g_strndup ((const char *) text, size);
  xmlFree (text);
  return xml;
}

void
document_free (Document *document)
{
  xmlFreeDoc (document->doc);
  g_free (document);
}
