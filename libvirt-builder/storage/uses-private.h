/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Which guests have which images and addresses. */

#pragma once

#include "connection/calls-private.h"

G_BEGIN_DECLS

/* How a guest has an image. */
typedef enum
{
  BUILDER_ACCESS_ALONE,    /* it writes, and nobody else may */
  BUILDER_ACCESS_SHARED,   /* it lets others write, too */
  BUILDER_ACCESS_READ,     /* it only reads */
  BUILDER_ACCESS_BASE      /* another image that it has holds the changes to this one */
} BuilderAccess;

typedef struct
{
  char *guest;
  gboolean running;
  BuilderAccess access;
} BuilderUse;

typedef struct
{
  virConnectPtr handle;
  GHashTable *images;    /* of GPtrArray of BuilderUse, by path, or "pool:volume" where it has none */
  GHashTable *addresses; /* of names of guests, by MAC address in small letters */
} BuilderUses;

/* Looks at all guests but OWN, which may be NULL. */
BuilderUses *builder_uses_read (virConnectPtr handle,
                                const char *own,
                                GError **error);
void builder_uses_free (BuilderUses *uses);

/* Of BuilderUse; NULL: nobody has it. */
GPtrArray *builder_uses_of_image (BuilderUses *uses,
                                  const char *path);
GPtrArray *builder_uses_of_volume (BuilderUses *uses,
                                   const char *pool,
                                   const char *volume);

/* From the path of an image to those of the volumes that hold the changes to it, over all pools that are active. */
GHashTable *builder_bases_read (virConnectPtr handle);
/* A volume that holds the changes to BASE, or NULL. */
const char *builder_bases_overlay (GHashTable *bases,
                                   const char *base);
/* One that is none of KNOWN, which is a set of paths. */
const char *builder_bases_overlay_but (GHashTable *bases,
                                       const char *base,
                                       GHashTable *known);

/* Whether files that are seen here are those of the host. */
gboolean builder_host_is_here (virConnectPtr handle);
/* PATH in the one way in which it is compared. */
char *builder_plain_path (virConnectPtr handle,
                          const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BuilderUses, builder_uses_free)

G_END_DECLS
