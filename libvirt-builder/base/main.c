/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "base/libvirt-builder-main.h"

#include <libvirt-glib/libvirt-glib.h>
#include <libvirt/virterror.h>
#include <signal.h>

#include "base/foreign-leaks-private.h"
#include "base/libvirt-builder-error.h"

static void
keep_quiet (G_GNUC_UNUSED void *data,
            G_GNUC_UNUSED virErrorPtr error)
{
}

/* libvirt writes to sockets whose other end may be gone, in threads of its own, too. */
static void
ignore_broken_pipes (void)
{
  struct sigaction now;

  if (sigaction (SIGPIPE, NULL, &now) == 0 && now.sa_handler == SIG_DFL)
    signal (SIGPIPE, SIG_IGN);
}

static gpointer
init_once (G_GNUC_UNUSED gpointer data)
{
  GError *error = NULL;

  gvir_init_object_check (NULL, NULL, &error);
  if (error != NULL)
    return error;
  ignore_broken_pipes ();
  gvir_event_register ();
  virSetErrorFunc (NULL, keep_quiet);
  return NULL;
}

/**
 * gvir_builder_init:
 * @error: return location for an error, or %NULL
 *
 * Prepares libvirt and gives its events to the default main context. Call it before the
 * first connection is opened; calling it again does nothing. What waits for a guest, and
 * the loss of a connection, is only noticed while that main context runs.
 *
 * Where nothing else was said of it, the signal SIGPIPE is ignored from then on: a daemon that
 * is killed would take the program with it.
 *
 * libvirt's messages on standard error are switched off: each comes with the
 * error of the call that it belongs to.
 *
 * Returns: %TRUE, or %FALSE with an error of %GVIR_BUILDER_ERROR_FAILED where libvirt
 *   cannot be used at all
 */
gboolean
gvir_builder_init (GError **error)
{
  static GOnce once = G_ONCE_INIT;
  const GError *problem;

  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  problem = g_once (&once, init_once, NULL);
  if (problem == NULL)
    return TRUE;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_FAILED,
               "libvirt does not start: %s; see whether its packages fit each other", problem->message);
  return FALSE;
}

/**
 * gvir_builder_connect:
 * @uri: (nullable): where to, such as `qemu:///system`; %NULL: libvirt's own default
 * @error: return location for an error, or %NULL
 *
 * Connects to libvirt, with [func@LibvirtBuilder.init] where that is still to be done.
 * Any other connection of libvirt-gobject will do as well.
 *
 * Returns: (transfer full): an open connection, or %NULL with an error of
 *   %GVIR_BUILDER_ERROR_UNREACHABLE
 */
GVirConnection *
gvir_builder_connect (const char *uri,
                      GError **error)
{
  GVirConnection *connection;
  GError *problem = NULL;

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!gvir_builder_init (error))
    return NULL;
  BEGIN_FOREIGN_LEAKS ();
  connection = gvir_connection_new (uri);
  END_FOREIGN_LEAKS ();
  if (gvir_connection_open (connection, NULL, &problem))
    return connection;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNREACHABLE,
               "cannot connect to '%s': %s; start libvirt's daemon there, and see that you may use it",
               uri != NULL ? uri : "libvirt's default", problem->message);
  g_error_free (problem);
  g_object_unref (connection);
  return NULL;
}
