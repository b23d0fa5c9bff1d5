/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Plans are carried out on libvirt's test driver, taken back and taken up again. */

#include "fixture.h"
#include "planners/disks-private.h"
#include "steps/kinds-private.h"

#define DISK "size=1,pool=" FIXTURE_POOL

static GVirBuilderPlan *
plan_guest (Fixture *fixture,
            const char *name,
            GVirBuilderInstallFlags flags)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirDesignerDomain) guest = fixture_design (fixture, name, DISK);
  GVirBuilderPlan *plan = gvir_builder_plan_new_install (fixture->connection, guest, NULL, NULL, flags, &error);

  g_assert_no_error (error);
  return plan;
}

static void
perform (Fixture *fixture,
         GVirBuilderPlan *plan)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirBuilderRun) run = gvir_builder_run_new (plan, fixture->connection);

  g_assert_true (gvir_builder_run_perform (run, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (gvir_builder_run_get_plan (run) == plan);
  g_assert_cmpfloat (gvir_builder_run_get_fraction (run), ==, 1);
  g_assert_false (gvir_builder_run_perform (run, NULL, &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT);
}

static void
test_install (Fixture *fixture,
              G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GVirBuilderPlan) plan = plan_guest (fixture, "web", GVIR_BUILDER_INSTALL_FLAGS_START
                                                                 | GVIR_BUILDER_INSTALL_FLAGS_AUTOSTART);
  g_auto (virDomainPtr) domain = NULL;
  int autostart = 0;

  /* To plan is to do nothing. */
  g_assert_false (fixture_has_guest (fixture, "web"));
  g_assert_false (fixture_has_volume (fixture, "web.qcow2"));
  perform (fixture, plan);
  domain = virDomainLookupByName (fixture->handle, "web");
  g_assert_nonnull (domain);
  g_assert_cmpint (virDomainIsActive (domain), ==, 1);
  g_assert_cmpint (virDomainIsPersistent (domain), ==, 1);
  g_assert_cmpint (virDomainGetAutostart (domain, &autostart), ==, 0);
  g_assert_cmpint (autostart, ==, 1);
  g_assert_true (fixture_has_volume (fixture, "web.qcow2"));
}

static void
test_transient (Fixture *fixture,
                G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GVirBuilderPlan) plan = plan_guest (fixture, "brief", GVIR_BUILDER_INSTALL_FLAGS_TRANSIENT);
  g_auto (virDomainPtr) domain = NULL;

  perform (fixture, plan);
  domain = virDomainLookupByName (fixture->handle, "brief");
  g_assert_cmpint (virDomainIsPersistent (domain), ==, 0);
  g_assert_cmpint (virDomainDestroy (domain), ==, 0);
  g_assert_false (fixture_has_guest (fixture, "brief"));
}

static GVirBuilderPlan *
plan_installation (Fixture *fixture,
                   const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirDesignerDomain) guest = fixture_design (fixture, name, DISK);
  g_autoptr (GVirDesignerDomain) installer = fixture_design (fixture, name, DISK);
  GVirBuilderPlan *plan = gvir_builder_plan_new_install (fixture->connection, guest, installer, NULL,
                                                         GVIR_BUILDER_INSTALL_FLAGS_START, &error);

  g_assert_no_error (error);
  return plan;
}

