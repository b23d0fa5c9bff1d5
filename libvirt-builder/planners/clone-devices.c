/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The devices of a clone: what two guests cannot have both is another one, or is left to libvirt. */

#include "planners/clone-private.h"

#include <string.h>

#include "planners/identity-private.h"

static gboolean
has_form_of_address (const char *address)
{
  static const char form[] = "xx:xx:xx:xx:xx:xx";
  gboolean good = strlen (address) == strlen (form);

  for (guint i = 0; good && form[i] != '\0'; i++)
    good = form[i] == 'x' ? g_ascii_isxdigit (address[i]) : address[i] == ':';
  /* The lowest bit of the first byte is for groups of cards. */
  return good && g_ascii_xdigit_value (address[1]) % 2 == 0;
}

static gboolean
is_random (const char *address)
{
  return g_ascii_strcasecmp (address, "RANDOM") == 0;
}

static gboolean
check_address (BuilderCloning *cloning,
               const char *address,
               GError **error)
{
  g_autofree char *small = g_ascii_strdown (address, -1);
  const char *user = g_hash_table_lookup (cloning->uses->addresses, small);

  if (!has_form_of_address (address))
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                 "'%s' is no MAC address of a network card: give one such as 52:54:00:12:34:56, or RANDOM", address);
  else if (user != NULL && (cloning->wish->flags & GVIR_BUILDER_CLONE_FLAGS_SHARED_ADDRESSES) == 0)
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_IN_USE,
                 "the guest '%s' has the MAC address %s: give another, or none, or say that both may have it", user,
                 address);
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_addresses (BuilderCloning *cloning,
                 guint n_cards,
                 GError **error)
{
  g_autoptr (GHashTable) given = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < cloning->wish->addresses->len; i++)
    {
      const char *address = g_ptr_array_index (cloning->wish->addresses, i);

      if (is_random (address))
        continue;
      if (!check_address (cloning, address, error))
        return FALSE;
      if (i >= n_cards || !g_hash_table_add (given, g_ascii_strdown (address, -1)))
        {
          g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                       i >= n_cards ? "there is no network card for the MAC address %s: leave it out"
                                    : "the MAC address %s is given for two network cards: give each another", address);
          return FALSE;
        }
    }
  return TRUE;
}

static char *
choose_address (BuilderCloning *cloning,
                guint number)
{
  const char *given = number < cloning->wish->addresses->len ? g_ptr_array_index (cloning->wish->addresses, number) : NULL;
  char *address;

  if (given != NULL && !is_random (given))
    return g_strdup (given);
  address = builder_random_address ();
  while (g_hash_table_contains (cloning->uses->addresses, address))
    {
      g_free (address);
      address = builder_random_address ();
    }
  return address;
}

static void
unset (xmlNodePtr node,
       const char *name)
{
  if (node != NULL)
    xmlUnsetProp (node, (const xmlChar *) name);
}

static void
set (xmlNodePtr node,
     const char *name,
     const char *value)
{
  xmlSetProp (node, (const xmlChar *) name, (const xmlChar *) value);
}

static xmlNodePtr
add_first (xmlNodePtr parent,
           const char *name)
{
  xmlNodePtr node = xmlNewNode (NULL, (const xmlChar *) name);

  return parent->children != NULL ? xmlAddPrevSibling (parent->children, node) : xmlAddChild (parent, node);
}

static void
configure_card (BuilderCloning *cloning,
                xmlNodePtr card,
                guint number)
{
  xmlNodePtr mac = builder_xml_child (card, "mac");
  xmlNodePtr target = builder_xml_child (card, "target");
  xmlNodePtr port = builder_xml_child (builder_xml_child (card, "virtualport"), "parameters");
  g_autofree char *address = choose_address (cloning, number);

  if (mac == NULL)
    mac = add_first (card, "mac");
  set (mac, "address", address);
  /* Of the device on the host, and of the port of a switch. */
  unset (target, "dev");
  if (target != NULL && target->properties == NULL)
    builder_cloning_drop (target);
  unset (port, "instanceid");
  if (port != NULL)
    {
      g_autofree char *type = builder_xml_attribute (port->parent, "type");

      if (g_strcmp0 (type, "openvswitch") == 0)
        unset (port, "interfaceid");
      if (port->properties == NULL)
        builder_cloning_drop (port);
    }
}

static gboolean
configure_cards (BuilderCloning *cloning,
                 GError **error)
{
  g_autoptr (GPtrArray) cards = builder_cloning_find (cloning, "/domain/devices/interface");

  if (!check_addresses (cloning, cards->len, error))
    return FALSE;
  for (guint i = 0; i < cards->len; i++)
    configure_card (cloning, g_ptr_array_index (cards, i), i);
  return TRUE;
}

