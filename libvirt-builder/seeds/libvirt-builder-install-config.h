/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * GVirBuilderInstallField:
 * @GVIR_BUILDER_INSTALL_FIELD_PROFILE: what the system is to be, `desktop` or `jeos` (a small
 *   server), in libosinfo's words
 * @GVIR_BUILDER_INSTALL_FIELD_USER_LOGIN: the name that the user logs in with
 * @GVIR_BUILDER_INSTALL_FIELD_USER_NAME: the full name of the user
 * @GVIR_BUILDER_INSTALL_FIELD_USER_PASSWORD: the password of the user
 * @GVIR_BUILDER_INSTALL_FIELD_ADMIN_PASSWORD: the password of root or of the administrator
 * @GVIR_BUILDER_INSTALL_FIELD_HOST_NAME: the host name, without or with its domain
 * @GVIR_BUILDER_INSTALL_FIELD_LANGUAGE: a locale, as `en_GB.UTF-8` or `de_DE`
 * @GVIR_BUILDER_INSTALL_FIELD_KEYBOARD: a keyboard layout of XKB with or without its variant, as
 *   `us` or `de(nodeadkeys)`
 * @GVIR_BUILDER_INSTALL_FIELD_TIMEZONE: a time zone of the tz database, as `Europe/Paris`
 * @GVIR_BUILDER_INSTALL_FIELD_USER_SSH_KEY: a public SSH key that the user may log in with; of
 *   these there may be several
 * @GVIR_BUILDER_INSTALL_FIELD_ADMIN_SSH_KEY: the same for root
 * @GVIR_BUILDER_INSTALL_FIELD_PACKAGE: a package to install beside; of these there may be several
 * @GVIR_BUILDER_INSTALL_FIELD_TARGET_DISK: the disk to install on, as the system calls it:
 *   `/dev/vda`, or for Windows its number
 * @GVIR_BUILDER_INSTALL_FIELD_DISK_LAYOUT: how the disk is divided: `plain`, `lvm` or `btrfs`
 * @GVIR_BUILDER_INSTALL_FIELD_PRODUCT_KEY: the product key
 * @GVIR_BUILDER_INSTALL_FIELD_REGISTRATION_LOGIN: the account to register the system with
 * @GVIR_BUILDER_INSTALL_FIELD_REGISTRATION_PASSWORD: the password of that account
 * @GVIR_BUILDER_INSTALL_FIELD_SOURCE_URL: where the installer gets its packages from, by HTTP,
 *   HTTPS or FTP
 * @GVIR_BUILDER_INSTALL_FIELD_PROXY: the HTTP proxy that the installer is to use, as a URL
 *
 * What an installer, or a system at its first boot, can be told.
 */
typedef enum
{
  GVIR_BUILDER_INSTALL_FIELD_PROFILE,
  GVIR_BUILDER_INSTALL_FIELD_USER_LOGIN,
  GVIR_BUILDER_INSTALL_FIELD_USER_NAME,
  GVIR_BUILDER_INSTALL_FIELD_USER_PASSWORD,
  GVIR_BUILDER_INSTALL_FIELD_ADMIN_PASSWORD,
  GVIR_BUILDER_INSTALL_FIELD_HOST_NAME,
  GVIR_BUILDER_INSTALL_FIELD_LANGUAGE,
  GVIR_BUILDER_INSTALL_FIELD_KEYBOARD,
  GVIR_BUILDER_INSTALL_FIELD_TIMEZONE,
  GVIR_BUILDER_INSTALL_FIELD_USER_SSH_KEY,
  GVIR_BUILDER_INSTALL_FIELD_ADMIN_SSH_KEY,
  GVIR_BUILDER_INSTALL_FIELD_PACKAGE,
  GVIR_BUILDER_INSTALL_FIELD_TARGET_DISK,
  GVIR_BUILDER_INSTALL_FIELD_DISK_LAYOUT,
  GVIR_BUILDER_INSTALL_FIELD_PRODUCT_KEY,
  GVIR_BUILDER_INSTALL_FIELD_REGISTRATION_LOGIN,
  GVIR_BUILDER_INSTALL_FIELD_REGISTRATION_PASSWORD,
  GVIR_BUILDER_INSTALL_FIELD_SOURCE_URL,
  GVIR_BUILDER_INSTALL_FIELD_PROXY
} GVirBuilderInstallField;

#define GVIR_BUILDER_TYPE_INSTALL_CONFIG (gvir_builder_install_config_get_type ())
G_DECLARE_FINAL_TYPE (GVirBuilderInstallConfig, gvir_builder_install_config, GVIR_BUILDER, INSTALL_CONFIG, GObject)

GVirBuilderInstallConfig *gvir_builder_install_config_new (void);

gboolean gvir_builder_install_config_add (GVirBuilderInstallConfig *config,
                                          GVirBuilderInstallField field,
                                          const char *value,
                                          GError **error);
const char *gvir_builder_install_config_get (GVirBuilderInstallConfig *config,
                                             GVirBuilderInstallField field);
const char *const *gvir_builder_install_config_list (GVirBuilderInstallConfig *config,
                                                     GVirBuilderInstallField field);

G_END_DECLS
