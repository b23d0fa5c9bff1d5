/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "archive/pack-private.h"

#include <archive_entry.h>
#include <string.h>

#include "base/libvirt-builder-error.h"

struct _BuilderPack
{
  struct archive *archive;
  GByteArray *packed;
};

typedef struct archive_entry Entry;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Entry, archive_entry_free)

static gboolean
fail (BuilderPack *pack,
      const char *what,
      GError **error)
{
  const char *why = archive_error_string (pack->archive);

  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_FAILED, "%s cannot be packed: %s", what,
               why != NULL ? why : "libarchive does not say why");
  return FALSE;
}

static la_ssize_t
take (G_GNUC_UNUSED struct archive *archive,
      void *data,
      const void *bytes,
      size_t length)
{
  BuilderPack *pack = data;

  g_byte_array_append (pack->packed, bytes, (guint) length);
  return (la_ssize_t) length;
}

BuilderPack *
builder_pack_new (struct archive *archive,
                  GError **error)
{
  g_autoptr (BuilderPack) pack = g_new0 (BuilderPack, 1);

  pack->archive = archive;
  pack->packed = g_byte_array_new ();
  /* Nothing is added behind the end that the format itself does not ask for. */
  if (archive_write_set_bytes_per_block (archive, 0) == ARCHIVE_OK
      && archive_write_open (archive, pack, NULL, take, NULL) == ARCHIVE_OK)
    return g_steal_pointer (&pack);
  fail (pack, "nothing", error);
  return NULL;
}

void
builder_pack_free (BuilderPack *pack)
{
  archive_write_free (pack->archive);
  g_byte_array_unref (pack->packed);
  g_free (pack);
}

/* The owner is root, and the time that of no day, so that the same files pack the same. */
static gboolean
add (BuilderPack *pack,
     const char *name,
     unsigned int type,
     int mode,
     GBytes *contents,
     GError **error)
{
  g_autoptr (Entry) entry = archive_entry_new ();
  gsize length = 0;
  const void *data = contents != NULL ? g_bytes_get_data (contents, &length) : NULL;

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, type);
  archive_entry_set_perm (entry, (mode_t) mode);
  archive_entry_set_nlink (entry, 1);
  archive_entry_set_size (entry, (la_int64_t) length);
  archive_entry_set_mtime (entry, 0, 0);
  if (archive_write_header (pack->archive, entry) != ARCHIVE_OK
      || (length > 0 && archive_write_data (pack->archive, data, length) != (la_ssize_t) length))
    return fail (pack, name, error);
  return TRUE;
}

gboolean
builder_pack_add_file (BuilderPack *pack,
                       const char *name,
                       GBytes *contents,
                       GError **error)
{
  /* What is packed may be secret. */
  return add (pack, name, AE_IFREG, 0600, contents, error);
}

gboolean
builder_pack_add_folder (BuilderPack *pack,
                         const char *name,
                         GError **error)
{
  return add (pack, name, AE_IFDIR, 0755, NULL, error);
}

GBytes *
builder_pack_finish (BuilderPack *pack,
                     GError **error)
{
  if (archive_write_close (pack->archive) == ARCHIVE_OK)
    return g_byte_array_free_to_bytes (g_byte_array_ref (pack->packed));
  fail (pack, "the end", error);
  return NULL;
}

/* Within the archive, and with a name for each folder. */
static gboolean
is_name (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "/", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (*parts[i] == '\0' || g_str_equal (parts[i], ".") || g_str_equal (parts[i], ".."))
        return FALSE;
    }
  return parts[0] != NULL;
}

gboolean
builder_pack_check_names (char **names,
                          GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; names[i] != NULL; i++)
    {
      if (!is_name (names[i]))
        {
          g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                       "'%s' is no name of a file in an archive: give one that does not begin or end with '/', and "
                       "in which no part is empty, '.' or '..'", names[i]);
          return FALSE;
        }
      if (!g_hash_table_add (seen, names[i]))
        {
          g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_EXISTS,
                       "two files are called '%s': give each its own name", names[i]);
          return FALSE;
        }
    }
  return TRUE;
}
