/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The rows of installers that this library writes scripts for itself. What is in the scripts is read back by
 * own-linux-scripts.py and own-windows-scripts.py. */

#include <string.h>

#include "archive/iso-private.h"
#include "libvirt-builder.h"
#include "seeds/installers-private.h"
#include "seeds/script-values-private.h"
#include "seeds/seed-private.h"
#include "seeds/windows-values-private.h"

static void
check_rows (const BuilderInstaller *rows,
            guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_assert_nonnull (rows[i].kind);
      g_assert_nonnull (rows[i].title);
      g_assert_true (g_str_has_prefix (rows[i].source, "https://"));
      g_assert_cmphex (rows[i].needed & ~rows[i].known, ==, 0);
      g_assert_nonnull (rows[i].fits);
      g_assert_nonnull (rows[i].write);
    }
}

static void
test_rows (void)
{
  check_rows (builder_linux_installers, builder_n_linux_installers);
  check_rows (builder_windows_installers, builder_n_windows_installers);
  check_rows (builder_bsd_installers, builder_n_bsd_installers);
}

static GVirDesignerOs *
find_os (const char *name)
{
  g_autoptr (GError) error = NULL;
  GVirDesignerOs *os = gvir_designer_os_find (NULL, name, &error);

  g_assert_no_error (error);
  return os;
}

