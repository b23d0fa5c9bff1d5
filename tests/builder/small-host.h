/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A host of libvirt's test driver with few guests and volumes, for what makes more of them or less. */

#pragma once

#include "libvirt-builder.h"

G_BEGIN_DECLS

#define OFF "<test:runstate xmlns:test='http://libvirt.org/schemas/domain/test/1.0'>5</test:runstate>"
#define GUEST(name, devices) \
  "<domain type='test'><name>" name "</name><uuid>%s</uuid><memory>65536</memory><vcpu>1</vcpu>" \
  "<os><type arch='i686'>hvm</type></os><devices>" devices "</devices>"
#define DISK(path, target) \
  "<disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='" path "'/>" \
  "<target dev='" target "' bus='virtio'/></disk>"
#define CARD(address) "<interface type='network'><mac address='" address "'/><source network='default'/></interface>"
#define VOLUME(name) \
  "<volume><name>" name "</name><capacity>1000000</capacity><allocation>1000</allocation>" \
  "<target><format type='qcow2'/></target></volume>"

#define WEB "11111111-2222-3333-4444-000000000001"
#define BUSY "11111111-2222-3333-4444-000000000002"
#define IDLE "11111111-2222-3333-4444-000000000003"

typedef struct
{
  char *folder;
  char *file;
  GVirConnection *connection;
} SmallHost;

/* Guests: web is off, busy runs, idle is off and has nothing. */
void small_host_set_up (SmallHost *host,
                        gconstpointer data);
/* No record of a run is left. */
void small_host_tear_down (SmallHost *host,
                           gconstpointer data);

/* Whether the pool "images" has it. */
gboolean small_host_has_volume (SmallHost *host,
                                const char *name);
/* Its XML with secrets, or NULL. */
char *small_host_read_guest (SmallHost *host,
                             const char *name);

void assert_has (const char *text,
                 const char *part);
void assert_lacks (const char *text,
                   const char *part);

G_END_DECLS
