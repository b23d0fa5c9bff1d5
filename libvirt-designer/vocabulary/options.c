/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "vocabulary/libvirt-designer-options.h"
#include "vocabulary/schema-private.h"

#include <string.h>

#include "base/libvirt-designer-error.h"
#include "base/nearest-private.h"

static const DesignerOptionRow rows[] = {
#define OPTION(name, other_name, scope, base, title) \
  { TRUE, name, other_name, DESIGNER_SCOPE_##scope, 0, NULL, base, title, NULL },
#define SUB(name, other_name, thing) \
  { FALSE, name, other_name, 0, DESIGNER_THING_##thing, NULL, NULL, NULL, NULL },
#define WORD(name, thing, value) \
  { FALSE, name, NULL, 0, DESIGNER_THING_##thing, value, NULL, NULL, NULL },
#define SET(name, other_name, path) \
  { FALSE, name, other_name, 0, -1, NULL, NULL, NULL, path },
#include "vocabulary/options.def"
#undef OPTION
#undef SUB
#undef WORD
#undef SET
  { TRUE, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL }
};

static void
index_option (GHashTable *index,
              const DesignerOptionRow *option)
{
  g_auto (GStrv) others = g_strsplit (option->other_name != NULL ? option->other_name : "", "|", -1);

  g_hash_table_insert (index, g_strdup (option->name), (gpointer) option);
  for (guint i = 0; others[i] != NULL; i++)
    g_hash_table_insert (index, g_strdup (others[i]), (gpointer) option);
}

/* The options by all their names, of which no two have the same. */
static GHashTable *
index_options (void)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (const DesignerOptionRow *row = rows; row->name != NULL; row++)
    {
      if (row->option)
        index_option (index, row);
    }
  return index;
}

static GPtrArray *
list_names (void)
{
  GPtrArray *names = g_ptr_array_new ();

  for (const DesignerOptionRow *row = rows; row->name != NULL; row++)
    {
      if (row->option)
        g_ptr_array_add (names, (gpointer) row->name);
    }
  return names;
}

char *
designer_option_element (const DesignerOptionRow *option)
{
  if (option->base == NULL || *option->base == '\0' || strchr (option->base, '/') != NULL)
    return NULL;
  return g_strndup (option->base, strcspn (option->base, "["));
}

static const DesignerOptionRow *
look_up (const char *name)
{
  static GHashTable *index = NULL;

  if (g_once_init_enter (&index))
    g_once_init_leave (&index, index_options ());
  return g_hash_table_lookup (index, name);
}

const DesignerOptionRow *
designer_option_find (const char *name,
                      GError **error)
{
  const DesignerOptionRow *found = look_up (name);
  g_autoptr (GPtrArray) names = NULL;
  g_autofree char *hint = NULL;

  if (found != NULL)
    return found;
  names = list_names ();
  hint = designer_nearest_hint (name, (const char *const *) names->pdata, names->len);
  g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNKNOWN_NAME,
               "unknown option '--%s'%s", name, hint);
  return NULL;
}

const DesignerOptionRow *
designer_option_find_word (const DesignerOptionRow *option,
                           const char *name)
{
  for (const DesignerOptionRow *row = option + 1; !row->option; row++)
    {
      if (row->value != NULL && g_str_equal (row->name, name))
        return row;
    }
  return NULL;
}

const DesignerOptionRow *
designer_option_for_thing (DesignerThingId thing,
                           const char **name)
{
  const DesignerOptionRow *option = NULL;

  for (const DesignerOptionRow *row = rows; row->name != NULL; row++)
    {
      if (row->option)
        option = row;
      else if (row->path == NULL && row->value == NULL && row->thing == (int) thing
               && (*row->name != '\0' || row->other_name != NULL))
        {
          *name = *row->name != '\0' ? row->name : row->other_name;
          return option;
        }
    }
  return NULL;
}

void
designer_option_add_names (const DesignerOptionRow *option,
                           GPtrArray *names)
{
  for (const DesignerOptionRow *row = option + 1; !row->option; row++)
    {
      if (*row->name != '\0')
        g_ptr_array_add (names, (gpointer) row->name);
      if (row->other_name != NULL)
        g_ptr_array_add (names, (gpointer) row->other_name);
    }
}

/**
 * gvir_designer_list_options:
 *
 * Lists the options that [method@LibvirtDesigner.Domain.apply_option] takes.
 *
 * Returns: (transfer full) (array zero-terminated=1): virt-install's names,
 *   without the leading dashes
 */
char **
gvir_designer_list_options (void)
{
  GPtrArray *names = g_ptr_array_new ();

  for (const DesignerOptionRow *row = rows; row->name != NULL; row++)
    {
      if (row->option)
        g_ptr_array_add (names, g_strdup (row->name));
    }
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

/**
 * gvir_designer_has_option:
 * @option: a name, without the leading dashes
 *
 * Finds out whether [method@LibvirtDesigner.Domain.apply_option] takes an option of that name, or of that
 * other name. Describing it takes much longer.
 *
 * Returns: %TRUE where there is such an option
 */
gboolean
gvir_designer_has_option (const char *option)
{
  g_return_val_if_fail (option != NULL, FALSE);

  return look_up (option) != NULL;
}

static void
describe_row (GString *text,
              const DesignerOptionRow *row)
{
  const DesignerThing *thing = row->path == NULL ? designer_thing_get (row->thing) : NULL;
  const char *name = *row->name != '\0' ? row->name : row->other_name != NULL ? row->other_name : "VALUE";
  g_autofree char *values = NULL;
  g_auto (GStrv) words = NULL;

  if (thing == NULL)
    {
      g_string_append_printf (text, "  %s\n      %s\n", name, row->path);
      if (*row->name != '\0' && row->other_name != NULL)
        g_string_append_printf (text, "      also called %s\n", row->other_name);
      return;
    }
  if (row->value != NULL)
    {
      g_string_append_printf (text, "  %s\n      %s: %s\n", name, thing->title, row->value);
      return;
    }
  g_string_append_printf (text, "  %s%s\n      %s\n", name,
                          *row->name == '\0' ? " (or the value alone, first)" : "", thing->title);
  if (*row->name != '\0' && row->other_name != NULL)
    g_string_append_printf (text, "      also called %s\n", row->other_name);
  if (thing->kind != DESIGNER_KIND_TOKEN)
    return;
  words = g_strsplit (thing->values, ",", -1);
  values = g_strjoinv (", ", words);
  g_string_append_printf (text, "      one of: %s\n", values);
}

/* Names that follow from the paths of libvirt's schema, where no row has another. */
static void
describe_paths (GString *text,
                const DesignerOptionRow *option)
{
  g_autoptr (GPtrArray) paths = designer_schema_list (option);
  g_autoptr (GPtrArray) named = g_ptr_array_new ();
  const char *before = "  and by its path in the XML\n      ";

  designer_option_add_names (option, named);
  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *name = designer_schema_name (option, g_ptr_array_index (paths, i));

      if (*name == '\0' || g_ptr_array_find_with_equal_func (named, name, g_str_equal, NULL))
        continue;
      g_string_append_printf (text, "%s%s", before, name);
      before = ", ";
    }
  if (*before == ',')
    g_string_append_c (text, '\n');
}

/**
 * gvir_designer_describe_option:
 * @option: the name of an option, without the leading dashes
 * @error: return location for a #GError
 *
 * Describes an option and its sub-options, as for `--disk=help`.
 *
 * Returns: (transfer full): lines for people, or %NULL with
 *   %GVIR_DESIGNER_ERROR_UNKNOWN_NAME where no option has that name
 */
char *
gvir_designer_describe_option (const char *option,
                               GError **error)
{
  const DesignerOptionRow *row;
  GString *text;

  g_return_val_if_fail (option != NULL, NULL);

  row = designer_option_find (option, error);
  if (row == NULL)
    return NULL;
  text = g_string_new (NULL);
  g_string_append_printf (text, "--%s: %s\n", row->name, row->title);
  if (designer_scope_get (row->scope)->element != NULL)
    g_string_append (text, "  none\n      no such device at all\n  default\n      such a device, with nothing said of it\n");
  for (const DesignerOptionRow *sub = row + 1; !sub->option; sub++)
    describe_row (text, sub);
  describe_paths (text, row);
  return g_string_free (text, FALSE);
}
