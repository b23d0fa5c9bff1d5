/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What media are found to be: CD-ROM images, folders as installers have them, images of disks. */

#include <glib/gstdio.h>
#include <string.h>

#include "archive/iso-private.h"
#include "libvirt-builder.h"
#include "media/media-private.h"

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("media-XXXXXX", &error);
  g_assert_no_error (error);
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_file_test (path, G_FILE_TEST_IS_DIR) ? g_dir_open (path, 0, NULL) : NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_all (child);
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data G_GNUC_UNUSED)
{
  remove_all (fixture->folder);
  g_free (fixture->folder);
}

static void
write_file (Fixture *fixture,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

/* What is in PARTS: a name, a text, and so on to NULL. */
static char *
write_disc (Fixture *fixture,
            const char *label,
            const char *const *parts)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GPtrArray) contents = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GBytes) image = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) strings = NULL;
  char *path = g_build_filename (fixture->folder, "disc.iso", NULL);

  for (guint i = 0; parts[i] != NULL; i += 2)
    {
      g_strv_builder_add (names, parts[i]);
      g_ptr_array_add (contents, g_bytes_new (parts[i + 1], strlen (parts[i + 1])));
    }
  strings = g_strv_builder_end (names);
  image = builder_iso_write (label, strings, contents, &error);
  g_assert_no_error (error);
  g_file_set_contents (path, g_bytes_get_data (image, NULL), (gssize) g_bytes_get_size (image), &error);
  g_assert_no_error (error);
  return path;
}

static GVirBuilderMedia *
look (const char *location)
{
  g_autoptr (GError) error = NULL;
  GVirBuilderMedia *media = gvir_builder_media_new (location, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (media);
  return media;
}

static void
assert_os (GVirBuilderMedia *media,
           const char *short_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirDesignerOs) os = gvir_builder_media_find_os (media, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (gvir_designer_os_get_short_id (os), ==, short_id);
}

static void
assert_evidence (GVirBuilderMedia *media,
                 const char *words)
{
  g_autoptr (GVirBuilderMediaCandidate) first
    = g_list_model_get_item (gvir_builder_media_get_candidates (media), 0);

  g_assert_nonnull (first);
  g_assert_nonnull (strstr (gvir_builder_media_candidate_get_evidence (first), words));
}

/* Each must fail with NULL for the error, too. */
static void
assert_refused (const char *location,
                GVirBuilderError code,
                const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (gvir_builder_media_new (location, NULL, &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, words));
  g_assert_null (gvir_builder_media_new (location, NULL, NULL));
}

static void
write_netboot (Fixture *fixture,
               const char *folder,
               const char *arch)
{
  g_autofree char *kernel = g_strconcat (folder, "debian-installer/", arch, "/linux", NULL);
  g_autofree char *initrd = g_strconcat (folder, "debian-installer/", arch, "/initrd.gz", NULL);

  write_file (fixture, kernel, "a kernel");
  write_file (fixture, initrd, "an initrd");
}

static void
test_netboot_folder (Fixture *fixture,
                     gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GVirBuilderMedia) media = NULL;

  write_netboot (fixture, "", "amd64");
  write_file (fixture, "version.info", "Debian version:  11 (bullseye)\nInstaller build: 20210731\n");
  media = look (fixture->folder);
  g_assert_cmpint (gvir_builder_media_get_kind (media), ==, GVIR_BUILDER_MEDIA_KIND_FOLDER);
  g_assert_cmpstr (gvir_builder_media_get_location (media), ==, fixture->folder);
  g_assert_cmpstr (gvir_builder_media_get_kernel (media), ==, "debian-installer/amd64/linux");
  g_assert_cmpstr (gvir_builder_media_get_initrd (media), ==, "debian-installer/amd64/initrd.gz");
  g_assert_cmpstr (gvir_builder_media_get_arch (media), ==, "x86_64");
  assert_os (media, "debian11");
  assert_evidence (media, "version.info says Debian 11");
}

