/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Combustion of openSUSE MicroOS and SUSE Linux Enterprise Micro, a script of the shell that is run by root in the first
 * boot before anything else: https://github.com/openSUSE/combustion/blob/main/README.md */

#include "seeds/images-private.h"

#include <string.h>

#include "base/libvirt-builder-error.h"
#include "seeds/passwords-private.h"
#include "seeds/script-values-private.h"

#define TITLE "Combustion"

#define FIELD BUILDER_FIELD

static const char *
get (GVirBuilderInstallConfig *config,
     GVirBuilderInstallField field)
{
  return gvir_builder_install_config_get (config, field);
}

/* A line; each "@" in FORMAT is one of the words, which the shell takes as it is. */
static void
add (GString *script,
     const char *format,
     ...)
{
  va_list words;

  va_start (words, format);
  for (const char *p = format; *p != '\0'; p++)
    {
      g_autofree char *quoted = *p == '@' ? g_shell_quote (va_arg (words, const char *)) : NULL;

      if (quoted != NULL)
        g_string_append (script, quoted);
      else
        g_string_append_c (script, *p);
    }
  va_end (words);
  g_string_append_c (script, '\n');
}

static gboolean
add_password (GString *script,
              const char *login,
              const char *password,
              GError **error)
{
  g_autofree char *hash = NULL;

  if (password == NULL)
    return TRUE;
  hash = builder_password_hash (password, BUILDER_HASH_SHA512, error);
  if (hash == NULL)
    return FALSE;
  add (script, "printf '%s:%s\\n' @ @ | chpasswd -e", login, hash);
  return TRUE;
}

/* The folder of a user is not known before the user is there. */
static void
add_ssh_keys (GString *script,
              const char *login,
              const char *const *keys)
{
  if (*keys == NULL)
    return;
  add (script, "folder=$(getent passwd @ | cut -d: -f6)/.ssh", login);
  add (script, "install -d -m 0700 -o @ -g \"$(id -gn @)\" \"$folder\"", login, login);
  for (; *keys != NULL; keys++)
    add (script, "printf '%s\\n' @ >> \"$folder/authorized_keys\"", *keys);
  add (script, "chmod 0600 \"$folder/authorized_keys\"");
  add (script, "chown @: \"$folder/authorized_keys\"", login);
  add (script, "systemctl enable sshd.service");
}

static gboolean
add_user (GString *script,
          GVirBuilderInstallConfig *config,
          GError **error)
{
  const char *login = get (config, GVIR_BUILDER_INSTALL_FIELD_USER_LOGIN);
  const char *name = get (config, GVIR_BUILDER_INSTALL_FIELD_USER_NAME);

  if (login == NULL)
    return TRUE;
  /* Else what the user gets there is hidden later by the file system that belongs there. */
  add (script, "mountpoint -q /home || mount /home");
  add (script, "useradd -m -c @ -- @", name != NULL ? name : "", login);
  add (script, "usermod -a -G wheel -- @", login);
  if (!add_password (script, login, get (config, GVIR_BUILDER_INSTALL_FIELD_USER_PASSWORD), error))
    return FALSE;
  add_ssh_keys (script, login, gvir_builder_install_config_list (config, GVIR_BUILDER_INSTALL_FIELD_USER_SSH_KEY));
  return TRUE;
}

static void
add_keyboard (GString *script,
              const char *keyboard)
{
  g_autofree char *layout = NULL;
  g_autofree char *variant = NULL;
  g_autofree char *map = NULL;

  builder_keyboard_split (keyboard, &layout, &variant);
  /* The maps of the console that SUSE makes of those of XKB are called so. */
  map = g_strjoin (variant != NULL ? "-" : NULL, layout, variant, NULL);
  add (script, "printf 'KEYMAP=%s\\n' @ > /etc/vconsole.conf", map);
}

static void
add_system (GString *script,
            GVirBuilderInstallConfig *config)
{
  const char *host = get (config, GVIR_BUILDER_INSTALL_FIELD_HOST_NAME);
  const char *language = get (config, GVIR_BUILDER_INSTALL_FIELD_LANGUAGE);
  const char *keyboard = get (config, GVIR_BUILDER_INSTALL_FIELD_KEYBOARD);
  const char *timezone = get (config, GVIR_BUILDER_INSTALL_FIELD_TIMEZONE);
  g_autofree char *locale = language != NULL ? builder_locale_with_charset (language) : NULL;

  if (host != NULL)
    add (script, "printf '%s\\n' @ > /etc/hostname", host);
  if (locale != NULL)
    add (script, "printf 'LANG=%s\\n' @ > /etc/locale.conf", locale);
  if (keyboard != NULL)
    add_keyboard (script, keyboard);
  if (timezone != NULL)
    add (script, "ln -sf ../usr/share/zoneinfo/@ /etc/localtime", timezone);
}

