/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Threads and queues for the work of disks. */

#include "rules/compute-private.h"
#include "rules/sources-private.h"

#define IOTHREAD_SOURCE LIBVIRT_DOMAIN "#iothreads-allocation"
#define QUEUE_SOURCE LIBVIRT_DOMAIN "#virtio-related-options"

/* The highest number of a thread that a device asks for. */
static const char *
highest_thread (DesignerFacts *facts,
                G_GNUC_UNUSED const DesignerSubject *subject,
                G_GNUC_UNUSED const DesignerRule *rule)
{
  const GPtrArray *devices = facts->intent->devices;
  guint64 highest = 0;

  for (guint i = 0; i < devices->len; i++)
    {
      const DesignerRequest *request = g_ptr_array_index (devices, i);
      const char *thread = NULL;

      if (request->scope == DESIGNER_SCOPE_DISK)
        thread = designer_request_get (request, DESIGNER_THING_DISK_IOTHREAD);
      else if (request->scope == DESIGNER_SCOPE_CONTROLLER)
        thread = designer_request_get (request, DESIGNER_THING_CONTROLLER_IOTHREAD);
      if (thread != NULL)
        highest = MAX (highest, g_ascii_strtoull (thread, NULL, 10));
    }
  return highest > 0 ? designer_number (facts, highest) : NULL;
}

static const char *
one_thread (DesignerFacts *facts,
            const DesignerSubject *subject,
            const DesignerRule *rule)
{
  return highest_thread (facts, subject, rule) == NULL ? "1" : NULL;
}

/* More than a few queues only cost memory. */
static const char *
queue_each (DesignerFacts *facts,
            G_GNUC_UNUSED const DesignerSubject *subject,
            G_GNUC_UNUSED const DesignerRule *rule)
{
  return designer_number (facts, CLAMP (designer_settled_number (facts, NULL, DESIGNER_THING_VCPUS, 1), 1, 16));
}

const DesignerRule designer_queue_rules[] = {
  { "iothreads.asked", DESIGNER_THING_IOTHREADS, NULL, highest_thread,
    "A disk or controller was asked to have its work done by the thread of that number.",
    IOTHREAD_SOURCE, { { 0 } } },
  { "iothreads.one", DESIGNER_THING_IOTHREADS, NULL, one_thread,
    "With a thread of their own, disks do not wait for the rest of the emulator.",
    IOTHREAD_SOURCE, { BY_POLICY ("iothreads.one"), QEMU_ONLY } },

  { "disk.iothread.first", DESIGNER_THING_DISK_IOTHREAD, "1", NULL,
    "The guest has a thread for the work of disks.",
    IOTHREAD_SOURCE, { BY_POLICY ("disk.iothread.first"), IS (DISK_BUS, "virtio"), SET (IOTHREADS) } },

  { "disk.queues.vcpus", DESIGNER_THING_DISK_QUEUES, NULL, queue_each,
    "With a queue for each virtual CPU, none of them waits for another.",
    QUEUE_SOURCE, { BY_POLICY ("disk.queues.vcpus"), IS (DISK_BUS, "virtio"), NOT (DISK_TYPE, "vhostuser,vhostvdpa") } },

  { "controller.iothread.first", DESIGNER_THING_CONTROLLER_IOTHREAD, "1", NULL,
    "The guest has a thread for the work of disks.",
    IOTHREAD_SOURCE, { BY_POLICY ("controller.iothread.first"), IS (CONTROLLER_MODEL, "virtio-scsi"), SET (IOTHREADS) } },

  { "controller.queues.vcpus", DESIGNER_THING_CONTROLLER_QUEUES, NULL, queue_each,
    "With a queue for each virtual CPU, none of them waits for another.",
    QUEUE_SOURCE, { BY_POLICY ("controller.queues.vcpus"), IS (CONTROLLER_MODEL, "virtio-scsi") } },

  { NULL, 0, NULL, NULL, NULL, NULL, { { 0 } } }
};
