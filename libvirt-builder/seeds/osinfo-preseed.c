/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The answers of debian-installer, as in appendix B of Debian's installation guide. A preseed is
 * taken apart into its answers, those that are known better are put in their place, and it is written anew. */

#include "seeds/osinfo-draft-private.h"

#include <string.h>

#include "base/libvirt-builder-error.h"

typedef struct
{
  char *owner;
  char *question;
  char *type;
  char *value;
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_free (answer->owner);
  g_free (answer->question);
  g_free (answer->type);
  g_free (answer->value);
  g_free (answer);
}

static Answer *
find (GPtrArray *answers,
      const char *question)
{
  for (guint i = 0; i < answers->len; i++)
    {
      Answer *answer = g_ptr_array_index (answers, i);

      if (g_str_equal (answer->question, question))
        return answer;
    }
  return NULL;
}

/* A question has one answer: a later one replaces it. */
static void
set_of (GPtrArray *answers,
        const char *owner,
        const char *question,
        const char *type,
        const char *value)
{
  Answer *answer = find (answers, question);

  if (answer == NULL)
    {
      answer = g_new0 (Answer, 1);
      answer->question = g_strdup (question);
      g_ptr_array_add (answers, answer);
    }
  g_free (answer->owner);
  answer->owner = g_strdup (owner);
  g_free (answer->type);
  answer->type = g_strdup (type);
  g_free (answer->value);
  answer->value = g_strdup (value);
}

static void
set (GPtrArray *answers,
     const char *question,
     const char *type,
     const char *value)
{
  set_of (answers, "d-i", question, type, value);
}

static void
forget (GPtrArray *answers,
        const char *question)
{
  Answer *answer = find (answers, question);

  if (answer != NULL)
    g_ptr_array_remove (answers, answer);
}

/* Adds to an answer that may have several parts. */
static void
add (GPtrArray *answers,
     const char *question,
     const char *between,
     const char *value)
{
  Answer *answer = find (answers, question);
  g_autofree char *all = NULL;

  if (answer == NULL || *answer->value == '\0')
    all = g_strdup (value);
  else
    all = g_strconcat (answer->value, between, value, NULL);
  set (answers, question, "string", all);
}

/* Two scripts that libosinfo has say a question twice, of which debian-installer would hear the last only. */
static const struct
{
  const char *question;
  const char *between;
} with_parts[] = {
  { "preseed/late_command", " ; " },
  { "pkgsel/include", " " },
};

static void
keep (GPtrArray *answers,
      const char *owner,
      const char *question,
      const char *type,
      const char *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (with_parts); i++)
    {
      if (g_str_equal (question, with_parts[i].question))
        {
          add (answers, question, with_parts[i].between, value);
          return;
        }
    }
  set_of (answers, owner, question, type, value);
}

static gboolean
is_type (const char *word)
{
  static const char *const types[] = { "string", "boolean", "select", "multiselect", "note", "text", "password", NULL };

  return g_strv_contains (types, word);
}

/* The first word of TEXT; moves it behind. */
static char *
take_word (char **text)
{
  char *start = *text + strspn (*text, " \t");
  gsize length = strcspn (start, " \t");

  *text = start + length;
  return g_strndup (start, length);
}

/* Some scripts forget the type: the word there is the value then. */
static void
read_line (GPtrArray *answers,
           char *line)
{
  g_autofree char *owner = take_word (&line);
  g_autofree char *question = take_word (&line);
  char *rest = line;
  g_autofree char *type = take_word (&line);
  g_autofree char *value = g_strdup (g_strstrip (is_type (type) ? line : rest));

  if (*owner == '\0' || *owner == '#' || *question == '\0')
    return;
  /* What is added to a command begins with one of its own. */
  if (g_str_has_suffix (value, ";"))
    value[strlen (value) - 1] = '\0';
  g_strchomp (value);
  if (is_type (type))
    keep (answers, owner, question, type, value);
  else
    keep (answers, owner, question,
          g_str_equal (value, "true") || g_str_equal (value, "false") ? "boolean" : "string", value);
}

