/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "suboptions.h"

#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "tool.h"

/* A password or a key is no longer than that, with much room. */
#define LONGEST_SECRET 4096

/* The parts of TEXT, with doubled commas as one. */
static char **
split (const char *text)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_autoptr (GString) part = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at++)
    {
      if (at[0] == ',' && at[1] == ',')
        g_string_append_c (part, *at++);
      else if (*at != ',')
        g_string_append_c (part, *at);
      else
        {
          g_strv_builder_add (parts, part->str);
          g_string_truncate (part, 0);
        }
    }
  if (part->len > 0)
    g_strv_builder_add (parts, part->str);
  return g_strv_builder_end (parts);
}

static const LiveSuboption *
find (const LiveSuboption *rows,
      guint n,
      const char *name)
{
  for (guint i = 0; i < n; i++)
    {
      if (g_str_equal (rows[i].name, name))
        return &rows[i];
    }
  return NULL;
}

static gboolean
refuse (const char *option,
        const char *name,
        const LiveSuboption *rows,
        guint n,
        GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *hint = NULL;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (names, (gpointer) rows[i].name);
  hint = tool_nearest_hint (name, "", names);
  g_set_error (error, TOOL_ERROR, TOOL_ERROR_USAGE, "unknown sub-option '%s' of --%s%s ('" TOOL_NAME " help install' lists all)",
               name, option, hint);
  return FALSE;
}

/* Nobody else sees what is typed. */
static char *
ask (const char *option,
     const char *name)
{
  struct termios before;
  struct termios silent;
  char line[LONGEST_SECRET];
  char *got;

  fprintf (stderr, "%s of --%s: ", name, option);
  fflush (stderr);
  if (tcgetattr (STDIN_FILENO, &before) != 0)
    return NULL;
  silent = before;
  silent.c_lflag &= ~(tcflag_t) ECHO;
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &silent);
  got = fgets (line, sizeof line, stdin);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &before);
  fputc ('\n', stderr);
  got = got != NULL ? g_strndup (line, strcspn (line, "\r\n")) : NULL;
  explicit_bzero (line, sizeof line);
  return got;
}

/* Ends with '\0', which LENGTH leaves out. */
static char *
read_all (const char *option,
          const char *name,
          const char *path,
          gsize *length,
          GError **error)
{
  g_autoptr (GError) problem = NULL;
  char *content = NULL;

  if (!g_file_get_contents (g_str_equal (path, "-") ? "/dev/stdin" : path, &content, length, &problem))
    g_set_error (error, TOOL_ERROR, TOOL_ERROR_FAILED, "the file of %s of --%s cannot be read: %s", name, option,
                 problem->message);
  return content;
}

GBytes *
live_file_read (const char *option,
                const char *name,
                const char *path,
                GError **error)
{
  gsize length = 0;
  char *content = read_all (option, name, path, &length, error);

  return content != NULL ? g_bytes_new_take (content, length) : NULL;
}

static char *
read_file (const char *option,
           const LiveSuboption *row,
           const char *path,
           GError **error)
{
  gsize length = 0;
  char *text;

  if (row->kind == LIVE_SECRET && g_str_equal (path, "-") && isatty (STDIN_FILENO))
    return ask (option, row->name);
  text = read_all (option, row->name, path, &length, error);
  /* A file that an editor wrote ends with the end of a line. */
  if (text != NULL && row->kind == LIVE_SECRET)
    text[strcspn (text, "\r\n")] = '\0';
  return text;
}

static gboolean
is_yes_or_no (const char *value)
{
  static const char *const words[] = { "yes", "on", "true", "1", "no", "off", "false", "0", NULL };

  return g_strv_contains (words, value);
}

static char *
read_value (const char *option,
            const LiveSuboption *row,
            const char *value,
            GError **error)
{
  if (row->kind == LIVE_FILE || row->kind == LIVE_SECRET)
    return read_file (option, row, value, error);
  if (row->kind == LIVE_YES_NO && !is_yes_or_no (value))
    {
      g_set_error (error, TOOL_ERROR, TOOL_ERROR_USAGE, "'%s' is neither yes nor no: give %s=yes or %s=no with --%s", value,
                   row->name, row->name, option);
      return NULL;
    }
  if (row->kind == LIVE_YES_NO)
    return g_strdup (strchr ("yot1", *value) != NULL && !g_str_equal (value, "off") ? "yes" : "no");
  return g_strdup (value);
}

gboolean
live_suboptions_read (const char *option,
                      const char *text,
                      const char *bare,
                      const LiveSuboption *rows,
                      guint n,
                      gboolean (*hear) (const LiveSuboption *row,
                                        const char *value,
                                        gpointer data,
                                        GError **error),
                      gpointer data,
                      GError **error)
{
  g_auto (GStrv) parts = split (text);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *equals = strchr (parts[i], '=');
      g_autofree char *written = g_strndup (parts[i], strcspn (parts[i], "="));
      /* A URL may have '=' in it. */
      gboolean is_bare = i == 0 && bare != NULL && find (rows, n, written) == NULL
                         && (equals == NULL || strchr (written, '/') != NULL);
      const LiveSuboption *row = find (rows, n, is_bare ? bare : written);
      g_autofree char *value = NULL;

      if (row == NULL)
        return refuse (option, written, rows, n, error);
      if (equals == NULL && !is_bare && row->kind != LIVE_YES_NO)
        {
          g_set_error (error, TOOL_ERROR, TOOL_ERROR_USAGE, "%s of --%s has no value: give %s=VALUE", row->name, option,
                       row->name);
          return FALSE;
        }
      value = read_value (option, row, is_bare ? parts[i] : equals != NULL ? equals + 1 : "yes", error);
      if (value == NULL || !hear (row, value, data, error))
        return FALSE;
      if (row->kind == LIVE_SECRET)
        explicit_bzero (value, strlen (value));
    }
  return TRUE;
}
