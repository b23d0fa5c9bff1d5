/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "seeds/unattend-private.h"

#include <string.h>

#include "seeds/windows-values-private.h"

#define NAMESPACE "urn:schemas-microsoft-com:unattend"
#define ITEM_NAMESPACE "http://schemas.microsoft.com/WMIConfig/2002/State"
/* Of all components of Windows. */
#define PUBLIC_KEY_TOKEN "31bf3856ad364e35"

static const xmlChar *
xml (const char *text)
{
  return (const xmlChar *) text;
}

xmlDocPtr
builder_unattend_new (xmlNodePtr *root)
{
  xmlDocPtr doc = xmlNewDoc (xml ("1.0"));

  *root = xmlNewDocNode (doc, NULL, xml ("unattend"), NULL);
  xmlDocSetRootElement (doc, *root);
  xmlSetNs (*root, xmlNewNs (*root, xml (NAMESPACE), NULL));
  xmlNewNs (*root, xml (ITEM_NAMESPACE), xml ("wcm"));
  return doc;
}

xmlNodePtr
builder_unattend_add (xmlNodePtr parent,
                      const char *name,
                      const char *text)
{
  /* Unlike xmlNewChild(), it takes the text as it is, entities and all. */
  return xmlNewTextChild (parent, NULL, xml (name), text != NULL ? xml (text) : NULL);
}

xmlNodePtr
builder_unattend_add_pass (xmlNodePtr root,
                           const char *pass)
{
  xmlNodePtr node = builder_unattend_add (root, "settings", NULL);

  xmlNewProp (node, xml ("pass"), xml (pass));
  return node;
}

xmlNodePtr
builder_unattend_add_component (xmlNodePtr pass,
                                const char *name,
                                const BuilderAnswers *answers)
{
  xmlNodePtr node = builder_unattend_add (pass, "component", NULL);

  xmlNewProp (node, xml ("name"), xml (name));
  xmlNewProp (node, xml ("processorArchitecture"), xml (answers->arch));
  xmlNewProp (node, xml ("publicKeyToken"), xml (PUBLIC_KEY_TOKEN));
  xmlNewProp (node, xml ("language"), xml ("neutral"));
  xmlNewProp (node, xml ("versionScope"), xml ("nonSxS"));
  return node;
}

xmlNodePtr
builder_unattend_add_item (xmlNodePtr parent,
                           const char *name)
{
  xmlNodePtr node = builder_unattend_add (parent, name, NULL);

  xmlNewNsProp (node, xmlSearchNs (node->doc, node, xml ("wcm")), xml ("action"), xml ("add"));
  return node;
}

void
builder_unattend_add_command (xmlNodePtr list,
                              const char *name,
                              const char *line,
                              const char *command)
{
  g_autofree char *order = g_strdup_printf ("%lu", xmlChildElementCount (list) + 1);
  xmlNodePtr node = builder_unattend_add_item (list, name);

  builder_unattend_add (node, "Order", order);
  builder_unattend_add (node, line, command);
}

void
builder_unattend_add_password (xmlNodePtr parent,
                               const char *element,
                               const char *password)
{
  g_autofree char *value = builder_windows_password (password, element);
  xmlNodePtr node = builder_unattend_add (parent, element, NULL);

  builder_unattend_add (node, "Value", value);
  builder_unattend_add (node, "PlainText", "false");
  explicit_bzero (value, strlen (value));
}

void
builder_unattend_add_languages (xmlNodePtr component,
                                const BuilderAnswers *answers)
{
  builder_unattend_add (component, "InputLocale", answers->keyboard != NULL ? answers->keyboard : answers->language);
  builder_unattend_add (component, "SystemLocale", answers->language);
  builder_unattend_add (component, "UILanguage", builder_windows_ui_language (answers->language));
  builder_unattend_add (component, "UserLocale", answers->language);
}
