/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "base/digest-private.h"
#include "base/xml-reader-private.h"
#include "host/host-topology-private.h"

G_BEGIN_DECLS

/* CANONICAL is the machine's own name where NAME is an alias, else NAME. */
typedef struct
{
  char *name;
  char *canonical;
  guint max_vcpus;
  gboolean deprecated; /* the host says that it is on its way out */
} DesignerMachine;

/* One kind of guest that the capabilities offer. MACHINES is in the order of
 * the document, and empty for containers. */
typedef struct
{
  char *os_type;
  char *arch;
  char *virt_type;
  char *emulator;
  char *loader; /* firmware, or NULL */
  GPtrArray *machines;
  GHashTable *machines_by_name;
  GHashTable *features; /* names of those that can be had; NULL: nothing is said */
} DesignerOffer;

typedef struct
{
  char *host_arch;
  char *security_model; /* the first of those that the host has; NULL: none is named */
  DesignerHostTopology *topology;
  GPtrArray *offers;
  DesignerDigest cpu; /* of what is said of the host's processor; zero: nothing */
} DesignerCapabilities;

DesignerCapabilities *designer_capabilities_new_from_xml (const DesignerXmlDoc *doc);
void designer_capabilities_free (DesignerCapabilities *self);

DesignerOffer *designer_offer_new (const char *os_type,
                                   const char *arch,
                                   const char *virt_type,
                                   const char *emulator);
void designer_offer_free (gpointer offer);
/* Unless there is one of that NAME; CANONICAL NULL: it is no alias. */
void designer_offer_add_machine (DesignerOffer *self,
                                 const char *name,
                                 const char *canonical,
                                 guint max_vcpus);
const DesignerMachine *designer_offer_get_machine (const DesignerOffer *self,
                                                   const char *machine);

/* Adds what guests are offered. */
void designer_capabilities_digest (const DesignerCapabilities *self,
                                   DesignerDigest *digest);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DesignerCapabilities, designer_capabilities_free)

G_END_DECLS
