/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* pool-make: name, uuid, xml, autostart (yes)
 * pool-try: name (starts the pool where its folder is there)
 * pool-build: name (makes the folder of the pool, where there is none)
 * pool-start: name
 *
 * A pool is ours where it has the UUID that the plan chose, and its folder where it could not
 * be started before it was built. Whether a folder is there, only starting its pool tells, on this machine and
 * on others: so that is a step of its own, which is on record and is taken back. */

#include "steps/kinds-private.h"
#include "storage/pools-private.h"

static virStoragePoolPtr
need (BuilderWork *work,
      GVirBuilderStep *step,
      GError **error)
{
  return builder_pool_find (work->link->handle, builder_step_get (step, "name"), error);
}

/* For taking back: POOL is NULL where it is gone. */
static gboolean
find (BuilderWork *work,
      GVirBuilderStep *step,
      virStoragePoolPtr *pool,
      GError **error)
{
  g_autoptr (GError) problem = NULL;

  *pool = builder_pool_find (work->link->handle, builder_step_get (step, "name"), &problem);
  if (*pool != NULL || g_error_matches (problem, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* POOL is NULL where there is none of the UUID. */
static gboolean
find_ours (BuilderWork *work,
           GVirBuilderStep *step,
           virStoragePoolPtr *pool,
           GError **error)
{
  *pool = virStoragePoolLookupByUUIDString (work->link->handle, builder_step_get (step, "uuid"));
  if (*pool != NULL)
    return TRUE;
  if (!builder_last_is (VIR_ERR_NO_STORAGE_POOL))
    {
      builder_set_error (error, "the storage pool '%s' cannot be looked up", builder_step_get (step, "name"));
      return FALSE;
    }
  virResetLastError ();
  return TRUE;
}

static gboolean
look_for_pool (BuilderWork *work,
               GVirBuilderStep *step,
               BuilderFound *found,
               GError **error)
{
  g_auto (virStoragePoolPtr) pool = NULL;
  int starts = 0;

  if (!find_ours (work, step, &pool, error))
    return FALSE;
  *found = pool == NULL ? BUILDER_FOUND_NOTHING : BUILDER_FOUND_PART;
  if (pool != NULL && virStoragePoolGetAutostart (pool, &starts) == 0
      && (starts != 0 || builder_step_get (step, "autostart") == NULL))
    *found = BUILDER_FOUND_WHOLE;
  return TRUE;
}

static gboolean
make_pool (BuilderWork *work,
           GVirBuilderStep *step,
           GError **error)
{
  g_auto (virStoragePoolPtr) pool = virStoragePoolDefineXML (work->link->handle, builder_step_get (step, "xml"), 0);

  if (pool == NULL)
    {
      builder_set_error (error, "the storage pool '%s' cannot be defined", builder_step_get (step, "name"));
      return FALSE;
    }
  if (builder_step_get (step, "autostart") == NULL || virStoragePoolSetAutostart (pool, 1) == 0)
    return TRUE;
  builder_set_error (error, "the storage pool '%s' cannot be made to start with its host",
                     builder_step_get (step, "name"));
  virStoragePoolUndefine (pool);
  return FALSE;
}

/* It may run though no step has started it: libvirtd starts it as it starts itself. */
static gboolean
undefine_pool (BuilderWork *work,
               GVirBuilderStep *step,
               GError **error)
{
  g_auto (virStoragePoolPtr) pool = NULL;

  if (!find_ours (work, step, &pool, error))
    return FALSE;
  if (pool == NULL)
    return TRUE;
  if (virStoragePoolIsActive (pool) == 1 && virStoragePoolDestroy (pool) != 0)
    virResetLastError ();
  if (virStoragePoolIsPersistent (pool) == 0 || virStoragePoolUndefine (pool) == 0
      || builder_last_is (VIR_ERR_NO_STORAGE_POOL))
    return TRUE;
  builder_set_error (error, "the storage pool '%s' cannot be undefined", builder_step_get (step, "name"));
  return FALSE;
}

static gboolean
build_pool (BuilderWork *work,
            GVirBuilderStep *step,
            GError **error)
{
  g_auto (virStoragePoolPtr) pool = need (work, step, error);

  if (pool == NULL)
    return FALSE;
  if (virStoragePoolBuild (pool, VIR_STORAGE_POOL_BUILD_NEW) == 0)
    return TRUE;
  builder_set_error (error, "the folder of the storage pool '%s' cannot be made", builder_step_get (step, "name"));
  return FALSE;
}

/* A folder with something in it stays: it is not from us. */
static gboolean
remove_folder (BuilderWork *work,
               GVirBuilderStep *step,
               GError **error)
{
  g_auto (virStoragePoolPtr) pool = NULL;

  if (!find (work, step, &pool, error))
    return FALSE;
  if (pool != NULL && virStoragePoolIsActive (pool) == 0 && virStoragePoolDelete (pool, 0) != 0)
    virResetLastError ();
  return TRUE;
}

static gboolean
look_for_active (BuilderWork *work,
                 GVirBuilderStep *step,
                 BuilderFound *found,
                 GError **error)
{
  g_auto (virStoragePoolPtr) pool = need (work, step, error);

  if (pool == NULL)
    return FALSE;
  *found = virStoragePoolIsActive (pool) == 1 ? BUILDER_FOUND_WHOLE : BUILDER_FOUND_NOTHING;
  return TRUE;
}

static gboolean
start_pool (BuilderWork *work,
            GVirBuilderStep *step,
            GError **error)
{
  g_auto (virStoragePoolPtr) pool = need (work, step, error);
  g_autoptr (GError) problem = NULL;

  if (pool == NULL)
    return FALSE;
  if (virStoragePoolCreate (pool, 0) == 0)
    return TRUE;
  builder_set_error (&problem, "the storage pool '%s' cannot be started", builder_step_get (step, "name"));
  /* Somebody else may have been faster. */
  if (virStoragePoolIsActive (pool) == 1)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* Where that fails, the folder is made next, or the pool is started once more, which says why not. */
static gboolean
try_pool (BuilderWork *work,
          GVirBuilderStep *step,
          GError **error)
{
  g_auto (virStoragePoolPtr) pool = need (work, step, error);
  g_autoptr (GError) problem = NULL;

  if (pool == NULL)
    return FALSE;
  if (virStoragePoolCreate (pool, 0) == 0)
    return TRUE;
  builder_set_error (&problem, "the storage pool '%s' cannot be started", builder_step_get (step, "name"));
  if (!builder_link_is_lost (work->link, problem))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
stop_pool (BuilderWork *work,
           GVirBuilderStep *step,
           GError **error)
{
  g_auto (virStoragePoolPtr) pool = NULL;
  g_autoptr (GError) problem = NULL;

  if (!find (work, step, &pool, error))
    return FALSE;
  if (pool == NULL || virStoragePoolIsActive (pool) == 0 || virStoragePoolDestroy (pool) == 0)
    return TRUE;
  builder_set_error (&problem, "the storage pool '%s' cannot be stopped", builder_step_get (step, "name"));
  if (virStoragePoolIsActive (pool) == 0)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

const BuilderStepKind builder_pool_steps[] = {
  { "pool-make", BUILDER_THERE_IS_WRONG, look_for_pool, make_pool, undefine_pool },
  { "pool-try", BUILDER_THERE_IS_DONE, look_for_active, try_pool, stop_pool },
  { "pool-build", BUILDER_THERE_IS_DONE, look_for_active, build_pool, remove_folder },
  { "pool-start", BUILDER_THERE_IS_DONE, look_for_active, start_pool, stop_pool },
};
const guint builder_n_pool_steps = G_N_ELEMENTS (builder_pool_steps);
