/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "os-fixture.h"

typedef struct
{
  const char *short_ids;
  const char *version;
  const char *date;
  const char *status;
  const char *derives_from;
  const char *clones;
  const char *devices;
} System;

typedef struct
{
  const char *id;
  const char *name;
  const char *device_class;
} Device;

static const Device devices[] = {
  { FIXTURE_BLOCK, "example-block", "block" },
  { FIXTURE_NET, "example-net", "net" },
  { FIXTURE_VIDEO, "example-video", "video" },
  { FIXTURE_SOUND, "example-sound", "audio" },
};

/* In devices, b n v s stand for the four above; a dash before one says that it
 * does not work. */
static const System systems[] = {
  { "penguin1 penguinfirst", "1", "2010-01-01", NULL, NULL, NULL, "b v" },
  { "penguin2", "2", "2012-01-01", NULL, "penguin1", NULL, "n -v" },
  { "penguin10", "10", "2020-01-01", NULL, "penguin2", NULL, "" },
  { "penguinrawhide", "Rawhide", NULL, "prerelease", "penguin10", NULL, "v" },
  { "penguin-unknown", "unknown", NULL, "prerelease", "penguinrawhide", NULL, "" },
  { "twin10", "10", "2020-02-01", NULL, NULL, "penguin10", "" },
  { "whale8.0", "8.0", "2018-01-01", NULL, NULL, NULL, "b" },
  { "whale8.1", "8.1", "2019-01-01", NULL, "whale8.0", NULL, "" },
  { "whale8-unknown", "8-unknown", NULL, NULL, "whale8.1", NULL, "" },
  { "whale9.0", "9.0", "2021-01-01", NULL, NULL, NULL, "b" },
  { "whale9.10", "9.10", "2022-01-01", NULL, "whale9.0", NULL, "" },
  { "whale-unknown", "unknown", NULL, NULL, NULL, NULL, "" },
  { "otter42.3", "42.3", "2015-01-01", NULL, NULL, NULL, "b" },
  { "otter15sp4", "15.4", "2022-01-01", NULL, NULL, NULL, "b n" },
  { "seal-21.05", "21.05", "2021-05-01", NULL, NULL, NULL, "n" },
  { "seal-unknown", NULL, NULL, NULL, "seal-21.05", NULL, "" },
  { "drift", NULL, NULL, "rolling", NULL, NULL, "b" },
  { "linux2016", "2016", "2016-01-01", NULL, NULL, NULL, "b" },
  { "linux2020", "2020", "2020-01-01", NULL, NULL, NULL, "b" },
  { "unknown", NULL, NULL, NULL, NULL, NULL, "" },
};

static char *
system_id (const char *short_id)
{
  if (g_str_equal (short_id, "unknown"))
    return g_strdup ("http://libosinfo.org/unknown");
  return g_strconcat ("http://example.org/os/", short_id, NULL);
}

static void
set_param (gpointer entity,
           const char *key,
           const char *value)
{
  if (value != NULL)
    osinfo_entity_set_param (OSINFO_ENTITY (entity), key, value);
}

static void
add_devices (OsinfoDb *db,
             OsinfoOs *os,
             const char *list)
{
  static const char letters[] = "bnvs";
  gboolean works = TRUE;

  for (; *list != '\0'; list++)
    {
      const char *letter = strchr (letters, *list);
      OsinfoDeviceLink *link;

      works = works && *list != '-';
      if (letter == NULL)
        continue;
      link = osinfo_os_add_device (os, osinfo_db_get_device (db, devices[letter - letters].id));
      osinfo_entity_set_param_boolean (OSINFO_ENTITY (link), "supported", works);
      works = TRUE;
    }
}

static void
relate (OsinfoDb *db,
        OsinfoOs *os,
        const char *short_id,
        OsinfoProductRelationship relationship)
{
  g_autofree char *id = short_id != NULL ? system_id (short_id) : NULL;

  if (id != NULL)
    osinfo_product_add_related (OSINFO_PRODUCT (os), relationship,
                                OSINFO_PRODUCT (osinfo_db_get_os (db, id)));
}

