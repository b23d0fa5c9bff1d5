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

/* Loaded once, which takes a third of a second. */
static OsinfoDb *
database (void)
{
  static OsinfoDb *db;

  if (db == NULL)
    db = gvir_designer_os_database_load (NULL);
  g_assert_nonnull (db);
  return db;
}

static GVirBuilderSeed *
make (const char *os_name,
      const Told *told,
      guint n,
      GError **error)
{
  g_autoptr (GVirBuilderInstallConfig) config = gvir_builder_install_config_new ();
  g_autoptr (GError) problem = NULL;
  g_autoptr (GVirDesignerOs) os = gvir_designer_os_find (database (), os_name, &problem);

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
test_kickstart (void)
{
  static const Told told[] = {
    { FIELD (USER_LOGIN), "joe" },
    { FIELD (USER_NAME), "J\303\266 'x' & <b>" },
    { FIELD (USER_PASSWORD), "pass'word" },
    { FIELD (KEYBOARD), "de(nodeadkeys)" },
    { FIELD (PACKAGE), "vim" },
    { FIELD (DISK_LAYOUT), "btrfs" },
    { FIELD (SOURCE_URL), "http://example.org/9/" },
    { FIELD (PROXY), "http://proxy.example.org:3128/" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirBuilderSeed) seed = make ("rhel9.0", told, G_N_ELEMENTS (told), &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (gvir_builder_seed_get_kind (seed), ==, "kickstart");
  g_assert_cmpstr (gvir_builder_seed_get_kernel_arguments (seed), ==,
                   "inst.ks=file:/rhel.ks inst.repo=http://example.org/9/");
  text = file_of (seed, "rhel.ks");
  g_assert_true (has_line (text, "keyboard --xlayouts='de (nodeadkeys)'"));
  g_assert_true (has_line (text, "rootpw --lock"));
  g_assert_true (has_line (text, "autopart --type=btrfs"));
  g_assert_true (has_line (text, "url --url=http://example.org/9/ --proxy=http://proxy.example.org:3128/"));
  g_assert_true (has_line (text, "usermod -c 'J\303\266 '\\''x'\\'' & <b>' joe"));
  g_assert_true (has_line (text, "vim"));
  g_assert_nonnull (strstr (text, "echo 'joe:$6$"));
  g_assert_null (strstr (text, "pass'word"));
  g_assert_null (strstr (text, "--stdin"));
}

/* Of systems of a kind, the older are told otherwise than the newer, and those without a number as the newest. */
static void
test_kickstart_ages (void)
{
  static const Told told[] = { { FIELD (ADMIN_PASSWORD), "x" }, { FIELD (KEYBOARD), "gb" } };
  static const struct
  {
    const char *os;
    const char *file;
    const char *keyboard;
    const char *arguments;
  } cases[] = {
    { "centos6.5", "rhel.ks", "keyboard uk", "ks=file:/rhel.ks" },
    { "fedora17", "fedora.ks", "keyboard uk", "ks=file:/fedora.ks" },
    { "fedora18", "fedora.ks", "keyboard --xlayouts='gb'", "inst.ks=file:/fedora.ks" },
    { "rhel9-unknown", "rhel.ks", "keyboard --xlayouts='gb'", "inst.ks=file:/rhel.ks" },
    { "fedora-rawhide", "fedora.ks", "keyboard --xlayouts='gb'", "inst.ks=file:/fedora.ks" },
    { "ol8.5", "rhel.ks", "keyboard --xlayouts='gb'", "inst.ks=file:/rhel.ks" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GVirBuilderSeed) seed = make (cases[i].os, told, G_N_ELEMENTS (told), NULL);
      g_autofree char *text = NULL;

      g_assert_nonnull (seed);
      text = file_of (seed, cases[i].file);
      g_assert_true (has_line (text, cases[i].keyboard));
      g_assert_cmpstr (gvir_builder_seed_get_kernel_arguments (seed), ==, cases[i].arguments);
    }
}

static void
test_old_hashes (void)
{
  static const Told told[] = { { FIELD (ADMIN_PASSWORD), "x" } };
  g_autoptr (GVirBuilderSeed) old = make ("fedora7", told, G_N_ELEMENTS (told), NULL);
  g_autoptr (GVirBuilderSeed) newer = make ("fedora8", told, G_N_ELEMENTS (told), NULL);
  g_autofree char *old_text = file_of (old, "fedora.ks");
  g_autofree char *newer_text = file_of (newer, "fedora.ks");

  g_assert_nonnull (strstr (old_text, "\nrootpw --iscrypted $1$"));
  g_assert_nonnull (strstr (newer_text, "\nrootpw --iscrypted $6$"));
}

static void
test_autoyast (void)
{
  static const Told told[] = {
    { FIELD (USER_LOGIN), "joe" },
    { FIELD (USER_NAME), "J & <b>" },
    { FIELD (USER_PASSWORD), "pass'word" },
    { FIELD (HOST_NAME), "web.example.org" },
    { FIELD (PACKAGE), "vim" },
    { FIELD (TARGET_DISK), "/dev/vdb" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirBuilderSeed) seed = make ("opensuse15.4", told, G_N_ELEMENTS (told), &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (gvir_builder_seed_get_kernel_arguments (seed), ==, "autoyast=file:///autoinst.xml");
  text = file_of (seed, "autoinst.xml");
  g_assert_nonnull (strstr (text, "<fullname>J &amp; &lt;b&gt;</fullname>"));
  g_assert_nonnull (strstr (text, "<user_password>$6$"));
  g_assert_nonnull (strstr (text, "<user_password>!</user_password>"));
  g_assert_nonnull (strstr (text, "<domain>example.org</domain>"));
  g_assert_nonnull (strstr (text, "<package>vim</package>"));
  g_assert_nonnull (strstr (text, "<device>/dev/vdb</device>"));
  g_assert_null (strstr (text, "pass'word"));
  g_assert_null (strstr (text, ">false</encrypted>"));
}

static void
test_unattend (void)
{
  static const Told told[] = {
    { FIELD (PROFILE), "desktop" },
    { FIELD (USER_LOGIN), "joe" },
    { FIELD (USER_PASSWORD), "pass<word" },
    { FIELD (HOST_NAME), "web" },
    { FIELD (LANGUAGE), "de_DE" },
    { FIELD (TARGET_DISK), "1" },
    { FIELD (PRODUCT_KEY), "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirBuilderSeed) seed = make ("win7", told, G_N_ELEMENTS (told), &error);
  g_auto (GStrv) files = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (gvir_builder_seed_get_delivery (seed), ==, GVIR_BUILDER_DELIVERY_CDROM);
  g_assert_null (gvir_builder_seed_get_kernel_arguments (seed));
  files = gvir_builder_seed_list_files (seed);
  g_assert_cmpuint (g_strv_length (files), ==, 2);
  text = file_of (seed, "autounattend.xml");
  g_assert_nonnull (strstr (text, "<ComputerName>web</ComputerName>"));
  g_assert_nonnull (strstr (text, "<DiskID>1</DiskID>"));
  g_assert_null (strstr (text, "<DiskID>0</DiskID>"));
  g_assert_null (strstr (text, "AdministratorPassword"));
  g_assert_nonnull (strstr (text, "<SystemLocale>DE-DE</SystemLocale>"));
  g_assert_null (strstr (text, ">true</PlainText>"));
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
  static const Told login[] = { { FIELD (USER_LOGIN), "Joe" }, { FIELD (USER_PASSWORD), "x" } };
  static const Told name[] = { { FIELD (USER_LOGIN), "joe" },
                               { FIELD (USER_PASSWORD), "x" },
                               { FIELD (USER_NAME), "a:b" } };
  static const Told disk[] = { { FIELD (ADMIN_PASSWORD), "x" }, { FIELD (TARGET_DISK), "0" } };
  static const Told profile[] = { { FIELD (ADMIN_PASSWORD), "x" }, { FIELD (PROFILE), "desktop" } };

  ASSERT_REFUSED ("debian11", account, UNSUPPORTED,
                  "the preseed of Debian 11 cannot be told the account to register with: leave it out, and set it "
                  "once the guest runs");
  ASSERT_REFUSED ("debian11", login, UNSUPPORTED,
                  "the preseed of Debian 11 takes only small letters, digits, '_' and '-' in logins: give another than "
                  "'Joe'");
  ASSERT_REFUSED ("debian11", name, UNSUPPORTED,
                  "the preseed of Debian 11 takes no colon in the name of the user: leave it out of 'a:b'");
  ASSERT_REFUSED ("debian11", disk, UNSUPPORTED,
                  "the preseed of Debian 11 takes disks as files below /dev: give another than '0'");
  ASSERT_REFUSED ("debian11", encoding, UNSUPPORTED,
                  "the preseed of Debian 11 cannot be told the encoding of the language 'de_DE.ISO-8859-1': give one "
                  "of UTF-8");
  ASSERT_REFUSED ("debian6", profile, UNSUPPORTED,
                  "there is no unattended installation of Debian 6.0 as 'desktop': choose another profile, or "
                  "leave it out");
}

static void
test_not_of_this_one (void)
{
  static const Told proxy[] = { { FIELD (ADMIN_PASSWORD), "x" }, { FIELD (PROXY), "http://a.example.org/" } };
  static const Told layout[] = { { FIELD (ADMIN_PASSWORD), "x" }, { FIELD (DISK_LAYOUT), "btrfs" } };
  static const Told keyboard[] = { { FIELD (ADMIN_PASSWORD), "x" }, { FIELD (KEYBOARD), "us(intl)" } };
  static const Told packages[] = { { FIELD (USER_LOGIN), "joe" },
                                   { FIELD (USER_PASSWORD), "x" },
                                   { FIELD (PROFILE), "desktop" },
                                   { FIELD (PACKAGE), "vim" } };
  static const Told secret[] = { { FIELD (ADMIN_PASSWORD), "x" }, { FIELD (PROXY), "http://a:b@c.example.org/" } };
  static const Told key[] = { { FIELD (ADMIN_PASSWORD), "x" }, { FIELD (PRODUCT_KEY), "AB-12" } };
  static const Told host[] = { { FIELD (ADMIN_PASSWORD), "x" },
                               { FIELD (PRODUCT_KEY), "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE" },
                               { FIELD (HOST_NAME), "a-name-that-is-too-long" } };

  ASSERT_REFUSED ("rhel9.0", proxy, UNSUPPORTED,
                  "the kickstart of Red Hat Enterprise Linux 9.0 uses a proxy only for a source of packages: give that, "
                  "too, or leave the proxy out");
  ASSERT_REFUSED ("centos6.5", layout, UNSUPPORTED,
                  "the kickstart of CentOS 6.5 divides disks with LVM only: leave the disk layout out");
  ASSERT_REFUSED ("centos6.5", keyboard, UNSUPPORTED,
                  "the kickstart of CentOS 6.5 takes keyboards of the console only, and which is 'us(intl)' is not "
                  "known: leave the keyboard layout out, and set it once the guest runs");
  ASSERT_REFUSED ("opensuse15.4", keyboard, UNSUPPORTED,
                  "the AutoYaST profile of openSUSE Leap 15.4 cannot be told the variant 'intl' of a keyboard layout: "
                  "give 'us', or leave it out");
  ASSERT_REFUSED ("silverblue36", packages, UNSUPPORTED,
                  "the kickstart of Fedora Silverblue 36 cannot be told the package: leave it out, and set it once the "
                  "guest runs");
  ASSERT_REFUSED ("ubuntu16.04", packages, UNSUPPORTED,
                  "the preseed of Ubuntu 16.04 cannot be told the package: leave it out, and set it once the guest "
                  "runs");
  ASSERT_REFUSED ("opensuse15.4", secret, UNSUPPORTED,
                  "the AutoYaST profile of openSUSE Leap 15.4 is told the proxy by an argument of its kernel, which "
                  "everybody can read: give one without a user");
  ASSERT_REFUSED ("win7", key, INVALID_INPUT,
                  "the answer file of Microsoft Windows 7 takes product keys of five groups of five letters and digits "
                  "only: give another");
  ASSERT_REFUSED ("winxp", key, UNSUPPORTED,
                  "the answer file of Microsoft Windows XP is read from a floppy disk only, which is not made: install it "
                  "by hand");
  ASSERT_REFUSED ("win7", host, UNSUPPORTED,
                  "the answer file of Microsoft Windows 7 cannot take the host name 'a-name-that-is-too-long': give one "
                  "of at most 15 letters, without a domain");
}

/* A system that is installed by a kickstart of TEMPLATE. */
static GVirDesignerOs *
system_with (const char *template)
{
  g_autofree char *sheet = g_strdup_printf (
    "<xsl:stylesheet xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\" version=\"1.0\">"
    "<xsl:output method=\"text\"/><xsl:template match=\"/install-script-config\">%s</xsl:template>"
    "</xsl:stylesheet>", template);
  g_autoptr (OsinfoInstallScript) script = osinfo_install_script_new_data ("http://example.org/kickstart/jeos", "jeos",
                                                                           sheet);
  g_autoptr (OsinfoOs) os = osinfo_os_new ("http://example.org/1");

  osinfo_entity_set_param (OSINFO_ENTITY (os), OSINFO_PRODUCT_PROP_NAME, "Example 1");
  osinfo_entity_set_param (OSINFO_ENTITY (script), OSINFO_INSTALL_SCRIPT_PROP_EXPECTED_FILENAME, "example.ks");
  osinfo_entity_set_param_int64 (OSINFO_ENTITY (script), OSINFO_INSTALL_SCRIPT_PROP_INJECTION_METHOD,
                                 OSINFO_INSTALL_SCRIPT_INJECTION_METHOD_INITRD);
  osinfo_os_add_install_script (os, script);
  return gvir_designer_os_new (os);
}

static void
assert_template_refused (const char *template,
                         gint code,
                         const char *message)
{
  g_autoptr (GVirDesignerOs) os = system_with (template);
  g_autoptr (GVirBuilderInstallConfig) config = gvir_builder_install_config_new ();
  g_autoptr (GError) error = NULL;

  gvir_builder_install_config_add (config, FIELD (ADMIN_PASSWORD), "SECRET", NULL);
  g_assert_null (gvir_builder_seed_new_unattended (os, "x86_64", config, &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, code);
  g_assert_nonnull (strstr (error->message, message));
  g_assert_null (strstr (error->message, "SECRET"));
  g_assert_null (gvir_builder_seed_new_unattended (os, "x86_64", config, NULL));
}

static void
test_templates (void)
{
  g_autoptr (GVirDesignerOs) os = system_with ("rootpw '<xsl:value-of select=\"config/admin-password\"/>'");
  g_autoptr (GVirBuilderInstallConfig) config = gvir_builder_install_config_new ();
  g_autoptr (GVirBuilderSeed) seed = NULL;
  g_autoptr (GError) error = NULL;

  gvir_builder_install_config_add (config, FIELD (ADMIN_PASSWORD), "SECRET", NULL);
  seed = gvir_builder_seed_new_unattended (os, "x86_64", config, &error);
  g_assert_no_error (error);
  g_assert_nonnull (seed);
  assert_template_refused ("<xsl:call-template name=\"nothing\"/>", GVIR_BUILDER_ERROR_FAILED,
                           "libosinfo cannot write the kickstart of Example 1: ");
  /* A password where nobody knows what it is quoted by. */
  assert_template_refused ("# <xsl:value-of select=\"config/admin-password\"/>", GVIR_BUILDER_ERROR_UNSUPPORTED,
                           "the kickstart of Example 1 says a password or a name where it is not known how to write it "
                           "(script 'http://example.org/kickstart/jeos' of the OS database)");
}

static void
test_no_profile (void)
{
  static const Told told[] = { { FIELD (USER_LOGIN), "joe" }, { FIELD (USER_PASSWORD), "x" } };
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirBuilderSeed) seed = make ("silverblue36", told, G_N_ELEMENTS (told), &error);

  g_assert_no_error (error);
  g_assert_nonnull (gvir_builder_seed_get_file (seed, "silverblue.ks"));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/builder/seeds/preseed/says-what-was-told", test_preseed);
  g_test_add_func ("/builder/seeds/kickstart/says-what-was-told", test_kickstart);
  g_test_add_func ("/builder/seeds/kickstart/older-ones-are-told-otherwise", test_kickstart_ages);
  g_test_add_func ("/builder/seeds/kickstart/oldest-take-other-hashes", test_old_hashes);
  g_test_add_func ("/builder/seeds/autoyast/says-what-was-told", test_autoyast);
  g_test_add_func ("/builder/seeds/unattend/says-what-was-told", test_unattend);
  g_test_add_func ("/builder/seeds/each-installer-refuses-what-it-cannot-be-told", test_not_of_this_one);
  g_test_add_func ("/builder/seeds/templates-that-fail-are-named", test_templates);
  g_test_add_func ("/builder/seeds/without-a-profile-there-is-one", test_no_profile);
  g_test_add_func ("/builder/seeds/what-is-missing-is-named", test_missing);
  g_test_add_func ("/builder/seeds/what-cannot-be-told-is-named", test_cannot_be_told);
  return g_test_run ();
}
