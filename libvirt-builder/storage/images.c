/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "storage/images-private.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "storage/xml-private.h"

#define HEAD 128

/* How images of a format begin; those of qcow2 have their size in the head, as 8 bytes, the
 * highest first. */
static const struct
{
  const char *format;
  const char *magic;
  gsize length;
  gsize at;
  gsize capacity_at; /* 0: elsewhere */
} heads[] = {
  { "qcow2", "QFI\xfb\0\0\0\x02", 8, 0, 24 },
  { "qcow2", "QFI\xfb\0\0\0\x03", 8, 0, 24 },
  { "qcow", "QFI\xfb\0\0\0\x01", 8, 0, 24 },
  { "qed", "QED\0", 4, 0, 0 },
  { "vmdk", "KDMV", 4, 0, 0 },
  { "vdi", "\x7f\x10\xda\xbe", 4, 64, 0 },
  { "vpc", "conectix", 8, 0, 0 },
};

void
builder_image_read_volume (virStorageVolPtr volume,
                           BuilderImage *image)
{
  g_auto (xmlDocPtr) document = builder_xml_read (virStorageVolGetXMLDesc (volume, 0));
  virStorageVolInfo info = { 0 };

  image->format = builder_xml_attribute (builder_xml_find (document, "target/format"), "type");
  if (virStorageVolGetInfo (volume, &info) == 0)
    image->capacity = info.capacity;
}

static guint64
read_number (const guint8 *bytes)
{
  guint64 number;

  memcpy (&number, bytes, sizeof number);
  return GUINT64_FROM_BE (number);
}

static void
read_head (int file,
           BuilderImage *image)
{
  guint8 head[HEAD] = { 0 };
  struct stat facts;

  if (pread (file, head, sizeof head, 0) < 0 || fstat (file, &facts) != 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (heads) && image->format == NULL; i++)
    {
      if (memcmp (head + heads[i].at, heads[i].magic, heads[i].length) != 0)
        continue;
      image->format = g_strdup (heads[i].format);
      if (heads[i].capacity_at > 0)
        image->capacity = read_number (head + heads[i].capacity_at);
    }
  if (image->format == NULL)
    {
      image->format = g_strdup ("raw");
      image->capacity = S_ISREG (facts.st_mode) ? (guint64) facts.st_size : 0;
    }
}

void
builder_image_read_file (const char *path,
                         BuilderImage *image)
{
  int file = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

  if (file < 0)
    return;
  read_head (file, image);
  close (file);
}

void
builder_image_clear (BuilderImage *image)
{
  g_clear_pointer (&image->format, g_free);
  image->capacity = 0;
}
