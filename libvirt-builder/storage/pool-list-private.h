/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* All storage pools of a connection, looked at once. */

#pragma once

#include "connection/calls-private.h"

G_BEGIN_DECLS

/* What a pool of some type can hold. */
typedef enum
{
  BUILDER_POOL_FILES,   /* images of any format, in a folder */
  BUILDER_POOL_DEVICES, /* raw volumes, which take up all their room at once */
  BUILDER_POOL_OBJECTS, /* raw volumes on servers, which grow as they are filled */
  BUILDER_POOL_FIXED    /* volumes that are there, and no new ones */
} BuilderPoolHolds;

typedef struct
{
  virStoragePoolPtr pool; /* NULL: a plan is to make it */
  char *name;
  char *type; /* "dir", "logical", … */
  char *path; /* of its folder on the host, or NULL */
  gboolean active;
  gboolean is_measured;
  guint64 available; /* where it is measured: bytes that are free, less those promised in this list */
} BuilderPool;

/* Of BuilderPool. NULL with an error; none where the connection has no storage. */
GPtrArray *builder_pools_read (virConnectPtr handle,
                               GError **error);
/* NULL: there is none. They belong to POOLS. */
BuilderPool *builder_pools_find (GPtrArray *pools,
                                 const char *name);
BuilderPool *builder_pools_find_folder (GPtrArray *pools,
                                        const char *folder);
/* As builder_pools_find(), with an error that names those that there are. */
BuilderPool *builder_pools_need (GPtrArray *pools,
                                 const char *name,
                                 GError **error);

/* One that a plan is to make for a folder; HERE: files of this machine are those of the host. */
BuilderPool *builder_pools_add (GPtrArray *pools,
                                const char *name,
                                const char *folder,
                                gboolean here);

/* libvirt makes images in folders, as for snapshots, that the pools of these folders have not seen. */
void builder_pools_look_again (GPtrArray *pools);

BuilderPoolHolds builder_pool_holds (const BuilderPool *pool);

G_END_DECLS
