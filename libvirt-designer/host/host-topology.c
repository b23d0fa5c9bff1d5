/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "host/host-topology-private.h"

static void
add_number (GHashTable *numbers,
            const xmlNode *node)
{
  g_autofree char *id = designer_xml_attribute (node, "id");
  guint64 number = 0;

  if (id != NULL && g_ascii_string_to_unsigned (id, 10, 0, G_MAXINT, &number, NULL))
    g_hash_table_add (numbers, GUINT_TO_POINTER ((guint) number));
}

static void
read_cells (DesignerHostTopology *self,
            const xmlNode *topology)
{
  const xmlNode *cell = designer_xml_child (designer_xml_child (topology, "cells"), "cell");

  for (; cell != NULL; cell = designer_xml_next (cell, "cell"))
    {
      const xmlNode *cpu = designer_xml_child (designer_xml_child (cell, "cpus"), "cpu");

      add_number (self->nodes, cell);
      for (; cpu != NULL; cpu = designer_xml_next (cpu, "cpu"))
        add_number (self->cpus, cpu);
    }
}

/* libvirt gives page sizes in KiB. */
static void
read_pages (DesignerHostTopology *self,
            const xmlNode *cpu)
{
  const xmlNode *node;

  for (node = designer_xml_child (cpu, "pages"); node != NULL; node = designer_xml_next (node, "pages"))
    {
      guint64 size = designer_xml_attribute_uint (node, "size");

      if (size > 0)
        g_array_append_val (self->pages, size);
    }
}

DesignerHostTopology *
designer_host_topology_new_from_xml (const xmlNode *host)
{
  DesignerHostTopology *self = g_new0 (DesignerHostTopology, 1);

  self->cpus = g_hash_table_new (NULL, NULL);
  self->nodes = g_hash_table_new (NULL, NULL);
  self->pages = g_array_new (FALSE, FALSE, sizeof (guint64));
  read_cells (self, designer_xml_child (host, "topology"));
  read_pages (self, designer_xml_child (host, "cpu"));
  return self;
}

void
designer_host_topology_free (DesignerHostTopology *self)
{
  g_hash_table_unref (self->cpus);
  g_hash_table_unref (self->nodes);
  g_array_unref (self->pages);
  g_free (self);
}

static GVirDesignerAnswer
has_number (GHashTable *numbers,
            guint number)
{
  if (g_hash_table_size (numbers) == 0)
    return GVIR_DESIGNER_ANSWER_UNKNOWN;
  return g_hash_table_contains (numbers, GUINT_TO_POINTER (number)) ? GVIR_DESIGNER_ANSWER_YES
                                                                    : GVIR_DESIGNER_ANSWER_NO;
}

GVirDesignerAnswer
designer_host_topology_has_cpu (const DesignerHostTopology *self,
                                guint number)
{
  return self != NULL ? has_number (self->cpus, number) : GVIR_DESIGNER_ANSWER_UNKNOWN;
}

GVirDesignerAnswer
designer_host_topology_has_node (const DesignerHostTopology *self,
                                 guint number)
{
  return self != NULL ? has_number (self->nodes, number) : GVIR_DESIGNER_ANSWER_UNKNOWN;
}

GVirDesignerAnswer
designer_host_topology_has_page (const DesignerHostTopology *self,
                                 guint64 kib)
{
  if (self == NULL || self->pages->len == 0)
    return GVIR_DESIGNER_ANSWER_UNKNOWN;
  for (guint i = 0; i < self->pages->len; i++)
    {
      if (g_array_index (self->pages, guint64, i) == kib)
        return GVIR_DESIGNER_ANSWER_YES;
    }
  return GVIR_DESIGNER_ANSWER_NO;
}

char *
designer_host_topology_name_pages (const DesignerHostTopology *self)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < self->pages->len; i++)
    g_string_append_printf (names, "%s%" G_GUINT64_FORMAT " KiB", i > 0 ? ", " : "",
                            g_array_index (self->pages, guint64, i));
  return g_string_free (names, FALSE);
}
