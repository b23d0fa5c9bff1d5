/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Storage that is there already. */

#include "planners/disks-private.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static gboolean
refuse (GError **error,
        GVirBuilderError code,
        const char *format,
        ...) G_GNUC_PRINTF (3, 4);

static gboolean
refuse (GError **error,
        GVirBuilderError code,
        const char *format,
        ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, GVIR_BUILDER_ERROR, (gint) code, message);
  return FALSE;
}

BuilderUses *
builder_view_uses (BuilderHostView *view,
                   GError **error)
{
  if (view->uses == NULL)
    view->uses = builder_uses_read (view->handle, view->own, error);
  return view->uses;
}

static virStorageVolPtr
find_by_path (BuilderHostView *view,
              const char *path)
{
  virStorageVolPtr volume = virStorageVolLookupByPath (view->handle, path);

  if (volume == NULL)
    virResetLastError ();
  return volume;
}

/* A pool sees what has come into its folder only once it looks again; one that may only be read does not. */
static void
look_again (BuilderPool *pool)
{
  if (virStoragePoolRefresh (pool->pool, 0) != 0)
    virResetLastError ();
}

typedef enum
{
  THERE,
  MISSING,
  FOLDER,
  UNKNOWN
} Presence;

static Presence
look_here (const char *path)
{
  struct stat facts;

  if (stat (path, &facts) != 0)
    return errno == ENOENT || errno == ENOTDIR ? MISSING : UNKNOWN;
  return S_ISDIR (facts.st_mode) ? FOLDER : THERE;
}

/* On another machine only pools say something of files. */
static Presence
look_there (BuilderHostView *view,
            const char *path)
{
  g_autofree char *plain = g_canonicalize_filename (path, "/");
  g_autofree char *folder = g_path_get_dirname (plain);
  BuilderPool *pool = builder_pools_find_folder (view->pools, folder);
  g_auto (virStorageVolPtr) volume = NULL;

  if (builder_pools_find_folder (view->pools, plain) != NULL)
    return FOLDER;
  if (pool == NULL || !pool->active)
    return UNKNOWN;
  look_again (pool);
  volume = find_by_path (view, path);
  return volume != NULL ? THERE : MISSING;
}

static Presence
look_for (BuilderHostView *view,
          const char *path)
{
  g_auto (virStorageVolPtr) volume = NULL;
  Presence here = view->is_here ? look_here (path) : UNKNOWN;

  if (here == THERE || here == FOLDER)
    return here;
  volume = find_by_path (view, path);
  if (volume != NULL)
    return THERE;
  return view->is_here ? here : look_there (view, path);
}

static char *
find_closed (BuilderHostView *view,
             const char *path)
{
  if (!view->is_here)
    return NULL;
  if (!view->knows_hypervisor)
    builder_hypervisor_read (view->handle, &view->hypervisor);
  view->knows_hypervisor = TRUE;
  return builder_hypervisor_find_closed (&view->hypervisor, path);
}

gboolean
builder_check_image (BuilderHostView *view,
                     const char *path,
                     const char *missing,
                     GError **error)
{
  g_autofree char *closed = NULL;

  if (strstr (path, "://") != NULL)
    return TRUE;
  switch (look_for (view, path))
    {
    case MISSING:
      return refuse (error, GVIR_BUILDER_ERROR_NOT_FOUND, "there is no '%s'%s", path, missing);
    case FOLDER:
      return refuse (error, GVIR_BUILDER_ERROR_INVALID_INPUT, "'%s' is a folder: give the path of an image", path);
    case THERE:
    case UNKNOWN:
      break;
    }
  closed = find_closed (view, path);
  if (closed != NULL)
    return refuse (error, GVIR_BUILDER_ERROR_DENIED,
                   "the hypervisor's user, who has the number %u, may not enter '%s' and does not get to '%s': let it in "
                   "with 'chmod o+x %s', or put the image elsewhere, such as into a storage pool",
                   view->hypervisor.user, closed, path, closed);
  return TRUE;
}

void
builder_look_at_image (BuilderHostView *view,
                       const char *path,
                       BuilderImage *image)
{
  g_auto (virStorageVolPtr) volume = find_by_path (view, path);

  if (volume != NULL)
    builder_image_read_volume (volume, image);
  else if (view->is_here)
    builder_image_read_file (path, image);
}

static gboolean
is_compatible (const BuilderDiskWish *wish,
               gboolean only_reads,
               const BuilderUse *use)
{
  if (use->access == BUILDER_ACCESS_SHARED)
    return only_reads || g_strcmp0 (wish->shareable, "yes") == 0;
  return only_reads && use->access != BUILDER_ACCESS_ALONE;
}

static gboolean
check_use (BuilderHostView *view,
           const BuilderDiskWish *wish,
           const char *path,
           gboolean only_reads,
           const BuilderUse *use,
           GError **error)
{
  if (is_compatible (wish, only_reads, use))
    return TRUE;
  if (use->running)
    return refuse (error, GVIR_BUILDER_ERROR_IN_USE,
                   "'%s' is a disk of the guest '%s', which runs: give another, or stop that guest first", path, use->guest);
  if ((view->flags & GVIR_BUILDER_INSTALL_FLAGS_SHARED_PATHS) != 0)
    return TRUE;
  return refuse (error, GVIR_BUILDER_ERROR_IN_USE,
                 "'%s' is a disk of the guest '%s': give another, or switch the check path_in_use off where they never "
                 "run at once", path, use->guest);
}

