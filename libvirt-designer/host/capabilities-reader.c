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

void
designer_offer_free (gpointer offer)
{
  DesignerOffer *self = offer;

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

DesignerOffer *
designer_offer_new (const char *os_type,
                    const char *arch,
                    const char *virt_type,
                    const char *emulator)
{
  DesignerOffer *self = g_new0 (DesignerOffer, 1);

  self->os_type = g_strdup (os_type);
  self->arch = g_strdup (arch);
  self->virt_type = g_strdup (virt_type);
  self->emulator = g_strdup (emulator);
  self->machines = g_ptr_array_new_with_free_func (machine_free);
  self->machines_by_name = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
designer_offer_add_machine (DesignerOffer *self,
                            const char *name,
                            const char *canonical,
                            guint max_vcpus)
{
  DesignerMachine *machine;

  if (g_hash_table_contains (self->machines_by_name, name))
    return;
  machine = g_new0 (DesignerMachine, 1);
  machine->name = g_strdup (name);
  machine->canonical = g_strdup (canonical != NULL ? canonical : name);
  machine->max_vcpus = max_vcpus;
  g_ptr_array_add (self->machines, machine);
  g_hash_table_insert (self->machines_by_name, machine->name, machine);
}

static void
read_machine (DesignerOffer *offer,
              const xmlNode *node)
{
  g_autofree char *name = designer_xml_text (node);
  g_autofree char *canonical = designer_xml_attribute (node, "canonical");
  g_autofree char *deprecated = designer_xml_attribute (node, "deprecated");
  DesignerMachine *machine;

  if (name == NULL)
    return;
  designer_offer_add_machine (offer, name, canonical, designer_xml_attribute_uint (node, "maxCpus"));
  machine = g_hash_table_lookup (offer->machines_by_name, name);
  machine->deprecated = g_strcmp0 (deprecated, "yes") == 0;
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
  g_autofree char *virt_type = designer_xml_attribute (domain_node, "type");
  g_autofree char *emulator = designer_xml_text (designer_xml_child (domain_node, "emulator"));
  g_autofree char *emulator_of_arch = designer_xml_text (designer_xml_child (arch_node, "emulator"));
  DesignerOffer *offer = designer_offer_new (os_type, arch, virt_type, emulator != NULL ? emulator : emulator_of_arch);
  const xmlNode *from = designer_xml_child (domain_node, "machine") != NULL ? domain_node : arch_node;
  const xmlNode *node;

  offer->loader = designer_xml_text (designer_xml_child (domain_node, "loader"));
  if (offer->loader == NULL)
    offer->loader = designer_xml_text (designer_xml_child (arch_node, "loader"));
  for (node = designer_xml_child (from, "machine"); node != NULL;
       node = designer_xml_next (node, "machine"))
    read_machine (offer, node);
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

static void
digest_element (DesignerDigest *digest,
                const xmlNode *element)
{
  g_autofree char *text = designer_xml_text (element);

  designer_digest_add_text (digest, (const char *) element->name);
  designer_digest_add_text (digest, text);
  for (const xmlAttr *attribute = element->properties; attribute != NULL; attribute = attribute->next)
    {
      designer_digest_add_text (digest, (const char *) attribute->name);
      if (attribute->children != NULL)
        designer_digest_add_text (digest, (const char *) attribute->children->content);
    }
}

/* How many processors there are and how fast they are does not make them others. */
static void
digest_cpu (DesignerCapabilities *self,
            const xmlNode *cpu)
{
  static const char *const passed_over[] = { "topology", "pages", "counter", NULL };

  for (const xmlNode *node = designer_xml_child (cpu, NULL); node != NULL; node = designer_xml_next (node, NULL))
    {
      DesignerDigest part = { 0, 0 };

      if (g_strv_contains (passed_over, (const char *) node->name))
        continue;
      digest_element (&part, node);
      designer_digest_add_part (&self->cpu, &part);
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
  digest_cpu (self, designer_xml_child (host, "cpu"));
  self->offers = g_ptr_array_new_with_free_func (designer_offer_free);
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

static void
digest_offer (DesignerDigest *digest,
              const DesignerOffer *offer)
{
  DesignerDigest features = { 0, 0 };
  GHashTableIter iter;
  gpointer name;

  designer_digest_add_text (digest, offer->os_type);
  designer_digest_add_text (digest, offer->arch);
  designer_digest_add_text (digest, offer->virt_type);
  designer_digest_add_text (digest, offer->emulator);
  designer_digest_add_text (digest, offer->loader);
  for (guint i = 0; i < offer->machines->len; i++)
    {
      const DesignerMachine *machine = g_ptr_array_index (offer->machines, i);

      designer_digest_add_text (digest, machine->name);
      designer_digest_add_text (digest, machine->canonical);
      designer_digest_add_number (digest, machine->max_vcpus);
    }
  designer_digest_add_number (digest, offer->features != NULL);
  if (offer->features == NULL)
    return;
  g_hash_table_iter_init (&iter, offer->features);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      DesignerDigest part = { 0, 0 };

      designer_digest_add_text (&part, name);
      designer_digest_add_part (&features, &part);
    }
  designer_digest_add_part (digest, &features);
}

void
designer_capabilities_digest (const DesignerCapabilities *self,
                              DesignerDigest *digest)
{
  designer_digest_add_text (digest, self->security_model);
  designer_digest_add_number (digest, self->cpu.a);
  designer_digest_add_number (digest, self->cpu.b);
  for (guint i = 0; i < self->offers->len; i++)
    digest_offer (digest, g_ptr_array_index (self->offers, i));
}
