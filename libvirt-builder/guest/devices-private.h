/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Reads the XML of a guest. */

#pragma once

#include <libxml/tree.h>

#include "connection/calls-private.h"

G_BEGIN_DECLS

/* Where a guest talks to its agent. */
#define BUILDER_AGENT_CHANNEL "/domain/devices/channel/target[@name='org.qemu.guest_agent.0']"

typedef struct _BuilderDevices BuilderDevices;

/* FLAGS as libvirt's: 0, or VIR_DOMAIN_XML_INACTIVE for what it is from its next start on. */
BuilderDevices *builder_devices_read (virDomainPtr domain,
                                      unsigned int flags,
                                      GError **error);
void builder_devices_free (BuilderDevices *devices);

/* A string by XPath; NULL where there is none. */
char *builder_devices_ask (BuilderDevices *devices,
                           const char *path);

/* The first element by XPath, or NULL. */
xmlNode *builder_devices_find (BuilderDevices *devices,
                               const char *path);

/* The device with this alias, target or MAC address, or NULL. */
xmlNode *builder_devices_find_named (BuilderDevices *devices,
                                     const char *word);

/* What it can be called by, one after the other, for people. */
char *builder_devices_name_all (BuilderDevices *devices);

/* An attribute of CHILD of DEVICE, or of DEVICE where CHILD is NULL; NULL where there is none. */
char *builder_device_get (xmlNode *device,
                          const char *child,
                          const char *attribute);
char *builder_device_to_xml (xmlNode *device);

/* Takes the medium out of DRIVE, also where the guest holds the tray closed; PLACE is libvirt's, live or
 * config. DRIVE is changed. In hotplug.c. */
gboolean builder_drive_empty (virDomainPtr domain,
                              xmlNode *drive,
                              unsigned int place,
                              GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BuilderDevices, builder_devices_free)

G_END_DECLS
