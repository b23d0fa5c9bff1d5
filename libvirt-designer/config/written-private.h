/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

/* What is written, by rules, options, policies or edits, is held against what libvirt
 * and QEMU refuse, so that it is found here and named. Each function sets an error
 * where it is FALSE; nothing is changed. */

/* What is no device. */
gboolean designer_written_check_domain (xmlNode *domain,
                                        GError **error);
/* CLAIMS: what devices before it have that only one can have, with the device. */
gboolean designer_written_check_device (xmlNode *domain,
                                        xmlNode *device,
                                        GHashTable *claims,
                                        GError **error);
/* What devices need of others, once all are there. */
gboolean designer_written_check_buses (xmlNode *domain,
                                       GError **error);
/* All of it. */
gboolean designer_written_check_all (xmlNode *domain,
                                     GError **error);

GHashTable *designer_written_claims_new (void);
/* DEVICE is taken away. */
void designer_written_forget (GHashTable *claims,
                              xmlNode *device);

G_END_DECLS
