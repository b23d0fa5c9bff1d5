/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "planners/disk-wishes-private.h"

#define NO_FLAG 0

static const struct
{
  const char *thing;
  gsize offset;
  gsize asked; /* of the flag that says that it was asked for */
} parts[] = {
  { "disk.device", G_STRUCT_OFFSET (BuilderDiskWish, device), NO_FLAG },
  { "disk.source.pool", G_STRUCT_OFFSET (BuilderDiskWish, pool), G_STRUCT_OFFSET (BuilderDiskWish, pool_is_asked) },
  { "disk.source.volume", G_STRUCT_OFFSET (BuilderDiskWish, volume),
    G_STRUCT_OFFSET (BuilderDiskWish, place_is_asked) },
  { "disk.source.file", G_STRUCT_OFFSET (BuilderDiskWish, file), G_STRUCT_OFFSET (BuilderDiskWish, place_is_asked) },
  { "disk.source.dev", G_STRUCT_OFFSET (BuilderDiskWish, block), G_STRUCT_OFFSET (BuilderDiskWish, place_is_asked) },
  { "disk.medium", G_STRUCT_OFFSET (BuilderDiskWish, medium), NO_FLAG },
  { "disk.storage", G_STRUCT_OFFSET (BuilderDiskWish, storage), NO_FLAG },
  { "disk.storage.size", G_STRUCT_OFFSET (BuilderDiskWish, size), NO_FLAG },
  { "disk.storage.format", G_STRUCT_OFFSET (BuilderDiskWish, format), NO_FLAG },
  { "disk.storage.sparse", G_STRUCT_OFFSET (BuilderDiskWish, sparse), NO_FLAG },
  { "disk.storage.backing", G_STRUCT_OFFSET (BuilderDiskWish, backing), NO_FLAG },
  { "disk.storage.backing-format", G_STRUCT_OFFSET (BuilderDiskWish, backing_format), NO_FLAG },
  { "disk.driver.type", G_STRUCT_OFFSET (BuilderDiskWish, driver), G_STRUCT_OFFSET (BuilderDiskWish, driver_is_asked) },
  { "disk.readonly", G_STRUCT_OFFSET (BuilderDiskWish, read_only), NO_FLAG },
  { "disk.shareable", G_STRUCT_OFFSET (BuilderDiskWish, shareable), NO_FLAG },
};

static void
note_part (GArray *wishes,
           GVirDesignerDecision *decision)
{
  const char *subject = gvir_designer_decision_get_subject (decision);
  BuilderDiskWish *wish = wishes->len > 0 ? &g_array_index (wishes, BuilderDiskWish, wishes->len - 1) : NULL;

  if (wish == NULL || g_strcmp0 (wish->subject, subject) != 0)
    {
      const BuilderDiskWish next = { .subject = subject };

      g_array_append_val (wishes, next);
      wish = &g_array_index (wishes, BuilderDiskWish, wishes->len - 1);
    }
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (!g_str_equal (parts[i].thing, gvir_designer_decision_get_thing (decision)))
        continue;
      G_STRUCT_MEMBER (const char *, wish, parts[i].offset) = gvir_designer_decision_get_value (decision);
      if (parts[i].asked != NO_FLAG)
        G_STRUCT_MEMBER (gboolean, wish, parts[i].asked) |= gvir_designer_decision_is_wish (decision);
    }
}

GArray *
builder_disk_wishes_read (GListModel *decisions)
{
  GArray *wishes = g_array_new (FALSE, FALSE, sizeof (BuilderDiskWish));

  for (guint i = 0; i < g_list_model_get_n_items (decisions); i++)
    {
      g_autoptr (GVirDesignerDecision) decision = g_list_model_get_item (decisions, i);

      if (g_str_has_prefix (gvir_designer_decision_get_thing (decision), "disk."))
        note_part (wishes, decision);
    }
  return wishes;
}

const char *
builder_disk_wish_path (const BuilderDiskWish *wish)
{
  return wish->file != NULL ? wish->file : wish->block;
}

gboolean
builder_disk_wish_is_new (const BuilderDiskWish *wish)
{
  return g_strcmp0 (wish->storage, "new") == 0;
}

gboolean
builder_disk_wish_only_reads (const BuilderDiskWish *wish)
{
  return g_strcmp0 (wish->read_only, "yes") == 0 || g_strcmp0 (wish->device, "cdrom") == 0
         || g_strcmp0 (wish->device, "floppy") == 0;
}
