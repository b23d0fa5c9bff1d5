/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Archives for initial RAM disks; see Documentation/driver-api/early-userspace/buffer-format.rst of Linux. */

#include "archive/cpio-private.h"

#include <string.h>

#include "archive/pack-private.h"

/* Folders that are there in every initial RAM disk, some of them as symbolic links into /usr: where an archive
 * has a folder in place of such a link, the kernel removes the link, and all behind it is lost. */
static const char *const always_there[] = {
  "bin", "dev", "etc", "lib", "lib32", "lib64", "libx32", "proc", "run", "sbin", "sys", "tmp", "usr", "var",
  "var/run", "usr/bin", "usr/lib", "usr/lib64", "usr/sbin",
};

static gboolean
is_always_there (const char *folder)
{
  for (guint i = 0; i < G_N_ELEMENTS (always_there); i++)
    {
      if (g_str_equal (always_there[i], folder))
        return TRUE;
    }
  return FALSE;
}

/* The kernel makes no folder that the archive does not have before what is in it. */
static gboolean
add_folders (BuilderPack *pack,
             const char *name,
             GHashTable *added,
             GError **error)
{
  for (const char *slash = strchr (name, '/'); slash != NULL; slash = strchr (slash + 1, '/'))
    {
      char *folder = g_strndup (name, (gsize) (slash - name));

      if (is_always_there (folder) || g_hash_table_contains (added, folder))
        {
          g_free (folder);
          continue;
        }
      g_hash_table_add (added, folder);
      if (!builder_pack_add_folder (pack, folder, error))
        return FALSE;
    }
  return TRUE;
}

GBytes *
builder_cpio_write (char **names,
                    GPtrArray *contents,
                    GError **error)
{
  g_autoptr (GHashTable) added = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (BuilderPack) pack = NULL;
  struct archive *archive;

  if (!builder_pack_check_names (names, error))
    return NULL;
  archive = archive_write_new ();
  archive_write_set_format_cpio_newc (archive);
  pack = builder_pack_new (archive, error);
  if (pack == NULL)
    return NULL;
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (!add_folders (pack, names[i], added, error)
          || !builder_pack_add_file (pack, names[i], g_ptr_array_index (contents, i), error))
        return NULL;
    }
  return builder_pack_finish (pack, error);
}

guint
builder_cpio_padding (guint64 length)
{
  return (guint) ((4 - length % 4) % 4);
}
