/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Where each node of a tree stood in the text that it was read from. */

#include "config/kept-text-private.h"

#include <string.h>

#include "base/libvirt-designer-error.h"
#include "config/kept-text-pieces-private.h"

/* The place that is read next. */
typedef struct
{
  DesignerKeptText *kept;
  gsize at;
} Reader;

static gboolean note_children (Reader *reader,
                               xmlNode *parent);

/* Goes behind the next END; FALSE: there is none. */
static gboolean
pass (Reader *reader,
      const char *end)
{
  const char *found = strstr (reader->kept->text + reader->at, end);

  if (found == NULL)
    return FALSE;
  reader->at = found + strlen (end) - reader->kept->text;
  return TRUE;
}

static gboolean
begins (const Reader *reader,
        const char *start)
{
  return g_str_has_prefix (reader->kept->text + reader->at, start);
}

/* Goes behind a tag, in whose values there may be anything. */
static gboolean
pass_tag (Reader *reader)
{
  const char *at = reader->kept->text + reader->at;
  char quote = '\0';

  for (; *at != '\0' && (quote != '\0' || *at != '>'); at++)
    {
      if (quote != '\0')
        quote = *at == quote ? '\0' : quote;
      else if (*at == '"' || *at == '\'')
        quote = *at;
    }
  reader->at = at - reader->kept->text + (*at == '>');
  return *at == '>';
}

static gboolean
note_element (Reader *reader,
              xmlNode *node,
              DesignerPiece *piece)
{
  if (!begins (reader, "<") || !pass_tag (reader))
    return FALSE;
  piece->tag_end = reader->at;
  piece->stamp = designer_kept_text_stamp (node);
  piece->is_closed = reader->kept->text[piece->tag_end - 2] == '/';
  if (!piece->is_closed && !note_children (reader, node))
    return FALSE;
  piece->content_end = reader->at;
  return piece->is_closed || (begins (reader, "</") && pass_tag (reader));
}

/* Sections that stand side by side are one node. */
static gboolean
pass_sections (Reader *reader)
{
  gsize start = reader->at;

  while (begins (reader, "<![CDATA[") && pass (reader, "]]>"))
    continue;
  return reader->at > start;
}

static gboolean
note_text (Reader *reader,
           xmlNode *node,
           DesignerPiece *piece)
{
  piece->stamp = g_strdup ((const char *) node->content);
  if (node->type == XML_CDATA_SECTION_NODE)
    return pass_sections (reader);
  reader->at += strcspn (reader->kept->text + reader->at, "<");
  return reader->at > piece->start;
}

static gboolean
note_node (Reader *reader,
           xmlNode *node)
{
  DesignerPiece *piece = g_new0 (DesignerPiece, 1);
  gboolean found = FALSE;

  g_ptr_array_add (reader->kept->pieces, piece);
  node->_private = piece;
  piece->start = reader->at;
  if (node->type == XML_ELEMENT_NODE)
    found = note_element (reader, node, piece);
  else if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
    found = note_text (reader, node, piece);
  else if (node->type == XML_COMMENT_NODE)
    found = begins (reader, "<!--") && pass (reader, "-->");
  else if (node->type == XML_PI_NODE)
    found = begins (reader, "<?") && pass (reader, "?>");
  piece->end = reader->at;
  return found;
}

static gboolean
note_children (Reader *reader,
               xmlNode *parent)
{
  for (xmlNode *child = parent->children; child != NULL; child = child->next)
    {
      if (!note_node (reader, child))
        return FALSE;
    }
  return TRUE;
}

/* Past declaration, comments and instructions. */
const char *
designer_kept_text_find_root (const char *text)
{
  const char *end = text;

  while (end != NULL)
    {
      text = end + strcspn (end, "<");
      if (g_str_has_prefix (text, "<!--"))
        end = strstr (text, "-->");
      else if (g_str_has_prefix (text, "<?"))
        end = strstr (text, "?>");
      else
        break;
    }
  return text;
}

static void
piece_free (gpointer data)
{
  DesignerPiece *piece = data;

  g_free (piece->stamp);
  g_free (piece);
}

void
designer_kept_text_free (DesignerKeptText *kept)
{
  g_ptr_array_unref (kept->pieces);
  g_free (kept->text);
  g_free (kept);
}

gboolean
designer_kept_text_check (const char *text,
                          const char *encoding,
                          const char *name,
                          GError **error)
{
  if (g_str_is_ascii (text)
      || (g_utf8_validate (text, -1, NULL) && (encoding == NULL || g_ascii_strcasecmp (encoding, "UTF-8") == 0)))
    return TRUE;
  g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_INPUT,
               "%s is not in UTF-8: convert it, with 'iconv -t UTF-8' for example", name);
  return FALSE;
}

DesignerKeptText *
designer_kept_text_new (const char *text,
                        xmlNode *root)
{
  g_autoptr (DesignerKeptText) kept = g_new0 (DesignerKeptText, 1);
  Reader reader = { kept, designer_kept_text_find_root (text) - text };

  kept->text = g_strdup (text);
  kept->pieces = g_ptr_array_new_with_free_func (piece_free);
  kept->newline = strstr (text, "\r\n") != NULL ? "\r\n" : "\n";
  return note_node (&reader, root) ? g_steal_pointer (&kept) : NULL;
}
