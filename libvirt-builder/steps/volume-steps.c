/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* volume-create: pool, name, capacity, allocation, xml, preallocate (yes: room for what describes it, too)
 * volume-clone: as volume-create, and from-pool, from-name, reflink (yes: share blocks with the original)
 * volume-upload: as volume-create, and file (absolute, of this machine), size (bytes of the file)
 * volume-delete: pool, name
 *
 * A volume is ours where there was none of its name when the step was begun. */

#include "steps/kinds-private.h"
#include "storage/copy-watch-private.h"
#include "storage/pools-private.h"
#include "storage/upload-private.h"
#include "storage/volumes-private.h"

static gboolean
look (BuilderWork *work,
      GVirBuilderStep *step,
      virStorageVolPtr *volume,
      GError **error)
{
  return builder_volume_look (work->link->handle, builder_step_get (step, "pool"), builder_step_get (step, "name"),
                              volume, error);
}

/* Files get their length first and their blocks later; images have their length in their head,
 * which is written last. */
static gboolean
look_for_volume (BuilderWork *work,
                 GVirBuilderStep *step,
                 BuilderFound *found,
                 GError **error)
{
  g_auto (virStorageVolPtr) volume = NULL;
  virStorageVolInfo info = { 0 };

  if (!look (work, step, &volume, error))
    return FALSE;
  *found = volume == NULL ? BUILDER_FOUND_NOTHING : BUILDER_FOUND_PART;
  if (volume != NULL && virStorageVolGetInfo (volume, &info) == 0
      && info.capacity >= builder_step_get_number (step, "capacity")
      && info.allocation >= builder_step_get_number (step, "allocation"))
    *found = BUILDER_FOUND_WHOLE;
  return TRUE;
}

/* How much of the content has come over, a volume does not tell. */
static gboolean
look_for_filled (BuilderWork *work,
                 GVirBuilderStep *step,
                 BuilderFound *found,
                 GError **error)
{
  g_auto (virStorageVolPtr) volume = NULL;

  if (!look (work, step, &volume, error))
    return FALSE;
  *found = volume == NULL ? BUILDER_FOUND_NOTHING : BUILDER_FOUND_PART;
  return TRUE;
}

static unsigned int
flags_of (GVirBuilderStep *step)
{
  unsigned int flags = 0;

  if (builder_step_get (step, "preallocate") != NULL)
    flags |= VIR_STORAGE_VOL_CREATE_PREALLOC_METADATA;
  if (builder_step_get (step, "reflink") != NULL)
    flags |= VIR_STORAGE_VOL_CREATE_REFLINK;
  return flags;
}

static void
fail_to_make (GVirBuilderStep *step,
              GError **error)
{
  builder_set_error (error, "the volume '%s' cannot be made in the storage pool '%s'", builder_step_get (step, "name"),
                     builder_step_get (step, "pool"));
}

/* What the file system cannot do, libvirt only has a number for. */
static void
fail_to_copy (GVirBuilderStep *step,
              GError **error)
{
  GVirBuilderError code = builder_last_code ();
  gboolean unable = code == GVIR_BUILDER_ERROR_FAILED || code == GVIR_BUILDER_ERROR_UNSUPPORTED;

  if (builder_step_get (step, "reflink") == NULL || !unable)
    {
      fail_to_make (step, error);
      return;
    }
  builder_set_error (error, "the volume '%s' cannot be made in the storage pool '%s' with blocks that it shares with '%s', "
                     "which needs one file system for both that can do so, such as XFS or Btrfs (elsewhere, copy it in full, "
                     "or let an overlay hold the changes)", builder_step_get (step, "name"), builder_step_get (step, "pool"),
                     builder_step_get (step, "from-name"));
}

static virStorageVolPtr
create (BuilderWork *work,
        GVirBuilderStep *step,
        GError **error)
{
  g_auto (virStoragePoolPtr) pool = builder_pool_find (work->link->handle, builder_step_get (step, "pool"), error);
  virStorageVolPtr volume;

  if (pool == NULL)
    return NULL;
  volume = virStorageVolCreateXML (pool, builder_step_get (step, "xml"), flags_of (step));
  if (volume == NULL)
    fail_to_make (step, error);
  return volume;
}

