/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Makes a Debian guest on a connection, and prints what is done.
 * Usage: example-make-a-guest [URI [POOL]] */

#include <libvirt-builder/libvirt-builder.h>

static GVirDesignerHost *
describe_host (GVirConnection *connection,
               GError **error)
{
  GVirConfigCapabilities *capabilities = gvir_connection_get_capabilities (connection, error);
  GVirDesignerHost *host = NULL;
  g_autofree char *xml = NULL;

  if (capabilities == NULL)
    return NULL;
  xml = gvir_config_object_to_xml (GVIR_CONFIG_OBJECT (capabilities));
  host = gvir_designer_host_new (xml, NULL, gvir_connection_get_uri (connection), error);
  g_object_unref (capabilities);
  return host;
}

static GVirDesignerDomain *
design_guest (GVirDesignerHost *host,
              const char *pool,
              GError **error)
{
  g_autoptr (GVirDesignerOs) os = gvir_designer_os_find (NULL, "debian11", error);
  g_autoptr (GVirDesignerDomain) guest = NULL;
  g_autofree char *disk = g_strdup_printf ("pool=%s,size=20", pool);

  if (os == NULL)
    return NULL;
  guest = gvir_designer_domain_new_for_host (os, host);
  if (!gvir_designer_domain_apply_option (guest, "name", "web", error)
      || !gvir_designer_domain_apply_option (guest, "disk", disk, error)
      || !gvir_designer_domain_add_default_devices (guest, GVIR_DESIGNER_PURPOSE_SERVER, error))
    return NULL;
  return g_steal_pointer (&guest);
}

static void
show_step (GVirBuilderRun *run,
           guint number,
           GVirBuilderStepState state)
{
  g_autoptr (GListModel) steps = gvir_builder_plan_get_steps (gvir_builder_run_get_plan (run));
  g_autoptr (GVirBuilderStep) step = g_list_model_get_item (steps, number);

  if (state == GVIR_BUILDER_STEP_STATE_DONE)
    g_print ("done: %s\n", gvir_builder_step_get_description (step));
}

static gboolean
make_guest (GVirConnection *connection,
            GVirDesignerDomain *guest,
            GError **error)
{
  g_autoptr (GVirBuilderPlan) plan = gvir_builder_plan_new_install (connection, guest, NULL, NULL,
                                                                    GVIR_BUILDER_INSTALL_FLAGS_START, error);
  g_autoptr (GVirBuilderRun) run = NULL;
  g_autofree char *text = NULL;

  if (plan == NULL)
    return FALSE;
  text = gvir_builder_plan_to_text (plan);
  g_print ("%s", text);
  run = gvir_builder_run_new (plan, connection);
  g_signal_connect (run, "step", G_CALLBACK (show_step), NULL);
  return gvir_builder_run_perform (run, NULL, error);
}

int
main (int argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  GVirConnection *connection = gvir_builder_connect (argc > 1 ? argv[1] : "test:///default", &error);
  g_autoptr (GVirDesignerHost) host = connection != NULL ? describe_host (connection, &error) : NULL;
  g_autoptr (GVirDesignerDomain) guest = host != NULL ? design_guest (host, argc > 2 ? argv[2] : "default-pool", &error)
                                                      : NULL;
  gboolean made = guest != NULL && make_guest (connection, guest, &error);

  if (!made)
    g_printerr ("%s\n", error->message);
  g_clear_object (&connection);
  return made ? 0 : 1;
}
