/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include <string.h>

#include "tool.h"

static const char script_start[] =
  "_virt_designer ()\n"
  "{\n"
  "  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} words=\n"
  "  case $before in\n"
  "    --osinfo|--os-variant) words=$(virt-designer os list 2> /dev/null | cut -d ' ' -f 1) ;;\n"
  "    --policy) words=$(virt-designer policy list 2> /dev/null | cut -d ' ' -f 1) ;;\n"
  "    --purpose) words='desktop server' ;;\n"
  "    --json|--all) ;;\n"
  "    --*) return ;;\n"
  "  esac\n"
  "  [ -n \"$words\" ] || case \"$COMP_CWORD ${COMP_WORDS[1]} ${COMP_WORDS[2]}\" in\n";

static const char script_end[] =
  "  esac\n"
  "  COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
  "}\n"
  "complete -o bashdefault -o default -F _virt_designer virt-designer\n";

static void
append_words (GString *text,
              const char *prefix,
              GPtrArray *words)
{
  for (guint i = 0; i < words->len; i++)
    g_string_append_printf (text, "%s%s%s", i > 0 ? " " : "", prefix,
                            (const char *) g_ptr_array_index (words, i));
}

static void
append_first_words (GString *text)
{
  g_autoptr (GPtrArray) words = tool_verb_words ("");

  g_string_append (text, "    1\\ *) words='");
  append_words (text, "", words);
  g_string_append (text, " --help --version' ;;\n");
}

static void
append_second_words (GString *text,
                     const ToolVerb *verb)
{
  g_autofree char *first = g_strndup (verb->name, strcspn (verb->name, " "));
  g_autofree char *prefix = g_strconcat (first, " ", NULL);
  g_autoptr (GPtrArray) words = tool_verb_words (prefix);

  if (words->len == 0)
    return;
  g_string_append_printf (text, "    2\\ %s\\ *) words='", first);
  append_words (text, "", words);
  g_string_append (text, " --help' ;;\n");
}

static void
append_options (GString *text,
                const ToolVerb *verb)
{
  g_autoptr (GPtrArray) names = tool_option_names (verb->groups);
  g_auto (GStrv) words = g_strsplit (verb->name, " ", -1);

  g_string_append_printf (text, "    *\\ %s\\ %s) words='", words[0], words[1] != NULL ? words[1] : "*");
  append_words (text, "--", names);
  g_string_append (text, "' ;;\n");
}

char *
tool_run_completion (const ToolArguments *arguments,
                     GError **error)
{
  const char *shell = g_ptr_array_index (arguments->words, 0);
  guint n;
  const ToolVerb *verbs = tool_verbs_get (&n);
  GString *text;

  if (!g_str_equal (shell, "bash"))
    {
      g_set_error (error, TOOL_ERROR, TOOL_ERROR_USAGE,
                   "there is no completion for '%s': give " TOOL_NAME " completion bash", shell);
      return NULL;
    }
  text = g_string_new (script_start);
  append_first_words (text);
  for (guint i = 0; i < n; i++)
    append_second_words (text, &verbs[i]);
  for (guint i = 0; i < n; i++)
    append_options (text, &verbs[i]);
  g_string_append (text, script_end);
  return g_string_free (text, FALSE);
}
