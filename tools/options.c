/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tool.h"

#include <string.h>

static const ToolOption options[] = {
#define OPTION(name, other_name, argument, times, groups, title) \
  { name, other_name, argument, TOOL_##times, (ToolGroup) (TOOL_GROUP_##groups), title },
#include "options.def"
#undef OPTION
};

const ToolOption *
tool_options_get (guint *n)
{
  *n = G_N_ELEMENTS (options);
  return options;
}

const ToolOption *
tool_option_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      if (g_str_equal (options[i].name, name) || g_strcmp0 (options[i].other_name, name) == 0)
        return &options[i];
    }
  return NULL;
}

gboolean
tool_option_is_shadow (const char *name)
{
  const ToolOption *option = tool_option_find (name);

  return option != NULL && (option->groups & TOOL_GROUP_GUEST) == 0 && gvir_designer_has_option (name);
}

GPtrArray *
tool_option_names (ToolGroup groups)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) vocabulary = gvir_designer_list_options ();

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      if (options[i].groups & groups)
        g_ptr_array_add (names, g_strdup (options[i].name));
    }
  for (guint i = 0; (groups & TOOL_GROUP_GUEST) && vocabulary[i] != NULL; i++)
    g_ptr_array_add (names, g_strdup (vocabulary[i]));
  g_ptr_array_add (names, g_strdup ("help"));
  return names;
}

static void
given_free (ToolGiven *given)
{
  g_free (given->name);
  g_free (given->value);
  g_free (given);
}

void
tool_arguments_free (ToolArguments *arguments)
{
  g_ptr_array_unref (arguments->given);
  g_ptr_array_unref (arguments->words);
  g_free (arguments->help);
  g_free (arguments);
}

void
tool_arguments_add (ToolArguments *arguments,
                    const ToolOption *option,
                    const char *name,
                    const char *value)
{
  ToolGiven *given = g_new0 (ToolGiven, 1);

  given->option = option;
  given->name = g_strdup (name);
  given->value = g_strdup (value);
  g_ptr_array_add (arguments->given, given);
}

/* By its first name, however it was spelt. */
static const char *
given_name (const ToolGiven *given)
{
  return given->option != NULL ? given->option->name : given->name;
}

gboolean
tool_arguments_has (const ToolArguments *arguments,
                    const char *name)
{
  g_autoptr (GPtrArray) values = tool_arguments_list (arguments, name);

  return values->len > 0;
}

const char *
tool_arguments_get (const ToolArguments *arguments,
                    const char *name)
{
  g_autoptr (GPtrArray) values = tool_arguments_list (arguments, name);

  return values->len > 0 ? g_ptr_array_index (values, values->len - 1) : NULL;
}

GPtrArray *
tool_arguments_list (const ToolArguments *arguments,
                     const char *name)
{
  GPtrArray *values = g_ptr_array_new ();

  for (guint i = 0; i < arguments->given->len; i++)
    {
      const ToolGiven *given = g_ptr_array_index (arguments->given, i);

      if (g_str_equal (given_name (given), name))
        g_ptr_array_add (values, given->value);
    }
  return values;
}

/* Whether any verb takes an option of that name. */
static gboolean
is_known (const char *name)
{
  return gvir_designer_has_option (name) || tool_option_find (name) != NULL;
}

/* The one option of VERB that NAME is the beginning of, or NULL. */
static char *
find_longer (const ToolVerb *verb,
             const char *name)
{
  g_autoptr (GPtrArray) names = tool_option_names (verb->groups);
  const char *found = NULL;

  for (guint i = 0; i < names->len; i++)
    {
      const char *candidate = g_ptr_array_index (names, i);

      if (!g_str_has_prefix (candidate, name) || g_strcmp0 (candidate, found) == 0)
        continue;
      if (found != NULL)
        return NULL;
      found = candidate;
    }
  return g_strdup (found);
}

static gboolean
refuse_option (const ToolVerb *verb,
               const char *name,
               GError **error)
{
  g_autoptr (GPtrArray) names = tool_option_names (verb->groups);
  g_autofree char *hint = tool_nearest_hint (name, "--", names);
  g_autofree char *longer = find_longer (verb, name);
  g_autofree char *whole = longer != NULL ? g_strdup_printf (", and --%s is to be written out", longer) : g_strdup ("");
  gboolean known = is_known (name);

  g_set_error (error, TOOL_ERROR, TOOL_ERROR_USAGE,
               known ? "'%s' does not take --%s%s ('" TOOL_NAME " %s --help' lists what it takes)"
                     : "'%s' has no option --%s%s ('" TOOL_NAME " %s --help' lists all)",
               verb->name, name, known ? whole : hint, verb->name);
  return FALSE;
}

