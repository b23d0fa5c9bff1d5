/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "storage/fill-private.h"

typedef struct
{
  GInputStream *file;    /* NULL: it is through, or there is none */
  GInputStream *content; /* what follows it */
  const BuilderTransferWatch *watch;
  guint64 done;
  guint64 size;
  GError *problem; /* of ours, not libvirt's */
} Filling;

gboolean
builder_fill_size (const char *path,
                   GBytes *content,
                   guint64 *size,
                   GError **error)
{
  *size = 0;
  if (path != NULL && !builder_file_size (path, size, error))
    return FALSE;
  if (content != NULL)
    *size += g_bytes_get_size (content);
  return TRUE;
}

/* The next bytes of the one, and then of the other. */
static gssize
read_some (Filling *filling,
           char *buffer,
           size_t length)
{
  gssize got = filling->file != NULL
                 ? g_input_stream_read (filling->file, buffer, length, filling->watch->cancellable, &filling->problem) : 0;

  if (got != 0)
    return got;
  filling->file = NULL;
  return g_input_stream_read (filling->content, buffer, length, filling->watch->cancellable, &filling->problem);
}

static int
read_next (G_GNUC_UNUSED virStreamPtr stream,
           char *buffer,
           size_t length,
           void *opaque)
{
  Filling *filling = opaque;
  gssize got = read_some (filling, buffer, length);

  if (got < 0)
    return -1;
  filling->done += (guint64) got;
  if (filling->watch->report != NULL)
    filling->watch->report (filling->watch->report_data, filling->done, filling->size);
  return (int) got;
}

static gboolean
send_all (Filling *filling,
          virConnectPtr handle,
          virStorageVolPtr volume,
          GError **error)
{
  const char *name = virStorageVolGetName (volume);
  g_auto (virStreamPtr) stream = virStreamNew (handle, 0);
  gboolean good = stream != NULL && virStorageVolUpload (volume, stream, 0, filling->size, 0) == 0
                  && virStreamSendAll (stream, read_next, filling) == 0 && virStreamFinish (stream) == 0;

  if (filling->problem != NULL)
    g_propagate_error (error, g_steal_pointer (&filling->problem));
  else if (!good)
    builder_set_error (error, "the volume '%s' cannot be filled", name);
  return good;
}

gboolean
builder_volume_fill (virConnectPtr handle,
                     virStorageVolPtr volume,
                     const char *path,
                     GBytes *content,
                     const BuilderTransferWatch *watch,
                     GError **error)
{
  g_autoptr (GFile) file = path != NULL ? g_file_new_for_path (path) : NULL;
  g_autoptr (GFileInputStream) first = file != NULL ? g_file_read (file, watch->cancellable, error) : NULL;
  g_autoptr (GInputStream) second = content != NULL ? g_memory_input_stream_new_from_bytes (content)
                                                    : g_memory_input_stream_new ();
  Filling filling = { .file = (GInputStream *) first, .content = second, .watch = watch };

  if (file != NULL && first == NULL)
    return FALSE;
  return builder_fill_size (path, content, &filling.size, error) && send_all (&filling, handle, volume, error);
}
