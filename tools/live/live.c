/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "live.h"

#include <glib-unix.h>
#include <signal.h>
#include <string.h>

/* libvirt-gobject does not know everything that can become of guests, and says so. */
static void
hide_warnings (const char *domain,
               GLogLevelFlags level,
               const char *message,
               gpointer data)
{
  if (strstr (message, "libvirt-gobject") == NULL)
    g_log_default_handler (domain, level, message, data);
}

GVirConnection *
live_connect (const ToolArguments *arguments,
              GError **error)
{
  const char *uri = tool_arguments_get (arguments, "connect");

  if (uri == NULL)
    {
      g_set_error_literal (error, TOOL_ERROR, TOOL_ERROR_USAGE,
                           "it is not said where: give --connect URI, such as qemu:///system");
      return NULL;
    }
  g_log_set_handler (NULL, G_LOG_LEVEL_WARNING, hide_warnings, NULL);
  return gvir_builder_connect (uri, error);
}

static gboolean
interrupt (gpointer data)
{
  GCancellable *cancellable = data;

  if (g_cancellable_is_cancelled (cancellable))
    {
      signal (SIGINT, SIG_DFL);
      raise (SIGINT);
    }
  tool_note ("interrupted: what was done is taken back; once more ends the program at once, and leaves the rest to "
             "'virt-designer recover'");
  g_cancellable_cancel (cancellable);
  return G_SOURCE_CONTINUE;
}

GCancellable *
live_interrupt (void)
{
  static GCancellable *cancellable;

  if (cancellable == NULL)
    {
      cancellable = g_cancellable_new ();
      g_unix_signal_add (SIGINT, interrupt, cancellable);
      g_unix_signal_add (SIGTERM, interrupt, cancellable);
      g_unix_signal_add (SIGHUP, interrupt, cancellable);
    }
  return cancellable;
}
