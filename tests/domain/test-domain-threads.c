/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Threads that share a host and operating systems: each makes the same of them. Under
 * `./check --long`, with the thread sanitizer. */

#include "design-fixture.h"

#define THREADS 4
#define TIMES 20

/* The locks by which GLib sets something up once are hidden from the thread sanitizer,
 * since GLib is not built with it: to it, first uses look like races. */
#ifdef __SANITIZE_THREAD__
#define FIRST_USES_ARE_SEEN FALSE
#else
#define FIRST_USES_ARE_SEEN TRUE
#endif

static const char *const systems[] = { "debian11", "win11", "fedora37", "ubuntu22.04", "win2k8" };

typedef struct
{
  GVirDesignerHost *host;
  GVirDesignerOs *os[G_N_ELEMENTS (systems)];
  char *expected[G_N_ELEMENTS (systems)];
} Shared;

static char *
design (const Shared *shared,
        guint number)
{
  g_autoptr (GVirDesignerDomain) guest = gvir_designer_domain_new_for_host (shared->os[number], shared->host);
  g_autoptr (GError) error = NULL;

  gvir_designer_domain_apply_option (guest, "disk", "path=/srv/guest.qcow2", &error);
  g_assert_no_error (error);
  gvir_designer_domain_apply_option (guest, "network", "network=default", &error);
  g_assert_no_error (error);
  gvir_designer_domain_add_default_devices (guest, GVIR_DESIGNER_PURPOSE_DESKTOP, &error);
  g_assert_no_error (error);
  return gvir_designer_domain_to_xml (guest);
}

static gpointer
work (gpointer data)
{
  const Shared *shared = data;

  for (guint i = 0; i < TIMES * G_N_ELEMENTS (systems); i++)
    {
      guint number = i % G_N_ELEMENTS (systems);
      g_autofree char *xml = design (shared, number);

      if (shared->expected[number] != NULL)
        g_assert_cmpstr (xml, ==, shared->expected[number]);
    }
  return NULL;
}

static void
run_threads (Shared *shared)
{
  GThread *threads[THREADS];

  for (guint i = 0; i < THREADS; i++)
    threads[i] = g_thread_new ("designs", work, shared);
  for (guint i = 0; i < THREADS; i++)
    g_thread_join (threads[i]);
}

/* The first threads meet a library of which nothing was asked yet. */
static void
test_same_everywhere (void)
{
  Shared shared = { .host = gvir_designer_host_new_builtin () };

  for (guint i = 0; i < G_N_ELEMENTS (systems); i++)
    {
      g_autoptr (GError) error = NULL;

      shared.os[i] = gvir_designer_os_find (NULL, systems[i], &error);
      g_assert_no_error (error);
    }
  if (FIRST_USES_ARE_SEEN)
    run_threads (&shared);
  for (guint i = 0; i < G_N_ELEMENTS (systems); i++)
    shared.expected[i] = design (&shared, i);
  run_threads (&shared);
  for (guint i = 0; i < G_N_ELEMENTS (systems); i++)
    {
      g_object_unref (shared.os[i]);
      g_free (shared.expected[i]);
    }
  g_object_unref (shared.host);
}

/* Each thread reads what it needs of the OS database itself. */
static gpointer
find (gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirDesignerOs) os = gvir_designer_os_find (NULL, data, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (gvir_designer_os_get_short_id (os), ==, data);
  return NULL;
}

static void
test_find_at_once (void)
{
  GThread *threads[2 * G_N_ELEMENTS (systems)];

  if (!FIRST_USES_ARE_SEEN)
    find ((gpointer) systems[0]);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("finds", find, (gpointer) systems[i / 2]);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/designer/threads/systems-are-found-at-once", test_find_at_once);
  g_test_add_func ("/designer/threads/designs-are-the-same-everywhere", test_same_everywhere);
  return g_test_run ();
}
