/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Seeds that are made of libosinfo's scripts: what is told, what cannot be, and what must be. */

#include <string.h>

#include "libvirt-builder.h"
#include "seeds/seed-private.h"

#define FIELD(name) GVIR_BUILDER_INSTALL_FIELD_##name

typedef struct
{
  GVirBuilderInstallField field;
  const char *value;
} Told;

static GVirBuilderSeed *
make (const char *os_name,
      const Told *told,
      guint n,
      GError **error)
{
  g_autoptr (GVirBuilderInstallConfig) config = gvir_builder_install_config_new ();
  g_autoptr (GError) problem = NULL;
  g_autoptr (GVirDesignerOs) os = gvir_designer_os_find (NULL, os_name, &problem);

  g_assert_no_error (problem);
  for (guint i = 0; i < n; i++)
    {
      gvir_builder_install_config_add (config, told[i].field, told[i].value, &problem);
      g_assert_no_error (problem);
    }
  return gvir_builder_seed_new_unattended (os, "x86_64", config, error);
}

static char *
file_of (GVirBuilderSeed *seed,
         const char *name)
{
  GBytes *contents = gvir_builder_seed_get_file (seed, name);

  g_assert_nonnull (contents);
  return g_strndup (g_bytes_get_data (contents, NULL), g_bytes_get_size (contents));
}

/* Whether TEXT has LINE, whole. */
static gboolean
has_line (const char *text,
          const char *line)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  return g_strv_contains ((const char *const *) lines, line);
}

static void
test_preseed (void)
{
  static const Told told[] = {
    { FIELD (USER_LOGIN), "joe" },
    { FIELD (USER_NAME), "J\303\266 \"x\" & <b>" },
    { FIELD (USER_PASSWORD), "pass'word" },
    { FIELD (HOST_NAME), "web.example.org" },
    { FIELD (LANGUAGE), "de_DE.UTF-8" },
    { FIELD (KEYBOARD), "de(nodeadkeys)" },
    { FIELD (PACKAGE), "vim" },
    { FIELD (PACKAGE), "htop" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirBuilderSeed) seed = make ("debian11", told, G_N_ELEMENTS (told), &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (gvir_builder_seed_get_kind (seed), ==, "preseed");
  g_assert_cmpint (gvir_builder_seed_get_delivery (seed), ==, GVIR_BUILDER_DELIVERY_INITRD);
  g_assert_cmpstr (gvir_builder_seed_get_kernel_arguments (seed), ==,
                   "keyboard-configuration/xkb-keymap=de(nodeadkeys) debconf/priority=critical");
  g_assert_true (builder_seed_is_secret (seed));
  text = file_of (seed, "preseed.cfg");
  g_assert_true (has_line (text, "d-i passwd/user-fullname string J\303\266 \"x\" & <b>"));
  g_assert_true (has_line (text, "d-i passwd/username string joe"));
  g_assert_true (has_line (text, "d-i passwd/root-login boolean false"));
  g_assert_true (has_line (text, "d-i netcfg/get_hostname string web"));
  g_assert_true (has_line (text, "d-i netcfg/get_domain string example.org"));
  g_assert_true (has_line (text, "d-i debian-installer/locale string de_DE"));
  g_assert_true (has_line (text, "d-i time/zone select Etc/UTC"));
  g_assert_true (has_line (text, "d-i pkgsel/include string vim htop"));
  g_assert_nonnull (strstr (text, "\nd-i passwd/user-password-crypted password $6$"));
  g_assert_null (strstr (text, "pass'word"));
  g_assert_null (strchr (text, '^'));
}

static void
assert_refused (const char *os_name,
                const Told *told,
                guint n,
                gint code,
                const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirBuilderSeed) seed = make (os_name, told, n, &error);

  g_assert_null (seed);
  g_assert_error (error, GVIR_BUILDER_ERROR, code);
  g_assert_cmpstr (error->message, ==, message);
  g_assert_null (make (os_name, told, n, NULL));
}

#define ASSERT_REFUSED(os_name, told, code, message) \
  assert_refused (os_name, told, G_N_ELEMENTS (told), GVIR_BUILDER_ERROR_##code, message)

static void
test_missing (void)
{
  static const Told user[] = { { FIELD (USER_LOGIN), "joe" } };
  static const Told password[] = { { FIELD (USER_PASSWORD), "x" } };

  assert_refused ("debian11", NULL, 0, GVIR_BUILDER_ERROR_INVALID_INPUT,
                  "the preseed of Debian 11 must be told the password of the administrator: give one");
  ASSERT_REFUSED ("debian11", user, INVALID_INPUT,
                  "the preseed of Debian 11 must be told the password of the user: give one");
  ASSERT_REFUSED ("debian11", password, INVALID_INPUT,
                  "the preseed of Debian 11 must be told the login of the user: give one");
}

static void
test_cannot_be_told (void)
{
  static const Told account[] = { { FIELD (ADMIN_PASSWORD), "x" }, { FIELD (REGISTRATION_LOGIN), "me" } };
  static const Told encoding[] = { { FIELD (ADMIN_PASSWORD), "x" }, { FIELD (LANGUAGE), "de_DE.ISO-8859-1" } };
  static const Told profile[] = { { FIELD (ADMIN_PASSWORD), "x" }, { FIELD (PROFILE), "desktop" } };

  ASSERT_REFUSED ("debian11", account, UNSUPPORTED,
                  "the preseed of Debian 11 cannot be told the account to register with: leave it out, and set it "
                  "once the guest runs");
  ASSERT_REFUSED ("debian11", encoding, UNSUPPORTED,
                  "the preseed of Debian 11 cannot be told the encoding of the language 'de_DE.ISO-8859-1': give one "
                  "of UTF-8");
  ASSERT_REFUSED ("debian6", profile, UNSUPPORTED,
                  "there is no unattended installation of Debian 6.0 as 'desktop': choose another profile, or "
                  "leave it out");
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/builder/seeds/preseed/says-what-was-told", test_preseed);
  g_test_add_func ("/builder/seeds/what-is-missing-is-named", test_missing);
  g_test_add_func ("/builder/seeds/what-cannot-be-told-is-named", test_cannot_be_told);
  return g_test_run ();
}
