/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The profile of AutoYaST: XML, with commands of the shell in it. */

#include "seeds/osinfo-xml-private.h"

#include <string.h>

#include "base/libvirt-builder-error.h"

/* How AutoYaST tells what is in an element: its lists and booleans have an attribute of this namespace. */
static void
set_type (xmlNode *node,
          const char *type)
{
  xmlNs *ns = xmlSearchNs (node->doc, node, (const xmlChar *) "config");

  xmlSetNsProp (node, ns, (const xmlChar *) "type", (const xmlChar *) type);
}

static void
set_boolean (xmlNode *parent,
             const char *name,
             gboolean value)
{
  xmlNode *node = builder_draft_xml_ensure (parent, name);

  builder_draft_xml_set_text (node, value ? "true" : "false");
  set_type (node, "boolean");
}

static xmlNode *
ensure_list (xmlNode *parent,
             const char *name)
{
  xmlNode *list = builder_draft_xml_ensure (parent, name);

  set_type (list, "list");
  return list;
}

static void
set_entry (xmlNode *parent,
           const char *name,
           const char *text)
{
  builder_draft_xml_set_text (builder_draft_xml_ensure (parent, name), text);
}

/* Commands only ask whether there is a password. */
static void
set_in_shell (xmlNode *source,
              G_GNUC_UNUSED gpointer data)
{
  g_autofree char *text = builder_draft_xml_get_text (source);
  g_auto (GStrv) parts = g_strsplit (text, "'" BUILDER_MARK_USER_PASSWORD "'", -1);
  g_autofree char *replaced = g_strjoinv ("'given'", parts);

  builder_draft_xml_set_text (source, replaced);
}

static void
add_keys (xmlNode *user,
          const char *const *keys)
{
  xmlNode *list;

  if (keys[0] == NULL)
    return;
  list = ensure_list (user, "authorized_keys");
  for (guint i = 0; keys[i] != NULL; i++)
    builder_draft_xml_add (list, "listentry", keys[i]);
}

static void
set_account (xmlNode *user,
             gpointer data)
{
  const BuilderDraft *draft = data;
  xmlNode *username = builder_draft_xml_child (user, "username");
  g_autofree char *login = username != NULL ? builder_draft_xml_get_text (username) : g_strdup ("");
  gboolean is_root = g_str_equal (login, "root");
  const char *name = builder_draft_get (draft, GVIR_BUILDER_INSTALL_FIELD_USER_NAME);

  /* <user> is a word of other sections, too. */
  if (username == NULL)
    return;
  set_boolean (user, "encrypted", TRUE);
  set_entry (user, "user_password", is_root ? draft->admin_hash : draft->user_hash);
  if (!is_root && name != NULL)
    set_entry (user, "fullname", name);
  add_keys (user, builder_draft_list (draft, is_root ? GVIR_BUILDER_INSTALL_FIELD_ADMIN_SSH_KEY
                                                     : GVIR_BUILDER_INSTALL_FIELD_USER_SSH_KEY));
}

static void
set_name (xmlNode *root,
          const BuilderDraft *draft)
{
  xmlNode *dns = builder_draft_xml_ensure (builder_draft_xml_ensure (root, "networking"), "dns");
  g_auto (GStrv) parts = g_strsplit (builder_draft_get (draft, GVIR_BUILDER_INSTALL_FIELD_HOST_NAME), ".", 2);

  set_entry (dns, "hostname", parts[0]);
  if (parts[1] != NULL)
    set_entry (dns, "domain", parts[1]);
  /* Else the name that DHCP gives would win. */
  if (builder_draft_has (draft, GVIR_BUILDER_INSTALL_FIELD_HOST_NAME))
    set_boolean (dns, "dhcp_hostname", FALSE);
}

static void
set_place (xmlNode *root,
           const BuilderDraft *draft)
{
  xmlNode *keyboard = builder_draft_xml_ensure (root, "keyboard");
  xmlNode *timezone = builder_draft_xml_ensure (root, "timezone");

  set_entry (keyboard, "keymap", draft->layout);
  set_entry (builder_draft_xml_ensure (root, "language"), "language", draft->language);
  set_entry (timezone, "timezone", builder_draft_get (draft, GVIR_BUILDER_INSTALL_FIELD_TIMEZONE));
}

