/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the parts of a disk must agree on. */

#include "rules/checks-private.h"

#include <string.h>

#include "base/words-private.h"

#define CONFLICT GVIR_DESIGNER_ERROR_CONFLICT
#define INVALID GVIR_DESIGNER_ERROR_INVALID_VALUE
#define refuse designer_check_refuse

/* What says where the data of a disk of some type is. */
static const DesignerSourceRow sources[] = {
  { DESIGNER_THING_DISK_SOURCE_FILE, "file", "path=FILE" },
  { DESIGNER_THING_DISK_SOURCE_DEV, "block,vhostvdpa", "path=/dev/DEVICE" },
  { DESIGNER_THING_DISK_SOURCE_POOL, "volume", "vol=POOL/VOLUME" },
  { DESIGNER_THING_DISK_SOURCE_VOLUME, "volume", "vol=POOL/VOLUME" },
  { DESIGNER_THING_DISK_SOURCE_DIR, "dir", "source.dir=FOLDER" },
  { DESIGNER_THING_DISK_PROTOCOL, "network", "source.protocol=PROTOCOL" },
  { DESIGNER_THING_DISK_NAMESPACE, "nvme", "source.namespace=NUMBER" },
  { DESIGNER_THING_DISK_SOCKET, "vhostuser", "source.path=SOCKET" },
};

/* Each source is of the disk's type, and a type has all of its sources; a drive
 * of type file may be empty. */
static gboolean
check_source (const DesignerFacts *facts,
              const DesignerSubject *subject,
              GError **error)
{
  const char *type = designer_facts_get (facts, subject, DESIGNER_THING_DISK_TYPE);
  const char *device = designer_facts_get (facts, subject, DESIGNER_THING_DISK_DEVICE);
  gboolean may_be_empty = designer_word_is_among (device, "cdrom,floppy") && designer_word_is_among (type, "file,block");

  return designer_check_sources (facts, subject, sources, G_N_ELEMENTS (sources), "disk", type, may_be_empty, error);
}

static gboolean
has_server (const DesignerSubject *subject)
{
  return designer_request_setting (subject->request, "source/host[1]/@name") != NULL
         || designer_request_setting (subject->request, "source/host[1]/@socket") != NULL;
}

static gboolean
check_server (const DesignerFacts *facts,
              const DesignerSubject *subject,
              GError **error)
{
  const char *protocol = designer_facts_get (facts, subject, DESIGNER_THING_DISK_PROTOCOL);
  const char *transport = designer_request_setting (subject->request, "source/host[1]/@transport");
  gboolean socket = designer_request_setting (subject->request, "source/host[1]/@socket") != NULL;

  if (protocol == NULL)
    return TRUE;
  if (!g_str_equal (protocol, "nbd") && designer_facts_get (facts, subject, DESIGNER_THING_DISK_SOURCE_NAME) == NULL)
    return refuse (error, INVALID, "the %s storage has no name: give source.name=NAME, or path=%s://SERVER/NAME",
                   protocol, protocol);
  if ((g_strcmp0 (transport, "unix") == 0) != socket)
    return refuse (error, CONFLICT, "a socket, and only that, is reached by the transport unix: give "
                   "source.host0.transport=unix and source.host0.socket=PATH, or source.host0.name=SERVER");
  if (g_str_equal (protocol, "nfs") && designer_request_setting (subject->request, "source/identity/@user") == NULL
      && designer_request_setting (subject->request, "source/identity/@group") == NULL)
    return refuse (error, INVALID, "the nfs storage does not say who reads it: give source.identity.user=USER or "
                   "source.identity.group=GROUP");
  /* These find their servers in the configuration of the host. */
  if (has_server (subject) || designer_word_is_among (protocol, "rbd,sheepdog"))
    return TRUE;
  return refuse (error, INVALID, "the %s storage is on no server: give source.host0.name=SERVER, or path=%s://SERVER/NAME",
                 protocol, protocol);
}

static gboolean
check_nvme (const DesignerFacts *facts,
            const DesignerSubject *subject,
            GError **error)
{
  if (designer_facts_get (facts, subject, DESIGNER_THING_DISK_NAMESPACE) == NULL
      || designer_request_setting (subject->request, "source/address/@bus") != NULL
      || designer_request_setting (subject->request, "source/address/@slot") != NULL
      || designer_request_setting (subject->request, "source/address/@domain") != NULL
      || designer_request_setting (subject->request, "source/address/@function") != NULL)
    return TRUE;
  return refuse (error, INVALID, "the NVMe device of the host is not named: give its PCI address as source.address.domain=, "
                 "source.address.bus=, source.address.slot= and source.address.function=");
}

