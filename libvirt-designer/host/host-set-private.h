/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "base/digest-private.h"
#include "host/host-topology-private.h"
#include "host/host-view-private.h"

G_BEGIN_DECLS

typedef struct _DesignerSetView DesignerSetView;

/* Several hosts that one guest is to run on. What was asked once is remembered, for
 * all designs. */
typedef struct
{
  GPtrArray *hosts;   /* GVirDesignerHost, as they were given */
  GPtrArray *members; /* those of HOSTS that differ in what they offer: the first of each kind */
  GPtrArray *names;   /* char, of the members */
  GArray *weights;    /* guint: how many of HOSTS each member stands for */

  GMutex lock; /* over all that follows */
  GHashTable *offers;   /* question → answer */
  GHashTable *machines; /* question → DesignerCommonMachine */
  GHashTable *views;    /* question → DesignerSetView */
  DesignerHostTopology *topology; /* what all of them have; NULL: not asked yet */
} DesignerHostSet;

/* The machine that all hosts have; NAME NULL: there is none. */
typedef struct
{
  char *name;
  GVirDesignerAnswer answer;
} DesignerCommonMachine;

DesignerHostSet *designer_host_set_new (GPtrArray *hosts);
void designer_host_set_free (DesignerHostSet *self);

/* "3 hosts: one, two, three" */
char *designer_host_set_describe (const DesignerHostSet *self);

/* The answers of the public functions, of all hosts together. */
GVirDesignerAnswer designer_host_set_is_session (const DesignerHostSet *self);
GVirDesignerAnswer designer_host_set_offers (DesignerHostSet *self,
                                             const char *arch,
                                             const char *os_type,
                                             const char *virt_type);
const DesignerCommonMachine *designer_host_set_machine (DesignerHostSet *self,
                                                        const char *arch,
                                                        const char *virt_type,
                                                        const char *machine);
const DesignerHostTopology *designer_host_set_topology (DesignerHostSet *self);

/* What all members give where it is the same, or NULL. */
typedef const char *(*DesignerMemberText) (GVirDesignerHost *member,
                                           gconstpointer data);
const char *designer_host_set_common_text (const DesignerHostSet *self,
                                           DesignerMemberText get,
                                           gconstpointer data);

/* What HOST, a set, offers and what is said of its guests: DesignerOffer and
 * DesignerDomcaps, owned by the array. */
GPtrArray *designer_host_set_list_offers (GVirDesignerHost *host);
GPtrArray *designer_host_set_list_domcaps (GVirDesignerHost *host);

/* The same for one kind of guest; see host-view-private.h. */
DesignerSetView *designer_set_view_acquire (DesignerHostSet *set,
                                            const char *arch,
                                            const char *virt_type,
                                            const char *machine);
void designer_set_view_release (DesignerSetView *view);
GVirDesignerAnswer designer_set_view_lists (DesignerSetView *view,
                                            const char *what,
                                            const char *value,
                                            guint *decider);
gboolean designer_set_view_figure (const DesignerSetView *view,
                                   const char *what,
                                   guint64 *figure);
char *designer_set_view_evidence (DesignerSetView *view,
                                  const DesignerHostSet *set,
                                  const char *what,
                                  const char *value);
const char *designer_set_view_loader (const DesignerSetView *view);
guint designer_set_view_max_vcpus (const DesignerSetView *view,
                                   guint *decider);
const DesignerHostCpu *designer_set_view_own_cpu (DesignerSetView *view);
guint designer_set_view_other_cpu (const DesignerSetView *view);
const DesignerHostView *designer_set_view_member (const DesignerSetView *view,
                                                  guint member);

/* Fills SELF with what the hosts of VIEWS have in common; the strings are theirs. */
void designer_host_cpu_combine (DesignerHostCpu *self,
                                const GPtrArray *views);

/* What the guests of one host's VIEW can see of its processor. */
DesignerDigest designer_host_view_digest_cpu (const DesignerHostView *view,
                                              const char *virt_type);

G_END_DECLS