#define SUM "6a2a7b0a5c3e8b2b2e3a6dfb55d7a4d8f1e4f1a2e1e2d3c4b5a697887766554f"

static void
test_debian_release (Fixture *fixture,
                     gconstpointer data G_GNUC_UNUSED)
{
  static const char *const within[] = { "", "main/installer-arm64", "main/installer-arm64/current/images" };
  g_autofree char *release = g_build_filename (fixture->folder, "dists", "bullseye", NULL);

  write_file (fixture, "dists/bullseye/Release",
              "Origin: Debian\nSuite: oldstable\nVersion: 11.9\nCodename: bullseye\n");
  write_netboot (fixture, "dists/bullseye/main/installer-arm64/current/images/netboot/", "arm64");
  write_file (fixture, "dists/bullseye/main/installer-arm64/current/images/MANIFEST", "netboot/debian-installer\n");
  write_file (fixture, "dists/bullseye/main/installer-arm64/current/images/SHA256SUMS",
              SUM "  ./netboot/debian-installer/arm64/linux\n");
  for (guint i = 0; i < G_N_ELEMENTS (within); i++)
    {
      g_autofree char *location = g_build_filename (release, within[i], NULL);
      g_autoptr (GVirBuilderMedia) media = look (location);
      const char *kernel = gvir_builder_media_get_kernel (media);

      g_assert_true (g_str_has_suffix (kernel, "netboot/debian-installer/arm64/linux"));
      g_assert_cmpstr (gvir_builder_media_get_checksum (media, kernel), ==, "sha256:" SUM);
      g_assert_null (gvir_builder_media_get_checksum (media, gvir_builder_media_get_initrd (media)));
      g_assert_cmpstr (gvir_builder_media_get_arch (media), ==, "aarch64");
      assert_os (media, "debian11");
      assert_evidence (media, "the Release file says Debian 11.9 (bullseye)");
    }
}

#define TREEINFO "[general]\nfamily = Fedora\nversion = 35\narch = x86_64\nvariant = Server\n" \
  "[images-x86_64]\nkernel = images/pxeboot/vmlinuz\ninitrd = images/pxeboot/initrd.img\n" \
  "[checksums]\nimages/pxeboot/vmlinuz = sha256:" SUM "\nimages/boot.iso = crc:0\n"

static void
test_treeinfo (Fixture *fixture,
               gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GVirBuilderMedia) media = NULL;

  write_file (fixture, ".treeinfo", TREEINFO);
  media = look (fixture->folder);
  g_assert_cmpstr (gvir_builder_media_get_kernel (media), ==, "images/pxeboot/vmlinuz");
  g_assert_cmpstr (gvir_builder_media_get_initrd (media), ==, "images/pxeboot/initrd.img");
  g_assert_cmpstr (gvir_builder_media_get_checksum (media, "images/pxeboot/vmlinuz"), ==, "sha256:" SUM);
  g_assert_null (gvir_builder_media_get_checksum (media, "images/boot.iso"));
  assert_os (media, "fedora35");
}

/* What it names may not lead out of the tree. */
static void
test_treeinfo_that_leads_out (Fixture *fixture,
                              gconstpointer data G_GNUC_UNUSED)
{
  write_file (fixture, ".treeinfo", "[general]\narch = x86_64\n[images-x86_64]\nkernel = ../../etc/shadow\n"
                                    "initrd = images/initrd.img\n");
  assert_refused (fixture->folder, GVIR_BUILDER_ERROR_NOT_FOUND, "nothing to install from");
}

