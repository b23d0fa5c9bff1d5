/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Plans that are about storage alone. */

#include "planners/libvirt-builder-storage.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "planners/reflink-private.h"
#include "planners/volume-plans-private.h"
#include "storage/upload-private.h"
#include "storage/xml-private.h"

/* What a plan is made from. */
typedef struct
{
  virConnectPtr handle;
  GPtrArray *pools;
  virStorageVolPtr volume;
  virStorageVolInfo info;
  char *path;
} Place;

static void
close_place (Place *place)
{
  if (place->volume != NULL)
    virStorageVolFree (place->volume);
  g_clear_pointer (&place->pools, g_ptr_array_unref);
  if (place->handle != NULL)
    virConnectClose (place->handle);
  free (place->path);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, close_place)

static gboolean
open_place (Place *place,
            GVirConnection *connection,
            GError **error)
{
  place->handle = builder_handle_of (connection, error);
  if (place->handle != NULL)
    place->pools = builder_pools_read (place->handle, error);
  return place->pools != NULL;
}

/* And the volume, which must be there, in a pool that runs. */
static gboolean
open_volume (Place *place,
             GVirConnection *connection,
             const char *pool,
             const char *volume,
             GError **error)
{
  BuilderPool *in = open_place (place, connection, error) ? builder_pools_need (place->pools, pool, error) : NULL;

  if (in == NULL)
    return FALSE;
  if (!in->active)
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NOT_FOUND,
                   "the storage pool '%s' does not run, so nothing is known of its volume '%s': start the pool first",
                   pool, volume);
      return FALSE;
    }
  place->volume = builder_volume_need (place->handle, pool, volume, error);
  if (place->volume == NULL)
    return FALSE;
  place->path = virStorageVolGetPath (place->volume);
  if (place->path != NULL && virStorageVolGetInfo (place->volume, &place->info) == 0)
    return TRUE;
  builder_set_error (error, "nothing is known of the volume '%s' of the storage pool '%s'", volume, pool);
  return FALSE;
}

typedef enum
{
  NOBODY_RUNNING, /* no guest that runs may have it */
  NOBODY          /* no guest may have it at all */
} Unused;

static gboolean
check_unused (const Place *place,
              Unused unused,
              const char *done,
              GError **error)
{
  g_autoptr (BuilderUses) uses = builder_uses_read (place->handle, NULL, error);
  GPtrArray *users = uses != NULL ? builder_uses_of_image (uses, place->path) : NULL;

  for (guint i = 0; users != NULL && i < users->len; i++)
    {
      const BuilderUse *use = g_ptr_array_index (users, i);

      if (!use->running && unused == NOBODY_RUNNING)
        continue;
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_IN_USE,
                   "the guest '%s' has the volume '%s'%s, so it is not %s: %s first", use->guest,
                   virStorageVolGetName (place->volume), use->running ? " and runs" : "", done,
                   unused == NOBODY_RUNNING ? "stop the guest" : "take the disk from the guest");
      return FALSE;
    }
  return uses != NULL;
}

static gboolean
check_no_base (const Place *place,
               const char *done,
               GError **error)
{
  g_autoptr (GHashTable) bases = builder_bases_read (place->handle);
  g_autofree char *plain = builder_plain_path (place->handle, place->path);
  const char *other = builder_bases_overlay (bases, plain);

  if (other != NULL)
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_IN_USE,
                 "'%s' holds the changes to the volume '%s', so that is not %s: delete what is based on it first", other,
                 virStorageVolGetName (place->volume), done);
  return other == NULL;
}

static GVirBuilderPlan *
new_plan (const char *verb,
          const char *volume,
          GVirBuilderDirection recovery)
{
  g_autofree char *title = g_strdup_printf ("%s %s", verb, volume);

  return builder_plan_new (title, NULL, recovery);
}

/* What the blocks of a file take up; a block device takes up all. */
static guint64
room_of_file (const char *path,
              guint64 size)
{
  struct stat facts;

  return stat (path, &facts) == 0 && S_ISREG (facts.st_mode) ? MIN ((guint64) facts.st_blocks * 512, size) : size;
}

