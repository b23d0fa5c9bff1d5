/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Brings what is elsewhere here: from http and https, and from files of this machine. All of it blocks. */

#pragma once

#include "base/libvirt-builder-error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* REPORT may be NULL; TOTAL is 0 where it is not known. */
typedef struct
{
  GCancellable *cancellable;
  void (*report) (gpointer data,
                  guint64 done,
                  guint64 total);
  gpointer data;
} BuilderFetchWatch;

/* Keeps connections open from one request to the next. To be used by the thread that made it. */
typedef struct _BuilderFetcher BuilderFetcher;

BuilderFetcher *builder_fetcher_new (void);
void builder_fetcher_free (BuilderFetcher *fetcher);
/* How long a server may be silent, and how long to wait before another attempt. */
void builder_fetcher_set_patience (BuilderFetcher *fetcher,
                                   guint timeout_seconds,
                                   guint pause_milliseconds);

/* Reads what is at LOCATION, a URL or a path, where it has MOST bytes at the most. */
GBytes *builder_fetcher_read (BuilderFetcher *fetcher,
                              const char *location,
                              gsize most,
                              GCancellable *cancellable,
                              GError **error);
/* Its first bytes, COUNT at the most. */
GBytes *builder_fetcher_read_start (BuilderFetcher *fetcher,
                                    const char *location,
                                    gsize count,
                                    GCancellable *cancellable,
                                    GError **error);
/* FALSE is an error: whether there is such a thing is in THERE. */
gboolean builder_fetcher_find (BuilderFetcher *fetcher,
                               const char *location,
                               gboolean *there,
                               GCancellable *cancellable,
                               GError **error);
/* Brings it to the file DESTINATION, which it replaces when it is whole. What an attempt that failed has brought
 * is kept beside it, and the next one goes on from there. CHECKSUM is as "sha256:0123…", or NULL. */
gboolean builder_fetcher_save (BuilderFetcher *fetcher,
                               const char *location,
                               const char *checksum,
                               const char *destination,
                               const BuilderFetchWatch *watch,
                               GError **error);

/* For URLs with http and https, and for all else that looks like a URL but file:. */
gboolean builder_location_is_url (const char *location);
/* The path that it is, or NULL where it is a URL. */
char *builder_location_path (const char *location);
/* For people: without a password. */
char *builder_location_shown (const char *location);
/* What is called MEMBER in the folder LOCATION. */
char *builder_location_within (const char *location,
                               const char *member);
/* Names within a medium come from files that anyone may have written: they may not lead out of it. */
gboolean builder_member_check (const char *member,
                               GError **error);

/* Whether CHECKSUM is one that can be held against a file. */
gboolean builder_checksum_check (const char *checksum,
                                 GError **error);
/* Whether the file at PATH has it. SHOWN is where it came from. */
gboolean builder_checksum_verify (const char *checksum,
                                  const char *path,
                                  const char *shown,
                                  GCancellable *cancellable,
                                  GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BuilderFetcher, builder_fetcher_free)

G_END_DECLS
