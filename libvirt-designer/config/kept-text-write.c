/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A changed tree is written with what is left of the text it was read from. */

#include <string.h>

#include "config/kept-text-pieces-private.h"

#define INDENT_UNIT 2

typedef struct
{
  const DesignerKeptText *kept;
  GString *out;
  char quote;
  gboolean in_lines; /* elements stand in lines of their own */
} Writer;

static void write_node (Writer *writer,
                        const xmlNode *node,
                        const char *indent);

static void
append_escaped (GString *out,
                const char *text,
                char quote)
{
  for (; *text != '\0'; text++)
    {
      if (*text == '&')
        g_string_append (out, "&amp;");
      else if (*text == '<')
        g_string_append (out, "&lt;");
      else if (*text == '>')
        g_string_append (out, "&gt;");
      else if (*text == quote)
        g_string_append (out, quote == '"' ? "&quot;" : "&apos;");
      else if (*text == '\r' || (quote != '\0' && (*text == '\n' || *text == '\t')))
        g_string_append_printf (out, "&#%d;", *text);
      else
        g_string_append_c (out, *text);
    }
}

static void
append_name (GString *out,
             const xmlNs *ns,
             const xmlChar *name)
{
  if (ns != NULL && ns->prefix != NULL)
    g_string_append_printf (out, "%s:", ns->prefix);
  g_string_append (out, (const char *) name);
}

static void
append_attribute (GString *out,
                  const char *value,
                  char quote)
{
  g_string_append_c (out, '=');
  g_string_append_c (out, quote);
  append_escaped (out, value, quote);
  g_string_append_c (out, quote);
}