/* Who writes to an image spoils whatever holds changes to it. */
static gboolean
check_base (BuilderHostView *view,
            const char *path,
            GError **error)
{
  g_autofree char *plain = builder_plain_path (view->handle, path);
  const char *other;

  if (view->bases == NULL)
    view->bases = builder_bases_read (view->handle);
  other = builder_bases_overlay (view->bases, plain);
  if (other == NULL || (view->flags & GVIR_BUILDER_INSTALL_FLAGS_SHARED_PATHS) != 0)
    return TRUE;
  return refuse (error, GVIR_BUILDER_ERROR_IN_USE,
                 "'%s' holds the changes to '%s', and is spoiled once a guest writes to that: give another image, or make "
                 "it read-only", other, path);
}

gboolean
builder_check_path_free (BuilderHostView *view,
                         const BuilderDiskWish *wish,
                         const char *path,
                         gboolean only_reads,
                         GError **error)
{
  BuilderUses *uses = builder_view_uses (view, error);
  GPtrArray *users = uses != NULL ? builder_uses_of_image (uses, path) : NULL;

  for (guint i = 0; users != NULL && i < users->len; i++)
    {
      if (!check_use (view, wish, path, only_reads, g_ptr_array_index (users, i), error))
        return FALSE;
    }
  return uses != NULL && (only_reads || check_base (view, path, error));
}

/* A guest that reads an image as its bare bytes finds nothing that it knows. */
gboolean
builder_check_driver (const BuilderDiskWish *wish,
                      const char *path,
                      const BuilderImage *image,
                      GError **error)
{
  static const char *const images[] = { "qcow2", "qcow", "qed", "vmdk", "vdi", NULL };

  if (wish->driver_is_asked || g_strcmp0 (wish->driver, "raw") != 0 || image->format == NULL
      || !g_strv_contains (images, image->format))
    return TRUE;
  return refuse (error, GVIR_BUILDER_ERROR_INVALID_INPUT,
                 "'%s' is an image of the format %s, and the guest would read it as raw: give format=%s, or format=raw "
                 "where that is meant", path, image->format, image->format);
}

/* NULL with an error, or without one: the pool does not run, so nothing is known. */
static virStorageVolPtr
find_in_pool (BuilderPool *pool,
              const char *name,
              GError **error)
{
  g_autoptr (GError) problem = NULL;
  virStorageVolPtr volume;

  if (!pool->active)
    return NULL;
  volume = builder_volume_find (pool->pool, name, &problem);
  if (volume == NULL && problem == NULL)
    {
      look_again (pool);
      volume = builder_volume_find (pool->pool, name, &problem);
    }
  if (volume == NULL && problem == NULL)
    refuse (&problem, GVIR_BUILDER_ERROR_NOT_FOUND,
            "the storage pool '%s' has no volume '%s': give vol=%s/NAME of one that is there, or pool=%s,size=GIB to "
            "make one", pool->name, name, pool->name, pool->name);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return volume;
}

static gboolean
check_old_volume (GVirBuilderPlan *plan,
                  BuilderHostView *view,
                  const BuilderDiskWish *wish,
                  GError **error)
{
  BuilderPool *pool = builder_pools_need (view->pools, wish->pool, error);
  g_autoptr (GError) problem = NULL;
  g_auto (virStorageVolPtr) volume = NULL;
  g_auto (BuilderImage) image = { NULL };
  char *path;
  gboolean good;

  if (pool == NULL)
    return FALSE;
  builder_plan_pool_start (plan, pool);
  volume = find_in_pool (pool, wish->volume, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  path = volume != NULL ? virStorageVolGetPath (volume) : NULL;
  if (path == NULL)
    return TRUE;
  builder_image_read_volume (volume, &image);
  good = builder_check_path_free (view, wish, path, builder_disk_wish_only_reads (wish), error)
         && builder_check_driver (wish, path, &image, error);
  free (path);
  return good;
}

gboolean
builder_check_old_disk (GVirBuilderPlan *plan,
                        BuilderHostView *view,
                        const BuilderDiskWish *wish,
                        GError **error)
{
  const char *path = builder_disk_wish_path (wish);
  g_auto (BuilderImage) image = { NULL };

  if (wish->pool != NULL && wish->volume != NULL)
    return check_old_volume (plan, view, wish, error);
  if (path == NULL)
    return TRUE;
  if (!builder_check_image (view, path, ": give the path of an image that is there, or size=GIB to make a disk", error)
      || !builder_check_path_free (view, wish, path, builder_disk_wish_only_reads (wish), error))
    return FALSE;
  if (builder_disk_wish_only_reads (wish))
    return TRUE;
  builder_look_at_image (view, path, &image);
  return builder_check_driver (wish, path, &image, error);
}
