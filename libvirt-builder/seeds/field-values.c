/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the values of fields may be. Each check says what is wrong, or NULL. */

#include "seeds/field-values-private.h"

#include <string.h>

#include "base/libvirt-builder-error.h"

#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"
#define LETTERS LOWER UPPER
#define WORDS LETTERS DIGITS

static gboolean
has_only (const char *value,
          const char *letters)
{
  return value[strspn (value, letters)] == '\0';
}

static gboolean
matches (const char *value,
         const char *pattern)
{
  return g_regex_match_simple (pattern, value, G_REGEX_DOLLAR_ENDONLY, 0);
}

static gboolean
has_controls (const char *value)
{
  for (const char *c = value; *c != '\0'; c = g_utf8_next_char (c))
    {
      if (g_unichar_iscntrl (g_utf8_get_char (c)))
        return TRUE;
    }
  return FALSE;
}

static const char *
check_profile (const char *value)
{
  return g_str_equal (value, "desktop") || g_str_equal (value, "jeos") ? NULL : "is neither 'desktop' nor 'jeos'";
}

/* useradd (8): at most 32; the installers of Linux take small letters only, which they are asked about. */
static const char *
check_login (const char *value)
{
  if (g_str_equal (value, "root"))
    return "is the administrator's: give the password of the administrator instead, or another login";
  if (strlen (value) > 32)
    return "is too long: it may have 32 letters";
  if (!matches (value, "^[A-Za-z_][A-Za-z0-9._-]*$"))
    return "is no login: it begins with a letter, and letters, digits, '.', '_' and '-' follow";
  return NULL;
}

static const char *
check_name (const char *value)
{
  if (has_controls (value))
    return "has a control character, as a new line: leave it out";
  if (g_ascii_isspace (value[0]) || g_ascii_isspace (value[strlen (value) - 1]))
    return "has a blank at an end: leave it out";
  return NULL;
}

static const char *
check_password (const char *value)
{
  if (has_controls (value))
    return "has a control character, as a new line, which cannot be typed: give one line of text";
  return NULL;
}

/* RFC 1123, 2.1, and RFC 1035, 2.3.4. */
static const char *
check_host_name (const char *value)
{
  g_auto (GStrv) labels = g_strsplit (value, ".", -1);

  if (strlen (value) > 253)
    return "is too long: it may have 253 letters";
  if (g_hostname_is_ip_address (value))
    return "is an address: give a name";
  for (guint i = 0; labels[i] != NULL; i++)
    {
      if (!matches (labels[i], "^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$"))
        return "is no host name: each of its parts may have up to 63 letters without accents, digits, and hyphens "
               "between them";
    }
  return NULL;
}

/* Whether a file of NAMES, one at the start of each line, has NAME; TRUE, too, where there is no such file. */
static gboolean
is_listed (const char *file,
           const char *name)
{
  g_autofree char *text = NULL;
  g_autofree char *pattern = NULL;
  g_autofree char *quoted = g_regex_escape_string (name, -1);

  if (!g_file_get_contents (file, &text, NULL, NULL))
    return TRUE;
  pattern = g_strdup_printf ("^%s[ \\n]", quoted);
  return g_regex_match_simple (pattern, text, G_REGEX_MULTILINE, 0);
}

