/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "config/written-private.h"

#include "base/libvirt-designer-error.h"
#include "rules/checks-private.h"

G_BEGIN_DECLS

/* "disk vda" or "serial 2"; the element itself where it is no device. */
char *designer_written_name (const xmlNode *element);
/* What is at PATH, or NULL where nothing is, or an empty text. */
char *designer_written_get (xmlNode *element,
                            const char *path);
/* Whether what is at PATH is among VALUES; NULL: whether anything is. */
gboolean designer_written_has (xmlNode *element,
                               const char *path,
                               const char *values);
/* Whether QEMU runs the guest. */
gboolean designer_written_is_for_qemu (xmlNode *domain);
xmlNode *designer_written_devices (xmlNode *domain);

gboolean designer_written_check_pairs (xmlNode *domain,
                                       xmlNode *element,
                                       GError **error);
gboolean designer_written_check_throttle (xmlNode *disk,
                                          GError **error);
gboolean designer_written_check_address (xmlNode *domain,
                                         xmlNode *device,
                                         GHashTable *claims,
                                         GError **error);
/* KEY is DEVICE's alone; the device that has it already, or NULL. */
const xmlNode *designer_written_claim (GHashTable *claims,
                                       const char *key,
                                       xmlNode *device);

G_END_DECLS