static void
add_packages (GString *script,
              GVirBuilderInstallConfig *config)
{
  const char *const *packages = gvir_builder_install_config_list (config, GVIR_BUILDER_INSTALL_FIELD_PACKAGE);
  const char *proxy = get (config, GVIR_BUILDER_INSTALL_FIELD_PROXY);

  if (proxy != NULL)
    add (script, "export http_proxy=@ https_proxy=@", proxy, proxy);
  for (; *packages != NULL; packages++)
    add (script, "zypper --non-interactive install -- @", *packages);
}

static GString *
start (GVirBuilderInstallConfig *config)
{
  GString *script = g_string_new ("#!/bin/bash\n");

  /* Combustion looks for this line before it runs the script. */
  if (get (config, GVIR_BUILDER_INSTALL_FIELD_PACKAGE) != NULL)
    g_string_append (script, "# combustion: network\n");
  g_string_append (script, "set -eu\n");
  return script;
}

static GBytes *
make_script (const BuilderFirstBoot *first,
             GError **error)
{
  GVirBuilderInstallConfig *config = first->config;
  g_autoptr (GString) script = start (config);

  add_system (script, config);
  if (!add_password (script, "root", get (config, GVIR_BUILDER_INSTALL_FIELD_ADMIN_PASSWORD), error)
      || !add_user (script, config, error))
    return NULL;
  add_ssh_keys (script, "root", gvir_builder_install_config_list (config, GVIR_BUILDER_INSTALL_FIELD_ADMIN_SSH_KEY));
  if ((first->flags & GVIR_BUILDER_FIRST_BOOT_EXPIRE_ADMIN_PASSWORD) != 0)
    add (script, "chage -d 0 root");
  add_packages (script, config);
  return g_string_free_to_bytes (g_steal_pointer (&script));
}

/* There is none that the makers of the image have chosen. */
static gboolean
check_login (GVirBuilderInstallConfig *config,
             GError **error)
{
  BuilderFields told = builder_install_config_fields (config);

  if ((told & FIELD (USER_LOGIN)) != 0 || (told & (FIELD (USER_PASSWORD) | FIELD (USER_SSH_KEY))) == 0)
    return TRUE;
  g_set_error_literal (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                       TITLE " must be told the login of the user: give one, or give what is meant for root to root");
  return FALSE;
}

/**
 * gvir_builder_seed_new_combustion: (constructor)
 * @config: what the system is told
 * @flags: what else it does
 * @error: return location for an error, or %NULL
 *
 * Writes the script that Combustion runs at the first boot. The system does not come up where a command
 * of the script fails.
 *
 * Returns: (transfer full): the seed, or %NULL with an error of %GVIR_BUILDER_ERROR_UNSUPPORTED
 *   where it cannot be told something of @config, or of %GVIR_BUILDER_ERROR_INVALID_INPUT
 */
GVirBuilderSeed *
gvir_builder_seed_new_combustion (GVirBuilderInstallConfig *config,
                                  GVirBuilderFirstBootFlags flags,
                                  GError **error)
{
  const BuilderFirstBoot first = { NULL, config, NULL, flags, FALSE };
  g_autoptr (GBytes) script = NULL;
  GVirBuilderSeed *seed;

  g_return_val_if_fail (GVIR_BUILDER_IS_INSTALL_CONFIG (config), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!builder_first_boot_check (&first, BUILDER_COMBUSTION_FIELDS, TITLE, error) || !check_login (config, error))
    return NULL;
  script = make_script (&first, error);
  if (script == NULL)
    return NULL;
  seed = builder_seed_new ("combustion", GVIR_BUILDER_DELIVERY_CDROM);
  builder_seed_set_label (seed, "combustion");
  builder_seed_add_file (seed, "combustion/script", script);
  if ((builder_install_config_fields (config) & (FIELD (USER_PASSWORD) | FIELD (ADMIN_PASSWORD) | FIELD (PROXY))) != 0)
    builder_seed_set_secret (seed);
  return seed;
}
