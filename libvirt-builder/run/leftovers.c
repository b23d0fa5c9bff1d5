/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Leftovers in a list, as text and as JSON. */

#include "run/leftover-private.h"

#include "base/json-private.h"
#include "base/libvirt-builder-error.h"
#include "run/machine-private.h"

static void
take_over (GVirBuilderLeftover *leftover,
           BuilderJournal *journal)
{
  leftover->uri = g_strdup (journal->uri);
  leftover->began = journal->began;
  leftover->plan = g_object_ref (journal->plan);
  leftover->marks = g_memdup2 (journal->marks, builder_plan_n_steps (journal->plan) * sizeof (BuilderMark));
}

/* NULL: it is gone, or nothing was begun. */
static GVirBuilderLeftover *
read_leftover (const char *path)
{
  g_autoptr (GVirBuilderLeftover) leftover = g_object_new (GVIR_BUILDER_TYPE_LEFTOVER, NULL);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GError) problem = NULL;
  g_autoptr (BuilderJournal) journal = builder_journal_open (path, &problem);

  if (g_error_matches (problem, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NOT_FOUND))
    return NULL;
  leftover->path = g_strdup (path);
  leftover->id = g_strndup (name, strlen (name) - strlen (BUILDER_JOURNAL_SUFFIX));
  if (journal != NULL)
    take_over (leftover, journal);
  else
    leftover->problem = g_strdup (problem->message);
  if (g_error_matches (problem, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_IN_USE))
    leftover->state = GVIR_BUILDER_LEFTOVER_STATE_RUNNING;
  else if (journal == NULL)
    leftover->state = GVIR_BUILDER_LEFTOVER_STATE_UNREADABLE;
  else if (builder_marks_are_settled (journal->plan, journal->marks))
    leftover->state = GVIR_BUILDER_LEFTOVER_STATE_WAITING;
  else
    leftover->state = GVIR_BUILDER_LEFTOVER_STATE_STOPPED;
  return g_steal_pointer (&leftover);
}

/**
 * gvir_builder_list_leftovers:
 * @error: return location for an error, or %NULL
 *
 * Lists what runs left behind: those that were killed, those that could not take back what
 * they had done, and those that still go on. Records are kept in the folder
 * `libvirt-builder` of the state directory: root's is that of the system, everyone else's
 * `$XDG_STATE_HOME`; `$LIBVIRT_BUILDER_STATE_DIR` names another.
 *
 * Returns: (transfer full): a list of [class@LibvirtBuilder.Leftover], the oldest first, or
 *   %NULL with an error of %GVIR_BUILDER_ERROR_DENIED where the folder cannot be read
 */
GListModel *
gvir_builder_list_leftovers (GError **error)
{
  g_autofree char *folder = builder_journal_folder ();
  g_autoptr (GPtrArray) paths = NULL;
  GListStore *leftovers;

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  paths = builder_journal_list (folder, error);
  if (paths == NULL)
    return NULL;
  leftovers = g_list_store_new (GVIR_BUILDER_TYPE_LEFTOVER);
  for (guint i = 0; i < paths->len; i++)
    {
      g_autoptr (GVirBuilderLeftover) leftover = read_leftover (g_ptr_array_index (paths, i));

      if (leftover != NULL)
        g_list_store_append (leftovers, leftover);
    }
  return G_LIST_MODEL (leftovers);
}

static gboolean
waits_for (GVirBuilderLeftover *leftover,
           const char *uri,
           const char *guest)
{
  return leftover->state == GVIR_BUILDER_LEFTOVER_STATE_WAITING && g_strcmp0 (leftover->uri, uri) == 0
         && g_strcmp0 (gvir_builder_plan_get_guest (leftover->plan), guest) == 0;
}

/**
 * gvir_builder_find_waiting:
 * @connection: an open connection
 * @guest: the name of a guest
 * @error: return location for an error, or %NULL
 *
 * Finds the record of a run that waits for a guest: until it is installed, or has booted for
 * the first time. To wait on, recover it in the direction
 * %GVIR_BUILDER_DIRECTION_RESUME.
 *
 * Returns: (transfer full): the newest, or %NULL with an error of
 *   %GVIR_BUILDER_ERROR_NOT_FOUND where there is none, or as
 *   [func@LibvirtBuilder.list_leftovers]
 */
