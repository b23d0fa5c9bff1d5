/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Whether the hypervisor gets to an image of this machine. */

#pragma once

#include "connection/calls-private.h"

G_BEGIN_DECLS

/* The user that guests run as. */
typedef struct
{
  gboolean is_known;
  guint user;
  guint group;
} BuilderHypervisor;

/* As libvirt says. */
void builder_hypervisor_read (virConnectPtr handle,
                              BuilderHypervisor *hypervisor);

/* A folder above PATH that it may not enter; NULL: none, or nobody knows. The image itself is none of
 * this: libvirt makes it the hypervisor's. */
char *builder_hypervisor_find_closed (const BuilderHypervisor *hypervisor,
                                      const char *path);

G_END_DECLS
