/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "guest/guest-private.h"

typedef struct
{
  int file;
  GCancellable *cancellable;
  int number; /* of what the system says */
} Sink;

static int
write_all (G_GNUC_UNUSED virStreamPtr stream,
           const char *bytes,
           size_t n,
           void *data)
{
  Sink *sink = data;
  ssize_t written;

  if (g_cancellable_is_cancelled (sink->cancellable))
    return -1;
  do
    written = write (sink->file, bytes, n);
  while (written < 0 && errno == EINTR);
  if (written < 0)
    sink->number = errno;
  return (int) written;
}

/* What libvirt sends is in the file, or the error says why not. */
static gboolean
receive (virStreamPtr stream,
         Sink *sink,
         const char *name,
         const char *path,
         GError **error)
{
  if (virStreamRecvAll (stream, write_all, sink) == 0 && virStreamFinish (stream) == 0)
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (sink->cancellable, error))
    return FALSE;
  if (sink->number != 0)
    g_set_error (error, GVIR_BUILDER_ERROR,
                 sink->number == ENOSPC ? GVIR_BUILDER_ERROR_NO_SPACE : GVIR_BUILDER_ERROR_FAILED,
                 "the picture cannot be written to '%s': %s; name another file", path, g_strerror (sink->number));
  else
    builder_set_error (error, "the picture of the guest '%s' has not come whole", name);
  return FALSE;
}

static char *
take (virDomainPtr domain,
      guint screen,
      Sink *sink,
      const char *path,
      GError **error)
{
  const char *name = virDomainGetName (domain); /* which clears what libvirt says of an error */
  g_auto (virStreamPtr) stream = virStreamNew (virDomainGetConnect (domain), 0);
  char *type = stream != NULL ? virDomainScreenshot (domain, stream, screen, 0) : NULL;
  char *answer = NULL;

  if (type == NULL)
    builder_set_error (error, "the guest '%s' gives no picture of its screen %u", name, screen);
  else if (receive (stream, sink, virDomainGetName (domain), path, error))
    answer = g_strdup (type);
  free (type);
  return answer;
}

/**
 * gvir_builder_guest_screenshot:
 * @guest: a guest that is started
 * @screen: which of its screens, from 0
 * @path: the file that the picture goes to; one that is there is replaced once the picture is whole
 * @cancellable: (nullable): cancels it
 * @error: return location for an error, or %NULL
 *
 * Takes a picture of what the guest shows.
 *
 * Returns: (transfer full): the type of the picture, which the hypervisor chooses, such as `image/png`
 *   or `image/x-portable-pixmap`; or %NULL with an error: of %GVIR_BUILDER_ERROR_GUEST where
 *   it is not started, of %GVIR_BUILDER_ERROR_UNSUPPORTED where it has no screen
 */
char *
gvir_builder_guest_screenshot (GVirBuilderGuest *guest,
                               guint screen,
                               const char *path,
                               GCancellable *cancellable,
                               GError **error)
{
  g_auto (virDomainPtr) domain = NULL;
  g_autofree char *draft = NULL;
  Sink sink = { .cancellable = cancellable };
  char *type;

  g_return_val_if_fail (GVIR_BUILDER_IS_GUEST (guest), NULL);
  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  domain = g_cancellable_set_error_if_cancelled (cancellable, error) ? NULL : builder_guest_need (guest, error);
  if (domain == NULL)
    return NULL;
  draft = g_strconcat (path, ".XXXXXX", NULL);
  sink.file = g_mkstemp_full (draft, O_WRONLY | O_CLOEXEC, 0666);
  if (sink.file < 0)
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_DENIED,
                   "the picture cannot be written to '%s': %s; name another file", path, g_strerror (errno));
      return NULL;
    }
  type = take (domain, screen, &sink, path, error);
  close (sink.file);
  if (type != NULL && g_rename (draft, path) == 0)
    return type;
  if (type != NULL)
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_DENIED,
                 "the picture cannot be written to '%s': %s; name another file", path, g_strerror (errno));
  g_free (type);
  g_unlink (draft);
  return NULL;
}