/* The list of glibc has "de_DE.UTF-8 UTF-8", "de_DE ISO-8859-1", and "sr_RS@latin UTF-8". */
static const char *
check_language (const char *value)
{
  g_autoptr (GRegex) form = g_regex_new ("^([a-z]{2,3}(?:_[A-Z]{2})?)(\\.[A-Za-z0-9-]+)?(@[a-z]+)?$",
                                         G_REGEX_DOLLAR_ENDONLY, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *place = NULL;
  g_autofree char *modifier = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *with_encoding = NULL;

  if (!g_regex_match (form, value, 0, &match))
    return "is no locale: give one as 'en_GB.UTF-8' or 'de_DE'";
  place = g_match_info_fetch (match, 1);
  modifier = g_match_info_fetch (match, 3);
  plain = g_strconcat (place, modifier, NULL);
  with_encoding = g_strconcat (place, ".UTF-8", modifier, NULL);
  if (!is_listed (BUILDER_LOCALES_FILE, plain) && !is_listed (BUILDER_LOCALES_FILE, with_encoding))
    return "is a locale that does not exist: " BUILDER_LOCALES_FILE " lists all";
  return NULL;
}

static const char *
check_keyboard (const char *value)
{
  if (!matches (value, "^[a-z][a-z0-9_]*( ?\\([A-Za-z0-9_-]+\\))?$"))
    return "is no keyboard layout: give one of XKB, as 'us' or 'de(nodeadkeys)'";
  return NULL;
}

static const char *
check_timezone (const char *value)
{
  g_autofree char *file = g_build_filename (BUILDER_ZONES_FOLDER, value, NULL);

  if (!matches (value, "^[A-Z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$"))
    return "is no time zone: give one of the tz database, as 'Europe/Paris' or 'Etc/UTC'";
  if (g_file_test (BUILDER_ZONES_FOLDER, G_FILE_TEST_IS_DIR) && !g_file_test (file, G_FILE_TEST_IS_REGULAR))
    return "is a time zone that does not exist: " BUILDER_ZONES_FOLDER " has them all";
  return NULL;
}

/* RFC 4253, 6.6: a key begins with the length of the name of its kind, and that name. */
static gboolean
is_key_of (const char *encoded,
           const char *kind)
{
  gsize length = 0;
  g_autofree guchar *key = has_only (encoded, WORDS "+/=") ? g_base64_decode (encoded, &length) : NULL;
  gsize expected = strlen (kind);

  return key != NULL && length > 4 + expected && key[0] == 0 && key[1] == 0 && key[2] == 0 && key[3] == expected
         && memcmp (key + 4, kind, expected) == 0;
}

/* What stands before the kind in authorized_keys, as "command=…", is not what this field is for. */
static const char *
check_ssh_key (const char *value)
{
  static const char *const kinds[] = {
    "ssh-ed25519", "ssh-rsa", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
    "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com", NULL
  };
  g_auto (GStrv) parts = g_strsplit (value, " ", 3);

  if (strstr (value, "PRIVATE KEY") != NULL)
    return "is a private key, which nobody else may have: give the public one, from the file that ends in '.pub'";
  if (has_controls (value))
    return "has a control character, as a new line: give one key, which is one line";
  if (!g_strv_contains (kinds, parts[0]) || parts[1] == NULL || !is_key_of (parts[1], parts[0]))
    return "is no public SSH key: give the line that is in a file of yours that ends in '.pub'";
  if (strchr (value, '\\') != NULL)
    return "has a backslash in its comment: leave that out";
  return NULL;
}

/* With what the names of groups and of versions have in them; a hyphen at the start would take a package out. */
static const char *
check_package (const char *value)
{
  if (!matches (value, "^[A-Za-z0-9@][A-Za-z0-9@^+._:/=~-]*$"))
    return "is no name of a package: it begins with a letter or a digit, and has no blanks";
  return NULL;
}

static const char *
check_disk (const char *value)
{
  if (!matches (value, "^(/dev/[A-Za-z0-9][A-Za-z0-9/_.:+-]*|[a-z]*[0-9]{1,3})$") || strstr (value, "..") != NULL)
    return "is no disk: give it as the guest calls it, as '/dev/vda', or for Windows its number";
  return NULL;
}

static const char *
check_layout (const char *value)
{
  static const char *const layouts[] = { "plain", "lvm", "btrfs", NULL };

  return g_strv_contains (layouts, value) ? NULL : "is neither 'plain', 'lvm' nor 'btrfs'";
}

/* Of Windows or of SUSE; each has a form of its own. */
static const char *
check_product_key (const char *value)
{
  if (!matches (value, "^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$"))
    return "is no product key: it has groups of letters and digits, with hyphens between them";
  return NULL;
}

static const char *
check_account (const char *value)
{
  return has_controls (value) ? "has a control character, as a new line: leave it out" : NULL;
}

/* It gets into commands of the shell. */
static const char *
check_url (const char *value,
           const char *const *schemes)
{
  g_autoptr (GUri) uri = g_uri_parse (value, G_URI_FLAGS_HAS_PASSWORD, NULL);

  if (uri == NULL || !has_only (value, WORDS ":/?#[]@%._~+,=-"))
    return "is no URL: it has a scheme, a host and a path, and no blanks or quotes";
  if (g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return "has no host in it: give it whole";
  return g_strv_contains (schemes, g_uri_get_scheme (uri)) ? NULL : "is of a scheme that installers do not know";
}

static const char *
check_source (const char *value)
{
  static const char *const schemes[] = { "http", "https", "ftp", NULL };

  /* It becomes an argument of kernels, which everybody can read. */
  if (strchr (value, '@') != NULL)
    return "has a user in it, and what is before the '@' can be read by everybody: leave that out";
  return check_url (value, schemes);
}

static const char *
check_proxy (const char *value)
{
  static const char *const schemes[] = { "http", "https", NULL };

  return check_url (value, schemes);
}

static const struct
{
  const char *(*check) (const char *value);
  gboolean is_secret; /* no message repeats it */
} checks[] = {
  [GVIR_BUILDER_INSTALL_FIELD_PROFILE] = { check_profile, FALSE },
  [GVIR_BUILDER_INSTALL_FIELD_USER_LOGIN] = { check_login, FALSE },
  [GVIR_BUILDER_INSTALL_FIELD_USER_NAME] = { check_name, FALSE },
  [GVIR_BUILDER_INSTALL_FIELD_USER_PASSWORD] = { check_password, TRUE },
  [GVIR_BUILDER_INSTALL_FIELD_ADMIN_PASSWORD] = { check_password, TRUE },
  [GVIR_BUILDER_INSTALL_FIELD_HOST_NAME] = { check_host_name, FALSE },
  [GVIR_BUILDER_INSTALL_FIELD_LANGUAGE] = { check_language, FALSE },
  [GVIR_BUILDER_INSTALL_FIELD_KEYBOARD] = { check_keyboard, FALSE },
  [GVIR_BUILDER_INSTALL_FIELD_TIMEZONE] = { check_timezone, FALSE },
  [GVIR_BUILDER_INSTALL_FIELD_USER_SSH_KEY] = { check_ssh_key, TRUE },
  [GVIR_BUILDER_INSTALL_FIELD_ADMIN_SSH_KEY] = { check_ssh_key, TRUE },
  [GVIR_BUILDER_INSTALL_FIELD_PACKAGE] = { check_package, FALSE },
  [GVIR_BUILDER_INSTALL_FIELD_TARGET_DISK] = { check_disk, FALSE },
  [GVIR_BUILDER_INSTALL_FIELD_DISK_LAYOUT] = { check_layout, FALSE },
  [GVIR_BUILDER_INSTALL_FIELD_PRODUCT_KEY] = { check_product_key, TRUE },
  [GVIR_BUILDER_INSTALL_FIELD_REGISTRATION_LOGIN] = { check_account, FALSE },
  [GVIR_BUILDER_INSTALL_FIELD_REGISTRATION_PASSWORD] = { check_password, TRUE },
  [GVIR_BUILDER_INSTALL_FIELD_SOURCE_URL] = { check_source, TRUE },
  [GVIR_BUILDER_INSTALL_FIELD_PROXY] = { check_proxy, TRUE },
};

G_STATIC_ASSERT (G_N_ELEMENTS (checks) == BUILDER_N_INSTALL_FIELDS);

gboolean
builder_field_value_check (GVirBuilderInstallField field,
                           const char *value,
                           GError **error)
{
  const char *title = builder_install_field_title (field);
  gboolean is_shown;
  const char *problem;

  if (*value == '\0' || !g_utf8_validate (value, -1, NULL))
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                   *value == '\0' ? "the %s is empty: give one, or leave it out" : "the %s is no text in UTF-8", title);
      return FALSE;
    }
  problem = checks[field].check (value);
  /* A terminal would do what control characters say. */
  is_shown = !checks[field].is_secret && !has_controls (value);
  if (problem != NULL)
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT, "the %s%s%s%s %s", title,
                 is_shown ? " '" : "", is_shown ? value : "", is_shown ? "'" : "", problem);
  return problem == NULL;
}