/* A start tag but for its last bracket. */
static void
append_tag (GString *out,
            const xmlNode *node,
            char quote)
{
  g_string_append_c (out, '<');
  append_name (out, node->ns, node->name);
  for (const xmlNs *ns = node->nsDef; ns != NULL; ns = ns->next)
    {
      g_string_append_printf (out, " xmlns%s%s", ns->prefix != NULL ? ":" : "",
                              ns->prefix != NULL ? (const char *) ns->prefix : "");
      append_attribute (out, ns->href != NULL ? (const char *) ns->href : "", quote);
    }
  for (const xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
    {
      xmlChar *value = xmlNodeGetContent ((const xmlNode *) attribute);

      g_string_append_c (out, ' ');
      append_name (out, attribute->ns, attribute->name);
      append_attribute (out, value != NULL ? (const char *) value : "", quote);
      xmlFree (value);
    }
}

char *
designer_kept_text_stamp (const xmlNode *node)
{
  GString *stamp = g_string_new (NULL);

  append_tag (stamp, node, '\'');
  return g_string_free (stamp, FALSE);
}

static void
append_original (Writer *writer,
                 gsize start,
                 gsize end)
{
  g_string_append_len (writer->out, writer->kept->text + start, end - start);
}

static gboolean
is_new_element (const xmlNode *node)
{
  return node->type == XML_ELEMENT_NODE && node->_private == NULL;
}

/* What stands before NODE in its line, where that is nothing but blanks. */
static char *
indent_of (const Writer *writer,
           const xmlNode *node)
{
  const DesignerPiece *piece = node->_private;
  gsize start = piece->start;

  while (start > 0 && strchr (" \t", writer->kept->text[start - 1]) != NULL)
    start--;
  if (start > 0 && writer->kept->text[start - 1] != '\n')
    return NULL;
  return g_strndup (writer->kept->text + start, piece->start - start);
}

/* Deeper than PARENT's by as much as that is deeper than its own, if it is. */
static char *
deeper (const char *indent)
{
  gboolean tabs = *indent == '\t';

  return g_strdup_printf ("%s%*s", indent, tabs ? 1 : INDENT_UNIT, tabs ? "\t" : "");
}

/* How far children of PARENT are indented: as the first one that stood there. */
static char *
indent_below (const Writer *writer,
              const xmlNode *parent,
              const char *indent)
{
  for (const xmlNode *child = parent->children; child != NULL; child = child->next)
    {
      char *found = child->type == XML_ELEMENT_NODE && child->_private != NULL ? indent_of (writer, child) : NULL;

      if (found != NULL)
        return found;
    }
  return deeper (indent);
}

static gboolean
has_text (const xmlNode *parent)
{
  for (xmlNode *child = parent->children; child != NULL; child = child->next)
    {
      if (child->type != XML_ELEMENT_NODE && !xmlIsBlankNode (child))
        return TRUE;
    }
  return FALSE;
}

static void
write_new_child (Writer *writer,
                 const xmlNode *node,
                 const char *indent,
                 gboolean in_lines)
{
  if (in_lines)
    g_string_append_printf (writer->out, "%s%s", writer->kept->newline, indent);
  write_node (writer, node, indent);
}

/* Whether NODE is white space between elements. */
static gboolean
is_space (const xmlNode *node)
{
  return node->type == XML_TEXT_NODE && xmlIsBlankNode ((xmlNode *) node);
}

/* New elements come before the white space that they would stand behind, and of
 * the white space around an element that is gone only the last is left. */
static const xmlNode *
write_run (Writer *writer,
           const xmlNode *first,
           const char *indent,
           gboolean in_lines)
{
  const xmlNode *last_space = NULL;
  const xmlNode *node = first;

  for (; node != NULL && (is_space (node) || is_new_element (node)); node = node->next)
    {
      if (is_space (node))
        last_space = node;
      else
        write_new_child (writer, node, indent, in_lines);
    }
  if (last_space != NULL)
    write_node (writer, last_space, indent);
  return node;
}

static void
write_children (Writer *writer,
                const xmlNode *parent,
                const char *indent)
{
  g_autofree char *below = indent_below (writer, parent, indent);
  gboolean in_lines = writer->in_lines && !has_text (parent);
  const xmlNode *child = parent->children;

  while (child != NULL)
    {
      if (is_space (child) || is_new_element (child))
        {
          child = write_run (writer, child, below, in_lines);
          continue;
        }
      write_node (writer, child, below);
      child = child->next;
    }
}

/* Whether the end tag is to stand in a line of its own, where none was before. */
static gboolean
ends_in_line (const Writer *writer,
              const xmlNode *node)
{
  gboolean any = FALSE;

  if (!writer->in_lines || has_text (node))
    return FALSE;
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    {
      if (is_space (child))
        return FALSE;
      any |= is_new_element (child);
    }
  return any;
}

static void
write_start (Writer *writer,
             const xmlNode *node,
             const DesignerPiece *piece)
{
  g_autofree char *stamp = designer_kept_text_stamp (node);
  gboolean opens = node->children != NULL;

  if (piece != NULL && g_strcmp0 (piece->stamp, stamp) == 0 && (!piece->is_closed || !opens))
    {
      append_original (writer, piece->start, piece->tag_end);
      return;
    }
  if (piece != NULL && g_strcmp0 (piece->stamp, stamp) == 0)
    {
      append_original (writer, piece->start, piece->tag_end - 2);
      g_string_append_c (writer->out, '>');
      return;
    }
  append_tag (writer->out, node, writer->quote);
  g_string_append (writer->out, opens || (piece != NULL && !piece->is_closed) ? ">" : "/>");
}

/* Whether all that was between its tags is gone. */
static gboolean
is_emptied (const xmlNode *node,
            const DesignerPiece *piece)
{
  return piece != NULL && !piece->is_closed && node->children == NULL && piece->content_end > piece->tag_end;
}

static void
write_element (Writer *writer,
               const xmlNode *node,
               const char *indent)
{
  const DesignerPiece *piece = node->_private;
  gboolean was_open = piece != NULL && !piece->is_closed;

  if (is_emptied (node, piece))
    {
      append_tag (writer->out, node, writer->quote);
      g_string_append (writer->out, "/>");
      return;
    }
  write_start (writer, node, piece);
  if (node->children == NULL && !was_open)
    return;
  write_children (writer, node, indent);
  if (ends_in_line (writer, node))
    g_string_append_printf (writer->out, "%s%s", writer->kept->newline, indent);
  if (was_open)
    {
      append_original (writer, piece->content_end, piece->end);
      return;
    }
  g_string_append (writer->out, "</");
  append_name (writer->out, node->ns, node->name);
  g_string_append_c (writer->out, '>');
}

static void
write_node (Writer *writer,
            const xmlNode *node,
            const char *indent)
{
  const DesignerPiece *piece = node->_private;
  const char *content = node->content != NULL ? (const char *) node->content : "";

  if (node->type == XML_ELEMENT_NODE)
    write_element (writer, node, indent);
  else if (piece != NULL && (piece->stamp == NULL || g_str_equal (piece->stamp, content)))
    append_original (writer, piece->start, piece->end);
  else
    append_escaped (writer->out, content, '\0');
}

/* The quotes of the first value in the text. */
static char
find_quote (const DesignerKeptText *kept,
            const DesignerPiece *root)
{
  const char *found = strpbrk (kept->text + root->start, "'\"");

  return found != NULL ? *found : '\'';
}

char *
designer_kept_text_write (const DesignerKeptText *kept,
                          const xmlNode *root)
{
  const DesignerPiece *piece = root->_private;
  Writer writer = { kept, g_string_sized_new (strlen (kept->text) + 1024), find_quote (kept, piece), FALSE };
  const xmlNode *first = root->children;

  writer.in_lines = first == NULL || (first->type == XML_TEXT_NODE && strchr ((const char *) first->content, '\n') != NULL);
  append_original (&writer, 0, piece->start);
  write_node (&writer, root, "");
  g_string_append (writer.out, kept->text + piece->end);
  return g_string_free (writer.out, FALSE);
}
