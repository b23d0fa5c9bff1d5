/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The answer file of Windows Setup, from Vista on, and the batch file that libosinfo puts beside it. */

#include "seeds/osinfo-xml-private.h"

#include <string.h>

#include "base/libvirt-builder-error.h"

/* Windows takes passwords without their letters being seen: UTF-16, in base64, with the name of the element
 * at the end. No letter has to be written in a way of its own then. */
static char *
conceal (const char *password,
         const char *element)
{
  g_autofree char *text = g_strconcat (password, element, NULL);
  gsize length = 0;
  g_autofree char *wide = g_convert (text, -1, "UTF-16LE", "UTF-8", NULL, &length, NULL);
  char *encoded = g_base64_encode ((const guchar *) wide, length);

  memset (text, 0, strlen (text));
  memset (wide, 0, length);
  return encoded;
}

static void
set_password (xmlNode *value,
              gpointer data)
{
  const BuilderDraft *draft = data;
  g_autofree char *mark = builder_draft_xml_get_text (value);
  gboolean is_admin = g_str_equal (mark, BUILDER_MARK_ADMIN_PASSWORD);
  const char *password = builder_draft_get (draft, is_admin ? GVIR_BUILDER_INSTALL_FIELD_ADMIN_PASSWORD
                                                            : GVIR_BUILDER_INSTALL_FIELD_USER_PASSWORD);
  g_autofree char *concealed = NULL;
  xmlNode *parent = value->parent;

  if (!is_admin && !g_str_equal (mark, BUILDER_MARK_USER_PASSWORD))
    return;
  concealed = conceal (password, (const char *) parent->name);
  builder_draft_xml_set_text (value, concealed);
  builder_draft_xml_set_text (builder_draft_xml_ensure (parent, "PlainText"), "false");
}

/* Without a password, the administrator stays disabled. */
static void
drop (xmlNode *node,
      G_GNUC_UNUSED gpointer data)
{
  xmlUnlinkNode (node);
  xmlFreeNode (node);
}

static void
set_full_name (xmlNode *node,
               gpointer data)
{
  const BuilderDraft *draft = data;
  g_autofree char *mark = builder_draft_xml_get_text (node);
  const char *name = builder_draft_get (draft, GVIR_BUILDER_INSTALL_FIELD_USER_NAME);

  if (name != NULL && g_str_equal (mark, BUILDER_MARK_USER_NAME))
    builder_draft_xml_set_text (node, name);
}

static void
set_disk_number (xmlNode *node,
                 gpointer data)
{
  builder_draft_xml_set_text (node, data);
}

static gboolean
is_called (xmlNode *node,
           const char *attribute,
           const char *value)
{
  xmlChar *found = xmlGetProp (node, (const xmlChar *) attribute);
  gboolean is = g_strcmp0 ((const char *) found, value) == 0;

  xmlFree (found);
  return is;
}

/* Moves all that is in NODE to the end of PLACE, and forgets NODE. */
static void
move_into (xmlNode *place,
           xmlNode *node)
{
  for (xmlNode *child = node->children, *next; child != NULL; child = next)
    {
      next = child->next;
      xmlUnlinkNode (child);
      xmlAddChild (place, child);
    }
  xmlUnlinkNode (node);
  xmlFreeNode (node);
}

/* The settings of PASS; libosinfo's script has those of one pass in two places, which are made one. */
static xmlNode *
join_pass (xmlNode *root,
           const char *pass)
{
  xmlNode *first = NULL;

  for (xmlNode *settings = root->children, *next; settings != NULL; settings = next)
    {
      next = settings->next;
      if (settings->type != XML_ELEMENT_NODE || !is_called (settings, "pass", pass))
        continue;
      if (first == NULL)
        {
          first = settings;
          continue;
        }
      move_into (first, settings);
    }
  return first;
}

/* The component of that name; there can be two of one name likewise. */
static xmlNode *
join_component (xmlNode *settings,
                const char *name)
{
  xmlNode *first = NULL;

  for (xmlNode *component = settings->children, *next; component != NULL; component = next)
    {
      next = component->next;
      if (component->type != XML_ELEMENT_NODE || !is_called (component, "name", name))
        continue;
      if (first == NULL)
        {
          first = component;
          continue;
        }
      move_into (first, component);
    }
  return first;
}

#define SHELL "Microsoft-Windows-Shell-Setup"

/* A component of "specialize" like that of "oobeSystem": they differ in what is in them only. */
static xmlNode *
ensure_specialize (xmlNode *root)
{
  xmlNode *settings = join_pass (root, "specialize");
  xmlNode *first = join_pass (root, "oobeSystem");
  xmlNode *like = first != NULL ? join_component (first, SHELL) : NULL;
  xmlNode *component = settings != NULL ? join_component (settings, SHELL) : NULL;

  if (component != NULL || like == NULL)
    return component;
  if (settings == NULL)
    {
      settings = builder_draft_xml_add (root, "settings", NULL);
      xmlSetProp (settings, (const xmlChar *) "pass", (const xmlChar *) "specialize");
    }
  /* 2: with its attributes, without what is in it. */
  component = xmlDocCopyNode (like, root->doc, 2);
  return xmlAddChild (settings, component);
}

