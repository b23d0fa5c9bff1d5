/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What an answer file is written from, with every value held against what Windows takes. */

#include "seeds/unattend-private.h"

#include <libxml/chvalid.h>
#include <string.h>

#include "base/libvirt-builder-error.h"
#include "seeds/script-values-private.h"
#include "seeds/windows-values-private.h"

/* Keys for the edition Pro, as Microsoft lists them for clients of key management servers:
 * https://learn.microsoft.com/windows-server/get-started/kms-client-activation-keys. */
#define KEY_OF_PRO "W269N-WFGWX-YVC9B-4J6C9-T83GX"

static const BuilderWindows known[] = {
  { .name = "10", .drivers = "w10", .generic_key = KEY_OF_PRO },
  { .name = "11", .drivers = "w11", .only_uefi = TRUE, .generic_key = KEY_OF_PRO },
  { .name = "2k16", .drivers = "2k16", .server = TRUE },
  { .name = "2k19", .drivers = "2k19", .server = TRUE },
  { .name = "2k22", .drivers = "2k22", .server = TRUE },
  { .name = "2k25", .drivers = "2k25", .server = TRUE },
};

/* As libvirt calls it, and as Windows does. */
static const struct
{
  const char *from;
  const char *to;
} archs[] = {
  { "x86_64", "amd64" },
  { "i686", "x86" },
  { "aarch64", "arm64" },
};

const BuilderWindows *
builder_windows_find (GVirDesignerOs *os)
{
  const char *asked = gvir_designer_os_get_asked_name (os);
  const char *name = gvir_designer_os_get_fallback_reason (os) != NULL && asked != NULL
                       ? asked : gvir_designer_os_get_short_id (os);
  const char *slash = name != NULL ? strrchr (name, '/') : NULL;

  if (name == NULL || g_strcmp0 (gvir_designer_os_get_family (os), "winnt") != 0)
    return NULL;
  if (slash != NULL)
    name = slash + 1;
  else if (g_str_has_prefix (name, "win"))
    name += strlen ("win");
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      if (g_str_equal (known[i].name, name))
        return &known[i];
    }
  return NULL;
}

static const char *
find_arch (const char *arch)
{
  for (gsize i = 0; i < G_N_ELEMENTS (archs); i++)
    {
      if (g_str_equal (archs[i].from, arch))
        return archs[i].to;
    }
  return NULL;
}

