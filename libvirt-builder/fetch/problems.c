/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What can go wrong on the way, in words of ours. */

#include "fetch/fetcher-private.h"

#include <errno.h>
#include <string.h>

typedef struct
{
  GQuark (*domain) (void);
  int code; /* -1: any */
  GVirBuilderError ours;
  gboolean is_passing;
  const char *text; /* after the location */
} Row;

/* What GIO and libsoup say is put behind the text, since it alone says what happened below. */
static const Row rows[] = {
  { soup_session_error_quark, SOUP_SESSION_ERROR_TOO_MANY_REDIRECTS, GVIR_BUILDER_ERROR_INVALID_INPUT, FALSE,
    "leads from one place to the next without end: name the one that it should lead to" },
  { soup_session_error_quark, SOUP_SESSION_ERROR_REDIRECT_NO_LOCATION, GVIR_BUILDER_ERROR_INVALID_INPUT, FALSE,
    "leads nowhere: name the place that it should lead to" },
  { soup_session_error_quark, SOUP_SESSION_ERROR_REDIRECT_BAD_URI, GVIR_BUILDER_ERROR_INVALID_INPUT, FALSE,
    "leads to what is no URL: name the place that it should lead to" },
  { soup_session_error_quark, -1, GVIR_BUILDER_ERROR_UNREACHABLE, TRUE,
    "is served by what speaks no proper HTTP: see whether the host and its port are right" },
  { g_io_error_quark, G_IO_ERROR_TIMED_OUT, GVIR_BUILDER_ERROR_TIMED_OUT, TRUE,
    "is served by one that has fallen silent: try again, or name another mirror" },
  { g_io_error_quark, G_IO_ERROR_HOST_NOT_FOUND, GVIR_BUILDER_ERROR_UNREACHABLE, FALSE,
    "is on a host that nobody knows: correct its name, or see to the network and its name servers" },
  { g_io_error_quark, G_IO_ERROR_PROXY_AUTH_FAILED, GVIR_BUILDER_ERROR_DENIED, FALSE,
    "is behind a proxy that lets nobody in without a password: see to the variable http_proxy" },
  { g_io_error_quark, G_IO_ERROR_PROXY_NEED_AUTH, GVIR_BUILDER_ERROR_DENIED, FALSE,
    "is behind a proxy that lets nobody in without a password: see to the variable http_proxy" },
  { g_io_error_quark, G_IO_ERROR_CONNECTION_REFUSED, GVIR_BUILDER_ERROR_UNREACHABLE, FALSE,
    "is on a host that takes no connection: see whether the server runs, and whether a proxy is needed" },
  { g_io_error_quark, G_IO_ERROR_NO_SPACE, GVIR_BUILDER_ERROR_NO_SPACE, FALSE,
    "finds no room: make some, or name a folder on another file system" },
  { g_io_error_quark, G_IO_ERROR_PARTIAL_INPUT, GVIR_BUILDER_ERROR_UNREACHABLE, TRUE,
    "was cut off in mid-transfer: try again, it goes on from there" },
  { g_io_error_quark, -1, GVIR_BUILDER_ERROR_UNREACHABLE, TRUE,
    "cannot be reached, or was cut off: see to the network and the proxy, and try again" },
  { g_resolver_error_quark, G_RESOLVER_ERROR_TEMPORARY_FAILURE, GVIR_BUILDER_ERROR_UNREACHABLE, TRUE,
    "is on a host whose name cannot be looked up now: see to the network and its name servers, and try again" },
  { g_resolver_error_quark, -1, GVIR_BUILDER_ERROR_UNREACHABLE, FALSE,
    "is on a host that nobody knows: correct its name, or see to the network and its name servers" },
  { g_tls_error_quark, -1, GVIR_BUILDER_ERROR_DENIED, FALSE,
    "is on a host that cannot prove who it is: see to its certificate and to the date of this machine" },
};

