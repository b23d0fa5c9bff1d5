/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Where the storage goes that is still to be made. */

#include "planners/disks-private.h"
#include "storage/folders-private.h"

#define DEFAULT_POOL "default"

/* Where one volume goes. */
typedef struct
{
  BuilderPool *pool;
  char *name;
  char *path; /* NULL: not known before it is made */
  virStorageVolPtr there;
} Place;

static void
leave_place (Place *place)
{
  g_free (place->name);
  g_free (place->path);
  if (place->there != NULL)
    virStorageVolFree (place->there);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, leave_place)

static char *
free_pool_name (BuilderHostView *view,
                const char *folder)
{
  g_autofree char *stem = g_path_get_basename (folder);
  char *name = g_strdup (stem);

  for (guint i = 1; builder_pools_find (view->pools, name) != NULL; i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s-%u", stem, i);
    }
  return name;
}

/* A pool for FOLDER, which none has. */
static BuilderPool *
make_pool (GVirBuilderPlan *plan,
           BuilderHostView *view,
           const char *folder,
           GError **error)
{
  g_autofree char *usual = builder_usual_folder (view->handle, "images");
  gboolean is_usual = g_strcmp0 (folder, usual) == 0;
  g_autofree char *name = is_usual && builder_pools_find (view->pools, DEFAULT_POOL) == NULL
                            ? g_strdup (DEFAULT_POOL) : free_pool_name (view, folder);

  if (g_str_has_prefix (folder, "/dev"))
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
                   "no storage pool makes block devices in '%s': make the device first and give its path without a size, "
                   "or define a pool for them", folder);
      return NULL;
    }
  /* A typing mistake makes no folders. */
  if (!is_usual && view->is_here && !g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NOT_FOUND,
                   "there is no folder '%s' for a new disk: make it first, or give another path", folder);
      return NULL;
    }
  builder_plan_pool_make (plan, name, folder, is_usual);
  return builder_pools_add (view->pools, name, folder, view->is_here);
}

static BuilderPool *
find_named_pool (GVirBuilderPlan *plan,
                 BuilderHostView *view,
                 const char *name,
                 GError **error)
{
  g_autofree char *folder = g_str_equal (name, DEFAULT_POOL) ? builder_usual_folder (view->handle, "images") : NULL;

  if (folder != NULL && builder_pools_find (view->pools, name) == NULL
      && builder_pools_find_folder (view->pools, folder) == NULL)
    return make_pool (plan, view, folder, error);
  return builder_pools_need (view->pools, name, error);
}

static gboolean
find_place (GVirBuilderPlan *plan,
            BuilderHostView *view,
            const BuilderDiskWish *wish,
            Place *place,
            GError **error)
{
  g_autofree char *folder = NULL;

  if (wish->pool != NULL)
    {
      place->pool = find_named_pool (plan, view, wish->pool, error);
      place->name = g_strdup (wish->volume);
      if (place->pool != NULL && place->pool->path != NULL)
        place->path = g_build_filename (place->pool->path, place->name, NULL);
      return place->pool != NULL;
    }
  place->path = g_canonicalize_filename (builder_disk_wish_path (wish), "/");
  place->name = g_path_get_basename (place->path);
  folder = g_path_get_dirname (place->path);
  place->pool = builder_pools_find_folder (view->pools, folder);
  if (place->pool == NULL)
    place->pool = make_pool (plan, view, folder, error);
  return place->pool != NULL;
}

/* What was asked for by its name and is there is taken as it is. */
static gboolean
is_there (BuilderHostView *view,
          Place *place,
          gboolean *there,
          GError **error)
{
  g_autoptr (GError) problem = NULL;

  *there = view->is_here && place->path != NULL && g_file_test (place->path, G_FILE_TEST_EXISTS);
  if (!place->pool->active)
    return TRUE;
  place->there = builder_volume_find (place->pool->pool, place->name, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  *there = *there || place->there != NULL;
  return TRUE;
}

static gboolean
take_there (GVirBuilderPlan *plan,
            BuilderHostView *view,
            const BuilderDiskWish *wish,
            const Place *place,
            GError **error)
{
  g_auto (BuilderImage) image = { NULL };
  const char *path = place->path;

  if (!wish->place_is_asked || wish->backing != NULL)
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_EXISTS,
                   "the new disk would be '%s', which is there already: give another path, or that one without %s to use "
                   "what is in it", path != NULL ? path : place->name,
                   wish->backing != NULL ? "a backing image" : "a size");
      return FALSE;
    }
  builder_plan_pool_start (plan, place->pool);
  if (place->there != NULL)
    builder_image_read_volume (place->there, &image);
  else
    builder_image_read_file (path, &image);
  if (image.format != NULL && wish->driver != NULL && g_strcmp0 (image.format, wish->driver) != 0
      && builder_pool_holds (place->pool) == BUILDER_POOL_FILES)
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                   "'%s' is there already, in the format %s, and the guest would read it as %s: give another path, or "
                   "format=%s", path, image.format, wish->driver, image.format);
      return FALSE;
    }
  return path == NULL
         || (builder_check_image (view, path, ": give another path", error)
             && builder_check_path_free (view, wish, path, builder_disk_wish_only_reads (wish), error));
}

