/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "host/host-topology-private.h"

static void
add_number (GHashTable **numbers,
            const xmlNode *node)
{
  g_autofree char *id = designer_xml_attribute (node, "id");
  guint64 number = 0;

  if (id == NULL || !g_ascii_string_to_unsigned (id, 10, 0, G_MAXINT, &number, NULL))
    return;
  if (*numbers == NULL)
    *numbers = g_hash_table_new (NULL, NULL);
  g_hash_table_add (*numbers, GUINT_TO_POINTER ((guint) number));
}

static void
read_cells (DesignerHostTopology *self,
            const xmlNode *topology)
{
  const xmlNode *cell = designer_xml_child (designer_xml_child (topology, "cells"), "cell");

  for (; cell != NULL; cell = designer_xml_next (cell, "cell"))
    {
      const xmlNode *cpu = designer_xml_child (designer_xml_child (cell, "cpus"), "cpu");

      add_number (&self->nodes, cell);
      for (; cpu != NULL; cpu = designer_xml_next (cpu, "cpu"))
        add_number (&self->cpus, cpu);
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

      if (size == 0)
        continue;
      if (self->pages == NULL)
        self->pages = g_array_new (FALSE, FALSE, sizeof (guint64));
      g_array_append_val (self->pages, size);
    }
}

DesignerHostTopology *
designer_host_topology_new (void)
{
  return g_new0 (DesignerHostTopology, 1);
}

DesignerHostTopology *
designer_host_topology_new_from_xml (const xmlNode *host)
{
  DesignerHostTopology *self = designer_host_topology_new ();

  read_cells (self, designer_xml_child (host, "topology"));
  read_pages (self, designer_xml_child (host, "cpu"));
  return self;
}

static gboolean
is_missing (gpointer number,
            G_GNUC_UNUSED gpointer value,
            gpointer other)
{
  return !g_hash_table_contains (other, number);
}

/* A host that says nothing takes nothing away, and what is left is only what the
 * others said. */
static void
intersect_numbers (GHashTable **numbers,
                   GHashTable *other)
{
  GHashTableIter iter;
  gpointer number;

  if (other == NULL)
    return;
  if (*numbers != NULL)
    {
      g_hash_table_foreach_remove (*numbers, is_missing, other);
      return;
    }
  *numbers = g_hash_table_new (NULL, NULL);
  g_hash_table_iter_init (&iter, other);
  while (g_hash_table_iter_next (&iter, &number, NULL))
    g_hash_table_add (*numbers, number);
}

static gboolean
has_size (const GArray *pages,
          guint64 kib)
{
  for (guint i = 0; i < pages->len; i++)
    {
      if (g_array_index (pages, guint64, i) == kib)
        return TRUE;
    }
  return FALSE;
}

static void
intersect_pages (GArray **pages,
                 const GArray *other)
{
  if (other == NULL)
    return;
  if (*pages == NULL)
    {
      *pages = g_array_new (FALSE, FALSE, sizeof (guint64));
      g_array_append_vals (*pages, other->data, other->len);
      return;
    }
  for (guint i = (*pages)->len; i-- > 0;)
    {
      if (!has_size (other, g_array_index (*pages, guint64, i)))
        g_array_remove_index (*pages, i);
    }
}

void
designer_host_topology_intersect (DesignerHostTopology *self,
                                  const DesignerHostTopology *other)
{
  if (other == NULL)
    return;
  intersect_numbers (&self->cpus, other->cpus);
  intersect_numbers (&self->nodes, other->nodes);
  intersect_pages (&self->pages, other->pages);
}

void
designer_host_topology_free (DesignerHostTopology *self)
{
  g_clear_pointer (&self->cpus, g_hash_table_unref);
  g_clear_pointer (&self->nodes, g_hash_table_unref);
  g_clear_pointer (&self->pages, g_array_unref);
  g_free (self);
}

static GVirDesignerAnswer
has_number (GHashTable *numbers,
            guint number)
{
  if (numbers == NULL)
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
  if (self == NULL || self->pages == NULL)
    return GVIR_DESIGNER_ANSWER_UNKNOWN;
  return has_size (self->pages, kib) ? GVIR_DESIGNER_ANSWER_YES : GVIR_DESIGNER_ANSWER_NO;
}

char *
designer_host_topology_name_pages (const DesignerHostTopology *self)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; self->pages != NULL && i < self->pages->len; i++)
    g_string_append_printf (names, "%s%" G_GUINT64_FORMAT " KiB", i > 0 ? ", " : "",
                            g_array_index (self->pages, guint64, i));
  return g_string_free (names, FALSE);
}
