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

/* Straight into TEXT, which keeps its room for the next file. */
static gboolean
read_from (int descriptor,
           gsize limit,
           GString *text,
           GError **error)
{
  gsize start = text->len;

  while (text->len - start <= limit)
    {
      gsize length = text->len;
      gsize room = MIN (CHUNK, limit + 1 - (length - start));
      gssize n;

      g_string_set_size (text, length + room);
      n = read (descriptor, text->str + length, room);
      g_string_set_size (text, length + (gsize) MAX (n, 0));
      if (n == 0)
        break;
      if (n < 0 && errno != EINTR)
        return fail (error, errno);
    }
  return TRUE;
}

gboolean
designer_bounded_file_append (GString *text,
                              const char *file,
                              gsize limit,
                              GError **error)
{
  int descriptor = g_open (file, O_RDONLY | O_CLOEXEC, 0);
  gboolean done;

  if (descriptor < 0)
    return fail (error, errno);
  done = read_from (descriptor, limit, text, error);
  g_close (descriptor, NULL);
  return done;
}

GString *
designer_bounded_file_read (const char *file,
                            gsize limit,
                            GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  return designer_bounded_file_append (text, file, limit, error) ? g_steal_pointer (&text) : NULL;
}
