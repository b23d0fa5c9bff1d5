/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "base/libvirt-designer-error.h"
#include "host/libvirt-designer-host.h"

#include <glib/gstdio.h>
#include <string.h>

/* A directory that goes away with all that was written into it. */
typedef struct
{
  char *path;
} Folder;

static void
folder_init (Folder *folder)
{
  folder->path = g_dir_make_tmp ("designer-XXXXXX", NULL);
  g_assert_nonnull (folder->path);
}

static void
folder_clear (Folder *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder->path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder->path, name, NULL);

      g_assert_cmpint (g_remove (file), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder->path), ==, 0);
  g_clear_pointer (&folder->path, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Folder, folder_clear)

static void
write_file (const Folder *folder,
            const char *name,
            const char *text)
{
  g_autofree char *file = g_build_filename (folder->path, name, NULL);

  g_assert_true (g_file_set_contents (file, text, -1, NULL));
}

static void
assert_directory_refused (const char *directory,
                          const char *before,
                          const char *after)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *message = g_strconcat (before, directory, after, NULL);

  g_assert_null (gvir_designer_host_new_from_directory (directory, &error));
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_INPUT);
  g_assert_cmpstr (error->message, ==, message);
  g_assert_null (gvir_designer_host_new_from_directory (directory, NULL));
}

static void
assert_texts_refused (const char *capabilities,
                      const char *domcaps,
                      const char *expected)
{
  const char *const list[] = { domcaps, NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (gvir_designer_host_new (capabilities, list, NULL, &error));
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_INPUT);
  g_assert_cmpstr (error->message, ==, expected);
  g_assert_null (gvir_designer_host_new (capabilities, list, NULL, NULL));
}

static void
test_nothing_given (void)
{
  g_autoptr (GError) error = NULL;

  assert_texts_refused (NULL, NULL,
                        "No description of the host was given; "
                        "give capabilities, domain capabilities, or both");
  g_assert_null (gvir_designer_host_new_from_files (NULL, NULL, &error));
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_INPUT);
  g_assert_null (gvir_designer_host_new_from_files (NULL, NULL, NULL));
}

static void
test_swapped_texts (void)
{
  assert_texts_refused ("<domainCapabilities/>", NULL,
                        "The capabilities XML holds a <domainCapabilities> document, not "
                        "<capabilities>; save one with 'virsh capabilities'");
  assert_texts_refused (NULL, "<capabilities/>",
                        "The domain capabilities XML no. 1 holds a <capabilities> document, not "
                        "<domainCapabilities>; save one with 'virsh domcapabilities'");
}

static void
test_texts_that_name_no_architecture (void)
{
  assert_texts_refused ("<capabilities/>", NULL,
                        "The capabilities from the XML that was given lack <host><cpu><arch>; "
                        "save them with 'virsh capabilities', or add domain capabilities");
  assert_texts_refused (NULL, "<domainCapabilities><domain>kvm</domain></domainCapabilities>",
                        "The domain capabilities XML no. 1 lacks <arch>, so one cannot say what "
                        "it describes; save one with 'virsh domcapabilities'");
  assert_texts_refused (NULL, "<domainCapabilities><arch>x</arch></domainCapabilities>",
                        "The domain capabilities XML no. 1 lacks <domain>, so one cannot say what "
                        "it describes; save one with 'virsh domcapabilities'");
}

static void
test_missing_files (void)
{
  static const char *const files[] = { "/nonexistent/d.xml", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (gvir_designer_host_new_from_files (NULL, files, &error));
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_INPUT);
  g_assert_cmpstr (error->message, ==,
                   "'/nonexistent/d.xml' cannot be read: No such file or directory; "
                   "save one with 'virsh domcapabilities'");
  g_assert_null (gvir_designer_host_new_from_files ("/nonexistent/c.xml", NULL, NULL));
}

static void
test_missing_directory (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (gvir_designer_host_new_from_directory ("/nonexistent/host", &error));
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_INPUT);
  g_assert_nonnull (strstr (error->message, "/nonexistent/host"));
  g_assert_null (strchr (error->message, '\n'));
}

static void
test_file_for_a_directory (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (gvir_designer_host_new_from_directory ("/dev/null", &error));
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_INPUT);
  g_assert_nonnull (strstr (error->message, "/dev/null"));
}

static void
test_directory_with_nothing_in_it (void)
{
  g_auto (Folder) folder = { NULL };

  folder_init (&folder);
  write_file (&folder, "uri", "qemu:///system\n");
  assert_directory_refused (folder.path,
                            "The directory '", "' has neither capabilities.xml nor "
                            "domcapabilities*.xml; give one that 'virt-designer host save' made");
}

static void
test_directory_with_a_bad_file (void)
{
  g_auto (Folder) folder = { NULL };

  folder_init (&folder);
  write_file (&folder, "domcapabilities.xml", "");
  assert_directory_refused (folder.path, "'", "/domcapabilities.xml' is empty; "
                                              "save one with 'virsh domcapabilities'");
}

static void
test_directory_with_a_bad_uri (void)
{
  static const char *const bad[] = { "", "\n", "two\nlines:", "\xff:", "plain words" };
  g_auto (Folder) folder = { NULL };

  folder_init (&folder);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      write_file (&folder, "uri", bad[i]);
      assert_directory_refused (folder.path,
                                "'", "/uri' holds no connection URI; write one line such as "
                                     "'qemu:///system' there, or remove it");
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/host/errors/nothing-given", test_nothing_given);
  g_test_add_func ("/host/errors/swapped-texts", test_swapped_texts);
  g_test_add_func ("/host/errors/texts-that-name-no-architecture", test_texts_that_name_no_architecture);
  g_test_add_func ("/host/errors/missing-files", test_missing_files);
  g_test_add_func ("/host/errors/missing-directory", test_missing_directory);
  g_test_add_func ("/host/errors/file-for-a-directory", test_file_for_a_directory);
  g_test_add_func ("/host/errors/directory-with-nothing-in-it", test_directory_with_nothing_in_it);
  g_test_add_func ("/host/errors/directory-with-a-bad-file", test_directory_with_a_bad_file);
  g_test_add_func ("/host/errors/directory-with-a-bad-uri", test_directory_with_a_bad_uri);
  return g_test_run ();
}
