/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The kickstart of Anaconda: commands, a line each, then sections of packages and of shell. Its words are
 * those of a POSIX shell. */

#include "seeds/osinfo-draft-private.h"

#include "base/libvirt-builder-error.h"

#include <stdlib.h>
#include <string.h>

/* From Fedora 18 and RHEL 7 on, Anaconda is another program. */
static gboolean
is_since (GVirDesignerOs *os,
          double fedora,
          double rhel)
{
  const char *version = gvir_designer_os_get_version (os);
  char *end = NULL;
  double number = version != NULL ? g_ascii_strtod (version, &end) : 0;

  /* "rawhide" and "unknown" are the newest. */
  if (version == NULL || end == version)
    return TRUE;
  return number >= (g_strcmp0 (gvir_designer_os_get_distro (os), "fedora") == 0 ? fedora : rhel);
}

/* Before glibc 2.7, which Fedora 8 came with, there were no other hashes than of MD5. */
static gboolean
has_old_hashes (GVirDesignerOs *os)
{
  return !is_since (os, 8, 6);
}

static gboolean
is_command (const char *line,
            const char *command)
{
  gsize length = strlen (command);

  return g_str_has_prefix (line, command) && (line[length] == '\0' || g_ascii_isspace (line[length]));
}

/* Where the first section begins. */
static guint
end_of_commands (GPtrArray *lines)
{
  guint i = 0;

  while (i < lines->len && *(const char *) g_ptr_array_index (lines, i) != '%')
    i++;
  return i;
}

static gint
find_command (GPtrArray *lines,
              const char *command)
{
  guint end = end_of_commands (lines);

  for (guint i = 0; i < end; i++)
    {
      if (is_command (g_ptr_array_index (lines, i), command))
        return (gint) i;
    }
  return -1;
}

/* Takes LINE over. */
static void
set_line (GPtrArray *lines,
          guint i,
          char *line)
{
  g_free (g_ptr_array_index (lines, i));
  g_ptr_array_index (lines, i) = line;
}

/* Says COMMAND with ARGUMENTS, in place of what the script says with it. */
static void
set_command (GPtrArray *lines,
             const char *command,
             const char *arguments)
{
  gint i = find_command (lines, command);
  char *line = g_strdup_printf ("%s %s", command, arguments);

  if (i >= 0)
    set_line (lines, (guint) i, line);
  else
    g_ptr_array_insert (lines, (gint) end_of_commands (lines), line);
}

/* Adds ARGUMENT to all that begins with COMMAND. */
static void
add_to_command (GPtrArray *lines,
                const char *command,
                const char *argument)
{
  guint end = end_of_commands (lines);

  for (guint i = 0; i < end; i++)
    {
      const char *line = g_ptr_array_index (lines, i);

      if (is_command (line, command))
        set_line (lines, i, g_strdup_printf ("%s %s", line, argument));
    }
}

static char *
replace (const char *text,
         const char *old,
         const char *new)
{
  g_auto (GStrv) parts = g_strsplit (text, old, -1);

  return g_strjoinv (new, parts);
}

/* Where the shell sets a password, it is told the hash; elsewhere it only asks whether there is one. */
static void
set_in_shell (GPtrArray *lines,
              const char *mark,
              const char *login,
              const char *hash)
{
  g_autofree char *word = g_strdup_printf ("'%s'", mark);
  g_autofree char *setting = g_strdup_printf ("echo %s |passwd --stdin %s", word, login);
  g_autofree char *hashed = g_strdup_printf ("echo '%s:%s' | chpasswd -e", login, hash);

  for (guint i = end_of_commands (lines); i < lines->len; i++)
    {
      g_autofree char *set = replace (g_ptr_array_index (lines, i), setting, hashed);

      set_line (lines, i, replace (set, word, "'given'"));
    }
}

static void
set_admin (GPtrArray *lines,
           const BuilderDraft *draft)
{
  g_autofree char *password = g_strdup_printf ("--iscrypted %s", draft->admin_hash);

  set_in_shell (lines, BUILDER_MARK_ADMIN_PASSWORD, "root", draft->admin_hash);
  set_command (lines, "rootpw", g_str_equal (draft->admin_hash, BUILDER_HASH_LOCKED) ? "--lock" : password);
}

static gboolean
makes_user (GPtrArray *lines)
{
  for (guint i = end_of_commands (lines); i < lines->len; i++)
    {
      if (strstr (g_ptr_array_index (lines, i), "useradd ") != NULL)
        return TRUE;
    }
  return FALSE;
}

