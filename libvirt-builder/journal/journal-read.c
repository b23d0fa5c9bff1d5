/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "journal/journal-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/libvirt-builder-error.h"

/* No plan comes near it; what does is no record of ours. */
#define LARGEST (16 * 1024 * 1024)

static gboolean
refuse (GError **error,
        const char *path,
        const char *why)
{
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
               "'%s' is no record of a run that can be read: %s; nothing is undone by it, so look at what it names "
               "and remove it yourself", path, why);
  return FALSE;
}

static char *
read_all (int file,
          const char *path,
          gsize *length,
          GError **error)
{
  struct stat status;
  g_autofree char *text = NULL;
  gsize n = 0;

  if (fstat (file, &status) != 0 || !S_ISREG (status.st_mode) || status.st_size > LARGEST)
    {
      refuse (error, path, "it is no file, or far too large");
      return NULL;
    }
  text = g_malloc ((gsize) status.st_size + 1);
  while (n < (gsize) status.st_size)
    {
      gssize got = pread (file, text + n, (gsize) status.st_size - n, (off_t) n);

      if (got <= 0)
        break;
      n += (gsize) got;
    }
  text[n] = '\0';
  /* Behind the last line there is room for more. */
  *length = strlen (text);
  return g_steal_pointer (&text);
}

static JsonObject *
parse_line (JsonParser *parser,
            const char *line,
            gsize length)
{
  JsonNode *root;

  if (!json_parser_load_from_data (parser, line, (gssize) length, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
}

static gboolean
read_first_line (BuilderJournal *journal,
                 const char *line,
                 gsize length,
                 GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object = parse_line (parser, line, length);

  if (object == NULL || json_object_get_int_member_with_default (object, BUILDER_JOURNAL_FORMAT, 0) == 0)
    return refuse (error, journal->path, "it does not begin as one");
  if (json_object_get_int_member_with_default (object, BUILDER_JOURNAL_FORMAT, 0) != BUILDER_JOURNAL_VERSION)
    return refuse (error, journal->path, "another version of libvirt-builder wrote it");
  journal->id = g_strdup (json_object_get_string_member_with_default (object, "id", NULL));
  journal->uri = g_strdup (json_object_get_string_member_with_default (object, "uri", NULL));
  journal->began = json_object_get_int_member_with_default (object, "began", 0);
  if (journal->id == NULL || journal->uri == NULL)
    return refuse (error, journal->path, "it does not say where the run was");
  journal->plan = builder_plan_read (json_object_get_member (object, "plan"), error);
  if (journal->plan == NULL)
    {
      g_prefix_error (error, "'%s' is no record of a run that can be read: ", journal->path);
      return FALSE;
    }
  journal->marks = g_new0 (BuilderMark, builder_plan_n_steps (journal->plan));
  return TRUE;
}

static gboolean
read_mark (BuilderJournal *journal,
           const char *line,
           gsize length,
           GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object = parse_line (parser, line, length);
  gint64 step = object != NULL ? json_object_get_int_member_with_default (object, "step", -1) : -1;
  const char *name = object != NULL ? json_object_get_string_member_with_default (object, "mark", NULL) : NULL;

  if (step < 0 || step >= builder_plan_n_steps (journal->plan) || name == NULL)
    return refuse (error, journal->path, "a line of it is damaged");
  for (BuilderMark mark = BUILDER_MARK_BEGUN; mark <= BUILDER_MARK_UNDONE; mark++)
    {
      if (g_str_equal (name, builder_mark_to_string (mark)))
        {
          journal->marks[step] = mark;
          return TRUE;
        }
    }
  return refuse (error, journal->path, "a line of it says what is not known");
}

/* A last line without its end was being written when the run was killed: what it would
 * have announced was not begun. */
static gboolean
read_lines (BuilderJournal *journal,
            const char *text,
            gsize length,
            GError **error)
{
  const char *line = text;

  for (;;)
    {
      const char *end = memchr (line, '\n', length - (gsize) (line - text));

      if (end == NULL)
        break;
      if (line == text ? !read_first_line (journal, line, (gsize) (end - line), error)
                       : !read_mark (journal, line, (gsize) (end - line), error))
        return FALSE;
      line = end + 1;
    }
  journal->end = line - text;
  return journal->plan != NULL || refuse (error, journal->path, "its first line has no end");
}

/* The run was killed before its record was whole, and so before anything was begun. */
static gboolean
is_stillborn (const char *text,
              gsize length)
{
  static const char start[] = "{\"" BUILDER_JOURNAL_FORMAT "\"";

  return memchr (text, '\n', length) == NULL && strncmp (text, start, MIN (length, strlen (start))) == 0;
}

static void
forget_stillborn (BuilderJournal *journal,
                  GError **error)
{
  builder_journal_finish (journal, NULL);
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NOT_FOUND,
               "the record of a run '%s' had no plan yet: nothing was begun, and it is gone now", journal->path);
}

BuilderJournal *
builder_journal_open (const char *path,
                      GError **error)
{
  g_autoptr (BuilderJournal) journal = g_new0 (BuilderJournal, 1);
  g_autofree char *text = NULL;
  gsize length = 0;

  journal->path = g_strdup (path);
  journal->file = open (path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
  if (journal->file < 0)
    {
      g_set_error (error, GVIR_BUILDER_ERROR,
                   errno == ENOENT ? GVIR_BUILDER_ERROR_NOT_FOUND : GVIR_BUILDER_ERROR_DENIED,
                   "the record of a run '%s' cannot be opened: %s", path, g_strerror (errno));
      return NULL;
    }
  if (flock (journal->file, LOCK_EX | LOCK_NB) != 0)
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_IN_USE,
                   "the run of the record '%s' is still going on: wait for its end", path);
      return NULL;
    }
  text = read_all (journal->file, path, &length, error);
  if (text != NULL && is_stillborn (text, length))
    {
      forget_stillborn (journal, error);
      return NULL;
    }
  if (text == NULL || !read_lines (journal, text, length, error)
      || lseek (journal->file, journal->end, SEEK_SET) < 0)
    return NULL;
  return g_steal_pointer (&journal);
}
