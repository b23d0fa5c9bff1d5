/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Archives, read back by the programs that others read them with. */

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include <libvirt-builder/libvirt-builder.h>

#include "archive/cpio-private.h"
#include "archive/iso-private.h"

typedef struct
{
  char *folder;
  GPtrArray *contents;
} Archived;

static void
set_up (Archived *archived,
        G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  archived->folder = g_dir_make_tmp ("archive-XXXXXX", &error);
  g_assert_no_error (error);
  archived->contents = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
}

static void
tear_down (Archived *archived,
           G_GNUC_UNUSED gconstpointer data)
{
  const char *arguments[] = { "rm", "-r", archived->folder, NULL };

  g_assert_true (g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL));
  g_ptr_array_unref (archived->contents);
  g_free (archived->folder);
}

static void
add (Archived *archived,
     const char *text)
{
  g_ptr_array_add (archived->contents, g_bytes_new (text, strlen (text)));
}

/* What a command line of the shell says in the folder. */
static char *
say (Archived *archived,
     const char *command)
{
  g_autoptr (GError) error = NULL;
  const char *arguments[] = { "sh", "-c", command, NULL };
  char *said = NULL;
  int status;

  g_spawn_sync (archived->folder, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &said, NULL, &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
  return said;
}

static void
assert_says (Archived *archived,
             const char *command,
             const char *expected)
{
  g_autofree char *said = say (archived, command);

  g_assert_cmpstr (said, ==, expected);
}

static void
save (Archived *archived,
      const char *name,
      GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (archived->folder, name, NULL);

  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
}

static void
test_iso (Archived *archived,
          G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const char *names[] = { "user-data", "meta-data", "openstack/latest/A long Name.with.dots and $igns", "empty", NULL };
  g_autoptr (GBytes) iso = NULL;

  add (archived, "#cloud-config\n");
  add (archived, "{}");
  add (archived, "deep\n");
  add (archived, "");
  iso = builder_iso_write ("cidata", (char **) names, archived->contents, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_bytes_get_size (iso) % 2048, ==, 0);
  save (archived, "seed.iso", iso);

  assert_says (archived, "blkid -o value -s LABEL seed.iso", "cidata\n");
  assert_says (archived, "blkid -o value -s TYPE seed.iso", "iso9660\n");
  assert_says (archived, "isoinfo -R -i seed.iso -x /user-data", "#cloud-config\n");
  assert_says (archived, "isoinfo -J -i seed.iso -x /meta-data", "{}");
  assert_says (archived, "isoinfo -R -f -i seed.iso | LC_ALL=C sort",
               "/empty\n/meta-data\n/openstack\n/openstack/latest\n/openstack/latest/A long Name.with.dots and $igns\n"
               "/user-data\n");
  assert_says (archived, "isoinfo -J -f -i seed.iso | grep -c 'A long Name.with.dots and \\$igns'", "1\n");
}

static void
test_big_iso (Archived *archived,
              G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const char *names[] = { "big", NULL };
  g_autofree char *big = g_strnfill (5 * 1024 * 1024 + 1, 'x');
  g_autoptr (GBytes) iso = NULL;

  add (archived, big);
  iso = builder_iso_write ("B", (char **) names, archived->contents, &error);
  g_assert_no_error (error);
  save (archived, "seed.iso", iso);
  assert_says (archived, "isoinfo -R -i seed.iso -x /big | tr -d x | wc -c; isoinfo -R -i seed.iso -x /big | wc -c",
               "0\n5242881\n");
}

static void
test_cpio (Archived *archived,
           G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const char *names[] = { "preseed.cfg", "a/b/c", "a/b/d e", "lib/modules/x", NULL };
  g_autoptr (GBytes) cpio = NULL;
  g_autoptr (GBytes) again = NULL;

  add (archived, "d-i\n");
  add (archived, "odd");
  add (archived, "");
  add (archived, "module");
  cpio = builder_cpio_write ((char **) names, archived->contents, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_bytes_get_size (cpio) % 4, ==, 0);
  save (archived, "seed.cpio", cpio);

  /* Folders come before what is in them, and none that may be a link in the initial RAM disk. */
  assert_says (archived, "cpio -it --quiet < seed.cpio",
               "preseed.cfg\na\na/b\na/b/c\na/b/d e\nlib/modules\nlib/modules/x\n");
  assert_says (archived, "mkdir -p out usr/lib && ln -s ../usr/lib out/lib && cd out && cpio -i --quiet < ../seed.cpio && "
               "cat preseed.cfg a/b/c lib/modules/x && stat -c %a preseed.cfg a && readlink lib",
               "d-i\noddmodule600\n755\n../usr/lib\n");
  assert_says (archived, "mkdir other && cd other && mkdir lib && busybox cpio -i < ../seed.cpio 2>/dev/null && cat a/b/c", "odd");

  again = builder_cpio_write ((char **) names, archived->contents, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (cpio, again));
}

static void
test_padding (void)
{
  g_assert_cmpint (builder_cpio_padding (0), ==, 0);
  g_assert_cmpint (builder_cpio_padding (1), ==, 3);
  g_assert_cmpint (builder_cpio_padding (G_GUINT64_CONSTANT (0x100000002)), ==, 2);
  g_assert_cmpint (builder_cpio_padding (8), ==, 0);
}

static void
test_bad_names (Archived *archived,
                G_GNUC_UNUSED gconstpointer data)
{
  const char *const bad[] = { "", "/etc/passwd", "../up", "a//b", "a/", "a/./b", "a/..", NULL };

  add (archived, "x");
  for (guint i = 0; bad[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      const char *names[] = { bad[i], NULL };

      g_assert_null (builder_cpio_write ((char **) names, archived->contents, &error));
      g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT);
      g_assert_null (builder_iso_write ("x", (char **) names, archived->contents, NULL));
    }
}

static void
test_same_name (Archived *archived,
                G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const char *names[] = { "a", "a", NULL };

  add (archived, "x");
  add (archived, "y");
  g_assert_null (builder_iso_write ("x", (char **) names, archived->contents, &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_EXISTS);
  g_assert_nonnull (strstr (error->message, "'a'"));
  g_assert_null (builder_cpio_write ((char **) names, archived->contents, NULL));
}

static void
test_bad_label (Archived *archived,
                G_GNUC_UNUSED gconstpointer data)
{
  const char *const bad[] = { "", "12345678901234567", "größe", NULL };
  const char *names[] = { "a", NULL };

  add (archived, "x");
  for (guint i = 0; bad[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (builder_iso_write (bad[i], (char **) names, archived->contents, &error));
      g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT);
    }
}

#define ADD(path, function) g_test_add (path, Archived, NULL, set_up, function, tear_down)

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/builder/archive/iso/is-read-by-others", test_iso);
  ADD ("/builder/archive/iso/holds-big-files", test_big_iso);
  ADD ("/builder/archive/iso/has-a-label-that-all-can-read", test_bad_label);
  ADD ("/builder/archive/cpio/is-unpacked-by-others", test_cpio);
  ADD ("/builder/archive/bad-names-are-refused", test_bad_names);
  ADD ("/builder/archive/a-name-is-there-once", test_same_name);
  g_test_add_func ("/builder/archive/cpio/is-aligned", test_padding);

  return g_test_run ();
}
