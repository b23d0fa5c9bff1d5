/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "planners/disks-private.h"

#include "storage/pools-private.h"

/* What was decided of one disk; the strings are the decisions'. */
typedef struct
{
  const char *subject;
  const char *pool;
  const char *volume;
  const char *path;
  const char *storage; /* "new": it is to be made */
  const char *format;
  const char *size; /* bytes */
} Disk;

static const struct
{
  const char *thing;
  gsize offset;
} parts[] = {
  { "disk.source.pool", G_STRUCT_OFFSET (Disk, pool) },
  { "disk.source.volume", G_STRUCT_OFFSET (Disk, volume) },
  { "disk.source.file", G_STRUCT_OFFSET (Disk, path) },
  { "disk.storage", G_STRUCT_OFFSET (Disk, storage) },
  { "disk.storage.format", G_STRUCT_OFFSET (Disk, format) },
  { "disk.storage.size", G_STRUCT_OFFSET (Disk, size) },
};

static void
note_part (GArray *disks,
           GVirDesignerDecision *decision)
{
  const char *subject = gvir_designer_decision_get_subject (decision);
  Disk *disk = disks->len > 0 ? &g_array_index (disks, Disk, disks->len - 1) : NULL;

  if (disk == NULL || g_strcmp0 (disk->subject, subject) != 0)
    {
      const Disk new_disk = { .subject = subject };

      g_array_append_val (disks, new_disk);
      disk = &g_array_index (disks, Disk, disks->len - 1);
    }
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (g_str_equal (parts[i].thing, gvir_designer_decision_get_thing (decision)))
        G_STRUCT_MEMBER (const char *, disk, parts[i].offset) = gvir_designer_decision_get_value (decision);
    }
}

static GArray *
read_disks (GListModel *decisions)
{
  GArray *disks = g_array_new (FALSE, FALSE, sizeof (Disk));

  for (guint i = 0; i < g_list_model_get_n_items (decisions); i++)
    {
      g_autoptr (GVirDesignerDecision) decision = g_list_model_get_item (decisions, i);

      if (g_str_has_prefix (gvir_designer_decision_get_thing (decision), "disk."))
        note_part (disks, decision);
    }
  return disks;
}

static gboolean
plan_new_disk (GVirBuilderPlan *plan,
               virConnectPtr handle,
               const Disk *disk,
               GError **error)
{
  g_auto (virStoragePoolPtr) pool = disk->pool != NULL ? builder_pool_find (handle, disk->pool, error)
                                                       : builder_pool_find_for_path (handle, disk->path);
  g_autofree char *name = disk->pool != NULL ? g_strdup (disk->volume) : g_path_get_basename (disk->path);
  g_autofree char *text = NULL;
  g_autofree char *back = NULL;
  g_autofree char *xml = NULL;
  GVirBuilderStep *step;

  if (pool == NULL)
    return FALSE;
  text = g_strdup_printf ("create the volume %s in the storage pool %s", name, virStoragePoolGetName (pool));
  back = g_strdup_printf ("delete the volume %s from the storage pool %s", name, virStoragePoolGetName (pool));
  xml = g_markup_printf_escaped ("<volume><name>%s</name><capacity>%s</capacity><allocation>0</allocation>"
                                 "<target><format type='%s'/></target></volume>", name, disk->size, disk->format);
  step = builder_step_new ("volume-create", 2, text, back);
  builder_step_set (step, "pool", virStoragePoolGetName (pool));
  builder_step_set (step, "name", name);
  builder_step_set (step, "capacity", disk->size);
  builder_step_set (step, "xml", xml);
  builder_plan_add (plan, step);
  return TRUE;
}

gboolean
builder_plan_disks (GVirBuilderPlan *plan,
                    virConnectPtr handle,
                    GVirDesignerDomain *design,
                    G_GNUC_UNUSED GVirBuilderInstallFlags flags,
                    GError **error)
{
  g_autoptr (GListModel) decisions = gvir_designer_domain_get_decisions (design);
  g_autoptr (GArray) disks = read_disks (decisions);

  for (guint i = 0; i < disks->len; i++)
    {
      const Disk *disk = &g_array_index (disks, Disk, i);

      if (g_strcmp0 (disk->storage, "new") == 0 && !plan_new_disk (plan, handle, disk, error))
        return FALSE;
    }
  return TRUE;
}
