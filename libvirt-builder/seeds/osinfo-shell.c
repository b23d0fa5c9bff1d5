/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "seeds/osinfo-draft-private.h"

char *
builder_shell_quote (const char *value)
{
  GString *word = g_string_new ("'");

  for (const char *c = value; *c != '\0'; c++)
    {
      if (*c == '\'')
        g_string_append (word, "'\\''");
      else
        g_string_append_c (word, *c);
    }
  g_string_append_c (word, '\'');
  return g_string_free (word, FALSE);
}

char *
builder_shell_authorize (const char *login,
                         const char *const *keys,
                         const char *prefix,
                         const char *run)
{
  gboolean is_root = g_str_equal (login, "root");
  g_autofree char *folder = is_root ? g_strdup ("/root/.ssh") : g_strdup_printf ("/home/%s/.ssh", login);
  GString *commands = g_string_new (NULL);

  g_string_append_printf (commands, "mkdir -p %s%s", prefix, folder);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *word = builder_shell_quote (keys[i]);

      g_string_append_printf (commands, " ; echo %s >> %s%s/authorized_keys", word, prefix, folder);
    }
  g_string_append_printf (commands, " ; chmod 700 %s%s ; chmod 600 %s%s/authorized_keys", prefix, folder, prefix,
                          folder);
  g_string_append_printf (commands, " ; %schown -R %s: %s", run, login, folder);
  return g_string_free (commands, FALSE);
}