static GPtrArray *
read_answers (const char *text)
{
  g_autoptr (GRegex) continued = g_regex_new ("\\\\\\n[ \\t]*", 0, 0, NULL);
  g_autofree char *joined = g_regex_replace_literal (continued, text, -1, 0, "", 0, NULL);
  g_auto (GStrv) lines = g_strsplit (joined, "\n", -1);
  GPtrArray *answers = g_ptr_array_new_with_free_func (answer_free);

  for (guint i = 0; lines[i] != NULL; i++)
    read_line (answers, lines[i]);
  return answers;
}

static char *
write_answers (GPtrArray *answers)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < answers->len; i++)
    {
      const Answer *answer = g_ptr_array_index (answers, i);

      g_string_append_printf (text, "%s %s %s%s%s\n", answer->owner, answer->question, answer->type,
                              *answer->value != '\0' ? " " : "", answer->value);
    }
  return g_string_free (text, FALSE);
}

static void
set_place (GPtrArray *answers,
           const BuilderDraft *draft)
{
  g_autofree char *keymap = draft->variant != NULL ? g_strdup_printf ("%s(%s)", draft->layout, draft->variant)
                                                   : g_strdup (draft->layout);

  set (answers, "debian-installer/locale", "string", draft->language);
  set (answers, "keyboard-configuration/xkb-keymap", "select", keymap);
  set (answers, "keyboard-configuration/layoutcode", "string", draft->layout);
  if (draft->variant != NULL)
    set (answers, "keyboard-configuration/variantcode", "string", draft->variant);
  set (answers, "console-setup/layoutcode", "string", draft->layout);
  set (answers, "time/zone", "select", builder_draft_get (draft, GVIR_BUILDER_INSTALL_FIELD_TIMEZONE));
}

static void
set_name (GPtrArray *answers,
          const BuilderDraft *draft)
{
  g_auto (GStrv) parts = g_strsplit (builder_draft_get (draft, GVIR_BUILDER_INSTALL_FIELD_HOST_NAME), ".", 2);

  set (answers, "netcfg/get_hostname", "string", parts[0]);
  if (parts[1] != NULL)
    set (answers, "netcfg/get_domain", "string", parts[1]);
  /* Else the name that DHCP gives would win. */
  if (builder_draft_has (draft, GVIR_BUILDER_INSTALL_FIELD_HOST_NAME))
    set (answers, "netcfg/hostname", "string", parts[0]);
}

static void
set_user (GPtrArray *answers,
          const BuilderDraft *draft)
{
  const char *login = builder_draft_get (draft, GVIR_BUILDER_INSTALL_FIELD_USER_LOGIN);
  const char *name = builder_draft_get (draft, GVIR_BUILDER_INSTALL_FIELD_USER_NAME);

  forget (answers, "passwd/user-password");
  forget (answers, "passwd/user-password-again");
  set (answers, "passwd/make-user", "boolean", draft->has_user ? "true" : "false");
  if (!draft->has_user)
    return;
  set (answers, "passwd/user-fullname", "string", name != NULL ? name : login);
  set (answers, "passwd/username", "string", login);
  set (answers, "passwd/user-password-crypted", "password", draft->user_hash);
}

/* Without a password of root, the user becomes root by sudo. */
static void
set_admin (GPtrArray *answers,
           const BuilderDraft *draft)
{
  gboolean is_locked = g_str_equal (draft->admin_hash, BUILDER_HASH_LOCKED);
  gboolean has_key = builder_draft_has (draft, GVIR_BUILDER_INSTALL_FIELD_ADMIN_SSH_KEY);

  forget (answers, "passwd/root-password");
  forget (answers, "passwd/root-password-again");
  set (answers, "passwd/root-login", "boolean", is_locked && !has_key ? "false" : "true");
  if (!is_locked || has_key)
    set (answers, "passwd/root-password-crypted", "password", draft->admin_hash);
}

typedef struct
{
  const char *layout;
  const char *question;
  const char *type;
  const char *value;
} DiskAnswer;

