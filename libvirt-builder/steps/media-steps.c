/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* media-fetch: location, member, checksum (may be missing), file (of this machine, in a folder of its own)
 * media-fill: pool, name, file (may be missing), own (yes: the file goes once it is sent), secret (yes: it
 *   holds passwords); and a content that is on no record, which follows the file
 * media-remove: pool, name, secret
 *
 * What a guest is installed from is there while it is installed, and no longer. */

#include <glib/gstdio.h>

#include "media/media-private.h"
#include "steps/kinds-private.h"
#include "storage/fill-private.h"
#include "storage/pools-private.h"
#include "storage/volumes-private.h"

static gboolean
look_for_file (G_GNUC_UNUSED BuilderWork *work,
               GVirBuilderStep *step,
               BuilderFound *found,
               G_GNUC_UNUSED GError **error)
{
  g_autofree char *folder = g_path_get_dirname (builder_step_get (step, "file"));

  /* What came in part has another name. */
  if (g_file_test (builder_step_get (step, "file"), G_FILE_TEST_EXISTS))
    *found = BUILDER_FOUND_WHOLE;
  else
    *found = g_file_test (folder, G_FILE_TEST_IS_DIR) ? BUILDER_FOUND_PART : BUILDER_FOUND_NOTHING;
  return TRUE;
}

static gboolean
make_folder (const char *file,
             GError **error)
{
  g_autofree char *folder = g_path_get_dirname (file);

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_DENIED,
               "the folder '%s', where a file is kept while it is brought here, cannot be made: %s", folder,
               g_strerror (errno));
  return FALSE;
}

/* With the folder that is its own, and what came in part. */
static void
remove_files (const char *file)
{
  g_autofree char *folder = g_path_get_dirname (file);
  g_autoptr (GDir) names = g_dir_open (folder, 0, NULL);
  const char *name;

  while (names != NULL && (name = g_dir_read_name (names)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
}

/* What came in part is not kept: nobody would come back for it. */
static gboolean
fetch (BuilderWork *work,
       GVirBuilderStep *step,
       GError **error)
{
  const char *file = builder_step_get (step, "file");

  if (make_folder (file, error)
      && builder_media_fetch (builder_step_get (step, "location"), builder_step_get (step, "member"),
                              builder_step_get (step, "checksum"), file, work->cancellable, work->report, work->report_data,
                              error))
    return TRUE;
  remove_files (file);
  return FALSE;
}

static gboolean
forget_file (G_GNUC_UNUSED BuilderWork *work,
             GVirBuilderStep *step,
             G_GNUC_UNUSED GError **error)
{
  remove_files (builder_step_get (step, "file"));
  return TRUE;
}

static gboolean
look_at_volume (BuilderWork *work,
                GVirBuilderStep *step,
                virStorageVolPtr *volume,
                GError **error)
{
  return builder_volume_look (work->link->handle, builder_step_get (step, "pool"), builder_step_get (step, "name"), volume,
                              error);
}

/* How much of the content has come over, a volume does not tell. */
static gboolean
look_for_filled (BuilderWork *work,
                 GVirBuilderStep *step,
                 BuilderFound *found,
                 GError **error)
{
  g_auto (virStorageVolPtr) volume = NULL;

  if (!look_at_volume (work, step, &volume, error))
    return FALSE;
  *found = volume == NULL ? BUILDER_FOUND_NOTHING : BUILDER_FOUND_PART;
  return TRUE;
}

static gboolean
has_content (GVirBuilderStep *step,
             GError **error)
{
  if (builder_step_get (step, "secret") == NULL || builder_step_get_content (step) != NULL)
    return TRUE;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
               "what the volume '%s' was to hold is on no record, for there may be passwords in it: take back what was "
               "begun, and begin again", builder_step_get (step, "name"));
  return FALSE;
}

static virStorageVolPtr
create (BuilderWork *work,
        GVirBuilderStep *step,
        guint64 size,
        GError **error)
{
  g_auto (virStoragePoolPtr) pool = builder_pool_find (work->link->handle, builder_step_get (step, "pool"), error);
  const BuilderVolumeWish wish = { .name = builder_step_get (step, "name"), .format = "raw", .capacity = size };
  g_autofree char *xml = builder_volume_wish_to_xml (&wish);
  virStorageVolPtr volume;

  if (pool == NULL)
    return NULL;
  volume = virStorageVolCreateXML (pool, xml, 0);
  if (volume == NULL)
    builder_set_error (error, "the volume '%s' cannot be made in the storage pool '%s'", wish.name,
                       builder_step_get (step, "pool"));
  return volume;
}

/* Overwrites what may be secret; what cannot be overwritten is deleted all the same. */
static gboolean
delete_volume (virStorageVolPtr volume,
               gboolean secret,
               GError **error)
{
  if (secret && virStorageVolWipe (volume, 0) != 0)
    virResetLastError ();
  return builder_volume_delete (volume, error);
}

static gboolean
fill (BuilderWork *work,
      GVirBuilderStep *step,
      GError **error)
{
  const char *file = builder_step_get (step, "file");
  GBytes *content = builder_step_get_content (step);
  BuilderTransferWatch watch = { work->cancellable, work->report, work->report_data };
  g_auto (virStorageVolPtr) volume = NULL;
  g_autoptr (GError) problem = NULL;
  g_autoptr (GError) left = NULL;
  guint64 size;

  if (!has_content (step, error) || !builder_fill_size (file, content, &size, error))
    return FALSE;
  volume = create (work, step, size, error);
  if (volume == NULL)
    return FALSE;
  if (builder_volume_fill (work->link->handle, volume, file, content, &watch, &problem))
    {
      if (builder_step_get (step, "own") != NULL)
        remove_files (file);
      return TRUE;
    }
  if (builder_link_is_lost (work->link, problem)
      || delete_volume (volume, builder_step_get (step, "secret") != NULL, &left))
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_LEFT_BEHIND, "%s; %s", problem->message, left->message);
  return FALSE;
}

