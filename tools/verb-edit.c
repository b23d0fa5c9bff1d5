/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tool.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define MAX_BYTES (16 * 1024 * 1024)
/* What an element is built for where no guest is named. */
#define NO_GUEST "<domain/>"

static const char *const actions[] = { "edit", "add-device", "remove-device", "build-xml" };

typedef enum
{
  ACTION_EDIT,
  ACTION_ADD,
  ACTION_REMOVE,
  ACTION_BUILD
} Action;

static gboolean
read_action (const ToolArguments *arguments,
             Action *action,
             GError **error)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      if (!tool_arguments_has (arguments, actions[i]))
        continue;
      if (n++ == 0)
        {
          *action = i;
          continue;
        }
      g_set_error (error, TOOL_ERROR, TOOL_ERROR_USAGE, "--%s and --%s are two changes: give one at a time",
                   actions[*action], actions[i]);
      return FALSE;
    }
  if (n > 0)
    return TRUE;
  g_set_error_literal (error, TOOL_ERROR, TOOL_ERROR_USAGE,
                       "nothing says how to change the guest: give --add-device, --remove-device or --edit, each with "
                       "an option such as --disk");
  return FALSE;
}

/* The options that say what is changed, all of one name, in their order. */
static GPtrArray *
read_changes (const ToolArguments *arguments,
              Action action,
              GError **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new ();

  for (guint i = 0; i < arguments->given->len; i++)
    {
      ToolGiven *given = g_ptr_array_index (arguments->given, i);
      ToolGiven *first = changes->len > 0 ? g_ptr_array_index (changes, 0) : given;

      if (given->option != NULL)
        continue;
      if (!g_str_equal (first->name, given->name))
        {
          g_set_error (error, TOOL_ERROR, TOOL_ERROR_USAGE, "--%s and --%s are two changes: give one at a time",
                       first->name, given->name);
          return NULL;
        }
      g_ptr_array_add (changes, given);
    }
  if (changes->len > 0)
    return g_steal_pointer (&changes);
  g_set_error (error, TOOL_ERROR, TOOL_ERROR_USAGE,
               "nothing says what to change: give an option with --%s, such as --disk", actions[action]);
  return NULL;
}

static char *
read_stream (FILE *stream,
             const char *name,
             GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[65536];
  gsize n;

  while ((n = fread (buffer, 1, sizeof buffer, stream)) > 0 && text->len <= MAX_BYTES)
    g_string_append_len (text, buffer, (gssize) n);
  if (!ferror (stream) && text->len <= MAX_BYTES && strlen (text->str) == text->len)
    return g_string_free (g_steal_pointer (&text), FALSE);
  g_set_error (error, TOOL_ERROR, TOOL_ERROR_FAILED, "%s %s", name,
               text->len > MAX_BYTES ? "is larger than 16 MiB, which no domain is"
                                     : "cannot be read, or is no text: give the XML that 'virsh dumpxml' writes");
  return NULL;
}

static char *
read_xml (const ToolArguments *arguments,
          GError **error)
{
  gboolean builds = tool_arguments_has (arguments, "build-xml");
  const char *file = arguments->words->len > 0 ? g_ptr_array_index (arguments->words, 0) : builds ? NULL : "-";
  g_autofree char *shown = NULL;
  g_autofree char *name = NULL;
  FILE *stream;
  char *text;

  if (file == NULL)
    return g_strdup (NO_GUEST);
  shown = g_filename_display_name (file);
  name = g_strdup_printf ("'%s'", shown);
  if (g_str_equal (file, "-"))
    return read_stream (stdin, "standard input", error);
  stream = fopen (file, "re");
  if (stream == NULL)
    {
      g_set_error (error, TOOL_ERROR, TOOL_ERROR_FAILED, "%s cannot be opened: %s; give the file with the guest's XML",
                   name, g_strerror (errno));
      return NULL;
    }
  text = read_stream (stream, name, error);
  fclose (stream);
  return text;
}