static const DiskAnswer disk_answers[] = {
  { "plain", "partman-auto/method", "string", "regular" },
  { "btrfs", "partman-auto/method", "string", "regular" },
  { "btrfs", "partman/default_filesystem", "string", "btrfs" },
  { "lvm", "partman-auto/method", "string", "lvm" },
  { "lvm", "partman-auto-lvm/guided_size", "string", "max" },
  { "lvm", "partman-lvm/confirm", "boolean", "true" },
  { "lvm", "partman-lvm/confirm_nooverwrite", "boolean", "true" },
  { "lvm", "partman-lvm/device_remove_lvm", "boolean", "true" },
};

static void
set_disk (GPtrArray *answers,
          const BuilderDraft *draft)
{
  const char *disk = builder_draft_get (draft, GVIR_BUILDER_INSTALL_FIELD_TARGET_DISK);
  const char *layout = builder_draft_get (draft, GVIR_BUILDER_INSTALL_FIELD_DISK_LAYOUT);

  if (disk != NULL)
    {
      set (answers, "partman-auto/disk", "string", disk);
      set (answers, "grub-installer/bootdev", "string", disk);
    }
  for (guint i = 0; i < G_N_ELEMENTS (disk_answers); i++)
    {
      if (g_strcmp0 (disk_answers[i].layout, layout) == 0)
        set (answers, disk_answers[i].question, disk_answers[i].type, disk_answers[i].value);
    }
}

/* The parts of the answer about a mirror are named after how it is reached. */
static void
set_source (GPtrArray *answers,
            const BuilderDraft *draft)
{
  const char *url = builder_draft_get (draft, GVIR_BUILDER_INSTALL_FIELD_SOURCE_URL);
  const char *proxy = builder_draft_get (draft, GVIR_BUILDER_INSTALL_FIELD_PROXY);
  g_autoptr (GUri) uri = url != NULL ? g_uri_parse (url, G_URI_FLAGS_NONE, NULL) : NULL;
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : "http";
  const char *path = uri != NULL ? g_uri_get_path (uri) : "";
  g_autofree char *host = g_strdup_printf ("mirror/%s/hostname", scheme);
  g_autofree char *directory = g_strdup_printf ("mirror/%s/directory", scheme);
  g_autofree char *proxied = g_strdup_printf ("mirror/%s/proxy", scheme);
  g_autofree char *authority = NULL;

  set (answers, proxied, "string", proxy != NULL ? proxy : "");
  if (uri == NULL)
    return;
  authority = g_uri_get_port (uri) > 0 ? g_strdup_printf ("%s:%d", g_uri_get_host (uri), g_uri_get_port (uri))
                                       : g_strdup (g_uri_get_host (uri));
  set (answers, "mirror/country", "string", "manual");
  set (answers, "mirror/protocol", "select", scheme);
  set (answers, host, "string", authority);
  set (answers, directory, "string", *path != '\0' ? path : "/");
}

static void
add_keys (GPtrArray *answers,
          const BuilderDraft *draft,
          GVirBuilderInstallField field,
          const char *login)
{
  g_autofree char *commands = NULL;

  if (!builder_draft_has (draft, field))
    return;
  commands = builder_shell_authorize (login, builder_draft_list (draft, field), "/target", "in-target ");
  add (answers, "preseed/late_command", " ; ", commands);
}

static void
add_packages (GPtrArray *answers,
              const BuilderDraft *draft)
{
  const char *const *packages = builder_draft_list (draft, GVIR_BUILDER_INSTALL_FIELD_PACKAGE);

  for (guint i = 0; packages[i] != NULL; i++)
    add (answers, "pkgsel/include", " ", packages[i]);
  /* Keys are of no use without it, and whoever picks the tasks may leave it out. */
  if (builder_draft_has (draft, GVIR_BUILDER_INSTALL_FIELD_ADMIN_SSH_KEY)
      || builder_draft_has (draft, GVIR_BUILDER_INSTALL_FIELD_USER_SSH_KEY))
    add (answers, "pkgsel/include", " ", "openssh-server");
}

