/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <libxml/tree.h>

#include "config/kept-text-private.h"
#include "decisions/record-private.h"
#include "domain/libvirt-designer-domain.h"

G_BEGIN_DECLS

typedef enum
{
  DESIGNER_STATE_NEW,
  DESIGNER_STATE_MACHINE,
  DESIGNER_STATE_CONTAINER
} DesignerState;

struct _GVirDesignerDomainPrivate
{
  OsinfoDb *osinfo_db;
  OsinfoOs *osinfo_os;
  OsinfoPlatform *platform;
  GVirConfigCapabilities *caps;
  GVirDesignerHost *host;
  GVirDesignerOs *os;

  GVirConfigDomain *config;
  xmlNode *root;         /* of CONFIG; borrowed */
  DesignerKeptText *kept; /* what the configuration was read from, or NULL */
  DesignerFacts *facts;
  DesignerState state;
  gboolean os_type_of_setup; /* the kind of guest was asked for by a set-up, not by an option */
  GArray *log;           /* DesignerRecord */
  GArray *omissions;     /* DesignerOmission */
  GPtrArray *requests;   /* DesignerRequest of devices that functions added */
  GHashTable *claims;    /* what only one device can have → the device's xmlNode */
  guint n_carried_out;   /* devices of the intent that are in the design */
  guint n_edits;         /* edits of the domain that are done */
};

/* Takes CONFIG in the place of the one that is there. */
void designer_domain_set_config (GVirDesignerDomain *design,
                                 GVirConfigDomain *config);

/* The root element of the configuration; borrowed. */
xmlNode *designer_domain_root (GVirDesignerDomain *design);

/* Sets up a machine where nothing was set up yet. */
gboolean designer_domain_ensure_setup (GVirDesignerDomain *design,
                                       GError **error);

/* In domain-installation.c */
/* Nothing to decide where installing is no part of the design. */
gboolean designer_domain_decide_installation (GVirDesignerDomain *design,
                                              GError **error);
/* Only once the machine is set up is it known that the guest has no firmware that could boot from what was named. */
gboolean designer_domain_check_firmware_boots (const DesignerFacts *facts,
                                               GError **error);

/* libvirt-gconfig's object for a device of the design. */
GVirConfigDomainDevice *designer_domain_wrap (GVirDesignerDomain *design,
                                              const DesignerSubject *device);

/* Decides on a device and what it needs, and writes both. REQUEST must live as
 * long as the design. */
GVirConfigDomainDevice *designer_domain_add_device (GVirDesignerDomain *design,
                                                    DesignerScopeId scope,
                                                    const DesignerRequest *request,
                                                    GError **error);

G_END_DECLS
