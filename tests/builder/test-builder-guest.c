/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Guests of libvirt's test driver are found, started, stopped and asked. */

#include "base/foreign-leaks-private.h"
#include "guest-fixture.h"

static void
test_found (Fixture *fixture,
            G_GNUC_UNUSED gconstpointer data)
{
  static const char *const words[] = { "test", UUID };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GVirBuilderGuest) guest = gvir_builder_guest_find (fixture->connection, words[i], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (gvir_builder_guest_get_name (guest), ==, "test");
      g_assert_cmpstr (gvir_builder_guest_get_uuid (guest), ==, UUID);
    }
}

static void
test_not_found (Fixture *fixture,
                G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (gvir_builder_guest_find (fixture->connection, "tset", &error));
  assert_says (error, GVIR_BUILDER_ERROR_NOT_FOUND, "there are test");
  g_assert_null (gvir_builder_guest_find (fixture->connection, "tset", NULL));
}

static void
test_listed (Fixture *fixture,
             G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) running = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) all = NULL;

  running = gvir_builder_guest_list (fixture->connection, GVIR_BUILDER_GUEST_SCOPE_RUNNING, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (running->len, ==, 1);
  g_assert_cmpint (virDomainDestroy (fixture->domain), ==, 0);
  none = gvir_builder_guest_list (fixture->connection, GVIR_BUILDER_GUEST_SCOPE_RUNNING, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
  all = gvir_builder_guest_list (fixture->connection, GVIR_BUILDER_GUEST_SCOPE_ALL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (gvir_builder_guest_get_name (g_ptr_array_index (all, 0)), ==, "test");
}

static void
test_not_connected (void)
{
  g_autoptr (GError) error = NULL;
  GVirConnection *connection;

  BEGIN_FOREIGN_LEAKS ();
  connection = gvir_connection_new (URI);
  END_FOREIGN_LEAKS ();
  g_assert_null (gvir_builder_guest_find (connection, "test", &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNREACHABLE);
  g_clear_error (&error);
  g_assert_null (gvir_builder_guest_list (connection, GVIR_BUILDER_GUEST_SCOPE_ALL, &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNREACHABLE);
  g_assert_null (gvir_builder_guest_list (connection, GVIR_BUILDER_GUEST_SCOPE_ALL, NULL));
  g_object_unref (connection);
}

static void
test_stops_and_starts (Fixture *fixture,
                       G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  gvir_builder_guest_stop (fixture->guest, GVIR_BUILDER_STOP_MODE_ASK, 5, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (state_of (fixture), ==, GVIR_BUILDER_GUEST_STATE_SHUTOFF);
  gvir_builder_guest_stop (fixture->guest, GVIR_BUILDER_STOP_MODE_FORCE, 5, NULL, &error);
  g_assert_no_error (error);
  /* This driver cannot do that. */
  g_assert_false (gvir_builder_guest_start (fixture->guest, GVIR_BUILDER_START_MODE_PAUSED, NULL, &error));
  assert_says (error, GVIR_BUILDER_ERROR_FAILED, "flags");
  g_clear_error (&error);
  gvir_builder_guest_start (fixture->guest, GVIR_BUILDER_START_MODE_RUN, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (virDomainSuspend (fixture->domain), ==, 0);
  gvir_builder_guest_start (fixture->guest, GVIR_BUILDER_START_MODE_RUN, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (state_of (fixture), ==, GVIR_BUILDER_GUEST_STATE_RUNNING);
  gvir_builder_guest_start (fixture->guest, GVIR_BUILDER_START_MODE_RUN, NULL, &error);
  g_assert_no_error (error);
  gvir_builder_guest_stop (fixture->guest, GVIR_BUILDER_STOP_MODE_FORCE, 5, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (state_of (fixture), ==, GVIR_BUILDER_GUEST_STATE_SHUTOFF);
}

static void
test_paused_cannot_hear (Fixture *fixture,
                         G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (virDomainSuspend (fixture->domain), ==, 0);
  g_assert_false (gvir_builder_guest_stop (fixture->guest, GVIR_BUILDER_STOP_MODE_ASK, 5, NULL, &error));
  assert_says (error, GVIR_BUILDER_ERROR_GUEST, "is paused");
  g_assert_false (gvir_builder_guest_stop (fixture->guest, GVIR_BUILDER_STOP_MODE_ASK, 5, NULL, NULL));
  gvir_builder_guest_stop (fixture->guest, GVIR_BUILDER_STOP_MODE_ASK_THEN_FORCE, 5, NULL, NULL);
  g_assert_cmpint (state_of (fixture), ==, GVIR_BUILDER_GUEST_STATE_SHUTOFF);
}

static void
test_no_address (Fixture *fixture,
                 G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GPtrArray) nics = NULL;
  GVirBuilderNic *nic;

  destroy (fixture->domain);
  nics = gvir_builder_guest_get_nics (fixture->guest, NULL);
  g_assert_cmpuint (nics->len, ==, 1);
  nic = g_ptr_array_index (nics, 0);
  g_assert_cmpint (gvir_builder_nic_get_source (nic), ==, GVIR_BUILDER_ADDRESS_SOURCE_NONE);
  g_assert_null (gvir_builder_nic_get_addresses (nic)[0]);
}

static void
test_autostart (Fixture *fixture,
                G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  int on;

  gvir_builder_guest_set_autostart (fixture->guest, GVIR_BUILDER_AUTOSTART_ON, &error);
  g_assert_no_error (error);
  virDomainGetAutostart (fixture->domain, &on);
  g_assert_cmpint (on, ==, 1);
  gvir_builder_guest_set_autostart (fixture->guest, GVIR_BUILDER_AUTOSTART_OFF, &error);
  g_assert_no_error (error);
  virDomainGetAutostart (fixture->domain, &on);
  g_assert_cmpint (on, ==, 0);
  destroy (fixture->domain);
  g_assert_cmpint (virDomainUndefine (fixture->domain), ==, 0);
  g_assert_false (gvir_builder_guest_set_autostart (fixture->guest, GVIR_BUILDER_AUTOSTART_ON, &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_GUEST);
}

/* This driver cannot change a guest that runs. */
static void
test_no_devices (Fixture *fixture,
                 G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_false (gvir_builder_guest_attach (fixture->guest, "<disk/>", &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED);
  g_clear_error (&error);
  g_assert_false (gvir_builder_guest_attach (fixture->guest, "<disk/>", NULL));
  g_assert_false (gvir_builder_guest_detach (fixture->guest, "vdz", 5, NULL, &error));
  assert_says (error, GVIR_BUILDER_ERROR_NOT_FOUND, "aa:bb:cc:dd:ee:ff");
  g_clear_error (&error);
  g_assert_false (gvir_builder_guest_eject (fixture->guest, "sda", &error));
  assert_says (error, GVIR_BUILDER_ERROR_NOT_FOUND, "sda");
  g_clear_error (&error);
  gvir_builder_guest_detach_async (fixture->guest, "vdz", 5, NULL, keep_result, &result);
  g_assert_false (gvir_builder_guest_detach_finish (fixture->guest, wait_for (&result), &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NOT_FOUND);
}

static void
test_no_picture (Fixture *fixture,
                 G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_null (gvir_builder_guest_screenshot (fixture->guest, 0, "/no/such/folder/picture", NULL, &error));
  assert_says (error, GVIR_BUILDER_ERROR_DENIED, "/no/such/folder/picture");
  g_clear_error (&error);
  g_assert_null (gvir_builder_guest_screenshot (fixture->guest, 0, "/no/such/folder/picture", NULL, NULL));
  gvir_builder_guest_screenshot_async (fixture->guest, 0, "/no/such/folder/picture", NULL, keep_result, &result);
  g_assert_null (gvir_builder_guest_screenshot_finish (fixture->guest, wait_for (&result), &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_DENIED);
}

static void
test_no_console (Fixture *fixture,
                 G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (
    gvir_builder_guest_console (fixture->guest, NULL, GVIR_BUILDER_CONSOLE_MODE_SHARE, 0, 1, NULL, &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED);
  g_assert_false (
    gvir_builder_guest_console (fixture->guest, NULL, GVIR_BUILDER_CONSOLE_MODE_SHARE, 0, 1, NULL, NULL));
}

static void
test_os (Fixture *fixture,
         G_GNUC_UNUSED gconstpointer data)
{
  static const char metadata[] = "<libosinfo><os id='http://debian.org/debian/11'/></libosinfo>";
  g_autoptr (GError) error = NULL;
  g_autofree char *none = gvir_builder_guest_get_os (fixture->guest, &error);
  g_autofree char *os = NULL;

  g_assert_no_error (error);
  g_assert_null (none);
  g_assert_cmpint (virDomainSetMetadata (fixture->domain, VIR_DOMAIN_METADATA_ELEMENT, metadata, "l",
                                         "http://libosinfo.org/xmlns/libvirt/domain/1.0", 0), ==, 0);
  os = gvir_builder_guest_get_os (fixture->guest, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (os, ==, "http://debian.org/debian/11");
}

/* Whoever does not want to know why gets the same answers. */
static void
test_no_reasons (Fixture *fixture,
                 G_GNUC_UNUSED gconstpointer data)
{
  GVirBuilderGuestState state;

  g_assert_false (gvir_builder_guest_detach (fixture->guest, "vdz", 1, NULL, NULL));
  g_assert_false (gvir_builder_guest_eject (fixture->guest, "vdz", NULL));
  destroy (fixture->domain);
  g_assert_false (gvir_builder_guest_reboot (fixture->guest, 1, NULL, NULL));
  g_assert_cmpint (virDomainUndefine (fixture->domain), ==, 0);
  g_assert_false (gvir_builder_guest_start (fixture->guest, GVIR_BUILDER_START_MODE_RUN, NULL, NULL));
  g_assert_false (gvir_builder_guest_set_autostart (fixture->guest, GVIR_BUILDER_AUTOSTART_ON, NULL));
  g_assert_null (gvir_builder_guest_get_os (fixture->guest, NULL));
  g_assert_null (gvir_builder_guest_get_nics (fixture->guest, NULL));
  g_assert_true (gvir_builder_guest_get_state (fixture->guest, &state, NULL));
  g_assert_cmpint (state, ==, GVIR_BUILDER_GUEST_STATE_GONE);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/builder/guest/is-not-found-without-a-connection", test_not_connected);
  add ("is-found-by-name-and-uuid", test_found);
  add ("is-not-there", test_not_found);
  add ("is-listed", test_listed);
  add ("stops-and-starts", test_stops_and_starts);
  add ("is-paused-and-cannot-hear", test_paused_cannot_hear);
  add ("has-no-address-when-it-is-off", test_no_address);
  add ("starts-with-its-host", test_autostart);
  add ("has-no-such-device", test_no_devices);
  add ("gives-no-picture", test_no_picture);
  add ("has-no-console", test_no_console);
  add ("has-an-os", test_os);
  add ("gives-no-reasons-unasked", test_no_reasons);
  return g_test_run ();
}
