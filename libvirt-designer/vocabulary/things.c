/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "vocabulary/things-private.h"

#include <string.h>

#include "base/libvirt-designer-error.h"
#include "base/nearest-private.h"

static const DesignerScope scopes[] = {
#define SCOPE(id, name, element, title) { DESIGNER_SCOPE_##id, name, element, title },
#include "vocabulary/scopes.def"
#undef SCOPE
};

static const DesignerThing things[] = {
#define THING(id, scope, name, path, kind, values, omit, title) \
  { DESIGNER_THING_##id, DESIGNER_SCOPE_##scope, name, path, \
    DESIGNER_KIND_##kind, values, omit, title },
#include "vocabulary/things.def"
#undef THING
};

/* Where each scope's things begin, and how many there are; from the table. */
static struct
{
  guint first;
  guint n;
} ranges[DESIGNER_N_SCOPES];

static void
count_ranges (void)
{
  for (guint i = DESIGNER_N_THINGS; i-- > 0;)
    {
      ranges[things[i].scope].first = i;
      ranges[things[i].scope].n++;
    }
}

static void
ensure_ranges (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      count_ranges ();
      g_once_init_leave (&once, 1);
    }
}

const DesignerScope *
designer_scope_get (DesignerScopeId id)
{
  return &scopes[id];
}

const DesignerThing *
designer_thing_get (DesignerThingId id)
{
  return &things[id];
}

const DesignerThing *
designer_thing_by_name (const char *name)
{
  for (guint i = 0; i < DESIGNER_N_THINGS; i++)
    {
      if (g_str_equal (things[i].name, name))
        return &things[i];
    }
  return NULL;
}

DesignerThingId
designer_scope_first_thing (DesignerScopeId scope)
{
  ensure_ranges ();
  return ranges[scope].first;
}

guint
designer_scope_n_things (DesignerScopeId scope)
{
  ensure_ranges ();
  return ranges[scope].n;
}

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
normalise_boolean (const DesignerThing *thing,
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
               value, thing->name, yes, no);
  return NULL;
}

static char *
normalise_token (const DesignerThing *thing,
                 const char *value,
                 GError **error)
{
  g_auto (GStrv) words = g_strsplit (thing->values, ",", -1);
  g_autofree char *all = NULL;
  g_autofree char *hint = NULL;

  if (g_strv_contains ((const char *const *) words, value))
    return g_strdup (value);
  all = g_strjoinv (", ", words);
  hint = designer_nearest_hint (value, (const char *const *) words, g_strv_length (words));
  g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
               "'%s' is no value for %s: possible are %s%s",
               value, thing->name, all, hint);
  return NULL;
}

static char *
normalise_number (const DesignerThing *thing,
                  const char *value,
                  guint64 least,
                  guint64 most,
                  GError **error)
{
  g_autoptr (GError) local = NULL;
  guint64 number = 0;

  if (g_ascii_string_to_unsigned (value, 10, least, most, &number, &local))
    return g_strdup_printf ("%" G_GUINT64_FORMAT, number);
  g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
               "'%s' is no value for %s: give a whole number from %" G_GUINT64_FORMAT
               " to %" G_GUINT64_FORMAT,
               value, thing->name, least, most);
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
refuse_value (const DesignerThing *thing,
              const char *value,
              const char *remedy,
              GError **error)
{
  g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
               "'%s' is no value for %s: %s", value, thing->name, remedy);
  return NULL;
}

static char *
normalise_prose (const DesignerThing *thing,
                 const char *value,
                 GError **error)
{
  if (*value != '\0' && designer_text_fits_xml (value))
    return g_strdup (value);
  g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
               *value == '\0' ? "%s is empty: give it a value%s"
                              : "%s has a character that XML cannot hold: give UTF-8 text "
                                "without control characters%s",
               thing->name, "");
  return NULL;
}

static char *
normalise_text (const DesignerThing *thing,
                const char *value,
                GError **error)
{
  g_autofree char *escaped = NULL;

  if (strpbrk (value, "\r\n") == NULL)
    return normalise_prose (thing, value, error);
  escaped = g_strescape (value, NULL);
  return refuse_value (thing, escaped, "give it in one line", error);
}

static char *
normalise_name (const DesignerThing *thing,
                const char *value,
                GError **error)
{
  if (*value == '\0' || !designer_text_fits_xml (value))
    return normalise_prose (thing, value, error);
  if (value[strspn (value, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-_.+")] == '\0')
    return g_strdup (value);
  return refuse_value (thing, value, "give letters, digits, '-', '_', '.' and '+' only", error);
}

/* As virt-install does, so that a file beside the caller can be named simply. */
static char *
normalise_path (const DesignerThing *thing,
                const char *value,
                GError **error)
{
  g_autofree char *path = normalise_text (thing, value, error);
  g_autofree char *folder = NULL;

  if (path == NULL || g_path_is_absolute (path))
    return g_steal_pointer (&path);
  folder = g_get_current_dir ();
  return g_build_filename (folder, path, NULL);
}

static char *
normalise_port (const DesignerThing *thing,
                const char *value,
                GError **error)
{
  if (g_str_equal (value, "-1"))
    return g_strdup (value);
  return normalise_number (thing, value, 0, 65535, error);
}

char *
designer_thing_normalise (const DesignerThing *thing,
                          const char *value,
                          GError **error)
{
  switch (thing->kind)
    {
    case DESIGNER_KIND_TEXT:
      return normalise_text (thing, value, error);
    case DESIGNER_KIND_PROSE:
      return normalise_prose (thing, value, error);
    case DESIGNER_KIND_NAME:
      return normalise_name (thing, value, error);
    case DESIGNER_KIND_PATH:
      return normalise_path (thing, value, error);
    case DESIGNER_KIND_PORT:
      return normalise_port (thing, value, error);
    case DESIGNER_KIND_TOKEN:
      return normalise_token (thing, value, error);
    case DESIGNER_KIND_SIZE:
      return normalise_number (thing, value, 1024, G_GUINT64_CONSTANT (1) << 44, error);
    case DESIGNER_KIND_COUNT:
      return normalise_number (thing, value, 1, 65535, error);
    case DESIGNER_KIND_NUMBER:
      return normalise_number (thing, value, 0, 65535, error);
    case DESIGNER_KIND_YES_NO:
    case DESIGNER_KIND_PRESENCE:
      return normalise_boolean (thing, value, "yes", "no", error);
    case DESIGNER_KIND_ON_OFF:
      return normalise_boolean (thing, value, "on", "off", error);
    }
  g_return_val_if_reached (NULL);
}
