/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the values of fields may be, and what is said of those that are wrong. */

#include <string.h>

#include "libvirt-builder.h"
#include "seeds/field-values-private.h"

#define FIELD(name) GVIR_BUILDER_INSTALL_FIELD_##name
#define ED25519 "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ1q2w3e4r5t6y7u8i9o0pAsDfGhJkLzXcVbNm1234"
#define RSA "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC7"
#define LABEL "abcdefghijklmnopqrstuvwxyz-abcdefghijklmnopqrstuvwxyz-012345678"
#define NO_HOST_NAME \
  "is no host name: each of its parts may have up to 63 letters without accents, digits, and hyphens between them"
#define NO_URL "is no URL: it has a scheme, a host and a path, and no blanks or quotes"
#define NO_KEY "the SSH key of the user is no public SSH key: give the line that is in a file of yours that ends in '.pub'"

typedef struct
{
  GVirBuilderInstallField field;
  const char *value;
} Good;

static const Good good[] = {
  { FIELD (PROFILE), "jeos" },
  { FIELD (PROFILE), "desktop" },
  { FIELD (USER_LOGIN), "joe" },
  { FIELD (USER_LOGIN), "_j.o-e2" },
  { FIELD (USER_NAME), "Jos\303\251 \"the 'x'\" O\\Neil, $y & <z> `w` #1" },
  { FIELD (USER_PASSWORD), "a'b\"c:d\\e%f$g&h<i>j k\303\251\346\227\245" },
  { FIELD (ADMIN_PASSWORD), " blanks at the ends " },
  { FIELD (HOST_NAME), "a" },
  { FIELD (HOST_NAME), "Web-1.example.org" },
  { FIELD (HOST_NAME), LABEL },
  { FIELD (HOST_NAME), "3com" },
  { FIELD (LANGUAGE), "de_DE" },
  { FIELD (LANGUAGE), "en_GB.UTF-8" },
  { FIELD (LANGUAGE), "sr_RS@latin" },
  { FIELD (LANGUAGE), "eo" },
  { FIELD (KEYBOARD), "us" },
  { FIELD (KEYBOARD), "de(nodeadkeys)" },
  { FIELD (KEYBOARD), "ch (fr_nodeadkeys)" },
  { FIELD (TIMEZONE), "Europe/Paris" },
  { FIELD (TIMEZONE), "America/Argentina/Buenos_Aires" },
  { FIELD (TIMEZONE), "Etc/GMT+1" },
  { FIELD (USER_SSH_KEY), ED25519 },
  { FIELD (USER_SSH_KEY), ED25519 " jo's \"$home\"" },
  { FIELD (ADMIN_SSH_KEY), RSA " second key" },
  { FIELD (PACKAGE), "g++" },
  { FIELD (PACKAGE), "@^minimal-environment" },
  { FIELD (PACKAGE), "libc6:amd64" },
  { FIELD (TARGET_DISK), "/dev/vda" },
  { FIELD (TARGET_DISK), "/dev/disk/by-id/virtio-1" },
  { FIELD (TARGET_DISK), "0" },
  { FIELD (TARGET_DISK), "sd0" },
  { FIELD (DISK_LAYOUT), "lvm" },
  { FIELD (PRODUCT_KEY), "ABCDE-12345-fghij-67890-KLMNO" },
  { FIELD (PRODUCT_KEY), "AB-12" },
  { FIELD (REGISTRATION_LOGIN), "me@example.org" },
  { FIELD (REGISTRATION_PASSWORD), "it's" },
  { FIELD (SOURCE_URL), "http://deb.example.org/debian" },
  { FIELD (SOURCE_URL), "ftp://[fe80::1]:2121/a%20b/?c=d" },
  { FIELD (PROXY), "http://10.0.2.2:3142" },
  { FIELD (PROXY), "http://me:secret@proxy.example.org:3128/" },
};

typedef struct
{
  GVirBuilderInstallField field;
  const char *value;
  const char *message;
} Bad;

