/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What it takes to read the OS database.
 * Usage: systems --count NAME…   counts finding each, listing all names, and libosinfo's loading
 *        systems --time NAME…    prints for each the microseconds of CPU that its first design takes */

#include <libvirt-designer/libvirt-designer.h>
#include <time.h>

#include "count-private.h"
#include "must-private.h"

static GVirDesignerOs *
find (const char *name)
{
  g_autoptr (GError) error = NULL;
  GVirDesignerOs *os = gvir_designer_os_find (NULL, name, &error);

  must (os != NULL, error);
  return os;
}

static void
list (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *names = gvir_designer_os_database_to_json (NULL, &error);

  must (names != NULL, error);
}

/* As an application loads it that does not know libvirt-designer. */
static void
load (void)
{
  g_autoptr (OsinfoLoader) loader = osinfo_loader_new ();
  g_autoptr (GError) error = NULL;

  osinfo_loader_process_default_path (loader, &error);
  must (error == NULL, error);
}

static void
count (char **names)
{
  g_object_unref (find (names[0]));
  CALLGRIND_START_INSTRUMENTATION;
  for (guint i = 0; names[i] != NULL; i++)
    {
      GVirDesignerOs *os;

      COUNT_BEGIN ();
      os = find (names[i]);
      COUNT_END (names[i]);
      g_object_unref (os);
    }
  COUNT_BEGIN ();
  list ();
  COUNT_END ("list");
  COUNT_BEGIN ();
  load ();
  COUNT_END ("load");
}

static void
design (const char *name,
        GVirDesignerHost *host)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirDesignerOs) os = find (name);
  g_autoptr (GVirDesignerDomain) guest = gvir_designer_domain_new_for_host (os, host);
  g_autofree char *xml = NULL;

  /* Some systems are not for this machine; to learn that takes as long. */
  if (gvir_designer_domain_add_default_devices (guest, GVIR_DESIGNER_PURPOSE_DESKTOP, &error))
    xml = gvir_designer_domain_to_xml (guest);
}

static gint64
cpu_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static void
measure (char **names)
{
  g_autoptr (GVirDesignerHost) host = gvir_designer_host_new_builtin ();

  design (names[0], host);
  for (guint i = 0; names[i] != NULL; i++)
    {
      gint64 start = cpu_time ();

      design (names[i], host);
      g_print ("%s %" G_GINT64_FORMAT "\n", names[i], cpu_time () - start);
    }
}

int
main (int argc,
      char **argv)
{
  if (argc > 2 && g_str_equal (argv[1], "--count"))
    count (argv + 2);
  else if (argc > 2 && g_str_equal (argv[1], "--time"))
    measure (argv + 2);
  else
    return 2;
  return 0;
}
