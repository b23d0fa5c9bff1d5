/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a change changes, line by line, as diff writes it. */

#include "tool.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <unistd.h>

typedef struct
{
  char *name;
} Temporary;

static void
temporary_clear (Temporary *file)
{
  if (file->name != NULL)
    g_unlink (file->name);
  g_clear_pointer (&file->name, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Temporary, temporary_clear)

static gboolean
write_temporary (Temporary *file,
                 const char *text,
                 GError **error)
{
  int descriptor = g_file_open_tmp (TOOL_NAME "-XXXXXX.xml", &file->name, error);

  if (descriptor < 0)
    return FALSE;
  close (descriptor);
  return g_file_set_contents (file->name, text, -1, error);
}

gboolean
tool_is_coloured (void)
{
  return isatty (STDOUT_FILENO) && g_getenv ("NO_COLOR") == NULL;
}

char *
tool_difference (const char *old_text,
                 const char *new_text,
                 GError **error)
{
  g_auto (Temporary) before = { NULL };
  g_auto (Temporary) after = { NULL };
  g_autoptr (GSubprocess) diff = NULL;
  g_autoptr (GError) cause = NULL;
  g_autofree char *text = NULL;

  if (!write_temporary (&before, old_text, error) || !write_temporary (&after, new_text, error))
    return NULL;
  diff = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &cause, "diff", "-u", "--label", "before", "--label", "after",
                           tool_is_coloured () ? "--color=always" : "--color=never", before.name, after.name, NULL);
  if (diff != NULL && g_subprocess_communicate_utf8 (diff, NULL, NULL, &text, NULL, &cause))
    return g_steal_pointer (&text);
  g_set_error (error, TOOL_ERROR, TOOL_ERROR_FAILED,
               "the difference cannot be shown (%s): install diffutils, or give --print-xml", cause->message);
  return NULL;
}
