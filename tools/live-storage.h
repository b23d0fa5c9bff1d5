/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Holds a design against the storage and the guests that a connection has. */

#pragma once

#include <libvirt-designer/libvirt-designer.h>

G_BEGIN_DECLS

typedef enum
{
  LIVE_CHECK_PATHS = 1 << 0,     /* no other guest uses a disk */
  LIVE_CHECK_ADDRESSES = 1 << 1, /* no other guest has a MAC address */
  LIVE_CHECK_SIZES = 1 << 2,     /* new disks fit into their pools */
  LIVE_CHECK_ALL = (1 << 3) - 1
} LiveChecks;

/* That what DESIGN names is there is checked always; the guest OWN is none of the
 * others, where that is given. Where nobody answers at URI, and FORGIVING, there is only
 * a note. */
gboolean live_storage_check (const char *uri,
                             GVirDesignerDomain *design,
                             const char *own,
                             LiveChecks checks,
                             gboolean forgiving,
                             GError **error);

G_END_DECLS
