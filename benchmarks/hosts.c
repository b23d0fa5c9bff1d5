/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A design for a set of hosts, each of which differs from all others, against one for
 * a single host. The hosts are read before anything is counted; making the set is a
 * part of the first design. Usage: hosts FOLDER OS */

#include <libvirt-designer/libvirt-designer.h>

#include <string.h>

#include "count-private.h"
#include "must-private.h"

#define N_HOSTS 1000

static void
design (GVirDesignerHost *host,
        GVirDesignerOs *os)
{
  static const char *const options[][2] = {
    { "name", "guest" },
    { "disk", "path=/srv/guest.qcow2" },
    { "network", "network=default" },
  };
  g_autoptr (GVirDesignerDomain) guest = gvir_designer_domain_new_for_host (os, host);
  g_autoptr (GError) error = NULL;
  g_autofree char *xml = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    must (gvir_designer_domain_apply_option (guest, options[i][0], options[i][1], &error), error);
  must (gvir_designer_domain_add_default_devices (guest, GVIR_DESIGNER_PURPOSE_DESKTOP, &error), error);
  xml = gvir_designer_domain_to_xml (guest);
}

static char *
read_file (const char *folder,
           const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  must (g_file_get_contents (path, &text, NULL, &error), error);
  return text;
}

/* Its processor lacks a feature that no other host's lacks, and it has a device model
 * that no other has. */
static GVirDesignerHost *
make_host (const char *capabilities,
           const char *domcaps,
           guint number)
{
  g_autofree char *feature = g_strdup_printf ("<feature policy='require' name='own%u'/></mode>", number);
  g_autofree char *value = g_strdup_printf ("<value>own%u</value></enum>", number);
  g_autoptr (GString) text = g_string_new (domcaps);
  const char *texts[] = { NULL, NULL };
  g_autoptr (GError) error = NULL;
  GVirDesignerHost *host;

  g_string_replace (text, "</mode>", feature, 0);
  g_string_replace (text, "</enum>", value, 0);
  texts[0] = text->str;
  host = gvir_designer_host_new (capabilities, texts, "qemu:///system", &error);
  must (host != NULL, error);
  return host;
}

int
main (int argc,
      char **argv)
{
  g_autofree char *capabilities = NULL;
  g_autofree char *domcaps = NULL;
  g_autoptr (GPtrArray) hosts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GVirDesignerHost) set = NULL;
  g_autoptr (GVirDesignerOs) os = NULL;
  g_autoptr (GError) error = NULL;

  if (argc != 3)
    {
      g_printerr ("Usage: %s FOLDER OS\n", argv[0]);
      return 2;
    }
  capabilities = read_file (argv[1], "capabilities.xml");
  domcaps = read_file (argv[1], "domcapabilities-kvm-x86_64-q35.xml");
  os = gvir_designer_os_find (NULL, argv[2], &error);
  must (os != NULL, error);
  for (guint i = 0; i < N_HOSTS; i++)
    g_ptr_array_add (hosts, make_host (capabilities, domcaps, i));
  design (g_ptr_array_index (hosts, 0), os);
  design (g_ptr_array_index (hosts, 0), os);

  CALLGRIND_START_INSTRUMENTATION;
  COUNT_BEGIN ();
  design (g_ptr_array_index (hosts, 0), os);
  COUNT_END ("one");
  COUNT_BEGIN ();
  set = gvir_designer_host_new_set ((GVirDesignerHost *const *) hosts->pdata, hosts->len, &error);
  must (set != NULL, error);
  design (set, os);
  COUNT_END ("first");
  COUNT_BEGIN ();
  design (set, os);
  COUNT_END ("next");
  return 0;
}
