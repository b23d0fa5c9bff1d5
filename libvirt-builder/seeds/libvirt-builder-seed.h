/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <gio/gio.h>
#include <libvirt-builder/seeds/libvirt-builder-install-config.h>
#include <libvirt-designer/libvirt-designer.h>

G_BEGIN_DECLS

/**
 * GVirBuilderDelivery:
 * @GVIR_BUILDER_DELIVERY_INITRD: its files are added to the initial RAM disk of the installer
 * @GVIR_BUILDER_DELIVERY_CDROM: on a CD-ROM of its own
 * @GVIR_BUILDER_DELIVERY_FIRMWARE: as one file in QEMU's firmware configuration device
 *
 * How the files of a seed get into the guest.
 */
typedef enum
{
  GVIR_BUILDER_DELIVERY_INITRD,
  GVIR_BUILDER_DELIVERY_CDROM,
  GVIR_BUILDER_DELIVERY_FIRMWARE
} GVirBuilderDelivery;

#define GVIR_BUILDER_TYPE_SEED (gvir_builder_seed_get_type ())
G_DECLARE_FINAL_TYPE (GVirBuilderSeed, gvir_builder_seed, GVIR_BUILDER, SEED, GObject)

GVirBuilderSeed *gvir_builder_seed_new_unattended (GVirDesignerOs *os,
                                                   const char *arch,
                                                   GVirBuilderInstallConfig *config,
                                                   GError **error);

const char *gvir_builder_seed_get_kind (GVirBuilderSeed *seed);
GVirBuilderDelivery gvir_builder_seed_get_delivery (GVirBuilderSeed *seed);
const char *gvir_builder_seed_get_label (GVirBuilderSeed *seed);
const char *gvir_builder_seed_get_kernel_arguments (GVirBuilderSeed *seed);
const char *gvir_builder_seed_get_system_serial (GVirBuilderSeed *seed);
char **gvir_builder_seed_list_files (GVirBuilderSeed *seed);
GBytes *gvir_builder_seed_get_file (GVirBuilderSeed *seed,
                                    const char *name);

G_END_DECLS
