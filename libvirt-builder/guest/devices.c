/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "guest/devices-private.h"

#include <libxml/parser.h>
#include <libxml/xpath.h>

struct _BuilderDevices
{
  xmlDoc *doc;
  xmlXPathContext *context;
};

/* By what each device can be called; the first is the one that people use. */
static const struct
{
  const char *child;
  const char *attribute;
} names[] = {
  { "mac", "address" },
  { "target", "dev" },
  { "alias", "name" },
};

BuilderDevices *
builder_devices_read (virDomainPtr domain,
                      unsigned int flags,
                      GError **error)
{
  const char *name = virDomainGetName (domain); /* which clears what libvirt says of an error */
  char *xml = virDomainGetXMLDesc (domain, flags);
  BuilderDevices *devices;
  xmlDoc *doc;

  if (xml == NULL)
    {
      builder_set_error (error, "the configuration of the guest '%s' cannot be read", name);
      return NULL;
    }
  doc = xmlReadMemory (xml, (int) strlen (xml), NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  free (xml);
  if (doc == NULL)
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                   "the configuration of the guest '%s' is no XML: see what libvirt has of it, and define it anew",
                   virDomainGetName (domain));
      return NULL;
    }
  devices = g_new0 (BuilderDevices, 1);
  devices->doc = doc;
  devices->context = xmlXPathNewContext (doc);
  return devices;
}

void
builder_devices_free (BuilderDevices *devices)
{
  xmlXPathFreeContext (devices->context);
  xmlFreeDoc (devices->doc);
  g_free (devices);
}

char *
builder_devices_ask (BuilderDevices *devices,
                     const char *path)
{
  xmlXPathObject *found = xmlXPathEvalExpression ((const xmlChar *) path, devices->context);
  char *text = NULL;

  if (found != NULL && found->type == XPATH_STRING && found->stringval[0] != '\0')
    text = g_strdup ((const char *) found->stringval);
  xmlXPathFreeObject (found);
  return text;
}

xmlNode *
builder_devices_find (BuilderDevices *devices,
                      const char *path)
{
  xmlXPathObject *found = xmlXPathEvalExpression ((const xmlChar *) path, devices->context);
  xmlNode *node = NULL;

  if (found != NULL && found->nodesetval != NULL && found->nodesetval->nodeNr > 0)
    node = found->nodesetval->nodeTab[0];
  xmlXPathFreeObject (found);
  return node;
}

char *
builder_device_get (xmlNode *device,
                    const char *child,
                    const char *attribute)
{
  xmlNode *node = child != NULL ? device->children : device;
  xmlChar *value;
  char *text;

  while (child != NULL && node != NULL && g_strcmp0 ((const char *) node->name, child) != 0)
    node = node->next;
  value = node != NULL ? xmlGetProp (node, (const xmlChar *) attribute) : NULL;
  text = g_strdup ((const char *) value);
  xmlFree (value);
  return text;
}

static gboolean
is_called (xmlNode *device,
           const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = builder_device_get (device, names[i].child, names[i].attribute);

      if (name != NULL && g_ascii_strcasecmp (name, word) == 0)
        return TRUE;
    }
  return FALSE;
}

static xmlNode *
first_device (BuilderDevices *devices)
{
  return builder_devices_find (devices, "/domain/devices/*");
}

xmlNode *
builder_devices_find_named (BuilderDevices *devices,
                            const char *word)
{
  xmlNode *device = first_device (devices);

  while (device != NULL && !is_called (device, word))
    device = device->next;
  return device;
}

char *
builder_devices_name_all (BuilderDevices *devices)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (xmlNode *device = first_device (devices); device != NULL; device = device->next)
    {
      g_autofree char *name = NULL;

      for (guint i = 0; i < G_N_ELEMENTS (names) && name == NULL; i++)
        name = builder_device_get (device, names[i].child, names[i].attribute);
      if (name != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", name);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
builder_device_to_xml (xmlNode *device)
{
  xmlBuffer *buffer = xmlBufferCreate ();
  char *text;

  xmlNodeDump (buffer, device->doc, device, 0, 0);
  text = g_strdup ((const char *) xmlBufferContent (buffer));
  xmlBufferFree (buffer);
  return text;
}