static const Bad bad[] = {
  { FIELD (PROFILE), "server", "the profile 'server' is neither 'desktop' nor 'jeos'" },
  { FIELD (USER_LOGIN), "root",
    "the login of the user 'root' is the administrator's: give the password of the administrator instead, or another "
    "login" },
  { FIELD (USER_LOGIN), "1joe",
    "the login of the user '1joe' is no login: it begins with a letter, and letters, digits, '.', '_' and '-' follow" },
  { FIELD (USER_LOGIN), "joe;reboot",
    "the login of the user 'joe;reboot' is no login: it begins with a letter, and letters, digits, '.', '_' and '-' "
    "follow" },
  { FIELD (USER_LOGIN), "abcdefghijklmnopqrstuvwxyz-01234567",
    "the login of the user 'abcdefghijklmnopqrstuvwxyz-01234567' is too long: it may have 32 letters" },
  { FIELD (USER_NAME), " a", "the name of the user ' a' has a blank at an end: leave it out" },
  { FIELD (USER_NAME), "a\nb",
    "the name of the user has a control character, as a new line: leave it out" },
  { FIELD (USER_PASSWORD), "", "the password of the user is empty: give one, or leave it out" },
  { FIELD (USER_PASSWORD), "SECRET\n",
    "the password of the user has a control character, as a new line, which cannot be typed: give one line of text" },
  { FIELD (USER_PASSWORD), "SECRET\302\205",
    "the password of the user has a control character, as a new line, which cannot be typed: give one line of text" },
  { FIELD (ADMIN_PASSWORD), "SECRET\377", "the password of the administrator is no text in UTF-8" },
  { FIELD (HOST_NAME), "a_b", "the host name 'a_b' " NO_HOST_NAME },
  { FIELD (HOST_NAME), "-a", "the host name '-a' " NO_HOST_NAME },
  { FIELD (HOST_NAME), "a..b", "the host name 'a..b' " NO_HOST_NAME },
  { FIELD (HOST_NAME), "a.b.", "the host name 'a.b.' " NO_HOST_NAME },
  { FIELD (HOST_NAME), "b\303\274ro", "the host name 'b\303\274ro' " NO_HOST_NAME },
  { FIELD (HOST_NAME), LABEL "9", "the host name '" LABEL "9' " NO_HOST_NAME },
  { FIELD (HOST_NAME), "10.0.2.2", "the host name '10.0.2.2' is an address: give a name" },
  { FIELD (HOST_NAME), LABEL "." LABEL "." LABEL "." LABEL,
    "the host name '" LABEL "." LABEL "." LABEL "." LABEL "' is too long: it may have 253 letters" },
  { FIELD (LANGUAGE), "English",
    "the language 'English' is no locale: give one as 'en_GB.UTF-8' or 'de_DE'" },
  { FIELD (LANGUAGE), "de-DE", "the language 'de-DE' is no locale: give one as 'en_GB.UTF-8' or 'de_DE'" },
  { FIELD (LANGUAGE), "de_DE\n", "the language is no locale: give one as 'en_GB.UTF-8' or 'de_DE'" },
  { FIELD (KEYBOARD), "German", "the keyboard layout 'German' is no keyboard layout: give one of XKB, as 'us' or "
                                "'de(nodeadkeys)'" },
  { FIELD (KEYBOARD), "de(", "the keyboard layout 'de(' is no keyboard layout: give one of XKB, as 'us' or "
                             "'de(nodeadkeys)'" },
  { FIELD (TIMEZONE), "../etc/passwd", "the time zone '../etc/passwd' is no time zone: give one of the tz database, as "
                                       "'Europe/Paris' or 'Etc/UTC'" },
  { FIELD (USER_SSH_KEY), "-----BEGIN OPENSSH PRIVATE KEY-----",
    "the SSH key of the user is a private key, which nobody else may have: give the public one, from the file that ends "
    "in '.pub'" },
  { FIELD (USER_SSH_KEY), ED25519 "\n" ED25519,
    "the SSH key of the user has a control character, as a new line: give one key, which is one line" },
  { FIELD (USER_SSH_KEY), "SECRET", NO_KEY },
  { FIELD (USER_SSH_KEY), "ssh-ed25519", NO_KEY },
  { FIELD (USER_SSH_KEY), "ssh-ed25519 SECRET!", NO_KEY },
  { FIELD (USER_SSH_KEY), "ssh-ed25519 AAAAB3NzaC1yc2EAAAADAQABAAABAQC7", NO_KEY },
  { FIELD (USER_SSH_KEY), "command=\"x\" " ED25519, NO_KEY },
  { FIELD (ADMIN_SSH_KEY), RSA " a\\b", "the SSH key of root has a backslash in its comment: leave that out" },
  { FIELD (PACKAGE), "-bash",
    "the package '-bash' is no name of a package: it begins with a letter or a digit, and has no blanks" },
  { FIELD (PACKAGE), "a b",
    "the package 'a b' is no name of a package: it begins with a letter or a digit, and has no blanks" },
  { FIELD (TARGET_DISK), "vda",
    "the disk to install on 'vda' is no disk: give it as the guest calls it, as '/dev/vda', or for Windows its number" },
  { FIELD (TARGET_DISK), "/dev/../etc",
    "the disk to install on '/dev/../etc' is no disk: give it as the guest calls it, as '/dev/vda', or for Windows its "
    "number" },
  { FIELD (DISK_LAYOUT), "zfs", "the disk layout 'zfs' is neither 'plain', 'lvm' nor 'btrfs'" },
  { FIELD (PRODUCT_KEY), "SECRET 12345",
    "the product key is no product key: it has groups of letters and digits, with hyphens between them" },
  { FIELD (REGISTRATION_LOGIN), "a\tb",
    "the account to register with has a control character, as a new line: leave it out" },
  { FIELD (REGISTRATION_PASSWORD), "SECRET\n",
    "the password to register with has a control character, as a new line, which cannot be typed: give one line of "
    "text" },
  { FIELD (SOURCE_URL), "/srv/debian", "the source of packages " NO_URL },
  { FIELD (SOURCE_URL), "http://a/b c", "the source of packages " NO_URL },
  { FIELD (SOURCE_URL), "http://a/$(reboot)", "the source of packages " NO_URL },
  { FIELD (SOURCE_URL), "file:///srv", "the source of packages has no host in it: give it whole" },
  { FIELD (SOURCE_URL), "nfs://a/b", "the source of packages is of a scheme that installers do not know" },
  { FIELD (PROXY), "ftp://a/", "the proxy is of a scheme that installers do not know" },
  { FIELD (PROXY), "http://me:SECRET a:3128/", "the proxy " NO_URL },
  { FIELD (SOURCE_URL), "http://me:SECRET@a/",
    "the source of packages has a user in it, and what is before the '@' can be read by everybody: leave that out" },
};

