/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tool.h"

#include <string.h>

static const ToolVerb verbs[] = {
#define VERB(name, words, min_words, max_words, groups, run, title, text) \
  { name, words, min_words, max_words, (ToolGroup) (groups), title, text, tool_run_##run, NULL },
#define LIVE_VERB(name, words, min_words, max_words, groups, run, title, text) \
  { name, words, min_words, max_words, (ToolGroup) (groups), title, text, NULL, "live_run_" #run },
#include "verbs.def"
#undef VERB
#undef LIVE_VERB
};

char *
tool_verb_run (const ToolVerb *verb,
               const ToolArguments *arguments,
               GError **error)
{
  char *(*run) (const ToolArguments *, GError **) = verb->run;

  if (run == NULL)
    run = tool_module_find (verb->live, error);
  return run != NULL ? run (arguments, error) : NULL;
}

const ToolVerb *
tool_verbs_get (guint *n)
{
  *n = G_N_ELEMENTS (verbs);
  return verbs;
}

GPtrArray *
tool_verb_words (const char *prefix)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      const char *rest = verbs[i].name + strlen (prefix);
      g_autofree char *name = NULL;

      if (!g_str_has_prefix (verbs[i].name, prefix))
        continue;
      name = g_strndup (rest, strcspn (rest, " "));
      if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, g_steal_pointer (&name));
    }
  return names;
}

static char *
join (GPtrArray *names)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? "" : i + 1 < names->len ? ", " : " or ",
                            (const char *) g_ptr_array_index (names, i));
  return g_string_free (text, FALSE);
}

/* The verb whose words begin WORDS. */
static const ToolVerb *
match (char **words,
       guint *n_used)
{
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_auto (GStrv) parts = g_strsplit (verbs[i].name, " ", -1);
      guint n = 0;

      while (parts[n] != NULL && g_strcmp0 (parts[n], words[n]) == 0)
        n++;
      if (parts[n] != NULL)
        continue;
      *n_used = n;
      return &verbs[i];
    }
  return NULL;
}

static void
set_unknown (char **words,
             GError **error)
{
  g_autofree char *prefix = g_strdup_printf ("%s ", words[0]);
  g_autoptr (GPtrArray) second = tool_verb_words (prefix);
  g_autoptr (GPtrArray) names = second->len > 0 ? g_ptr_array_ref (second) : tool_verb_words ("");
  const char *wrong = second->len > 0 ? words[1] : words[0];
  g_autofree char *all = join (names);
  g_autofree char *hint = tool_nearest_hint (wrong != NULL ? wrong : "", "", names);
  const char *of = second->len > 0 ? words[0] : TOOL_NAME;

  if (wrong == NULL)
    g_set_error (error, TOOL_ERROR, TOOL_ERROR_USAGE, "'%s' needs a verb after it: %s", of, all);
  else
    g_set_error (error, TOOL_ERROR, TOOL_ERROR_USAGE, "unknown verb '%s' of '%s'%s (it has %s)",
                 wrong, of, hint, all);
}

const ToolVerb *
tool_verb_find (char **words,
                guint *n_used,
                GError **error)
{
  const ToolVerb *verb;

  if (words[0] == NULL)
    {
      g_set_error_literal (error, TOOL_ERROR, TOOL_ERROR_USAGE,
                           "no verb was given ('" TOOL_NAME " --help' shows them)");
      return NULL;
    }
  verb = match (words, n_used);
  if (verb == NULL && *words[0] == '-')
    g_set_error (error, TOOL_ERROR, TOOL_ERROR_USAGE,
                 "unknown option '%s' before the verb ('" TOOL_NAME " --help' shows verbs and options)",
                 words[0]);
  else if (verb == NULL)
    set_unknown (words, error);
  return verb;
}
