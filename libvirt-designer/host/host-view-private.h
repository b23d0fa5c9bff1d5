/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "host/domcaps-private.h"
#include "host/host-topology-private.h"
#include "host/libvirt-designer-host.h"

G_BEGIN_DECLS

/* What a host says of one kind of guest: architecture, virtualisation type and
 * machine are settled, the best matching descriptions are picked once, and
 * each question is then one hash lookup. Immutable; keeps a reference to HOST. */
typedef struct _DesignerHostView DesignerHostView;

/* ARCH NULL is the host's own. With VIRT_TYPE or MACHINE NULL, what depends on
 * it is unknown. MACHINE may be an alias. */
DesignerHostView *designer_host_view_new (GVirDesignerHost *host,
                                          const char *arch,
                                          const char *virt_type,
                                          const char *machine);
void designer_host_view_free (DesignerHostView *view);

/* WHAT is the place in the domain capabilities without "devices", "features"
 * and "enum": "disk/bus", "video/modelType", "os/firmware", "loader/secure",
 * "hyperv/features", "cpu/mode", "cpu/model" (yes means usable); or
 * "guest/features", which is in the capabilities. VALUE NULL
 * asks for the `supported` attribute of the element WHAT ("tpm", "sev"). */
GVirDesignerAnswer designer_host_view_lists (const DesignerHostView *view,
                                             const char *what,
                                             const char *value);

/* A number that the host gives, such as "sev/cbitpos"; FALSE: it gives none. */
gboolean designer_host_view_figure (const DesignerHostView *view,
                                    const char *what,
                                    guint64 *figure);

/* Where that answer comes from: "domain capabilities of pc-q35-7.2 (kvm),
 * disk/bus"; for a caller that explains, not on the path of a design. */
char *designer_host_view_evidence (const DesignerHostView *view,
                                   const char *what,
                                   const char *value);

/* The host's own CPUs, NUMA nodes and pages; NULL: nothing is said. */
const DesignerHostTopology *designer_host_topology (GVirDesignerHost *host);

/* The first security model that the host has; NULL: it names none. */
const char *designer_host_security_model (GVirDesignerHost *host);

/* The firmware that the capabilities name for such guests, or NULL. */
const char *designer_host_view_loader (const DesignerHostView *view);

/* 0 where the host did not say. LEAST: the member of a set that says it; NULL: not asked. */
guint designer_host_view_max_vcpus (const DesignerHostView *view,
                                    guint *least);

/* The processor of the host. Of a set: VENDOR where all are of one, and what all say
 * that they have beyond a model. */
const DesignerHostCpu *designer_host_view_own_cpu (const DesignerHostView *view);

/* Whether the processors are the same on all hosts of a set, as far as such guests
 * see them. */
gboolean designer_host_view_has_one_cpu (const DesignerHostView *view);
/* The first member whose processor is not that of the first one; 0: there is none. */
guint designer_host_view_other_cpu (const DesignerHostView *view);

/* Whether the host says of MACHINE that it is on its way out; of a set, one of them. */
gboolean designer_host_deprecates (GVirDesignerHost *host,
                                   const char *arch,
                                   const char *virt_type,
                                   const char *machine);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DesignerHostView, designer_host_view_free)

G_END_DECLS
