/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From the parts of an option's argument to wishes, settings and edits. */

#include "intent/option-parts-private.h"

#include <string.h>

#include "base/libvirt-designer-error.h"
#include "intent/edits-private.h"
#include "intent/option-values-private.h"
#include "intent/option-words-private.h"
#include "vocabulary/schema-private.h"

/* The kinds of device that "--boot" lists are gathered into one wish. */
static gboolean
gather_boot_kind (GString *order,
                  const char *word)
{
  static const char *const kinds[] = { "hd", "cdrom", "network", "fd", NULL };

  if (!g_strv_contains (kinds, word))
    return FALSE;
  g_string_append_printf (order, "%s%s", order->len > 0 ? "," : "", word);
  return TRUE;
}

/* The option whose argument is an edit of the whole domain. */
static gboolean
is_xml (const DesignerOptionRow *option)
{
  return g_str_equal (option->name, "xml");
}

/* An option while it is read. */
typedef struct
{
  const DesignerOptionRow *option;
  DesignerIntent *draft;   /* where wishes of the whole domain go */
  DesignerRequest *device; /* NULL: the option is about none */
  guint repetition;        /* uses before this one that made an element each */
  DesignerEdits *edits;
  GString *boot_order;
} Reading;

static DesignerRequest *
request_for (const Reading *reading,
             DesignerScopeId scope)
{
  return reading->device != NULL ? reading->device : reading->draft->whole[scope];
}

static gboolean
wish (const Reading *reading,
      DesignerThingId thing,
      const char *value,
      GError **error)
{
  return designer_option_wish (request_for (reading, designer_thing_get (thing)->scope), thing, value, error);
}

/* What no thing is about is written as it was asked, once it is a value of its kind. */
static gboolean
set (const Reading *reading,
     const DesignerTarget *target,
     const char *name,
     const char *value,
     GError **error)
{
  const char *option = reading->option->name;
  gboolean presence = target->kind == DESIGNER_KIND_PRESENCE;
  g_autofree char *full = g_strconcat (option, *name != '\0' ? "." : "", name, NULL);
  g_autofree char *words = *name != '\0' ? g_strdup_printf ("'%s' of --%s", name, option) : g_strdup_printf ("--%s", option);
  g_autofree char *normal = designer_value_normalise (words, target->kind, target->values, G_MAXUINT64, value, error);

  return normal != NULL
         && designer_request_set (request_for (reading, DESIGNER_SCOPE_DOMAIN),
                                  presence ? DESIGNER_SETTING_CREATE : DESIGNER_SETTING_VALUE,
                                  target->path, normal, full, error);
}

static gboolean
apply_target (const Reading *reading,
              const DesignerTarget *target,
              const char *name,
              const char *value,
              GError **error)
{
  return target->thing != NULL ? wish (reading, target->thing->id, value, error)
                               : set (reading, target, name, value, error);
}

/* There is nothing to clear in a new guest. */
static gboolean
apply_clear (const Reading *reading,
             const char *value,
             GError **error)
{
  g_autofree char *name = g_strdup_printf ("'clearxml' of --%s", reading->option->name);
  g_autofree char *normal = designer_value_normalise (name, DESIGNER_KIND_YES_NO, NULL, 0, value, error);

  return normal != NULL;
}

static gboolean
apply_named (const Reading *reading,
             const char *name,
             const char *value,
             GError **error)
{
  const DesignerOptionRow *option = reading->option;
  g_auto (DesignerTarget) target = { NULL, NULL, 0, NULL };

  if (designer_edits_has_name (name))
    return designer_edits_take (reading->edits, option->name, name, value, error);
  if (g_str_equal (name, "clearxml") && !is_xml (option))
    return apply_clear (reading, value, error);
  if (option->scope == DESIGNER_SCOPE_DISK && g_str_equal (name, "vol"))
    return designer_option_wish_volume (reading->device, value, error);
  if (g_str_equal (option->name, "boot") && g_str_equal (name, "uefi"))
    return designer_option_wish_uefi (reading->draft->whole[DESIGNER_SCOPE_MACHINE], value, error);
  return designer_sub_option_find (option, reading->repetition, name, &target, error)
         && apply_target (reading, &target, name, value, error);
}

/* The value alone, first; storage is only what looks like a path, so that a
 * misspelt word is none. */
