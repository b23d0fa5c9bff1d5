/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Folders that a guest shares with its host, file systems of containers, and the
 * memory that is shared with the processes that serve a guest. */

#include "rules/compute-private.h"
#include "rules/sources-private.h"

#define FILESYSTEMS LIBVIRT_DOMAIN "#filesystems"
#define MEMORY_BACKING LIBVIRT_DOMAIN "#memory-backing"
#define LIBVIRT_VIRTIOFS "https://libvirt.org/kbase/virtiofs.html"
#define CONTAINER_ONLY NEED_RUN_BY (DESIGNER_ANY_CONTAINER)
#define CAN_VIRTIOFS \
  QEMU_ONLY, NEED_HOST ("filesystem/driverType", "virtiofs"), NEED_NOT (MEMORY_ACCESS, "private"), \
    NEED_NOT (MEMORY_SOURCE, "anonymous")

/* VALUE where the caller set what only that driver has. */
static const char *
driver_of_settings (const DesignerSubject *subject,
                    DesignerFilesystemKind kind,
                    const char *value)
{
  return designer_filesystem_setting (subject->request, kind) != NULL ? value : NULL;
}

static const char *
virtiofs_of_settings (G_GNUC_UNUSED DesignerFacts *facts,
                      const DesignerSubject *subject,
                      G_GNUC_UNUSED const DesignerRule *rule)
{
  return driver_of_settings (subject, DESIGNER_FILESYSTEM_VIRTIOFS, "virtiofs");
}

static const char *
path_of_settings (G_GNUC_UNUSED DesignerFacts *facts,
                  const DesignerSubject *subject,
                  G_GNUC_UNUSED const DesignerRule *rule)
{
  return driver_of_settings (subject, DESIGNER_FILESYSTEM_9P, "path");
}

