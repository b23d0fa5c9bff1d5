/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Edits of the XML that are asked for by path: virt-install's "xpath" words. */

#include "intent/edits-private.h"

#include <string.h>

#include "base/libvirt-designer-error.h"
#include "vocabulary/path-step-private.h"
#include "vocabulary/schema-private.h"

static const char *const parts[] = { "set", "value", "create", "delete", NULL };

enum
{
  PART_SET,
  PART_VALUE,
  PART_CREATE,
  PART_DELETE,
  N_PARTS
};

static const char *const words[] = {
  [DESIGNER_SETTING_VALUE] = "set",
  [DESIGNER_SETTING_CREATE] = "create",
  [DESIGNER_SETTING_DELETE] = "delete",
};

/* One number's edit: "xpath2.…". */
typedef struct
{
  guint number;
  char *given[N_PARTS];
} Edit;

struct _DesignerEdits
{
  GArray *list; /* Edit, by number */
};

static void
clear_edit (gpointer data)
{
  Edit *edit = data;

  for (guint i = 0; i < N_PARTS; i++)
    g_free (edit->given[i]);
}

DesignerEdits *
designer_edits_new (void)
{
  DesignerEdits *edits = g_new0 (DesignerEdits, 1);

  edits->list = g_array_new (FALSE, TRUE, sizeof (Edit));
  g_array_set_clear_func (edits->list, clear_edit);
  return edits;
}

void
designer_edits_free (DesignerEdits *edits)
{
  g_array_unref (edits->list);
  g_free (edits);
}

gboolean
designer_edits_has_name (const char *name)
{
  return g_str_has_prefix (name, "xpath");
}

/* The edit of NUMBER, made where there is none yet. */
static Edit *
find_edit (DesignerEdits *edits,
           guint number)
{
  Edit new_edit = { .number = number };
  guint at = edits->list->len;

  while (at > 0 && g_array_index (edits->list, Edit, at - 1).number > number)
    at--;
  if (at > 0 && g_array_index (edits->list, Edit, at - 1).number == number)
    return &g_array_index (edits->list, Edit, at - 1);
  g_array_insert_val (edits->list, at, new_edit);
  return &g_array_index (edits->list, Edit, at);
}

/* "xpath2.set" is number 2, part "set". */
static gboolean
read_name (const char *name,
           guint64 *number,
           guint *part)
{
  const char *digits = name + strlen ("xpath");
  char *end = (char *) digits;

  *number = g_ascii_isdigit (*digits) ? g_ascii_strtoull (digits, &end, 10) : 0;
  for (*part = 0; *end == '.' && *part < N_PARTS; (*part)++)
    {
      if (g_str_equal (end + 1, parts[*part]))
        return *number <= DESIGNER_MAX_INDEX;
    }
  return FALSE;
}

gboolean
designer_edits_take (DesignerEdits *edits,
                     const char *option,
                     const char *name,
                     const char *value,
                     GError **error)
{
  guint64 number;
  guint part;
  Edit *edit;

  if (!read_name (name, &number, &part))
    {
      g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNKNOWN_NAME,
                   "unknown sub-option '%.*s' of --%s: edits are xpath.set, xpath.value, xpath.create and "
                   "xpath.delete, each with a number from 0 to %d behind 'xpath' where there are several",
                   DESIGNER_MAX_NAME, name, option, DESIGNER_MAX_INDEX);
      return FALSE;
    }
  edit = find_edit (edits, (guint) number);
  if (edit->given[part] != NULL && !g_str_equal (edit->given[part], value))
    {
      g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_CONFLICT,
                   "%s of --%s was asked to be both '%s' and '%s': number them, as in xpath1.%s and xpath2.%s",
                   name, option, edit->given[part], value, parts[part], parts[part]);
      return FALSE;
    }
  g_free (edit->given[part]);
  edit->given[part] = g_strdup (value);
  return TRUE;
}

/* The first equals sign that is in no predicate. */
static char *
find_equals (char *text)
{
  for (guint depth = 0; *text != '\0'; text++)
    {
      depth += *text == '[';
      depth -= *text == ']' && depth > 0;
      if (*text == '=' && depth == 0)
        return text;
    }
  return NULL;
}

static gboolean
check_edit (DesignerSettingAction action,
            const char *option,
            const char *path,
            const char *value,
            GError **error)
{
  if (!designer_step_is_path (path, error))
    {
      g_prefix_error (error, "--%s xpath.%s: ", option, words[action]);
      return FALSE;
    }
  if (action == DESIGNER_SETTING_CREATE && designer_step_is_attribute (path))
    {
      g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                   "--%s xpath.create: '%s' is an attribute, which is not there without a value: give "
                   "xpath.set=%s=VALUE", option, path, path);
      return FALSE;
    }
  if (value == NULL || designer_text_fits_xml (value))
    return TRUE;
  g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
               "--%s xpath.%s: the value has a character that XML cannot hold: give UTF-8 text without control "
               "characters", option, words[action]);
  return FALSE;
}

static gboolean
add_edit (DesignerRequest *request,
          DesignerSettingAction action,
          const char *option,
          const char *base,
          const char *path,
          const char *value,
          GError **error)
{
  g_autofree char *full = NULL;
  g_autofree char *name = NULL;

  path += g_str_has_prefix (path, "./") ? 2 : 0;
  if (!check_edit (action, option, path, value, error))
    return FALSE;
  full = g_strconcat (base, path, NULL);
  name = g_strdup_printf ("%s.xpath.%s ./%s", option, words[action], path);
  designer_request_edit (request, action, full, value, name);
  return TRUE;
}

/* Setting nothing takes away, as in virt-install. */
static gboolean
finish_set (const Edit *edit,
            const char *option,
            const char *base,
            DesignerRequest *request,
            GError **error)
{
  g_autofree char *path = g_strdup (edit->given[PART_SET]);
  const char *value = edit->given[PART_VALUE];
  char *equals = value == NULL ? find_equals (path) : NULL;

  if (equals != NULL)
    {
      *equals = '\0';
      value = equals + 1;
    }
  if (value == NULL)
    {
      g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                   "xpath.set of --%s has no value: give xpath.set=%s=VALUE", option, path);
      return FALSE;
    }
  if (*value == '\0')
    return add_edit (request, DESIGNER_SETTING_DELETE, option, base, path, NULL, error);
  return add_edit (request, DESIGNER_SETTING_VALUE, option, base, path, value, error);
}

static gboolean
finish_edit (const Edit *edit,
             const char *option,
             const char *base,
             DesignerRequest *request,
             GError **error)
{
  const char *delete = edit->given[PART_DELETE];
  const char *create = edit->given[PART_CREATE];

  if (edit->given[PART_VALUE] != NULL && edit->given[PART_SET] == NULL)
    {
      g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                   "xpath.value of --%s is of no path: give xpath.set=PATH with it", option);
      return FALSE;
    }
  return (delete == NULL || add_edit (request, DESIGNER_SETTING_DELETE, option, base, delete, NULL, error))
         && (create == NULL || add_edit (request, DESIGNER_SETTING_CREATE, option, base, create, NULL, error))
         && (edit->given[PART_SET] == NULL || finish_set (edit, option, base, request, error));
}

gboolean
designer_edits_finish (const DesignerEdits *edits,
                       const char *option,
                       const char *base,
                       DesignerRequest *request,
                       GError **error)
{
  for (guint i = 0; i < edits->list->len; i++)
    {
      if (!finish_edit (&g_array_index (edits->list, Edit, i), option, base, request, error))
        return FALSE;
    }
  return TRUE;
}
