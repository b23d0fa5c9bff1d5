/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "media/libvirt-builder-media.h"

G_BEGIN_DECLS

/* Brings one member of a CD-ROM image, a folder or a URL to the file DESTINATION, which it replaces when it is
 * whole. CHECKSUM is as "sha256:0123…", or NULL. What was brought over a connection that broke is kept, and the
 * next call goes on from there. REPORT may be NULL; TOTAL is 0 where it is not known. */
gboolean builder_media_fetch (const char *location,
                              const char *member,
                              const char *checksum,
                              const char *destination,
                              GCancellable *cancellable,
                              void (*report) (gpointer data,
                                              guint64 done,
                                              guint64 total),
                              gpointer data,
                              GError **error);

GVirBuilderMediaCandidate *builder_media_candidate_new (GVirDesignerOs *os,
                                                        const char *evidence,
                                                        const char *arch,
                                                        guint rank);

G_END_DECLS