static gboolean
create_volume (BuilderWork *work,
               GVirBuilderStep *step,
               GError **error)
{
  g_auto (virStorageVolPtr) volume = create (work, step, error);

  return volume != NULL;
}

/* What a copy takes up in the end; the host tells no more of how far it is. */
static guint64
room_of_copy (GVirBuilderStep *step,
              virStorageVolPtr original)
{
  guint64 allocation = builder_step_get_number (step, "allocation");
  virStorageVolInfo info = { 0 };

  if (allocation == 0 && virStorageVolGetInfo (original, &info) == 0)
    allocation = info.allocation;
  return MAX (allocation, 1);
}

static gboolean
clone_volume (BuilderWork *work,
              GVirBuilderStep *step,
              GError **error)
{
  virConnectPtr handle = work->link->handle;
  g_auto (virStoragePoolPtr) pool = builder_pool_find (handle, builder_step_get (step, "pool"), error);
  g_auto (virStorageVolPtr) original = NULL;
  g_auto (virStorageVolPtr) volume = NULL;
  g_autoptr (BuilderCopyWatch) watch = NULL;

  if (pool == NULL)
    return FALSE;
  original = builder_volume_need (handle, builder_step_get (step, "from-pool"), builder_step_get (step, "from-name"), error);
  if (original == NULL)
    return FALSE;
  watch = builder_copy_watch_begin (pool, builder_step_get (step, "name"), room_of_copy (step, original), work->report,
                                    work->report_data);
  volume = virStorageVolCreateXMLFrom (pool, builder_step_get (step, "xml"), original, flags_of (step));
  if (volume == NULL)
    fail_to_copy (step, error);
  return volume != NULL;
}

/* The volume is known as an image of its format once its pool has looked at it; it can be used before. */
static void
refresh (virStorageVolPtr volume)
{
  g_auto (virStoragePoolPtr) pool = virStoragePoolLookupByVolume (volume);

  if (pool == NULL || virStoragePoolRefresh (pool, 0) != 0)
    virResetLastError ();
}

static gboolean
upload_volume (BuilderWork *work,
               GVirBuilderStep *step,
               GError **error)
{
  g_auto (virStorageVolPtr) volume = create (work, step, error);
  BuilderTransferWatch watch = { work->cancellable, work->report, work->report_data };
  g_autoptr (GError) problem = NULL;
  g_autoptr (GError) left = NULL;

  if (volume == NULL)
    return FALSE;
  if (builder_volume_upload (work->link->handle, volume, builder_step_get (step, "file"),
                             builder_step_get_number (step, "size"), &watch, &problem))
    {
      refresh (volume);
      return TRUE;
    }
  if (builder_link_is_lost (work->link, problem) || builder_volume_delete (volume, &left))
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_LEFT_BEHIND, "%s; %s", problem->message, left->message);
  return FALSE;
}

static gboolean
delete_volume (BuilderWork *work,
               GVirBuilderStep *step,
               GError **error)
{
  g_auto (virStorageVolPtr) volume = NULL;

  return look (work, step, &volume, error) && (volume == NULL || builder_volume_delete (volume, error));
}

static gboolean
take_back (BuilderWork *work,
           GVirBuilderStep *step,
           GError **error)
{
  return builder_volume_take_back (work->link->handle, builder_step_get (step, "pool"), builder_step_get (step, "name"),
                                   error);
}

/* What such a step makes is that nothing is there. */
static gboolean
look_for_none (BuilderWork *work,
               GVirBuilderStep *step,
               BuilderFound *found,
               GError **error)
{
  g_auto (virStorageVolPtr) volume = NULL;

  if (!look (work, step, &volume, error))
    return FALSE;
  *found = volume == NULL ? BUILDER_FOUND_WHOLE : BUILDER_FOUND_NOTHING;
  return TRUE;
}

const BuilderStepKind builder_volume_steps[] = {
  { "volume-create", BUILDER_THERE_IS_WRONG, look_for_volume, create_volume, take_back },
  { "volume-clone", BUILDER_THERE_IS_WRONG, look_for_filled, clone_volume, take_back },
  { "volume-upload", BUILDER_THERE_IS_WRONG, look_for_filled, upload_volume, take_back },
  { "volume-delete", BUILDER_THERE_IS_DONE, look_for_none, delete_volume, NULL },
};
const guint builder_n_volume_steps = G_N_ELEMENTS (builder_volume_steps);