/* XML has no way to write most control characters. */
static gboolean
check_characters (GVirBuilderInstallConfig *config,
                  GVirBuilderInstallField field,
                  GError **error)
{
  const char *value = gvir_builder_install_config_get (config, field);

  for (const char *p = value; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      if (!xmlIsCharQ (g_utf8_get_char (p)) || *p == '\n' || *p == '\r' || *p == '\t')
        {
          g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                       "the %s has a line break or another character that %s cannot be told: take it out",
                       builder_install_field_title (field), BUILDER_WINDOWS_TITLE);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
read_disk (BuilderAnswers *answers,
           GVirBuilderInstallConfig *config,
           GError **error)
{
  const char *disk = gvir_builder_install_config_get (config, GVIR_BUILDER_INSTALL_FIELD_TARGET_DISK);

  if (disk == NULL || g_ascii_string_to_unsigned (disk, 10, 0, 999, &answers->disk, NULL))
    return TRUE;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
               "%s knows disks by their numbers, and '%s' is none: give 0 for the first", BUILDER_WINDOWS_TITLE, disk);
  return FALSE;
}

static gboolean
read_place (BuilderAnswers *answers,
            GVirBuilderInstallConfig *config,
            GError **error)
{
  const char *locale = gvir_builder_install_config_get (config, GVIR_BUILDER_INSTALL_FIELD_LANGUAGE);
  const char *keyboard = gvir_builder_install_config_get (config, GVIR_BUILDER_INSTALL_FIELD_KEYBOARD);
  const char *zone = gvir_builder_install_config_get (config, GVIR_BUILDER_INSTALL_FIELD_TIMEZONE);
  const char *host = gvir_builder_install_config_get (config, GVIR_BUILDER_INSTALL_FIELD_HOST_NAME);

  answers->language = builder_windows_language (locale != NULL ? locale : "en_US", error);
  if (answers->language == NULL)
    return FALSE;
  if (keyboard != NULL && (answers->keyboard = builder_windows_keyboard (keyboard, error)) == NULL)
    return FALSE;
  if ((answers->zone = builder_windows_zone (zone != NULL ? zone : "UTC", error)) == NULL)
    return FALSE;
  return host == NULL || (answers->computer_name = builder_windows_computer_name (host, error)) != NULL;
}

static gboolean
read_accounts (BuilderAnswers *answers,
               GVirBuilderInstallConfig *config,
               GError **error)
{
  answers->login = gvir_builder_install_config_get (config, GVIR_BUILDER_INSTALL_FIELD_USER_LOGIN);
  answers->full_name = gvir_builder_install_config_get (config, GVIR_BUILDER_INSTALL_FIELD_USER_NAME);
  answers->password = gvir_builder_install_config_get (config, GVIR_BUILDER_INSTALL_FIELD_USER_PASSWORD);
  answers->admin_password = gvir_builder_install_config_get (config, GVIR_BUILDER_INSTALL_FIELD_ADMIN_PASSWORD);
  answers->product_key = gvir_builder_install_config_get (config, GVIR_BUILDER_INSTALL_FIELD_PRODUCT_KEY);
  if ((answers->login == NULL) != (answers->password == NULL))
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                   "%s must be told the login and the password of a user: give both, or neither",
                   BUILDER_WINDOWS_TITLE);
      return FALSE;
    }
  return (answers->login == NULL || builder_windows_account_check (answers->login, error))
         && check_characters (config, GVIR_BUILDER_INSTALL_FIELD_USER_LOGIN, error)
         && check_characters (config, GVIR_BUILDER_INSTALL_FIELD_USER_NAME, error)
         && check_characters (config, GVIR_BUILDER_INSTALL_FIELD_PRODUCT_KEY, error)
         && check_characters (config, GVIR_BUILDER_INSTALL_FIELD_USER_PASSWORD, error)
         && check_characters (config, GVIR_BUILDER_INSTALL_FIELD_ADMIN_PASSWORD, error);
}

/* Of a client, there is none without its desktop. */
static gboolean
read_profile (BuilderAnswers *answers,
              GVirBuilderInstallConfig *config,
              GError **error)
{
  static const char *const of_servers[] = { "desktop", "jeos", NULL };
  static const char *const of_clients[] = { "desktop", NULL };
  const char *profile = gvir_builder_install_config_get (config, GVIR_BUILDER_INSTALL_FIELD_PROFILE);
  int which = profile == NULL ? 0
              : builder_field_choose (GVIR_BUILDER_INSTALL_FIELD_PROFILE, profile,
                                      answers->windows->server ? of_servers : of_clients, BUILDER_WINDOWS_TITLE, error);

  answers->desktop = which == 0;
  return which >= 0;
}

BuilderAnswers *
builder_answers_new (const BuilderScriptRequest *request,
                     GError **error)
{
  g_autoptr (BuilderAnswers) answers = g_new0 (BuilderAnswers, 1);

  answers->windows = builder_windows_find (request->os);
  answers->arch = find_arch (request->arch);
  answers->only_uefi = answers->windows->only_uefi || g_strcmp0 (answers->arch, "arm64") == 0;
  if (answers->arch == NULL || gvir_designer_os_supports_arch (request->os, request->arch) == GVIR_DESIGNER_ANSWER_NO)
    {
      g_autofree char *evidence = gvir_designer_os_get_arch_evidence (request->os, request->arch);

      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
                   "there is no %s for %s%s%s: take another architecture",
                   gvir_designer_os_get_name (request->os), request->arch, evidence != NULL ? ", says " : "",
                   evidence != NULL ? evidence : "");
      return NULL;
    }
  if (!read_disk (answers, request->config, error) || !read_place (answers, request->config, error)
      || !read_accounts (answers, request->config, error) || !read_profile (answers, request->config, error))
    return NULL;
  return g_steal_pointer (&answers);
}

void
builder_answers_free (BuilderAnswers *answers)
{
  g_free (answers->language);
  g_free (answers->computer_name);
  g_free (answers);
}
