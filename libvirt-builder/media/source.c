/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "media/source-private.h"

#include "archive/iso-read-private.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <glib/gstdio.h>

/* What files of a medium that say something about it have at most. */
#define MOST_TEXT (4 * 1024 * 1024)
/* Its descriptors: those of ISO 9660 begin after 32 KiB. */
#define START_OF_DISC (64 * 1024)

struct _BuilderSource
{
  char *location;
  char *path; /* NULL: on a server */
  char *shown;
  GVirBuilderMediaKind kind;
  GCancellable *cancellable;
  BuilderFetcher *fetcher;
  char *start;   /* a file with the first bytes of a CD-ROM image on a server */
  char **members; /* of a CD-ROM image, read once */
};

void
builder_source_free (BuilderSource *source)
{
  if (source->start != NULL)
    g_unlink (source->start);
  g_free (source->start);
  g_free (source->location);
  g_free (source->path);
  g_free (source->shown);
  g_strfreev (source->members);
  g_clear_object (&source->cancellable);
  builder_fetcher_free (source->fetcher);
  g_free (source);
}

const char *
builder_source_location (BuilderSource *source)
{
  return source->location;
}

const char *
builder_source_shown (BuilderSource *source)
{
  return source->shown;
}

GVirBuilderMediaKind
builder_source_kind (BuilderSource *source)
{
  return source->kind;
}

const char *
builder_source_disc (BuilderSource *source)
{
  if (source->kind != GVIR_BUILDER_MEDIA_KIND_DISC)
    return NULL;
  return source->path != NULL ? source->path : source->start;
}

gboolean
builder_source_is_remote_disc (BuilderSource *source)
{
  return source->kind == GVIR_BUILDER_MEDIA_KIND_DISC && source->path == NULL;
}

/* The formats that QEMU has for disks, by their first bytes, and a raw disk by its boot sector. */
static const struct
{
  gsize at;
  const char *bytes;
  gsize length;
} disk_marks[] = {
  { 0, "QFI\xfb", 4 },
  { 0, "KDMV", 4 },
  { 0, "QED\0", 4 },
  { 0, "conectix", 8 },
  { 0, "vhdxfile", 8 },
  { 64, "\x7f\x10\xda\xbe", 4 },
  { 510, "\x55\xaa", 2 },
};

static gboolean
is_disk_image (const guint8 *bytes,
               gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (disk_marks); i++)
    {
      if (length >= disk_marks[i].at + disk_marks[i].length
          && memcmp (bytes + disk_marks[i].at, disk_marks[i].bytes, disk_marks[i].length) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
look_at_file (BuilderSource *source,
              GError **error)
{
  g_autoptr (GBytes) start = NULL;
  gboolean is_iso;
  gsize length;

  if (!builder_iso_check (source->path, &is_iso, error))
    return FALSE;
  source->kind = is_iso ? GVIR_BUILDER_MEDIA_KIND_DISC : GVIR_BUILDER_MEDIA_KIND_DISK_IMAGE;
  if (is_iso)
    return TRUE;
  start = builder_fetcher_read_start (source->fetcher, source->path, 512, source->cancellable, error);
  if (start == NULL || is_disk_image (g_bytes_get_data (start, NULL), length = g_bytes_get_size (start)))
    return start != NULL;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
               "'%s' is neither the image of a CD-ROM nor of a disk: name such an image, a folder with the files of an "
               "installer, or the URL of one", source->path);
  return FALSE;
}

static gboolean
look_at_path (BuilderSource *source,
              GError **error)
{
  struct stat facts;

  source->kind = GVIR_BUILDER_MEDIA_KIND_FOLDER;
  if (stat (source->path, &facts) != 0)
    {
      g_set_error (error, GVIR_BUILDER_ERROR, errno == EACCES ? GVIR_BUILDER_ERROR_DENIED : GVIR_BUILDER_ERROR_NOT_FOUND,
                   "there is no medium '%s': %s; give the path of an image or a folder, or a URL", source->path,
                   g_strerror (errno));
      return FALSE;
    }
  if (S_ISDIR (facts.st_mode))
    return TRUE;
  if (S_ISREG (facts.st_mode) || S_ISBLK (facts.st_mode))
    return look_at_file (source, error);
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
               "'%s' is neither a file, a folder nor a block device: name one of them", source->path);
  return FALSE;
}

/* What is on the first 64 KiB of the image is enough to know what it is. */
static gboolean
take_start (BuilderSource *source,
            GError **error)
{
  g_autoptr (GBytes) start = builder_fetcher_read_start (source->fetcher, source->location, START_OF_DISC,
                                                         source->cancellable, error);
  int file = start != NULL ? g_file_open_tmp ("medium-XXXXXX", &source->start, error) : -1;

  if (file < 0)
    return FALSE;
  g_close (file, NULL);
  return g_file_set_contents (source->start, g_bytes_get_data (start, NULL), (gssize) g_bytes_get_size (start), error);
}

static gboolean
look_at_url (BuilderSource *source,
             GError **error)
{
  gsize length = strcspn (source->location, "?#");
  gboolean is_disc = length > 4 && g_ascii_strncasecmp (source->location + length - 4, ".iso", 4) == 0;

  source->kind = is_disc ? GVIR_BUILDER_MEDIA_KIND_DISC : GVIR_BUILDER_MEDIA_KIND_TREE;
  return !is_disc || take_start (source, error);
}