static gboolean
check_times (const ToolArguments *arguments,
             const ToolOption *option,
             GError **error)
{
  if (option == NULL || option->times == TOOL_REPEATABLE || option->argument == NULL
      || !tool_arguments_has (arguments, option->name))
    return TRUE;
  g_set_error (error, TOOL_ERROR, TOOL_ERROR_USAGE,
               "--%s is given more than once: give it once", option->name);
  return FALSE;
}

static gboolean
asks_for_help (const ToolOption *option,
               const char *value)
{
  gboolean guest = option == NULL || (option->groups & (TOOL_GROUP_GUEST | TOOL_GROUP_OLD));

  return guest && value != NULL && (g_str_equal (value, "help") || g_str_equal (value, "?"));
}

/* Verbs that design no guest may have an option by a name of the vocabulary. */
static const ToolOption *
option_of (const ToolVerb *verb,
           const char *name)
{
  return tool_option_is_shadow (name) && (verb->groups & TOOL_GROUP_GUEST) ? NULL : tool_option_find (name);
}

/* Adds the option NAME; VALUE is NULL where none came with it. */
static gboolean
take_option (ToolArguments *arguments,
             const ToolVerb *verb,
             const char *name,
             const char *value,
             GError **error)
{
  const ToolOption *option = option_of (verb, name);

  if (option != NULL && g_str_equal (option->name, "osinfo") && g_strcmp0 (value, "list") == 0)
    {
      g_free (arguments->help);
      arguments->help = tool_run_os_list (arguments, error);
      return arguments->help != NULL;
    }
  if (asks_for_help (option, value))
    {
      if (arguments->help == NULL)
        arguments->help = tool_help_topic (name);
      return TRUE;
    }
  if (option != NULL && option->argument == NULL && value != NULL)
    {
      g_set_error (error, TOOL_ERROR, TOOL_ERROR_USAGE,
                   "--%s takes no value: give --%s alone", name, name);
      return FALSE;
    }
  if (!check_times (arguments, option, error))
    return FALSE;
  tool_arguments_add (arguments, option, name, value != NULL ? value : "");
  return TRUE;
}

static gboolean
is_taken (const ToolVerb *verb,
          const char *name)
{
  const ToolOption *option = option_of (verb, name);

  if (option != NULL)
    return (option->groups & verb->groups) != 0;
  return (verb->groups & TOOL_GROUP_GUEST) != 0 && gvir_designer_has_option (name);
}

/* Whether WORD is one that the option's argument in brackets stands for: one of
 * those it lists, or a number; where it lists none, any that is no option. */
static gboolean
is_offered (const ToolOption *option,
            const char *word)
{
  g_autofree char *inner = g_strndup (option->argument + 1, strlen (option->argument) - 2);
  g_auto (GStrv) offered = g_strsplit (inner, "|", -1);

  if (offered[1] == NULL)
    return word != NULL && (*word != '-' || g_ascii_isdigit (word[1]));
  return word != NULL && *word != '\0'
         && (g_strv_contains ((const char *const *) offered, word)
             || word[strspn (word, G_CSET_DIGITS)] == '\0');
}

/* What NAME is the beginning of, where that is one option only; or NAME. What is an option elsewhere
 * means that: --for is not short for --force. */
static char *
complete_name (const ToolVerb *verb,
               const char *name)
{
  char *longer = is_known (name) ? NULL : find_longer (verb, name);

  return longer != NULL ? longer : g_strdup (name);
}

/* Options that say enough without a value. */
static const char *
value_if_bare (const char *name)
{
  return g_str_equal (name, "sound") ? "default" : NULL;
}

/* Takes the option at WORDS; sets N_USED to how many words it was. */
static gboolean
parse_option (ToolArguments *arguments,
              const ToolVerb *verb,
              char **words,
              guint *n_used,
              GError **error)
{
  const char *equals = strchr (words[0], '=');
  g_autofree char *written = g_strndup (words[0] + 2, equals != NULL ? (gsize) (equals - words[0] - 2)
                                                                     : strlen (words[0]) - 2);
  g_autofree char *name = is_taken (verb, written) ? g_strdup (written) : complete_name (verb, written);
  const ToolOption *option = option_of (verb, name);
  gboolean bare = option != NULL && option->argument == NULL;
  gboolean optional = option != NULL && option->argument != NULL && *option->argument == '[';

  *n_used = 1;
  if (!is_taken (verb, name))
    return refuse_option (verb, name, error);
  if (equals != NULL)
    return take_option (arguments, verb, name, equals + 1, error);
  if (bare || (optional && !is_offered (option, words[1])))
    return take_option (arguments, verb, name, NULL, error);
  if (words[1] == NULL || g_str_has_prefix (words[1], "--"))
    {
      if (value_if_bare (name) != NULL)
        return take_option (arguments, verb, name, value_if_bare (name), error);
      g_set_error (error, TOOL_ERROR, TOOL_ERROR_USAGE,
                   option != NULL ? "--%s has no value: give --%s %s"
                                  : "--%s has no value: give --%s=VALUE ('--%s=help' lists what it may be)",
                   name, name, option != NULL ? option->argument : name);
      return FALSE;
    }
  *n_used = 2;
  return take_option (arguments, verb, name, words[1], error);
}