static gboolean
find_first (const Reading *reading,
            const char *value,
            guint place,
            DesignerTarget *target)
{
  if (place > 0 || !designer_first_value_find (reading->option, reading->repetition, target))
    return FALSE;
  return target->thing == NULL || target->thing->id != DESIGNER_THING_DISK_SOURCE_FILE
         || strpbrk (value, "/.") != NULL;
}

static gboolean
apply_bare (const Reading *reading,
            const char *value,
            guint place,
            GError **error)
{
  const DesignerOptionRow *option = reading->option;
  const DesignerOptionRow *word = designer_option_find_word (option, value);
  g_auto (DesignerTarget) first = { NULL, NULL, 0, NULL };
  g_auto (DesignerTarget) named = { NULL, NULL, 0, NULL };

  if (word != NULL)
    return wish (reading, word->thing, word->value, error);
  if (g_str_equal (option->name, "boot") && gather_boot_kind (reading->boot_order, value))
    return TRUE;
  if (find_first (reading, value, place, &first))
    return apply_target (reading, &first, "", value, error);
  if (!designer_sub_option_find (option, 0, value, &named, error))
    return FALSE;
  g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
               "'%s' of --%s has no value: give %s=VALUE", value, option->name, value);
  return FALSE;
}

/* What "nbd://store.example/export" says, part by part. */
static gboolean
apply_address (const Reading *reading,
               const char *address,
               GError **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (!designer_storage_address_write_out (address, parts, error))
    return FALSE;
  for (guint i = 0; i < parts->len; i++)
    {
      const char *part = g_ptr_array_index (parts, i);
      const char *equals = strchr (part, '=');
      g_autofree char *name = g_strndup (part, equals - part);

      if (!apply_named (reading, name, equals + 1, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_address (const Reading *reading,
            const char *name,
            const char *value)
{
  return reading->option->scope == DESIGNER_SCOPE_DISK && g_str_equal (name, "path")
         && designer_storage_is_address (value);
}

static gboolean
apply_part (const Reading *reading,
            char *part,
            guint place,
            GError **error)
{
  char *equals = strchr (part, '=');
  g_autofree char *name = equals != NULL ? g_strndup (part, equals - part) : NULL;
  /* A path may well hold an equals sign. */
  gboolean named = equals != NULL && strpbrk (name, "/ ") == NULL;

  if (is_xml (reading->option) && !designer_edits_has_name (part))
    return designer_edits_take (reading->edits, reading->option->name, "xpath.set", part, error);
  if (is_address (reading, named ? name : "path", named ? equals + 1 : part))
    return apply_address (reading, named ? equals + 1 : part, error);
  return named ? apply_named (reading, name, equals + 1, error) : apply_bare (reading, part, place, error);
}

/* What an edit's path is below: the element that the option is about. */
static char *
base_of_edits (const Reading *reading)
{
  const DesignerOptionRow *option = reading->option;
  GString *base = g_string_new (NULL);

  if (reading->device != NULL || option->base == NULL)
    return g_string_free (base, FALSE);
  g_string_append_printf (base, "%.*s", (int) strcspn (option->base, "#"), option->base);
  if (strchr (option->base, '#') != NULL)
    g_string_append_printf (base, "%u%s", reading->repetition + 1, strchr (option->base, '#') + 1);
  g_string_append_c (base, '/');
  return g_string_free (base, FALSE);
}

gboolean
designer_option_parts_apply (DesignerIntent *draft,
                             DesignerRequest *device,
                             const DesignerOptionRow *option,
                             guint repetition,
                             char **parts,
                             GError **error)
{
  g_autoptr (GString) boot_order = g_string_new (NULL);
  g_autoptr (DesignerEdits) edits = designer_edits_new ();
  const Reading reading = { option, draft, device, repetition, edits, boot_order };
  g_autofree char *base = base_of_edits (&reading);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (!apply_part (&reading, parts[i], i, error))
        return FALSE;
    }
  if (boot_order->len > 0 && !wish (&reading, DESIGNER_THING_BOOT_ORDER, boot_order->str, error))
    return FALSE;
  return designer_edits_finish (edits, option->name, base, request_for (&reading, DESIGNER_SCOPE_DOMAIN), error);
}