/* Which row is used for a system, or none. */
static void
test_systems (void)
{
  static const struct
  {
    const char *os;
    const char *kind;
  } systems[] = {
    { "ubuntu19.10", NULL },       { "ubuntu20.04", "autoinstall" }, { "ubuntu24.04", "autoinstall" },
    { "debian12", NULL },          { "opensuse15.4", NULL },         { "opensuse16.0", "agama" },
    { "opensuse42.3", NULL },      { "opensuse13.2", NULL },         { "opensusetumbleweed", "agama" },
    { "sles12sp5", NULL },         { "sle15sp4", NULL },             { "sles16.0", "agama" },
    { "sle16", "agama" },          { "win8.1", NULL },               { "win10", "unattend" },
    { "win11", "unattend" },       { "win2k12r2", NULL },            { "win2k16", "unattend" },
    { "win2k22", "unattend" },     { "win2k25", "unattend" },        { "fedora36", NULL },
    { "http://microsoft.com/win/11", "unattend" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (systems); i++)
    {
      g_autoptr (GVirDesignerOs) os = find_os (systems[i].os);
      const BuilderInstaller *row = builder_installer_find (os, "x86_64");

      g_test_message ("%s", systems[i].os);
      g_assert_cmpstr (row != NULL ? row->kind : NULL, ==, systems[i].kind);
    }
}

static GVirBuilderInstallConfig *
make_config (void)
{
  static const struct
  {
    GVirBuilderInstallField field;
    const char *value;
  } told[] = {
    { GVIR_BUILDER_INSTALL_FIELD_USER_LOGIN, "jo" },
    { GVIR_BUILDER_INSTALL_FIELD_USER_PASSWORD, "secret" },
    { GVIR_BUILDER_INSTALL_FIELD_ADMIN_PASSWORD, "secret" },
    { GVIR_BUILDER_INSTALL_FIELD_PROFILE, "desktop" },
  };
  GVirBuilderInstallConfig *config = gvir_builder_install_config_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
    g_assert_true (gvir_builder_install_config_add (config, told[i].field, told[i].value, NULL));
  return config;
}

/* What is delivered on a CD-ROM can be packed as one. */
static void
test_discs (void)
{
  static const char *const systems[] = { "ubuntu24.04", "opensuse16.0", "sles16.0", "win10", "win11", "win2k22" };

  for (gsize i = 0; i < G_N_ELEMENTS (systems); i++)
    {
      g_autoptr (GVirDesignerOs) os = find_os (systems[i]);
      g_autoptr (GVirBuilderInstallConfig) config = make_config ();
      g_autoptr (GError) error = NULL;
      g_autoptr (GVirBuilderSeed) seed = gvir_builder_seed_new_unattended (os, "x86_64", config, &error);
      g_autoptr (GPtrArray) contents = g_ptr_array_new ();
      g_autoptr (GBytes) disc = NULL;
      g_auto (GStrv) names = NULL;

      g_assert_no_error (error);
      g_assert_cmpint (gvir_builder_seed_get_delivery (seed), ==, GVIR_BUILDER_DELIVERY_CDROM);
      names = gvir_builder_seed_list_files (seed);
      for (char **name = names; *name != NULL; name++)
        g_ptr_array_add (contents, gvir_builder_seed_get_file (seed, *name));
      disc = builder_iso_write (gvir_builder_seed_get_label (seed), names, contents, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (g_bytes_get_size (disc), >, 0);
      g_clear_pointer (&disc, g_bytes_unref);
      disc = builder_iso_write (NULL, names, contents, &error);
      g_assert_no_error (error);
    }
}

/* With nothing told, each fails, with an error and without. */
static void
test_nothing_told (void)
{
  static const char *const systems[] = { "ubuntu24.04", "opensuse16.0", "sles16.0", "win11", "win2k22" };

  for (gsize i = 0; i < G_N_ELEMENTS (systems); i++)
    {
      g_autoptr (GVirDesignerOs) os = find_os (systems[i]);
      g_autoptr (GVirBuilderInstallConfig) config = gvir_builder_install_config_new ();
      g_autoptr (GError) error = NULL;

      g_assert_null (gvir_builder_seed_new_unattended (os, "x86_64", config, &error));
      g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT);
      g_assert_null (gvir_builder_seed_new_unattended (os, "x86_64", config, NULL));
    }
}

/* Nothing of ours gets a script to them, and they say so whatever they are told. */
static void
test_bsd (void)
{
  static const char *const systems[][2] = {
    { "freebsd13.1", "/etc/installerconfig" },
    { "openbsd7.0", "/auto_install.conf" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (systems); i++)
    {
      g_autoptr (GVirDesignerOs) os = find_os (systems[i][0]);
      g_autoptr (GVirBuilderInstallConfig) config = gvir_builder_install_config_new ();
      g_autoptr (GError) error = NULL;

      g_assert_true (gvir_builder_install_config_add (config, GVIR_BUILDER_INSTALL_FIELD_HOST_NAME, "web", NULL));
      g_assert_null (gvir_builder_seed_new_unattended (os, "x86_64", config, &error));
      g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED);
      g_assert_nonnull (strstr (error->message, systems[i][1]));
      g_assert_null (gvir_builder_seed_new_unattended (os, "x86_64", config, NULL));
    }
}

static void
test_locales (void)
{
  static const char *const locales[][3] = {
    /* as it was told, with its character set, as Windows calls it */
    { "de_DE", "de_DE.UTF-8", "de-DE" },
    { "en_GB.UTF-8", "en_GB.UTF-8", "en-GB" },
    { "sr_RS@latin", "sr_RS.UTF-8@latin", "sr-Latn-RS" },
    { "fr_FR.ISO-8859-15@euro", "fr_FR.ISO-8859-15@euro", "fr-FR" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (locales); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *full = builder_locale_with_charset (locales[i][0]);
      g_autofree char *windows = builder_windows_language (locales[i][0], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (full, ==, locales[i][1]);
      g_assert_cmpstr (windows, ==, locales[i][2]);
    }
  g_assert_null (builder_windows_language ("eo", NULL));
  g_assert_cmpstr (builder_windows_ui_language ("de-AT"), ==, "de-DE");
  g_assert_cmpstr (builder_windows_ui_language ("en-AU"), ==, "en-US");
  g_assert_cmpstr (builder_windows_ui_language ("pt-BR"), ==, "pt-BR");
  g_assert_cmpstr (builder_windows_ui_language ("is-IS"), ==, "en-US");
}

static void
test_keyboards (void)
{
  static const char *const keyboards[][3] = {
    { "us", "us", NULL }, { "de(nodeadkeys)", "de", "nodeadkeys" }, { "in (ben)", "in", "ben" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keyboards); i++)
    {
      g_autofree char *layout = NULL;
      g_autofree char *variant = NULL;

      builder_keyboard_split (keyboards[i][0], &layout, &variant);
      g_assert_cmpstr (layout, ==, keyboards[i][1]);
      g_assert_cmpstr (variant, ==, keyboards[i][2]);
    }
  g_assert_cmpstr (builder_windows_keyboard ("gb", NULL), ==, "0809:00000809");
  g_assert_null (builder_windows_keyboard ("none", NULL));
  g_assert_cmpstr (builder_windows_zone ("Europe/Kyiv", NULL), ==, "FLE Standard Time");
  g_assert_null (builder_windows_zone ("Europe", NULL));
}

/* Names and passwords of Windows. */
static void
test_windows_names (void)
{
  g_autofree char *name = builder_windows_computer_name ("a23456789012345.example.com", NULL);
  g_autofree char *password = builder_windows_password ("é", "Password");

  g_assert_cmpstr (name, ==, "a23456789012345");
  g_assert_null (builder_windows_computer_name ("a234567890123456", NULL));
  g_assert_null (builder_windows_computer_name ("12345", NULL));
  g_assert_cmpstr (password, ==, "6QBQAGEAcwBzAHcAbwByAGQA");
  g_assert_true (builder_windows_account_check ("Jörg K", NULL));
  g_assert_false (builder_windows_account_check ("a[b", NULL));
  g_assert_false (builder_windows_account_check ("a.", NULL));
  g_assert_false (builder_windows_account_check ("a23456789012345678901", NULL));
}

/* What JSON lets through and YAML does not. */
static void
test_yaml (void)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const char expected[] = "#x\n[\n  \"é\\u0085\\u2028\\u007f\\u001f\\ufeff\"\n]\n";
  g_autoptr (GBytes) bytes = NULL;

  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, "é\xc2\x85\xe2\x80\xa8\x7f\x1f\xef\xbb\xbf");
  json_builder_end_array (builder);
  bytes = builder_yaml_print (builder, "#x");
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected, strlen (expected));
}

