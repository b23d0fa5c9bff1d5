/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "connection/calls-private.h"
#include "guest/libvirt-builder-snapshot-info.h"
#include "storage/xml-private.h"

G_BEGIN_DECLS

/* Whether any disk of a snapshot, of which this is the XML, goes on in a new image. */
gboolean builder_snapshot_is_external (xmlDocPtr document);

/* Adds the XML of each snapshot to DOCUMENTS, which are xmlDocPtr, the newest first. */
void builder_snapshots_read (virDomainPtr domain,
                             GPtrArray *documents);

G_END_DECLS
