/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "storage/fill-private.h"

#include "archive/cpio-private.h"

typedef struct
{
  GInputStream *file;    /* NULL: it is through, or there is none */
  GInputStream *content; /* what follows it */
  const BuilderTransferWatch *watch;
  guint64 done;
  guint64 size;
  GError *problem; /* of ours, not libvirt's */
} Filling;

/* What follows a file is for the kernel, which looks for it where its offset is a multiple of 4. */
static guint
padding_after (guint64 size,
               GBytes *content)
{
  return content != NULL ? builder_cpio_padding (size) : 0;
}

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
    *size += padding_after (*size, content) + g_bytes_get_size (content);
  return TRUE;
}

static GInputStream *
read_content (guint64 size_before,
              GBytes *content)
{
  static const char zeros[4];
  GInputStream *stream = g_memory_input_stream_new ();

  g_memory_input_stream_add_data (G_MEMORY_INPUT_STREAM (stream), zeros, padding_after (size_before, content), NULL);
  if (content != NULL)
    g_memory_input_stream_add_bytes (G_MEMORY_INPUT_STREAM (stream), content);
  return stream;
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
  g_autoptr (GInputStream) second = NULL;
  Filling filling = { .file = (GInputStream *) first, .watch = watch };

  if (file != NULL && first == NULL)
    return FALSE;
  if (!builder_fill_size (path, NULL, &filling.size, error))
    return FALSE;
  filling.content = second = read_content (filling.size, content);
  return builder_fill_size (path, content, &filling.size, error) && send_all (&filling, handle, volume, error);
}
