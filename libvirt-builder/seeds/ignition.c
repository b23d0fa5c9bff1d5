/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Ignition of Fedora CoreOS and Flatcar: https://coreos.github.io/ignition/configuration-v3_3/ */

#include "seeds/images-private.h"

#include <string.h>

#include "base/json-private.h"
#include "base/libvirt-builder-error.h"
#include "seeds/script-values-private.h"

#define TITLE "Ignition"
#define VERSION "3.3.0"
/* Its makers have made this user, and let nobody else in. */
#define USER_OF_IMAGE "core"

#define FIELD BUILDER_FIELD

static gboolean
add_user (JsonBuilder *builder,
          const char *name,
          GVirBuilderInstallConfig *config,
          GVirBuilderInstallField password,
          GVirBuilderInstallField ssh_key,
          GError **error)
{
  builder_json_add_text (builder, "name", name);
  builder_json_add_fields (builder, "sshAuthorizedKeys", config, ssh_key);
  return builder_json_add_hash (builder, "passwordHash", config, password, error);
}

/* For a user who is not there yet. Who is of these groups may use sudo. */
static void
add_groups (JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "groups");
  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, "sudo");
  json_builder_add_string_value (builder, "wheel");
  json_builder_end_array (builder);
}

static gboolean
add_root (JsonBuilder *builder,
          GVirBuilderInstallConfig *config,
          GError **error)
{
  if ((builder_install_config_fields (config) & (FIELD (ADMIN_PASSWORD) | FIELD (ADMIN_SSH_KEY))) == 0)
    return TRUE;
  json_builder_begin_object (builder);
  if (!add_user (builder, "root", config, GVIR_BUILDER_INSTALL_FIELD_ADMIN_PASSWORD,
                 GVIR_BUILDER_INSTALL_FIELD_ADMIN_SSH_KEY, error))
    return FALSE;
  json_builder_end_object (builder);
  return TRUE;
}

static gboolean
add_users (JsonBuilder *builder,
           GVirBuilderInstallConfig *config,
           GError **error)
{
  const char *login = gvir_builder_install_config_get (config, GVIR_BUILDER_INSTALL_FIELD_USER_LOGIN);
  const char *name = login != NULL ? login : USER_OF_IMAGE;

  builder_json_begin (builder, "passwd");
  json_builder_set_member_name (builder, "users");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  if (!add_user (builder, name, config, GVIR_BUILDER_INSTALL_FIELD_USER_PASSWORD,
                 GVIR_BUILDER_INSTALL_FIELD_USER_SSH_KEY, error))
    return FALSE;
  builder_json_add_field (builder, "gecos", config, GVIR_BUILDER_INSTALL_FIELD_USER_NAME);
  if (!g_str_equal (name, USER_OF_IMAGE))
    add_groups (builder);
  json_builder_end_object (builder);
  if (!add_root (builder, config, error))
    return FALSE;
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return TRUE;
}

static void
add_host_name (JsonBuilder *builder,
               const char *name)
{
  g_autofree char *escaped = g_uri_escape_string (name, NULL, FALSE);
  g_autofree char *url = g_strconcat ("data:,", escaped, "%0A", NULL);

  json_builder_set_member_name (builder, "files");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  builder_json_add_text (builder, "path", "/etc/hostname");
  json_builder_set_member_name (builder, "mode");
  json_builder_add_int_value (builder, 0644);
  builder_json_add_boolean (builder, "overwrite", TRUE);
  builder_json_begin (builder, "contents");
  builder_json_add_text (builder, "source", url);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
}

static void
add_timezone (JsonBuilder *builder,
              const char *timezone)
{
  g_autofree char *target = g_strconcat ("../usr/share/zoneinfo/", timezone, NULL);

  json_builder_set_member_name (builder, "links");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  builder_json_add_text (builder, "path", "/etc/localtime");
  builder_json_add_text (builder, "target", target);
  builder_json_add_boolean (builder, "overwrite", TRUE);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
}

static void
add_storage (JsonBuilder *builder,
             GVirBuilderInstallConfig *config)
{
  const char *host = gvir_builder_install_config_get (config, GVIR_BUILDER_INSTALL_FIELD_HOST_NAME);
  const char *timezone = gvir_builder_install_config_get (config, GVIR_BUILDER_INSTALL_FIELD_TIMEZONE);

  builder_json_begin (builder, "storage");
  if (host != NULL)
    add_host_name (builder, host);
  if (timezone != NULL)
    add_timezone (builder, timezone);
  json_builder_end_object (builder);
}

static GBytes *
make_config (GVirBuilderInstallConfig *config,
             GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  char *text;

  json_builder_begin_object (builder);
  builder_json_begin (builder, "ignition");
  builder_json_add_text (builder, "version", VERSION);
  json_builder_end_object (builder);
  if (!add_users (builder, config, error))
    return NULL;
  add_storage (builder, config);
  json_builder_end_object (builder);
  text = builder_json_print (builder);
  return g_bytes_new_take (text, strlen (text));
}

static gboolean
check (const BuilderFirstBoot *first,
       GError **error)
{
  if ((first->flags & GVIR_BUILDER_FIRST_BOOT_EXPIRE_ADMIN_PASSWORD) != 0)
    {
      g_set_error_literal (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
                           TITLE " cannot be told that a password expires: leave it out, and set it once the guest runs");
      return FALSE;
    }
  return builder_first_boot_check (first, BUILDER_IGNITION_FIELDS, TITLE, error);
}

/**
 * gvir_builder_seed_new_ignition: (constructor)
 * @config: what the system is told
 * @key: the key of the firmware configuration device that the system reads: `opt/com.coreos/config` for Fedora CoreOS
 *   and its relatives, `opt/org.flatcar-linux/config` for Flatcar
 * @flags: what else it does
 * @error: return location for an error, or %NULL
 *
 * Writes what Ignition reads at the first boot, in version 3.3 of its specification. Where no login
 * is told, the user is `core`, whom the makers of the image have chosen.
 *
 * Returns: (transfer full): the seed, or %NULL with an error of %GVIR_BUILDER_ERROR_UNSUPPORTED
 *   where it cannot be told something of @config or @flags, or of %GVIR_BUILDER_ERROR_INVALID_INPUT
 */
GVirBuilderSeed *
gvir_builder_seed_new_ignition (GVirBuilderInstallConfig *config,
                                const char *key,
                                GVirBuilderFirstBootFlags flags,
                                GError **error)
{
  const BuilderFirstBoot first = { NULL, config, NULL, flags, FALSE };
  g_autoptr (GBytes) contents = NULL;
  GVirBuilderSeed *seed;

  g_return_val_if_fail (GVIR_BUILDER_IS_INSTALL_CONFIG (config), NULL);
  g_return_val_if_fail (key != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!check (&first, error))
    return NULL;
  contents = make_config (config, error);
  if (contents == NULL)
    return NULL;
  seed = builder_seed_new ("ignition", GVIR_BUILDER_DELIVERY_FIRMWARE);
  builder_seed_add_file (seed, key, contents);
  if ((builder_install_config_fields (config) & (FIELD (USER_PASSWORD) | FIELD (ADMIN_PASSWORD))) != 0)
    builder_seed_set_secret (seed);
  return seed;
}
