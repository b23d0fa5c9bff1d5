/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Volumes of a storage pool. */

#pragma once

#include "connection/calls-private.h"

G_BEGIN_DECLS

/* NULL without an error: there is none of that name. */
virStorageVolPtr builder_volume_find (virStoragePoolPtr pool,
                                      const char *name,
                                      GError **error);

/* VOLUME is NULL where the pool has none of that name; FALSE where the pool cannot be asked. */
gboolean builder_volume_look (virConnectPtr handle,
                              const char *pool,
                              const char *name,
                              virStorageVolPtr *volume,
                              GError **error);

/* As builder_volume_look(), but it must be there. */
virStorageVolPtr builder_volume_need (virConnectPtr handle,
                                      const char *pool,
                                      const char *name,
                                      GError **error);

/* Deletes it, once nobody fills or reads it any more; one that is gone is no error. */
gboolean builder_volume_delete (virStorageVolPtr volume,
                                GError **error);

/* Whether a guest has it, or another volume holds changes to it. Where that is so of one that is to be taken back, whoever
 * made that has made the volume anew: the guest that it was made for is gone by then. */
gboolean builder_volume_find_use (virStorageVolPtr volume,
                                  gboolean *used,
                                  GError **error);

/* Deletes one that is not used, by its names, for one who does not know what has become of it: where its pool is gone,
 * so is the volume, and a pool that has been stopped is started for it. */
gboolean builder_volume_take_back (virConnectPtr handle,
                                   const char *pool,
                                   const char *name,
                                   GError **error);

/* What is said of a volume that is to be made; NULL and 0: nothing. */
typedef struct
{
  const char *name;
  const char *format;         /* NULL: the pool has one only */
  guint64 capacity;           /* bytes */
  guint64 allocation;         /* bytes */
  const char *backing;        /* path of the image that it holds the changes to */
  const char *backing_format;
} BuilderVolumeWish;

/* In volume-xml.c */
char *builder_volume_wish_to_xml (const BuilderVolumeWish *wish);

G_END_DECLS
