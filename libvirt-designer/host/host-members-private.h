/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "host/host-view-private.h"

G_BEGIN_DECLS

/* The hosts of a set that differ in what they offer; of a single host, that host. */
gboolean designer_host_is_set (GVirDesignerHost *host);
guint designer_host_n_members (GVirDesignerHost *host);
GVirDesignerHost *designer_host_member (GVirDesignerHost *host,
                                        guint member);
/* How many hosts of the set are like it. */
guint designer_host_member_weight (GVirDesignerHost *host,
                                   guint member);
/* What it is called in a message; all names are different. */
const char *designer_host_member_name (GVirDesignerHost *host,
                                       guint member);
/* What VIEW of the set was made of. */
const DesignerHostView *designer_host_view_member (const DesignerHostView *view,
                                                   guint member);

/* Adds the names of HOST's machines of MACHINE's family, none of them an alias, to
 * NAMES; those that are there already are not added again. */
void designer_host_list_machines (GVirDesignerHost *host,
                                  const char *arch,
                                  const char *virt_type,
                                  const char *machine,
                                  GPtrArray *names);

G_END_DECLS
