/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <gio/gio.h>

#include "connection/link-private.h"
#include "guest/libvirt-builder-guest.h"

G_BEGIN_DECLS

struct _GVirBuilderGuest
{
  GObject parent_instance;

  GMutex lock; /* for the link, which is made again where it is lost */
  BuilderLink *link;
  char *name;
  char *uuid;
};

/* For a connection that LINK is; the guest is found by its UUID from now on, whether or not it is there. */
GVirBuilderGuest *builder_guest_new (BuilderLink *link,
                                     const char *name,
                                     const char *uuid);

/* A reference of its own. */
virConnectPtr builder_guest_get_handle (GVirBuilderGuest *guest,
                                        GError **error);

/* The guest; DOMAIN is NULL where it is gone. */
gboolean builder_guest_look_up (GVirBuilderGuest *guest,
                                virConnectPtr handle,
                                virDomainPtr *domain,
                                GError **error);

/* The guest; NULL with an error where it is gone, too. */
virDomainPtr builder_guest_need (GVirBuilderGuest *guest,
                                 GError **error);

/* Whether the connection is lost, as PROBLEM says or as can be seen. */
gboolean builder_guest_is_lost (GVirBuilderGuest *guest,
                                const GError *problem);

/* Makes the connection again that LOST was. */
gboolean builder_guest_reconnect (GVirBuilderGuest *guest,
                                  virConnectPtr lost,
                                  guint seconds,
                                  GCancellable *cancellable,
                                  GError **error);

/* What the guest does, and libvirt's number of the reason; GONE where it is not there. */
gboolean builder_domain_get_state (virDomainPtr domain,
                                   GVirBuilderGuestState *state,
                                   int *reason,
                                   GError **error);

G_END_DECLS
