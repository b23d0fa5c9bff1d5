/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "guest/devices-private.h"
#include "guest/libvirt-builder-nic.h"

G_BEGIN_DECLS

/* The network interfaces of a guest that is started, with what is known of their addresses. */
GPtrArray *builder_nics_read (virDomainPtr domain,
                              BuilderDevices *devices);

/* The first address that others can reach the guest by, or NULL. */
const char *builder_nics_get_address (GPtrArray *nics);

/* Whether an address, with its prefix or without, holds on its own link only. */
gboolean builder_nics_is_local (const char *address);

/* Whether libvirt's own DHCP server does, of which it knows the leases. */
gboolean builder_network_gives_addresses (virConnectPtr handle,
                                          const char *name);

G_END_DECLS
