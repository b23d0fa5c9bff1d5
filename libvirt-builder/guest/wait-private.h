/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "guest/guest-private.h"
#include "guest/watch-private.h"

G_BEGIN_DECLS

/* How long a connection that is lost is tried again. */
#define BUILDER_REOPEN_SECONDS 30

/* What is known of a guest at one moment while it is waited for. */
typedef struct
{
  GVirBuilderGuest *guest;
  virDomainPtr domain; /* NULL: it is gone */
  GVirBuilderGuestState state;
  int reason; /* libvirt's */
  BuilderSeen seen;
  gboolean was_on; /* it has been seen to be on before, maybe over a connection that is lost */
  BuilderWatch *watch; /* NULL where there is no guest to be watched */
  GCancellable *cancellable;
  gint64 again;        /* when to look again although nothing happens; BUILDER_WATCH_FOREVER at first */
} BuilderMoment;

typedef enum
{
  BUILDER_VERDICT_WAIT,
  BUILDER_VERDICT_DONE,
  BUILDER_VERDICT_FAILED
} BuilderVerdict;

/* Judges a moment; DATA is what it keeps from one to the next. */
typedef BuilderVerdict (*BuilderJudge) (BuilderMoment *moment,
                                        gpointer data,
                                        GError **error);

/* Waits until JUDGE says that it is enough; libvirt's events, and a new connection, are
 * what it looks again for. AIM ends the sentence "the guest 'web' has not …". */
gboolean builder_wait (GVirBuilderGuest *guest,
                       BuilderJudge judge,
                       gpointer data,
                       const char *aim,
                       guint seconds,
                       GCancellable *cancellable,
                       GError **error);

/* What is left of the time until then, as builder_wait() takes it. */
guint builder_wait_seconds (gint64 until);

/* Says why a guest is off that was to do something; FALSE: it is on. */
gboolean builder_moment_is_over (const BuilderMoment *moment,
                                 GError **error);

/* Whether the guest's kernel or its hypervisor failed. */
gboolean builder_moment_has_crashed (const BuilderMoment *moment,
                                     GError **error);

/* Whether an agent has opened its channel in a guest that runs. */
gboolean builder_domain_has_agent (virDomainPtr domain);

G_END_DECLS
