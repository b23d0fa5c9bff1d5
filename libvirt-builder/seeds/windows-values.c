/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "seeds/windows-values-private.h"

#include <string.h>

#include "base/libvirt-builder-error.h"

/* https://learn.microsoft.com/troubleshoot/windows-server/active-directory/naming-conventions-for-computer-domain-site-ou */
#define LONGEST_COMPUTER_NAME 15
/* https://learn.microsoft.com/windows/win32/api/lmaccess/ns-lmaccess-user_info_1 */
#define LONGEST_ACCOUNT 20
#define FORBIDDEN_IN_ACCOUNT "\"/\\[]:|<>+=;,?*@"

typedef struct
{
  const char *from;
  const char *to;
} Pair;

/* How a locale's modifier is written in a language's name. */
static const Pair scripts[] = {
  { "latin", "Latn" },
  { "cyrillic", "Cyrl" },
};

/* https://learn.microsoft.com/windows-hardware/manufacture/desktop/available-language-packs-for-windows; the first
 * of a language stands for its other countries. */
static const char *const ui_languages[] = {
  "ar-SA", "bg-BG", "cs-CZ", "da-DK", "de-DE", "el-GR", "en-US", "en-GB", "es-ES", "es-MX", "et-EE", "fi-FI", "fr-FR",
  "fr-CA", "he-IL", "hr-HR", "hu-HU", "it-IT", "ja-JP", "ko-KR", "lt-LT", "lv-LV", "nb-NO", "nl-NL", "pl-PL", "pt-PT",
  "pt-BR", "ro-RO", "ru-RU", "sk-SK", "sl-SI", "sr-Latn-RS", "sv-SE", "th-TH", "tr-TR", "uk-UA", "zh-CN", "zh-TW",
};

/* https://learn.microsoft.com/windows-hardware/manufacture/desktop/default-input-locales-for-windows-language-packs
 * and .../windows-language-pack-default-values: a language and one of its layouts, or a language alone where it is
 * typed with an input method. */
static const Pair keyboards[] = {
  { "us", "0409:00000409" },
  { "us(intl)", "0409:00020409" },
  { "us(altgr-intl)", "0409:00020409" },
  { "us(dvorak)", "0409:00010409" },
  { "us(dvorak-l)", "0409:00030409" },
  { "us(dvorak-r)", "0409:00040409" },
  { "gb", "0809:00000809" },
  { "gb(extd)", "0809:00000452" },
  { "ie", "1809:00001809" },
  { "ara", "0401:00000401" },
  { "at", "0c07:00000407" },
  { "be", "080c:0000080c" },
  { "bg", "0402:00030402" },
  { "bg(phonetic)", "0402:00040402" },
  { "br", "0416:00000416" },
  { "by", "0423:00000423" },
  { "ca", "0c0c:00001009" },
  { "ca(fr)", "0c0c:00001009" },
  { "ca(multix)", "0c0c:00011009" },
  { "ch", "0807:00000807" },
  { "ch(fr)", "100c:0000100c" },
  { "cn", "zh-CN" },
  { "cz", "0405:00000405" },
  { "cz(qwerty)", "0405:00010405" },
  { "de", "0407:00000407" },
  { "dk", "0406:00000406" },
  { "ee", "0425:00000425" },
  { "es", "0c0a:0000040a" },
  { "fi", "040b:0000040b" },
  { "fr", "040c:0000040c" },
  { "gr", "0408:00000408" },
  { "hr", "041a:0000041a" },
  { "hu", "040e:0000040e" },
  { "il", "040d:0000040d" },
  { "is", "040f:0000040f" },
  { "it", "0410:00000410" },
  { "jp", "ja-JP" },
  { "kr", "ko-KR" },
  { "latam", "080a:0000080a" },
  { "lt", "0427:00010427" },
  { "lv", "0426:00020426" },
  { "mk", "042f:0001042f" },
  { "nl", "0413:00000413" },
  { "no", "0414:00000414" },
  { "pl", "0415:00000415" },
  { "pt", "0816:00000816" },
  { "ro", "0418:00010418" },
  { "rs", "281a:00000c1a" },
  { "rs(latin)", "241a:0000081a" },
  { "ru", "0419:00000419" },
  { "se", "041d:0000041d" },
  { "si", "0424:00000424" },
  { "sk", "041b:0000041b" },
  { "sk(qwerty)", "041b:0001041b" },
  { "th", "041e:0000041e" },
  { "tr", "041f:0000041f" },
  { "tr(f)", "041f:0001041f" },
  { "tw", "zh-TW" },
  { "ua", "0422:00020422" },
};

