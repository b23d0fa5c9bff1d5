/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The storage section of Agama's profiles:
 * https://agama-project.github.io/docs/user/reference/profile/storage */

#include "seeds/agama-private.h"

#include "base/json-private.h"
#include "seeds/linux-private.h"
#include "seeds/script-values-private.h"

enum { LAYOUT_PLAIN, LAYOUT_LVM, LAYOUT_BTRFS, LAYOUT_DEFAULT };

static void
begin_member (JsonBuilder *builder,
              const char *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
}

static void
begin_list (JsonBuilder *builder,
            const char *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
}

/* How large it becomes is what the product has as its default. */
static void
add_filesystem (JsonBuilder *builder,
                const char *path,
                const char *type)
{
  json_builder_begin_object (builder);
  begin_member (builder, "filesystem");
  builder_json_add_text (builder, "path", path);
  if (type != NULL)
    builder_json_add_text (builder, "type", type);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

/* What the product has by itself. */
static void
add_default (JsonBuilder *builder)
{
  json_builder_begin_object (builder);
  builder_json_add_text (builder, "generate", "default");
  json_builder_end_object (builder);
}

static void
add_partitions (JsonBuilder *builder,
                int layout)
{
  begin_list (builder, "partitions");
  /* The disk may have been used before. */
  json_builder_begin_object (builder);
  builder_json_add_text (builder, "search", "*");
  json_builder_set_member_name (builder, "delete");
  json_builder_add_boolean_value (builder, TRUE);
  json_builder_end_object (builder);
  if (layout == LAYOUT_PLAIN || layout == LAYOUT_BTRFS)
    {
      add_filesystem (builder, "/", layout == LAYOUT_PLAIN ? "ext4" : "btrfs");
      add_filesystem (builder, "swap", NULL);
    }
  else if (layout == LAYOUT_LVM)
    {
      json_builder_begin_object (builder);
      builder_json_add_text (builder, "alias", "pv");
      builder_json_add_text (builder, "id", "lvm");
      begin_member (builder, "size");
      builder_json_add_text (builder, "min", "5 GiB"); /* and as much as there is */
      json_builder_end_object (builder);
      json_builder_end_object (builder);
    }
  else
    add_default (builder);
  json_builder_end_array (builder);
}

static void
add_volume_group (JsonBuilder *builder)
{
  begin_list (builder, "volumeGroups");
  json_builder_begin_object (builder);
  builder_json_add_text (builder, "name", "system");
  begin_list (builder, "physicalVolumes");
  json_builder_add_string_value (builder, "pv");
  json_builder_end_array (builder);
  begin_list (builder, "logicalVolumes");
  add_default (builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
}

gboolean
builder_agama_add_storage (JsonBuilder *builder,
                           GVirBuilderInstallConfig *config,
                           GError **error)
{
  static const char *const layouts[] = { "plain", "lvm", "btrfs", NULL };
  const char *layout = gvir_builder_install_config_get (config, GVIR_BUILDER_INSTALL_FIELD_DISK_LAYOUT);
  const char *disk = gvir_builder_install_config_get (config, GVIR_BUILDER_INSTALL_FIELD_TARGET_DISK);
  int which = layout == NULL ? LAYOUT_DEFAULT
              : builder_field_choose (GVIR_BUILDER_INSTALL_FIELD_DISK_LAYOUT, layout, layouts, BUILDER_AGAMA_TITLE,
                                      error);

  if (which < 0)
    return FALSE;
  if (layout == NULL && disk == NULL)
    return TRUE;
  begin_member (builder, "storage");
  begin_list (builder, "drives");
  json_builder_begin_object (builder);
  if (disk != NULL)
    builder_json_add_text (builder, "search", disk);
  add_partitions (builder, which);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  if (which == LAYOUT_LVM)
    add_volume_group (builder);
  json_builder_end_object (builder);
  return TRUE;
}