/* What can be made is a file, a volume, or a device that holds volumes. */
static gboolean
check_new (const DesignerFacts *facts,
           const DesignerSubject *subject,
           GError **error)
{
  const char *type = designer_facts_get (facts, subject, DESIGNER_THING_DISK_TYPE);
  const char *format = designer_facts_get (facts, subject, DESIGNER_THING_DISK_FORMAT);

  if (designer_facts_get (facts, subject, DESIGNER_THING_DISK_STORAGE) == NULL)
    {
      if (designer_facts_get (facts, subject, DESIGNER_THING_DISK_BACKING_FORMAT) == NULL && designer_facts_get (facts, subject, DESIGNER_THING_DISK_SPARSE) == NULL)
        return TRUE;
      return refuse (error, CONFLICT, "sparse and backing_format are of storage that is to be made: give size=GIB or backing_store=IMAGE too");
    }
  if (!designer_word_is_among (type, "file,block,volume"))
    return refuse (error, CONFLICT, "storage of type %s cannot be made with the guest: leave out what asks for new "
                   "storage, and make it first", type);
  if (designer_facts_get (facts, subject, DESIGNER_THING_DISK_BACKING) != NULL && !designer_word_is_among (format, "qcow2,qcow,qed,vmdk"))
    return refuse (error, CONFLICT, "an image of format %s cannot hold the changes to another: leave out format=, "
                   "or give format=qcow2", format);
  if (designer_facts_get (facts, subject, DESIGNER_THING_DISK_SIZE) == NULL && designer_facts_get (facts, subject, DESIGNER_THING_DISK_BACKING) == NULL)
    return refuse (error, INVALID, "the new storage has no size, and the OS database recommends none for %s: give size=GIB",
                   designer_facts_os_name (facts));
  return TRUE;
}

static gboolean
check_iothread (const DesignerFacts *facts,
                const DesignerSubject *subject,
                GError **error)
{
  const char *thread = designer_facts_get (facts, subject, DESIGNER_THING_DISK_IOTHREAD);
  const char *threads = designer_facts_get (facts, NULL, DESIGNER_THING_IOTHREADS);
  const char *bus = designer_facts_get (facts, subject, DESIGNER_THING_DISK_BUS);

  if (thread == NULL)
    return TRUE;
  if (!designer_word_is_among (bus, "virtio"))
    return refuse (error, CONFLICT, "disk.driver.iothread cannot be '%s': only virtio disks have threads of their own, and "
                   "this one is on the bus %s; give bus=virtio, or for SCSI disks --controller scsi,driver.iothread=%s",
                   thread, bus, thread);
  if (threads == NULL || g_ascii_strtoull (thread, NULL, 10) <= g_ascii_strtoull (threads, NULL, 10))
    return TRUE;
  return refuse (error, CONFLICT, "disk.driver.iothread cannot be '%s': the guest has %s; give --iothreads %s, or leave "
                 "it out", thread, threads, thread);
}

/* libvirt has no driver for it, and as raw data it is none that the guest knows. */
static gboolean
check_name (const DesignerFacts *facts,
            const DesignerSubject *subject,
            GError **error)
{
  const char *file = designer_facts_get (facts, subject, DESIGNER_THING_DISK_SOURCE_FILE);
  g_autofree char *lower = g_ascii_strdown (file != NULL ? file : "", -1);

  if (!g_str_has_suffix (lower, ".vhdx") || designer_request_get (subject->request, DESIGNER_THING_DISK_FORMAT) != NULL)
    return TRUE;
  return refuse (error, CONFLICT, "disk.source.file cannot be '%s': libvirt has no driver for VHDX images; convert it with "
                 "'qemu-img convert -O qcow2', or give format= where it is none", file);
}

gboolean
designer_check_disk (const DesignerFacts *facts,
                     const DesignerSubject *subject,
                     GError **error)
{
  static DesignerDeviceCheck *const checks[] = {
    check_new, check_source, check_server, check_nvme, check_iothread, check_name,
  };

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      if (!checks[i] (facts, subject, error))
        return FALSE;
    }
  return TRUE;
}
