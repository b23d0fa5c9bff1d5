/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Guests of libvirt's test driver are waited for. */

#include <glib/gstdio.h>
#include <sys/resource.h>

#include "guest-fixture.h"

static gboolean
destroy_and_undefine (gpointer data)
{
  g_assert_cmpint (virDomainDestroy (data), ==, 0);
  g_assert_cmpint (virDomainUndefine (data), ==, 0);
  return G_SOURCE_REMOVE;
}

static gboolean
crash (gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *file = NULL;
  int descriptor = g_file_open_tmp (NULL, &file, &error);

  g_assert_no_error (error);
  g_assert_cmpint (virDomainCoreDump (data, file, VIR_DUMP_CRASH), ==, 0);
  g_close (descriptor, NULL);
  g_unlink (file);
  return G_SOURCE_REMOVE;
}

static gboolean
start (gpointer data)
{
  g_assert_cmpint (virDomainCreate (data), ==, 0);
  return G_SOURCE_REMOVE;
}

static gboolean
cancel (gpointer data)
{
  g_cancellable_cancel (data);
  return G_SOURCE_REMOVE;
}

static void
test_waits_for_the_end (Fixture *fixture,
                        G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_timeout_add (SOON, destroy, fixture->domain);
  gvir_builder_guest_wait (fixture->guest, GVIR_BUILDER_GUEST_EVENT_SHUTOFF, 10, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (state_of (fixture), ==, GVIR_BUILDER_GUEST_STATE_SHUTOFF);
  g_timeout_add (SOON, start, fixture->domain);
  gvir_builder_guest_wait (fixture->guest, GVIR_BUILDER_GUEST_EVENT_RUNNING, 10, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (state_of (fixture), ==, GVIR_BUILDER_GUEST_STATE_RUNNING);
}

static void
test_removed_meanwhile (Fixture *fixture,
                        G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_timeout_add (SOON, destroy_and_undefine, fixture->domain);
  g_assert_false (gvir_builder_guest_wait (fixture->guest, GVIR_BUILDER_GUEST_EVENT_CRASHED, 10, NULL, &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_GUEST);
  g_clear_error (&error);
  gvir_builder_guest_wait (fixture->guest, GVIR_BUILDER_GUEST_EVENT_GONE, 10, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (gvir_builder_guest_start (fixture->guest, GVIR_BUILDER_START_MODE_RUN, NULL, &error));
  assert_says (error, GVIR_BUILDER_ERROR_GUEST, "is gone");
  g_clear_error (&error);
  g_assert_false (gvir_builder_guest_wait (fixture->guest, GVIR_BUILDER_GUEST_EVENT_RUNNING, 10, NULL, &error));
  assert_says (error, GVIR_BUILDER_ERROR_GUEST, "is gone");
  g_assert_cmpint (state_of (fixture), ==, GVIR_BUILDER_GUEST_STATE_GONE);
}

static void
test_stopped_by_others (Fixture *fixture,
                        G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_timeout_add (SOON, destroy, fixture->domain);
  g_assert_false (gvir_builder_guest_wait (fixture->guest, GVIR_BUILDER_GUEST_EVENT_CRASHED, 10, NULL, &error));
  assert_says (error, GVIR_BUILDER_ERROR_GUEST, "by someone else");
}

static void
test_crashed (Fixture *fixture,
              G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_timeout_add (SOON, crash, fixture->domain);
  g_assert_false (gvir_builder_guest_wait (fixture->guest, GVIR_BUILDER_GUEST_EVENT_SHUTOFF, 10, NULL, &error));
  assert_says (error, GVIR_BUILDER_ERROR_GUEST, "has crashed");
  g_clear_error (&error);
  gvir_builder_guest_wait (fixture->guest, GVIR_BUILDER_GUEST_EVENT_CRASHED, 10, NULL, &error);
  g_assert_no_error (error);
  /* It is off for long now. */
  gvir_builder_guest_wait (fixture->guest, GVIR_BUILDER_GUEST_EVENT_SHUTOFF, 10, NULL, &error);
  g_assert_no_error (error);
}

static void
test_deadline (Fixture *fixture,
               G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (gvir_builder_guest_wait (fixture->guest, GVIR_BUILDER_GUEST_EVENT_SHUTOFF, 1, NULL, &error));
  assert_says (error, GVIR_BUILDER_ERROR_TIMED_OUT, "has not shut down within 1 s");
  g_assert_false (gvir_builder_guest_wait (fixture->guest, GVIR_BUILDER_GUEST_EVENT_SHUTOFF, 1, NULL, NULL));
}

static void
test_cancelled (Fixture *fixture,
                G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_timeout_add (SOON, cancel, cancellable);
  g_assert_false (gvir_builder_guest_wait (fixture->guest, GVIR_BUILDER_GUEST_EVENT_SHUTOFF, 0, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (gvir_builder_guest_stop (fixture->guest, GVIR_BUILDER_STOP_MODE_FORCE, 0, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (gvir_builder_guest_start (fixture->guest, GVIR_BUILDER_START_MODE_RUN, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (state_of (fixture), ==, GVIR_BUILDER_GUEST_STATE_RUNNING);
}

static void
test_in_a_thread (Fixture *fixture,
                  G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) waited = NULL;
  g_autoptr (GAsyncResult) started = NULL;
  g_autoptr (GAsyncResult) stopped = NULL;
  g_autoptr (GAsyncResult) refused = NULL;

  gvir_builder_guest_wait_async (fixture->guest, GVIR_BUILDER_GUEST_EVENT_SHUTOFF, 10, NULL, keep_result, &waited);
  g_timeout_add (SOON, destroy, fixture->domain);
  gvir_builder_guest_wait_finish (fixture->guest, wait_for (&waited), &error);
  g_assert_no_error (error);
  gvir_builder_guest_start_async (fixture->guest, GVIR_BUILDER_START_MODE_RUN, NULL, keep_result, &started);
  gvir_builder_guest_start_finish (fixture->guest, wait_for (&started), &error);
  g_assert_no_error (error);
  g_assert_cmpint (state_of (fixture), ==, GVIR_BUILDER_GUEST_STATE_RUNNING);
  gvir_builder_guest_stop_async (fixture->guest, GVIR_BUILDER_STOP_MODE_ASK, 10, NULL, keep_result, &stopped);
  gvir_builder_guest_stop_finish (fixture->guest, wait_for (&stopped), &error);
  g_assert_no_error (error);
  g_assert_cmpint (state_of (fixture), ==, GVIR_BUILDER_GUEST_STATE_SHUTOFF);
  gvir_builder_guest_reboot_async (fixture->guest, 10, NULL, keep_result, &refused);
  g_assert_false (gvir_builder_guest_reboot_finish (fixture->guest, wait_for (&refused), &error));
  assert_says (error, GVIR_BUILDER_ERROR_GUEST, "is off");
}

static void
test_cancelled_in_a_thread (Fixture *fixture,
                            G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gvir_builder_guest_wait_async (fixture->guest, GVIR_BUILDER_GUEST_EVENT_GONE, 0, cancellable, keep_result, &result);
  g_timeout_add (SOON, cancel, cancellable);
  g_assert_false (gvir_builder_guest_wait_finish (fixture->guest, wait_for (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static glong
count_sleeps (void)
{
  struct rusage usage;

  g_assert_cmpint (getrusage (RUSAGE_SELF, &usage), ==, 0);
  return usage.ru_nvcsw;
}

/* All threads of the process go to sleep once, and for the deadline, and no more. */
static void
test_nothing_wakes_it (Fixture *fixture,
                       G_GNUC_UNUSED gconstpointer data)
{
  glong before = count_sleeps ();

  g_assert_false (gvir_builder_guest_wait (fixture->guest, GVIR_BUILDER_GUEST_EVENT_SHUTOFF, 3, NULL, NULL));
  g_assert_cmpint (count_sleeps () - before, <=, 6);
}

static void
test_no_agent (Fixture *fixture,
               G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (gvir_builder_guest_wait (fixture->guest, GVIR_BUILDER_GUEST_EVENT_AGENT, 5, NULL, &error));
  assert_says (error, GVIR_BUILDER_ERROR_UNSUPPORTED, "--channel qemu-ga");
  g_clear_error (&error);
  destroy (fixture->domain);
  g_assert_false (gvir_builder_guest_wait (fixture->guest, GVIR_BUILDER_GUEST_EVENT_AGENT, 5, NULL, &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_GUEST);
}

static void
test_address (Fixture *fixture,
              G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) nics = NULL;
  GVirBuilderNic *nic;

  gvir_builder_guest_wait (fixture->guest, GVIR_BUILDER_GUEST_EVENT_ADDRESS, 5, NULL, &error);
  g_assert_no_error (error);
  nics = gvir_builder_guest_get_nics (fixture->guest, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (nics->len, ==, 1);
  nic = g_ptr_array_index (nics, 0);
  g_assert_cmpstr (gvir_builder_nic_get_mac (nic), ==, "aa:bb:cc:dd:ee:ff");
  g_assert_cmpint (gvir_builder_nic_get_source (nic), ==, GVIR_BUILDER_ADDRESS_SOURCE_LEASE);
  g_assert_null (gvir_builder_nic_get_guest_name (nic));
  g_assert_true (g_str_has_prefix (gvir_builder_nic_get_addresses (nic)[0], "192.168.122."));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("is-waited-for", test_waits_for_the_end);
  add ("is-removed-while-waited-for", test_removed_meanwhile);
  add ("is-stopped-by-others-while-waited-for", test_stopped_by_others);
  add ("crashes-while-waited-for", test_crashed);
  add ("does-nothing-before-the-deadline", test_deadline);
  add ("is-waited-for-until-cancelled", test_cancelled);
  add ("is-waited-for-in-a-thread", test_in_a_thread);
  add ("is-waited-for-in-a-thread-until-cancelled", test_cancelled_in_a_thread);
  add ("wakes-nobody-while-nothing-happens", test_nothing_wakes_it);
  add ("has-no-agent", test_no_agent);
  add ("has-an-address", test_address);
  return g_test_run ();
}
