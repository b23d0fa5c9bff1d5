/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What was decided of each disk. */

#pragma once

#include <libvirt-designer/libvirt-designer.h>

G_BEGIN_DECLS

/* The strings are the decisions'; NULL: nothing was decided. */
typedef struct
{
  const char *subject;
  const char *device;
  const char *pool;
  const char *volume;
  const char *file;
  const char *block; /* path of a block device */
  const char *medium;
  const char *storage; /* "new": it is to be made */
  const char *size;    /* bytes */
  const char *format;
  const char *sparse;
  const char *backing;
  const char *backing_format;
  const char *driver; /* format that the guest's hypervisor reads it as */
  const char *read_only;
  const char *shareable;
  gboolean pool_is_asked;  /* not only our choice */
  gboolean place_is_asked; /* path or volume */
  gboolean driver_is_asked;
} BuilderDiskWish;

/* Of BuilderDiskWish; their strings live as long as DECISIONS. */
GArray *builder_disk_wishes_read (GListModel *decisions);

/* Of a file or block device; NULL: it is elsewhere. */
const char *builder_disk_wish_path (const BuilderDiskWish *wish);
gboolean builder_disk_wish_is_new (const BuilderDiskWish *wish);
gboolean builder_disk_wish_only_reads (const BuilderDiskWish *wish);

G_END_DECLS
