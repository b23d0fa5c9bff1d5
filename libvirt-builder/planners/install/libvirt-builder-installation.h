/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <libvirt-builder/media/libvirt-builder-media.h>
#include <libvirt-builder/seeds/libvirt-builder-seed.h>
#include <libvirt-designer/libvirt-designer.h>
#include <libvirt-gobject/libvirt-gobject.h>

G_BEGIN_DECLS

/**
 * GVirBuilderMediaUse:
 * @GVIR_BUILDER_MEDIA_USE_KERNEL: the kernel that is on it is started
 * @GVIR_BUILDER_MEDIA_USE_DISC: it boots by itself, as a disc, unless its kernel must be told
 *   something
 *
 * How a guest is installed from media.
 */
typedef enum
{
  GVIR_BUILDER_MEDIA_USE_KERNEL,
  GVIR_BUILDER_MEDIA_USE_DISC
} GVirBuilderMediaUse;

/**
 * GVirBuilderKernelArguments:
 * @GVIR_BUILDER_KERNEL_ARGUMENTS_BESIDE: beside those that the installer needs anyway
 * @GVIR_BUILDER_KERNEL_ARGUMENTS_INSTEAD: instead of them
 *
 * What becomes of the arguments that the kernel of an installer would have got.
 */
typedef enum
{
  GVIR_BUILDER_KERNEL_ARGUMENTS_BESIDE,
  GVIR_BUILDER_KERNEL_ARGUMENTS_INSTEAD
} GVirBuilderKernelArguments;

#define GVIR_BUILDER_TYPE_INSTALLATION (gvir_builder_installation_get_type ())
G_DECLARE_FINAL_TYPE (GVirBuilderInstallation, gvir_builder_installation, GVIR_BUILDER, INSTALLATION, GObject)

GVirBuilderInstallation *gvir_builder_installation_new (void);

void gvir_builder_installation_set_media (GVirBuilderInstallation *installation,
                                          GVirBuilderMedia *media,
                                          GVirBuilderMediaUse use);
void gvir_builder_installation_set_kernel_arguments (GVirBuilderInstallation *installation,
                                                     GVirBuilderKernelArguments how,
                                                     const char *arguments);
void gvir_builder_installation_add_seed (GVirBuilderInstallation *installation,
                                         GVirBuilderSeed *seed);
gboolean gvir_builder_installation_inject_file (GVirBuilderInstallation *installation,
                                                const char *path,
                                                GError **error);

gboolean gvir_builder_installation_equip (GVirBuilderInstallation *installation,
                                          GVirConnection *connection,
                                          GVirDesignerDomain *design,
                                          GVirDesignerPhase phase,
                                          const char *guest,
                                          GError **error);
gboolean gvir_builder_installation_equip_existing (GVirBuilderInstallation *installation,
                                                   GVirConnection *connection,
                                                   GVirDesignerDomain *design,
                                                   GVirDesignerPhase phase,
                                                   const char *guest,
                                                   GError **error);

G_END_DECLS