static gboolean
check_backing (BuilderHostView *view,
               const BuilderDiskWish *wish,
               BuilderImage *image,
               GError **error)
{
  if (!builder_check_image (view, wish->backing,
                            " for a disk to be based on: give the path of an image that is there", error)
      || !builder_check_path_free (view, wish, wish->backing, TRUE, error))
    return FALSE;
  builder_look_at_image (view, wish->backing, image);
  if (wish->backing_format != NULL)
    {
      g_free (image->format);
      image->format = g_strdup (wish->backing_format);
    }
  if (image->format != NULL)
    return TRUE;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
               "nobody knows what format '%s' has, which a disk is to be based on: give backing_format, such as qcow2",
               wish->backing);
  return FALSE;
}

/* An image that holds changes only is empty at first. */
static gboolean
check_sparse (const BuilderDiskWish *wish,
              GError **error)
{
  if (wish->backing == NULL || g_strcmp0 (wish->sparse, "no") != 0)
    return TRUE;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
               "a disk that holds the changes to '%s' cannot take up all of its room at once: leave sparse=no out, or the "
               "backing image", wish->backing);
  return FALSE;
}

static gboolean
decide_size (const BuilderDiskWish *wish,
             const BuilderImage *backing,
             guint64 *size,
             GError **error)
{
  *size = wish->size != NULL ? g_ascii_strtoull (wish->size, NULL, 10) : backing->capacity;
  if (*size == 0 && (wish->size != NULL || wish->backing == NULL))
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                   "a new disk needs a size above 0: give size=GIB%s", wish->size != NULL ? "" : ", for nothing says how "
                   "much the system needs");
      return FALSE;
    }
  if (*size < backing->capacity)
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                   "a disk of %s bytes does not show all of '%s', which has %" G_GUINT64_FORMAT ": give a larger size, or "
                   "none", wish->size, wish->backing, backing->capacity);
      return FALSE;
    }
  return TRUE;
}

/* Volumes of devices take up all their room; other pools know what they promise only as it is filled. */
static gboolean
take_room (BuilderHostView *view,
           BuilderPool *pool,
           guint64 size,
           gboolean sparse,
           GError **error)
{
  if (sparse && (view->flags & GVIR_BUILDER_INSTALL_FLAGS_OVERCOMMIT) != 0)
    return TRUE;
  return builder_pool_take_room (pool, size, sparse ? ", or switch the check disk_size off where it will not be filled" : "",
                                 error);
}

static gboolean
plan_volume (GVirBuilderPlan *plan,
             BuilderHostView *view,
             const BuilderDiskWish *wish,
             const Place *place,
             GError **error)
{
  g_auto (BuilderImage) backing = { NULL };
  BuilderPoolHolds holds = builder_pool_holds (place->pool);
  gboolean sparse = holds != BUILDER_POOL_DEVICES && g_strcmp0 (wish->sparse, "no") != 0;
  BuilderVolumeWish volume = { .name = place->name, .format = wish->format, .backing = wish->backing };

  if (!builder_pool_check_new (place->pool, place->name, wish->format, error) || !check_sparse (wish, error)
      || (wish->backing != NULL && !check_backing (view, wish, &backing, error))
      || !decide_size (wish, &backing, &volume.capacity, error)
      || !take_room (view, place->pool, volume.capacity, sparse, error))
    return FALSE;
  if (wish->place_is_asked && place->path != NULL
      && !builder_check_path_free (view, wish, place->path, FALSE, error))
    return FALSE;
  if (holds != BUILDER_POOL_FILES)
    volume.format = NULL;
  volume.backing_format = backing.format;
  volume.allocation = sparse ? 0 : volume.capacity;
  builder_plan_pool_start (plan, place->pool);
  builder_plan_volume (plan, "volume-create", place->pool->name, &volume);
  return TRUE;
}

gboolean
builder_plan_new_disk (GVirBuilderPlan *plan,
                       BuilderHostView *view,
                       const BuilderDiskWish *wish,
                       GError **error)
{
  const char *path = builder_disk_wish_path (wish);
  g_auto (Place) place = { NULL };
  gboolean there = FALSE;

  if (wish->place_is_asked && path != NULL && !builder_check_path_free (view, wish, path, FALSE, error))
    return FALSE;
  if (!find_place (plan, view, wish, &place, error) || !is_there (view, &place, &there, error))
    return FALSE;
  return there ? take_there (plan, view, wish, &place, error) : plan_volume (plan, view, wish, &place, error);
}
