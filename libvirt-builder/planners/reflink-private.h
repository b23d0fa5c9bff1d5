/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "storage/pool-list-private.h"

G_BEGIN_DECLS

/* An image, and the folder that a copy of it is to be in. */
typedef struct
{
  const char *format;      /* NULL: not known */
  const char *path;        /* of the image on the host */
  const BuilderPool *pool; /* NULL: none has it */
  const char *to_folder;   /* NULL: not known */
  const BuilderPool *to_pool;
} BuilderReflink;

/* Why the copy cannot share its blocks with the image, as the end of "since …"; NULL: nothing is known that is in the way. */
char *builder_reflink_obstacle (virConnectPtr handle,
                                const BuilderReflink *reflink);

G_END_DECLS
