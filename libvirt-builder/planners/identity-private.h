/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What tells a guest from all others: its name, its UUID, and its MAC addresses. */

#pragma once

#include <libvirt-gconfig/libvirt-gconfig.h>

#include "connection/calls-private.h"

G_BEGIN_DECLS

/* What all the configurations of one guest have in common. */
typedef struct
{
  char *uuid;
  GPtrArray *addresses; /* of its network cards, in their order; NULL: an empty one */
} BuilderIdentity;

BuilderIdentity *builder_identity_new (void);
void builder_identity_free (BuilderIdentity *identity);

/* Gives CONFIG what it lacks, and takes what it has for those that follow. */
gboolean builder_identity_give (BuilderIdentity *identity,
                                GVirConfigDomain *config,
                                GError **error);

/* Refuses a name or a UUID that a guest has already. */
gboolean builder_identity_check_free (virConnectPtr handle,
                                      const char *name,
                                      const char *uuid,
                                      GError **error);

/* A random MAC address as QEMU and KVM guests have them. */
char *builder_random_address (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BuilderIdentity, builder_identity_free)

G_END_DECLS
