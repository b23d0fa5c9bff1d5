/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What images are told at their first boot: which image reads what, and files of one's own. */

#include <string.h>

#include "libvirt-builder.h"
#include "seeds/images-private.h"

#define FIELD(name) GVIR_BUILDER_INSTALL_FIELD_##name

static GVirDesignerOs *
find_os (const char *name)
{
  g_autoptr (GError) error = NULL;
  GVirDesignerOs *os = gvir_designer_os_find (NULL, name, &error);

  g_assert_no_error (error);
  return os;
}

/* One that the OS database does not have. */
static GVirDesignerOs *
make_os (const char *name)
{
  g_autofree char *id = g_strconcat ("http://example.org/", name, NULL);
  g_autoptr (OsinfoOs) os = osinfo_os_new (id);

  osinfo_entity_set_param (OSINFO_ENTITY (os), OSINFO_PRODUCT_PROP_SHORT_ID, name);
  osinfo_entity_set_param (OSINFO_ENTITY (os), OSINFO_OS_PROP_FAMILY, "linux");
  return gvir_designer_os_new (os);
}

static GVirBuilderInstallConfig *
tell (GVirBuilderInstallField field,
      const char *value)
{
  g_autoptr (GError) error = NULL;
  GVirBuilderInstallConfig *config = gvir_builder_install_config_new ();

  gvir_builder_install_config_add (config, field, value, &error);
  g_assert_no_error (error);
  return config;
}

static GBytes *
bytes (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static void
assert_file (GVirBuilderSeed *seed,
             const char *name,
             const char *expected)
{
  GBytes *contents = gvir_builder_seed_get_file (seed, name);
  g_autofree char *text = NULL;

  g_assert_nonnull (contents);
  text = g_strndup (g_bytes_get_data (contents, NULL), g_bytes_get_size (contents));
  g_assert_cmpstr (text, ==, expected);
}

static void
assert_reads (GVirDesignerOs *os,
              const char *id)
{
  const BuilderImage *image = builder_image_find (os);

  g_assert_cmpstr (image != NULL ? image->id : NULL, ==, id);
  g_object_unref (os);
}

/* Each row wins for one system, and none does for those that are no Linux. */
static void
test_rows (void)
{
  assert_reads (find_os ("fedora-coreos-stable"), "image.coreos");
  assert_reads (find_os ("fedora37"), "image.linux");
  assert_reads (make_os ("flatcar"), "image.flatcar");
  assert_reads (find_os ("slem5.1"), "image.micro");
  assert_reads (make_os ("microos"), "image.micro");
  assert_reads (find_os ("sle15"), "image.linux");
  assert_reads (find_os ("debian11"), "image.apt");
  assert_reads (find_os ("ubuntu22.04"), "image.apt");
  assert_reads (find_os ("rhel9.0"), "image.rhel");
  assert_reads (find_os ("alpinelinux3.17"), "image.alpine");
  assert_reads (find_os ("win10"), NULL);
  assert_reads (find_os ("openbsd7.2"), NULL);
}

static void
test_rows_say_why (void)
{
  for (guint i = 0; i < builder_n_images; i++)
    {
      const BuilderImage *image = &builder_images[i];

      g_assert_true (g_str_has_prefix (image->id, "image."));
      g_assert_true (g_str_has_prefix (image->source, "https://"));
      g_assert_cmpint (strlen (image->reason), >, 20);
      g_assert_cmpint (image->known, !=, 0);
    }
}

/* The line of the page for a row. */
static char *
make_line (const BuilderImage *image)
{
  g_autoptr (GString) line = g_string_new (NULL);
  const char *between = "";

  g_string_append_printf (line, "\n| %s | %s | ", image->id, image->title);
  for (guint i = 0; i < BUILDER_N_INSTALL_FIELDS; i++)
    {
      if ((image->known & (BuilderFields) 1 << i) == 0)
        continue;
      g_string_append_printf (line, "%s%s", between, builder_install_field_title ((GVirBuilderInstallField) i));
      between = ", ";
    }
  g_string_append (line, " |\n");
  return g_string_free (g_steal_pointer (&line), FALSE);
}

static void
test_page (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "docs", "builder", "first-boot.md", NULL);
  g_autofree char *page = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &page, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < builder_n_images; i++)
    {
      g_autofree char *line = make_line (&builder_images[i]);

      if (strstr (page, line) == NULL)
        g_error ("%s lacks this line:%s", path, line);
    }
}

