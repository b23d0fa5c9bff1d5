/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "live-guest.h"
#include "tool.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* Colours of severities on a terminal. */
static const char *const colours[] = {
  [GVIR_DESIGNER_SEVERITY_BETTER] = "\033[36m",
  [GVIR_DESIGNER_SEVERITY_RISKY] = "\033[33m",
  [GVIR_DESIGNER_SEVERITY_BROKEN] = "\033[31m",
  [GVIR_DESIGNER_SEVERITY_REFUSED] = "\033[1;31m",
};

/* How the first line counts them. */
static const char *const counted[] = {
  [GVIR_DESIGNER_SEVERITY_BETTER] = "could be better",
  [GVIR_DESIGNER_SEVERITY_RISKY] = "risky",
  [GVIR_DESIGNER_SEVERITY_BROKEN] = "broken",
  [GVIR_DESIGNER_SEVERITY_REFUSED] = "refused",
};

static gboolean
read_severity (const ToolArguments *arguments,
               GVirDesignerSeverity *severity,
               GError **error)
{
  const char *name = tool_arguments_get (arguments, "severity");
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *hint = NULL;

  *severity = GVIR_DESIGNER_SEVERITY_BETTER;
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (counted); i++)
    {
      const char *known = gvir_designer_severity_to_string (i);

      if (g_str_equal (known, name))
        {
          *severity = i;
          return TRUE;
        }
      g_ptr_array_add (names, (gpointer) known);
    }
  if (name == NULL)
    return TRUE;
  hint = tool_nearest_hint (name, "", names);
  g_set_error (error, TOOL_ERROR, TOOL_ERROR_USAGE,
               "'%s' is no severity%s; give --severity refused, broken, risky or better", name, hint);
  return FALSE;
}

/* One guest that was looked at. */
typedef struct
{
  const char *word; /* as it was given */
  GVirDesignerDomain *design;
  GListModel *findings;
  gboolean os_is_known;
} Checked;

static void
checked_free (gpointer data)
{
  Checked *checked = data;

  g_clear_object (&checked->design);
  g_clear_object (&checked->findings);
  g_free (checked);
}

static char *
read_xml (const ToolArguments *arguments,
          const char *word,
          GError **error)
{
  g_autoptr (LiveGuest) live = NULL;

  if (tool_existing_is_file (arguments, word))
    return tool_guest_xml_read (word, error);
  live = live_guest_open (tool_arguments_get (arguments, "connect"), word, TRUE, error);
  return live != NULL ? live_guest_read (live, FALSE, error) : NULL;
}

/* Those that are at least as bad as SEVERITY. */
static GListModel *
keep_bad (GListModel *findings,
          GVirDesignerSeverity severity)
{
  GListStore *kept = g_list_store_new (GVIR_DESIGNER_TYPE_FINDING);

  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (GVirDesignerFinding) finding = g_list_model_get_item (findings, i);

      if (gvir_designer_finding_get_severity (finding) >= severity)
        g_list_store_append (kept, finding);
    }
  return G_LIST_MODEL (kept);
}

static void
note_unknown_os (const char *word)
{
  g_autofree char *text = g_strdup_printf (
    "'%s' names no operating system that the OS database has, so that drivers are not looked at; give --osinfo NAME",
    word);

  tool_note (text);
}

static Checked *
check_one (const ToolArguments *arguments,
           GVirDesignerHost *host,
           const char *word,
           GVirDesignerSeverity severity,
           GError **error)
{
  g_autofree char *xml = read_xml (arguments, word, error);
  g_autoptr (GVirDesignerDomain) design = NULL;
  g_autoptr (GListModel) findings = NULL;
  gboolean os_is_known;
  Checked *checked;

  design = xml != NULL ? tool_existing_take (arguments, host, xml, &os_is_known, error) : NULL;
  if (design == NULL)
    {
      g_prefix_error (error, "%s: ", word);
      return NULL;
    }
  findings = gvir_designer_domain_check (design);
  checked = g_new0 (Checked, 1);
  checked->word = word;
  checked->os_is_known = os_is_known;
  checked->findings = keep_bad (findings, severity);
  checked->design = g_steal_pointer (&design);
  return checked;
}

/* What was said of host, system and policy, which the command that mends is told too. */
static char **
repeat_options (const ToolArguments *arguments)
{
  GPtrArray *words = g_ptr_array_new ();

  for (guint i = 0; i < arguments->given->len; i++)
    {
      const ToolGiven *given = g_ptr_array_index (arguments->given, i);

      if (given->option == NULL
          || !(given->option->groups & (TOOL_GROUP_EXISTING | TOOL_GROUP_HOST | TOOL_GROUP_POLICY)))
        continue;
      g_ptr_array_add (words, g_strdup_printf ("--%s", given->option->name));
      if (given->value != NULL)
        g_ptr_array_add (words, g_strdup (given->value));
    }
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_free (words, FALSE);
}