/* The system that the guest's XML names, where the OS database has it. */
static GVirDesignerOs *
find_noted_os (GVirDesignerDomain *guest)
{
  GVirConfigObject *config = GVIR_CONFIG_OBJECT (gvir_designer_domain_get_config (guest));
  g_autofree char *id = gvir_designer_config_get (config, "metadata/libosinfo:libosinfo/libosinfo:os/@id", NULL);
  g_autoptr (OsinfoDb) database = id != NULL ? gvir_designer_os_database_load (NULL) : NULL;

  return database != NULL ? gvir_designer_os_find (database, id, NULL) : NULL;
}

static GVirDesignerDomain *
read_guest (const ToolArguments *arguments,
            const char *xml,
            GError **error)
{
  g_autoptr (GVirDesignerHost) host = tool_host_read (arguments, error);
  g_autoptr (GVirDesignerDomain) guest = host != NULL ? gvir_designer_domain_new_from_xml (NULL, host, xml, error) : NULL;
  g_autoptr (GVirDesignerDomain) design = NULL;
  g_autoptr (GVirDesignerOs) os = NULL;

  if (guest == NULL)
    return NULL;
  if (tool_arguments_has (arguments, "osinfo"))
    {
      os = tool_os_read (arguments, error);
      if (os == NULL)
        return NULL;
    }
  else
    os = find_noted_os (guest);
  design = gvir_designer_domain_new_from_xml (os, host, xml, error);
  if (design == NULL || !tool_policies_add (design, arguments, error) || !tool_drivers_add (design, arguments, error))
    return NULL;
  return g_steal_pointer (&design);
}

static gboolean
change (GVirDesignerDomain *design,
        Action action,
        const char *selector,
        const ToolGiven *given,
        GError **error)
{
  switch (action)
    {
    case ACTION_EDIT:
      return gvir_designer_domain_edit_by_option (design, given->name, selector, given->value, error);
    case ACTION_ADD:
      return gvir_designer_domain_add_by_option (design, given->name, given->value, error);
    case ACTION_REMOVE:
      return gvir_designer_domain_remove_by_option (design, given->name, given->value, error);
    case ACTION_BUILD:
      break;
    }
  g_return_val_if_reached (FALSE);
}

static gboolean
change_all (GVirDesignerDomain *design,
            const ToolArguments *arguments,
            Action action,
            GPtrArray *changes,
            GError **error)
{
  const char *selector = tool_arguments_get (arguments, "edit");

  if (g_strcmp0 (selector, "") == 0)
    selector = NULL;
  for (guint i = 0; i < changes->len; i++)
    {
      if (!change (design, action, selector, g_ptr_array_index (changes, i), error))
        return FALSE;
    }
  return TRUE;
}

/* The elements that the options stand for, an empty line between them. */
static char *
build_all (GVirDesignerDomain *design,
           GPtrArray *changes,
           GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < changes->len; i++)
    {
      const ToolGiven *given = g_ptr_array_index (changes, i);
      g_autofree char *xml = gvir_designer_domain_build_by_option (design, given->name, given->value, error);

      if (xml == NULL)
        return NULL;
      g_string_append_printf (text, "%s%s%s", text->len > 0 ? "\n" : "", xml,
                              *xml == '\0' || g_str_has_suffix (xml, "\n") ? "" : "\n");
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
tool_run_edit (const ToolArguments *arguments,
               GError **error)
{
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GVirDesignerDomain) design = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  Action action;

  if (!read_action (arguments, &action, error))
    return NULL;
  changes = read_changes (arguments, action, error);
  before = changes != NULL ? read_xml (arguments, error) : NULL;
  design = before != NULL ? read_guest (arguments, before, error) : NULL;
  if (design != NULL && action == ACTION_BUILD)
    return build_all (design, changes, error);
  if (design == NULL || !change_all (design, arguments, action, changes, error))
    return NULL;
  after = gvir_designer_domain_to_xml (design);
  if (tool_arguments_has (arguments, "print-diff"))
    return tool_difference (before, after, error);
  return g_steal_pointer (&after);
}
