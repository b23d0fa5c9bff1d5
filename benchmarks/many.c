/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Many warm designs in one process.
 * Usage: many grow TIMES NAME…       prints the KiB of memory after a hundredth of TIMES designs,
 *                                    and after all
 *        many alone TIMES NAME…      prints the nanoseconds of processor time that libvirt-gconfig takes to
 *                                    read the XML of such a design, write it and free it
 *        many threads NUMBER TIMES NAME…  prints the nanoseconds of processor time of one design,
 *                                    where NUMBER threads make TIMES each */

#include <libvirt-designer/libvirt-designer.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "must-private.h"
#include "read-and-write-private.h"

typedef struct
{
  GVirDesignerHost *host;
  GPtrArray *systems; /* GVirDesignerOs */
  guint times;
} Given;

static char *
design (const Given *given,
        guint number)
{
  GVirDesignerOs *os = g_ptr_array_index (given->systems, number % given->systems->len);
  GVirDesignerDomain *guest = gvir_designer_domain_new_for_host (os, given->host);
  g_autoptr (GError) error = NULL;
  char *xml;

  must (gvir_designer_domain_apply_option (guest, "disk", "path=/srv/guest.qcow2", &error), error);
  must (gvir_designer_domain_apply_option (guest, "network", "network=default", &error), error);
  must (gvir_designer_domain_add_default_devices (guest, GVIR_DESIGNER_PURPOSE_DESKTOP, &error), error);
  xml = gvir_designer_domain_to_xml (guest);
  g_object_unref (guest);
  return xml;
}

static void
design_all (const Given *given,
            guint from,
            guint to)
{
  for (guint i = from; i < to; i++)
    g_free (design (given, i));
}

/* What of the process is in memory. */
static long
resident (void)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  must (g_file_get_contents ("/proc/self/statm", &text, NULL, &error), error);
  return strtol (strchr (text, ' '), NULL, 10) * (sysconf (_SC_PAGESIZE) / 1024);
}

static void
grow (const Given *given)
{
  long before;

  design_all (given, 0, given->times / 100);
  before = resident ();
  design_all (given, given->times / 100, given->times);
  g_print ("%ld %ld\n", before, resident ());
}

static gpointer
work (gpointer given)
{
  design_all (given, 0, ((const Given *) given)->times);
  return NULL;
}

static gint64
processor_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * G_GINT64_CONSTANT (1000000000) + now.tv_nsec;
}

static void
work_together (Given *given,
               guint number)
{
  g_autoptr (GPtrArray) threads = g_ptr_array_new ();
  gint64 before;

  design_all (given, 0, given->systems->len);
  before = processor_time ();
  for (guint i = 0; i < number; i++)
    g_ptr_array_add (threads, g_thread_new ("designs", work, given));
  for (guint i = 0; i < number; i++)
    g_thread_join (g_ptr_array_index (threads, i));
  g_print ("%" G_GINT64_FORMAT "\n", (processor_time () - before) / ((gint64) number * given->times));
}

static void
work_alone (const Given *given)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  gint64 before;

  for (guint i = 0; i < given->systems->len; i++)
    g_ptr_array_add (texts, design (given, i));
  read_and_write (g_ptr_array_index (texts, 0));
  before = processor_time ();
  for (guint i = 0; i < given->times; i++)
    read_and_write (g_ptr_array_index (texts, i % texts->len));
  g_print ("%" G_GINT64_FORMAT "\n", (processor_time () - before) / given->times);
}

static void
find_all (Given *given,
          char **names)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      GVirDesignerOs *os = gvir_designer_os_find (NULL, names[i], &error);

      must (os != NULL, error);
      g_ptr_array_add (given->systems, os);
    }
}

int
main (int argc,
      char *argv[])
{
  Given given = { gvir_designer_host_new_builtin (), g_ptr_array_new_with_free_func (g_object_unref), 0 };
  gboolean threads = argc > 4 && g_str_equal (argv[1], "threads");
  gboolean alone = argc > 3 && g_str_equal (argv[1], "alone");

  if (argc < 4 || (!threads && !alone && !g_str_equal (argv[1], "grow")))
    return EXIT_FAILURE;
  given.times = (guint) strtoul (argv[threads ? 3 : 2], NULL, 10);
  find_all (&given, argv + (threads ? 4 : 3));
  if (threads)
    work_together (&given, (guint) strtoul (argv[2], NULL, 10));
  else if (alone)
    work_alone (&given);
  else
    grow (&given);
  g_ptr_array_unref (given.systems);
  g_object_unref (given.host);
  return EXIT_SUCCESS;
}