static void
add_packages (xmlNode *root,
              const BuilderDraft *draft)
{
  const char *const *packages = builder_draft_list (draft, GVIR_BUILDER_INSTALL_FIELD_PACKAGE);
  xmlNode *list;

  if (packages[0] == NULL)
    return;
  list = ensure_list (builder_draft_xml_ensure (root, "software"), "packages");
  for (guint i = 0; packages[i] != NULL; i++)
    builder_draft_xml_add (list, "package", packages[i]);
}

/* Without partitions of its own, AutoYaST proposes them for the drive that is named. */
static void
set_disk (xmlNode *root,
          const BuilderDraft *draft)
{
  const char *disk = builder_draft_get (draft, GVIR_BUILDER_INSTALL_FIELD_TARGET_DISK);
  xmlNode *drive;

  if (disk == NULL)
    return;
  drive = builder_draft_xml_add (ensure_list (root, "partitioning"), "drive", NULL);
  builder_draft_xml_add (drive, "device", disk);
  set_boolean (drive, "initialize", TRUE);
  builder_draft_xml_add (drive, "use", "all");
}

/* One for the installer, one for the system. */
static void
set_proxy (xmlNode *root,
           BuilderDraft *draft)
{
  const char *url = builder_draft_get (draft, GVIR_BUILDER_INSTALL_FIELD_PROXY);
  g_autofree char *arguments = NULL;
  xmlNode *proxy;

  if (url == NULL)
    return;
  proxy = builder_draft_xml_ensure (root, "proxy");
  set_boolean (proxy, "enabled", TRUE);
  set_entry (proxy, "http_proxy", url);
  set_entry (proxy, "https_proxy", url);
  arguments = g_steal_pointer (&draft->arguments);
  draft->arguments = g_strdup_printf ("%s proxy=%s", g_strstrip (arguments), url);
}

static gboolean
finish (BuilderDraft *draft,
        GError **error)
{
  xmlDoc *doc = builder_draft_xml_read (draft, error);
  xmlNode *root;

  if (doc == NULL)
    return FALSE;
  root = xmlDocGetRootElement (doc);
  builder_draft_xml_each (root, "source", set_in_shell, NULL);
  builder_draft_xml_each (root, "user", set_account, draft);
  set_name (root, draft);
  set_place (root, draft);
  add_packages (root, draft);
  set_disk (root, draft);
  set_proxy (root, draft);
  builder_draft_xml_write (draft, doc);
  return TRUE;
}

static gboolean
check (const BuilderDraft *draft,
       GError **error)
{
  const char *proxy = builder_draft_get (draft, GVIR_BUILDER_INSTALL_FIELD_PROXY);

  if (proxy != NULL && strchr (proxy, '@') != NULL)
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
                   "%s is told the proxy by an argument of its kernel, which everybody can read: give one without a "
                   "user", draft->installation);
      return FALSE;
    }
  if (draft->variant == NULL)
    return TRUE;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
               "%s cannot be told the variant '%s' of a keyboard layout: give '%s', or leave it out",
               draft->installation, draft->variant, draft->layout);
  return FALSE;
}

const BuilderDialect builder_dialect_autoyast = {
  .kind = "autoyast",
  .title = "the AutoYaST profile",
  .source = "https://documentation.suse.com/sles/15-SP6/html/SLES-all/book-autoyast.html",
  .adds = BUILDER_FIELD (HOST_NAME) | BUILDER_FIELD (USER_SSH_KEY) | BUILDER_FIELD (ADMIN_SSH_KEY)
          | BUILDER_FIELD (ADMIN_PASSWORD) | BUILDER_FIELD (PACKAGE) | BUILDER_FIELD (TARGET_DISK)
          | BUILDER_FIELD (SOURCE_URL) | BUILDER_FIELD (PROXY),
  .optional = BUILDER_FIELD (ADMIN_PASSWORD) | BUILDER_FIELD (USER_PASSWORD),
  .hashes = TRUE,
  .check = check,
  .finish = finish,
};
