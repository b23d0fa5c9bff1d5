/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What is written, held against what libvirt refuses. */

#include "config/written-parts-private.h"

#include <string.h>

#include "base/words-private.h"
#include "base/xml-reader-private.h"
#include "config/path-private.h"

#define CONFLICT GVIR_DESIGNER_ERROR_CONFLICT

static const xmlNode *
previous (const xmlNode *element)
{
  const xmlNode *node = element->prev;

  while (node != NULL && !designer_xml_is (node, (const char *) element->name))
    node = node->prev;
  return node;
}

char *
designer_written_name (const xmlNode *element)
{
  const char *kind = (const char *) element->name;
  g_autofree char *target = designer_xml_attribute (designer_xml_child (element, "target"), "dev");
  guint number = 1;

  if (designer_xml_is (element, "disk") && target != NULL)
    return g_strdup_printf ("%s %s", kind, target);
  if (element->parent == NULL || !designer_xml_is (element->parent, "devices"))
    return g_strdup (kind);
  for (const xmlNode *other = previous (element); other != NULL; other = previous (other))
    number++;
  return g_strdup_printf ("%s %u", kind, number);
}

static xmlNode *
find_child (xmlNode *element,
            const char *name,
            gsize length)
{
  for (xmlNode *child = element->children; child != NULL; child = child->next)
    {
      if (child->type == XML_ELEMENT_NODE && (char) child->name[0] == name[0]
          && strncmp ((const char *) child->name, name, length) == 0 && child->name[length] == '\0')
        return child;
    }
  return NULL;
}

/* Names alone are followed as far as they lead: most paths that are asked for are not
 * there, and that is seen without reading the rest. */
static xmlNode *
follow_names (xmlNode *element,
              const char **path)
{
  while (element != NULL && **path != '@' && **path != '\0')
    {
      gsize length = strcspn (*path, "/[:");

      if ((*path)[length] == '[' || (*path)[length] == ':')
        break;
      element = find_child (element, *path, length);
      *path += length + ((*path)[length] == '/');
    }
  return element;
}

static char *
get_attribute (xmlNode *element,
               const char *name)
{
  xmlChar *text = xmlGetProp (element, BAD_CAST name);
  char *value = g_strdup ((const char *) text);

  xmlFree (text);
  return value;
}

static char *
get_text (xmlNode *element)
{
  xmlChar *text = xmlNodeGetContent (element);
  char *value = g_strdup ((const char *) text);

  xmlFree (text);
  return value;
}

static char *
get_at (xmlNode *element,
        const char *path)
{
  const char *rest = path;
  xmlNode *node = follow_names (element, &rest);

  if (node == NULL)
    return NULL;
  if (*rest == '@')
    return get_attribute (node, rest + 1);
  return *rest == '\0' ? get_text (node) : designer_path_get (node, rest, NULL);
}

char *
designer_written_get (xmlNode *element,
                      const char *path)
{
  g_autofree char *value = get_at (element, path);

  return value != NULL && *g_strstrip (value) != '\0' ? g_steal_pointer (&value) : NULL;
}

/* The text of NODE, an element or attribute, where it needs no putting together, as
 * hardly any does; else NULL. */
static const char *
plain_text (const xmlNode *node)
{
  const xmlNode *text = node->type != XML_ATTRIBUTE_DECL ? node->children : NULL;
  const char *value = text != NULL && text->type == XML_TEXT_NODE && text->next == NULL ? (const char *) text->content : NULL;

  if (value == NULL || *value == '\0' || g_ascii_isspace (*value) || g_ascii_isspace (value[strlen (value) - 1]))
    return NULL;
  return value;
}

gboolean
designer_written_has (xmlNode *element,
                      const char *path,
                      const char *values)
{
  const char *rest = path;
  xmlNode *node = follow_names (element, &rest);
  const char *plain = NULL;
  g_autofree char *value = NULL;

  if (node != NULL && *rest == '@')
    node = (xmlNode *) xmlHasProp (node, BAD_CAST rest + 1);
  if (node == NULL)
    return FALSE;
  if (*rest == '@' || *rest == '\0')
    plain = plain_text (node);
  if (plain != NULL)
    return values == NULL || designer_word_is_among (plain, values);
  value = designer_written_get (element, path);
  return value != NULL && (values == NULL || designer_word_is_among (value, values));
}

gboolean
designer_written_is_for_qemu (xmlNode *domain)
{
  return designer_written_has (domain, "@type", "kvm,qemu,hvf");
}

xmlNode *
designer_written_devices (xmlNode *domain)
{
  return designer_xml_child (domain, "devices");
}

/* A port of the ISA bus, of which PCs have four. */
static gboolean
is_on_isa (xmlNode *domain,
           xmlNode *serial)
{
  g_autofree char *type = designer_written_get (serial, "target/@type");

  return designer_written_has (domain, "os/type/@arch", "x86_64,i686")
         && (type == NULL || g_str_equal (type, "isa-serial"));
}

/* Containers may have one folder in another's place. */
static gboolean
is_of_machine (xmlNode *domain,
               G_GNUC_UNUSED xmlNode *device)
{
  return !designer_written_has (domain, "os/type", "exe");
}

