/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the system is called, speaks and gets; each module is described below
 * https://cloudinit.readthedocs.io/en/latest/reference/modules.html */

#include "seeds/cloud-init-private.h"

#include <string.h>

#include "base/json-private.h"
#include "seeds/script-values-private.h"

static const char *
get (const BuilderFirstBoot *first,
     GVirBuilderInstallField field)
{
  return gvir_builder_install_config_get (first->config, field);
}

static void
add_host_name (JsonBuilder *builder,
               const BuilderFirstBoot *first)
{
  const char *name = get (first, GVIR_BUILDER_INSTALL_FIELD_HOST_NAME);
  g_autofree char *host = NULL;

  if (name == NULL)
    return;
  host = g_strndup (name, strcspn (name, "."));
  builder_json_add_text (builder, "hostname", host);
  if (strchr (name, '.') != NULL)
    builder_json_add_text (builder, "fqdn", name);
  /* Programs as sudo look the name up, which nobody else may know. */
  builder_json_add_text (builder, "manage_etc_hosts", "localhost");
}

/* Debian makes the locales that are listed, and not the one that cloud-init asks it for: then setting it fails.
 * "de_DE.UTF-8" is listed with its character set, as "de_DE.UTF-8 UTF-8". */
static void
list_locale (JsonBuilder *builder,
             const char *locale)
{
  const char *charset = strchr (locale, '.') + 1;
  g_autofree char *line = g_strdup_printf ("%s %.*s\n", locale, (int) strcspn (charset, "@"), charset);

  json_builder_set_member_name (builder, "write_files");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  builder_json_add_text (builder, "path", "/etc/locale.gen");
  builder_json_add_text (builder, "content", line);
  builder_json_add_boolean (builder, "append", TRUE);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
}

static void
add_languages (JsonBuilder *builder,
               const BuilderFirstBoot *first)
{
  const char *language = get (first, GVIR_BUILDER_INSTALL_FIELD_LANGUAGE);
  const char *keyboard = get (first, GVIR_BUILDER_INSTALL_FIELD_KEYBOARD);
  g_autofree char *locale = language != NULL ? builder_locale_with_charset (language) : NULL;
  g_autofree char *layout = NULL;
  g_autofree char *variant = NULL;

  if (locale != NULL)
    builder_json_add_text (builder, "locale", locale);
  if (locale != NULL && first->lists_locales)
    list_locale (builder, locale);
  builder_json_add_field (builder, "timezone", first->config, GVIR_BUILDER_INSTALL_FIELD_TIMEZONE);
  if (keyboard == NULL)
    return;
  builder_keyboard_split (keyboard, &layout, &variant);
  builder_json_begin (builder, "keyboard");
  builder_json_add_text (builder, "layout", layout);
  if (variant != NULL)
    builder_json_add_text (builder, "variant", variant);
  json_builder_end_object (builder);
}

static void
add_source (JsonBuilder *builder,
            const char *url)
{
  json_builder_set_member_name (builder, "primary");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "arches");
  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, "default");
  json_builder_end_array (builder);
  builder_json_add_text (builder, "uri", url);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
}

static void
add_apt (JsonBuilder *builder,
         const BuilderFirstBoot *first)
{
  const char *proxy = get (first, GVIR_BUILDER_INSTALL_FIELD_PROXY);
  const char *source = get (first, GVIR_BUILDER_INSTALL_FIELD_SOURCE_URL);

  if (proxy == NULL && source == NULL)
    return;
  builder_json_begin (builder, "apt");
  if (proxy != NULL)
    {
      builder_json_add_text (builder, "http_proxy", proxy);
      builder_json_add_text (builder, "https_proxy", proxy);
    }
  if (source != NULL)
    add_source (builder, source);
  json_builder_end_object (builder);
}

static void
add_packages (JsonBuilder *builder,
              const BuilderFirstBoot *first)
{
  if (get (first, GVIR_BUILDER_INSTALL_FIELD_PACKAGE) == NULL)
    return;
  /* Images come without the lists of packages, or with old ones. */
  builder_json_add_boolean (builder, "package_update", TRUE);
  builder_json_add_fields (builder, "packages", first->config, GVIR_BUILDER_INSTALL_FIELD_PACKAGE);
}

static void
add_registration (JsonBuilder *builder,
                  const BuilderFirstBoot *first)
{
  if (get (first, GVIR_BUILDER_INSTALL_FIELD_REGISTRATION_LOGIN) == NULL)
    return;
  builder_json_begin (builder, "rh_subscription");
  builder_json_add_field (builder, "username", first->config, GVIR_BUILDER_INSTALL_FIELD_REGISTRATION_LOGIN);
  builder_json_add_field (builder, "password", first->config, GVIR_BUILDER_INSTALL_FIELD_REGISTRATION_PASSWORD);
  json_builder_end_object (builder);
}

typedef struct
{
  GVirBuilderFirstBootFlags flag;
  const char *words[5];
} Command;

/* In their order. A password that is set as a hash does not expire by cloud-init's own means before 22.3. */
static const Command commands[] = {
  { GVIR_BUILDER_FIRST_BOOT_EXPIRE_ADMIN_PASSWORD, { "chage", "-d", "0", "root" } },
  { GVIR_BUILDER_FIRST_BOOT_ONLY_ONCE, { "touch", "/etc/cloud/cloud-init.disabled" } },
};

static void
add_commands (JsonBuilder *builder,
              GVirBuilderFirstBootFlags flags)
{
  if (flags == 0)
    return;
  json_builder_set_member_name (builder, "runcmd");
  json_builder_begin_array (builder);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if ((flags & commands[i].flag) == 0)
        continue;
      json_builder_begin_array (builder);
      for (const char *const *word = commands[i].words; *word != NULL; word++)
        json_builder_add_string_value (builder, *word);
      json_builder_end_array (builder);
    }
  json_builder_end_array (builder);
}

void
builder_cloud_init_add_system (JsonBuilder *builder,
                               const BuilderFirstBoot *first)
{
  add_host_name (builder, first);
  add_languages (builder, first);
  add_apt (builder, first);
  add_packages (builder, first);
  add_registration (builder, first);
  add_commands (builder, first->flags);
}
