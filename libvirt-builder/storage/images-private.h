/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What an image is, by its first bytes or by what libvirt found. */

#pragma once

#include "connection/calls-private.h"

G_BEGIN_DECLS

typedef struct
{
  char *format;     /* as libvirt names it; NULL: not known */
  guint64 capacity; /* bytes that a guest sees; 0: not known */
} BuilderImage;

/* Of a volume of the host. */
void builder_image_read_volume (virStorageVolPtr volume,
                                BuilderImage *image);
/* Of a file of this machine. */
void builder_image_read_file (const char *path,
                              BuilderImage *image);
void builder_image_clear (BuilderImage *image);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BuilderImage, builder_image_clear)

G_END_DECLS
