/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Help, from the tables of verbs and options. */

#include "tool.h"

#include <string.h>

#define TITLE_COLUMN 26

static const struct
{
  ToolGroup group;
  const char *title;
} sections[] = {
  { TOOL_GROUP_EDIT, "Change" },
  { TOOL_GROUP_MODERNISE, "Change" },
  { TOOL_GROUP_CLONE, "Clone" },
  { TOOL_GROUP_REMOVE, "Removal" },
  { TOOL_GROUP_SNAPSHOT, "Snapshot" },
  { TOOL_GROUP_CHECK, "Check" },
  { TOOL_GROUP_WAIT, "Waiting" },
  { TOOL_GROUP_STOP, "Stopping" },
  { TOOL_GROUP_LIST, "Guests" },
  { TOOL_GROUP_CONSOLE, "Console" },
  { TOOL_GROUP_SCREEN, "Screen" },
  { TOOL_GROUP_EXISTING, "Guest" },
  { TOOL_GROUP_GUEST, "Guest" },
  { TOOL_GROUP_INSTALL, "Installation" },
  { TOOL_GROUP_OLD, "Older options of virt-install" },
  { TOOL_GROUP_HOST, "Host (without any: a built-in description of a current QEMU/KVM host)" },
  { TOOL_GROUP_CONNECTION, "Host" },
  { TOOL_GROUP_POLICY, "Policy" },
  { TOOL_GROUP_REPORT, "Output" },
  { TOOL_GROUP_DETAIL, NULL },
};

static void
append_entry (GString *text,
              const char *name,
              const char *title)
{
  g_autofree char *indent = g_strnfill (TITLE_COLUMN, ' ');
  glong width = g_utf8_strlen (name, -1);

  if (width <= TITLE_COLUMN - 4)
    {
      g_autofree char *space = g_strnfill ((gsize) (TITLE_COLUMN - 2 - width), ' ');
      g_autofree char *start = g_strdup_printf ("  %s%s", name, space);

      tool_append_wrapped (text, start, indent, title);
      return;
    }
  g_string_append_printf (text, "  %s\n", name);
  tool_append_wrapped (text, indent, indent, title);
}

static void
append_option (GString *text,
               const ToolOption *option)
{
  g_autofree char *name = g_strdup_printf ("--%s%s%s", option->name, option->argument != NULL ? " " : "",
                                           option->argument != NULL ? option->argument : "");

  append_entry (text, name, option->title);
}

/* The first line of a description is the name and the title. */
static void
append_vocabulary (GString *text)
{
  g_auto (GStrv) names = gvir_designer_list_options ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *name = g_strdup_printf ("--%s …", names[i]);
      g_autofree char *description = gvir_designer_describe_option (names[i], NULL);
      char *title = strstr (description, ": ");

      if (tool_option_find (names[i]) != NULL && !tool_option_is_shadow (names[i]))
        continue;
      description[strcspn (description, "\n")] = '\0';
      append_entry (text, name, title != NULL ? title + 2 : "");
    }
  tool_append_wrapped (text, "\n  ", "  ",
                       "What stands for '…' is virt-install's: sub-options with commas between them, "
                       "such as --disk path=/srv/a.qcow2,bus=sata. --OPTION=help lists those of an "
                       "option. Devices can be given repeatedly; 'none' asks for none.");
}

static void
append_section (GString *text,
                ToolGroup group,
                ToolGroup seen,
                const char *title)
{
  guint n;
  const ToolOption *options = tool_options_get (&n);

  if (title != NULL)
    g_string_append_printf (text, "\n%s:\n", title);
  for (guint i = 0; i < n; i++)
    {
      if ((options[i].groups & group) && !(options[i].groups & seen))
        append_option (text, &options[i]);
    }
  if (group == TOOL_GROUP_GUEST)
    append_vocabulary (text);
}

