/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Plans are carried out on libvirt's test driver, taken back and taken up again. */

#include <glib/gstdio.h>

#include "journal/journal-private.h"
#include "libvirt-builder.h"

/* Each connection has a host of its own, with the pool "default-pool". */
#define URI "test:///default"

typedef struct
{
  char *folder;
  GVirConnection *connection;
} Fixture;

static void
set_up (Fixture *fixture,
        G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("builder-XXXXXX", &error);
  g_assert_no_error (error);
  g_setenv ("LIBVIRT_BUILDER_STATE_DIR", fixture->folder, TRUE);
  fixture->connection = gvir_builder_connect (URI, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture,
           G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GPtrArray) left = builder_journal_list (fixture->folder, NULL);

  for (guint i = 0; i < left->len; i++)
    g_unlink (g_ptr_array_index (left, i));
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_object_unref (fixture->connection);
}

static char *
read_capabilities (GVirConnection *connection)
{
  g_autoptr (GError) error = NULL;
  GVirConfigCapabilities *capabilities = gvir_connection_get_capabilities (connection, &error);
  char *xml;

  g_assert_no_error (error);
  xml = gvir_config_object_to_xml (GVIR_CONFIG_OBJECT (capabilities));
  g_object_unref (capabilities);
  return xml;
}

static GVirDesignerDomain *
design (GVirConnection *connection,
        const char *name,
        const char *disk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirDesignerOs) os = gvir_designer_os_find (NULL, "debian11", &error);
  g_autofree char *capabilities = read_capabilities (connection);
  g_autoptr (GVirDesignerHost) host = gvir_designer_host_new (capabilities, NULL, URI, &error);
  GVirDesignerDomain *domain = gvir_designer_domain_new_for_host (os, host);

  g_assert_no_error (error);
  gvir_designer_domain_apply_option (domain, "name", name, &error);
  g_assert_no_error (error);
  gvir_designer_domain_apply_option (domain, "disk", disk, &error);
  g_assert_no_error (error);
  gvir_designer_domain_add_default_devices (domain, GVIR_DESIGNER_PURPOSE_SERVER, &error);
  g_assert_no_error (error);
  return domain;
}

static void
test_install (Fixture *fixture,
              G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirDesignerDomain) guest = design (fixture->connection, "web", "size=1,pool=default-pool");
  g_autoptr (GVirBuilderPlan) plan = gvir_builder_plan_new_install (fixture->connection, guest, NULL,
                                                                    GVIR_BUILDER_INSTALL_FLAGS_START, &error);
  g_autoptr (GVirBuilderRun) run = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = gvir_builder_plan_to_text (plan);
  g_test_message ("%s", text);
  run = gvir_builder_run_new (plan, fixture->connection);
  gvir_builder_run_perform (run, NULL, &error);
  g_assert_no_error (error);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/builder/run/installs-a-guest", Fixture, NULL, set_up, test_install, tear_down);
  return g_test_run ();
}
