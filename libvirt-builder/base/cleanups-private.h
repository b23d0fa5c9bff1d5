/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Cleanup of the types of libvirt, which has none, and of those of libvirt-glib, which
 * may come to have some. */

#pragma once

#include <libvirt-gobject/libvirt-gobject.h>
#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>

G_BEGIN_DECLS

static inline void
builder_free_connection (virConnectPtr connection)
{
  virConnectClose (connection);
}

static inline void
builder_free_domain (virDomainPtr domain)
{
  virDomainFree (domain);
}

static inline void
builder_free_pool (virStoragePoolPtr pool)
{
  virStoragePoolFree (pool);
}

static inline void
builder_free_volume (virStorageVolPtr volume)
{
  virStorageVolFree (volume);
}

static inline void
builder_free_network (virNetworkPtr network)
{
  virNetworkFree (network);
}

static inline void
builder_free_stream (virStreamPtr stream)
{
  virStreamFree (stream);
}

static inline void
builder_free_snapshot (virDomainSnapshotPtr snapshot)
{
  virDomainSnapshotFree (snapshot);
}

G_DEFINE_AUTO_CLEANUP_FREE_FUNC (virConnectPtr, builder_free_connection, NULL)
G_DEFINE_AUTO_CLEANUP_FREE_FUNC (virDomainPtr, builder_free_domain, NULL)
G_DEFINE_AUTO_CLEANUP_FREE_FUNC (virStoragePoolPtr, builder_free_pool, NULL)
G_DEFINE_AUTO_CLEANUP_FREE_FUNC (virStorageVolPtr, builder_free_volume, NULL)
G_DEFINE_AUTO_CLEANUP_FREE_FUNC (virNetworkPtr, builder_free_network, NULL)
G_DEFINE_AUTO_CLEANUP_FREE_FUNC (virStreamPtr, builder_free_stream, NULL)
G_DEFINE_AUTO_CLEANUP_FREE_FUNC (virDomainSnapshotPtr, builder_free_snapshot, NULL)

G_END_DECLS