static void
test_good (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (builder_field_value_check (good[i].field, good[i].value, &error));
      g_assert_no_error (error);
    }
}

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (builder_field_value_check (bad[i].field, bad[i].value, &error));
      g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT);
      g_assert_cmpstr (error->message, ==, bad[i].message);
      g_assert_null (strstr (error->message, "SECRET"));
      g_assert_false (builder_field_value_check (bad[i].field, bad[i].value, NULL));
    }
}

/* What exists can be told only where the machine has the lists. */
static void
test_unknown_locale (void)
{
  g_autoptr (GError) error = NULL;

  if (!g_file_test (BUILDER_LOCALES_FILE, G_FILE_TEST_EXISTS))
    {
      g_assert_true (builder_field_value_check (FIELD (LANGUAGE), "xx_YY", NULL));
      return;
    }
  g_assert_false (builder_field_value_check (FIELD (LANGUAGE), "xx_YY", &error));
  g_assert_cmpstr (error->message, ==,
                   "the language 'xx_YY' is a locale that does not exist: " BUILDER_LOCALES_FILE " lists all");
  g_assert_false (builder_field_value_check (FIELD (LANGUAGE), "de_DE@latin", NULL));
}

static void
test_unknown_time_zone (void)
{
  g_autoptr (GError) error = NULL;

  if (!g_file_test (BUILDER_ZONES_FOLDER, G_FILE_TEST_IS_DIR))
    {
      g_assert_true (builder_field_value_check (FIELD (TIMEZONE), "Europe/Atlantis", NULL));
      return;
    }
  g_assert_false (builder_field_value_check (FIELD (TIMEZONE), "Europe/Atlantis", &error));
  g_assert_cmpstr (error->message, ==,
                   "the time zone 'Europe/Atlantis' is a time zone that does not exist: " BUILDER_ZONES_FOLDER
                   " has them all");
  /* A folder of them is none. */
  g_assert_false (builder_field_value_check (FIELD (TIMEZONE), "Europe", NULL));
}

static void
test_every_field (void)
{
  gboolean is_good[BUILDER_N_INSTALL_FIELDS] = { FALSE };
  gboolean is_bad[BUILDER_N_INSTALL_FIELDS] = { FALSE };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    is_good[good[i].field] = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    is_bad[bad[i].field] = TRUE;
  for (guint i = 0; i < BUILDER_N_INSTALL_FIELDS; i++)
    g_assert_true (is_good[i] && is_bad[i]);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/builder/field-values/right-ones-are-taken", test_good);
  g_test_add_func ("/builder/field-values/wrong-ones-are-refused-and-no-secret-repeated", test_bad);
  g_test_add_func ("/builder/field-values/locales-that-do-not-exist", test_unknown_locale);
  g_test_add_func ("/builder/field-values/time-zones-that-do-not-exist", test_unknown_time_zone);
  g_test_add_func ("/builder/field-values/every-field-is-tried", test_every_field);
  return g_test_run ();
}