static const Row *
find_row (const GError *error)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (error->domain == rows[i].domain () && (rows[i].code == -1 || rows[i].code == error->code))
        return &rows[i];
    }
  return NULL;
}

/* A passing problem is told from others once it is one of ours by what it is of. */
gboolean
builder_fetch_is_passing (const GError *error)
{
  const Row *row = find_row (error);

  return row != NULL ? row->is_passing && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) : FALSE;
}

void
builder_fetch_convert (GError **error,
                       const char *shown,
                       GError *problem)
{
  const Row *row = find_row (problem);

  if (problem->domain == GVIR_BUILDER_ERROR || g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, problem);
      return;
    }
  g_set_error (error, GVIR_BUILDER_ERROR, row != NULL ? row->ours : GVIR_BUILDER_ERROR_FAILED, "'%s' %s (%s)", shown,
               row != NULL ? row->text : "cannot be fetched: try again", problem->message);
  g_error_free (problem);
}

static GVirBuilderError
code_of_status (guint status)
{
  if (status == SOUP_STATUS_NOT_FOUND || status == SOUP_STATUS_GONE)
    return GVIR_BUILDER_ERROR_NOT_FOUND;
  if (status == SOUP_STATUS_UNAUTHORIZED || status == SOUP_STATUS_FORBIDDEN
      || status == SOUP_STATUS_PROXY_AUTHENTICATION_REQUIRED)
    return GVIR_BUILDER_ERROR_DENIED;
  return status >= 500 ? GVIR_BUILDER_ERROR_UNREACHABLE : GVIR_BUILDER_ERROR_INVALID_INPUT;
}

void
builder_fetch_set_status_error (GError **error,
                                const char *shown,
                                guint status)
{
  GVirBuilderError code = code_of_status (status);

  g_set_error (error, GVIR_BUILDER_ERROR, code, "'%s' cannot be had: its server answers %u (%s)%s", shown, status,
               soup_status_get_phrase (status),
               code == GVIR_BUILDER_ERROR_NOT_FOUND ? "; correct the location"
               : code == GVIR_BUILDER_ERROR_DENIED ? "; name one that everyone may read, or a proxy that lets you in"
               : code == GVIR_BUILDER_ERROR_UNREACHABLE ? "; try again later, or name another mirror"
                                                        : "; name another location");
}

void
builder_fetch_set_file_error (GError **error,
                              const char *path,
                              const char *what,
                              int reason)
{
  gboolean is_full = reason == ENOSPC || reason == EDQUOT || reason == EFBIG;

  g_set_error (error, GVIR_BUILDER_ERROR,
               is_full ? GVIR_BUILDER_ERROR_NO_SPACE
               : reason == ENOENT || reason == ENOTDIR ? GVIR_BUILDER_ERROR_NOT_FOUND
               : reason == EACCES || reason == EPERM || reason == EROFS ? GVIR_BUILDER_ERROR_DENIED
                                                                        : GVIR_BUILDER_ERROR_FAILED,
               "'%s' cannot be %s: %s; %s", path, what, g_strerror (reason),
               is_full ? "make room, or name a folder on another file system" : "see to it, or name another one");
}

gboolean
builder_fetch_is_web_page (const guint8 *bytes,
                           gsize length)
{
  static const char *const starts[] = { "<!doctype html", "<html" };
  const char *text = (const char *) bytes;

  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    text += 3, length -= 3;
  while (length > 0 && g_ascii_isspace (*text))
    text++, length--;
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      if (length >= strlen (starts[i]) && g_ascii_strncasecmp (text, starts[i], strlen (starts[i])) == 0)
        return TRUE;
    }
  return FALSE;
}

void
builder_fetch_set_web_page_error (GError **error,
                                  const char *shown)
{
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
               "'%s' is a web page, not the file itself: name the file that the page offers, or sign in where the "
               "network asks for that", shown);
}
