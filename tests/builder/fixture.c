/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "fixture.h"

#include <glib/gstdio.h>

#include "base/foreign-leaks-private.h"
#include "guest/guests-private.h"
#include "storage/pools-private.h"
#include "storage/volumes-private.h"

void
fixture_set_up (Fixture *fixture,
                G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("builder-XXXXXX", &error);
  g_assert_no_error (error);
  g_setenv ("LIBVIRT_BUILDER_STATE_DIR", fixture->folder, TRUE);
  fixture->connection = gvir_builder_connect (FIXTURE_URI, &error);
  g_assert_no_error (error);
  fixture->handle = builder_handle_of (fixture->connection, &error);
  g_assert_no_error (error);
}

void
fixture_tear_down (Fixture *fixture,
                   G_GNUC_UNUSED gconstpointer data)
{
  g_assert_cmpuint (fixture_n_records (fixture), ==, 0);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  virConnectClose (fixture->handle);
  g_object_unref (fixture->connection);
}

static char *
read_capabilities (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GVirConfigCapabilities *capabilities = gvir_connection_get_capabilities (fixture->connection, &error);
  char *xml;

  g_assert_no_error (error);
  xml = gvir_config_object_to_xml (GVIR_CONFIG_OBJECT (capabilities));
  g_object_unref (capabilities);
  return xml;
}

GVirDesignerDomain *
fixture_design (Fixture *fixture,
                const char *name,
                const char *disk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirDesignerOs) os = gvir_designer_os_find (NULL, "debian11", &error);
  g_autofree char *capabilities = read_capabilities (fixture);
  g_autoptr (GVirDesignerHost) host = gvir_designer_host_new (capabilities, NULL, FIXTURE_URI, &error);
  GVirDesignerDomain *design = gvir_designer_domain_new_for_host (os, host);

  g_assert_no_error (error);
  gvir_designer_domain_apply_option (design, "name", name, &error);
  g_assert_no_error (error);
  gvir_designer_domain_apply_option (design, "disk", disk, &error);
  g_assert_no_error (error);
  gvir_designer_domain_add_default_devices (design, GVIR_DESIGNER_PURPOSE_SERVER, &error);
  g_assert_no_error (error);
  return design;
}

GVirConnection *
fixture_closed_connection (void)
{
  GVirConnection *connection;

  BEGIN_FOREIGN_LEAKS ();
  connection = gvir_connection_new (FIXTURE_URI);
  END_FOREIGN_LEAKS ();
  return connection;
}

gboolean
fixture_has_guest (Fixture *fixture,
                   const char *name)
{
  g_autoptr (GError) error = NULL;
  g_auto (virDomainPtr) domain = builder_guest_find_name (fixture->handle, name, &error);

  g_assert_no_error (error);
  return domain != NULL;
}

gboolean
fixture_has_volume (Fixture *fixture,
                    const char *name)
{
  g_autoptr (GError) error = NULL;
  g_auto (virStoragePoolPtr) pool = builder_pool_find (fixture->handle, FIXTURE_POOL, &error);
  g_auto (virStorageVolPtr) volume = NULL;

  g_assert_no_error (error);
  volume = builder_volume_find (pool, name, &error);
  g_assert_no_error (error);
  return volume != NULL;
}

guint
fixture_n_records (Fixture *fixture)
{
  g_autoptr (GPtrArray) left = builder_journal_list (fixture->folder, NULL);

  return left->len;
}