static gboolean
is_fixed (xmlNodePtr node,
          const char *name)
{
  g_autofree char *port = builder_xml_attribute (node, name);

  return port != NULL && !g_str_equal (port, "-1");
}

static void
configure_graphics (BuilderCloning *cloning)
{
  static const char *const ports[] = { "port", "tlsPort", "websocket" };
  g_autoptr (GPtrArray) all = builder_cloning_find (cloning, "/domain/devices/graphics");

  for (guint i = 0; i < all->len; i++)
    {
      xmlNodePtr graphics = g_ptr_array_index (all, i);

      if (is_fixed (graphics, "port"))
        unset (graphics, "autoport");
      for (guint j = 0; j < G_N_ELEMENTS (ports); j++)
        {
          if (is_fixed (graphics, ports[j]))
            set (graphics, ports[j], "-1");
        }
    }
}

/* libvirt names sockets of channels by the guest and what the channel is for. */
static void
configure_channels (BuilderCloning *cloning)
{
  g_autoptr (GPtrArray) sources = builder_cloning_find (cloning, "/domain/devices/channel[@type='unix']/source[@path]");

  for (guint i = 0; i < sources->len; i++)
    {
      xmlNodePtr source = g_ptr_array_index (sources, i);
      g_autofree char *path = builder_xml_attribute (source, "path");
      g_autofree char *name = builder_xml_attribute (builder_xml_child (source->parent, "target"), "name");
      gsize rest = name != NULL && g_str_has_suffix (path, name) ? strlen (path) - strlen (name) : 0;

      if (rest > 0 && (path[rest - 1] == '/' || path[rest - 1] == '.'))
        unset (source, "path");
    }
}

/* TEXT with NEW for each OLD that is a word of its own; NULL: there is none. */
static char *
replace_word (const char *text,
              const char *old,
              const char *new)
{
  g_autoptr (GString) result = g_string_new (NULL);
  gboolean found = FALSE;
  const char *at = text;

  while (*at != '\0')
    {
      gboolean begins = at == text || !g_ascii_isalnum (at[-1]);

      if (begins && g_str_has_prefix (at, old) && !g_ascii_isalnum (at[strlen (old)]))
        {
          g_string_append (result, new);
          at += strlen (old);
          found = TRUE;
        }
      else
        g_string_append_c (result, *at++);
    }
  return found ? g_string_free (g_steal_pointer (&result), FALSE) : NULL;
}

static void
rename_attribute (BuilderCloning *cloning,
                  xmlAttrPtr attribute)
{
  g_autofree char *path = builder_xml_text ((xmlNodePtr) attribute);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *file = g_path_get_basename (path);
  g_autofree char *new_file = replace_word (file, cloning->old_name, cloning->name);
  g_autofree char *new_path = new_file != NULL ? g_build_filename (folder, new_file, NULL) : NULL;

  if (new_path != NULL && *path == '/')
    set (attribute->parent, (const char *) attribute->name, new_path);
}

/* What a guest opens or writes on the host by itself, where its name says that it is the guest's. */
static void
configure_sockets (BuilderCloning *cloning)
{
  static const char *const paths[] = {
    "/domain/devices/*[@type='unix']/source[not(@mode) or @mode='bind']/@path",
    "/domain/devices/*[@type='file']/source/@path",
    "/domain/devices/*/log/@file",
    "/domain/devices/graphics/@socket",
    "/domain/devices/graphics/listen/@socket",
    "/domain/devices/interface[@type='vhostuser']/source[@mode='server']/@path",
  };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GPtrArray) attributes = builder_cloning_find (cloning, paths[i]);

      for (guint j = 0; j < attributes->len; j++)
        rename_attribute (cloning, g_ptr_array_index (attributes, j));
    }
}

/* Two guests that run have different context ids. */
static void
configure_vsock (BuilderCloning *cloning)
{
  g_autoptr (GPtrArray) all = builder_cloning_find (cloning, "/domain/devices/vsock/cid[@address]");

  for (guint i = 0; i < all->len; i++)
    {
      unset (g_ptr_array_index (all, i), "address");
      set (g_ptr_array_index (all, i), "auto", "yes");
    }
}

gboolean
builder_cloning_configure_devices (BuilderCloning *cloning,
                                   GError **error)
{
  g_autoptr (GPtrArray) tpms = builder_cloning_find (cloning, "/domain/devices/tpm/backend[@type='emulator']");

  cloning->tpm = tpms->len > 0;
  configure_graphics (cloning);
  configure_channels (cloning);
  configure_sockets (cloning);
  configure_vsock (cloning);
  return configure_cards (cloning, error);
}
