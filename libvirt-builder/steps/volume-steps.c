/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* volume-create: pool, name, capacity, xml */

#include "steps/kinds-private.h"
#include "storage/pools-private.h"
#include "storage/volumes-private.h"

static gboolean
find (BuilderWork *work,
      GVirBuilderStep *step,
      virStorageVolPtr *volume,
      GError **error)
{
  g_auto (virStoragePoolPtr) pool = builder_pool_find (work->link->handle, builder_step_get (step, "pool"), error);
  g_autoptr (GError) problem = NULL;

  *volume = NULL;
  if (pool == NULL)
    return FALSE;
  *volume = builder_volume_find (pool, builder_step_get (step, "name"), &problem);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
look_for_volume (BuilderWork *work,
                 GVirBuilderStep *step,
                 BuilderFound *found,
                 GError **error)
{
  g_auto (virStorageVolPtr) volume = NULL;
  virStorageVolInfo info = { 0 };

  if (!find (work, step, &volume, error))
    return FALSE;
  *found = volume == NULL ? BUILDER_FOUND_NOTHING : BUILDER_FOUND_PART;
  if (volume != NULL && virStorageVolGetInfo (volume, &info) == 0
      && info.capacity >= builder_step_get_number (step, "capacity"))
    *found = BUILDER_FOUND_WHOLE;
  return TRUE;
}

static gboolean
create_volume (BuilderWork *work,
               GVirBuilderStep *step,
               GError **error)
{
  g_auto (virStoragePoolPtr) pool = builder_pool_find (work->link->handle, builder_step_get (step, "pool"), error);
  g_auto (virStorageVolPtr) volume = NULL;

  if (pool == NULL)
    return FALSE;
  volume = virStorageVolCreateXML (pool, builder_step_get (step, "xml"), 0);
  if (volume == NULL)
    builder_set_error (error, "the volume '%s' cannot be made in the storage pool '%s'",
                       builder_step_get (step, "name"), builder_step_get (step, "pool"));
  return volume != NULL;
}

static gboolean
delete_volume (BuilderWork *work,
               GVirBuilderStep *step,
               GError **error)
{
  g_auto (virStorageVolPtr) volume = NULL;

  if (!find (work, step, &volume, error))
    return FALSE;
  if (volume == NULL || virStorageVolDelete (volume, 0) == 0)
    return TRUE;
  builder_set_error (error, "the volume '%s' cannot be deleted from the storage pool '%s'",
                     builder_step_get (step, "name"), builder_step_get (step, "pool"));
  return FALSE;
}

const BuilderStepKind builder_volume_steps[] = {
  { "volume-create", BUILDER_THERE_IS_WRONG, look_for_volume, create_volume, delete_volume },
};
const guint builder_n_volume_steps = G_N_ELEMENTS (builder_volume_steps);