/* virt-install's letters, which its users have in their fingers. */
static const struct
{
  char letter;
  const char *name;
  ToolGroup groups; /* of the verbs that have it so; none: all */
} letters[] = {
  { 'c', "connect", TOOL_GROUP_EDIT },
  { 'n', "name", 0 }, { 'r', "memory", 0 }, { 'c', "cdrom", 0 }, { 'x', "extra-args", 0 }, { 'w', "network", 0 },
  { 'u', "uuid", 0 }, { 'v', "hvm", 0 }, { 'p', "paravirt", 0 }, { 'q', "quiet", 0 }, { 'd', "debug", 0 }, { 'b', "bridge", 0 },
  { 'f', "file", 0 }, { 'o', "original", 0 }, { 'k', "keymap", 0 }, { 'm', "mac", 0 }, { 's', "file-size", 0 },
};

/* "-n web" and "-nweb" are "--name" "web". */
static gboolean
parse_letter (ToolArguments *arguments,
              const ToolVerb *verb,
              char **words,
              guint *n_used,
              GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    {
      g_autofree char *option = NULL;

      if (words[0][1] != letters[i].letter || (letters[i].groups != 0 && !(letters[i].groups & verb->groups)))
        continue;
      option = g_strconcat ("--", letters[i].name, words[0][2] != '\0' ? "=" : "", words[0] + 2, NULL);
      return parse_option (arguments, verb, (char *[]){ option, words[1], NULL }, n_used, error);
    }
  g_set_error (error, TOOL_ERROR, TOOL_ERROR_USAGE,
               "unknown option '%s' ('" TOOL_NAME " %s --help' lists what '%s' takes)", words[0],
               verb->name, verb->name);
  return FALSE;
}

static gboolean
check_words (const ToolVerb *verb,
             const ToolArguments *arguments,
             GError **error)
{
  if (arguments->words->len > verb->max_words)
    {
      g_set_error (error, TOOL_ERROR, TOOL_ERROR_USAGE,
                   "'%s' does not know what to do with '%s' ('" TOOL_NAME " %s --help' says what it takes)",
                   verb->name, (const char *) g_ptr_array_index (arguments->words, verb->max_words),
                   verb->name);
      return FALSE;
    }
  if (arguments->words->len < verb->min_words)
    {
      g_set_error (error, TOOL_ERROR, TOOL_ERROR_USAGE, "'%s' lacks its %s: give %s %s %s",
                   verb->name, verb->words, TOOL_NAME, verb->name, verb->words);
      return FALSE;
    }
  return TRUE;
}

ToolArguments *
tool_arguments_parse (const ToolVerb *verb,
                      char **words,
                      GError **error)
{
  g_autoptr (ToolArguments) arguments = g_new0 (ToolArguments, 1);
  gboolean only_words = FALSE;
  guint n_used;

  arguments->given = g_ptr_array_new_with_free_func ((GDestroyNotify) given_free);
  arguments->words = g_ptr_array_new ();
  for (; *words != NULL; words += n_used)
    {
      n_used = 1;
      if (!only_words && g_str_equal (*words, "--"))
        only_words = TRUE;
      else if (!only_words && (g_str_equal (*words, "--help") || g_str_equal (*words, "-h")))
        {
          g_free (arguments->help);
          arguments->help = tool_help_verb (verb);
        }
      else if (only_words || !g_str_has_prefix (*words, "-") || g_str_equal (*words, "-"))
        g_ptr_array_add (arguments->words, *words);
      else if (!g_str_has_prefix (*words, "--"))
        {
          if (!parse_letter (arguments, verb, words, &n_used, error))
            return NULL;
        }
      else if (!parse_option (arguments, verb, words, &n_used, error))
        return NULL;
    }
  if (arguments->help == NULL
      && (!check_words (verb, arguments, error)
          || ((verb->groups & (TOOL_GROUP_GUEST | TOOL_GROUP_OLD)) && !tool_old_options_write_out (arguments, error))))
    return NULL;
  return g_steal_pointer (&arguments);
}