/* An asterisk has Windows make up a name. */
static void
set_name (xmlNode *root,
          const BuilderDraft *draft)
{
  xmlNode *component = ensure_specialize (root);
  const char *name = gvir_builder_install_config_get (draft->request->config, GVIR_BUILDER_INSTALL_FIELD_HOST_NAME);

  if (component != NULL)
    builder_draft_xml_set_text (builder_draft_xml_ensure (component, "ComputerName"), name != NULL ? name : "*");
}

static gboolean
finish (BuilderDraft *draft,
        GError **error)
{
  const char *disk = builder_draft_get (draft, GVIR_BUILDER_INSTALL_FIELD_TARGET_DISK);
  xmlDoc *doc = builder_draft_xml_read (draft, error);
  xmlNode *root;

  if (doc == NULL)
    return FALSE;
  root = xmlDocGetRootElement (doc);
  if (!builder_draft_has (draft, GVIR_BUILDER_INSTALL_FIELD_ADMIN_PASSWORD))
    builder_draft_xml_each (root, "AdministratorPassword", drop, NULL);
  builder_draft_xml_each (root, "Value", set_password, draft);
  builder_draft_xml_each (root, "DisplayName", set_full_name, draft);
  builder_draft_xml_each (root, "Description", set_full_name, draft);
  if (disk != NULL)
    builder_draft_xml_each (root, "DiskID", set_disk_number, (gpointer) disk);
  set_name (root, draft);
  builder_draft_xml_write (draft, doc);
  return TRUE;
}

static gboolean
fail (const BuilderDraft *draft,
      GVirBuilderInstallField field,
      const char *why,
      GError **error)
{
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED, "%s cannot take the %s '%s': %s",
               draft->installation, builder_install_field_title (field), builder_draft_get (draft, field), why);
  return FALSE;
}

/* NetBIOS has room for 15 letters in a name, and none for dots. */
static gboolean
check (const BuilderDraft *draft,
       GError **error)
{
  const char *name = gvir_builder_install_config_get (draft->request->config, GVIR_BUILDER_INSTALL_FIELD_HOST_NAME);
  const char *disk = builder_draft_get (draft, GVIR_BUILDER_INSTALL_FIELD_TARGET_DISK);
  const char *key = builder_draft_get (draft, GVIR_BUILDER_INSTALL_FIELD_PRODUCT_KEY);

  if (key != NULL && !g_regex_match_simple ("^[A-Za-z0-9]{5}(-[A-Za-z0-9]{5}){4}$", key, 0, 0))
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                   "%s takes product keys of five groups of five letters and digits only: give another",
                   draft->installation);
      return FALSE;
    }
  if (name != NULL && (strlen (name) > 15 || strchr (name, '.') != NULL))
    return fail (draft, GVIR_BUILDER_INSTALL_FIELD_HOST_NAME, "give one of at most 15 letters, without a domain", error);
  if (disk != NULL && strspn (disk, "0123456789") != strlen (disk))
    return fail (draft, GVIR_BUILDER_INSTALL_FIELD_TARGET_DISK, "give its number, as 0", error);
  if (!draft->has_user || builder_draft_has (draft, GVIR_BUILDER_INSTALL_FIELD_USER_PASSWORD))
    return TRUE;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
               "%s must be told the password of the user: give one", draft->installation);
  return FALSE;
}

const BuilderDialect builder_dialect_unattend = {
  .kind = "unattend",
  .title = "the answer file",
  .source = "https://learn.microsoft.com/en-us/windows-hardware/customize/desktop/unattend/",
  .adds = BUILDER_FIELD (HOST_NAME) | BUILDER_FIELD (TARGET_DISK),
  .optional = BUILDER_FIELD (HOST_NAME) | BUILDER_FIELD (USER_NAME),
  .withheld = BUILDER_FIELD (HOST_NAME) | BUILDER_FIELD (TARGET_DISK),
  .check = check,
  .finish = finish,
};

/* Setup of Windows XP and before looks for it on a floppy disk, and nowhere else. */
const BuilderDialect builder_dialect_sif = {
  .kind = "sif",
  .title = "the answer file",
  .source = "https://learn.microsoft.com/en-us/previous-versions/windows/it-pro/windows-server-2003/",
};

/* Nothing in there is what people choose. */
static gboolean
finish_cmd (BuilderDraft *draft,
            G_GNUC_UNUSED GError **error)
{
  g_auto (GStrv) lines = g_strsplit (draft->text, "\n", -1);

  g_free (draft->text);
  draft->text = g_strjoinv ("\r\n", lines);
  return TRUE;
}

const BuilderDialect builder_dialect_cmd = {
  .kind = "cmd",
  .title = "the batch file",
  .source = "https://learn.microsoft.com/en-us/windows-server/administration/windows-commands/cmd",
  .withheld = BUILDER_FIELD (TARGET_DISK),
  .finish = finish_cmd,
};