const DesignerRule designer_filesystem_rules[] = {
  { "memorybacking.source.memfd", DESIGNER_THING_MEMORY_SOURCE, "memfd", NULL,
    "Memory without a file of its own can be shared, and needs no place to put the file.",
    MEMORY_BACKING, { SHARES_MEMORY, HOST ("memoryBacking/sourceType", "memfd") } },
  { "memorybacking.source.file", DESIGNER_THING_MEMORY_SOURCE, "file", NULL,
    "The host has no memory without a file, and only such with one can be shared otherwise.",
    MEMORY_BACKING, { SHARES_MEMORY } },
  { "memorybacking.access.shared", DESIGNER_THING_MEMORY_ACCESS, "shared", NULL,
    "A process that serves a device of the guest reads and writes the guest's memory.",
    LIBVIRT_VIRTIOFS, { SHARES_MEMORY } },

  { "filesystem.type.file", DESIGNER_THING_FS_TYPE, "file", NULL,
    "The container's file system is in an image file.",
    FILESYSTEMS, { SET (FS_SOURCE_FILE), CONTAINER_ONLY } },
  { "filesystem.type.block", DESIGNER_THING_FS_TYPE, "block", NULL,
    "The container's file system is on a block device of the host.",
    FILESYSTEMS, { SET (FS_SOURCE_DEV), CONTAINER_ONLY } },
  { "filesystem.type.template", DESIGNER_THING_FS_TYPE, "template", NULL,
    "The container's file system is made from a template.",
    FILESYSTEMS, { SET (FS_SOURCE_NAME), CONTAINER_ONLY } },
  { "filesystem.type.ram", DESIGNER_THING_FS_TYPE, "ram", NULL,
    "The file system is in memory, and is lost when the container ends.",
    FILESYSTEMS, { SET (FS_SOURCE_USAGE), CONTAINER_ONLY } },
  { "filesystem.type.volume", DESIGNER_THING_FS_TYPE, "volume", NULL,
    "The container's file system is on a volume of a pool.",
    FILESYSTEMS, { SET (FS_SOURCE_POOL), CONTAINER_ONLY } },
  { "filesystem.type.bind", DESIGNER_THING_FS_TYPE, "bind", NULL,
    "A folder of the container was asked for in another place of it.",
    FILESYSTEMS, { WISHED (FS_TYPE, "bind"), CONTAINER_ONLY } },
  { "filesystem.type.mount", DESIGNER_THING_FS_TYPE, "mount", NULL,
    "A folder of the host is what a guest usually shares.",
    FILESYSTEMS, { NEED_RUN_BY (DESIGNER_QEMU | DESIGNER_BHYVE | DESIGNER_LXC) } },

  { "filesystem.driver.virtiofs.settings", DESIGNER_THING_FS_DRIVER, NULL, virtiofs_of_settings,
    "What was asked of it, only virtiofs has.",
    LIBVIRT_VIRTIOFS, { CAN_VIRTIOFS } },
  { "filesystem.driver.path.settings", DESIGNER_THING_FS_DRIVER, NULL, path_of_settings,
    "What was asked of it, only 9p has.",
    FILESYSTEMS, { QEMU_ONLY } },
  { "filesystem.driver.path.session", DESIGNER_THING_FS_DRIVER, "path", NULL,
    "On an unprivileged connection, older versions of libvirt refuse virtiofs.",
    LIBVIRT_VIRTIOFS, { QEMU_ONLY, HOST_SESSION, OS_NOT_FAMILY ("winnt") } },
  { "filesystem.driver.virtiofs", DESIGNER_THING_FS_DRIVER, "virtiofs", NULL,
    "Virtiofs is fast and behaves as a local file system, and the operating system has a driver for it.",
    LIBVIRT_VIRTIOFS, { CAN_VIRTIOFS, OS_HAS (VIRTIO_FS) } },
  { "filesystem.driver.virtiofs.windows", DESIGNER_THING_FS_DRIVER, "virtiofs", NULL,
    "There is a driver for virtiofs that can be added to Windows, and none for 9p.",
    LIBVIRT_VIRTIOFS, { CAN_VIRTIOFS, OS_FAMILY ("winnt") } },
  { "filesystem.driver.path", DESIGNER_THING_FS_DRIVER, "path", NULL,
    "Nothing says that host and operating system have virtiofs, so 9p is what is left.",
    FILESYSTEMS, { QEMU_ONLY } },
  { "filesystem.driver.loop", DESIGNER_THING_FS_DRIVER, "loop", NULL,
    "The kernel's loop device makes a block device of an image file.",
    FILESYSTEMS, { IS (FS_TYPE, "file"), CONTAINER_ONLY } },
  { "filesystem.driver.nbd", DESIGNER_THING_FS_DRIVER, "nbd", NULL,
    "An image of another format than raw was asked to be served to the kernel by QEMU.",
    FILESYSTEMS, { WISHED (FS_DRIVER, "nbd"), CONTAINER_ONLY } },
  { "filesystem.driver.ploop", DESIGNER_THING_FS_DRIVER, "ploop", NULL,
    "An image of Virtuozzo was asked for.",
    FILESYSTEMS, { WISHED (FS_DRIVER, "ploop"), CONTAINER_ONLY } },
  { "filesystem.driver.handle", DESIGNER_THING_FS_DRIVER, "handle", NULL,
    "9p by handles rather than paths was asked for, which follows files that are renamed.",
    FILESYSTEMS, { WISHED (FS_DRIVER, "handle"), QEMU_ONLY } },

  { "filesystem.accessmode.passthrough", DESIGNER_THING_FS_ACCESSMODE, "passthrough", NULL,
    "Virtiofs keeps the owners and modes that the guest gives its files.",
    LIBVIRT_VIRTIOFS, { IS (FS_DRIVER, "virtiofs") } },
  { "filesystem.accessmode.mapped", DESIGNER_THING_FS_ACCESSMODE, "mapped", NULL,
    "The owners and modes that the guest gives its files are kept beside them, so that the hypervisor needs no rights to set them.",
    FILESYSTEMS, { IS (FS_DRIVER, "path,handle") } },
  { "filesystem.accessmode.container", DESIGNER_THING_FS_ACCESSMODE, "mapped", NULL,
    "A container uses the folder itself, so that the word is taken and changes nothing.",
    FILESYSTEMS, { BY_POLICY ("filesystem.accessmode.container"), IS (FS_TYPE, "mount"), RUN_BY (DESIGNER_ANY_CONTAINER) } },

  { NULL, 0, NULL, NULL, NULL, NULL, { { 0 } } }
};
