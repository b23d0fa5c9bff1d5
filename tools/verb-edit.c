/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "live-guest.h"
#include "tool.h"

#include <stdio.h>
#include <string.h>

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

/* Where the guest comes from, and what is to become of its change. */
typedef struct
{
  Action action;
  GPtrArray *changes; /* ToolGiven */
  LiveGuest *live;    /* NULL: the guest is that of a file or a stream */
  char *before;
  GVirDesignerDomain *design;
} Edit;

static void
edit_clear (Edit *edit)
{
  g_clear_pointer (&edit->changes, g_ptr_array_unref);
  g_clear_pointer (&edit->live, live_guest_free);
  g_clear_pointer (&edit->before, g_free);
  g_clear_object (&edit->design);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Edit, edit_clear)

static gboolean
is_file (const ToolArguments *arguments)
{
  return tool_existing_is_file (arguments, arguments->words->len > 0 ? g_ptr_array_index (arguments->words, 0) : "-");
}

/* Without a word, the guest is that of standard input, or none where none is needed. */
static gboolean
read_before (Edit *edit,
             const ToolArguments *arguments,
             GError **error)
{
  const char *word = arguments->words->len > 0 ? g_ptr_array_index (arguments->words, 0) : NULL;
  const char *uri = tool_arguments_get (arguments, "connect");
  gboolean file = is_file (arguments);

  if (!file || (uri != NULL && tool_arguments_has (arguments, "define")))
    {
      edit->live = live_guest_open (uri, file ? NULL : word, TRUE, error);
      if (edit->live == NULL)
        return FALSE;
    }
  if (word == NULL && edit->action == ACTION_BUILD)
    edit->before = g_strdup (NO_GUEST);
  else if (!file)
    edit->before = live_guest_read (edit->live, FALSE, error);
  else
    edit->before = tool_guest_xml_read (word != NULL ? word : "-", error);
  return edit->before != NULL;
}

static gboolean
needs_guest (const ToolArguments *arguments,
             const char *option,
             gboolean there,
             GError **error)
{
  if (there || !tool_arguments_has (arguments, option))
    return TRUE;
  g_set_error (error, TOOL_ERROR, TOOL_ERROR_USAGE,
               "--%s is about a guest of a connection: give its name and --connect URI", option);
  return FALSE;
}

/* Nothing but devices changes while a guest runs. */
static gboolean
is_about_devices (const Edit *edit,
                  const ToolArguments *arguments,
                  GError **error)
{
  const ToolGiven *given = g_ptr_array_index (edit->changes, 0);
  g_autofree char *description = gvir_designer_describe_option (given->name, NULL);

  if (!tool_arguments_has (arguments, "update") || strstr (description, "\n  none\n") != NULL)
    return TRUE;
  g_set_error (error, TOOL_ERROR, TOOL_ERROR_USAGE,
               "--update changes devices, and --%s is about none: leave --update out, and the change is there when the "
               "guest is started next", given->name);
  return FALSE;
}

static gboolean
is_no_step (const ToolArguments *arguments,
            GError **error)
{
  const char *step = tool_arguments_get (arguments, "print-xml");

  if (step == NULL || *step == '\0')
    return TRUE;
  g_set_error (error, TOOL_ERROR, TOOL_ERROR_USAGE,
               "--print-xml %s is about the steps of an installation: give --print-xml alone", step);
  return FALSE;
}

static gboolean
check_combination (const Edit *edit,
                   const ToolArguments *arguments,
                   GError **error)
{
  gboolean named = !is_file (arguments);
  gboolean there = named || (tool_arguments_has (arguments, "connect") && tool_arguments_has (arguments, "define"));

  if (tool_arguments_has (arguments, "define") && tool_arguments_has (arguments, "no-define"))
    {
      g_set_error_literal (error, TOOL_ERROR, TOOL_ERROR_USAGE, "--define and --no-define contradict each other: give one");
      return FALSE;
    }
  return needs_guest (arguments, "define", there, error) && needs_guest (arguments, "start", there, error)
         && needs_guest (arguments, "confirm", named, error) && needs_guest (arguments, "update", named, error)
         && is_about_devices (edit, arguments, error) && is_no_step (arguments, error);
}

