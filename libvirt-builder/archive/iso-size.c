/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a CD-ROM image says of itself in its first descriptor: ECMA-119, 8.4. */

#include "archive/iso-read-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define DESCRIPTOR_AT 32768
#define DESCRIPTOR_BYTES 2048
#define STANDARD_AT 1
#define BLOCKS_AT 80
#define BLOCK_BYTES_AT 128

static guint64
little_endian (const guint8 *bytes,
               guint count)
{
  guint64 number = 0;

  for (guint i = count; i > 0; i--)
    number = number << 8 | bytes[i - 1];
  return number;
}

/* Some devices have no size, and what begins with UDF says there how large it is. */
static gboolean
check_size (const char *path,
            const guint8 *descriptor,
            guint64 size,
            GError **error)
{
  guint64 blocks = little_endian (descriptor + BLOCKS_AT, 4);
  guint64 whole = blocks * little_endian (descriptor + BLOCK_BYTES_AT, 2);

  if (size == 0 || size >= whole)
    return TRUE;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
               "'%s' is a CD-ROM image that ends after %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT
               " bytes: download or copy it again", path, size, whole);
  return FALSE;
}

gboolean
builder_iso_check (const char *path,
                   gboolean *is_iso,
                   GError **error)
{
  guint8 descriptor[DESCRIPTOR_BYTES];
  int file = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  int reason = errno;
  gssize n = file >= 0 ? pread (file, descriptor, sizeof descriptor, DESCRIPTOR_AT) : -1;
  off_t end = file >= 0 ? lseek (file, 0, SEEK_END) : -1;
  gboolean has_size;

  if (file >= 0)
    close (file);
  else
    g_set_error (error, GVIR_BUILDER_ERROR,
                 reason == ENOENT ? GVIR_BUILDER_ERROR_NOT_FOUND
                 : reason == EACCES ? GVIR_BUILDER_ERROR_DENIED : GVIR_BUILDER_ERROR_FAILED,
                 "'%s' cannot be read: %s; name a medium that can", path, g_strerror (reason));
  has_size = n == sizeof descriptor && memcmp (descriptor + STANDARD_AT, "CD001", 5) == 0;
  *is_iso = has_size || (n == sizeof descriptor && memcmp (descriptor + STANDARD_AT, "BEA01", 5) == 0);
  return file >= 0 && (!has_size || check_size (path, descriptor, end > 0 ? (guint64) end : 0, error));
}
