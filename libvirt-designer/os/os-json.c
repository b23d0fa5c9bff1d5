/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "os/os-private.h"

#include "base/json-private.h"

static void
add_boolean (JsonBuilder *builder,
             const char *name,
             gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

static void
begin_array (JsonBuilder *builder,
             const char *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
}

static gint
compare_ids (gconstpointer a,
             gconstpointer b)
{
  const DesignerOsDevice *first = a;
  const DesignerOsDevice *second = b;

  return g_strcmp0 (first->id, second->id);
}

static void
add_devices (JsonBuilder *builder,
             GVirDesignerOs *os)
{
  g_autoptr (GList) devices = g_hash_table_get_values (os->devices);

  devices = g_list_sort (devices, compare_ids);
  begin_array (builder, "devices");
  for (GList *l = devices; l != NULL; l = l->next)
    {
      DesignerOsDevice *device = l->data;

      if (!device->listed)
        continue;
      json_builder_begin_object (builder);
      designer_json_add_text (builder, "id", device->id);
      designer_json_add_text (builder, "class", device->device_class);
      designer_json_add_text (builder, "name", device->name);
      designer_json_add_text (builder, "source", device->source);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_drivers (JsonBuilder *builder,
             GVirDesignerOs *os)
{
  begin_array (builder, "drivers");
  for (guint i = 0; i < os->drivers->len; i++)
    {
      DesignerOsDriver *driver = g_ptr_array_index (os->drivers, i);

      json_builder_add_string_value (builder, driver->id);
    }
  json_builder_end_array (builder);
}

static void
add_known_driver (JsonBuilder *builder,
                  DesignerOsDriver *driver)
{
  json_builder_begin_object (builder);
  designer_json_add_text (builder, "id", driver->id);
  designer_json_add_text (builder, "arch", driver->arch);
  begin_array (builder, "devices");
  for (guint i = 0; i < driver->devices->len; i++)
    {
      DesignerOsDevice *device = g_ptr_array_index (driver->devices, i);

      json_builder_add_string_value (builder, device->name != NULL ? device->name : device->id);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_known_drivers (JsonBuilder *builder,
                   DesignerOsFacts *facts)
{
  begin_array (builder, "known_drivers");
  for (guint i = 0; i < facts->drivers->len; i++)
    add_known_driver (builder, g_ptr_array_index (facts->drivers, i));
  json_builder_end_array (builder);
}

static void
add_firmware (JsonBuilder *builder,
              DesignerOsFacts *facts)
{
  begin_array (builder, "firmware");
  for (guint i = 0; i < facts->firmware->len; i++)
    {
      DesignerOsFirmware *firmware = g_ptr_array_index (facts->firmware, i);

      json_builder_begin_object (builder);
      designer_json_add_text (builder, "arch", firmware->arch);
      designer_json_add_text (builder, "type", firmware->type);
      add_boolean (builder, "supported", firmware->supported);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_archs (JsonBuilder *builder,
           GVirDesignerOs *os)
{
  begin_array (builder, "archs");
  for (guint i = 0; i < os->facts->archs->len; i++)
    {
      DesignerOsArch *arch = g_ptr_array_index (os->facts->archs, i);
      g_autofree char *evidence = gvir_designer_os_get_arch_evidence (os, arch->name);

      json_builder_begin_object (builder);
      designer_json_add_text (builder, "arch", arch->name);
      designer_json_add_text (builder, "source", evidence);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  designer_json_add_text (builder, "archs_list", os->facts->archs_source);
}

/* What is not stated is left out. */
static void
add_amounts (JsonBuilder *builder,
             DesignerOsAmounts *amounts)
{
  json_builder_begin_object (builder);
  designer_json_add_text (builder, "arch", amounts->arch);
  if (amounts->memory > 0)
    designer_json_add_number (builder, "memory", amounts->memory);
  if (amounts->vcpus > 0)
    designer_json_add_number (builder, "vcpus", amounts->vcpus);
  if (amounts->storage > 0)
    designer_json_add_number (builder, "storage", amounts->storage);
  json_builder_end_object (builder);
}

static void
add_resources (JsonBuilder *builder,
               DesignerOsFacts *facts)
{
  static const char *const names[] = {
    [GVIR_DESIGNER_OS_RESOURCES_MINIMUM] = "minimum",
    [GVIR_DESIGNER_OS_RESOURCES_RECOMMENDED] = "recommended",
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (names) == DESIGNER_OS_N_RESOURCES);
  json_builder_set_member_name (builder, "resources");
  json_builder_begin_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      begin_array (builder, names[i]);
      for (guint j = 0; j < facts->resources[i]->len; j++)
        add_amounts (builder, g_ptr_array_index (facts->resources[i], j));
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
}

static void
add_names (JsonBuilder *builder,
           GVirDesignerOs *os)
{
  designer_json_add_text (builder, "id", os->facts->id);
  designer_json_add_text (builder, "short_id", os->facts->short_id);
  designer_json_add_text (builder, "name", os->facts->name);
  designer_json_add_text (builder, "family", os->facts->family);
  designer_json_add_text (builder, "distro", os->facts->distro);
  designer_json_add_text (builder, "version", os->facts->version);
  designer_json_add_text (builder, "asked_name", os->asked_name);
  designer_json_add_text (builder, "fallback", os->fallback_reason);
}

/**
 * gvir_designer_os_to_json:
 * @os: an operating system
 *
 * Writes everything the value says as JSON; equal values give equal text.
 *
 * The result is an object with the members `id`, `short_id`, `name`, `family`,
 * `distro`, `version`, `asked_name` and `fallback` (strings or null); `devices`
 * (the listed ones by id, with `class`, `name` and `source`, the entry that
 * lists them); `drivers` (ids of the added ones); `known_drivers`
 * (each `id` that can be added, for which `arch`, or null for all, and the names
 * of its `devices`); `archs` (each `arch` that the
 * system is known to exist for, and the `source` that says so); `archs_list`
 * (the page that lists all of them, or null where there may be others);
 * `firmware` (`arch`, `type`,
 * `supported`); and `resources`, with `minimum` and `recommended` amounts for
 * each `arch`: `memory` and `storage` in bytes, and `vcpus`, where stated.
 *
 * Returns: (transfer full): the JSON text
 */
char *
gvir_designer_os_to_json (GVirDesignerOs *os)
{
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (GVIR_DESIGNER_IS_OS (os), NULL);

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  add_names (builder, os);
  add_devices (builder, os);
  add_drivers (builder, os);
  add_known_drivers (builder, os->facts);
  add_archs (builder, os);
  add_firmware (builder, os->facts);
  add_resources (builder, os->facts);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, TRUE);
}
