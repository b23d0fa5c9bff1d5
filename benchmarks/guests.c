/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Plans and makes guests on libvirt's test driver, one after the other.
 * Usage: guests NUMBER      prints the milliseconds of processor time of a guest among the first
 *                           tenth, and among the last tenth, of NUMBER */

#include <libvirt-builder/libvirt-builder.h>
#include <stdlib.h>
#include <time.h>

#include "must-private.h"

#define URI "test:///default"

static GVirDesignerHost *
read_host (GVirConnection *connection)
{
  g_autoptr (GError) error = NULL;
  GVirConfigCapabilities *capabilities = gvir_connection_get_capabilities (connection, &error);
  g_autofree char *xml = NULL;
  GVirDesignerHost *host;

  must (capabilities != NULL, error);
  xml = gvir_config_object_to_xml (GVIR_CONFIG_OBJECT (capabilities));
  host = gvir_designer_host_new (xml, NULL, URI, &error);
  must (host != NULL, error);
  g_object_unref (capabilities);
  return host;
}

static void
make_guest (GVirConnection *connection,
            GVirDesignerOs *os,
            GVirDesignerHost *host,
            guint number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirDesignerDomain) guest = gvir_designer_domain_new_for_host (os, host);
  g_autofree char *name = g_strdup_printf ("guest%u", number);
  g_autoptr (GVirBuilderPlan) plan = NULL;
  g_autoptr (GVirBuilderRun) run = NULL;

  must (gvir_designer_domain_apply_option (guest, "name", name, &error), error);
  must (gvir_designer_domain_apply_option (guest, "disk", "pool=default-pool,size=0.01", &error), error);
  must (gvir_designer_domain_add_default_devices (guest, GVIR_DESIGNER_PURPOSE_SERVER, &error), error);
  plan = gvir_builder_plan_new_install (connection, guest, NULL, NULL, GVIR_BUILDER_INSTALL_FLAGS_NONE, &error);
  must (plan != NULL, error);
  run = gvir_builder_run_new (plan, connection);
  must (gvir_builder_run_perform (run, NULL, &error), error);
}

static double
processor_ms (void)
{
  return (double) clock () * 1000 / CLOCKS_PER_SEC;
}

int
main (int argc,
      char **argv)
{
  guint number = argc > 1 ? (guint) strtoul (argv[1], NULL, 10) : 0;
  guint tenth = number / 10;
  g_autoptr (GError) error = NULL;
  GVirConnection *connection = gvir_builder_connect (URI, &error);
  g_autoptr (GVirDesignerOs) os = gvir_designer_os_find (NULL, "debian11", &error);
  g_autoptr (GVirDesignerHost) host = NULL;
  double began;
  double first = 0;

  must (connection != NULL && os != NULL && tenth > 0, error);
  host = read_host (connection);
  began = processor_ms ();
  for (guint i = 0; i < number; i++)
    {
      if (i == tenth)
        first = processor_ms () - began;
      if (i == number - tenth)
        began = processor_ms ();
      make_guest (connection, os, host, i);
    }
  g_print ("%.3f %.3f\n", first / tenth, (processor_ms () - began) / tenth);
  g_object_unref (connection);
  return 0;
}
