/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Does with a guest what no verb of the command line does. Usage:
 *
 *   guest-calls URI GUEST attach XML | detach DEVICE SECONDS | eject DRIVE | reboot SECONDS | start-paused
 *   guest-calls URI GUEST sleep SECONDS     waits for a crash, and writes how often it was woken
 */

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "libvirt-builder.h"

/* How often this process, with all its threads, went to sleep while nothing happened to the guest. */
static gboolean
count_sleeps (GVirBuilderGuest *guest,
              guint seconds,
              GError **error)
{
  g_autoptr (GError) problem = NULL;
  struct rusage before, after;

  getrusage (RUSAGE_SELF, &before);
  if (gvir_builder_guest_wait (guest, GVIR_BUILDER_GUEST_EVENT_CRASHED, seconds, NULL, &problem)
      || !g_error_matches (problem, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_TIMED_OUT))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  getrusage (RUSAGE_SELF, &after);
  printf ("%ld\n", after.ru_nvcsw - before.ru_nvcsw);
  return TRUE;
}

static gboolean
call (GVirBuilderGuest *guest,
      const char *name,
      char **words,
      GError **error)
{
  if (g_str_equal (name, "attach"))
    return gvir_builder_guest_attach (guest, words[0], error);
  if (g_str_equal (name, "detach"))
    return gvir_builder_guest_detach (guest, words[0], (guint) atoi (words[1]), NULL, error);
  if (g_str_equal (name, "eject"))
    return gvir_builder_guest_eject (guest, words[0], error);
  if (g_str_equal (name, "reboot"))
    return gvir_builder_guest_reboot (guest, (guint) atoi (words[0]), NULL, error);
  if (g_str_equal (name, "start-paused"))
    return gvir_builder_guest_start (guest, GVIR_BUILDER_START_MODE_PAUSED, NULL, error);
  if (g_str_equal (name, "sleep"))
    return count_sleeps (guest, (guint) atoi (words[0]), error);
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT, "there is no call '%s'", name);
  return FALSE;
}

int
main (int argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  GVirConnection *connection = argc > 3 ? gvir_builder_connect (argv[1], &error) : NULL;
  g_autoptr (GVirBuilderGuest) guest = connection != NULL ? gvir_builder_guest_find (connection, argv[2], &error) : NULL;
  gboolean good = guest != NULL && call (guest, argv[3], argv + 4, &error);

  if (!good)
    fprintf (stderr, "%s\n", error != NULL ? error->message : "it did not wait");
  g_clear_object (&guest);
  g_clear_object (&connection);
  return good ? 0 : 1;
}
