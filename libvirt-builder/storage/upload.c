/* SPDX-License-Identifier: LGPL-2.1-or-later */

#define _GNU_SOURCE 1 /* SEEK_DATA and SEEK_HOLE */

#include "storage/upload-private.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  const BuilderTransferWatch *watch;
  const char *path;
  int file;
  guint64 at;
  guint64 size;
  guint64 extent_end; /* of the data or the hole that AT is in */
  gboolean in_data;
  GError *problem;    /* of ours, not libvirt's */
} Transfer;

static gboolean
fail_on_file (const char *path,
              GError **error)
{
  int reason = errno;

  g_set_error (error, GVIR_BUILDER_ERROR,
               reason == ENOENT ? GVIR_BUILDER_ERROR_NOT_FOUND
               : reason == EACCES || reason == EPERM ? GVIR_BUILDER_ERROR_DENIED : GVIR_BUILDER_ERROR_FAILED,
               "the file '%s' cannot be read: %s; name one that can", path, g_strerror (reason));
  return FALSE;
}

static gboolean
measure (int file,
         const char *path,
         guint64 *size,
         GError **error)
{
  struct stat facts;
  off_t end;

  if (fstat (file, &facts) != 0)
    return fail_on_file (path, error);
  if (!S_ISREG (facts.st_mode) && !S_ISBLK (facts.st_mode))
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                   "'%s' is neither a file nor a block device: name one that is", path);
      return FALSE;
    }
  end = lseek (file, 0, SEEK_END);
  if (end < 0)
    return fail_on_file (path, error);
  *size = (guint64) end;
  return TRUE;
}

static int
open_file (const char *path)
{
  /* Else opening a pipe waits for one who writes to it. */
  return open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
}

gboolean
builder_file_size (const char *path,
                   guint64 *size,
                   GError **error)
{
  int file = open_file (path);
  gboolean good;

  if (file < 0)
    return fail_on_file (path, error);
  good = measure (file, path, size, error);
  close (file);
  return good;
}

static void
advance (Transfer *transfer,
         guint64 bytes)
{
  transfer->at += bytes;
  if (transfer->watch->report != NULL)
    transfer->watch->report (transfer->watch->report_data, transfer->at, transfer->size);
}

/* Where the file system cannot tell, all is data. */
static void
find_extent (Transfer *transfer)
{
  off_t data = lseek (transfer->file, (off_t) transfer->at, SEEK_DATA);
  off_t end = transfer->size;

  transfer->in_data = !(data < 0 && errno == ENXIO) && data <= (off_t) transfer->at;
  if (data > (off_t) transfer->at)
    end = data;
  else if (data >= 0)
    end = lseek (transfer->file, data, SEEK_HOLE);
  transfer->extent_end = end > (off_t) transfer->at ? MIN ((guint64) end, transfer->size) : transfer->size;
}

static int
tell_extent (G_GNUC_UNUSED virStreamPtr stream,
             int *in_data,
             long long *length,
             void *opaque)
{
  Transfer *transfer = opaque;

  if (transfer->at >= transfer->extent_end && transfer->at < transfer->size)
    find_extent (transfer);
  *in_data = transfer->at < transfer->size && transfer->in_data;
  *length = transfer->at < transfer->size ? (long long) (transfer->extent_end - transfer->at) : 0;
  return 0;
}

static int
skip_hole (G_GNUC_UNUSED virStreamPtr stream,
           long long length,
           void *opaque)
{
  advance (opaque, (guint64) length);
  return 0;
}

static int
read_data (G_GNUC_UNUSED virStreamPtr stream,
           char *buffer,
           size_t length,
           void *opaque)
{
  Transfer *transfer = opaque;
  ssize_t got;

  if (g_cancellable_set_error_if_cancelled (transfer->watch->cancellable, &transfer->problem))
    return -1;
  length = MIN (length, transfer->size - transfer->at);
  do
    got = pread (transfer->file, buffer, length, (off_t) transfer->at);
  while (got < 0 && errno == EINTR);
  if (got < 0)
    fail_on_file (transfer->path, &transfer->problem);
  else if (got == 0 && length > 0)
    g_set_error (&transfer->problem, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_IN_USE,
                 "the file '%s' has become shorter while it was read: let nobody write to it, and try again",
                 transfer->path);
  else
    advance (transfer, (guint64) got);
  return transfer->problem != NULL ? -1 : (int) got;
}

/* Older daemons, and some drivers, know no holes. */
static gboolean
begin_stream (virStorageVolPtr volume,
              virStreamPtr stream,
              gboolean *sparse)
{
  *sparse = virStorageVolUpload (volume, stream, 0, 0, VIR_STORAGE_VOL_UPLOAD_SPARSE_STREAM) == 0;
  if (*sparse)
    return TRUE;
  return (builder_last_is (VIR_ERR_INVALID_ARG) || builder_last_is (VIR_ERR_ARGUMENT_UNSUPPORTED))
         && virStorageVolUpload (volume, stream, 0, 0, 0) == 0;
}

static gboolean
send_all (Transfer *transfer,
          virConnectPtr handle,
          virStorageVolPtr volume,
          GError **error)
{
  const char *name = virStorageVolGetName (volume);
  g_auto (virStreamPtr) stream = virStreamNew (handle, 0);
  gboolean sparse = FALSE;
  gboolean good = stream != NULL && begin_stream (volume, stream, &sparse);

  /* These give the stream up themselves where they fail. */
  if (good && sparse)
    good = virStreamSparseSendAll (stream, read_data, tell_extent, skip_hole, transfer) == 0;
  else if (good)
    good = virStreamSendAll (stream, read_data, transfer) == 0;
  good = good && virStreamFinish (stream) == 0;
  if (transfer->problem != NULL)
    g_propagate_error (error, g_steal_pointer (&transfer->problem));
  else if (!good)
    builder_set_error (error, "the file '%s' cannot be sent into the volume '%s'", transfer->path, name);
  return good;
}

gboolean
builder_volume_upload (virConnectPtr handle,
                       virStorageVolPtr volume,
                       const char *path,
                       guint64 size,
                       const BuilderTransferWatch *watch,
                       GError **error)
{
  Transfer transfer = { .watch = watch, .path = path, .size = size, .file = open_file (path) };
  guint64 now = 0;
  gboolean good;

  if (transfer.file < 0)
    return fail_on_file (path, error);
  good = measure (transfer.file, path, &now, error);
  if (good && now != size)
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_IN_USE,
                   "the file '%s' has %" G_GUINT64_FORMAT " bytes and no longer %" G_GUINT64_FORMAT
                   ": let nobody write to it, and plan anew", path, now, size);
      good = FALSE;
    }
  good = good && send_all (&transfer, handle, volume, error);
  close (transfer.file);
  return good;
}
