/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Steps for what a guest is installed from. */

#include <string.h>

#include "connection/link-private.h"
#include "planners/install/installation-private.h"

/* virt-install calls the pool so that it makes for the same. */
#define POOL "boot-scratch"

/* Rough: seconds for what installers have. */
#define FETCH_WEIGHT 20

/* Whether the file is here as it is, and need not be brought. */
static gboolean
is_here (GVirBuilderMedia *media)
{
  return gvir_builder_media_get_kind (media) == GVIR_BUILDER_MEDIA_KIND_FOLDER;
}

/* Where it is kept until it is sent to the host: in a folder of its own. */
static char *
kept_path (const BuilderMediaFile *file,
           const char *uuid)
{
  g_autofree char *folder = g_strdup_printf ("%s-%s", uuid, strrchr (file->name, '-') + 1);

  return g_build_filename (g_get_user_cache_dir (), "libvirt-builder", folder, "file", NULL);
}

void
builder_plan_fetches (GVirBuilderPlan *plan,
                      GVirBuilderInstallation *installation,
                      const char *uuid)
{
  for (guint i = 0; i < installation->files->len; i++)
    {
      const BuilderMediaFile *file = g_ptr_array_index (installation->files, i);
      g_autofree char *description = NULL;
      g_autofree char *path = NULL;
      GVirBuilderStep *step;

      if (file->member == NULL || is_here (installation->media))
        continue;
      path = kept_path (file, uuid);
      description = g_strdup_printf ("fetch %s from %s", file->member, gvir_builder_media_get_location (installation->media));
      step = builder_step_new ("media-fetch", FETCH_WEIGHT, description, "forget what was fetched");
      builder_step_set (step, "location", gvir_builder_media_get_location (installation->media));
      builder_step_set (step, "member", file->member);
      builder_step_set (step, "checksum", gvir_builder_media_get_checksum (installation->media, file->member));
      builder_step_set (step, "file", path);
      builder_plan_add (plan, step);
    }
}

static void
plan_fill (GVirBuilderPlan *plan,
           GVirBuilderInstallation *installation,
           const char *pool,
           const BuilderMediaFile *file,
           const char *uuid)
{
  g_autofree char *description = g_strdup_printf ("fill the volume %s in the storage pool %s", file->name, pool);
  g_autofree char *back = g_strdup_printf ("delete the volume %s from the storage pool %s", file->name, pool);
  GVirBuilderStep *step = builder_step_new ("media-fill", 2, description, back);
  gboolean here = file->member != NULL && is_here (installation->media);
  g_autofree char *path = NULL;

  builder_step_set (step, "pool", pool);
  builder_step_set (step, "name", file->name);
  if (here)
    path = g_build_filename (gvir_builder_media_get_location (installation->media), file->member, NULL);
  else if (file->member != NULL)
    path = kept_path (file, uuid);
  builder_step_set (step, "file", path);
  builder_step_set (step, "own", path != NULL && !here ? "yes" : NULL);
  builder_step_set (step, "secret", file->secret ? "yes" : NULL);
  builder_step_set (step, "content", file->content != NULL ? "yes" : NULL);
  if (file->content != NULL)
    builder_step_set_content (step, file->content);
  builder_plan_add (plan, step);
}

static char *
free_name (GPtrArray *pools)
{
  char *name = g_strdup (POOL);

  for (guint i = 1; builder_pools_find (pools, name) != NULL; i++)
    {
      g_free (name);
      name = g_strdup_printf (POOL "-%u", i);
    }
  return name;
}

gboolean
builder_plan_fills (GVirBuilderPlan *plan,
                    virConnectPtr handle,
                    GVirBuilderInstallation *installation,
                    const char *uuid,
                    GError **error)
{
  g_autoptr (GPtrArray) pools = NULL;
  g_autofree char *name = NULL;
  BuilderPool *pool;

  if (installation->files->len == 0)
    return TRUE;
  pools = builder_pools_read (handle, error);
  if (pools == NULL)
    return FALSE;
  pool = builder_pools_find_folder (pools, installation->folder);
  name = pool != NULL ? g_strdup (pool->name) : free_name (pools);
  if (pool == NULL)
    builder_plan_pool_make (plan, name, installation->folder, TRUE);
  else
    builder_plan_pool_start (plan, pool);
  for (guint i = 0; i < installation->files->len; i++)
    {
      const BuilderMediaFile *file = g_ptr_array_index (installation->files, i);

      if (pool != NULL && !builder_pool_check_new (pool, file->name, "raw", error))
        return FALSE;
      plan_fill (plan, installation, name, file, uuid);
    }
  return TRUE;
}

/* The pool that a step of PLAN fills the volume in. */
static const char *
pool_of (GVirBuilderPlan *plan,
         const char *volume)
{
  for (guint i = 0; i < builder_plan_n_steps (plan); i++)
    {
      GVirBuilderStep *step = builder_plan_step (plan, i);

      if (g_str_equal (gvir_builder_step_get_kind (step), "media-fill")
          && g_str_equal (builder_step_get (step, "name"), volume))
        return builder_step_get (step, "pool");
    }
  g_return_val_if_reached (NULL);
}

static void
plan_removal (GVirBuilderPlan *plan,
              const BuilderMediaFile *file)
{
  const char *pool = pool_of (plan, file->name);
  g_autofree char *description = g_strdup_printf ("%s the volume %s in the storage pool %s",
                                                  file->secret ? "overwrite and delete" : "delete", file->name, pool);
  GVirBuilderStep *step = builder_step_new ("media-remove", 1, description, NULL);

  builder_step_set (step, "pool", pool);
  builder_step_set (step, "name", file->name);
  builder_step_set (step, "secret", file->secret ? "yes" : NULL);
  builder_plan_add (plan, step);
}

static void
plan_ejection (GVirBuilderPlan *plan,
               const BuilderMediaFile *file,
               const char *guest,
               const char *uuid)
{
  g_autofree char *description = g_strdup_printf ("take the disc %s from the guest %s", file->name, guest);
  GVirBuilderStep *step = builder_step_new ("seed-eject", 1, description, NULL);

  builder_step_set (step, "name", guest);
  builder_step_set (step, "uuid", uuid);
  builder_step_set (step, "path", file->path);
  builder_plan_add (plan, step);
}

void
builder_plan_media_removal (GVirBuilderPlan *plan,
                            GVirBuilderInstallation *installation,
                            const char *guest,
                            const char *uuid)
{
  for (guint i = 0; i < installation->files->len; i++)
    {
      const BuilderMediaFile *file = g_ptr_array_index (installation->files, i);

      /* An installer has stopped; a system that boots for the first time goes on. */
      if (file->is_disc && builder_installation_is_first_boot (installation))
        plan_ejection (plan, file, guest, uuid);
      plan_removal (plan, file);
    }
}