static void
add_system (OsinfoDb *db,
            const System *system)
{
  g_auto (GStrv) short_ids = g_strsplit (system->short_ids, " ", -1);
  g_autofree char *id = system_id (short_ids[0]);
  g_autoptr (OsinfoOs) os = osinfo_os_new (id);

  for (guint i = 0; short_ids[i] != NULL; i++)
    osinfo_entity_add_param (OSINFO_ENTITY (os), "short-id", short_ids[i]);
  set_param (os, "name", system->short_ids);
  set_param (os, "family", "example");
  set_param (os, "distro", "zoo");
  set_param (os, "version", system->version);
  set_param (os, "release-date", system->date);
  set_param (os, "release-status", system->status);
  add_devices (db, os, system->devices);
  relate (db, os, system->derives_from, OSINFO_PRODUCT_RELATIONSHIP_DERIVES_FROM);
  relate (db, os, system->clones, OSINFO_PRODUCT_RELATIONSHIP_CLONES);
  osinfo_db_add_os (db, os);
}

static void
add_firmware (OsinfoDb *db,
              const char *short_id,
              const char *type,
              gboolean supported)
{
  g_autofree char *id = system_id (short_id);
  g_autofree char *firmware_id = g_strconcat (id, ":", type, NULL);
  g_autoptr (OsinfoFirmware) firmware = NULL;

  firmware = osinfo_firmware_new (firmware_id, "x86_64", type);
  osinfo_entity_set_param_boolean (OSINFO_ENTITY (firmware), "supported", supported);
  osinfo_os_add_firmware (osinfo_db_get_os (db, id), firmware);
}

static void
add_resources (OsinfoDb *db)
{
  OsinfoOs *os = osinfo_db_get_os (db, "http://example.org/os/penguin1");
  g_autoptr (OsinfoResources) all = osinfo_resources_new ("r:all", "all");
  g_autoptr (OsinfoResources) exact = osinfo_resources_new ("r:x86_64", "x86_64");
  g_autoptr (OsinfoResources) recommended = osinfo_resources_new ("r:rec", "all");
  g_autoptr (OsinfoResources) pc = osinfo_resources_new ("r:pc", "x86_64");

  osinfo_resources_set_ram (all, 512 * OSINFO_MEBIBYTES);
  osinfo_resources_set_storage (all, (gint64) 4 * OSINFO_GIBIBYTES);
  osinfo_resources_set_ram (exact, 1024 * OSINFO_MEBIBYTES);
  osinfo_resources_set_ram (recommended, (gint64) 2048 * OSINFO_MEBIBYTES);
  osinfo_resources_set_n_cpus (recommended, 2);
  osinfo_resources_set_ram (pc, (gint64) 3 * OSINFO_GIBIBYTES);
  osinfo_os_add_minimum_resources (osinfo_db_get_os (db, "http://example.org/os/twin10"), pc);
  osinfo_os_add_minimum_resources (os, all);
  osinfo_os_add_minimum_resources (os, exact);
  osinfo_os_add_recommended_resources (os, recommended);
}

OsinfoDb *
fixture_db (void)
{
  OsinfoDb *db = osinfo_db_new ();

  for (guint i = 0; i < G_N_ELEMENTS (devices); i++)
    {
      g_autoptr (OsinfoDevice) device = osinfo_device_new (devices[i].id);

      set_param (device, "name", devices[i].name);
      set_param (device, "class", devices[i].device_class);
      osinfo_db_add_device (db, device);
    }
  for (guint i = 0; i < G_N_ELEMENTS (systems); i++)
    add_system (db, &systems[i]);
  add_firmware (db, "penguin1", "bios", TRUE);
  add_firmware (db, "penguin1", "efi", TRUE);
  add_firmware (db, "penguin10", "bios", FALSE);
  add_resources (db);
  return db;
}

GVirDesignerOs *
fixture_find (OsinfoDb *db,
              const char *name)
{
  g_autoptr (GError) error = NULL;
  GVirDesignerOs *os = gvir_designer_os_find (db, name, &error);

  g_assert_no_error (error);
  g_assert_nonnull (os);
  return os;
}
