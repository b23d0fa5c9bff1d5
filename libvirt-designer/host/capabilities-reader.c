/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "host/capabilities-private.h"

static void
machine_free (gpointer data)
{
  DesignerMachine *self = data;

  g_free (self->name);
  g_free (self->canonical);
  g_free (self);
}

static void
offer_free (gpointer data)
{
  DesignerOffer *self = data;

  g_free (self->os_type);
  g_free (self->arch);
  g_free (self->virt_type);
  g_free (self->emulator);
  g_free (self->loader);
  g_hash_table_unref (self->machines_by_name);
  g_clear_pointer (&self->features, g_hash_table_unref);
  g_ptr_array_unref (self->machines);
  g_free (self);
}

static void
add_machine (DesignerOffer *offer,
             const xmlNode *node)
{
  g_autofree char *name = designer_xml_text (node);
  DesignerMachine *machine;

  if (name == NULL || g_hash_table_contains (offer->machines_by_name, name))
    return;
  machine = g_new0 (DesignerMachine, 1);
  machine->canonical = designer_xml_attribute (node, "canonical");
  if (machine->canonical == NULL)
    machine->canonical = g_strdup (name);
  machine->max_vcpus = designer_xml_attribute_uint (node, "maxCpus");
  machine->name = g_steal_pointer (&name);
  g_ptr_array_add (offer->machines, machine);
  g_hash_table_insert (offer->machines_by_name, machine->name, machine);
}

/* What a guest can be given; FEATURES: NULL where the host does not say. */
static GHashTable *
read_features (const xmlNode *features)
{
  GHashTable *names = NULL;

  if (features == NULL)
    return NULL;
  names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (const xmlNode *node = features->children; node != NULL; node = node->next)
    {
      if (node->type == XML_ELEMENT_NODE)
        g_hash_table_add (names, g_strdup ((const char *) node->name));
    }
  return names;
}

/* A virtualisation type has its own emulator and machines, or those that its
 * architecture names for all. */
static DesignerOffer *
read_offer (const char *os_type,
            const char *arch,
            const xmlNode *arch_node,
            const xmlNode *domain_node)
{
  DesignerOffer *offer = g_new0 (DesignerOffer, 1);
  const xmlNode *from = designer_xml_child (domain_node, "machine") != NULL ? domain_node : arch_node;
  const xmlNode *node;

  offer->os_type = g_strdup (os_type);
  offer->arch = g_strdup (arch);
  offer->virt_type = designer_xml_attribute (domain_node, "type");
  offer->emulator = designer_xml_text (designer_xml_child (domain_node, "emulator"));
  if (offer->emulator == NULL)
    offer->emulator = designer_xml_text (designer_xml_child (arch_node, "emulator"));
  offer->loader = designer_xml_text (designer_xml_child (domain_node, "loader"));
  if (offer->loader == NULL)
    offer->loader = designer_xml_text (designer_xml_child (arch_node, "loader"));
  offer->machines = g_ptr_array_new_with_free_func (machine_free);
  offer->machines_by_name = g_hash_table_new (g_str_hash, g_str_equal);
  for (node = designer_xml_child (from, "machine"); node != NULL;
       node = designer_xml_next (node, "machine"))
    add_machine (offer, node);
  return offer;
}

static void
read_guest (DesignerCapabilities *self,
            const xmlNode *guest)
{
  const xmlNode *arch_node = designer_xml_child (guest, "arch");
  g_autofree char *os_type = designer_xml_text (designer_xml_child (guest, "os_type"));
  g_autofree char *arch = designer_xml_attribute (arch_node, "name");
  const xmlNode *node;

  if (os_type == NULL || arch == NULL)
    return;
  for (node = designer_xml_child (arch_node, "domain"); node != NULL;
       node = designer_xml_next (node, "domain"))
    if (xmlHasProp (node, (const xmlChar *) "type") != NULL)
      {
        DesignerOffer *offer = read_offer (os_type, arch, arch_node, node);

        offer->features = read_features (designer_xml_child (guest, "features"));
        g_ptr_array_add (self->offers, offer);
      }
}

DesignerCapabilities *
designer_capabilities_new_from_xml (const DesignerXmlDoc *doc)
{
  DesignerCapabilities *self = g_new0 (DesignerCapabilities, 1);
  const xmlNode *root = designer_xml_doc_root (doc);
  const xmlNode *host = designer_xml_child (root, "host");
  const xmlNode *node;

  self->host_arch = designer_xml_text (designer_xml_child (designer_xml_child (host, "cpu"), "arch"));
  self->security_model = designer_xml_text (designer_xml_child (designer_xml_child (host, "secmodel"), "model"));
  self->topology = designer_host_topology_new_from_xml (host);
  self->offers = g_ptr_array_new_with_free_func (offer_free);
  for (node = designer_xml_child (root, "guest"); node != NULL;
       node = designer_xml_next (node, "guest"))
    read_guest (self, node);
  return self;
}

void
designer_capabilities_free (DesignerCapabilities *self)
{
  g_free (self->host_arch);
  g_free (self->security_model);
  designer_host_topology_free (self->topology);
  g_ptr_array_unref (self->offers);
  g_free (self);
}

const DesignerMachine *
designer_offer_get_machine (const DesignerOffer *self,
                            const char *machine)
{
  return g_hash_table_lookup (self->machines_by_name, machine);
}
