/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What is done for a clone. */

#include "planners/clone-private.h"

#include <string.h>
#include <sys/stat.h>

#include "guest/guests-private.h"
#include "planners/lives-private.h"
#include "planners/reflink-private.h"

typedef struct
{
  BuilderCloning *cloning;
  GVirBuilderPlan *plan;
  GHashTable *made; /* names of the pools that the plan makes, by their folders */
} Planning;

/* As what its folder is called, unless that is taken. */
static char *
name_pool (Planning *planning,
           const char *folder)
{
  g_autofree char *base = g_path_get_basename (folder);
  g_autofree char *name = g_strdup (g_str_equal (base, "/") ? "root" : base);
  GHashTableIter iter;
  gpointer other;

  for (guint i = 1;; i++)
    {
      gboolean taken = builder_pools_find (planning->cloning->pools, name) != NULL;

      g_hash_table_iter_init (&iter, planning->made);
      while (g_hash_table_iter_next (&iter, NULL, &other))
        taken = taken || g_str_equal (other, name);
      if (!taken)
        return g_steal_pointer (&name);
      g_free (name);
      name = g_strdup_printf ("%s-%u", base, i);
    }
}

static gboolean
check_folder (Planning *planning,
              const char *folder,
              GError **error)
{
  if (!builder_host_is_here (planning->cloning->handle) || g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NOT_FOUND,
               "there is no folder '%s' on the host: make it first, or give another path", folder);
  return FALSE;
}

/* The name of a pool that has the folder when it is needed; NULL with an error. */
static const char *
need_pool (Planning *planning,
           BuilderPool *pool,
           const char *folder,
           GError **error)
{
  const char *name = pool != NULL ? pool->name : g_hash_table_lookup (planning->made, folder);
  char *new_name;

  if (pool != NULL)
    builder_plan_pool_start (planning->plan, pool);
  if (name != NULL)
    return name;
  if (!check_folder (planning, folder, error))
    return NULL;
  new_name = name_pool (planning, folder);
  g_hash_table_insert (planning->made, g_strdup (folder), new_name);
  builder_plan_pool_make (planning->plan, new_name, folder, FALSE);
  return new_name;
}

static gboolean
check_source (Planning *planning,
              const BuilderCloneDisk *disk,
              GError **error)
{
  GPtrArray *users = builder_uses_of_image (planning->cloning->uses, disk->path);
  struct stat facts;

  for (guint i = 0; users != NULL && i < users->len; i++)
    {
      const BuilderUse *use = g_ptr_array_index (users, i);

      if (!use->running || use->access == BUILDER_ACCESS_READ || use->access == BUILDER_ACCESS_BASE)
        continue;
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_IN_USE,
                   "the guest '%s' runs and writes '%s', which would change while it is copied: shut it down first",
                   use->guest, disk->path);
      return FALSE;
    }
  if (disk->pool != NULL || !builder_host_is_here (planning->cloning->handle) || stat (disk->path, &facts) != 0
      || S_ISREG (facts.st_mode))
    return TRUE;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
               "the disk %s of '%s' is the device '%s', which belongs to no storage pool, so libvirt cannot copy it: "
               "define a pool that has it, keep that disk as it is, or copy it by other means and say that its data is "
               "preserved", disk->target, planning->cloning->old_name, disk->path);
  return FALSE;
}

static gboolean
check_reflink (Planning *planning,
               const BuilderCloneDisk *disk,
               GError **error)
{
  const BuilderReflink reflink = { disk->format, disk->path, disk->pool, disk->to_folder, disk->to_pool };
  g_autofree char *obstacle = planning->cloning->wish->copy == GVIR_BUILDER_DISK_COPY_REFLINK
                                ? builder_reflink_obstacle (planning->cloning->handle, &reflink) : NULL;

  if (obstacle == NULL)
    return TRUE;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
               "the copy of the disk %s of '%s' cannot share blocks with the original, since %s: copy it in full, let an "
               "overlay hold the changes to it, or keep that disk as it is", disk->target, planning->cloning->old_name,
               obstacle);
  return FALSE;
}

static gboolean
check_room (Planning *planning,
            const BuilderCloneDisk *disk,
            const BuilderVolumeWish *wish,
            GError **error)
{
  gboolean overcommit = (planning->cloning->wish->flags & GVIR_BUILDER_CLONE_FLAGS_OVERCOMMIT) != 0;
  gboolean full = planning->cloning->wish->copy == GVIR_BUILDER_DISK_COPY_FULL;
  guint64 bytes = MAX (wish->allocation, full ? MIN (disk->allocation, disk->capacity) : 0);

  return overcommit || disk->to_pool == NULL || builder_pool_take_room (disk->to_pool, bytes, "", error);
}

static void
add_copy (Planning *planning,
          const BuilderCloneDisk *disk,
          const char *from,
          const char *to,
          BuilderVolumeWish *wish)
{
  GVirBuilderDiskCopy copy = planning->cloning->wish->copy;
  GVirBuilderStep *step;

  if (copy == GVIR_BUILDER_DISK_COPY_OVERLAY)
    {
      wish->backing = disk->path;
      wish->backing_format = disk->format != NULL ? disk->format : "raw";
      builder_plan_volume (planning->plan, "volume-create", to, wish);
      return;
    }
  step = builder_plan_volume (planning->plan, "volume-clone", to, wish);
  builder_step_set (step, "from-pool", from);
  builder_step_set (step, "from-name", disk->volume);
  builder_step_set (step, "reflink", copy == GVIR_BUILDER_DISK_COPY_REFLINK ? "yes" : NULL);
}

