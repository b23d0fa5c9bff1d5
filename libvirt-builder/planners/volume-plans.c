/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "planners/volume-plans-private.h"

#include "storage/pools-private.h"

static gboolean
is_planned (GVirBuilderPlan *plan,
            const char *kind,
            const char *name)
{
  for (guint i = 0; i < builder_plan_n_steps (plan); i++)
    {
      GVirBuilderStep *step = builder_plan_step (plan, i);

      if (g_str_equal (gvir_builder_step_get_kind (step), kind)
          && g_strcmp0 (builder_step_get (step, "name"), name) == 0)
        return TRUE;
    }
  return FALSE;
}

static GVirBuilderStep *
add_pool_step (GVirBuilderPlan *plan,
               const char *kind,
               const char *name,
               const char *text,
               const char *undo)
{
  g_autofree char *description = g_strdup_printf ("%s %s", text, name);
  g_autofree char *back = g_strdup_printf ("%s %s", undo, name);
  GVirBuilderStep *step = builder_step_new (kind, 1, description, back);

  builder_step_set (step, "name", name);
  builder_plan_add (plan, step);
  return step;
}

static void
add_start (GVirBuilderPlan *plan,
           const char *name)
{
  if (!is_planned (plan, "pool-start", name))
    add_pool_step (plan, "pool-start", name, "start the storage pool", "stop the storage pool");
}

void
builder_plan_pool_start (GVirBuilderPlan *plan,
                         const BuilderPool *pool)
{
  if (!pool->active)
    add_start (plan, pool->name);
}

void
builder_plan_pool_make (GVirBuilderPlan *plan,
                        const char *name,
                        const char *folder,
                        gboolean build)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *text = g_strdup_printf ("define a storage pool for the folder %s:", folder);
  g_autofree char *xml = g_markup_printf_escaped ("<pool type='dir'><name>%s</name><uuid>%s</uuid>"
                                                  "<target><path>%s</path></target></pool>", name, uuid, folder);
  GVirBuilderStep *step;

  if (is_planned (plan, "pool-make", name))
    return;
  step = add_pool_step (plan, "pool-make", name, text, "undefine the storage pool");
  builder_step_set (step, "uuid", uuid);
  builder_step_set (step, "xml", xml);
  builder_step_set (step, "autostart", "yes");
  if (build)
    {
      add_pool_step (plan, "pool-try", name, "where its folder is there, start the storage pool", "stop the storage pool");
      add_pool_step (plan, "pool-build", name, "make the folder of the storage pool",
                     "remove the folder of the storage pool");
    }
  add_start (plan, name);
}

/* Rough: seconds are in bytes. */
static guint
weigh (guint64 bytes)
{
  return 2 + (guint) MIN (bytes >> 28, 100000);
}

GVirBuilderStep *
builder_plan_volume (GVirBuilderPlan *plan,
                     const char *kind,
                     const char *pool,
                     const BuilderVolumeWish *wish)
{
  const char *verb = g_str_equal (kind, "volume-create") ? "create" : "fill";
  guint64 bytes = g_str_equal (kind, "volume-create") ? wish->allocation : wish->capacity;
  g_autofree char *text = g_strdup_printf ("%s the volume %s in the storage pool %s", verb, wish->name, pool);
  g_autofree char *back = g_strdup_printf ("delete the volume %s from the storage pool %s", wish->name, pool);
  g_autofree char *xml = builder_volume_wish_to_xml (wish);
  GVirBuilderStep *step = builder_step_new (kind, weigh (bytes), text, back);

  builder_step_set (step, "pool", pool);
  builder_step_set (step, "name", wish->name);
  builder_step_set_number (step, "capacity", wish->capacity);
  /* Of an image, only what describes it is made before it is filled. */
  if (wish->format == NULL || g_str_equal (wish->format, "raw"))
    builder_step_set_number (step, "allocation", wish->allocation);
  builder_step_set (step, "xml", xml);
  if (wish->allocation > 0 && g_strcmp0 (wish->format, "qcow2") == 0)
    builder_step_set (step, "preallocate", "yes");
  builder_plan_add (plan, step);
  return step;
}

gboolean
builder_pool_check_new (const BuilderPool *pool,
                        const char *name,
                        const char *format,
                        GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_auto (virStorageVolPtr) there = NULL;
  BuilderPoolHolds holds = builder_pool_holds (pool);

  if (holds == BUILDER_POOL_FIXED)
    g_set_error (&problem, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
                 "no volumes can be made in the storage pool '%s', which is of the type %s: make one with the tools of the "
                 "storage itself, and name that", pool->name, pool->type);
  else if (holds != BUILDER_POOL_FILES && format != NULL && !g_str_equal (format, "raw"))
    g_set_error (&problem, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
                 "the storage pool '%s', which is of the type %s, holds raw volumes only and none of the format %s: give the "
                 "format raw, or another pool", pool->name, pool->type, format);
  else if (pool->active)
    there = builder_volume_find (pool->pool, name, &problem);
  if (there != NULL)
    g_set_error (&problem, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_EXISTS,
                 "the storage pool '%s' has a volume '%s' already: give another name, or delete that volume first",
                 pool->name, name);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

gboolean
builder_pool_take_room (BuilderPool *pool,
                        guint64 bytes,
                        const char *more,
                        GError **error)
{
  g_autofree char *wanted = g_format_size_full (bytes, G_FORMAT_SIZE_IEC_UNITS);
  g_autofree char *left = g_format_size_full (pool->available, G_FORMAT_SIZE_IEC_UNITS);

  if (!pool->is_measured)
    return TRUE;
  if (bytes > pool->available)
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NO_SPACE,
                   "%s do not fit into the storage pool '%s', which has %s left: make room there, give a smaller size or "
                   "another pool%s", wanted, pool->name, left, more);
      return FALSE;
    }
  pool->available -= bytes;
  return TRUE;
}
