/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Small things, into memory. */

#include "fetch/fetcher-private.h"

#include <errno.h>

#define SOME 16384

static gboolean
is_good (guint status)
{
  return SOUP_STATUS_IS_SUCCESSFUL (status);
}

/* COUNT bytes of STREAM, or fewer where it ends. */
static GBytes *
take (GInputStream *stream,
      gsize count,
      GCancellable *cancellable,
      GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  for (;;)
    {
      guint8 some[SOME];
      gsize wanted = MIN (count - bytes->len, sizeof some);
      gssize n = wanted > 0 ? g_input_stream_read (stream, some, wanted, cancellable, error) : 0;

      if (n < 0)
        return NULL;
      if (n == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
      g_byte_array_append (bytes, some, (guint) n);
    }
}

static GInputStream *
open_url (BuilderFetcher *fetcher,
          const char *location,
          gsize count,
          GCancellable *cancellable,
          GError **error)
{
  g_autofree char *shown = builder_location_shown (location);
  g_autoptr (SoupMessage) message = builder_fetcher_message (SOUP_METHOD_GET, location, error);
  g_autoptr (GInputStream) stream = NULL;

  if (message == NULL)
    return NULL;
  if (count > 0)
    soup_message_headers_set_range (soup_message_get_request_headers (message), 0, (goffset) count - 1);
  stream = builder_fetcher_send (fetcher, message, cancellable, error);
  if (stream == NULL || is_good (soup_message_get_status (message)))
    return g_steal_pointer (&stream);
  builder_fetch_set_status_error (error, shown, soup_message_get_status (message));
  return NULL;
}

static GInputStream *
open_location (BuilderFetcher *fetcher,
               const char *location,
               gsize count,
               GCancellable *cancellable,
               GError **error)
{
  g_autofree char *path = builder_location_path (location);
  g_autoptr (GFile) file = NULL;

  if (path == NULL)
    return open_url (fetcher, location, count, cancellable, error);
  file = g_file_new_for_path (path);
  return G_INPUT_STREAM (g_file_read (file, cancellable, error));
}

/* What is said of a file of this machine is not what is said of a server. */
static void
convert (GError **error,
         const char *location,
         GError *problem)
{
  g_autofree char *shown = builder_location_shown (location);
  GVirBuilderError code;

  if (builder_location_is_url (location) || problem->domain != G_IO_ERROR || problem->code == G_IO_ERROR_CANCELLED)
    {
      builder_fetch_convert (error, shown, problem);
      return;
    }
  code = problem->code == G_IO_ERROR_NOT_FOUND || problem->code == G_IO_ERROR_NOT_DIRECTORY
           ? GVIR_BUILDER_ERROR_NOT_FOUND
         : problem->code == G_IO_ERROR_PERMISSION_DENIED ? GVIR_BUILDER_ERROR_DENIED : GVIR_BUILDER_ERROR_INVALID_INPUT;
  g_set_error (error, GVIR_BUILDER_ERROR, code, "'%s' cannot be read: %s; name one that can", shown, problem->message);
  g_error_free (problem);
}

static GBytes *
read_some (BuilderFetcher *fetcher,
           const char *location,
           gsize range,
           gsize count,
           GCancellable *cancellable,
           GError **error)
{
  GError *problem = NULL;
  g_autoptr (GInputStream) stream = open_location (fetcher, location, range, cancellable, &problem);
  g_autoptr (GBytes) bytes = stream != NULL ? take (stream, count, cancellable, &problem) : NULL;

  if (bytes == NULL)
    convert (error, location, problem);
  return g_steal_pointer (&bytes);
}

GBytes *
builder_fetcher_read (BuilderFetcher *fetcher,
                      const char *location,
                      gsize most,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autofree char *shown = builder_location_shown (location);
  g_autoptr (GBytes) bytes = read_some (fetcher, location, 0, most + 1, cancellable, error);
  gsize length = 0;
  const guint8 *data = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;

  if (bytes == NULL)
    return NULL;
  if (length > most)
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                 "'%s' is larger than the %" G_GSIZE_FORMAT " bytes that such a file has at most: name the right one",
                 shown, most);
  else if (builder_fetch_is_web_page (data, length))
    builder_fetch_set_web_page_error (error, shown);
  else
    return g_steal_pointer (&bytes);
  return NULL;
}

GBytes *
builder_fetcher_read_start (BuilderFetcher *fetcher,
                            const char *location,
                            gsize count,
                            GCancellable *cancellable,
                            GError **error)
{
  return read_some (fetcher, location, count, count, cancellable, error);
}

static gboolean
find_url (BuilderFetcher *fetcher,
          const char *location,
          guint *status,
          const char *method,
          GCancellable *cancellable,
          GError **error)
{
  g_autofree char *shown = builder_location_shown (location);
  g_autoptr (SoupMessage) message = builder_fetcher_message (method, location, error);
  GError *problem = NULL;
  g_autoptr (GInputStream) stream = NULL;

  if (message == NULL)
    return FALSE;
  stream = builder_fetcher_send (fetcher, message, cancellable, &problem);
  if (stream == NULL)
    builder_fetch_convert (error, shown, problem);
  *status = stream != NULL ? soup_message_get_status (message) : 0;
  return stream != NULL;
}

gboolean
builder_fetcher_find (BuilderFetcher *fetcher,
                      const char *location,
                      gboolean *there,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autofree char *path = builder_location_path (location);
  g_autofree char *shown = builder_location_shown (location);
  guint status;

  *there = FALSE;
  if (path != NULL)
    {
      *there = g_file_test (path, G_FILE_TEST_IS_REGULAR);
      return TRUE;
    }
  if (!find_url (fetcher, location, &status, SOUP_METHOD_HEAD, cancellable, error))
    return FALSE;
  /* Some servers only know how to send a thing whole. */
  if ((status == SOUP_STATUS_METHOD_NOT_ALLOWED || status == SOUP_STATUS_NOT_IMPLEMENTED)
      && !find_url (fetcher, location, &status, SOUP_METHOD_GET, cancellable, error))
    return FALSE;
  *there = is_good (status);
  if (status < 500 && status != SOUP_STATUS_PROXY_AUTHENTICATION_REQUIRED)
    return TRUE;
  builder_fetch_set_status_error (error, shown, status);
  return FALSE;
}
