/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* volume-resize: pool, name, from, to (bytes), allocate (yes: take up the new room at once)
 * volume-wipe: pool, name, algorithm (libvirt's number)
 *
 * Neither can be taken back: who reads the volume in between sees what was there, or not. */

#include "steps/kinds-private.h"
#include "storage/volumes-private.h"

static virStorageVolPtr
need (BuilderWork *work,
      GVirBuilderStep *step,
      GError **error)
{
  return builder_volume_need (work->link->handle, builder_step_get (step, "pool"), builder_step_get (step, "name"),
                              error);
}

static gboolean
look_for_size (BuilderWork *work,
               GVirBuilderStep *step,
               BuilderFound *found,
               GError **error)
{
  g_auto (virStorageVolPtr) volume = need (work, step, error);
  virStorageVolInfo info = { 0 };

  if (volume == NULL)
    return FALSE;
  if (virStorageVolGetInfo (volume, &info) != 0)
    {
      builder_set_error (error, "the size of the volume '%s' is not known", builder_step_get (step, "name"));
      return FALSE;
    }
  *found = info.capacity == builder_step_get_number (step, "to") ? BUILDER_FOUND_WHOLE : BUILDER_FOUND_NOTHING;
  return TRUE;
}

static gboolean
resize (BuilderWork *work,
        GVirBuilderStep *step,
        GError **error)
{
  g_auto (virStorageVolPtr) volume = need (work, step, error);
  guint64 size = builder_step_get_number (step, "to");
  unsigned int flags = builder_step_get (step, "allocate") != NULL ? VIR_STORAGE_VOL_RESIZE_ALLOCATE : 0;

  if (volume == NULL)
    return FALSE;
  if (size < builder_step_get_number (step, "from"))
    flags |= VIR_STORAGE_VOL_RESIZE_SHRINK;
  if (virStorageVolResize (volume, size, flags) == 0)
    return TRUE;
  builder_set_error (error, "the volume '%s' cannot get another size", builder_step_get (step, "name"));
  return FALSE;
}

static gboolean
wipe (BuilderWork *work,
      GVirBuilderStep *step,
      GError **error)
{
  g_auto (virStorageVolPtr) volume = need (work, step, error);

  if (volume == NULL)
    return FALSE;
  if (virStorageVolWipePattern (volume, (unsigned int) builder_step_get_number (step, "algorithm"), 0) == 0)
    return TRUE;
  builder_set_error (error, "the volume '%s' cannot be wiped", builder_step_get (step, "name"));
  return FALSE;
}

const BuilderStepKind builder_change_steps[] = {
  { "volume-resize", BUILDER_THERE_IS_DONE, look_for_size, resize, NULL },
  { "volume-wipe", BUILDER_THERE_IS_DONE, builder_step_look_for_nothing, wipe, NULL },
};
const guint builder_n_change_steps = G_N_ELEMENTS (builder_change_steps);
