/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Sleeps until something happens to a guest. Nothing is asked again and again: libvirt's
 * events wake the sleeper, who then looks for itself.
 *
 *   watch = builder_watch_new (handle, domain, error);
 *   for (;;)
 *     {
 *       builder_watch_see (watch, &seen);
 *       … look; return if it is as it should be …
 *       builder_watch_sleep (watch, seen.serial, until, cancellable);
 *     }
 */

#pragma once

#include <gio/gio.h>

#include "connection/calls-private.h"

G_BEGIN_DECLS

typedef struct _BuilderWatch BuilderWatch;

/* What has happened since the watch began. */
typedef struct
{
  guint64 serial;     /* grows with each event */
  gboolean lost;      /* the connection is */
  gboolean panicked;  /* the guest's kernel told of it */
  gboolean crashed;   /* the hypervisor ended in failure */
  gboolean destroyed; /* someone stopped it by force */
  gboolean undefined;
  guint stops;
  guint reboots;
} BuilderSeen;

typedef enum
{
  BUILDER_WOKEN_BY_EVENT,
  BUILDER_WOKEN_BY_TIME,
  BUILDER_WOKEN_BY_CANCELLING
} BuilderWoken;

/* What has become of a device that is to be unplugged. */
typedef enum
{
  BUILDER_DEVICE_STAYS,
  BUILDER_DEVICE_REMOVED,
  BUILDER_DEVICE_REFUSED
} BuilderDeviceFate;

/* When there is no end to it. */
#define BUILDER_WATCH_FOREVER G_MAXINT64

BuilderWatch *builder_watch_new (virConnectPtr handle,
                                 virDomainPtr domain,
                                 GError **error);
void builder_watch_free (BuilderWatch *watch);

void builder_watch_see (BuilderWatch *watch,
                        BuilderSeen *seen);
BuilderDeviceFate builder_watch_device (BuilderWatch *watch,
                                        const char *alias);

/* Sleeps until there is more to see than at SERIAL; UNTIL is a monotonic time. Where this
 * thread may run the default main context, it does so, for events come from there. */
BuilderWoken builder_watch_sleep (BuilderWatch *watch,
                                  guint64 serial,
                                  gint64 until,
                                  GCancellable *cancellable);

/* Says that this thread never runs the default main context: someone else is going to,
 * even where nobody has begun. */
void builder_watch_leave_context (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BuilderWatch, builder_watch_free)

G_END_DECLS
