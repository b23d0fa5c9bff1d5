/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <libvirt-builder/seeds/libvirt-builder-seed.h>

G_BEGIN_DECLS

/**
 * GVirBuilderFirstBootFlags:
 * @GVIR_BUILDER_FIRST_BOOT_NONE: nothing more
 * @GVIR_BUILDER_FIRST_BOOT_EXPIRE_ADMIN_PASSWORD: who logs in as root with the password
 *   has to choose another
 * @GVIR_BUILDER_FIRST_BOOT_ONLY_ONCE: nothing is read at later boots, even where a seed
 *   is there; Ignition and Combustion never do anything else
 *
 * What else a system does at its first boot.
 */
typedef enum
{
  GVIR_BUILDER_FIRST_BOOT_NONE = 0,
  GVIR_BUILDER_FIRST_BOOT_EXPIRE_ADMIN_PASSWORD = 1 << 0,
  GVIR_BUILDER_FIRST_BOOT_ONLY_ONCE = 1 << 1
} GVirBuilderFirstBootFlags;

GVirBuilderSeed *gvir_builder_seed_new_first_boot (GVirDesignerOs *os,
                                                   const char *arch,
                                                   GVirBuilderInstallConfig *config,
                                                   const char *instance_id,
                                                   GVirBuilderFirstBootFlags flags,
                                                   GError **error);

GVirBuilderSeed *gvir_builder_seed_new_cloud_init (const char *arch,
                                                   GVirBuilderInstallConfig *config,
                                                   const char *instance_id,
                                                   GVirBuilderFirstBootFlags flags,
                                                   GError **error);
GVirBuilderSeed *gvir_builder_seed_new_cloud_init_files (const char *arch,
                                                         GBytes *user_data,
                                                         GBytes *meta_data,
                                                         GBytes *network_config,
                                                         GVirBuilderInstallConfig *config,
                                                         const char *instance_id,
                                                         GVirBuilderFirstBootFlags flags,
                                                         GError **error);
GVirBuilderSeed *gvir_builder_seed_new_ignition (GVirBuilderInstallConfig *config,
                                                 const char *key,
                                                 GVirBuilderFirstBootFlags flags,
                                                 GError **error);
GVirBuilderSeed *gvir_builder_seed_new_combustion (GVirBuilderInstallConfig *config,
                                                   GVirBuilderFirstBootFlags flags,
                                                   GError **error);

G_END_DECLS
