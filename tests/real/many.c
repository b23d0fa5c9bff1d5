/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Answers many command lines of virt-designer, whose sources are built in with another name for
 * main(). Each line runs in a process of its own that is forked from there, so that none can
 * disturb the next, and none has to be linked anew.
 *
 * Standard input: a line per run, arguments separated by tabs. Standard output: a line of JSON
 * per run with its status, stdout and stderr. */
#include "many.h"

#include <fcntl.h>
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static void
run_child (const char *line, int out, int err)
{
  g_autofree char *words = g_strconcat ("virt-designer\t", line, NULL);
  g_auto (GStrv) argv = g_strsplit (words, "\t", -1);
  int null = open ("/dev/null", O_RDONLY);
  int status;

  if (dup2 (null, 0) < 0 || dup2 (out, 1) < 0 || dup2 (err, 2) < 0)
    _exit (126);
  status = virt_designer_main ((int) g_strv_length (argv), argv);
  fflush (NULL);
  _exit (status);
}

static char *
read_all (int fd)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[8192];
  gssize size;

  while ((size = read (fd, buffer, sizeof buffer)) > 0)
    g_string_append_len (text, buffer, size);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
read_written (int fd)
{
  g_autofree char *text = NULL;

  lseek (fd, 0, SEEK_SET);
  text = read_all (fd);
  close (fd);
  return g_utf8_make_valid (text, -1);
}

static void
print_answer (int status, int out, int err)
{
  g_autofree char *stdout_text = read_written (out);
  g_autofree char *stderr_text = read_written (err);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *json = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "status");
  json_builder_add_int_value (builder,
                              WIFEXITED (status) ? WEXITSTATUS (status) : -WTERMSIG (status));
  json_builder_set_member_name (builder, "stdout");
  json_builder_add_string_value (builder, stdout_text);
  json_builder_set_member_name (builder, "stderr");
  json_builder_add_string_value (builder, stderr_text);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json = json_to_string (root, FALSE);
  puts (json);
  fflush (stdout);
}

static gboolean
run_line (const char *line)
{
  int out = memfd_create ("stdout", MFD_CLOEXEC);
  int err = memfd_create ("stderr", MFD_CLOEXEC);
  int status = 0;
  pid_t child;

  child = out >= 0 && err >= 0 ? fork () : -1;
  if (child == 0)
    run_child (line, out, err);
  if (child < 0 || waitpid (child, &status, 0) != child)
    return FALSE;
  print_answer (status, out, err);
  return TRUE;
}

int
main (void)
{
  g_autofree char *input = read_all (STDIN_FILENO);
  g_auto (GStrv) lines = g_strsplit (input, "\n", -1);
  gboolean good = TRUE;

  for (guint i = 0; good && lines[i] != NULL && lines[i + 1] != NULL; i++)
    good = run_line (lines[i]);
  return good ? 0 : 1;
}
