/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "small-host.h"

#include <glib/gstdio.h>
#include <string.h>

static char *
write_host (void)
{
  g_autofree char *web = g_strdup_printf (GUEST ("web", DISK ("/none/web.qcow2", "vda") DISK ("/none/data.img", "vdb")
                                                 CARD ("52:54:00:00:00:01")
                                                 "<graphics type='vnc' port='5999' passwd='secret'/>") OFF "</domain>",
                                          WEB);
  g_autofree char *busy = g_strdup_printf (GUEST ("busy", DISK ("/none/busy.qcow2", "vda")
                                                  CARD ("52:54:00:00:00:02")) "</domain>", BUSY);
  g_autofree char *idle = g_strdup_printf (GUEST ("idle", "") OFF "</domain>", IDLE);

  return g_strconcat ("<node>", web, busy, idle, "<pool type='dir'><name>images</name><target><path>/none</path></target>",
                      VOLUME ("web.qcow2") VOLUME ("data.img") VOLUME ("busy.qcow2") VOLUME ("cd.iso") VOLUME ("taken.img")
                      VOLUME ("plain") VOLUME ("data-clone.img") VOLUME ("a.b.c"),
                      "</pool><pool type='logical'><name>volumes</name><source><name>vg</name></source>"
                      "<target><path>/dev/vg</path></target>" VOLUME ("root") "</pool></node>", NULL);
}

void
small_host_set_up (SmallHost *fixture,
                   G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *host = write_host ();
  g_autofree char *uri = NULL;

  fixture->folder = g_dir_make_tmp ("builder-XXXXXX", &error);
  g_assert_no_error (error);
  g_setenv ("LIBVIRT_BUILDER_STATE_DIR", fixture->folder, TRUE);
  fixture->file = g_build_filename (fixture->folder, "host.xml", NULL);
  g_file_set_contents (fixture->file, host, -1, &error);
  g_assert_no_error (error);
  uri = g_strconcat ("test://", fixture->file, NULL);
  fixture->connection = gvir_builder_connect (uri, &error);
  g_assert_no_error (error);
}

void
small_host_tear_down (SmallHost *fixture,
                      G_GNUC_UNUSED gconstpointer data)
{
  g_unlink (fixture->file);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->file);
  g_object_unref (fixture->connection);
}

void
assert_has (const char *text,
            const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("'%s' is not in: %s", part, text);
}

void
assert_lacks (const char *text,
              const char *part)
{
  if (strstr (text, part) != NULL)
    g_error ("'%s' is in: %s", part, text);
}

gboolean
small_host_has_volume (SmallHost *fixture,
                       const char *name)
{
  GVirStoragePool *pool;
  GList *volumes;
  gboolean found = FALSE;

  gvir_connection_fetch_storage_pools (fixture->connection, NULL, NULL);
  pool = gvir_connection_find_storage_pool_by_name (fixture->connection, "images");
  gvir_storage_pool_refresh (pool, NULL, NULL);
  volumes = gvir_storage_pool_get_volumes (pool);
  for (GList *at = volumes; at != NULL; at = at->next)
    found = found || g_str_equal (gvir_storage_vol_get_name (at->data), name);
  g_list_free_full (volumes, g_object_unref);
  g_object_unref (pool);
  return found;
}

char *
small_host_read_guest (SmallHost *fixture,
                       const char *name)
{
  GVirDomain *domain;
  GVirConfigDomain *config;
  char *xml;

  gvir_connection_fetch_domains (fixture->connection, NULL, NULL);
  domain = gvir_connection_find_domain_by_name (fixture->connection, name);
  if (domain == NULL)
    return NULL;
  config = gvir_domain_get_config (domain, GVIR_DOMAIN_XML_SECURE | GVIR_DOMAIN_XML_INACTIVE, NULL);
  xml = gvir_config_object_to_xml (GVIR_CONFIG_OBJECT (config));
  g_object_unref (config);
  g_object_unref (domain);
  return xml;
}
