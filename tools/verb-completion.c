/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include <string.h>

#include "tool.h"

static const char script_start[] =
  "_virt_designer ()\n"
  "{\n"
  "  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} words=\n"
  "  case $before in\n"
  "    --osinfo|--os-variant|show)\n"
  "      [ \"${COMP_WORDS[1]}\" = host ] || words=$(virt-designer os list 2> /dev/null | cut -d ' ' -f 1) ;;\n"
  "    --purpose) words='desktop server' ;;\n"
  "    --*) [ \"$before\" = --json ] || [ \"$before\" = --all ] || return ;;\n"
  "  esac\n"
  "  [ -n \"$words\" ] || case \"${COMP_WORDS[1]} ${COMP_WORDS[2]}\" in\n";

static const char script_end[] =
  "    os\\ *) words='list show' ;;\n"
  "    host\\ *) words='show save' ;;\n"
  "    *) words='design explain os host help completion --help --version' ;;\n"
  "  esac\n"
  "  COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
  "}\n"
  "complete -o bashdefault -o default -F _virt_designer virt-designer\n";

/* Verbs of one word are followed by whatever; those of two are typed in full. */
static void
append_verb (GString *text,
             const ToolVerb *verb)
{
  g_autoptr (GPtrArray) names = tool_option_names (verb->groups);
  g_auto (GStrv) words = g_strsplit (verb->name, " ", -1);

  if (words[1] != NULL)
    g_string_append_printf (text, "    %s\\ %s) words='", words[0], words[1]);
  else
    g_string_append_printf (text, "    %s\\ *) words='", verb->name);
  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (text, "%s--%s", i > 0 ? " " : "", (const char *) g_ptr_array_index (names, i));
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
  for (guint i = 0; i < n; i++)
    append_verb (text, &verbs[i]);
  g_string_append (text, script_end);
  return g_string_free (text, FALSE);
}