/* The names of the tz database have blanks between them. */
static const Pair zones[] = {
#define ZONE(windows, names) { names, windows },
#include "seeds/windows-zones.def"
#undef ZONE
};

char *
builder_windows_language (const char *locale,
                          GError **error)
{
  gsize language = strcspn (locale, "_.@");
  gsize length = strcspn (locale, ".@");
  const char *modifier = strchr (locale, '@');
  const char *script = "";

  if (language == length)
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                   "Windows must be told a language with its country, and '%s' has none: give one such as de_DE",
                   locale);
      return NULL;
    }
  for (gsize i = 0; modifier != NULL && i < G_N_ELEMENTS (scripts); i++)
    {
      if (g_str_equal (scripts[i].from, modifier + 1))
        script = scripts[i].to;
    }
  return g_strdup_printf ("%.*s%s%s-%.*s", (int) language, locale, *script != '\0' ? "-" : "", script,
                          (int) (length - language - 1), locale + language + 1);
}

const char *
builder_windows_ui_language (const char *language)
{
  gsize length = strcspn (language, "-");

  for (gsize i = 0; i < G_N_ELEMENTS (ui_languages); i++)
    {
      if (g_str_equal (ui_languages[i], language))
        return ui_languages[i];
    }
  for (gsize i = 0; i < G_N_ELEMENTS (ui_languages); i++)
    {
      if (strncmp (ui_languages[i], language, length + 1) == 0)
        return ui_languages[i];
    }
  return "en-US";
}

const char *
builder_windows_keyboard (const char *keyboard,
                          GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keyboards); i++)
    {
      if (g_str_equal (keyboards[i].from, keyboard))
        return keyboards[i].to;
    }
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
               "no keyboard layout of Windows is known that is like '%s': give another, or leave it out for that of "
               "the language", keyboard);
  return NULL;
}

static gboolean
is_among (const char *names,
          const char *name)
{
  gsize length = strlen (name);

  for (const char *p = strstr (names, name); p != NULL; p = strstr (p + 1, name))
    {
      if ((p == names || p[-1] == ' ') && (p[length] == ' ' || p[length] == '\0'))
        return TRUE;
    }
  return FALSE;
}

const char *
builder_windows_zone (const char *zone,
                      GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      if (is_among (zones[i].from, zone))
        return zones[i].to;
    }
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
               "no time zone of Windows is known that is '%s': give that of another place with the same time, or leave "
               "it out", zone);
  return NULL;
}

char *
builder_windows_computer_name (const char *host_name,
                               GError **error)
{
  gsize length = strcspn (host_name, ".");

  if (length > 0 && length <= LONGEST_COMPUTER_NAME
      && strspn (host_name, "0123456789") < length) /* a number alone is none */
    return g_strndup (host_name, length);
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
               "Windows cannot be called '%.*s': give a host name of at most %d letters, digits and hyphens, not of "
               "digits alone", (int) length, host_name, LONGEST_COMPUTER_NAME);
  return NULL;
}

gboolean
builder_windows_account_check (const char *login,
                               GError **error)
{
  if (g_utf8_strlen (login, -1) <= LONGEST_ACCOUNT && strpbrk (login, FORBIDDEN_IN_ACCOUNT) == NULL
      && !g_str_has_suffix (login, ".") && strspn (login, " .") < strlen (login))
    return TRUE;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
               "no user of Windows can be called '%s': a login has at most %d characters, none of %s, and does not end "
               "with a full stop", login, LONGEST_ACCOUNT, FORBIDDEN_IN_ACCOUNT);
  return FALSE;
}

/* UTF-16 in the order of bytes that Windows has, with the element's name behind it. */
char *
builder_windows_password (const char *password,
                          const char *element)
{
  g_autofree char *text = g_strconcat (password, element, NULL);
  glong length = 0;
  g_autofree gunichar2 *units = g_utf8_to_utf16 (text, -1, NULL, &length, NULL);
  char *encoded;

  for (glong i = 0; i < length; i++)
    units[i] = GUINT16_TO_LE (units[i]);
  encoded = g_base64_encode ((const guchar *) units, (gsize) length * sizeof (*units));
  explicit_bzero (units, (gsize) length * sizeof (*units));
  explicit_bzero (text, strlen (text));
  return encoded;
}