GVirBuilderLeftover *
gvir_builder_find_waiting (GVirConnection *connection,
                           const char *guest,
                           GError **error)
{
  g_autoptr (GListModel) leftovers = NULL;

  g_return_val_if_fail (GVIR_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (guest != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  leftovers = gvir_builder_list_leftovers (error);
  if (leftovers == NULL)
    return NULL;
  for (guint i = g_list_model_get_n_items (leftovers); i > 0; i--)
    {
      g_autoptr (GVirBuilderLeftover) leftover = g_list_model_get_item (leftovers, i - 1);

      if (waits_for (leftover, gvir_connection_get_uri (connection), guest))
        return g_steal_pointer (&leftover);
    }
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NOT_FOUND,
               "nothing is still to be done once the guest '%s' is installed: it is, or was not installed from here", guest);
  return NULL;
}

static const char *
name_state (GVirBuilderLeftoverState state)
{
  switch (state)
    {
    case GVIR_BUILDER_LEFTOVER_STATE_STOPPED:
      return "stopped";
    case GVIR_BUILDER_LEFTOVER_STATE_RUNNING:
      return "running";
    case GVIR_BUILDER_LEFTOVER_STATE_UNREADABLE:
      return "unreadable";
    case GVIR_BUILDER_LEFTOVER_STATE_WAITING:
      return "waiting";
    }
  g_return_val_if_reached ("unreadable");
}

/**
 * gvir_builder_leftover_to_text:
 * @leftover: a leftover
 *
 * Writes it for people: what was to be done and when, and a line for each step that was begun.
 *
 * Returns: (transfer full): lines, each with its end
 */
char *
gvir_builder_leftover_to_text (GVirBuilderLeftover *leftover)
{
  g_autoptr (GString) text = NULL;
  g_autoptr (GDateTime) began = NULL;
  g_autofree char *when = NULL;

  g_return_val_if_fail (GVIR_BUILDER_IS_LEFTOVER (leftover), NULL);

  text = g_string_new (NULL);
  g_string_append_printf (text, "%s  %s", leftover->id, name_state (leftover->state));
  if (leftover->problem != NULL)
    g_string_append_printf (text, "\n  %s\n", leftover->problem);
  if (leftover->plan == NULL)
    return g_string_free (g_steal_pointer (&text), FALSE);
  began = g_date_time_new_from_unix_local (leftover->began);
  when = began != NULL ? g_date_time_format (began, "%F %R") : NULL;
  g_string_append_printf (text, "  %s, on %s, since %s\n", gvir_builder_plan_get_title (leftover->plan), leftover->uri,
                          when != NULL ? when : "?");
  for (guint i = 0; i < builder_plan_n_steps (leftover->plan); i++)
    {
      if (leftover->marks[i] != BUILDER_MARK_NONE)
        g_string_append_printf (text, "  %-8s %s\n", builder_mark_to_string (leftover->marks[i]),
                                gvir_builder_step_get_description (builder_plan_step (leftover->plan, i)));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
write_plan (JsonBuilder *builder,
            GVirBuilderLeftover *leftover)
{
  builder_json_add_text (builder, "uri", leftover->uri);
  json_builder_set_member_name (builder, "began");
  json_builder_add_int_value (builder, leftover->began);
  json_builder_set_member_name (builder, "plan");
  builder_plan_write (leftover->plan, builder);
  json_builder_set_member_name (builder, "marks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < builder_plan_n_steps (leftover->plan); i++)
    json_builder_add_string_value (builder, builder_mark_to_string (leftover->marks[i]));
  json_builder_end_array (builder);
}

/**
 * gvir_builder_leftover_to_json:
 * @leftover: a leftover
 *
 * Writes it for programs: an object with `id`, `path`, `state` (`stopped`, `running`,
 * `unreadable` or `waiting`), `problem` where there is one, and where the record can be read
 * `uri`, `began`, `plan`, and `marks`, one for each step: `none`, `begun`, `done`,
 * `skipped` or `undone`.
 *
 * Returns: (transfer full): JSON
 */
char *
gvir_builder_leftover_to_json (GVirBuilderLeftover *leftover)
{
  g_autoptr (JsonBuilder) builder = NULL;

  g_return_val_if_fail (GVIR_BUILDER_IS_LEFTOVER (leftover), NULL);

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  builder_json_add_text (builder, "id", leftover->id);
  builder_json_add_text (builder, "path", leftover->path);
  builder_json_add_text (builder, "state", name_state (leftover->state));
  if (leftover->problem != NULL)
    builder_json_add_text (builder, "problem", leftover->problem);
  if (leftover->plan != NULL)
    write_plan (builder, leftover);
  json_builder_end_object (builder);
  return builder_json_print (builder);
}
