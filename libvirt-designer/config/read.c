/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From the elements of an existing domain to what could have asked for them. */

#include "config/read-private.h"

#include <string.h>

#include "config/path-private.h"
#include "vocabulary/schema-private.h"

DesignerScopeId
designer_read_scope (const xmlNode *element)
{
  for (guint i = DESIGNER_N_WHOLE_SCOPES; i < DESIGNER_N_SCOPES; i++)
    {
      if (element->type == XML_ELEMENT_NODE && element->ns == NULL
          && g_str_equal ((const char *) element->name, designer_scope_get (i)->element))
        return i;
    }
  return DESIGNER_N_SCOPES;
}

/* libvirt's units of memory, in bytes. */
static const struct
{
  const char *name;
  guint64 bytes;
} units[] = {
  { "b", 1 }, { "bytes", 1 },
  { "KB", 1000 }, { "k", 1024 }, { "KiB", 1024 },
  { "MB", 1000000 }, { "M", 1048576 }, { "MiB", 1048576 },
  { "GB", 1000000000 }, { "G", 1073741824 }, { "GiB", 1073741824 },
  { "TB", G_GUINT64_CONSTANT (1000000000000) }, { "T", G_GUINT64_CONSTANT (1) << 40 },
  { "TiB", G_GUINT64_CONSTANT (1) << 40 },
};

/* KiB, rounded up as libvirt does. */
static char *
in_kib (const char *text,
        const char *unit)
{
  guint64 bytes = 1024;
  guint64 amount;

  for (guint i = 0; unit != NULL && i < G_N_ELEMENTS (units); i++)
    {
      if (g_str_equal (units[i].name, unit))
        bytes = units[i].bytes;
    }
  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64 / bytes, &amount, NULL))
    return g_strdup (text);
  return g_strdup_printf ("%" G_GUINT64_FORMAT, (amount * bytes + 1023) / 1024);
}

/* "memory;memory/@unit=KiB" is read from the first path, in the unit of the second. */
static char *
read_size (xmlNode *element,
           const char *text,
           const char *paths)
{
  const char *more = strchr (paths, ';');
  g_autofree char *path = more != NULL ? g_strndup (more + 1, strcspn (more + 1, "=")) : NULL;
  g_autofree char *unit = path != NULL ? designer_path_get (element, path, NULL) : NULL;

  return in_kib (text, unit);
}

/* A value that is not among those that are known is kept as it stands. */
static char *
read_thing (xmlNode *element,
            const DesignerThing *thing)
{
  g_autofree char *path = g_strndup (thing->path, strcspn (thing->path, ";"));
  g_autofree char *text = designer_path_get (element, path, NULL);
  g_autofree char *normal = NULL;

  if (text == NULL)
    return NULL;
  if (thing->kind == DESIGNER_KIND_PRESENCE)
    return g_strdup ("yes");
  g_strstrip (text);
  if (*text == '\0')
    return NULL;
  if (thing->kind == DESIGNER_KIND_SIZE)
    return read_size (element, text, thing->path);
  normal = designer_thing_normalise (thing, text, NULL);
  return normal != NULL ? g_steal_pointer (&normal) : g_steal_pointer (&text);
}

void
designer_read_things (DesignerRequest *request,
                      xmlNode *element)
{
  guint first = designer_scope_first_thing (request->scope);

  for (guint i = 0; i < designer_scope_n_things (request->scope); i++)
    {
      const DesignerThing *thing = designer_thing_get (first + i);

      g_clear_pointer (&request->values[i], g_free);
      if (thing->path != NULL)
        request->values[i] = read_thing (element, thing);
    }
}

/* PATH has a number behind each element; the schema's has one only where there can
 * be several. */
static char *
number_as_schema (const DesignerSchemaRow *row,
                  const char *path)
{
  GString *text = g_string_new (NULL);
  const char *schema = row->path;

  while (*schema != '\0')
    {
      const char *number = *path == '[' ? path : NULL;
      gsize length = number != NULL ? strcspn (number, "]") + 1 : 0;

      path += length;
      if (*schema == '[')
        {
          g_string_append_len (text, number, (gssize) length);
          schema += strcspn (schema, "]") + 1;
          continue;
        }
      g_string_append_c (text, *schema++);
      path++;
    }
  return g_string_free (text, FALSE);
}

static void
note_setting (DesignerRequest *request,
              const char *path,
              const char *value)
{
  const DesignerSchemaRow *row = designer_schema_find (request->scope, path);
  g_autofree char *numbered = row != NULL ? number_as_schema (row, path) : NULL;

  if (row == NULL || designer_thing_at (request->scope, numbered) != NULL)
    return;
  if (row->kind == DESIGNER_KIND_PRESENCE)
    designer_request_set (request, DESIGNER_SETTING_CREATE, numbered, "yes", numbered, NULL);
  else if (*value != '\0')
    designer_request_set (request, DESIGNER_SETTING_VALUE, numbered, value, numbered, NULL);
}

static void
append_step (GString *path,
             const xmlNs *ns,
             const xmlChar *name)
{
  if (ns != NULL && ns->prefix != NULL)
    g_string_append_printf (path, "%s:", ns->prefix);
  g_string_append (path, (const char *) name);
}

static guint
number_of (const xmlNode *element)
{
  guint number = 1;

  for (const xmlNode *other = element->prev; other != NULL; other = other->prev)
    number += other->type == XML_ELEMENT_NODE && xmlStrEqual (other->name, element->name) && other->ns == element->ns;
  return number;
}

/* An element's own text, without that of the elements in it. */
static char *
own_text (const xmlNode *element)
{
  GString *text = g_string_new (NULL);

  for (const xmlNode *child = element->children; child != NULL; child = child->next)
    {
      if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE)
        g_string_append (text, (const char *) child->content);
    }
  return g_strstrip (g_string_free (text, FALSE));
}

static void
walk (DesignerRequest *request,
      const xmlNode *element,
      GString *path)
{
  gsize start = path->len;

  for (const xmlAttr *attribute = element->properties; attribute != NULL; attribute = attribute->next)
    {
      xmlChar *value = xmlNodeGetContent ((const xmlNode *) attribute);

      g_string_append (path, start > 0 ? "/@" : "@");
      append_step (path, attribute->ns, attribute->name);
      note_setting (request, path->str, (const char *) value);
      g_string_truncate (path, start);
      xmlFree (value);
    }
  for (const xmlNode *child = element->children; child != NULL; child = child->next)
    {
      g_autofree char *text = NULL;

      if (child->type != XML_ELEMENT_NODE || (start == 0 && xmlStrEqual (child->name, BAD_CAST "devices")))
        continue;
      g_string_append (path, start > 0 ? "/" : "");
      append_step (path, child->ns, child->name);
      g_string_append_printf (path, "[%u]", number_of (child));
      text = own_text (child);
      note_setting (request, path->str, text);
      walk (request, child, path);
      g_string_truncate (path, start);
    }
}

void
designer_read_settings (DesignerRequest *request,
                        xmlNode *element)
{
  g_autoptr (GString) path = g_string_new (NULL);

  g_clear_pointer (&request->settings, designer_settings_free);
  walk (request, element, path);
}