static void
test_known_disc (Fixture *fixture,
                 gconstpointer data G_GNUC_UNUSED)
{
  static const char *const parts[] = {
    ".disk/info", "Debian GNU/Linux 11.0.0 \"Bullseye\" - Official amd64 NETINST\n",
    "install.amd/vmlinuz", "the kernel", "install.amd/initrd.gz", "the initrd", NULL
  };
  g_autofree char *path = write_disc (fixture, "Debian 11.0.0 am", parts);
  g_autofree char *kernel = g_build_filename (fixture->folder, "kernel", NULL);
  g_autoptr (GVirBuilderMedia) media = look (path);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (gvir_builder_media_get_kind (media), ==, GVIR_BUILDER_MEDIA_KIND_DISC);
  g_assert_cmpstr (gvir_builder_media_get_kernel (media), ==, "install.amd/vmlinuz");
  g_assert_cmpstr (gvir_builder_media_get_arch (media), ==, "x86_64");
  assert_os (media, "debian11");
  assert_evidence (media, ".disk/info says 'Debian GNU/Linux 11.0.0");
  g_assert_true (builder_media_fetch (path, "install.amd/vmlinuz", NULL, kernel, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (kernel, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "the kernel");
  g_assert_false (builder_media_fetch (path, "install.amd/nothing", NULL, kernel, NULL, NULL, NULL, &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NOT_FOUND);
  g_assert_false (builder_media_fetch (path, "install.amd/initrd.gz", "sha256:" SUM, kernel, NULL, NULL, NULL, NULL));
  g_assert_false (g_file_test (kernel, G_FILE_TEST_EXISTS));
}

static void
test_unknown_disc (Fixture *fixture,
                   gconstpointer data G_GNUC_UNUSED)
{
  static const char *const parts[] = { "holidays.txt", "sun and sea", NULL };
  g_autofree char *path = write_disc (fixture, "HOLIDAYS", parts);
  g_autoptr (GVirBuilderMedia) media = look (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (gvir_builder_media_get_candidates (media)), ==, 0);
  g_assert_null (gvir_builder_media_get_kernel (media));
  g_assert_null (gvir_builder_media_get_arch (media));
  g_assert_null (gvir_builder_media_find_os (media, &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "say which it is of"));
  g_assert_null (gvir_builder_media_find_os (media, NULL));
}

static void
test_truncated_disc (Fixture *fixture,
                     gconstpointer data G_GNUC_UNUSED)
{
  static const char *const parts[] = { "readme", "nothing", NULL };
  g_autofree char *path = write_disc (fixture, "Debian 11.0.0 am", parts);
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length - 4096, NULL));
  assert_refused (path, GVIR_BUILDER_ERROR_INVALID_INPUT, "download or copy it again");
}

static void
test_what_is_none (Fixture *fixture,
                   gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *text = g_build_filename (fixture->folder, "text", NULL);

  assert_refused (fixture->folder, GVIR_BUILDER_ERROR_NOT_FOUND, "nothing to install from");
  write_file (fixture, "text", "to be or not to be");
  assert_refused (text, GVIR_BUILDER_ERROR_INVALID_INPUT, "neither the image of a CD-ROM nor of a disk");
  assert_refused ("/nowhere/disc.iso", GVIR_BUILDER_ERROR_NOT_FOUND, "there is no medium");
  assert_refused ("/dev/null", GVIR_BUILDER_ERROR_INVALID_INPUT, "name one of them");
  assert_refused ("ftp://localhost/debian", GVIR_BUILDER_ERROR_UNSUPPORTED, "http://");
}

static void
test_disk_image (Fixture *fixture,
                 gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = g_build_filename (fixture->folder, "debian-11-genericcloud-arm64.qcow2", NULL);
  g_autoptr (GVirBuilderMedia) media = NULL;

  write_file (fixture, "debian-11-genericcloud-arm64.qcow2", "QFI\xfb and more");
  media = look (path);
  g_assert_cmpint (gvir_builder_media_get_kind (media), ==, GVIR_BUILDER_MEDIA_KIND_DISK_IMAGE);
  g_assert_cmpstr (gvir_builder_media_get_arch (media), ==, "aarch64");
  assert_os (media, "debian11");
  assert_evidence (media, "the file is called 'debian-11-genericcloud-arm64.qcow2'");
}

static void
test_kernel_that_is_named (Fixture *fixture,
                           gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GVirBuilderMedia) media = NULL;
  g_autoptr (GError) error = NULL;

  write_file (fixture, "odd/bzImage", "a kernel");
  write_file (fixture, "odd/ramdisk", "an initrd");
  media = gvir_builder_media_new_with_kernel (fixture->folder, "odd/bzImage", "odd/ramdisk", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (gvir_builder_media_get_kernel (media), ==, "odd/bzImage");
  g_assert_cmpstr (gvir_builder_media_get_initrd (media), ==, "odd/ramdisk");
  g_assert_null (gvir_builder_media_new_with_kernel (fixture->folder, "odd/other", "odd/ramdisk", NULL, &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NOT_FOUND);
  g_assert_null (gvir_builder_media_new_with_kernel (fixture->folder, "../odd", "odd/ramdisk", NULL, NULL));
}

static void
keep_result (GObject *source G_GNUC_UNUSED,
             GAsyncResult *result,
             gpointer kept)
{
  *(GAsyncResult **) kept = g_object_ref (result);
}

static void
test_async (Fixture *fixture,
            gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GAsyncResult) good = NULL;
  g_autoptr (GAsyncResult) bad = NULL;
  g_autoptr (GVirBuilderMedia) media = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  write_file (fixture, ".treeinfo", TREEINFO);
  gvir_builder_media_open_async (fixture->folder, NULL, keep_result, &good);
  gvir_builder_media_open_async ("/nowhere", NULL, keep_result, &bad);
  while (good == NULL || bad == NULL)
    g_main_context_iteration (NULL, TRUE);
  media = gvir_builder_media_open_finish (good, &error);
  g_assert_no_error (error);
  assert_os (media, "fedora35");
  g_assert_null (gvir_builder_media_open_finish (bad, &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_cancellable_cancel (cancelled);
  g_assert_null (gvir_builder_media_new (fixture->folder, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_listed_tree (Fixture *fixture G_GNUC_UNUSED,
                  gconstpointer data G_GNUC_UNUSED)
{
  static const struct
  {
    const char *os;
    const char *arch;
    const char *words; /* of the URL, or of the error */
    gboolean is_error;
  } cases[] = {
    { "debian11", "x86_64", "bullseye/main/installer-amd64", FALSE },
    { "debian11", "aarch64", "bullseye/main/installer-arm64", FALSE },
    { "debian11", "sparc64", "on sparc64, only on x86_64", TRUE },
    { "win10", "x86_64", "no place on a server", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GVirDesignerOs) os = gvir_designer_os_find (NULL, cases[i].os, &error);
      g_autofree char *url = NULL;

      g_assert_no_error (error);
      url = gvir_builder_find_tree (os, cases[i].arch, &error);
      g_assert_cmpint (url == NULL, ==, cases[i].is_error);
      g_assert_nonnull (strstr (cases[i].is_error ? error->message : url, cases[i].words));
      if (!cases[i].is_error)
        continue;
      g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NOT_FOUND);
      g_assert_null (gvir_builder_find_tree (os, cases[i].arch, NULL));
    }
}

int
main (int argc,
      char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (Fixture *fixture,
                  gconstpointer data);
  } tests[] = {
    { "/builder/media/folder-of-debian's-netboot", test_netboot_folder },
    { "/builder/media/release-of-debian-and-folders-in-it", test_debian_release },
    { "/builder/media/treeinfo", test_treeinfo },
    { "/builder/media/treeinfo-that-leads-out-of-the-tree", test_treeinfo_that_leads_out },
    { "/builder/media/disc-that-the-database-knows", test_known_disc },
    { "/builder/media/disc-of-no-known-system", test_unknown_disc },
    { "/builder/media/disc-that-ends-too-early", test_truncated_disc },
    { "/builder/media/what-is-none-is-refused", test_what_is_none },
    { "/builder/media/disk-image-by-its-name", test_disk_image },
    { "/builder/media/kernel-that-is-named", test_kernel_that_is_named },
    { "/builder/media/in-a-thread", test_async },
    { "/builder/media/tree-that-the-database-lists", test_listed_tree },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