/**
 * gvir_builder_plan_new_upload: (constructor)
 * @connection: an open connection
 * @file: path of a file or block device of this machine
 * @pool: name of the storage pool that gets it
 * @volume: (nullable): name of the new volume; %NULL: that of the file
 * @error: return location for an error, or %NULL
 *
 * Plans how an image is sent to the host: a new volume with the same bytes. What is a hole
 * in the file is one in the volume, where the host and its pool can do that.
 *
 * Returns: (transfer full): a plan, or %NULL with an error of %GVIR_BUILDER_ERROR_NOT_FOUND,
 *   %GVIR_BUILDER_ERROR_EXISTS, %GVIR_BUILDER_ERROR_NO_SPACE, %GVIR_BUILDER_ERROR_DENIED,
 *   %GVIR_BUILDER_ERROR_UNSUPPORTED, %GVIR_BUILDER_ERROR_INVALID_INPUT or
 *   %GVIR_BUILDER_ERROR_UNREACHABLE
 */
GVirBuilderPlan *
gvir_builder_plan_new_upload (GVirConnection *connection,
                              const char *file,
                              const char *pool,
                              const char *volume,
                              GError **error)
{
  g_auto (Place) place = { NULL };
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;
  GVirBuilderPlan *plan;
  GVirBuilderStep *step;
  BuilderPool *to;
  guint64 size = 0;

  g_return_val_if_fail (GVIR_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (file != NULL && pool != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  path = g_canonicalize_filename (file, NULL);
  name = volume != NULL ? g_strdup (volume) : g_path_get_basename (path);
  to = builder_file_size (path, &size, error) && open_place (&place, connection, error)
         ? builder_pools_need (place.pools, pool, error) : NULL;
  if (to == NULL || !builder_pool_check_new (to, name, NULL, error)
      || !builder_pool_take_room (to, builder_pool_holds (to) == BUILDER_POOL_DEVICES ? size : room_of_file (path, size),
                                  "", error))
    return NULL;
  plan = new_plan ("upload", name, GVIR_BUILDER_DIRECTION_UNDO);
  builder_plan_pool_start (plan, to);
  step = builder_plan_volume (plan, "volume-upload", pool, &(BuilderVolumeWish){
    .name = name, .capacity = size, .allocation = builder_pool_holds (to) == BUILDER_POOL_DEVICES ? size : 0,
    .format = builder_pool_holds (to) == BUILDER_POOL_FILES ? "raw" : NULL });
  builder_step_set (step, "file", path);
  builder_step_set_number (step, "size", size);
  return plan;
}

static char *
format_of (virStorageVolPtr volume)
{
  g_auto (xmlDocPtr) document = builder_xml_read (virStorageVolGetXMLDesc (volume, 0));

  return builder_xml_attribute (builder_xml_find (document, "target/format"), "type");
}

static gboolean
check_reflink (Place *place,
               const char *volume,
               const BuilderReflink *wish,
               GError **error)
{
  char *path = virStorageVolGetPath (place->volume);
  BuilderReflink reflink = *wish;
  g_autofree char *obstacle = NULL;

  reflink.path = path;
  obstacle = builder_reflink_obstacle (place->handle, &reflink);
  free (path);
  if (obstacle == NULL)
    return TRUE;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
               "a copy of the volume '%s' cannot share blocks with it, since %s: copy it in full", volume, obstacle);
  return FALSE;
}

/**
 * gvir_builder_plan_new_volume_clone: (constructor)
 * @connection: an open connection
 * @pool: name of the storage pool of the original
 * @volume: name of the original
 * @to_pool: (nullable): name of the storage pool of the copy; %NULL: the same
 * @to_volume: name of the copy
 * @flags: how it is copied
 * @error: return location for an error, or %NULL
 *
 * Plans how the host copies a volume. The copy depends on nothing, even where the original holds
 * the changes to another image.
 *
 * Returns: (transfer full): a plan, or %NULL with an error of %GVIR_BUILDER_ERROR_NOT_FOUND,
 *   %GVIR_BUILDER_ERROR_EXISTS, %GVIR_BUILDER_ERROR_IN_USE, %GVIR_BUILDER_ERROR_NO_SPACE,
 *   %GVIR_BUILDER_ERROR_UNSUPPORTED or %GVIR_BUILDER_ERROR_UNREACHABLE
 */
GVirBuilderPlan *
gvir_builder_plan_new_volume_clone (GVirConnection *connection,
                                    const char *pool,
                                    const char *volume,
                                    const char *to_pool,
                                    const char *to_volume,
                                    GVirBuilderCopyFlags flags,
                                    GError **error)
{
  g_auto (Place) place = { NULL };
  g_autofree char *format = NULL;
  BuilderVolumeWish wish = { .name = to_volume };
  GVirBuilderPlan *plan;
  GVirBuilderStep *step;
  BuilderPool *to;

  g_return_val_if_fail (GVIR_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (pool != NULL && volume != NULL && to_volume != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!open_volume (&place, connection, pool, volume, error))
    return NULL;
  to = builder_pools_need (place.pools, to_pool != NULL ? to_pool : pool, error);
  if (to == NULL)
    return NULL;
  format = builder_pool_holds (to) == BUILDER_POOL_FILES ? format_of (place.volume) : NULL;
  wish.format = format;
  wish.capacity = place.info.capacity;
  if ((flags & GVIR_BUILDER_COPY_FLAGS_ALLOCATE) != 0 || builder_pool_holds (to) == BUILDER_POOL_DEVICES)
    wish.allocation = wish.capacity;
  if ((flags & GVIR_BUILDER_COPY_FLAGS_REFLINK) != 0
      && !check_reflink (&place, volume, &(BuilderReflink){ format, NULL, builder_pools_find (place.pools, pool), to->path, to },
                         error))
    return NULL;
  if (!builder_pool_check_new (to, to_volume, format, error)
      || !builder_pool_take_room (to, MAX (wish.allocation, MIN (place.info.allocation, wish.capacity)), "", error)
      || !check_unused (&place, NOBODY_RUNNING, "copied", error))
    return NULL;
  plan = new_plan ("copy", volume, GVIR_BUILDER_DIRECTION_UNDO);
  builder_plan_pool_start (plan, to);
  step = builder_plan_volume (plan, "volume-clone", to->name, &wish);
  builder_step_set (step, "from-pool", pool);
  builder_step_set (step, "from-name", volume);
  builder_step_set (step, "reflink", (flags & GVIR_BUILDER_COPY_FLAGS_REFLINK) != 0 ? "yes" : NULL);
  return plan;
}

/* A step that changes or deletes the volume, for good. */
static GVirBuilderPlan *
plan_change (const char *kind,
             const char *verb,
             const char *pool,
             const char *volume,
             GVirBuilderStep **step)
{
  GVirBuilderPlan *plan = new_plan (verb, volume, GVIR_BUILDER_DIRECTION_RESUME);
  g_autofree char *text = g_strdup_printf ("%s the volume %s of the storage pool %s", verb, volume, pool);

  *step = builder_step_new (kind, 2, text, NULL);
  builder_step_set (*step, "pool", pool);
  builder_step_set (*step, "name", volume);
  builder_plan_add (plan, *step);
  return plan;
}

static gboolean
check_size (const Place *place,
            BuilderPool *pool,
            guint64 bytes,
            GVirBuilderResizeFlags flags,
            GError **error)
{
  if (bytes == 0)
    {
      g_set_error_literal (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                           "0 is no size of a volume: give a larger one");
      return FALSE;
    }
  if (bytes < place->info.capacity && (flags & GVIR_BUILDER_RESIZE_FLAGS_SHRINK) == 0)
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                   "the volume '%s' has %llu bytes, and would lose what is in its last %llu: give a larger size, or say "
                   "that it may shrink", virStorageVolGetName (place->volume), place->info.capacity,
                   place->info.capacity - bytes);
      return FALSE;
    }
  if (bytes < place->info.capacity && bytes < place->info.allocation)
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
                   "the volume '%s' takes up %llu bytes, and libvirt lets none become smaller than that: give a larger "
                   "size", virStorageVolGetName (place->volume), place->info.allocation);
      return FALSE;
    }
  return (flags & GVIR_BUILDER_RESIZE_FLAGS_ALLOCATE) == 0 || bytes <= place->info.allocation
         || builder_pool_take_room (pool, bytes - place->info.allocation, "", error);
}

