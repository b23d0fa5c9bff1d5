/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* One warm design: host and operating system are read, and every type is
 * registered, before anything is counted. Usage: design OS */

#include <libvirt-designer/libvirt-designer.h>

#include "count-private.h"
#include "must-private.h"
#include "read-and-write-private.h"

typedef struct
{
  GVirDesignerHost *host;
  GVirDesignerOs *os;
} Given;

static GVirDesignerDomain *
begin (const Given *given)
{
  static const char *const options[][2] = {
    { "name", "guest" },
    { "disk", "path=/srv/guest.qcow2" },
    { "network", "network=default" },
  };
  g_autoptr (GError) error = NULL;
  GVirDesignerDomain *design = gvir_designer_domain_new_for_host (given->os, given->host);

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    must (gvir_designer_domain_apply_option (design, options[i][0], options[i][1], &error), error);
  return design;
}

static void
set_up (GVirDesignerDomain *design)
{
  g_autoptr (GError) error = NULL;

  must (gvir_designer_domain_setup_machine (design, &error), error);
}

static void
add_devices (GVirDesignerDomain *design)
{
  g_autoptr (GError) error = NULL;

  must (gvir_designer_domain_add_default_devices (design, GVIR_DESIGNER_PURPOSE_DESKTOP, &error), error);
}

/* From nothing to the XML, as an application does it. */
static void
design_all (const Given *given)
{
  GVirDesignerDomain *design = begin (given);
  g_autofree char *xml = NULL;

  add_devices (design);
  xml = gvir_designer_domain_to_xml (design);
  g_object_unref (design);
}

static void
count_whole (const Given *given)
{
  COUNT_BEGIN ();
  design_all (given);
  COUNT_END ("design");
}

static void
count_configuration (const char *xml)
{
  read_and_write (xml);
  COUNT_BEGIN ();
  read_and_write (xml);
  COUNT_END ("configuration");
}

/* The same in its parts; the serialisation is what the whole is held against. */
static void
count_parts (const Given *given)
{
  GVirDesignerDomain *design;
  g_autofree char *xml = NULL;

  COUNT_BEGIN ();
  design = begin (given);
  COUNT_END ("wishes");
  COUNT_BEGIN ();
  set_up (design);
  COUNT_END ("machine");
  COUNT_BEGIN ();
  add_devices (design);
  COUNT_END ("devices");
  COUNT_BEGIN ();
  xml = gvir_config_object_to_xml (GVIR_CONFIG_OBJECT (gvir_designer_domain_get_config (design)));
  COUNT_END ("serialise");
  COUNT_BEGIN ();
  g_object_unref (design);
  COUNT_END ("free");
  count_configuration (xml);
}

int
main (int argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirDesignerOs) os = NULL;
  g_autoptr (GVirDesignerHost) host = NULL;
  Given given;

  if (argc != 2)
    {
      g_printerr ("Usage: %s OS\n", argv[0]);
      return 2;
    }
  os = gvir_designer_os_find (NULL, argv[1], &error);
  must (os != NULL, error);
  host = gvir_designer_host_new_builtin ();
  given = (Given) { host, os };

  design_all (&given);
  design_all (&given);
  CALLGRIND_START_INSTRUMENTATION;
  count_whole (&given);
  count_parts (&given);
  return 0;
}
