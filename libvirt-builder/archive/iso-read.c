/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "archive/iso-read-private.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLOCK 65536
#define SOME 65536

typedef struct archive Archive;

static void
archive_close (Archive *archive)
{
  archive_read_free (archive);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Archive, archive_close)

static void
set_error (GError **error,
           const char *path,
           Archive *archive)
{
  const char *problem = archive_error_string (archive);
  int reason = archive_errno (archive);

  g_set_error (error, GVIR_BUILDER_ERROR,
               reason == ENOENT ? GVIR_BUILDER_ERROR_NOT_FOUND
               : reason == EACCES ? GVIR_BUILDER_ERROR_DENIED : GVIR_BUILDER_ERROR_INVALID_INPUT,
               "the CD-ROM image '%s' cannot be read: %s; name one that is whole", path,
               problem != NULL ? problem : "nothing is known of why");
}

static Archive *
iso_open (const char *path,
          GError **error)
{
  g_autoptr (Archive) archive = archive_read_new ();

  archive_read_support_format_iso9660 (archive);
  if (archive_read_open_filename (archive, path, BLOCK) == ARCHIVE_OK)
    return g_steal_pointer (&archive);
  set_error (error, path, archive);
  return NULL;
}

/* The name of the next that is a file; FALSE at the end, and with ERROR set. */
static gboolean
next_file (Archive *archive,
           const char *path,
           struct archive_entry **entry,
           GCancellable *cancellable,
           GError **error)
{
  int status;

  do
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      status = archive_read_next_header (archive, entry);
    }
  while ((status == ARCHIVE_OK || status == ARCHIVE_WARN) && archive_entry_filetype (*entry) != AE_IFREG);
  if (status < ARCHIVE_WARN)
    set_error (error, path, archive);
  return status == ARCHIVE_OK || status == ARCHIVE_WARN;
}

static const char *
name_of (struct archive_entry *entry)
{
  const char *name = archive_entry_pathname_utf8 (entry);

  if (name == NULL)
    name = archive_entry_pathname (entry);
  if (name == NULL)
    return "";
  return g_str_has_prefix (name, "./") ? name + 2 : name;
}

char **
builder_iso_list (const char *path,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (Archive) archive = iso_open (path, error);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  struct archive_entry *entry;
  GError *problem = NULL;

  if (archive == NULL)
    return NULL;
  while (next_file (archive, path, &entry, cancellable, &problem))
    g_strv_builder_add (names, name_of (entry));
  if (problem == NULL)
    return g_strv_builder_end (names);
  g_propagate_error (error, problem);
  return NULL;
}

/* Names are in upper case on a medium that only has what ISO 9660 itself does. */
static Archive *
open_member (const char *path,
             const char *member,
             struct archive_entry **entry,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (Archive) archive = iso_open (path, error);
  GError *problem = NULL;

  if (archive == NULL)
    return NULL;
  while (next_file (archive, path, entry, cancellable, &problem))
    {
      if (g_ascii_strcasecmp (name_of (*entry), member) == 0)
        return g_steal_pointer (&archive);
    }
  if (problem == NULL)
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NOT_FOUND,
                 "there is no '%s' on '%s': name a file that is on it", member, path);
  else
    g_propagate_error (error, problem);
  return NULL;
}

GBytes *
builder_iso_read (const char *path,
                  const char *member,
                  gsize most,
                  GCancellable *cancellable,
                  GError **error)
{
  struct archive_entry *entry;
  g_autoptr (Archive) archive = open_member (path, member, &entry, cancellable, error);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *some = g_malloc (SOME);
  gssize n = -1;

  if (archive == NULL)
    return NULL;
  while (bytes->len <= most && (n = archive_read_data (archive, some, SOME)) > 0)
    g_byte_array_append (bytes, some, (guint) n);
  if (bytes->len > most)
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                 "'%s' on '%s' is larger than such a file is: name another medium", member, path);
  else if (n < 0)
    set_error (error, path, archive);
  else
    return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  return NULL;
}

static gboolean
set_file_error (GError **error,
                const char *path,
                int reason)
{
  g_set_error (error, GVIR_BUILDER_ERROR,
               reason == ENOSPC || reason == EDQUOT ? GVIR_BUILDER_ERROR_NO_SPACE
               : reason == EACCES || reason == EPERM ? GVIR_BUILDER_ERROR_DENIED
               : reason == ENOENT ? GVIR_BUILDER_ERROR_NOT_FOUND : GVIR_BUILDER_ERROR_FAILED,
               "'%s' cannot be written: %s; make room, or name another place", path, g_strerror (reason));
  return FALSE;
}

static gboolean
write_all (int file,
           const guint8 *bytes,
           gsize length)
{
  while (length > 0)
    {
      gssize n = write (file, bytes, length);

      if (n < 0 && errno != EINTR)
        return FALSE;
      bytes += MAX (n, 0);
      length -= (gsize) MAX (n, 0);
    }
  return TRUE;
}

typedef struct
{
  const char *path;
  const char *destination;
  GCancellable *cancellable;
  void (*report) (gpointer data,
                  guint64 done,
                  guint64 total);
  gpointer data;
} Job;

static gboolean
pour (const Job *job,
      Archive *archive,
      guint64 total,
      int file,
      GError **error)
{
  g_autofree guint8 *some = g_malloc (SOME);
  guint64 done = 0;
  gssize n;

  while ((n = archive_read_data (archive, some, SOME)) > 0)
    {
      if (g_cancellable_set_error_if_cancelled (job->cancellable, error))
        return FALSE;
      if (!write_all (file, some, (gsize) n))
        return set_file_error (error, job->destination, errno);
      done += (guint64) n;
      if (job->report != NULL)
        job->report (job->data, done, total);
    }
  if (n < 0)
    set_error (error, job->path, archive);
  return n == 0;
}

gboolean
builder_iso_extract (const char *path,
                     const char *member,
                     const char *destination,
                     GCancellable *cancellable,
                     void (*report) (gpointer data,
                                     guint64 done,
                                     guint64 total),
                     gpointer data,
                     GError **error)
{
  struct archive_entry *entry;
  g_autoptr (Archive) archive = open_member (path, member, &entry, cancellable, error);
  g_autofree char *part = g_strconcat (destination, ".part", NULL);
  Job job = { path, part, cancellable, report, data };
  gboolean good;
  int file;

  if (archive == NULL)
    return FALSE;
  file = open (part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file < 0)
    return set_file_error (error, part, errno);
  good = pour (&job, archive, (guint64) archive_entry_size (entry), file, error);
  close (file);
  if (good && g_rename (part, destination) != 0)
    good = set_file_error (error, destination, errno);
  if (!good)
    g_unlink (part);
  return good;
}
