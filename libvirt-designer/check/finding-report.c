/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Findings as a command for people and as JSON for programs. */

#include "check/finding-private.h"

#include <string.h>

#include "base/json-private.h"

/* Quoted where a shell would see more in it than its letters. */
static void
append_word (GString *line,
             const char *word)
{
  g_autofree char *quoted = NULL;

  if (*word != '\0' && word[strspn (word, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-_.,=/:+@%")] == '\0')
    quoted = g_strdup (word);
  else
    quoted = g_shell_quote (word);
  g_string_append_printf (line, "%s%s", line->len > 0 ? " " : "", quoted);
}

static void
append_words (GString *line,
              const char *const *words)
{
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    append_word (line, words[i]);
}

/**
 * gvir_designer_finding_to_command:
 * @finding: a finding
 * @guest: the file or the guest that it is about, as the command line names it
 * @options: (nullable) (array zero-terminated=1): further words of the command, such
 *   as those that say what the host is
 *
 * Writes the command that mends it, for a shell.
 *
 * Returns: (transfer full) (nullable): a line without its end; %NULL where nothing is
 *   known that mends it
 */
char *
gvir_designer_finding_to_command (GVirDesignerFinding *finding,
                                  const char *guest,
                                  const char *const *options)
{
  GString *line;

  g_return_val_if_fail (GVIR_DESIGNER_IS_FINDING (finding), NULL);
  g_return_val_if_fail (guest != NULL, NULL);

  if (finding->words == NULL)
    return NULL;
  line = g_string_new ("virt-designer");
  append_word (line, finding->words[0]);
  append_word (line, guest);
  append_words (line, (const char *const *) finding->words + 1);
  append_words (line, options);
  return g_string_free (line, FALSE);
}

static void
build (JsonBuilder *builder,
       GVirDesignerFinding *finding)
{
  json_builder_begin_object (builder);
  designer_json_add_text (builder, "severity", gvir_designer_severity_to_string (finding->severity));
  designer_json_add_text (builder, "rule", finding->rule);
  designer_json_add_text (builder, "subject", finding->subject);
  designer_json_add_text (builder, "path", finding->path);
  designer_json_add_text (builder, "thing", finding->thing);
  designer_json_add_text (builder, "value", finding->value);
  designer_json_add_text (builder, "better", finding->better);
  designer_json_add_text (builder, "reason", finding->reason);
  designer_json_add_text (builder, "source", finding->source);
  designer_json_add_text (builder, "warning", finding->warning);
  if (finding->words != NULL)
    designer_json_add_texts (builder, "mend", (const char *const *) finding->words);
  else
    designer_json_add_text (builder, "mend", NULL);
  json_builder_end_object (builder);
}

/**
 * gvir_designer_finding_to_json:
 * @finding: a finding
 *
 * Writes all of a finding as JSON.
 *
 * Returns: (transfer full): a JSON object with the members `severity`, `rule`,
 *   `subject`, `path`, `thing`, `value`, `better`, `reason`, `source`, `warning` and `mend`, an
 *   array of the words that [method@LibvirtDesigner.Finding.get_mend] gives; what is
 *   not known is null
 */
char *
gvir_designer_finding_to_json (GVirDesignerFinding *finding)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  g_return_val_if_fail (GVIR_DESIGNER_IS_FINDING (finding), NULL);

  build (builder, finding);
  return designer_json_print (builder);
}

/**
 * gvir_designer_findings_to_json:
 * @findings: a list of [class@LibvirtDesigner.Finding]
 *
 * Writes findings as JSON.
 *
 * Returns: (transfer full): a JSON array of objects, as in
 *   [method@LibvirtDesigner.Finding.to_json]
 */
char *
gvir_designer_findings_to_json (GListModel *findings)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  g_return_val_if_fail (G_IS_LIST_MODEL (findings), NULL);

  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (GVirDesignerFinding) finding = g_list_model_get_item (findings, i);

      build (builder, finding);
    }
  json_builder_end_array (builder);
  return designer_json_print (builder);
}
