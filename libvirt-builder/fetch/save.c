/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Large things, to a file: what was brought before the connection broke is not brought again. */

#include "fetch/fetcher-private.h"

#include <errno.h>
#include <string.h>

#define SOME 65536
#define START 512
#define MOST_ATTEMPTS 50        /* that bring something each */
#define MOST_IDLE_ATTEMPTS 3    /* that do not, one after the other */

typedef struct
{
  BuilderFetcher *fetcher;
  const char *location;
  const char *shown;
  const char *checksum;
  const BuilderFetchWatch *watch;
  BuilderPart *part;
} Job;

static void
report (Job *job)
{
  if (job->watch->report != NULL)
    job->watch->report (job->watch->data, job->part->size, job->part->total);
}

/* The bytes that a web page is told from a file by. */
static gboolean
pour_start (Job *job,
            GInputStream *stream,
            GError **error)
{
  guint8 start[START];
  gsize n;

  if (!g_input_stream_read_all (stream, start, sizeof start, &n, job->watch->cancellable, error))
    return FALSE;
  if (!builder_fetch_is_web_page (start, n))
    return builder_part_write (job->part, start, n, error);
  builder_fetch_set_web_page_error (error, job->shown);
  return FALSE;
}

/* All that STREAM has, to the end of the part. */
static gboolean
pour (Job *job,
      GInputStream *stream,
      GError **error)
{
  g_autofree guint8 *some = g_malloc (SOME);

  if (job->part->size == 0 && !pour_start (job, stream, error))
    return FALSE;
  for (;;)
    {
      gssize n = g_input_stream_read (stream, some, SOME, job->watch->cancellable, error);

      if (n < 0 || !builder_part_write (job->part, some, (gsize) n, error))
        return FALSE;
      report (job);
      if (n == 0)
        return TRUE;
    }
}

/* What the server calls this state of the thing, as far as it is sure of it. */
static const char *
validator_of (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *tag = soup_message_headers_get_one (headers, "ETag");

  if (tag != NULL && !g_str_has_prefix (tag, "W/"))
    return tag;
  return soup_message_headers_get_one (headers, "Last-Modified");
}

static guint64
length_of (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);

  return soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH
           ? (guint64) soup_message_headers_get_content_length (headers) : 0;
}

/* Whether the answer is the rest of what the part has. */
static gboolean
goes_on (Job *job,
         SoupMessage *message)
{
  goffset start, end, total;

  if (soup_message_get_status (message) != SOUP_STATUS_PARTIAL_CONTENT
      || !soup_message_headers_get_content_range (soup_message_get_response_headers (message), &start, &end, &total))
    return FALSE;
  return (guint64) start == job->part->size
         && (job->part->total == 0 || total < 0 || (guint64) total == job->part->total);
}

static gboolean
begin_anew (Job *job,
            SoupMessage *message,
            GError **error)
{
  if (!builder_part_clear (job->part, error))
    return FALSE;
  job->part->total = length_of (message);
  job->part->validator = g_strdup (validator_of (message));
  return builder_part_has_room (job->part, job->part->total, error)
         && builder_part_note (job->part, job->shown, error);
}

/* Without a name for its state, two attempts may be of two things: only a checksum would tell. */
static void
ask_for_rest (Job *job,
              SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  if (job->part->size == 0 || (job->part->validator == NULL && job->checksum == NULL))
    return;
  soup_message_headers_set_range (headers, (goffset) job->part->size, -1);
  if (job->part->validator != NULL)
    soup_message_headers_replace (headers, "If-Range", job->part->validator);
}

static gboolean
take_answer (Job *job,
             SoupMessage *message,
             GInputStream *stream,
             GError **error)
{
  guint status = soup_message_get_status (message);

  if (status == SOUP_STATUS_REQUESTED_RANGE_NOT_SATISFIABLE || (status == SOUP_STATUS_PARTIAL_CONTENT
                                                                && !goes_on (job, message)))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, "the server has no such rest of it");
      return builder_part_clear (job->part, NULL) && FALSE;
    }
  if (!SOUP_STATUS_IS_SUCCESSFUL (status))
    {
      builder_fetch_set_status_error (error, job->shown, status);
      return FALSE;
    }
  if (status != SOUP_STATUS_PARTIAL_CONTENT && !begin_anew (job, message, error))
    return FALSE;
  return pour (job, stream, error);
}

static gboolean
attempt (Job *job,
         GError **error)
{
  g_autoptr (SoupMessage) message = builder_fetcher_message (SOUP_METHOD_GET, job->location, error);
  g_autoptr (GInputStream) stream = NULL;

  if (message == NULL)
    return FALSE;
  ask_for_rest (job, message);
  stream = builder_fetcher_send (job->fetcher, message, job->watch->cancellable, error);
  return stream != NULL && take_answer (job, message, stream, error);
}

