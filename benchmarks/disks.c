/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How the cost of adding one more disk grows with the disks there are. */

#include <libvirt-designer/libvirt-designer.h>

#include "count-private.h"
#include "must-private.h"

#define SPAN 20

static const struct
{
  guint first;
  const char *name;
} spans[] = { { 90, "100" }, { 990, "1000" } };

static void
add_disks (GVirDesignerDomain *design,
           guint from,
           guint to)
{
  for (guint i = from; i < to; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *path = g_strdup_printf ("/srv/disk-%04u.qcow2", i);
      GVirConfigDomainDisk *disk = gvir_designer_domain_add_disk_file (design, path, "qcow2", &error);

      must (disk != NULL, error);
      g_object_unref (disk);
    }
}

int
main (int argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirDesignerOs) os = NULL;
  GVirDesignerDomain *design;
  guint there = 0;

  if (argc != 2)
    {
      g_printerr ("Usage: %s OS\n", argv[0]);
      return 2;
    }
  os = gvir_designer_os_find (NULL, argv[1], &error);
  must (os != NULL, error);
  design = gvir_designer_domain_new_for_host (os, NULL);

  CALLGRIND_START_INSTRUMENTATION;
  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      add_disks (design, there, spans[i].first);
      there = spans[i].first + SPAN;
      COUNT_BEGIN ();
      add_disks (design, spans[i].first, there);
      COUNT_END (spans[i].name);
    }
  g_object_unref (design);
  return 0;
}
