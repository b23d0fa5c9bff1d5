/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "live-guest.h"
#include "tool.h"

/* A guest that is brought up to date, and where it comes from. */
typedef struct
{
  LiveGuest *live; /* NULL: the guest is that of a file or a stream */
  char *before;
  GVirDesignerDomain *design;
} Work;

static void
work_clear (Work *work)
{
  g_clear_pointer (&work->live, live_guest_free);
  g_clear_pointer (&work->before, g_free);
  g_clear_object (&work->design);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static gboolean
read_work (Work *work,
           const ToolArguments *arguments,
           GError **error)
{
  const char *word = arguments->words->len > 0 ? g_ptr_array_index (arguments->words, 0) : "-";
  const char *uri = tool_arguments_get (arguments, "connect");
  gboolean file = tool_existing_is_file (arguments, word);

  if (!file || tool_arguments_has (arguments, "define"))
    {
      work->live = live_guest_open (uri, file ? NULL : word, TRUE, error);
      if (work->live == NULL)
        return FALSE;
    }
  work->before = file ? tool_guest_xml_read (word, error) : live_guest_read (work->live, FALSE, error);
  work->design = work->before != NULL ? tool_existing_read (arguments, work->before, error) : NULL;
  return work->design != NULL;
}

/* The ids of all --only, or NULL: it is not given. */
static char **
read_ids (const ToolArguments *arguments)
{
  g_autoptr (GPtrArray) values = tool_arguments_list (arguments, "only");
  g_autofree char *joined = NULL;

  if (values->len == 0)
    return NULL;
  g_ptr_array_add (values, NULL);
  joined = g_strjoinv (",", (char **) values->pdata);
  return g_strsplit (joined, ",", -1);
}

static void
append_item (GString *text,
             GVirDesignerFinding *finding)
{
  const char *warning = gvir_designer_finding_get_warning (finding);
  const char *value = gvir_designer_finding_get_value (finding);
  const char *better = gvir_designer_finding_get_better (finding);

  g_string_append_printf (text, "%s%s\n", gvir_designer_finding_get_rule (finding),
                          gvir_designer_finding_is_by_choice (finding) ? " (only where it is named)" : "");
  g_string_append_printf (text, "    %s, %s: %s", gvir_designer_finding_get_subject (finding),
                          gvir_designer_finding_get_thing (finding), value != NULL ? value : "(nothing)");
  if (better != NULL)
    g_string_append_printf (text, " → %s", better);
  g_string_append_c (text, '\n');
  tool_append_wrapped (text, "    ", "    ", gvir_designer_finding_get_reason (finding));
  if (warning != NULL)
    tool_append_wrapped (text, "    Warning: ", "    ", warning);
}

static char *
list_all (GVirDesignerDomain *design)
{
  g_autoptr (GListModel) all = gvir_designer_domain_list_modernisations (design);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GVirDesignerFinding) finding = g_list_model_get_item (all, i);

      append_item (text, finding);
    }
  return g_string_free (text, FALSE);
}

/* Each warning once. */
static void
note_warnings (GListModel *applied)
{
  g_autoptr (GPtrArray) said = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (applied); i++)
    {
      g_autoptr (GVirDesignerFinding) finding = g_list_model_get_item (applied, i);
      const char *warning = gvir_designer_finding_get_warning (finding);
      g_autofree char *text = g_strdup_printf ("%s: %s", gvir_designer_finding_get_rule (finding), warning);

      if (warning == NULL || g_ptr_array_find (said, warning, NULL))
        continue;
      g_ptr_array_add (said, (gpointer) warning);
      tool_note (text);
    }
  if (g_list_model_get_n_items (applied) == 0)
    tool_note ("nothing is to be changed; --list shows what can be");
}

static gboolean
check_combination (const ToolArguments *arguments,
                   GError **error)
{
  const char *step = tool_arguments_get (arguments, "print-xml");

  if (step != NULL && *step != '\0')
    {
      g_set_error (error, TOOL_ERROR, TOOL_ERROR_USAGE,
                   "--print-xml %s is about the steps of an installation: give --print-xml alone", step);
      return FALSE;
    }
  if (step != NULL && tool_arguments_has (arguments, "print-diff"))
    {
      g_set_error_literal (error, TOOL_ERROR, TOOL_ERROR_USAGE,
                           "--print-xml and --print-diff contradict each other: give one");
      return FALSE;
    }
  if (!tool_arguments_has (arguments, "define") || tool_arguments_has (arguments, "connect"))
    return TRUE;
  g_set_error_literal (error, TOOL_ERROR, TOOL_ERROR_USAGE,
                       "--define is about a guest of a connection: give its name and --connect URI");
  return FALSE;
}

char *
tool_run_modernise (const ToolArguments *arguments,
                    GError **error)
{
  g_auto (Work) work = { 0 };
  g_auto (GStrv) ids = read_ids (arguments);
  g_autoptr (GListModel) applied = NULL;
  g_autofree char *after = NULL;

  if (!check_combination (arguments, error) || !read_work (&work, arguments, error))
    return NULL;
  if (tool_arguments_has (arguments, "list"))
    return list_all (work.design);
  applied = gvir_designer_domain_modernise (work.design, (const char *const *) ids, error);
  if (applied == NULL)
    return NULL;
  note_warnings (applied);
  after = gvir_designer_domain_to_xml (work.design);
  if (tool_arguments_has (arguments, "define") && !live_guest_define (work.live, after, error))
    return NULL;
  return tool_arguments_has (arguments, "print-xml") ? g_steal_pointer (&after)
                                                     : tool_difference (work.before, after, error);
}
