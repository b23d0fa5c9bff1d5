/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Who may log in, as https://cloudinit.readthedocs.io/en/latest/reference/modules.html#users-and-groups and
 * #set-passwords have it. Hashes are SHA-512: the images of systems that are still in use do not all know
 * yescrypt, and cloud-init does not take it for a hash everywhere. */

#include "seeds/cloud-init-private.h"

#include "base/json-private.h"
#include "seeds/script-values-private.h"

#define FIELD BUILDER_FIELD

/* The hash is set, too, where the user is there already. */
static gboolean
add_account (JsonBuilder *builder,
             GVirBuilderInstallConfig *config,
             GVirBuilderInstallField password,
             GVirBuilderInstallField ssh_key,
             GError **error)
{
  builder_json_add_boolean (builder, "lock_passwd", gvir_builder_install_config_get (config, password) == NULL);
  builder_json_add_fields (builder, "ssh_authorized_keys", config, ssh_key);
  return builder_json_add_hash (builder, "hashed_passwd", config, password, error);
}

/* The user of the image has another name then, and else the groups and the shell that its makers have chosen. */
static gboolean
add_named_user (JsonBuilder *builder,
                GVirBuilderInstallConfig *config,
                GError **error)
{
  const char *password = gvir_builder_install_config_get (config, GVIR_BUILDER_INSTALL_FIELD_USER_PASSWORD);

  builder_json_begin (builder, "user");
  builder_json_add_field (builder, "name", config, GVIR_BUILDER_INSTALL_FIELD_USER_LOGIN);
  builder_json_add_field (builder, "gecos", config, GVIR_BUILDER_INSTALL_FIELD_USER_NAME);
  builder_json_add_text (builder, "sudo", password != NULL ? "ALL=(ALL) ALL" : "ALL=(ALL) NOPASSWD:ALL");
  if (!add_account (builder, config, GVIR_BUILDER_INSTALL_FIELD_USER_PASSWORD,
                    GVIR_BUILDER_INSTALL_FIELD_USER_SSH_KEY, error))
    return FALSE;
  json_builder_end_object (builder);
  return TRUE;
}

/* The user of the image keeps its name, which is not known here. */
static gboolean
add_user_of_image (JsonBuilder *builder,
                   GVirBuilderInstallConfig *config,
                   GError **error)
{
  builder_json_add_fields (builder, "ssh_authorized_keys", config, GVIR_BUILDER_INSTALL_FIELD_USER_SSH_KEY);
  if (gvir_builder_install_config_get (config, GVIR_BUILDER_INSTALL_FIELD_USER_PASSWORD) == NULL)
    return TRUE;
  builder_json_begin (builder, "chpasswd");
  builder_json_add_boolean (builder, "expire", FALSE);
  json_builder_end_object (builder);
  return builder_json_add_hash (builder, "password", config, GVIR_BUILDER_INSTALL_FIELD_USER_PASSWORD, error);
}

static gboolean
add_root (JsonBuilder *builder,
          GVirBuilderInstallConfig *config,
          GError **error)
{
  /* Else cloud-init lets nobody in as root, but says whom to log in as. */
  if (gvir_builder_install_config_get (config, GVIR_BUILDER_INSTALL_FIELD_ADMIN_SSH_KEY) != NULL)
    builder_json_add_boolean (builder, "disable_root", FALSE);
  json_builder_set_member_name (builder, "users");
  json_builder_begin_array (builder);
  /* The list replaces the one of the image, so that its user has to be named. */
  json_builder_add_string_value (builder, "default");
  json_builder_begin_object (builder);
  builder_json_add_text (builder, "name", "root");
  if (!add_account (builder, config, GVIR_BUILDER_INSTALL_FIELD_ADMIN_PASSWORD,
                    GVIR_BUILDER_INSTALL_FIELD_ADMIN_SSH_KEY, error))
    return FALSE;
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  return TRUE;
}

gboolean
builder_cloud_init_add_users (JsonBuilder *builder,
                              const BuilderFirstBoot *first,
                              GError **error)
{
  BuilderFields told = builder_install_config_fields (first->config);
  gboolean is_done = (told & FIELD (USER_LOGIN)) != 0 ? add_named_user (builder, first->config, error)
                                                      : add_user_of_image (builder, first->config, error);

  if (!is_done)
    return FALSE;
  return (told & (FIELD (ADMIN_PASSWORD) | FIELD (ADMIN_SSH_KEY))) == 0 || add_root (builder, first->config, error);
}
