/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Storage that is still to be made. */

#include "rules/compute-private.h"
#include "rules/sources-private.h"

#define STORAGE "https://libvirt.org/formatstorage.html"
#define IS_NEW IS (DISK_STORAGE, "new")

static const char *
asked_format (G_GNUC_UNUSED DesignerFacts *facts,
              const DesignerSubject *subject,
              G_GNUC_UNUSED const DesignerRule *rule)
{
  return designer_request_get (subject->request, DESIGNER_THING_DISK_FORMAT);
}

static const char *
format_of_asked_name (G_GNUC_UNUSED DesignerFacts *facts,
                      const DesignerSubject *subject,
                      G_GNUC_UNUSED const DesignerRule *rule)
{
  const char *file = designer_request_get (subject->request, DESIGNER_THING_DISK_SOURCE_FILE);
  const char *volume = designer_request_get (subject->request, DESIGNER_THING_DISK_SOURCE_VOLUME);
  const char *name = file != NULL ? file : volume;
  const char *format = designer_format_of_name (name);

  if (format == NULL && name != NULL && (g_str_has_suffix (name, ".img") || g_str_has_suffix (name, ".raw")))
    return "raw";
  return format;
}

static const char *
format_of_backing (DesignerFacts *facts,
                   const DesignerSubject *subject,
                   G_GNUC_UNUSED const DesignerRule *rule)
{
  return designer_format_of_name (designer_facts_get (facts, subject, DESIGNER_THING_DISK_BACKING));
}

static const char *
size_from_os (DesignerFacts *facts,
              GVirDesignerOsResources which,
              guint factor)
{
  const char *arch = designer_facts_get (facts, NULL, DESIGNER_THING_ARCH);
  guint64 bytes = gvir_designer_os_get_storage (facts->os, arch, which);

  return bytes > 0 ? designer_number (facts, bytes * factor) : NULL;
}

static const char *
size_recommended (DesignerFacts *facts,
                  G_GNUC_UNUSED const DesignerSubject *subject,
                  G_GNUC_UNUSED const DesignerRule *rule)
{
  return size_from_os (facts, GVIR_DESIGNER_OS_RESOURCES_RECOMMENDED, 1);
}

static const char *
size_twice_minimum (DesignerFacts *facts,
                    G_GNUC_UNUSED const DesignerSubject *subject,
                    G_GNUC_UNUSED const DesignerRule *rule)
{
  return size_from_os (facts, GVIR_DESIGNER_OS_RESOURCES_MINIMUM, 2);
}

const DesignerRule designer_storage_rules[] = {
  { "disk.storage.sized", DESIGNER_THING_DISK_STORAGE, "new", NULL,
    "A size was given, which only storage that is still to be made needs.",
    STORAGE, { ASKED (DISK_SIZE) } },
  { "disk.storage.in-pool", DESIGNER_THING_DISK_STORAGE, "new", NULL,
    "A pool was given without a volume, so a volume is to be made in it.",
    STORAGE, { ASKED (DISK_SOURCE_POOL), NOT_ASKED (DISK_SOURCE_VOLUME) } },
  { "disk.storage.backed", DESIGNER_THING_DISK_STORAGE, "new", NULL,
    "An image was given that the storage is to hold the changes to, so it is to be made.",
    STORAGE, { ASKED (DISK_BACKING) } },

  { "disk.storage.backing-format.name", DESIGNER_THING_DISK_BACKING_FORMAT, NULL, format_of_backing,
    "The name of the image ends in what images of this format usually do.",
    QEMU_IMAGES, { SET (DISK_BACKING) } },
  { "disk.storage.backing-format.look", DESIGNER_THING_DISK_BACKING_FORMAT, NULL, NULL,
    "Nothing says what format the image has, so whoever makes the storage has to look at it.",
    QEMU_IMAGES, { SET (DISK_BACKING) } },

  { "disk.storage.size.backing", DESIGNER_THING_DISK_SIZE, NULL, NULL,
    "The storage is as large as the image that it holds the changes to.",
    QEMU_IMAGES, { IS_NEW, SET (DISK_BACKING) } },
  { "disk.storage.size.recommended", DESIGNER_THING_DISK_SIZE, NULL, size_recommended,
    "This is what the OS database recommends for the operating system.",
    OSINFO_DB, { IS_NEW } },
  { "disk.storage.size.twice-minimum", DESIGNER_THING_DISK_SIZE, NULL, size_twice_minimum,
    "The OS database only has a minimum, which leaves no room to work in.",
    OSINFO_DB, { IS_NEW } },

  { "disk.storage.format.asked", DESIGNER_THING_DISK_NEW_FORMAT, NULL, asked_format,
    "This is the format that was asked for.",
    QEMU_IMAGES, { IS_NEW, ASKED (DISK_FORMAT) } },
  { "disk.storage.format.backed", DESIGNER_THING_DISK_NEW_FORMAT, "qcow2", NULL,
    "A qcow2 image can hold the changes to another image.",
    QEMU_IMAGES, { IS_NEW, SET (DISK_BACKING) } },
  { "disk.storage.format.name", DESIGNER_THING_DISK_NEW_FORMAT, NULL, format_of_asked_name,
    "The name that was asked for ends in what images of this format usually do.",
    QEMU_IMAGES, { IS_NEW } },
  { "disk.storage.format.device", DESIGNER_THING_DISK_NEW_FORMAT, "raw", NULL,
    "A block device is a volume of its own, which an image would only hide.",
    QEMU_IMAGES, { IS_NEW, ASKED (DISK_SOURCE_DEV) } },
  { "disk.storage.format.removable", DESIGNER_THING_DISK_NEW_FORMAT, "raw", NULL,
    "Media are small, and other programs are to read them.",
    QEMU_IMAGES, { IS_NEW, WISHED (DISK_DEVICE, "cdrom,floppy") } },
  { "disk.storage.format.qcow2", DESIGNER_THING_DISK_NEW_FORMAT, "qcow2", NULL,
    "A qcow2 image grows with what is in it, and takes snapshots.",
    QEMU_IMAGES, { IS_NEW } },

  { "disk.storage.sparse.yes", DESIGNER_THING_DISK_SPARSE, "yes", NULL,
    "Storage is made at once, and takes up space only as the guest writes.",
    STORAGE, { IS_NEW } },

  { NULL, 0, NULL, NULL, NULL, NULL, { { 0 } } }
};
