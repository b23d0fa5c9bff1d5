/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Reads entries from the XML files of libosinfo's database. What is not asked for
 * is passed over as it goes by, and no tree is built: the files are large, and
 * most of them is about media and translated names. */

#include "os/os-entry-reader-private.h"

#include "base/bounded-file-private.h"
#include "base/libvirt-designer-error.h"
#include "os/os-entry-rows-private.h"

#include <libxml/parserInternals.h>
#include <string.h>

#define MAX_BYTES (16 * 1024 * 1024)
#define MAX_DEPTH 8

struct _DesignerOsReader
{
  xmlParserCtxt *parser;
  GString *file; /* the one that is read */
  GString *text; /* of the element that is read */

  DesignerOsReading reading;
  DesignerOsProgress progress;
  const DesignerOsRow *rows[MAX_DEPTH];
  guint depth;
  guint passed_over; /* how deep in an element that is not read */
  gboolean has_root;
  gboolean has_doctype;
};

static DesignerOsReader *
reader_of (void *parser)
{
  return ((xmlParserCtxt *) parser)->_private;
}

static const DesignerOsRow *
find_row (const DesignerOsReader *reader,
          const char *name)
{
  DesignerOsPlace place = reader->depth > 0 ? reader->rows[reader->depth - 1]->place : DESIGNER_OS_PLACE_DOCUMENT;

  for (guint i = 0; i < designer_os_n_rows; i++)
    {
      const DesignerOsRow *row = &designer_os_rows[i];

      if (row->parent == place && (row->reading & reader->reading) != 0 && g_str_equal (row->name, name))
        return row;
    }
  return NULL;
}

static void
start_element (void *parser,
               const xmlChar *name,
               const xmlChar *prefix G_GNUC_UNUSED,
               const xmlChar *uri,
               int n_namespaces G_GNUC_UNUSED,
               const xmlChar **namespaces G_GNUC_UNUSED,
               int n_attributes,
               int n_defaulted G_GNUC_UNUSED,
               const xmlChar **words)
{
  DesignerOsReader *reader = reader_of (parser);
  DesignerOsAttributes attributes = { words, n_attributes };
  const DesignerOsRow *row = NULL;

  if (reader->passed_over == 0 && uri == NULL)
    row = find_row (reader, (const char *) name);
  if (row == NULL || (row->start != NULL && !row->start (&reader->progress, row, &attributes)))
    {
      reader->passed_over++;
      return;
    }
  reader->has_root = TRUE;
  reader->rows[reader->depth++] = row;
  g_string_truncate (reader->text, 0);
}

static void
end_element (void *parser,
             const xmlChar *name G_GNUC_UNUSED,
             const xmlChar *prefix G_GNUC_UNUSED,
             const xmlChar *uri G_GNUC_UNUSED)
{
  DesignerOsReader *reader = reader_of (parser);
  const DesignerOsRow *row;

  if (reader->passed_over > 0)
    {
      reader->passed_over--;
      return;
    }
  row = reader->rows[--reader->depth];
  if (row->end != NULL)
    row->end (&reader->progress, row);
}

static void
take_characters (void *parser,
                 const xmlChar *text,
                 int length)
{
  DesignerOsReader *reader = reader_of (parser);

  if (reader->passed_over == 0 && reader->depth > 0
      && reader->rows[reader->depth - 1]->place == DESIGNER_OS_PLACE_TEXT)
    g_string_append_len (reader->text, (const char *) text, length);
}

/* Called for each DOCTYPE. Entities are only ever declared inside one, and no file
 * of the OS database has any: the reading ends before the first declaration. */
static void
refuse_doctype (void *parser,
                const xmlChar *name G_GNUC_UNUSED,
                const xmlChar *external_id G_GNUC_UNUSED,
                const xmlChar *system_id G_GNUC_UNUSED)
{
  reader_of (parser)->has_doctype = TRUE;
  xmlStopParser (parser);
}

static const xmlSAXHandler handler = {
  .initialized = XML_SAX2_MAGIC,
  .internalSubset = refuse_doctype,
  .startElementNs = start_element,
  .endElementNs = end_element,
  .characters = take_characters,
  .ignorableWhitespace = take_characters,
  .cdataBlock = take_characters,
};

DesignerOsReader *
designer_os_reader_new (void)
{
  DesignerOsReader *reader = g_new0 (DesignerOsReader, 1);

  xmlInitParser ();
  reader->parser = xmlNewParserCtxt ();
  if (reader->parser == NULL)
    g_error ("out of memory");
  *reader->parser->sax = handler;
  reader->parser->_private = reader;
  reader->file = g_string_new (NULL);
  reader->text = g_string_new (NULL);
  return reader;
}

void
designer_os_reader_free (DesignerOsReader *reader)
{
  xmlFreeParserCtxt (reader->parser);
  g_string_free (reader->file, TRUE);
  g_string_free (reader->text, TRUE);
  g_free (reader);
}

static void
set_error (GError **error,
           const char *path,
           const char *problem)
{
  g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_INPUT,
               "cannot read the OS database: '%s' %s; repair that file or reinstall the package osinfo-db",
               path, problem);
}