BuilderSource *
builder_source_new (const char *location,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (BuilderSource) source = g_new0 (BuilderSource, 1);

  source->location = g_strdup (location);
  source->path = builder_location_path (location);
  source->shown = builder_location_shown (location);
  source->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  source->fetcher = builder_fetcher_new ();
  if (source->path != NULL ? look_at_path (source, error) : look_at_url (source, error))
    return g_steal_pointer (&source);
  return NULL;
}

/* What is written on some media is known although their file systems are none that can be read, such as UDF. */
static char **
list_members (BuilderSource *source,
              GError **error)
{
  GError *problem = NULL;
  char **members = builder_iso_list (source->path, source->cancellable, &problem);

  if (g_error_matches (problem, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT))
    {
      g_error_free (problem);
      return g_new0 (char *, 1);
    }
  if (problem != NULL)
    g_propagate_error (error, problem);
  return members;
}

static const char *
find_on_disc (BuilderSource *source,
              const char *member,
              GError **error)
{
  if (source->path == NULL)
    return NULL;
  if (source->members == NULL)
    source->members = list_members (source, error);
  for (guint i = 0; source->members != NULL && source->members[i] != NULL; i++)
    {
      if (g_ascii_strcasecmp (source->members[i], member) == 0)
        return source->members[i];
    }
  return NULL;
}

gboolean
builder_source_find (BuilderSource *source,
                     const char *member,
                     gboolean *there,
                     GError **error)
{
  g_autofree char *location = NULL;

  *there = FALSE;
  if (!builder_member_check (member, error))
    return FALSE;
  if (source->kind == GVIR_BUILDER_MEDIA_KIND_DISK_IMAGE)
    return TRUE;
  if (source->kind == GVIR_BUILDER_MEDIA_KIND_DISC)
    {
      *there = find_on_disc (source, member, error) != NULL;
      return source->path == NULL || source->members != NULL;
    }
  location = builder_location_within (source->location, member);
  return builder_fetcher_find (source->fetcher, location, there, source->cancellable, error);
}

static gboolean
take_text (GBytes *bytes,
           GError *problem,
           char **text,
           GError **error)
{
  if (bytes != NULL)
    *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  else if (!g_error_matches (problem, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NOT_FOUND)
           && !g_error_matches (problem, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT))
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  g_clear_error (&problem);
  return TRUE;
}

gboolean
builder_source_read_at (BuilderSource *source,
                        const char *location,
                        char **text,
                        GError **error)
{
  GError *problem = NULL;
  g_autoptr (GBytes) bytes = builder_fetcher_read (source->fetcher, location, MOST_TEXT, source->cancellable, &problem);

  *text = NULL;
  return take_text (bytes, problem, text, error);
}

static gboolean
read_from_disc (BuilderSource *source,
                const char *member,
                char **text,
                GError **error)
{
  gboolean there;
  g_autoptr (GBytes) bytes = NULL;
  GError *problem = NULL;

  if (!builder_source_find (source, member, &there, error) || !there)
    return source->path == NULL || source->members != NULL;
  bytes = builder_iso_read (source->path, member, MOST_TEXT, source->cancellable, &problem);
  return take_text (bytes, problem, text, error);
}

gboolean
builder_source_read (BuilderSource *source,
                     const char *member,
                     char **text,
                     GError **error)
{
  g_autofree char *location = NULL;

  *text = NULL;
  if (source->kind == GVIR_BUILDER_MEDIA_KIND_DISK_IMAGE)
    return TRUE;
  if (source->kind == GVIR_BUILDER_MEDIA_KIND_DISC)
    return read_from_disc (source, member, text, error);
  location = builder_location_within (source->location, member);
  return builder_source_read_at (source, location, text, error);
}

static gboolean
save_from_disc (BuilderSource *source,
                const char *member,
                const char *checksum,
                const char *destination,
                const BuilderFetchWatch *watch,
                GError **error)
{
  if (source->path == NULL)
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
                   "'%s' cannot be read from the CD-ROM image '%s' on its server: download the image, and give its path",
                   member, source->shown);
      return FALSE;
    }
  if (!builder_iso_extract (source->path, member, destination, watch->cancellable, watch->report, watch->data, error))
    return FALSE;
  if (checksum == NULL || builder_checksum_verify (checksum, destination, member, watch->cancellable, error))
    return TRUE;
  g_unlink (destination);
  return FALSE;
}

gboolean
builder_source_save (BuilderSource *source,
                     const char *member,
                     const char *checksum,
                     const char *destination,
                     const BuilderFetchWatch *watch,
                     GError **error)
{
  g_autofree char *location = NULL;

  if (!builder_member_check (member, error))
    return FALSE;
  if (source->kind == GVIR_BUILDER_MEDIA_KIND_DISC)
    return save_from_disc (source, member, checksum, destination, watch, error);
  if (source->kind != GVIR_BUILDER_MEDIA_KIND_DISK_IMAGE)
    {
      location = builder_location_within (source->location, member);
      return builder_fetcher_save (source->fetcher, location, checksum, destination, watch, error);
    }
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
               "'%s' is the image of a disk, of which no single file can be taken: name a CD-ROM, a folder or a URL",
               source->shown);
  return FALSE;
}
