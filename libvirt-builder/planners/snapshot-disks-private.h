/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "connection/calls-private.h"
#include "planners/libvirt-builder-snapshot.h"
#include "storage/xml-private.h"

G_BEGIN_DECLS

/* Writes into XML what becomes of each disk of the guest that DOCUMENT is of: which have no snapshot, and in which
 * new image the others go on. */
gboolean builder_snapshot_describe_disks (GString *xml,
                                          virConnectPtr handle,
                                          xmlDocPtr document,
                                          const char *snapshot,
                                          GVirBuilderSnapshotKind kind,
                                          GError **error);

G_END_DECLS
