/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "seeds/script-values-private.h"

#include <string.h>

#include "base/json-private.h"
#include "base/libvirt-builder-error.h"

/* The version within a short id or an id of libosinfo, as "24.04" within "ubuntu24.04"; NULL: none. */
static const char *
version_in (const char *name)
{
  const char *slash = strrchr (name, '/');
  const char *start = slash != NULL ? slash + 1 : name;
  const char *version = start + strcspn (start, "0123456789");

  return *version != '\0' ? version : NULL;
}

static const char *
asked_version (GVirDesignerOs *os)
{
  const char *name = gvir_designer_os_get_asked_name (os);
  const char *version = name != NULL && gvir_designer_os_get_fallback_reason (os) != NULL ? version_in (name) : NULL;

  return version != NULL ? version : gvir_designer_os_get_version (os);
}

/* Compares numbers with points between them. */
static int
compare_versions (const char *a,
                  const char *b)
{
  while (*a != '\0' || *b != '\0')
    {
      guint64 left = g_ascii_strtoull (a, (char **) &a, 10);
      guint64 right = g_ascii_strtoull (b, (char **) &b, 10);

      if (left != right)
        return left < right ? -1 : 1;
      a += *a == '.' ? 1 : strlen (a); /* what follows is no number */
      b += *b == '.' ? 1 : strlen (b);
    }
  return 0;
}

gboolean
builder_os_is_since (GVirDesignerOs *os,
                     const char *first)
{
  const char *version = asked_version (os);

  return version != NULL && g_ascii_isdigit (*version) && compare_versions (version, first) >= 0;
}

gboolean
builder_os_is_from (GVirDesignerOs *os,
                    const char *distro,
                    const char *first)
{
  return g_strcmp0 (gvir_designer_os_get_distro (os), distro) == 0 && builder_os_is_since (os, first);
}

char *
builder_locale_with_charset (const char *language)
{
  const char *modifier = strchr (language, '@');

  if (strchr (language, '.') != NULL)
    return g_strdup (language);
  if (modifier == NULL)
    return g_strconcat (language, ".UTF-8", NULL);
  return g_strdup_printf ("%.*s.UTF-8%s", (int) (modifier - language), language, modifier);
}

void
builder_keyboard_split (const char *keyboard,
                        char **layout,
                        char **variant)
{
  gsize length = strcspn (keyboard, "(");

  *layout = g_strstrip (g_strndup (keyboard, length));
  *variant = keyboard[length] == '\0' ? NULL
             : g_strndup (keyboard + length + 1, strcspn (keyboard + length + 1, ")"));
}

void
builder_json_add_field (JsonBuilder *builder,
                        const char *name,
                        GVirBuilderInstallConfig *config,
                        GVirBuilderInstallField field)
{
  const char *value = gvir_builder_install_config_get (config, field);

  if (value != NULL)
    builder_json_add_text (builder, name, value);
}

void
builder_json_add_fields (JsonBuilder *builder,
                         const char *name,
                         GVirBuilderInstallConfig *config,
                         GVirBuilderInstallField field)
{
  const char *const *values = gvir_builder_install_config_list (config, field);

  if (*values == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (; *values != NULL; values++)
    json_builder_add_string_value (builder, *values);
  json_builder_end_array (builder);
}

gboolean
builder_json_add_hash (JsonBuilder *builder,
                       const char *name,
                       GVirBuilderInstallConfig *config,
                       GVirBuilderInstallField field,
                       GError **error)
{
  const char *password = gvir_builder_install_config_get (config, field);
  g_autofree char *hash = NULL;

  if (password == NULL)
    return TRUE;
  hash = builder_password_hash (password, BUILDER_HASH_SHA512, error);
  if (hash == NULL)
    return FALSE;
  builder_json_add_text (builder, name, hash);
  return TRUE;
}

/* Whether a character may be in JSON as it is, but not in YAML, where it is forbidden or ends a line. */
static gboolean
yaml_escapes (gunichar c)
{
  return (c < 0x20 && c != '\n') || (c >= 0x7f && c <= 0x9f) || c == 0x2028 || c == 0x2029 || c == 0xfeff
         || (c >= 0xfff0 && c <= 0xffff);
}

GBytes *
builder_yaml_print (JsonBuilder *builder,
                    const char *first_line)
{
  g_autofree char *json = builder_json_print (builder);
  GString *text = g_string_new (first_line);

  if (first_line != NULL)
    g_string_append_c (text, '\n');
  for (const char *p = json; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      /* Outside of texts, JSON has no such character. */
      if (yaml_escapes (c))
        g_string_append_printf (text, "\\u%04x", c);
      else
        g_string_append_unichar (text, c);
    }
  g_string_append_c (text, '\n');
  return g_string_free_to_bytes (text);
}

int
builder_field_choose (GVirBuilderInstallField field,
                      const char *value,
                      const char *const *names,
                      const char *who,
                      GError **error)
{
  g_autofree char *list = g_strjoinv (", ", (char **) names);

  for (int i = 0; names[i] != NULL; i++)
    {
      if (g_str_equal (names[i], value))
        return i;
    }
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
               "%s cannot be told '%s' as the %s: give one of %s, or leave it out", who, value,
               builder_install_field_title (field), list);
  return -1;
}