/* What is plugged in or out, or changed while the guest runs, device by device. */
static gboolean
update_one (const Edit *edit,
            GVirDesignerDomain *running,
            const char *selector,
            const ToolGiven *given,
            GError **error)
{
  g_autoptr (GPtrArray) devices = NULL;
  g_autofree char *added = NULL;

  if (edit->action == ACTION_ADD)
    {
      added = gvir_designer_domain_build_by_option (running, given->name, given->value, error);
      return added != NULL && (*added == '\0' || live_guest_plug (edit->live, LIVE_PLUG_ADD, added, error));
    }
  devices = gvir_designer_domain_find_by_option (running, given->name,
                                                 edit->action == ACTION_EDIT ? selector : given->value, error);
  if (devices == NULL
      || (edit->action == ACTION_EDIT
          && !gvir_designer_domain_edit_by_option (running, given->name, selector, given->value, error)))
    return FALSE;
  for (guint i = 0; i < devices->len; i++)
    {
      g_autofree char *xml = gvir_config_object_to_xml (g_ptr_array_index (devices, i));

      if (!live_guest_plug (edit->live, edit->action == ACTION_EDIT ? LIVE_PLUG_CHANGE : LIVE_PLUG_REMOVE, xml, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
update (const Edit *edit,
        const ToolArguments *arguments,
        GError **error)
{
  const char *selector = tool_arguments_get (arguments, "edit");
  g_autofree char *xml = NULL;
  g_autoptr (GVirDesignerDomain) running = NULL;

  if (!live_guest_is_running (edit->live))
    {
      tool_note ("the guest does not run, so that there is nothing to update");
      return TRUE;
    }
  xml = live_guest_read (edit->live, TRUE, error);
  running = xml != NULL ? tool_existing_read (arguments, xml, error) : NULL;
  for (guint i = 0; running != NULL && i < edit->changes->len; i++)
    {
      if (!update_one (edit, running, selector != NULL && *selector != '\0' ? selector : "1",
                       g_ptr_array_index (edit->changes, i), error))
        return FALSE;
    }
  return running != NULL;
}

/* FALSE without an error: the answer is no. */
static gboolean
confirm (const Edit *edit,
         const char *after,
         GError **error)
{
  g_autofree char *difference = tool_difference (edit->before, after, error);
  char answer[16];

  if (difference == NULL)
    return FALSE;
  fprintf (stderr, "%s\nDefine '%s' so? (y/n) ", difference, live_guest_get_name (edit->live));
  return fgets (answer, sizeof answer, stdin) != NULL && (*answer == 'y' || *answer == 'Y');
}

static void
note_defined (const Edit *edit,
              gboolean updated)
{
  g_autofree char *text = g_strdup_printf (
    "guest '%s' is changed%s", live_guest_get_name (edit->live),
    live_guest_is_running (edit->live) && !updated ? "; the running one will be when it is started next" : "");

  tool_note (text);
}

/* Changes the guest on its connection. */
static gboolean
carry_out (Edit *edit,
           const ToolArguments *arguments,
           const char *after,
           GError **error)
{
  gboolean quiet = tool_arguments_has (arguments, "quiet");
  gboolean updates = tool_arguments_has (arguments, "update");
  g_autoptr (GError) problem = NULL;

  if (tool_arguments_has (arguments, "confirm") && !confirm (edit, after, &problem))
    {
      if (problem != NULL)
        g_propagate_error (error, g_steal_pointer (&problem));
      else
        tool_note ("nothing is changed");
      return problem == NULL;
    }
  if (updates && !update (edit, arguments, error))
    return FALSE;
  if (tool_arguments_has (arguments, "no-define"))
    return TRUE;
  if (!live_guest_define (edit->live, after, error))
    return FALSE;
  if (!quiet)
    note_defined (edit, updates);
  return !tool_arguments_has (arguments, "start") || live_guest_start (edit->live, error);
}

static gboolean
is_carried_out (const Edit *edit,
                const ToolArguments *arguments)
{
  gboolean prints = tool_arguments_has (arguments, "print-xml") || tool_arguments_has (arguments, "print-diff");

  return edit->live != NULL && (!prints || tool_arguments_has (arguments, "define"))
         && (!tool_arguments_has (arguments, "no-define") || tool_arguments_has (arguments, "update"));
}

/* Whether what the change names is there on the connection, and no other guest has it. */
static gboolean
check_storage (const Edit *edit,
               const ToolArguments *arguments,
               GError **error)
{
  GVirConfigObject *config = GVIR_CONFIG_OBJECT (gvir_designer_domain_get_config (edit->design));
  g_autofree char *name = gvir_designer_config_get (config, "name", NULL);

  return edit->action == ACTION_REMOVE || tool_storage_check (arguments, edit->design, name, error);
}

char *
tool_run_edit (const ToolArguments *arguments,
               GError **error)
{
  g_auto (Edit) edit = { 0 };
  g_autofree char *after = NULL;
  gboolean done;

  if (!read_action (arguments, &edit.action, error) || !tool_storage_check_words (arguments, error))
    return NULL;
  edit.changes = read_changes (arguments, edit.action, error);
  if (edit.changes == NULL || !check_combination (&edit, arguments, error) || !read_before (&edit, arguments, error))
    return NULL;
  edit.design = tool_existing_read (arguments, edit.before, error);
  if (edit.design != NULL && edit.action == ACTION_BUILD)
    return build_all (edit.design, edit.changes, error);
  if (edit.design == NULL || !change_all (edit.design, arguments, edit.action, edit.changes, error)
      || !check_storage (&edit, arguments, error))
    return NULL;
  after = gvir_designer_domain_to_xml (edit.design);
  done = is_carried_out (&edit, arguments);
  if (done && !carry_out (&edit, arguments, after, error))
    return NULL;
  if (tool_arguments_has (arguments, "print-diff"))
    return tool_difference (edit.before, after, error);
  return done && !tool_arguments_has (arguments, "print-xml") ? g_strdup ("") : g_steal_pointer (&after);
}