static gboolean
plan_disk (Planning *planning,
           const BuilderCloneDisk *disk,
           GError **error)
{
  GVirBuilderDiskCopy copy = planning->cloning->wish->copy;
  gboolean devices = disk->to_pool != NULL && builder_pool_holds (disk->to_pool) == BUILDER_POOL_DEVICES;
  gboolean allocate = (planning->cloning->wish->flags & GVIR_BUILDER_CLONE_FLAGS_ALLOCATE) != 0;
  g_autofree char *name = g_path_get_basename (disk->to_path);
  g_autofree char *folder = g_path_get_dirname (disk->path);
  BuilderVolumeWish wish = { .name = name, .capacity = disk->capacity };
  BuilderPool *from_pool = disk->pool != NULL ? disk->pool : builder_pools_find_folder (planning->cloning->pools, folder);
  const char *from;
  const char *to;

  if (copy == GVIR_BUILDER_DISK_COPY_OVERLAY)
    wish.format = "qcow2";
  else if (!devices)
    wish.format = disk->format != NULL ? disk->format : "raw";
  if (copy != GVIR_BUILDER_DISK_COPY_OVERLAY && (allocate || devices))
    wish.allocation = disk->capacity;
  if (!check_source (planning, disk, error) || !check_reflink (planning, disk, error)
      || (disk->to_pool != NULL && !builder_pool_check_new (disk->to_pool, name, wish.format, error))
      || !check_room (planning, disk, &wish, error))
    return FALSE;
  from = need_pool (planning, from_pool, folder, error);
  to = from != NULL ? need_pool (planning, disk->to_pool, disk->to_folder, error) : NULL;
  if (to == NULL)
    return FALSE;
  add_copy (planning, disk, from, to, &wish);
  return TRUE;
}

static gboolean
plan_nvram (Planning *planning,
            GError **error)
{
  BuilderCloning *cloning = planning->cloning;
  g_autofree char *text = NULL;
  g_autofree char *back = NULL;
  GVirBuilderStep *step;

  if (cloning->nvram_to == NULL)
    return TRUE;
  if (builder_uses_of_image (cloning->uses, cloning->nvram_to) != NULL)
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_IN_USE,
                   "another guest keeps the variables of its firmware in '%s': give the clone another path for its own",
                   cloning->nvram_to);
      return FALSE;
    }
  /* Who names a file that is there wants that. */
  if (cloning->wish->nvram != NULL && builder_cloning_path_exists (cloning, cloning->nvram_to))
    return TRUE;
  text = g_strdup_printf ("copy the variables of the firmware, if there are any, to %s", cloning->nvram_to);
  back = g_strdup_printf ("delete the variables of the firmware in %s", cloning->nvram_to);
  step = builder_step_new ("nvram-copy", 1, text, back);
  builder_step_set (step, "from", cloning->nvram_from);
  builder_step_set (step, "to", cloning->nvram_to);
  builder_plan_add (planning->plan, step);
  return TRUE;
}

static void
plan_definition (Planning *planning)
{
  BuilderCloning *cloning = planning->cloning;
  g_autofree char *text = g_strdup_printf ("define the guest %s", cloning->name);
  g_autofree char *back = g_strdup_printf ("undefine the guest %s", cloning->name);
  g_autofree char *xml = builder_cloning_write (cloning);
  GVirBuilderStep *step = builder_step_new ("domain-clone", 1, text, back);

  builder_step_set (step, "name", cloning->name);
  builder_step_set (step, "uuid", cloning->uuid);
  builder_step_set (step, "xml", xml);
  builder_step_set (step, "original", cloning->old_uuid);
  builder_plan_add (planning->plan, step);
  if (cloning->tpm)
    builder_plan_note (planning->plan, "leave the content of the TPM behind, which libvirt cannot copy: %s begins with an "
                       "empty one", cloning->name);
}

static gboolean
fill (Planning *planning,
      GError **error)
{
  BuilderCloning *cloning = planning->cloning;
  g_auto (virDomainPtr) old = builder_guest_find_name (cloning->handle, cloning->name, NULL);
  gboolean preserve = (cloning->wish->flags & GVIR_BUILDER_CLONE_FLAGS_PRESERVE_DATA) != 0;

  for (guint i = 0; !preserve && i < cloning->disks->len; i++)
    {
      if (!plan_disk (planning, g_ptr_array_index (cloning->disks, i), error))
        return FALSE;
    }
  if (!plan_nvram (planning, error) || (old != NULL && !builder_plan_step_aside (planning->plan, old, error)))
    return FALSE;
  plan_definition (planning);
  if (old != NULL)
    builder_plan_discard (planning->plan, old);
  return TRUE;
}

GVirBuilderPlan *
builder_cloning_plan (BuilderCloning *cloning,
                      GError **error)
{
  g_autofree char *title = g_strdup_printf ("clone %s as %s", cloning->old_name, cloning->name);
  g_autoptr (GVirBuilderPlan) plan = builder_plan_new (title, cloning->name, GVIR_BUILDER_DIRECTION_UNDO);
  g_autoptr (GHashTable) made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Planning planning = { cloning, plan, made };

  return fill (&planning, error) ? g_steal_pointer (&plan) : NULL;
}