static void
append_title (GString *text,
              const Checked *checked)
{
  GVirConfigDomain *config = gvir_designer_domain_get_config (checked->design);
  GVirDesignerOs *os = gvir_designer_domain_get_guest_os (checked->design);
  const char *name = gvir_config_domain_get_name (config);
  guint counts[G_N_ELEMENTS (counted)] = { 0 };
  g_autoptr (GString) title = g_string_new (checked->word);

  for (guint i = 0; i < g_list_model_get_n_items (checked->findings); i++)
    {
      g_autoptr (GVirDesignerFinding) finding = g_list_model_get_item (checked->findings, i);

      counts[gvir_designer_finding_get_severity (finding)]++;
    }
  if (name != NULL && !g_str_equal (name, checked->word))
    g_string_append_printf (title, " ('%s')", name);
  g_string_append_printf (title, ", %s:", gvir_designer_os_get_name (os));
  for (guint i = G_N_ELEMENTS (counted); i-- > 0;)
    {
      if (counts[i] > 0)
        g_string_append_printf (title, " %u %s,", counts[i], counted[i]);
    }
  if (g_list_model_get_n_items (checked->findings) == 0)
    g_string_append (title, " nothing is found,");
  g_string_truncate (title, title->len - 1);
  tool_append_wrapped (text, "", "  ", title->str);
}

static void
append_finding (GString *text,
                GVirDesignerFinding *finding,
                const char *word,
                char **options)
{
  GVirDesignerSeverity severity = gvir_designer_finding_get_severity (finding);
  const char *warning = gvir_designer_finding_get_warning (finding);
  const char *thing = gvir_designer_finding_get_thing (finding);
  const char *value = gvir_designer_finding_get_value (finding);
  g_autofree char *command = gvir_designer_finding_to_command (finding, word, (const char *const *) options);
  g_autofree char *origin = g_strdup_printf ("[%s] %s", gvir_designer_finding_get_rule (finding),
                                             gvir_designer_finding_get_source (finding));

  g_string_append_printf (text, "\n%s%s%s: %s", tool_is_coloured () ? colours[severity] : "",
                          gvir_designer_severity_to_string (severity), tool_is_coloured () ? "\033[0m" : "",
                          gvir_designer_finding_get_subject (finding));
  if (thing != NULL)
    g_string_append_printf (text, ", %s: %s", thing, value != NULL ? value : "(nothing)");
  g_string_append_c (text, '\n');
  tool_append_wrapped (text, "    ", "    ", gvir_designer_finding_get_reason (finding));
  tool_append_wrapped (text, "    ", "      ", origin);
  if (warning != NULL)
    tool_append_wrapped (text, "    Before it is mended: ", "    ", warning);
  if (command != NULL)
    g_string_append_printf (text, "    $ %s\n", command);
}

static char *
write_text (const ToolArguments *arguments,
            GPtrArray *all)
{
  g_auto (GStrv) options = repeat_options (arguments);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < all->len; i++)
    {
      const Checked *checked = g_ptr_array_index (all, i);

      if (i > 0)
        g_string_append_c (text, '\n');
      append_title (text, checked);
      for (guint n = 0; n < g_list_model_get_n_items (checked->findings); n++)
        {
          g_autoptr (GVirDesignerFinding) finding = g_list_model_get_item (checked->findings, n);

          append_finding (text, finding, checked->word, options);
        }
    }
  return g_string_free (text, FALSE);
}

static char *
write_json (GPtrArray *all)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; i < all->len; i++)
    {
      const Checked *checked = g_ptr_array_index (all, i);
      g_autofree char *findings = gvir_designer_findings_to_json (checked->findings);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "guest");
      json_builder_add_string_value (builder, checked->word);
      json_builder_set_member_name (builder, "findings");
      json_builder_add_value (builder, json_from_string (findings, NULL));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, TRUE);
  return g_strconcat (text, "\n", NULL);
}

/* Without a word, the guest is that of standard input. */
static GPtrArray *
check_all (const ToolArguments *arguments,
           GVirDesignerSeverity severity,
           GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (checked_free);
  g_autoptr (GVirDesignerHost) host = tool_host_read (arguments, TOOL_HOST_FOR_ANY_GUEST, error);
  guint n = MAX (arguments->words->len, 1);

  for (guint i = 0; host != NULL && i < n; i++)
    {
      const char *word = arguments->words->len > 0 ? g_ptr_array_index (arguments->words, i) : "-";
      Checked *checked = check_one (arguments, host, word, severity, error);

      if (checked == NULL)
        return NULL;
      g_ptr_array_add (all, checked);
    }
  return host != NULL ? g_steal_pointer (&all) : NULL;
}

char *
tool_run_check (const ToolArguments *arguments,
                GError **error)
{
  GVirDesignerSeverity severity;
  g_autoptr (GPtrArray) all = NULL;

  if (!read_severity (arguments, &severity, error))
    return NULL;
  all = check_all (arguments, severity, error);
  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const Checked *checked = g_ptr_array_index (all, i);

      if (g_list_model_get_n_items (checked->findings) > 0)
        tool_answer_is_no ();
      if (!checked->os_is_known)
        note_unknown_os (checked->word);
    }
  if (all == NULL)
    return NULL;
  return tool_arguments_has (arguments, "json") ? write_json (all) : write_text (arguments, all);
}
