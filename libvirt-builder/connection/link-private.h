/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A connection that is made again where it is lost. */

#pragma once

#include <gio/gio.h>

#include "connection/calls-private.h"

G_BEGIN_DECLS

typedef struct
{
  char *uri;
  virConnectPtr handle;
} BuilderLink;

BuilderLink *builder_link_new (GVirConnection *connection,
                               GError **error);
/* The same for a handle, which stays the caller's. */
BuilderLink *builder_link_new_for_handle (virConnectPtr handle,
                                          const char *uri);
void builder_link_free (BuilderLink *link);

/* Whether ERROR says that nobody is there any more. */
gboolean builder_link_is_lost (BuilderLink *link,
                               const GError *error);

/* Connects again, trying for SECONDS at most. */
gboolean builder_link_reopen (BuilderLink *link,
                              guint seconds,
                              GCancellable *cancellable,
                              GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BuilderLink, builder_link_free)

G_END_DECLS
