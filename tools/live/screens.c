/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* screenshot and console. */

#include "live.h"

#include <glib-unix.h>
#include <signal.h>
#include <unistd.h>

static gboolean
read_screen (const ToolArguments *arguments,
             guint *screen,
             GError **error)
{
  const char *text = tool_arguments_get (arguments, "screen");
  guint64 number = 0;

  if (text != NULL && !g_ascii_string_to_unsigned (text, 10, 0, 1000, &number, NULL))
    {
      g_set_error (error, TOOL_ERROR, TOOL_ERROR_USAGE, "'%s' is no screen: give --screen NUMBER, from 0 on", text);
      return FALSE;
    }
  *screen = (guint) number;
  return TRUE;
}

/* The guest that the first word names. */
static GVirBuilderGuest *
find_guest (const ToolArguments *arguments,
            GError **error)
{
  GVirConnection *connection = live_connect (arguments, error);
  GVirBuilderGuest *guest;

  if (connection == NULL)
    return NULL;
  guest = gvir_builder_guest_find (connection, g_ptr_array_index (arguments->words, 0), error);
  g_object_unref (connection);
  return guest;
}

static const char *
extension_of (const char *type)
{
  static const struct
  {
    const char *type;
    const char *extension;
  } types[] = {
    { "image/png", ".png" },
    { "image/x-portable-pixmap", ".ppm" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (g_str_equal (types[i].type, type))
        return types[i].extension;
    }
  return NULL;
}

/* The name may promise another type than the hypervisor has. */
static void
say_type (const char *path,
          const char *type)
{
  const char *extension = extension_of (type);
  g_autofree char *words = NULL;

  if (extension != NULL && g_str_has_suffix (path, extension))
    return;
  words = g_strdup_printf ("'%s' is a picture of the type %s", path, type);
  tool_note (words);
}

char *
live_run_screenshot (const ToolArguments *arguments,
                     GError **error)
{
  g_autoptr (GVirBuilderGuest) guest = NULL;
  g_autofree char *type = NULL;
  const char *path = g_ptr_array_index (arguments->words, 1);
  guint screen;

  if (!read_screen (arguments, &screen, error))
    return NULL;
  guest = find_guest (arguments, error);
  if (guest == NULL)
    return NULL;
  type = gvir_builder_guest_screenshot (guest, screen, path, live_interrupt (), error);
  if (type == NULL)
    return NULL;
  say_type (path, type);
  return g_strdup ("");
}

static gboolean
leave (gpointer data)
{
  g_cancellable_cancel (data);
  return G_SOURCE_CONTINUE;
}

char *
live_run_console (const ToolArguments *arguments,
                  GError **error)
{
  g_autoptr (GVirBuilderGuest) guest = find_guest (arguments, error);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const char *device = arguments->words->len > 1 ? g_ptr_array_index (arguments->words, 1) : NULL;
  GVirBuilderConsoleMode mode = tool_arguments_has (arguments, "force") ? GVIR_BUILDER_CONSOLE_MODE_TAKE_OVER
                                                                        : GVIR_BUILDER_CONSOLE_MODE_SHARE;

  if (guest == NULL)
    return NULL;
  /* The terminal is to be as it was before. */
  g_unix_signal_add (SIGTERM, leave, cancellable);
  g_unix_signal_add (SIGHUP, leave, cancellable);
  if (isatty (STDIN_FILENO))
    tool_note ("this is a console of the guest; Ctrl-] leaves it");
  if (!gvir_builder_guest_console (guest, device, mode, STDIN_FILENO, STDOUT_FILENO, cancellable, error))
    return NULL;
  return g_strdup ("");
}