/* Until the guest is to be waited for. */
static virDomainPtr
begin_installation (Fixture *fixture,
                    const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirBuilderPlan) plan = plan_installation (fixture, name);
  g_autoptr (GVirBuilderRun) run = gvir_builder_run_new (plan, fixture->connection);
  g_autoptr (GVirBuilderLeftover) leftover = NULL;

  gvir_builder_run_set_wait (run, 0);
  g_assert_false (gvir_builder_run_is_waiting (run));
  g_assert_true (gvir_builder_run_perform (run, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (gvir_builder_run_is_waiting (run));
  /* The run is there still, and does not keep others from going on. */
  leftover = gvir_builder_find_waiting (fixture->connection, name, &error);
  g_assert_no_error (error);
  g_assert_nonnull (leftover);
  return virDomainLookupByName (fixture->handle, name);
}

static gboolean
go_on (Fixture *fixture,
       const char *name,
       int seconds,
       GError **error)
{
  g_autoptr (GVirBuilderLeftover) leftover = gvir_builder_find_waiting (fixture->connection, name, NULL);
  g_autoptr (GVirBuilderRun) run = NULL;

  g_assert_nonnull (leftover);
  g_assert_cmpint (gvir_builder_leftover_get_state (leftover), ==, GVIR_BUILDER_LEFTOVER_STATE_WAITING);
  g_assert_cmpint (gvir_builder_leftover_get_recovery (leftover), ==, GVIR_BUILDER_DIRECTION_RESUME);
  run = gvir_builder_leftover_recover (leftover, fixture->connection, gvir_builder_leftover_get_recovery (leftover), NULL);
  gvir_builder_run_set_wait (run, seconds);
  return gvir_builder_run_perform (run, NULL, error);
}

/* Nobody waits for the installation; when it is over, it is taken up again. */
static void
test_installer (Fixture *fixture,
                G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (virDomainPtr) domain = begin_installation (fixture, "two");

  g_assert_cmpint (virDomainIsActive (domain), ==, 1);
  g_assert_cmpint (virDomainIsPersistent (domain), ==, 1);
  g_assert_cmpuint (fixture_n_records (fixture), ==, 1);
  g_assert_cmpint (virDomainShutdown (domain), ==, 0);
  g_assert_true (go_on (fixture, "two", -1, &error));
  g_assert_no_error (error);
  g_assert_cmpint (virDomainIsActive (domain), ==, 1);
  g_assert_cmpuint (fixture_n_records (fixture), ==, 0);
  g_assert_null (gvir_builder_find_waiting (fixture->connection, "two", &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NOT_FOUND);
  g_assert_null (gvir_builder_find_waiting (fixture->connection, "two", NULL));
}

/* What takes too long is left as it is. */
static void
test_slow_installer (Fixture *fixture,
                     G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (virDomainPtr) domain = begin_installation (fixture, "slow");

  g_assert_false (go_on (fixture, "slow", 1, &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_TIMED_OUT);
  g_assert_false (go_on (fixture, "slow", 1, NULL));
  g_assert_cmpint (virDomainIsActive (domain), ==, 1);
  g_assert_true (fixture_has_volume (fixture, "slow.qcow2"));
  g_assert_cmpint (virDomainShutdown (domain), ==, 0);
  g_assert_true (go_on (fixture, "slow", 5, NULL));
}

/* One that somebody stops by force is not installed; what there is of it is taken back only when that is said. */
static void
test_destroyed_installer (Fixture *fixture,
                          G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (virDomainPtr) domain = begin_installation (fixture, "hit");
  g_autoptr (GVirBuilderLeftover) leftover = NULL;
  g_autoptr (GVirBuilderRun) run = NULL;

  g_assert_cmpint (virDomainDestroy (domain), ==, 0);
  g_assert_false (go_on (fixture, "hit", 5, &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_GUEST);
  g_assert_true (fixture_has_guest (fixture, "hit"));
  leftover = gvir_builder_find_waiting (fixture->connection, "hit", NULL);
  run = gvir_builder_leftover_recover (leftover, fixture->connection, GVIR_BUILDER_DIRECTION_UNDO, NULL);
  g_assert_true (gvir_builder_run_perform (run, NULL, NULL));
  g_assert_false (fixture_has_guest (fixture, "hit"));
  g_assert_false (fixture_has_volume (fixture, "hit.qcow2"));
}

/* A guest that is removed is waited for no more. */
static void
test_removed_installer (Fixture *fixture,
                        G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (virDomainPtr) domain = begin_installation (fixture, "unwanted");
  g_autoptr (GVirBuilderPlan) plan = gvir_builder_plan_new_remove (fixture->connection, "unwanted", GVIR_BUILDER_REMOVE_FLAGS_NONE,
                                                                   GVIR_BUILDER_STOP_MODE_FORCE, 0, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (fixture_n_records (fixture), ==, 1);
  perform (fixture, plan);
  g_assert_false (fixture_has_guest (fixture, "unwanted"));
  g_assert_cmpuint (fixture_n_records (fixture), ==, 0);
}

/* Between the plan and its run, someone else takes the name of the volume. */
static void
test_taken_volume (Fixture *fixture,
                   G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirBuilderPlan) plan = plan_guest (fixture, "late", GVIR_BUILDER_INSTALL_FLAGS_START);
  g_autoptr (GVirBuilderPlan) first = plan_guest (fixture, "late", GVIR_BUILDER_INSTALL_FLAGS_START);
  g_autoptr (GVirBuilderRun) run = gvir_builder_run_new (plan, fixture->connection);
  g_auto (virDomainPtr) domain = NULL;

  perform (fixture, first);
  g_assert_false (gvir_builder_run_perform (run, NULL, &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_EXISTS);
  g_assert_true (fixture_has_volume (fixture, "late.qcow2"));
  domain = virDomainLookupByName (fixture->handle, "late");
  g_assert_cmpint (virDomainIsActive (domain), ==, 1);
}

/* The same with the name of the guest: what was made before is taken back. */
static void
test_taken_name (Fixture *fixture,
                 G_GNUC_UNUSED gconstpointer data)
{
  static const char other[] = "<domain type='test'><name>named</name><memory>8192</memory><os><type>hvm</type></os>"
                              "</domain>";
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirBuilderPlan) plan = plan_guest (fixture, "named", GVIR_BUILDER_INSTALL_FLAGS_START);
  g_autoptr (GVirBuilderRun) run = gvir_builder_run_new (plan, fixture->connection);
  g_auto (virDomainPtr) domain = virDomainDefineXML (fixture->handle, other);

  g_assert_false (gvir_builder_run_perform (run, NULL, &error));
  g_assert_nonnull (error);
  g_assert_false (fixture_has_volume (fixture, "named.qcow2"));
  g_assert_true (fixture_has_guest (fixture, "named"));
  g_assert_cmpint (virDomainUndefine (domain), ==, 0);
}

static void
cancel_at_start (G_GNUC_UNUSED GVirBuilderRun *run,
                 guint number,
                 GVirBuilderStepState state,
                 GCancellable *cancellable)
{
  if (number == 2 && state == GVIR_BUILDER_STEP_STATE_DONE)
    g_cancellable_cancel (cancellable);
}

static void
note_state (G_GNUC_UNUSED GVirBuilderRun *run,
            guint number,
            GVirBuilderStepState state,
            GString *states)
{
  g_string_append_printf (states, "%u%c", number, "bdsfuU"[state]);
}

static void
test_cancelled (Fixture *fixture,
                G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GString) states = g_string_new (NULL);
  g_autoptr (GVirBuilderPlan) plan = plan_guest (fixture, "gone", GVIR_BUILDER_INSTALL_FLAGS_START
                                                                  | GVIR_BUILDER_INSTALL_FLAGS_AUTOSTART);
  g_autoptr (GVirBuilderRun) run = gvir_builder_run_new (plan, fixture->connection);

  g_signal_connect (run, "step", G_CALLBACK (note_state), states);
  g_signal_connect (run, "step", G_CALLBACK (cancel_at_start), cancellable);
  g_assert_false (gvir_builder_run_perform (run, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (states->str, ==, "0b0d1b1d2b2d3f1u1U0u0U");
  g_assert_false (fixture_has_guest (fixture, "gone"));
  g_assert_false (fixture_has_volume (fixture, "gone.qcow2"));
}

/* As if the program had been killed behind STEPS steps; of the next, it is on record that
 * it was begun, and it is done where ACTED. */
static void
stop_short (Fixture *fixture,
            GVirBuilderPlan *plan,
            guint steps,
            gboolean acted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BuilderLink) link = builder_link_new (fixture->connection, &error);
  g_autoptr (BuilderJournal) journal = builder_journal_create (fixture->folder, FIXTURE_URI, plan, &error);
  BuilderWork work = { .link = link };

  g_assert_no_error (error);
  for (guint i = 0; i <= steps && i < builder_plan_n_steps (plan); i++)
    {
      GVirBuilderStep *step = builder_plan_step (plan, i);
      const BuilderStepKind *kind = builder_step_kind_find (gvir_builder_step_get_kind (step), &error);

      builder_journal_mark (journal, i, BUILDER_MARK_BEGUN, &error);
      if (i < steps || acted)
        g_assert_true (kind->act (&work, step, &error));
      if (i < steps)
        builder_journal_mark (journal, i, BUILDER_MARK_DONE, &error);
      g_assert_no_error (error);
    }
}

static void
recover (Fixture *fixture,
         GVirBuilderDirection direction)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) leftovers = gvir_builder_list_leftovers (&error);
  g_autoptr (GVirBuilderLeftover) leftover = g_list_model_get_item (leftovers, 0);
  g_autoptr (GVirBuilderRun) run = NULL;
  g_autofree char *text = gvir_builder_leftover_to_text (leftover);
  g_autofree char *json = gvir_builder_leftover_to_json (leftover);

  g_assert_cmpint (gvir_builder_leftover_get_state (leftover), ==, GVIR_BUILDER_LEFTOVER_STATE_STOPPED);
  g_assert_cmpstr (gvir_builder_leftover_get_uri (leftover), ==, FIXTURE_URI);
  g_assert_null (gvir_builder_leftover_get_problem (leftover));
  g_assert_nonnull (strstr (text, gvir_builder_leftover_get_id (leftover)));
  g_assert_nonnull (strstr (json, gvir_builder_leftover_get_path (leftover)));
  g_assert_cmpint (gvir_builder_leftover_get_began (leftover), >, 0);
  g_assert_nonnull (gvir_builder_leftover_get_plan (leftover));
  run = gvir_builder_leftover_recover (leftover, fixture->connection, direction, &error);
  g_assert_no_error (error);
  g_assert_true (gvir_builder_run_perform (run, NULL, &error));
  g_assert_no_error (error);
}

static void
test_recovered (Fixture *fixture,
                gconstpointer data)
{
  GVirBuilderDirection direction = GPOINTER_TO_INT (data);
  gboolean whole = direction == GVIR_BUILDER_DIRECTION_RESUME;

  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *name = g_strdup_printf ("left%u%u", direction, i);
      g_autofree char *volume = g_strdup_printf ("%s.qcow2", name);
      g_autoptr (GVirBuilderPlan) plan = plan_guest (fixture, name, GVIR_BUILDER_INSTALL_FLAGS_START
                                                                    | GVIR_BUILDER_INSTALL_FLAGS_AUTOSTART);

      stop_short (fixture, plan, i / 2, i % 2 == 1);
      recover (fixture, direction);
      g_assert_cmpint (fixture_has_guest (fixture, name), ==, whole);
      g_assert_cmpint (fixture_has_volume (fixture, volume), ==, whole);
    }
}

static void
test_wrong_connection (Fixture *fixture,
                       G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirBuilderPlan) plan = plan_guest (fixture, "else", GVIR_BUILDER_INSTALL_FLAGS_START);
  g_autoptr (BuilderJournal) journal = builder_journal_create (fixture->folder, "qemu:///nowhere", plan, &error);
  g_autoptr (GListModel) leftovers = NULL;
  g_autoptr (GVirBuilderLeftover) leftover = NULL;

  g_clear_pointer (&journal, builder_journal_free);
  leftovers = gvir_builder_list_leftovers (&error);
  leftover = g_list_model_get_item (leftovers, 0);
  g_assert_null (gvir_builder_leftover_recover (leftover, fixture->connection, GVIR_BUILDER_DIRECTION_UNDO, &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT);
  g_assert_null (gvir_builder_leftover_recover (leftover, fixture->connection, GVIR_BUILDER_DIRECTION_UNDO, NULL));
  remove (gvir_builder_leftover_get_path (leftover));
}

static void
test_refused (Fixture *fixture,
              G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirDesignerDomain) guest = fixture_design (fixture, "test", "none");
  GVirConnection *closed = fixture_closed_connection ();

  g_assert_null (gvir_builder_plan_new_install (fixture->connection, guest, NULL, NULL, GVIR_BUILDER_INSTALL_FLAGS_START,
                                                &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_null (gvir_builder_plan_new_install (closed, guest, NULL, NULL, GVIR_BUILDER_INSTALL_FLAGS_START, &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNREACHABLE);
  g_assert_null (gvir_builder_plan_new_install (closed, guest, NULL, NULL, GVIR_BUILDER_INSTALL_FLAGS_START, NULL));
  g_object_unref (closed);
}

static void
test_unreachable (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (gvir_builder_connect ("qemu+unix:///system?socket=/nosuch/socket", &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNREACHABLE);
  g_assert_null (gvir_builder_connect ("nonsense", NULL));
  g_assert_true (gvir_builder_init (NULL));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_TEST ("/builder/run/installs-a-guest", test_install);
  FIXTURE_TEST ("/builder/run/makes-a-transient-guest", test_transient);
  FIXTURE_TEST ("/builder/run/starts-an-installer", test_installer);
  FIXTURE_TEST ("/builder/run/starts-an-installer/too-slow", test_slow_installer);
  FIXTURE_TEST ("/builder/run/starts-an-installer/stopped-by-force", test_destroyed_installer);
  FIXTURE_TEST ("/builder/run/starts-an-installer/removed", test_removed_installer);
  FIXTURE_TEST ("/builder/run/volume-that-has-come-up-is-left-alone", test_taken_volume);
  FIXTURE_TEST ("/builder/run/name-that-has-come-up-is-left-alone", test_taken_name);
  FIXTURE_TEST ("/builder/run/cancelled-is-taken-back", test_cancelled);
  g_test_add ("/builder/run/killed-is-taken-back", Fixture, GINT_TO_POINTER (GVIR_BUILDER_DIRECTION_UNDO),
              fixture_set_up, test_recovered, fixture_tear_down);
  g_test_add ("/builder/run/killed-is-brought-to-its-end", Fixture, GINT_TO_POINTER (GVIR_BUILDER_DIRECTION_RESUME),
              fixture_set_up, test_recovered, fixture_tear_down);
  FIXTURE_TEST ("/builder/run/is-recovered-where-it-was", test_wrong_connection);
  FIXTURE_TEST ("/builder/run/name-in-use-is-refused", test_refused);
  g_test_add_func ("/builder/run/connection-that-nobody-answers-is-refused", test_unreachable);
  return g_test_run ();
}