/* The scripts for Silverblue do not make the user in the shell, and the older ones of them not at all. */
static void
set_user (GPtrArray *lines,
          const BuilderDraft *draft)
{
  const char *login = builder_draft_get (draft, GVIR_BUILDER_INSTALL_FIELD_USER_LOGIN);
  g_autofree char *arguments = NULL;

  if (!draft->has_user)
    return;
  set_in_shell (lines, BUILDER_MARK_USER_PASSWORD, login, draft->user_hash);
  if (makes_user (lines))
    return;
  arguments = g_strdup_printf ("--name=%s --groups=wheel --iscrypted --password='%s'", login, draft->user_hash);
  set_command (lines, "user", arguments);
}

/* What the keyboards of the console are called, where that is another name. */
static const struct
{
  const char *layout;
  const char *console;
} consoles[] = {
  { "gb", "uk" },
  { "us", "us" },
  { "de", "de" },
  { "fr", "fr" },
  { "es", "es" },
  { "it", "it" },
  { "dk", "dk" },
  { "no", "no" },
  { "fi", "fi" },
  { "se", "sv-latin1" },
  { "pl", "pl2" },
  { "ru", "ru" },
  { "hu", "hu" },
  { "be", "be-latin1" },
  { "br", "br-abnt2" },
  { "jp", "jp106" },
};

static gboolean
set_old_keyboard (GPtrArray *lines,
                  const BuilderDraft *draft,
                  GError **error)
{
  for (guint i = 0; draft->variant == NULL && i < G_N_ELEMENTS (consoles); i++)
    {
      if (g_str_equal (consoles[i].layout, draft->layout))
        {
          set_command (lines, "keyboard", consoles[i].console);
          return TRUE;
        }
    }
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
               "%s takes keyboards of the console only, and which is '%s' is not known: leave the keyboard layout out, "
               "and set it once the guest runs", draft->installation,
               builder_draft_get (draft, GVIR_BUILDER_INSTALL_FIELD_KEYBOARD));
  return FALSE;
}

static gboolean
set_keyboard (GPtrArray *lines,
              const BuilderDraft *draft,
              GError **error)
{
  g_autofree char *arguments = NULL;

  if (!is_since (draft->request->os, 18, 7))
    return set_old_keyboard (lines, draft, error);
  arguments = draft->variant != NULL ? g_strdup_printf ("--xlayouts='%s (%s)'", draft->layout, draft->variant)
                                     : g_strdup_printf ("--xlayouts='%s'", draft->layout);
  set_command (lines, "keyboard", arguments);
  return TRUE;
}

/* Before it could be chosen, it was LVM. */
static gboolean
set_disk (GPtrArray *lines,
          const BuilderDraft *draft,
          GError **error)
{
  const char *disk = builder_draft_get (draft, GVIR_BUILDER_INSTALL_FIELD_TARGET_DISK);
  const char *layout = builder_draft_get (draft, GVIR_BUILDER_INSTALL_FIELD_DISK_LAYOUT);
  g_autofree char *type = g_strdup_printf ("--type=%s", layout != NULL ? layout : "");
  g_autofree char *only = NULL;

  if (disk != NULL && is_since (draft->request->os, 9, 6))
    {
      only = g_strdup_printf ("--only-use=%s", g_str_has_prefix (disk, "/dev/") ? disk + strlen ("/dev/") : disk);
      set_command (lines, "ignoredisk", only);
    }
  if (layout == NULL)
    return TRUE;
  if (is_since (draft->request->os, 16, 7) && find_command (lines, "autopart") >= 0)
    {
      set_command (lines, "autopart", type);
      return TRUE;
    }
  if (g_str_equal (layout, "lvm"))
    return TRUE;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
               "%s divides disks with LVM only: leave the disk layout out", draft->installation);
  return FALSE;
}

static gboolean
add_packages (GPtrArray *lines,
              const BuilderDraft *draft,
              GError **error)
{
  const char *const *packages = builder_draft_list (draft, GVIR_BUILDER_INSTALL_FIELD_PACKAGE);
  guint i = end_of_commands (lines);

  if (packages[0] == NULL)
    return TRUE;
  if (i == lines->len || !is_command (g_ptr_array_index (lines, i), "%packages"))
    return builder_install_config_check (draft->request->config, ~BUILDER_FIELD (PACKAGE), draft->installation, error);
  for (guint j = 0; packages[j] != NULL; j++)
    g_ptr_array_insert (lines, (gint) (i + 1 + j), g_strdup (packages[j]));
  return TRUE;
}

/* Takes COMMAND over. */
static void
add_to_shell (GString *shell,
              char *command)
{
  g_string_append_printf (shell, "%s\n", command);
  g_free (command);
}

