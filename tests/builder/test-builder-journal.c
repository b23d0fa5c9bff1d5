/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Records of runs: what is read back of them, however they were cut off or damaged. */

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "fixture.h"

static GVirBuilderPlan *
make_plan (void)
{
  GVirBuilderPlan *plan = builder_plan_new ("install web", "web", GVIR_BUILDER_DIRECTION_UNDO);

  builder_plan_add (plan, builder_step_new ("domain-define", 1, "define the guest web", "undefine the guest web"));
  builder_plan_add (plan, builder_step_new ("domain-start", 1, "start the guest web", "stop the guest web"));
  return plan;
}

static BuilderJournal *
make_record (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirBuilderPlan) plan = make_plan ();
  BuilderJournal *journal = builder_journal_create (fixture->folder, FIXTURE_URI, plan, &error);

  g_assert_no_error (error);
  return journal;
}

static void
test_read_back (Fixture *fixture,
                G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  BuilderJournal *journal = make_record (fixture);
  g_autofree char *path = g_strdup (journal->path);
  g_autoptr (GVirBuilderPlan) plan = make_plan ();
  g_autoptr (BuilderJournal) again = NULL;
  struct stat status;

  g_assert_cmpint (stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_true (builder_journal_mark (journal, 0, BUILDER_MARK_BEGUN, &error));
  g_assert_true (builder_journal_mark (journal, 0, BUILDER_MARK_DONE, &error));
  g_assert_true (builder_journal_mark (journal, 1, BUILDER_MARK_BEGUN, &error));
  builder_journal_free (journal);

  again = builder_journal_open (path, &error);
  g_assert_no_error (error);
  g_assert_true (gvir_builder_plan_equal (plan, again->plan));
  g_assert_cmpstr (again->uri, ==, FIXTURE_URI);
  g_assert_cmpint (again->marks[0], ==, BUILDER_MARK_DONE);
  g_assert_cmpint (again->marks[1], ==, BUILDER_MARK_BEGUN);
  /* It goes on where it ended. */
  g_assert_true (builder_journal_mark (again, 1, BUILDER_MARK_UNDONE, &error));
  g_clear_pointer (&again, builder_journal_free);
  again = builder_journal_open (path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (again->marks[1], ==, BUILDER_MARK_UNDONE);
  g_assert_true (builder_journal_finish (again, &error));
}

static void
test_cut_off (Fixture *fixture,
              G_GNUC_UNUSED gconstpointer data)
{
  BuilderJournal *journal = make_record (fixture);
  g_autofree char *path = g_strdup (journal->path);
  g_autofree char *text = NULL;
  gsize first;

  g_assert_true (builder_journal_mark (journal, 0, BUILDER_MARK_BEGUN, NULL));
  builder_journal_free (journal);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  first = (gsize) (strchr (text, '\n') - text) + 1;

  for (gsize length = 0; length <= strlen (text); length += length + 20 < first ? 10 : 1)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BuilderJournal) again = NULL;

      g_assert_true (g_file_set_contents (path, text, (gssize) length, NULL));
      again = builder_journal_open (path, &error);
      if (length < first)
        {
          /* Nothing was begun, and the record is gone. */
          g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NOT_FOUND);
          g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpint (again->marks[0], ==, length < strlen (text) ? BUILDER_MARK_NONE : BUILDER_MARK_BEGUN);
    }
  g_unlink (path);
}

static void
test_foreign (Fixture *fixture,
              G_GNUC_UNUSED gconstpointer data)
{
  static const char *const texts[] = {
    "hello\n",
    "hello",
    "{\"step\":0,\"mark\":\"begun\"}\n",
    "{\"libvirt-builder-journal\":2,\"id\":\"a\",\"uri\":\"test:///default\",\"plan\":{}}\n",
    "{\"libvirt-builder-journal\":1,\"id\":\"a\",\"uri\":\"test:///default\",\"plan\":{}}\n",
    "{\"libvirt-builder-journal\":1,\"plan\":{}}\n",
  };
  g_autofree char *path = g_build_filename (fixture->folder, "a.journal", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      g_assert_true (g_file_set_contents (path, texts[i], -1, NULL));
      g_assert_null (builder_journal_open (path, &error));
      g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT);
      g_assert_null (builder_journal_open (path, NULL));
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_cmpstr (text, ==, texts[i]);
    }
  g_unlink (path);
}

static void
test_damaged_line (Fixture *fixture,
                   G_GNUC_UNUSED gconstpointer data)
{
  static const char *const lines[] = {
    "{\"step\":2,\"mark\":\"begun\"}\n", "{\"step\":0,\"mark\":\"half\"}\n", "{\"step\":0}\n", "0\n", "{\n",
  };
  BuilderJournal *journal = make_record (fixture);
  g_autofree char *path = g_strdup (journal->path);
  g_autofree char *text = NULL;

  builder_journal_free (journal);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *damaged = g_strconcat (text, lines[i], NULL);

      g_assert_true (g_file_set_contents (path, damaged, -1, NULL));
      g_assert_null (builder_journal_open (path, &error));
      g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT);
    }
  g_unlink (path);
}

static void
test_one_at_a_time (Fixture *fixture,
                    G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BuilderJournal) journal = make_record (fixture);
  g_autoptr (GListModel) leftovers = NULL;
  g_autoptr (GVirBuilderLeftover) leftover = NULL;

  g_assert_null (builder_journal_open (journal->path, &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_IN_USE);
  g_clear_error (&error);
  leftovers = gvir_builder_list_leftovers (&error);
  g_assert_no_error (error);
  leftover = g_list_model_get_item (leftovers, 0);
  g_assert_cmpint (gvir_builder_leftover_get_state (leftover), ==, GVIR_BUILDER_LEFTOVER_STATE_RUNNING);
  g_assert_nonnull (gvir_builder_leftover_get_problem (leftover));
  g_assert_null (gvir_builder_leftover_recover (leftover, fixture->connection, GVIR_BUILDER_DIRECTION_UNDO, &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_IN_USE);
  g_assert_true (builder_journal_finish (journal, NULL));
}

static void
test_no_room (Fixture *fixture,
              G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirBuilderPlan) plan = make_plan ();

  /* A folder that no file can be made in, whoever asks. */
  g_assert_null (builder_journal_create ("/proc/self", FIXTURE_URI, plan, &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_DENIED);
  g_assert_null (builder_journal_create ("/proc/self", FIXTURE_URI, plan, NULL));
  g_assert_cmpuint (fixture_n_records (fixture), ==, 0);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_TEST ("/builder/journal/is-read-back", test_read_back);
  FIXTURE_TEST ("/builder/journal/cut-off-anywhere-is-read", test_cut_off);
  FIXTURE_TEST ("/builder/journal/foreign-is-left-alone", test_foreign);
  FIXTURE_TEST ("/builder/journal/damaged-is-refused", test_damaged_line);
  FIXTURE_TEST ("/builder/journal/is-worked-on-by-one", test_one_at_a_time);
  FIXTURE_TEST ("/builder/journal/folder-that-takes-none-is-refused", test_no_room);
  return g_test_run ();
}
