/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Steps by which guests end or get out of the way, for plans of several sorts. */

#pragma once

#include "connection/calls-private.h"
#include "plan/plan-private.h"

G_BEGIN_DECLS

/* A step about DOMAIN; "%s" in TEXT and UNDO is its name. It belongs to PLAN. */
GVirBuilderStep *builder_plan_guest_step (GVirBuilderPlan *plan,
                                          virDomainPtr domain,
                                          const char *kind,
                                          guint weight,
                                          const char *text,
                                          const char *undo);

/* Says what PLAN leaves as it is, and why. */
void builder_plan_note (GVirBuilderPlan *plan,
                        const char *format,
                        ...) G_GNUC_PRINTF (2, 3);

/* Refuses a guest that libvirt does not rename; WHAT follows "the guest 'web' cannot be ". */
gboolean builder_check_rename (virDomainPtr domain,
                               const char *what,
                               GError **error);

/* DOMAIN is stopped, and gives its name away; builder_plan_discard() ends it. */
gboolean builder_plan_step_aside (GVirBuilderPlan *plan,
                                  virDomainPtr domain,
                                  GError **error);
void builder_plan_discard (GVirBuilderPlan *plan,
                           virDomainPtr domain);

G_END_DECLS
