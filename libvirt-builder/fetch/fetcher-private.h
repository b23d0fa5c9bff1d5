/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the files of this stage share. */

#pragma once

#include "fetch/fetch-private.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

struct _BuilderFetcher
{
  SoupSession *session;
  guint timeout;
  guint pause;
};

/* Of the environment: http_proxy, https_proxy, all_proxy, no_proxy. NULL: it says nothing. */
GProxyResolver *builder_proxies_of_environment (void);

/* A message to LOCATION, or NULL with ERROR set where that is no URL which can be fetched. */
SoupMessage *builder_fetcher_message (const char *method,
                                      const char *location,
                                      GError **error);
/* Sends it, and gives what it is answered with once it is known to be the thing itself. */
GInputStream *builder_fetcher_send (BuilderFetcher *fetcher,
                                    SoupMessage *message,
                                    GCancellable *cancellable,
                                    GError **error);

/* Whether bytes are those of a web page. */
gboolean builder_fetch_is_web_page (const guint8 *bytes,
                                    gsize length);
void builder_fetch_set_web_page_error (GError **error,
                                       const char *shown);

/* Takes over PROBLEM of GIO or libsoup, as an error of ours about what is SHOWN. */
void builder_fetch_convert (GError **error,
                            const char *shown,
                            GError *problem);
/* Sets what STATUS means, in the same words. */
void builder_fetch_set_status_error (GError **error,
                                     const char *shown,
                                     guint status);
/* From errno, of the file at PATH. */
void builder_fetch_set_file_error (GError **error,
                                   const char *path,
                                   const char *what,
                                   int reason);
/* Whether the next attempt may well succeed where this one failed. */
gboolean builder_fetch_is_passing (const GError *error);

/* A file that is being brought, and what is known of where its bytes are from. */
typedef struct
{
  char *path;      /* beside the destination */
  char *record;    /* says where it is from */
  int file;
  guint64 size;
  guint64 total;   /* 0: not known */
  char *validator; /* what the server calls this state of the thing, or NULL */
} BuilderPart;

BuilderPart *builder_part_open (const char *destination,
                                const char *shown,
                                GError **error);
void builder_part_close (BuilderPart *part);
/* Begins anew. */
gboolean builder_part_clear (BuilderPart *part,
                             GError **error);
gboolean builder_part_write (BuilderPart *part,
                             const guint8 *bytes,
                             gsize length,
                             GError **error);
/* Whether MORE bytes find room beside it; where that cannot be found out, they do. */
gboolean builder_part_has_room (BuilderPart *part,
                                guint64 more,
                                GError **error);
/* For an attempt of another process. */
gboolean builder_part_note (BuilderPart *part,
                            const char *shown,
                            GError **error);
void builder_part_remove (BuilderPart *part);
gboolean builder_part_finish (BuilderPart *part,
                              const char *destination,
                              GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BuilderPart, builder_part_close)

G_END_DECLS
