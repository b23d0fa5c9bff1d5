/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What has been brought of a file so far, beside where it will be. */

#include "fetch/fetcher-private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define GROUP "origin"
#define KEY_LOCATION "location"
#define KEY_VALIDATOR "validator"
#define KEY_TOTAL "total"

/* Takes what is recorded, where it is of the same location. */
static gboolean
read_record (BuilderPart *part,
             const char *shown)
{
  g_autoptr (GKeyFile) record = g_key_file_new ();
  g_autofree char *location = NULL;

  if (!g_key_file_load_from_file (record, part->record, G_KEY_FILE_NONE, NULL))
    return FALSE;
  location = g_key_file_get_string (record, GROUP, KEY_LOCATION, NULL);
  part->validator = g_key_file_get_string (record, GROUP, KEY_VALIDATOR, NULL);
  part->total = g_key_file_get_uint64 (record, GROUP, KEY_TOTAL, NULL);
  return g_strcmp0 (location, shown) == 0;
}

BuilderPart *
builder_part_open (const char *destination,
                   const char *shown,
                   GError **error)
{
  g_autoptr (BuilderPart) part = g_new0 (BuilderPart, 1);
  struct stat facts;

  part->path = g_strconcat (destination, ".part", NULL);
  part->record = g_strconcat (part->path, ".origin", NULL);
  part->file = open (part->path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (part->file < 0 || fstat (part->file, &facts) != 0)
    {
      builder_fetch_set_file_error (error, part->path, "written", errno);
      return NULL;
    }
  part->size = (guint64) facts.st_size;
  if (!read_record (part, shown) && !builder_part_clear (part, error))
    return NULL;
  return g_steal_pointer (&part);
}

void
builder_part_close (BuilderPart *part)
{
  if (part->file >= 0)
    close (part->file);
  g_free (part->path);
  g_free (part->record);
  g_free (part->validator);
  g_free (part);
}

gboolean
builder_part_clear (BuilderPart *part,
                    GError **error)
{
  part->size = part->total = 0;
  g_clear_pointer (&part->validator, g_free);
  if (ftruncate (part->file, 0) == 0)
    return TRUE;
  builder_fetch_set_file_error (error, part->path, "written", errno);
  return FALSE;
}

gboolean
builder_part_write (BuilderPart *part,
                    const guint8 *bytes,
                    gsize length,
                    GError **error)
{
  while (length > 0)
    {
      gssize n = pwrite (part->file, bytes, length, (off_t) part->size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          builder_fetch_set_file_error (error, part->path, "written", errno);
          return FALSE;
        }
      part->size += (guint64) n;
      bytes += n;
      length -= (gsize) n;
    }
  return TRUE;
}

gboolean
builder_part_has_room (BuilderPart *part,
                       guint64 more,
                       GError **error)
{
  struct statvfs facts;
  guint64 room;

  if (fstatvfs (part->file, &facts) != 0)
    return TRUE;
  room = (guint64) facts.f_bavail * facts.f_frsize;
  if (more <= room)
    return TRUE;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NO_SPACE,
               "'%s' needs %" G_GUINT64_FORMAT " bytes more, and there is room for %" G_GUINT64_FORMAT
               ": make room, or name a folder on another file system", part->path, more, room);
  return FALSE;
}

gboolean
builder_part_note (BuilderPart *part,
                   const char *shown,
                   GError **error)
{
  g_autoptr (GKeyFile) record = g_key_file_new ();
  g_autoptr (GError) problem = NULL;
  g_autofree char *text = NULL;

  g_key_file_set_string (record, GROUP, KEY_LOCATION, shown);
  g_key_file_set_uint64 (record, GROUP, KEY_TOTAL, part->total);
  if (part->validator != NULL)
    g_key_file_set_string (record, GROUP, KEY_VALIDATOR, part->validator);
  text = g_key_file_to_data (record, NULL, NULL);
  if (g_file_set_contents_full (part->record, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, &problem))
    return TRUE;
  g_set_error (error, GVIR_BUILDER_ERROR,
               g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOSPC) ? GVIR_BUILDER_ERROR_NO_SPACE
                                                                           : GVIR_BUILDER_ERROR_FAILED,
               "'%s' cannot be written: %s; see to it, or name another folder", part->record, problem->message);
  return FALSE;
}

void
builder_part_remove (BuilderPart *part)
{
  unlink (part->path);
  unlink (part->record);
}

gboolean
builder_part_finish (BuilderPart *part,
                     const char *destination,
                     GError **error)
{
  if (rename (part->path, destination) != 0)
    {
      builder_fetch_set_file_error (error, destination, "written", errno);
      return FALSE;
    }
  unlink (part->record);
  return TRUE;
}
