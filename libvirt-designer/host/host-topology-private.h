/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "base/libvirt-designer-answer.h"
#include "base/xml-reader-private.h"

G_BEGIN_DECLS

/* What the capabilities say of the host's own processors and memory: its CPUs,
 * NUMA nodes and sizes of pages. */
typedef struct
{
  GHashTable *cpus;  /* numbers; NULL: not said */
  GHashTable *nodes; /* numbers; NULL: not said */
  GArray *pages;     /* guint64, KiB; NULL: not said */
} DesignerHostTopology;

DesignerHostTopology *designer_host_topology_new_from_xml (const xmlNode *host);
/* One that says nothing. */
DesignerHostTopology *designer_host_topology_new (void);
/* Leaves what OTHER has too; what it says nothing of stays. OTHER may be NULL. */
void designer_host_topology_intersect (DesignerHostTopology *self,
                                       const DesignerHostTopology *other);
void designer_host_topology_free (DesignerHostTopology *self);

/* SELF may be NULL: unknown. */
GVirDesignerAnswer designer_host_topology_has_cpu (const DesignerHostTopology *self,
                                                   guint number);
GVirDesignerAnswer designer_host_topology_has_node (const DesignerHostTopology *self,
                                                    guint number);
GVirDesignerAnswer designer_host_topology_has_page (const DesignerHostTopology *self,
                                                    guint64 kib);
/* "4 KiB, 2048 KiB": for a message. */
char *designer_host_topology_name_pages (const DesignerHostTopology *self);

G_END_DECLS
