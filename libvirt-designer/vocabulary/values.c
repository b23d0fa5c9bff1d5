/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What values each kind takes, and how they are written. */

#include "vocabulary/things-private.h"

#include <string.h>

#include "base/libvirt-designer-error.h"
#include "base/nearest-private.h"

static gboolean
is_one_of (const char *value,
           const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (g_ascii_strcasecmp (value, words[i]) == 0)
        return TRUE;
    }
  return FALSE;
}

static char *
normalise_boolean (const char *name,
                   const char *value,
                   const char *yes,
                   const char *no,
                   GError **error)
{
  static const char *const yes_words[] = { "yes", "on", "true", "1", "y", NULL };
  static const char *const no_words[] = { "no", "off", "false", "0", "n", NULL };

  if (is_one_of (value, yes_words))
    return g_strdup (yes);
  if (is_one_of (value, no_words))
    return g_strdup (no);
  g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
               "'%s' is no value for %s: give '%s' or '%s'",
               value, name, yes, no);
  return NULL;
}

static char *
normalise_token (const char *name,
                 const char *values,
                 const char *value,
                 GError **error)
{
  g_auto (GStrv) words = g_strsplit (values, ",", -1);
  g_autofree char *all = NULL;
  g_autofree char *hint = NULL;

  if (g_strv_contains ((const char *const *) words, value))
    return g_strdup (value);
  all = g_strjoinv (", ", words);
  hint = designer_nearest_hint (value, (const char *const *) words, g_strv_length (words));
  g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
               "'%s' is no value for %s: possible are %s%s",
               value, name, all, hint);
  return NULL;
}

static char *
refuse_value (const char *name,
              const char *value,
              const char *remedy,
              GError **error)
{
  g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
               "'%s' is no value for %s: %s", value, name, remedy);
  return NULL;
}

static char *
normalise_number (const char *name,
                  const char *value,
                  guint64 least,
                  guint64 most,
                  GError **error)
{
  g_autoptr (GError) local = NULL;
  guint64 number = 0;

  if (g_ascii_string_to_unsigned (value, 10, least, most, &number, &local))
    return g_strdup_printf ("%" G_GUINT64_FORMAT, number);
  if (most == G_MAXUINT64)
    return refuse_value (name, value, least == 0 ? "give a whole number" : "give a whole number above 0", error);
  g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
               "'%s' is no value for %s: give a whole number from %" G_GUINT64_FORMAT
               " to %" G_GUINT64_FORMAT,
               value, name, least, most);
  return NULL;
}

gboolean
designer_text_fits_xml (const char *text)
{
  for (const char *c = text; *c != '\0'; c++)
    {
      if ((guchar) *c < 0x20 && *c != '\n' && *c != '\t')
        return FALSE;
    }
  /* UTF-8 has these two, XML has not. */
  return g_utf8_validate (text, -1, NULL)
         && strstr (text, "\xef\xbf\xbe") == NULL && strstr (text, "\xef\xbf\xbf") == NULL;
}

static char *
normalise_prose (const char *name,
                 const char *value,
                 GError **error)
{
  if (*value != '\0' && designer_text_fits_xml (value))
    return g_strdup (value);
  g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
               *value == '\0' ? "%s is empty: give it a value%s"
                              : "%s has a character that XML cannot hold: give UTF-8 text "
                                "without control characters%s",
               name, "");
  return NULL;
}

static char *
normalise_text (const char *name,
                const char *value,
                GError **error)
{
  g_autofree char *escaped = NULL;

  if (strpbrk (value, "\r\n") == NULL)
    return normalise_prose (name, value, error);
  escaped = g_strescape (value, NULL);
  return refuse_value (name, escaped, "give it in one line", error);
}

static char *
normalise_name (const char *name,
                const char *value,
                GError **error)
{
  if (*value == '\0' || !designer_text_fits_xml (value))
    return normalise_prose (name, value, error);
  if (value[strspn (value, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-_.+")] == '\0')
    return g_strdup (value);
  return refuse_value (name, value, "give letters, digits, '-', '_', '.' and '+' only", error);
}

/* As virt-install does, so that a file beside the caller can be named simply. */
static char *
normalise_path (const char *name,
                const char *value,
                GError **error)
{
  g_autofree char *path = normalise_text (name, value, error);
  g_autofree char *folder = NULL;

  if (path == NULL || g_path_is_absolute (path))
    return g_steal_pointer (&path);
  folder = g_get_current_dir ();
  return g_build_filename (folder, path, NULL);
}

static char *
normalise_port (const char *name,
                const char *value,
                GError **error)
{
  if (g_str_equal (value, "-1"))
    return g_strdup (value);
  return normalise_number (name, value, 0, 65535, error);
}

static char *
normalise_integer (const char *name,
                   const char *value,
                   GError **error)
{
  gint64 number = 0;

  if (g_ascii_string_to_signed (value, 10, G_MININT64, G_MAXINT64, &number, NULL))
    return g_strdup_printf ("%" G_GINT64_FORMAT, number);
  return refuse_value (name, value, "give a whole number", error);
}

/* Written as it was asked, for some of these are digits of a fixed length. */
static char *
normalise_hex (const char *name,
               const char *value,
               GError **error)
{
  gsize start = g_str_has_prefix (value, "0x") || g_str_has_prefix (value, "0X") ? 2 : 0;
  gsize length = strlen (value + start);

  if (length > 0 && length <= 32 && strspn (value + start, "0123456789abcdefABCDEF") == length)
    return g_strdup (value);
  return refuse_value (name, value, "give a number such as 0x1af4 or 7", error);
}

char *
designer_value_normalise (const char *name,
                          DesignerKind kind,
                          const char *values,
                          guint64 most,
                          const char *value,
                          GError **error)
{
  switch (kind)
    {
    case DESIGNER_KIND_TEXT:
      return normalise_text (name, value, error);
    case DESIGNER_KIND_PROSE:
      return normalise_prose (name, value, error);
    case DESIGNER_KIND_NAME:
      return normalise_name (name, value, error);
    case DESIGNER_KIND_PATH:
      return normalise_path (name, value, error);
    case DESIGNER_KIND_PORT:
      return normalise_port (name, value, error);
    case DESIGNER_KIND_TOKEN:
      return normalise_token (name, values, value, error);
    case DESIGNER_KIND_SIZE:
      return normalise_number (name, value, 1024, G_GUINT64_CONSTANT (1) << 44, error);
    case DESIGNER_KIND_BYTES:
      return normalise_number (name, value, 1, G_MAXINT64, error);
    case DESIGNER_KIND_COUNT:
      return normalise_number (name, value, 1, most, error);
    case DESIGNER_KIND_NUMBER:
      return normalise_number (name, value, 0, most, error);
    case DESIGNER_KIND_INTEGER:
      return normalise_integer (name, value, error);
    case DESIGNER_KIND_HEX:
      return normalise_hex (name, value, error);
    case DESIGNER_KIND_YES_NO:
    case DESIGNER_KIND_PRESENCE:
      return normalise_boolean (name, value, "yes", "no", error);
    case DESIGNER_KIND_ON_OFF:
      return normalise_boolean (name, value, "on", "off", error);
    }
  g_return_val_if_reached (NULL);
}