static gboolean
is_whole (Job *job)
{
  return job->part->total > 0 && job->part->size == job->part->total;
}

/* Until someone cancels it. */
static void
pause_for (Job *job)
{
  GPollFD cancelled;

  if (!g_cancellable_make_pollfd (job->watch->cancellable, &cancelled))
    {
      g_usleep (job->fetcher->pause * 1000UL);
      return;
    }
  g_poll (&cancelled, 1, (int) job->fetcher->pause);
  g_cancellable_release_fd (job->watch->cancellable);
}

/* PROBLEM is taken over, where it is none that another attempt could get around. */
static gboolean
may_try_again (Job *job,
               const GError *problem,
               guint attempts,
               guint idle)
{
  gboolean is_passing = builder_fetch_is_passing (problem)
                        || g_error_matches (problem, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNREACHABLE);

  return is_passing && attempts < MOST_ATTEMPTS && idle < MOST_IDLE_ATTEMPTS
         && !g_cancellable_is_cancelled (job->watch->cancellable);
}

static void
set_short_error (Job *job,
                 GError **error)
{
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNREACHABLE,
               "'%s' ends after %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT " bytes, each time: its server is cut off, "
               "or lies about its length; try again, it goes on from there, or name another mirror",
               job->shown, job->part->size, job->part->total);
}

static gboolean
fail (Job *job,
      GError *problem,
      GError **error)
{
  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT) && job->part->total > 0)
    {
      set_short_error (job, error);
      g_error_free (problem);
    }
  else
    builder_fetch_convert (error, job->shown, problem);
  return FALSE;
}

static gboolean
bring (Job *job,
       GError **error)
{
  guint64 best = job->part->size;
  guint idle = 0;

  for (guint attempts = 1; !is_whole (job); attempts++)
    {
      GError *problem = NULL;

      if (attempt (job, &problem))
        return TRUE;
      idle = job->part->size > best ? 0 : idle + 1;
      best = MAX (best, job->part->size);
      if (!may_try_again (job, problem, attempts, idle))
        return fail (job, problem, error);
      g_error_free (problem);
      pause_for (job);
    }
  return TRUE;
}

static gboolean
pour_file (Job *job,
           const char *path,
           GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GError *problem = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, job->watch->cancellable, &problem);
  g_autoptr (GFileInfo) info = NULL;

  if (stream != NULL)
    info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, job->watch->cancellable, &problem);
  if (info != NULL && builder_part_clear (job->part, &problem))
    {
      job->part->total = (guint64) g_file_info_get_size (info);
      if (builder_part_has_room (job->part, job->part->total, &problem) && pour (job, G_INPUT_STREAM (stream), &problem))
        return TRUE;
    }
  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      builder_fetch_set_file_error (error, path, "read", ENOENT);
      g_error_free (problem);
    }
  else
    builder_fetch_convert (error, job->shown, problem);
  return FALSE;
}

/* What was brought is not kept where it is of no use, or where there is no room for it. */
static gboolean
is_useless (const GError *problem)
{
  return g_error_matches (problem, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT)
         || g_error_matches (problem, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NO_SPACE)
         || g_error_matches (problem, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NOT_FOUND);
}

static gboolean
run (Job *job,
     const char *destination,
     GError **error)
{
  g_autofree char *path = builder_location_path (job->location);
  GError *problem = NULL;

  if ((path != NULL ? pour_file (job, path, &problem) : bring (job, &problem))
      && (job->checksum == NULL || builder_checksum_verify (job->checksum, job->part->path, job->shown,
                                                            job->watch->cancellable, &problem))
      && builder_part_finish (job->part, destination, &problem))
    return TRUE;
  if (job->part->size == 0 || path != NULL || is_useless (problem))
    builder_part_remove (job->part);
  g_propagate_error (error, problem);
  return FALSE;
}

gboolean
builder_fetcher_save (BuilderFetcher *fetcher,
                      const char *location,
                      const char *checksum,
                      const char *destination,
                      const BuilderFetchWatch *watch,
                      GError **error)
{
  static const BuilderFetchWatch nobody;
  g_autofree char *shown = builder_location_shown (location);
  g_autoptr (BuilderPart) part = NULL;
  Job job = { fetcher, location, shown, checksum, watch != NULL ? watch : &nobody, NULL };

  if (checksum != NULL && !builder_checksum_check (checksum, error))
    return FALSE;
  if (checksum != NULL && g_file_test (destination, G_FILE_TEST_IS_REGULAR)
      && builder_checksum_verify (checksum, destination, shown, job.watch->cancellable, NULL))
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (job.watch->cancellable, error))
    return FALSE;
  part = builder_part_open (destination, shown, error);
  job.part = part;
  return part != NULL && run (&job, destination, error);
}