static gboolean
load (DesignerOsReader *reader,
      const char *path,
      GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *problem = NULL;

  g_string_truncate (reader->file, 0);
  if (designer_bounded_file_append (reader->file, path, MAX_BYTES, &cause) && reader->file->len <= MAX_BYTES)
    return TRUE;
  problem = g_strdup_printf ("cannot be read: %s", cause == NULL ? "it is larger than 16 MiB" : cause->message);
  set_error (error, path, problem);
  return FALSE;
}

static void
set_parse_error (DesignerOsReader *reader,
                 const char *path,
                 GError **error)
{
  const xmlError *cause = xmlCtxtGetLastError (reader->parser);
  g_autofree char *message = g_utf8_make_valid (cause != NULL && cause->message != NULL ? cause->message : "", -1);
  g_autofree char *problem = NULL;

  /* The parser's messages end in a new line. */
  g_strdelimit (g_strchomp (message), "\n", ' ');
  problem = g_strdup_printf ("is not well-formed XML (line %d: %s)", cause != NULL ? cause->line : 0, message);
  set_error (error, path, problem);
}

static void
clear_progress (DesignerOsProgress *progress)
{
  for (guint i = 0; i < DESIGNER_OS_N_RESOURCES; i++)
    g_clear_pointer (&progress->amounts[i], designer_os_amounts_free);
}

/* An empty file is one that hides what it replaces. */
static gboolean
read_file (DesignerOsReader *reader,
           const char *path,
           GError **error)
{
  GString *file = reader->file;

  if (!load (reader, path, error))
    return FALSE;
  if (file->len == 0)
    return TRUE;
  reader->depth = reader->passed_over = 0;
  reader->has_root = reader->has_doctype = FALSE;
  reader->progress.text = reader->text;
  xmlCtxtReadMemory (reader->parser, file->str, (int) file->len, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOENT);
  clear_progress (&reader->progress);
  if (reader->has_doctype)
    set_error (error, path, "has a DOCTYPE, which no file of it has");
  else if (!reader->parser->wellFormed)
    set_parse_error (reader, path, error);
  else if (!reader->has_root)
    set_error (error, path, "holds no <libosinfo> document");
  return reader->parser->wellFormed && reader->has_root && !reader->has_doctype;
}

static const char *
name_beside (const DesignerOsFileSet *set,
             const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *end = g_strconcat ("/", set->key, ".d", NULL);

  return g_str_has_suffix (folder, end) ? strrchr (path, '/') + 1 : NULL;
}

gboolean
designer_os_reader_read (DesignerOsReader *reader,
                         const DesignerOsFileSet *set,
                         const char *kind,
                         const char *id,
                         DesignerOsReading reading,
                         DesignerOsEntry **entry,
                         GError **error)
{
  g_autoptr (DesignerOsEntry) read = NULL;

  reader->reading = reading;
  for (guint i = 0; i < set->paths->len; i++)
    {
      const char *path = g_ptr_array_index (set->paths, i);
      gboolean done;

      reader->progress = (DesignerOsProgress) { .kind = kind, .key = set->key, .id = id, .entry = read,
                                                .extension = name_beside (set, path) };
      done = read_file (reader, path, error);
      read = reader->progress.entry;
      if (!done)
        return FALSE;
    }
  *entry = g_steal_pointer (&read);
  return TRUE;
}

/* Short ids are plain text in all the files there are. What could be the name in
 * other words, or is in no encoding like ASCII, has to be read in full. */
static gboolean
text_may_have (const GString *text,
               const char *short_id)
{
  static const char element[] = "short-id";
  gsize length = strlen (short_id);
  const char *at = text->str;

  if (text->len > 0 && strstr (text->str, "<libosinfo") == NULL)
    return TRUE;
  while ((at = strstr (at, element)) != NULL)
    {
      gsize n;

      at += strlen (element);
      at += strcspn (at, ">");
      at += *at == '>';
      n = strcspn (at, "<&");
      if (at[n] == '&' || (at[n] == '<' && strchr ("!?", at[n + 1]) != NULL))
        return TRUE;
      if (n == length && strncmp (at, short_id, n) == 0)
        return TRUE;
    }
  return FALSE;
}

gboolean
designer_os_reader_may_have (DesignerOsReader *reader,
                             const DesignerOsFileSet *set,
                             const char *short_id,
                             gboolean *may_have,
                             GError **error)
{
  *may_have = FALSE;
  for (guint i = 0; i < set->paths->len && !*may_have; i++)
    {
      if (!load (reader, g_ptr_array_index (set->paths, i), error))
        return FALSE;
      *may_have = text_may_have (reader->file, short_id);
    }
  return TRUE;
}

gboolean
designer_os_reader_scan (DesignerOsReader *reader,
                         const DesignerOsFileSet *set,
                         DesignerOsScan *scan,
                         GError **error)
{
  for (guint i = 0; i < set->paths->len; i++)
    {
      if (!load (reader, g_ptr_array_index (set->paths, i), error))
        return FALSE;
      designer_os_scan_text (scan, reader->file->str);
    }
  return TRUE;
}
