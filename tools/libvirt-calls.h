/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* libvirt, which is loaded only where a connection is asked for. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef void (*ErrorFunc) (void *data,
                           void *error);

/* The functions of libvirt that are used, by libvirt's names. */
typedef struct
{
  int (*virInitialize) (void);
  int (*virEventRegisterDefaultImpl) (void);
  void (*virSetErrorFunc) (void *data, ErrorFunc handler);
  const char *(*virGetLastErrorMessage) (void);
  void *(*virConnectOpen) (const char *uri);
  void *(*virConnectOpenReadOnly) (const char *uri);
  int (*virConnectClose) (void *connection);
  char *(*virConnectGetCapabilities) (void *connection);
  char *(*virConnectGetDomainCapabilities) (void *connection, const char *emulator, const char *arch,
                                            const char *machine, const char *virt_type, unsigned int flags);
  void *(*virDomainLookupByName) (void *connection, const char *name);
  void *(*virDomainLookupByUUIDString) (void *connection, const char *uuid);
  void *(*virDomainLookupByID) (void *connection, int id);
  void *(*virDomainDefineXML) (void *connection, const char *xml);
  const char *(*virDomainGetName) (void *domain);
  int (*virDomainIsActive) (void *domain);
  int (*virDomainCreate) (void *domain);
  int (*virDomainAttachDeviceFlags) (void *domain, const char *xml, unsigned int flags);
  int (*virDomainDetachDeviceFlags) (void *domain, const char *xml, unsigned int flags);
  int (*virDomainUpdateDeviceFlags) (void *domain, const char *xml, unsigned int flags);
  char *(*virDomainGetXMLDesc) (void *domain, unsigned int flags);
  int (*virDomainFree) (void *domain);
} Libvirt;

typedef enum
{
  LIBVIRT_READ,
  LIBVIRT_CHANGE
} LibvirtAccess;

/* Loads libvirt and connects to URI; the caller closes the connection. */
void *libvirt_calls_connect (Libvirt *libvirt,
                             const char *uri,
                             LibvirtAccess access,
                             GError **error);

G_END_DECLS