/**
 * gvir_builder_plan_new_resize: (constructor)
 * @connection: an open connection
 * @pool: name of a storage pool
 * @volume: name of one of its volumes
 * @bytes: its new size, as a guest sees it
 * @flags: how it gets it
 * @error: return location for an error, or %NULL
 *
 * Plans how a volume gets another size, which no guest that runs has. The file system in it stays
 * as it is. It cannot be taken back: recovery brings it to its end.
 *
 * Returns: (transfer full): a plan, or %NULL with an error of %GVIR_BUILDER_ERROR_NOT_FOUND,
 *   %GVIR_BUILDER_ERROR_IN_USE, %GVIR_BUILDER_ERROR_NO_SPACE,
 *   %GVIR_BUILDER_ERROR_INVALID_INPUT or %GVIR_BUILDER_ERROR_UNREACHABLE
 */
GVirBuilderPlan *
gvir_builder_plan_new_resize (GVirConnection *connection,
                              const char *pool,
                              const char *volume,
                              guint64 bytes,
                              GVirBuilderResizeFlags flags,
                              GError **error)
{
  g_auto (Place) place = { NULL };
  GVirBuilderPlan *plan;
  GVirBuilderStep *step;

  g_return_val_if_fail (GVIR_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (pool != NULL && volume != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!open_volume (&place, connection, pool, volume, error)
      || !check_size (&place, builder_pools_find (place.pools, pool), bytes, flags, error)
      || !check_unused (&place, NOBODY_RUNNING, "given another size", error)
      || !check_no_base (&place, "given another size", error))
    return NULL;
  plan = plan_change ("volume-resize", "resize", pool, volume, &step);
  builder_step_set_number (step, "from", place.info.capacity);
  builder_step_set_number (step, "to", bytes);
  builder_step_set (step, "allocate", (flags & GVIR_BUILDER_RESIZE_FLAGS_ALLOCATE) != 0 ? "yes" : NULL);
  return plan;
}

/**
 * gvir_builder_plan_new_wipe: (constructor)
 * @connection: an open connection
 * @pool: name of a storage pool
 * @volume: name of one of its volumes
 * @algorithm: what it is overwritten with
 * @error: return location for an error, or %NULL
 *
 * Plans how all that is in a volume is overwritten, which no guest has and no other volume is
 * based on. It cannot be taken back: recovery brings it to its end.
 *
 * Returns: (transfer full): a plan, or %NULL with an error of %GVIR_BUILDER_ERROR_NOT_FOUND,
 *   %GVIR_BUILDER_ERROR_IN_USE or %GVIR_BUILDER_ERROR_UNREACHABLE
 */
GVirBuilderPlan *
gvir_builder_plan_new_wipe (GVirConnection *connection,
                            const char *pool,
                            const char *volume,
                            GVirBuilderWipe algorithm,
                            GError **error)
{
  /* In the order of our enumeration. */
  static const guint algorithms[] = {
    VIR_STORAGE_VOL_WIPE_ALG_ZERO, VIR_STORAGE_VOL_WIPE_ALG_NNSA, VIR_STORAGE_VOL_WIPE_ALG_DOD,
    VIR_STORAGE_VOL_WIPE_ALG_BSI, VIR_STORAGE_VOL_WIPE_ALG_GUTMANN, VIR_STORAGE_VOL_WIPE_ALG_SCHNEIER,
    VIR_STORAGE_VOL_WIPE_ALG_PFITZNER7, VIR_STORAGE_VOL_WIPE_ALG_PFITZNER33, VIR_STORAGE_VOL_WIPE_ALG_RANDOM,
    VIR_STORAGE_VOL_WIPE_ALG_TRIM,
  };
  g_auto (Place) place = { NULL };
  GVirBuilderPlan *plan;
  GVirBuilderStep *step;

  g_return_val_if_fail (GVIR_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (pool != NULL && volume != NULL, NULL);
  g_return_val_if_fail ((guint) algorithm < G_N_ELEMENTS (algorithms), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!open_volume (&place, connection, pool, volume, error) || !check_unused (&place, NOBODY, "wiped", error)
      || !check_no_base (&place, "wiped", error))
    return NULL;
  plan = plan_change ("volume-wipe", "wipe", pool, volume, &step);
  builder_step_set_number (step, "algorithm", algorithms[algorithm]);
  return plan;
}

/**
 * gvir_builder_plan_new_volume_delete: (constructor)
 * @connection: an open connection
 * @pool: name of a storage pool
 * @volume: name of one of its volumes
 * @error: return location for an error, or %NULL
 *
 * Plans how a volume is deleted, which no guest has and no other volume is based on. It cannot be
 * taken back: recovery brings it to its end.
 *
 * Returns: (transfer full): a plan, or %NULL with an error of %GVIR_BUILDER_ERROR_NOT_FOUND,
 *   %GVIR_BUILDER_ERROR_IN_USE or %GVIR_BUILDER_ERROR_UNREACHABLE
 */
GVirBuilderPlan *
gvir_builder_plan_new_volume_delete (GVirConnection *connection,
                                     const char *pool,
                                     const char *volume,
                                     GError **error)
{
  g_auto (Place) place = { NULL };
  GVirBuilderStep *step;

  g_return_val_if_fail (GVIR_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (pool != NULL && volume != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!open_volume (&place, connection, pool, volume, error) || !check_unused (&place, NOBODY, "deleted", error)
      || !check_no_base (&place, "deleted", error))
    return NULL;
  return plan_change ("volume-delete", "delete", pool, volume, &step);
}
