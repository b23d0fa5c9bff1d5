/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Reads a host through libvirt, which is loaded only then. */

#pragma once

#include <libvirt-designer/libvirt-designer.h>

G_BEGIN_DECLS

typedef struct
{
  char *uri;
  char *capabilities;
  GPtrArray *names;               /* of the domain capabilities: VIRT-ARCH-MACHINE */
  GPtrArray *domain_capabilities; /* XML */
} LiveHost;

/* Whose guests are asked about: for each, that is a question for every machine and hypervisor. */
typedef enum
{
  LIVE_HOST_OWN_ARCH,
  LIVE_HOST_COMPATIBLE_ARCHS, /* that of 32 bits too, which the processors of PCs run as well */
  LIVE_HOST_EVERY_ARCH,
} LiveHostArchs;

/* What the host offers guests of ARCHS and of ALSO, which may be NULL. */
LiveHost *live_host_read (const char *uri,
                          LiveHostArchs archs,
                          const char *also,
                          GError **error);
void live_host_free (LiveHost *live);
GVirDesignerHost *live_host_describe (const LiveHost *live,
                                      GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LiveHost, live_host_free)

G_END_DECLS
