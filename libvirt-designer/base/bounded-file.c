/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "base/bounded-file-private.h"

#include "base/libvirt-designer-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define CHUNK 65536

static gboolean
fail (GError **error,
      int code)
{
  g_set_error_literal (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_INPUT,
                       code == EISDIR ? "it is a directory" : g_strerror (code));
  return FALSE;
}

static gboolean
read_from (int descriptor,
           gsize limit,
           GString *text,
           GError **error)
{
  g_autofree char *chunk = g_malloc (CHUNK);

  while (text->len <= limit)
    {
      gssize n = read (descriptor, chunk, MIN (CHUNK, limit + 1 - text->len));

      if (n == 0)
        break;
      if (n < 0 && errno != EINTR)
        return fail (error, errno);
      if (n > 0)
        g_string_append_len (text, chunk, n);
    }
  return TRUE;
}

GString *
designer_bounded_file_read (const char *file,
                            gsize limit,
                            GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  int descriptor = g_open (file, O_RDONLY | O_CLOEXEC, 0);
  gboolean done;

  if (descriptor < 0)
    {
      fail (error, errno);
      return NULL;
    }
  done = read_from (descriptor, limit, text, error);
  g_close (descriptor, NULL);
  return done ? g_steal_pointer (&text) : NULL;
}
