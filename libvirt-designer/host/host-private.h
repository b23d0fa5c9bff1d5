/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "host/capabilities-private.h"
#include "host/domcaps-private.h"
#include "host/host-set-private.h"
#include "host/libvirt-designer-host.h"

G_BEGIN_DECLS

/* Filled by the constructors, and constant from then on. CAPABILITIES is NULL
 * where only domain capabilities were given. */
struct _GVirDesignerHost
{
  GObject parent_instance;

  char *origin;
  char *uri;
  char *arch;
  DesignerCapabilities *capabilities;
  GPtrArray *domcaps;
  GPtrArray *(*read_domcaps) (const char *arch); /* NULL: DOMCAPS has them all */
  DesignerDigest content; /* of what guests are offered, whoever asks */
  DesignerHostSet *set;   /* NULL: one host; else nothing of the above but ORIGIN, URI and ARCH */
};

/* The domain capabilities of guests of ARCH, of all guests with NULL; others may
 * be among them. */
GPtrArray *designer_host_get_domcaps (GVirDesignerHost *self,
                                      const char *arch);

/* The steps of the constructors. NAME is what the document is called in an
 * error; ORIGIN, in an evidence. */
GVirDesignerHost *designer_host_new_empty (const char *origin,
                                           const char *uri);
void designer_host_add_capabilities (GVirDesignerHost *self,
                                     const DesignerXmlDoc *doc);
gboolean designer_host_add_domcaps (GVirDesignerHost *self,
                                    const DesignerXmlDoc *doc,
                                    const char *name,
                                    const char *origin,
                                    GError **error);
gboolean designer_host_finish (GVirDesignerHost *self,
                               GError **error);

/* NULL matches any. */
const DesignerOffer *designer_host_find_offer (GVirDesignerHost *self,
                                               const char *arch,
                                               const char *os_type,
                                               const char *virt_type);
const DesignerMachine *designer_host_find_machine (GVirDesignerHost *self,
                                                   const char *arch,
                                                   const char *virt_type,
                                                   const char *machine);

G_END_DECLS
