/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Steps of storage, for plans of every sort. */

#pragma once

#include "plan/plan-private.h"
#include "storage/pool-list-private.h"
#include "storage/uses-private.h"
#include "storage/volumes-private.h"

G_BEGIN_DECLS

/* A step that starts POOL, where it does not run and no step of PLAN does so yet. */
void builder_plan_pool_start (GVirBuilderPlan *plan,
                              const BuilderPool *pool);
/* Steps that make a pool for FOLDER of the host and start it; BUILD: with the folder, where it is not there. */
void builder_plan_pool_make (GVirBuilderPlan *plan,
                             const char *name,
                             const char *folder,
                             gboolean build);

/* A step that makes the volume: KIND is volume-create, volume-clone or volume-upload. What
 * these need more is for the caller to set. It belongs to PLAN. */
GVirBuilderStep *builder_plan_volume (GVirBuilderPlan *plan,
                                      const char *kind,
                                      const char *pool,
                                      const BuilderVolumeWish *wish);

/* Refuses POOL where it makes no volumes of FORMAT, or has one of that name. */
gboolean builder_pool_check_new (const BuilderPool *pool,
                                 const char *name,
                                 const char *format,
                                 GError **error);
/* Refuses what has no room in POOL, with one MORE way out, or ""; what has is counted. */
gboolean builder_pool_take_room (BuilderPool *pool,
                                 guint64 bytes,
                                 const char *more,
                                 GError **error);

G_END_DECLS