static void
test_flatcar (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirDesignerOs) os = make_os ("flatcar");
  g_autoptr (GVirBuilderInstallConfig) config = tell (FIELD (HOST_NAME), "web");
  g_autoptr (GVirBuilderSeed) seed = gvir_builder_seed_new_first_boot (os, "x86_64", config, "id", 0, &error);

  g_assert_no_error (error);
  g_assert_nonnull (gvir_builder_seed_get_file (seed, "opt/org.flatcar-linux/config"));
  g_assert_cmpint (gvir_builder_seed_get_delivery (seed), ==, GVIR_BUILDER_DELIVERY_FIRMWARE);
  g_assert_null (gvir_builder_seed_get_system_serial (seed));
}

static void
test_no_such_device (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirDesignerOs) os = find_os ("fedora-coreos-stable");
  g_autoptr (GVirBuilderInstallConfig) config = tell (FIELD (HOST_NAME), "web");

  g_assert_null (gvir_builder_seed_new_first_boot (os, "s390x", config, "id", 0, &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, "s390x"));
  g_assert_null (gvir_builder_seed_new_first_boot (os, "s390x", config, "id", 0, NULL));
}

static void
test_serial (void)
{
  static const struct
  {
    const char *arch;
    const char *serial;
  } cases[] = {
    { "x86_64", "ds=nocloud" }, { "aarch64", "ds=nocloud" }, { "s390x", NULL }, { "ppc64le", NULL }, { "riscv64", NULL },
  };
  g_autoptr (GVirBuilderInstallConfig) config = tell (FIELD (HOST_NAME), "web");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GVirBuilderSeed) seed = gvir_builder_seed_new_cloud_init (cases[i].arch, config, "id", 0, NULL);

      g_assert_cmpstr (gvir_builder_seed_get_system_serial (seed), ==, cases[i].serial);
    }
}

static void
test_own_files (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) user_data = bytes ("#cloud-config\n{}\n");
  g_autoptr (GBytes) meta_data = bytes ("instance-id: mine\n");
  g_autoptr (GBytes) network = bytes ("version: 2\n");
  g_autoptr (GVirBuilderSeed) seed =
    gvir_builder_seed_new_cloud_init_files ("x86_64", user_data, meta_data, network, NULL, "id", 0, &error);

  g_assert_no_error (error);
  assert_file (seed, "user-data", "#cloud-config\n{}\n");
  assert_file (seed, "meta-data", "instance-id: mine\n");
  assert_file (seed, "network-config", "version: 2\n");
  g_assert_cmpstr (gvir_builder_seed_get_kind (seed), ==, "cloud-init");
  g_assert_cmpstr (gvir_builder_seed_get_label (seed), ==, "cidata");
  g_assert_cmpstr (gvir_builder_seed_get_system_serial (seed), ==, "ds=nocloud");
  g_assert_true (builder_seed_is_secret (seed));
}

/* A file of one's own beside those that are made. */
static void
test_own_network (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) network = bytes ("version: 2\n");
  g_autoptr (GVirBuilderInstallConfig) config = tell (FIELD (TIMEZONE), "Europe/Paris");
  g_autoptr (GVirBuilderSeed) seed =
    gvir_builder_seed_new_cloud_init_files ("x86_64", NULL, NULL, network, config, "id", GVIR_BUILDER_FIRST_BOOT_ONLY_ONCE, &error);

  g_assert_no_error (error);
  assert_file (seed, "network-config", "version: 2\n");
  assert_file (seed, "meta-data", "{\n  \"instance-id\" : \"id\"\n}\n");
  g_assert_nonnull (gvir_builder_seed_get_file (seed, "user-data"));
}

static void
test_host_name_beside_user_data (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) user_data = bytes ("#!/bin/sh\n");
  g_autoptr (GVirBuilderInstallConfig) config = tell (FIELD (HOST_NAME), "web");
  g_autoptr (GVirBuilderSeed) seed =
    gvir_builder_seed_new_cloud_init_files ("x86_64", user_data, NULL, NULL, config, "id", 0, &error);

  g_assert_no_error (error);
  assert_file (seed, "user-data", "#!/bin/sh\n");
  assert_file (seed, "meta-data", "{\n  \"instance-id\" : \"id\",\n  \"local-hostname\" : \"web\"\n}\n");
}

static void
assert_files_refused (const char *user_data,
                      const char *meta_data,
                      GVirBuilderInstallConfig *config,
                      GVirBuilderFirstBootFlags flags,
                      int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) user = bytes (user_data);
  g_autoptr (GBytes) meta = meta_data != NULL ? bytes (meta_data) : NULL;

  g_assert_null (gvir_builder_seed_new_cloud_init_files ("x86_64", user, meta, NULL, config, "id", flags, &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, code);
  g_assert_null (gvir_builder_seed_new_cloud_init_files ("x86_64", user, meta, NULL, config, "id", flags, NULL));
}