static GVirBuilderSeed *
write_with_key (const char *name,
                const char *package)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirDesignerOs) os = find_os (name);
  g_autoptr (GVirBuilderInstallConfig) config = gvir_builder_install_config_new ();
  GVirBuilderSeed *seed;

  g_assert_true (gvir_builder_install_config_add (config, GVIR_BUILDER_INSTALL_FIELD_USER_LOGIN, "jo", &error));
  g_assert_true (gvir_builder_install_config_add (config, GVIR_BUILDER_INSTALL_FIELD_USER_PASSWORD, "pass word", &error));
  g_assert_true (gvir_builder_install_config_add (config, GVIR_BUILDER_INSTALL_FIELD_HOST_NAME, "tiny", &error));
  g_assert_true (gvir_builder_install_config_add (config, GVIR_BUILDER_INSTALL_FIELD_USER_SSH_KEY,
                                                  "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ1q2w3e4r5t6y7u8i9o0pAsDfGhJkLzXcVbNm1234", &error));
  if (package != NULL)
    g_assert_true (gvir_builder_install_config_add (config, GVIR_BUILDER_INSTALL_FIELD_PACKAGE, package, &error));
  seed = gvir_builder_seed_new_unattended (os, "x86_64", config, &error);
  g_assert_no_error (error);
  return seed;
}

/* How it can be seen that a system is there: its agent is among the packages, or its installer makes a server for keys. */
static void
test_answers (void)
{
  static const struct
  {
    const char *os;
    const char *package;
    gboolean agent;
    gboolean ssh;
  } rows[] = {
    { "debian11", NULL, FALSE, TRUE },
    { "debian11", "qemu-guest-agent", TRUE, TRUE },
    { "fedora36", "vim", FALSE, FALSE },
    { "ubuntu22.04", NULL, FALSE, TRUE },
    { "opensuse15.4", NULL, FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GVirBuilderSeed) seed = write_with_key (rows[i].os, rows[i].package);

      g_assert_cmpint (builder_seed_has_agent (seed), ==, rows[i].agent);
      g_assert_cmpint (builder_seed_has_ssh (seed), ==, rows[i].ssh);
    }
}

/* Keys are of no use without a server, which only some tasks of Debian have. */
static void
test_server_for_keys (void)
{
  g_autoptr (GVirBuilderSeed) seed = write_with_key ("debian11", "vim");
  g_auto (GStrv) names = gvir_builder_seed_list_files (seed);
  GBytes *content = gvir_builder_seed_get_file (seed, names[0]);
  g_autofree char *text = g_strndup (g_bytes_get_data (content, NULL), g_bytes_get_size (content));

  g_assert_nonnull (strstr (text, "pkgsel/include string vim openssh-server"));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/builder/installers/rows-have-a-source-and-know-what-they-need", test_rows);
  g_test_add_func ("/builder/installers/each-system-has-its-row", test_systems);
  g_test_add_func ("/builder/installers/how-systems-answer", test_answers);
  g_test_add_func ("/builder/installers/keys-bring-a-server", test_server_for_keys);
  g_test_add_func ("/builder/installers/seeds-on-discs-can-be-packed", test_discs);
  g_test_add_func ("/builder/installers/nothing-told-is-an-error", test_nothing_told);
  g_test_add_func ("/builder/installers/the-bsds-say-why-nothing-can-tell-them", test_bsd);
  g_test_add_func ("/builder/installers/locales", test_locales);
  g_test_add_func ("/builder/installers/keyboards-and-zones", test_keyboards);
  g_test_add_func ("/builder/installers/windows-names-and-passwords", test_windows_names);
  g_test_add_func ("/builder/installers/yaml-escapes", test_yaml);
  return g_test_run ();
}