/* libvirt keeps those only that begin so. */
static gboolean
is_own_alias (G_GNUC_UNUSED xmlNode *domain,
              xmlNode *device)
{
  g_autofree char *alias = designer_written_get (device, "alias/@name");

  return g_str_has_prefix (alias, "ua-");
}

/* Values that no two devices have. */
static const struct
{
  const char *element; /* NULL: any */
  const char *path;
  gboolean (*applies) (xmlNode *domain, xmlNode *device);
  const char *what;
  const char *remedy;
} once[] = {
  { "serial", "target/@port", is_on_isa, "the port", "give each its own with target.port=, or leave that out" },
  { "filesystem", "target/@dir", is_of_machine, "the name", "give each its own with target=" },
  { NULL, "alias/@name", is_own_alias, "the alias", "give each its own with alias.name=" },
};

GHashTable *
designer_written_claims_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

const xmlNode *
designer_written_claim (GHashTable *claims,
                        const char *key,
                        xmlNode *device)
{
  const xmlNode *owner = g_hash_table_lookup (claims, key);

  if (owner == NULL)
    g_hash_table_insert (claims, g_strdup (key), device);
  return owner != device ? owner : NULL;
}

static gboolean
is_device (G_GNUC_UNUSED gpointer key,
           gpointer owner,
           gpointer device)
{
  return owner == device;
}

void
designer_written_forget (GHashTable *claims,
                         xmlNode *device)
{
  g_hash_table_foreach_remove (claims, is_device, device);
}

static gboolean
check_once (xmlNode *domain,
            xmlNode *device,
            GHashTable *claims,
            GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (once); i++)
    {
      gboolean of_kind = once[i].element == NULL || designer_xml_is (device, once[i].element);
      g_autofree char *value = of_kind ? designer_written_get (device, once[i].path) : NULL;
      g_autofree char *key = NULL;
      g_autofree char *name = NULL;
      g_autofree char *other = NULL;
      const xmlNode *owner;

      if (value == NULL || !once[i].applies (domain, device))
        continue;
      key = g_strconcat (once[i].what, " ", value, NULL);
      owner = designer_written_claim (claims, key, device);
      if (owner == NULL)
        continue;
      name = designer_written_name (device);
      other = designer_written_name (owner);
      return designer_check_refuse (error, CONFLICT, "%s cannot have %s '%s': %s has it already; %s", name, once[i].what,
                                    value, other, once[i].remedy);
    }
  return TRUE;
}

static guint64
number_at (xmlNode *domain,
           const char *path)
{
  g_autofree char *value = designer_written_get (domain, path);

  return value != NULL ? g_ascii_strtoull (value, NULL, 10) : 1;
}

/* The layout holds as many virtual CPUs as the guest has. */
static gboolean
check_topology (xmlNode *domain,
                GError **error)
{
  guint64 dies = number_at (domain, "cpu/topology/@dies");
  guint64 product = number_at (domain, "cpu/topology/@sockets") * dies * number_at (domain, "cpu/topology/@cores")
                    * number_at (domain, "cpu/topology/@threads");
  guint64 vcpus = number_at (domain, "vcpu");

  if (designer_xml_child (designer_xml_child (domain, "cpu"), "topology") == NULL)
    return TRUE;
  if (product != vcpus)
    return designer_check_refuse (error, CONFLICT, "%" G_GUINT64_FORMAT " virtual CPUs cannot be laid out as asked: sockets × "
                                  "dies × cores × threads is %" G_GUINT64_FORMAT, vcpus, product);
  return dies == 1 || designer_written_has (domain, "os/type/@arch", "x86_64,i686")
         || designer_check_refuse (error, CONFLICT, "topology.dies cannot be %" G_GUINT64_FORMAT ": only processors of PCs have "
                                   "several dies; leave it out, or give more sockets or cores", dies);
}

gboolean
designer_written_check_domain (xmlNode *domain,
                               GError **error)
{
  return !designer_written_is_for_qemu (domain) || (designer_written_check_pairs (domain, domain, error) && check_topology (domain, error));
}

gboolean
designer_written_check_device (xmlNode *domain,
                               xmlNode *device,
                               GHashTable *claims,
                               GError **error)
{
  gboolean qemu = designer_written_is_for_qemu (domain);

  return (!qemu || designer_written_check_pairs (domain, device, error))
         && (!qemu || !designer_xml_is (device, "disk") || designer_written_check_throttle (device, error))
         && designer_written_check_address (domain, device, claims, error)
         && check_once (domain, device, claims, error);
}

gboolean
designer_written_check_all (xmlNode *domain,
                            GError **error)
{
  g_autoptr (GHashTable) claims = designer_written_claims_new ();
  xmlNode *devices = designer_written_devices (domain);

  if (!designer_written_check_domain (domain, error))
    return FALSE;
  for (xmlNode *device = designer_xml_child (devices, NULL); device != NULL; device = designer_xml_next (device, NULL))
    {
      if (!designer_written_check_device (domain, device, claims, error))
        return FALSE;
    }
  return designer_written_check_buses (domain, error);
}