static void
test_said_twice (void)
{
  g_autoptr (GVirBuilderInstallConfig) host = tell (FIELD (HOST_NAME), "web");
  g_autoptr (GVirBuilderInstallConfig) timezone = tell (FIELD (TIMEZONE), "Europe/Paris");

  assert_files_refused ("#cloud-config\n", NULL, timezone, 0, GVIR_BUILDER_ERROR_UNSUPPORTED);
  assert_files_refused ("#cloud-config\n", "instance-id: x\n", host, 0, GVIR_BUILDER_ERROR_UNSUPPORTED);
  assert_files_refused ("#cloud-config\n", NULL, NULL, GVIR_BUILDER_FIRST_BOOT_ONLY_ONCE, GVIR_BUILDER_ERROR_UNSUPPORTED);
}

static void
test_user_data_that_are_none (void)
{
  assert_files_refused ("", NULL, NULL, 0, GVIR_BUILDER_ERROR_INVALID_INPUT);
  assert_files_refused ("hostname: web\n", NULL, NULL, 0, GVIR_BUILDER_ERROR_INVALID_INPUT);
  assert_files_refused ("\n#cloud-config\n", NULL, NULL, 0, GVIR_BUILDER_ERROR_INVALID_INPUT);
}

static void
test_instance_ids (void)
{
  const char *const bad[] = { "", "a/b", "a\nb", NULL };
  g_autoptr (GVirBuilderInstallConfig) config = tell (FIELD (HOST_NAME), "web");

  for (guint i = 0; bad[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (gvir_builder_seed_new_cloud_init ("x86_64", config, bad[i], 0, &error));
      g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT);
      g_assert_null (gvir_builder_seed_new_cloud_init ("x86_64", config, bad[i], 0, NULL));
    }
}

static void
test_secrets (void)
{
  g_autoptr (GVirBuilderInstallConfig) host = tell (FIELD (HOST_NAME), "web");
  g_autoptr (GVirBuilderInstallConfig) password = tell (FIELD (ADMIN_PASSWORD), "secret!");
  g_autoptr (GVirBuilderSeed) open = gvir_builder_seed_new_combustion (host, 0, NULL);
  g_autoptr (GVirBuilderSeed) secret = gvir_builder_seed_new_combustion (password, 0, NULL);

  g_assert_false (builder_seed_is_secret (open));
  g_assert_true (builder_seed_is_secret (secret));
}

static void
test_combustion_needs_a_login (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirBuilderInstallConfig) config = tell (FIELD (USER_PASSWORD), "secret!");

  g_assert_null (gvir_builder_seed_new_combustion (config, 0, &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT);
  g_assert_null (strstr (error->message, "secret!"));
  g_assert_null (gvir_builder_seed_new_combustion (config, 0, NULL));
}

static void
test_ignition_expires_nothing (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirBuilderInstallConfig) config = tell (FIELD (ADMIN_PASSWORD), "secret!");
  const GVirBuilderFirstBootFlags flags = GVIR_BUILDER_FIRST_BOOT_EXPIRE_ADMIN_PASSWORD;

  g_assert_null (gvir_builder_seed_new_ignition (config, "opt/com.coreos/config", flags, &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED);
  g_assert_null (gvir_builder_seed_new_ignition (config, "opt/com.coreos/config", flags, NULL));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/builder/first-boot/every-image-reads-its-own", test_rows);
  g_test_add_func ("/builder/first-boot/rows-say-why", test_rows_say_why);
  g_test_add_func ("/builder/first-boot/the-page-has-each-row", test_page);
  g_test_add_func ("/builder/first-boot/flatcar-has-a-key-of-its-own", test_flatcar);
  g_test_add_func ("/builder/first-boot/ignition-needs-its-device", test_no_such_device);
  g_test_add_func ("/builder/first-boot/a-serial-number-where-there-can-be-one", test_serial);
  g_test_add_func ("/builder/first-boot/files-of-ones-own-are-not-changed", test_own_files);
  g_test_add_func ("/builder/first-boot/a-network-of-ones-own-alone", test_own_network);
  g_test_add_func ("/builder/first-boot/a-host-name-beside-user-data", test_host_name_beside_user_data);
  g_test_add_func ("/builder/first-boot/nothing-is-said-twice", test_said_twice);
  g_test_add_func ("/builder/first-boot/user-data-that-nobody-would-read", test_user_data_that_are_none);
  g_test_add_func ("/builder/first-boot/instance-ids", test_instance_ids);
  g_test_add_func ("/builder/first-boot/passwords-make-it-secret", test_secrets);
  g_test_add_func ("/builder/first-boot/combustion-needs-a-login", test_combustion_needs_a_login);
  g_test_add_func ("/builder/first-boot/ignition-expires-nothing", test_ignition_expires_nothing);

  return g_test_run ();
}
