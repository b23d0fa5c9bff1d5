/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A medium as a place that files are in, whatever it is. */

#pragma once

#include "fetch/fetch-private.h"
#include "media/libvirt-builder-media.h"

G_BEGIN_DECLS

typedef struct _BuilderSource BuilderSource;

BuilderSource *builder_source_new (const char *location,
                                   GCancellable *cancellable,
                                   GError **error);
void builder_source_free (BuilderSource *source);

const char *builder_source_location (BuilderSource *source);
/* For people: without a password. */
const char *builder_source_shown (BuilderSource *source);
GVirBuilderMediaKind builder_source_kind (BuilderSource *source);
/* A local file with the first bytes of a CD-ROM, or NULL. */
const char *builder_source_disc (BuilderSource *source);
/* Whether it is one of which only the first bytes can be read: a CD-ROM image on a server. */
gboolean builder_source_is_remote_disc (BuilderSource *source);

/* FALSE is an error: whether there is such a file is in THERE. */
gboolean builder_source_find (BuilderSource *source,
                              const char *member,
                              gboolean *there,
                              GError **error);
/* FALSE is an error: where there is no such file, TEXT is NULL. */
gboolean builder_source_read (BuilderSource *source,
                              const char *member,
                              char **text,
                              GError **error);
/* The same of a file that is beside or above, by its whole location. */
gboolean builder_source_read_at (BuilderSource *source,
                                 const char *location,
                                 char **text,
                                 GError **error);
gboolean builder_source_save (BuilderSource *source,
                              const char *member,
                              const char *checksum,
                              const char *destination,
                              const BuilderFetchWatch *watch,
                              GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BuilderSource, builder_source_free)

G_END_DECLS
