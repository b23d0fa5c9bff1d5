/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Bytes of an error message; whatever was given is cut out of its middle. */
#define MESSAGE_LENGTH 1000

static int answered;

void
tool_answer_is_no (void)
{
  answered = 1;
}

GQuark
tool_error_quark (void)
{
  return g_quark_from_static_string ("virt-designer-error");
}

/* A file that is opened must not take the place of a closed standard stream. */
static void
keep_standard_streams (void)
{
  int descriptor;

  do
    descriptor = open ("/dev/null", O_RDONLY);
  while (descriptor >= 0 && descriptor <= STDERR_FILENO);
  if (descriptor > STDERR_FILENO)
    close (descriptor);
}

static char *
one_line (const char *message)
{
  g_autofree char *line = g_utf8_make_valid (message, -1);
  glong length;

  for (char *c = line; *c != '\0'; c++)
    {
      if (g_ascii_iscntrl (*c))
        *c = ' ';
    }
  length = g_utf8_strlen (line, -1);
  if (length > MESSAGE_LENGTH)
    {
      g_autofree char *start = g_utf8_substring (line, 0, MESSAGE_LENGTH / 2);
      g_autofree char *end = g_utf8_substring (line, length - MESSAGE_LENGTH / 2, length);

      return g_strdup_printf ("%s…%s", start, end);
    }
  return g_steal_pointer (&line);
}

static int
complain (const GError *error)
{
  g_autofree char *line = one_line (error->message);

  fprintf (stderr, TOOL_NAME ": %s\n", line);
  if (g_error_matches (error, TOOL_ERROR, TOOL_ERROR_USAGE)
      || g_error_matches (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNKNOWN_NAME)
      || g_error_matches (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE))
    return 2;
  return 1;
}

static gboolean
print (const char *text,
       GError **error)
{
  if (fputs (text, stdout) != EOF && fflush (stdout) != EOF)
    return TRUE;
  g_set_error (error, TOOL_ERROR, TOOL_ERROR_FAILED,
               "standard output cannot be written to: %s; send it to a file with room for it",
               g_strerror (errno));
  return FALSE;
}

static gboolean
is_help (const char *word)
{
  return g_strcmp0 (word, "--help") == 0 || g_strcmp0 (word, "-h") == 0;
}

/* What the words ask for, or NULL. */
static char *
answer (char **words,
        GError **error)
{
  g_autoptr (ToolArguments) arguments = NULL;
  const ToolVerb *verb;
  guint n_used;

  if (g_strcmp0 (words[0], "--version") == 0)
    return g_strdup_printf (TOOL_NAME " %s\n", tool_version);
  if (is_help (words[0]))
    return tool_help_overview ();
  if (words[0] != NULL && is_help (words[1]))
    return tool_help_words ((char *[]){ words[0], NULL }, error);
  verb = tool_verb_find (words, &n_used, error);
  if (verb == NULL)
    return NULL;
  arguments = tool_arguments_parse (verb, words + n_used, error);
  if (arguments == NULL)
    return NULL;
  if (arguments->help != NULL)
    return g_steal_pointer (&arguments->help);
  return tool_verb_run (verb, arguments, error);
}

int
main (int argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  answered = 0;
  keep_standard_streams ();
  text = answer (argv + MIN (argc, 1), &error);
  if (text == NULL || !print (text, &error))
    return complain (error);
  return answered;
}
