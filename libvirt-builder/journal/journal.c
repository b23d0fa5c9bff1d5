/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "journal/journal-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/json-private.h"
#include "base/libvirt-builder-error.h"

/* Room for the lines of one step: begun, done, begun again, undone, and some more. */
#define ROOM_PER_STEP 512

static gboolean
fail (GError **error,
      const char *what,
      const char *path)
{
  int number = errno;

  g_set_error (error, GVIR_BUILDER_ERROR,
               number == ENOSPC || number == EDQUOT ? GVIR_BUILDER_ERROR_NO_SPACE : GVIR_BUILDER_ERROR_DENIED,
               "the record of the run '%s' cannot be %s: %s; without it nothing could be taken back after a crash, "
               "so make room, or set LIBVIRT_BUILDER_STATE_DIR to a folder of yours", path, what, g_strerror (number));
  return FALSE;
}

const char *
builder_mark_to_string (BuilderMark mark)
{
  switch (mark)
    {
    case BUILDER_MARK_NONE:
      return "none";
    case BUILDER_MARK_BEGUN:
      return "begun";
    case BUILDER_MARK_DONE:
      return "done";
    case BUILDER_MARK_SKIPPED:
      return "skipped";
    case BUILDER_MARK_UNDONE:
      return "undone";
    }
  g_return_val_if_reached ("none");
}

/* A name is on the disk once its folder is. */
static gboolean
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int file = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean good = file >= 0 && fsync (file) == 0;

  if (file >= 0)
    close (file);
  return good;
}

static gboolean
write_line (BuilderJournal *journal,
            const char *line,
            gsize length)
{
  gsize n = 0;

  while (n < length)
    {
      gssize written = write (journal->file, line + n, length - n);

      if (written < 0 && errno != EINTR)
        return FALSE;
      n += (gsize) MAX (written, 0);
    }
  if (fdatasync (journal->file) != 0)
    return FALSE;
  journal->end += (goffset) length;
  return TRUE;
}

static char *
first_line (const BuilderJournal *journal)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, BUILDER_JOURNAL_FORMAT);
  json_builder_add_int_value (builder, BUILDER_JOURNAL_VERSION);
  builder_json_add_text (builder, "id", journal->id);
  builder_json_add_text (builder, "uri", journal->uri);
  json_builder_set_member_name (builder, "began");
  json_builder_add_int_value (builder, journal->began);
  json_builder_set_member_name (builder, "plan");
  builder_plan_write (journal->plan, builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, FALSE);
  return g_strconcat (text, "\n", NULL);
}

static gboolean
open_new (BuilderJournal *journal,
          GError **error)
{
  g_autofree char *line = first_line (journal);
  gsize length = strlen (line);
  gsize room = length + builder_plan_n_steps (journal->plan) * ROOM_PER_STEP;
  g_autofree char *folder = g_path_get_dirname (journal->path);
  int problem;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return fail (error, "made", journal->path);
  journal->file = open (journal->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (journal->file < 0)
    return fail (error, "made", journal->path);
  if (flock (journal->file, LOCK_EX | LOCK_NB) != 0)
    return fail (error, "locked", journal->path);
  /* What is to be said later must find room then. */
  problem = posix_fallocate (journal->file, 0, (goffset) room);
  if (problem != 0)
    {
      errno = problem;
      return fail (error, "given room", journal->path);
    }
  if (!write_line (journal, line, length) || fsync (journal->file) != 0 || !sync_folder (journal->path))
    return fail (error, "written", journal->path);
  return TRUE;
}

BuilderJournal *
builder_journal_create (const char *folder,
                        const char *uri,
                        GVirBuilderPlan *plan,
                        GError **error)
{
  g_autoptr (BuilderJournal) journal = g_new0 (BuilderJournal, 1);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *when = g_date_time_format (now, "%Y%m%dT%H%M%S");
  g_autofree char *token = g_uuid_string_random ();
  g_autofree char *name = NULL;

  token[8] = '\0';
  journal->id = g_strdup_printf ("%s-%s", when, token);
  name = g_strconcat (journal->id, BUILDER_JOURNAL_SUFFIX, NULL);
  journal->path = g_build_filename (folder, name, NULL);
  journal->uri = g_strdup (uri);
  journal->began = g_date_time_to_unix (now);
  journal->plan = g_object_ref (plan);
  journal->marks = g_new0 (BuilderMark, builder_plan_n_steps (plan));
  journal->file = -1;
  if (open_new (journal, error))
    return g_steal_pointer (&journal);
  if (journal->file >= 0)
    unlink (journal->path);
  return NULL;
}

gboolean
builder_journal_mark (BuilderJournal *journal,
                      guint step,
                      BuilderMark mark,
                      GError **error)
{
  g_autofree char *line = g_strdup_printf ("{\"step\":%u,\"mark\":\"%s\"}\n", step, builder_mark_to_string (mark));

  journal->marks[step] = mark;
  return write_line (journal, line, strlen (line)) || fail (error, "written", journal->path);
}

gboolean
builder_journal_finish (BuilderJournal *journal,
                        GError **error)
{
  if (unlink (journal->path) != 0 && errno != ENOENT)
    return fail (error, "removed", journal->path);
  sync_folder (journal->path);
  return TRUE;
}

void
builder_journal_free (BuilderJournal *journal)
{
  if (journal->file >= 0)
    close (journal->file);
  g_clear_object (&journal->plan);
  g_free (journal->path);
  g_free (journal->id);
  g_free (journal->uri);
  g_free (journal->marks);
  g_free (journal);
}