char *
tool_help_verb (const ToolVerb *verb)
{
  GString *text = g_string_new (NULL);
  ToolGroup seen = TOOL_GROUP_NONE;

  g_string_append_printf (text, "Usage: " TOOL_NAME " %s%s%s%s\n\n", verb->name,
                          *verb->words != '\0' ? " " : "", verb->words,
                          verb->groups & TOOL_GROUP_EDIT ? " CHANGE --OPTION …"
                          : verb->groups & TOOL_GROUP_INSTALL ? " --osinfo NAME --print-xml [OPTION…]"
                          : verb->groups & TOOL_GROUP_GUEST ? " --osinfo NAME [OPTION…]"
                          : verb->groups & TOOL_GROUP_CONNECTION ? " --connect URI"
                          : verb->groups != TOOL_GROUP_NONE ? " [OPTION…]" : "");
  tool_append_wrapped (text, "", "", verb->text);
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      if (!(verb->groups & sections[i].group))
        continue;
      append_section (text, sections[i].group, seen, sections[i].title);
      seen |= sections[i].group;
    }
  return g_string_free (text, FALSE);
}

char *
tool_help_overview (void)
{
  GString *text = g_string_new ("Usage: " TOOL_NAME " VERB [OPTION…]\n\n");
  guint n;
  const ToolVerb *verbs = tool_verbs_get (&n);

  tool_append_wrapped (text, "", "",
                       "Says what hardware a virtual machine should have, from the operating system that "
                       "it will run and the host that will run it.");
  g_string_append (text, "\nVerbs:\n");
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s%s%s", verbs[i].name, *verbs[i].words != '\0' ? " " : "",
                                               verbs[i].words);

      append_entry (text, name, verbs[i].title);
    }
  g_string_append (text, "\nOptions:\n");
  append_entry (text, "--help", "this, or with a verb how that is used");
  append_entry (text, "--version", "the version of this program");
  g_string_append (text, "\nExamples:\n"
                         "  " TOOL_NAME " design --osinfo debian11 --disk path=/srv/debian.qcow2\n"
                         "  " TOOL_NAME " explain --osinfo win10 --disk path=/srv/win10.qcow2 --all\n"
                         "  " TOOL_NAME " host save ./host --connect qemu:///system\n"
                         "\nExit status: 0 done; 1 it cannot be done; 2 the command line is wrong.\n");
  return g_string_free (text, FALSE);
}

/* TEXT with lines that are too long continued below, as deep as they begin. */
static char *
fit (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *fitted = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL && (*lines[i] != '\0' || lines[i + 1] != NULL); i++)
    {
      gsize depth = strspn (lines[i], " ");
      g_autofree char *indent = g_strnfill (depth, ' ');

      tool_append_wrapped (fitted, indent, indent, lines[i] + depth);
    }
  return g_string_free (fitted, FALSE);
}

/* What --TOPIC=help says. */
char *
tool_help_topic (const char *topic)
{
  guint n;
  const ToolOption *options = tool_options_get (&n);
  g_autofree char *description = NULL;

  for (guint i = 0; i < n; i++)
    {
      if ((g_str_equal (options[i].name, topic) || g_strcmp0 (options[i].other_name, topic) == 0)
          && !tool_option_is_shadow (topic))
        {
          GString *text = g_string_new (NULL);

          append_option (text, &options[i]);
          return g_string_free (text, FALSE);
        }
    }
  description = gvir_designer_describe_option (topic, NULL);
  return fit (description);
}

char *
tool_help_words (char **words,
                 GError **error)
{
  guint n;
  const ToolVerb *verbs = tool_verbs_get (&n);
  g_autofree char *name = g_strjoinv (" ", words);
  g_autofree char *prefix = g_strconcat (name, " ", NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_used;

  if (words[0] == NULL)
    return tool_help_overview ();
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *help = NULL;

      if (!g_str_equal (verbs[i].name, name) && !g_str_has_prefix (verbs[i].name, prefix))
        continue;
      help = tool_help_verb (&verbs[i]);
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", help);
    }
  if (text->len > 0)
    return g_string_free (g_steal_pointer (&text), FALSE);
  return tool_verb_find (words, &n_used, error) != NULL ? tool_help_overview () : NULL;
}