/* As an argument of the kernel, a layout has its variant by itself. */
static void
split_layout (BuilderDraft *draft)
{
  static const char name[] = "keyboard-configuration/layoutcode=";
  g_autofree char *joined = g_strdup_printf ("%s%s(%s)", name, draft->layout, draft->variant);
  g_auto (GStrv) around = NULL;

  if (draft->variant == NULL || draft->arguments == NULL)
    return;
  around = g_strsplit (draft->arguments, joined, 2);
  if (around[0] == NULL || around[1] == NULL)
    return;
  g_free (draft->arguments);
  draft->arguments = g_strdup_printf ("%s%s%s keyboard-configuration/variantcode=%s%s", around[0], name, draft->layout,
                                      draft->variant, around[1]);
}

/* The installer of Ubuntu's desktops reads the same file, but few of its answers: it runs no command of them, adds
 * no packages, and makes no password of root. */
static gboolean
check_ubiquity (const BuilderDraft *draft,
                GError **error)
{
  const BuilderFields known = BUILDER_FIELD (PROFILE) | BUILDER_FIELD (USER_LOGIN) | BUILDER_FIELD (USER_NAME)
                              | BUILDER_FIELD (USER_PASSWORD) | BUILDER_FIELD (HOST_NAME) | BUILDER_FIELD (LANGUAGE)
                              | BUILDER_FIELD (KEYBOARD) | BUILDER_FIELD (TIMEZONE) | BUILDER_FIELD (TARGET_DISK);

  if (draft->arguments == NULL || strstr (draft->arguments, "automatic-ubiquity") == NULL)
    return TRUE;
  return builder_install_config_check (draft->request->config, known, draft->installation, error);
}

static gboolean
finish (BuilderDraft *draft,
        GError **error)
{
  g_autoptr (GPtrArray) answers = read_answers (draft->text);

  if (!check_ubiquity (draft, error))
    return FALSE;
  set_place (answers, draft);
  set_name (answers, draft);
  set_user (answers, draft);
  set_admin (answers, draft);
  set_disk (answers, draft);
  set_source (answers, draft);
  add_packages (answers, draft);
  add_keys (answers, draft, GVIR_BUILDER_INSTALL_FIELD_ADMIN_SSH_KEY, "root");
  add_keys (answers, draft, GVIR_BUILDER_INSTALL_FIELD_USER_SSH_KEY,
            builder_draft_get (draft, GVIR_BUILDER_INSTALL_FIELD_USER_LOGIN));
  g_free (draft->text);
  draft->text = write_answers (answers);
  split_layout (draft);
  return TRUE;
}

/* An answer is the rest of its line, and a backslash at its end would take the next line in. */
static gboolean
check (const BuilderDraft *draft,
       GError **error)
{
  const char *name = builder_draft_get (draft, GVIR_BUILDER_INSTALL_FIELD_USER_NAME);

  if (name == NULL || !g_str_has_suffix (name, "\\"))
    return TRUE;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
               "%s cannot say the name of the user, which ends in a backslash: leave that out", draft->installation);
  return FALSE;
}

const BuilderDialect builder_dialect_preseed = {
  .kind = "preseed",
  .title = "the preseed",
  .source = "https://www.debian.org/releases/stable/amd64/apb.en.html",
  .adds = BUILDER_FIELD (USER_NAME) | BUILDER_FIELD (HOST_NAME) | BUILDER_FIELD (LANGUAGE) | BUILDER_FIELD (KEYBOARD)
          | BUILDER_FIELD (TIMEZONE) | BUILDER_FIELD (USER_SSH_KEY) | BUILDER_FIELD (ADMIN_SSH_KEY)
          | BUILDER_FIELD (ADMIN_PASSWORD) | BUILDER_FIELD (PACKAGE) | BUILDER_FIELD (TARGET_DISK)
          | BUILDER_FIELD (DISK_LAYOUT) | BUILDER_FIELD (SOURCE_URL) | BUILDER_FIELD (PROXY),
  .optional = BUILDER_FIELD (ADMIN_PASSWORD) | BUILDER_FIELD (USER_PASSWORD),
  .hashes = TRUE,
  .check = check,
  .finish = finish,
};