static void
add_keys (GString *shell,
          const BuilderDraft *draft,
          GVirBuilderInstallField field,
          const char *login)
{
  if (!builder_draft_has (draft, field))
    return;
  add_to_shell (shell, builder_shell_authorize (login, builder_draft_list (draft, field), "", ""));
  add_to_shell (shell, g_strdup_printf ("restorecon -R ~%s/.ssh || :", login));
}

/* What is done in the system that was installed, beside what the script does there. */
static void
add_shell (GPtrArray *lines,
           const BuilderDraft *draft)
{
  g_autoptr (GString) shell = g_string_new (NULL);
  const char *login = builder_draft_get (draft, GVIR_BUILDER_INSTALL_FIELD_USER_LOGIN);
  const char *name = builder_draft_get (draft, GVIR_BUILDER_INSTALL_FIELD_USER_NAME);

  if (name != NULL)
    {
      g_autofree char *word = builder_shell_quote (name);

      add_to_shell (shell, g_strdup_printf ("usermod -c %s %s", word, login));
    }
  add_keys (shell, draft, GVIR_BUILDER_INSTALL_FIELD_ADMIN_SSH_KEY, "root");
  add_keys (shell, draft, GVIR_BUILDER_INSTALL_FIELD_USER_SSH_KEY, login);
  if (shell->len > 0)
    g_ptr_array_add (lines, g_strdup_printf ("%%post --erroronfail\n%s%%end", shell->str));
}

static void
set_proxy (GPtrArray *lines,
           const BuilderDraft *draft)
{
  const char *proxy = builder_draft_get (draft, GVIR_BUILDER_INSTALL_FIELD_PROXY);
  g_autofree char *argument = g_strdup_printf ("--proxy=%s", proxy);

  if (proxy == NULL)
    return;
  add_to_command (lines, "url", argument);
  add_to_command (lines, "repo", argument);
}

/* The templates do not know that the versions that have no number are the newest. */
static void
set_arguments (BuilderDraft *draft)
{
  g_autofree char *arguments = draft->arguments != NULL ? g_strstrip (g_steal_pointer (&draft->arguments)) : NULL;

  if (arguments != NULL && g_str_has_prefix (arguments, "ks=") && is_since (draft->request->os, 18, 7))
    draft->arguments = g_strconcat ("inst.", arguments, NULL);
  else
    draft->arguments = g_steal_pointer (&arguments);
}

static GPtrArray *
split (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GPtrArray *array = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; lines[i] != NULL; i++)
    g_ptr_array_add (array, g_strchomp (g_strdup (lines[i])));
  return array;
}

static char *
join (GPtrArray *lines)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "%s\n", (const char *) g_ptr_array_index (lines, i));
  return g_string_free (text, FALSE);
}

static gboolean
finish (BuilderDraft *draft,
        GError **error)
{
  g_autoptr (GPtrArray) lines = split (draft->text);

  set_user (lines, draft);
  set_admin (lines, draft);
  set_proxy (lines, draft);
  if (!set_keyboard (lines, draft, error) || !set_disk (lines, draft, error) || !add_packages (lines, draft, error))
    return FALSE;
  add_shell (lines, draft);
  g_free (draft->text);
  draft->text = join (lines);
  set_arguments (draft);
  return TRUE;
}

/* From a CD-ROM, nothing is fetched. */
static gboolean
check (const BuilderDraft *draft,
       GError **error)
{
  if (!builder_draft_has (draft, GVIR_BUILDER_INSTALL_FIELD_PROXY)
      || builder_draft_has (draft, GVIR_BUILDER_INSTALL_FIELD_SOURCE_URL))
    return TRUE;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
               "%s uses a proxy only for a source of packages: give that, too, or leave the proxy out",
               draft->installation);
  return FALSE;
}

const BuilderDialect builder_dialect_kickstart = {
  .kind = "kickstart",
  .title = "the kickstart",
  .source = "https://pykickstart.readthedocs.io/en/latest/kickstart-docs.html",
  .adds = BUILDER_FIELD (USER_NAME) | BUILDER_FIELD (HOST_NAME) | BUILDER_FIELD (KEYBOARD)
          | BUILDER_FIELD (USER_SSH_KEY) | BUILDER_FIELD (ADMIN_SSH_KEY) | BUILDER_FIELD (ADMIN_PASSWORD)
          | BUILDER_FIELD (USER_PASSWORD) | BUILDER_FIELD (PACKAGE) | BUILDER_FIELD (DISK_LAYOUT)
          | BUILDER_FIELD (SOURCE_URL) | BUILDER_FIELD (PROXY),
  .optional = BUILDER_FIELD (ADMIN_PASSWORD) | BUILDER_FIELD (USER_PASSWORD),
  .hashes = TRUE,
  .has_old_hashes = has_old_hashes,
  .check = check,
  .finish = finish,
};
