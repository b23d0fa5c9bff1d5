/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "media/media-private.h"

#include "media/source-private.h"

gboolean
builder_media_fetch (const char *location,
                     const char *member,
                     const char *checksum,
                     const char *destination,
                     GCancellable *cancellable,
                     void (*report) (gpointer data,
                                     guint64 done,
                                     guint64 total),
                     gpointer data,
                     GError **error)
{
  BuilderFetchWatch watch = { cancellable, report, data };
  g_autoptr (BuilderSource) source = builder_source_new (location, cancellable, error);

  return source != NULL && builder_source_save (source, member, checksum, destination, &watch, error);
}
