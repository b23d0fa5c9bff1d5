/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Which images read what. */

#include "seeds/images-private.h"

#include <string.h>

#define ALL_FLAGS (GVIR_BUILDER_FIRST_BOOT_EXPIRE_ADMIN_PASSWORD | GVIR_BUILDER_FIRST_BOOT_ONLY_ONCE)

static gboolean
is_called (GVirDesignerOs *os,
           const char *part)
{
  const char *id = gvir_designer_os_get_short_id (os);
  const char *asked = gvir_designer_os_get_asked_name (os);

  return (id != NULL && strstr (id, part) != NULL) || (asked != NULL && strstr (asked, part) != NULL);
}

static gboolean
is_of (GVirDesignerOs *os,
       const char *distro)
{
  return g_strcmp0 (gvir_designer_os_get_distro (os), distro) == 0;
}

static gboolean
is_coreos (GVirDesignerOs *os)
{
  return is_called (os, "coreos") || is_called (os, "rhcos");
}

static gboolean
is_flatcar (GVirDesignerOs *os)
{
  return is_called (os, "flatcar");
}

static gboolean
is_micro (GVirDesignerOs *os)
{
  return is_of (os, "slem") || is_called (os, "microos") || is_called (os, "leap-micro");
}

static gboolean
has_apt (GVirDesignerOs *os)
{
  return is_of (os, "debian") || is_of (os, "ubuntu");
}

static gboolean
is_rhel (GVirDesignerOs *os)
{
  return is_of (os, "rhel");
}

static gboolean
is_alpine (GVirDesignerOs *os)
{
  return is_of (os, "alpinelinux");
}

/* What is known to be something else is none. */
static gboolean
is_linux (GVirDesignerOs *os)
{
  const char *family = gvir_designer_os_get_family (os);

  return family == NULL || g_str_equal (family, "linux");
}

static GVirBuilderSeed *
write_coreos (const BuilderFirstBoot *first,
              GError **error)
{
  return gvir_builder_seed_new_ignition (first->config, "opt/com.coreos/config", first->flags, error);
}

static GVirBuilderSeed *
write_flatcar (const BuilderFirstBoot *first,
               GError **error)
{
  return gvir_builder_seed_new_ignition (first->config, "opt/org.flatcar-linux/config", first->flags, error);
}

static GVirBuilderSeed *
write_combustion (const BuilderFirstBoot *first,
                  GError **error)
{
  return gvir_builder_seed_new_combustion (first->config, first->flags, error);
}

/* Ignition asks QEMU's firmware configuration device there, and a disk elsewhere. */
static const char *const with_firmware_config[] = { "x86_64", "aarch64", NULL };

const BuilderImage builder_images[] = {
  {
    .id = "image.coreos",
    .title = "Ignition",
    .reason = "Fedora CoreOS and its relatives have Ignition, and no cloud-init",
    .source = "https://docs.fedoraproject.org/en-US/fedora-coreos/provisioning-libvirt/",
    .known = BUILDER_IGNITION_FIELDS,
    .flags = GVIR_BUILDER_FIRST_BOOT_ONLY_ONCE,
    .fits = is_coreos,
    .archs = with_firmware_config,
    .write = write_coreos,
  },
  {
    .id = "image.flatcar",
    .title = "Ignition",
    .reason = "Flatcar has Ignition, which reads a key of its own",
    .source = "https://www.flatcar.org/docs/latest/installing/vms/libvirt/",
    .known = BUILDER_IGNITION_FIELDS,
    .flags = GVIR_BUILDER_FIRST_BOOT_ONLY_ONCE,
    .fits = is_flatcar,
    .archs = with_firmware_config,
    .write = write_flatcar,
  },
  {
    .id = "image.micro",
    .title = "Combustion",
    .reason = "the images of MicroOS, Leap Micro and SLE Micro have Combustion, which can add packages",
    .source = "https://en.opensuse.org/Portal:MicroOS/Combustion",
    .known = BUILDER_COMBUSTION_FIELDS,
    .flags = ALL_FLAGS,
    .fits = is_micro,
    .write = write_combustion,
  },
  {
    .id = "image.apt",
    .title = "cloud-init",
    .reason = "the cloud images of Debian and Ubuntu have cloud-init, which can tell apt its proxy and its source",
    .source = "https://cloudinit.readthedocs.io/en/latest/reference/modules.html#apt-configure",
    .known = BUILDER_CLOUD_INIT_FIELDS | BUILDER_APT_FIELDS,
    .flags = ALL_FLAGS,
    .lists_locales = TRUE,
    .fits = has_apt,
    .write = builder_cloud_init_write,
  },
  {
    .id = "image.rhel",
    .title = "cloud-init",
    .reason = "the cloud images of RHEL have cloud-init, which can register the system",
    .source = "https://cloudinit.readthedocs.io/en/latest/reference/modules.html#red-hat-subscription",
    .known = BUILDER_CLOUD_INIT_FIELDS | BUILDER_REGISTRATION_FIELDS,
    .flags = ALL_FLAGS,
    .fits = is_rhel,
    .write = builder_cloud_init_write,
  },
  {
    .id = "image.alpine",
    .title = "cloud-init",
    .reason = "the cloud images of Alpine have cloud-init, which cannot set the keyboard there, and no chage",
    .source = "https://cloudinit.readthedocs.io/en/latest/reference/modules.html#keyboard",
    .known = BUILDER_CLOUD_INIT_FIELDS & ~BUILDER_FIELD (KEYBOARD),
    .flags = GVIR_BUILDER_FIRST_BOOT_ONLY_ONCE,
    .fits = is_alpine,
    .write = builder_cloud_init_write,
  },
  {
    .id = "image.linux",
    .title = "cloud-init",
    .reason = "what nearly all cloud images of Linux have is cloud-init",
    .source = "https://cloudinit.readthedocs.io/en/latest/reference/distros.html",
    .known = BUILDER_CLOUD_INIT_FIELDS,
    .flags = ALL_FLAGS,
    .fits = is_linux,
    .write = builder_cloud_init_write,
  },
};

const guint builder_n_images = G_N_ELEMENTS (builder_images);