static gboolean
remove_volume (BuilderWork *work,
               GVirBuilderStep *step,
               GError **error)
{
  g_auto (virStorageVolPtr) volume = NULL;

  return look_at_volume (work, step, &volume, error)
         && (volume == NULL || delete_volume (volume, builder_step_get (step, "secret") != NULL, error));
}

/* A pool that is gone has taken it along. */
static gboolean
take_back (BuilderWork *work,
           GVirBuilderStep *step,
           GError **error)
{
  g_auto (virStorageVolPtr) volume = NULL;
  gboolean used = FALSE;

  if (builder_step_get (step, "secret") != NULL && look_at_volume (work, step, &volume, NULL) && volume != NULL)
    return builder_volume_find_use (volume, &used, error) && (used || delete_volume (volume, TRUE, error));
  return builder_volume_take_back (work->link->handle, builder_step_get (step, "pool"), builder_step_get (step, "name"),
                                   error);
}

static gboolean
look_for_none (BuilderWork *work,
               GVirBuilderStep *step,
               BuilderFound *found,
               GError **error)
{
  g_auto (virStorageVolPtr) volume = NULL;

  if (!look_at_volume (work, step, &volume, error))
    return FALSE;
  *found = volume == NULL ? BUILDER_FOUND_WHOLE : BUILDER_FOUND_NOTHING;
  return TRUE;
}

const BuilderStepKind builder_media_steps[] = {
  { "media-fetch", BUILDER_THERE_IS_DONE, look_for_file, fetch, forget_file },
  { "media-fill", BUILDER_THERE_IS_WRONG, look_for_filled, fill, take_back },
  { "media-remove", BUILDER_THERE_IS_DONE, look_for_none, remove_volume, NULL },
};
const guint builder_n_media_steps = G_N_ELEMENTS (builder_media_steps);
