/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "rules/compute-private.h"
#include "rules/sources-private.h"

#define ADDRESSES LIBVIRT_DOMAIN "#device-addresses"

/* How many drives a controller of a bus takes, and how they are told apart. */
typedef struct
{
  const char *bus;
  guint per_controller;
  guint per_channel; /* drives on each channel; the channels are counted by `bus` */
  gboolean by_target; /* told apart by `target`, else by `unit` */
} Layout;

static const Layout layouts[] = {
  { "ide", 4, 2, FALSE },
  { "sata", 6, 6, FALSE },
  { "scsi", 64, 64, TRUE },
};

/* A plain SCSI adapter takes seven drives, all on one channel. */
static const Layout plain_scsi = { "scsi", 7, 7, FALSE };

static const DesignerCondition virtio_scsi = OS_HAS (VIRTIO_SCSI);

static const Layout *
layout_of (const DesignerFacts *facts,
           const DesignerSubject *subject)
{
  const char *bus = designer_facts_get (facts, subject, DESIGNER_THING_DISK_BUS);

  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      if (!g_str_equal (layouts[i].bus, bus))
        continue;
      if (layouts[i].by_target
          && designer_condition_ask (&virtio_scsi, facts, subject) != GVIR_DESIGNER_ANSWER_YES)
        return &plain_scsi;
      return &layouts[i];
    }
  return NULL;
}

/* The drive's number among those of its bus, from 0. */
static guint
number_on_bus (const DesignerFacts *facts,
               const DesignerSubject *subject)
{
  const char *bus = designer_facts_get (facts, subject, DESIGNER_THING_DISK_BUS);

  return designer_facts_tally (facts, DESIGNER_THING_DISK_BUS, bus) - 1;
}

static const char *
controller_of (DesignerFacts *facts,
               const DesignerSubject *subject,
               G_GNUC_UNUSED const DesignerRule *rule)
{
  const Layout *layout = layout_of (facts, subject);

  return designer_number (facts, number_on_bus (facts, subject) / layout->per_controller);
}

static const char *
channel_of (DesignerFacts *facts,
            const DesignerSubject *subject,
            G_GNUC_UNUSED const DesignerRule *rule)
{
  const Layout *layout = layout_of (facts, subject);

  return designer_number (facts, number_on_bus (facts, subject) % layout->per_controller
                                   / layout->per_channel);
}

static const char *
target_of (DesignerFacts *facts,
           const DesignerSubject *subject,
           G_GNUC_UNUSED const DesignerRule *rule)
{
  const Layout *layout = layout_of (facts, subject);
  guint place = number_on_bus (facts, subject) % layout->per_channel;

  return designer_number (facts, layout->by_target ? place : 0);
}

static const char *
unit_of (DesignerFacts *facts,
         const DesignerSubject *subject,
         G_GNUC_UNUSED const DesignerRule *rule)
{
  const Layout *layout = layout_of (facts, subject);
  guint place = number_on_bus (facts, subject) % layout->per_channel;

  return designer_number (facts, layout->by_target ? 0 : place);
}

#define ON_DRIVE_BUS { IS (DISK_BUS, "ide,sata,scsi"), RUN_BY (DESIGNER_QEMU) }

const DesignerRule designer_disk_address_rules[] = {
  { "disk.address.drive", DESIGNER_THING_DISK_ADDRESS_TYPE, "drive", NULL,
    "A drive's place on its controller stays the same when other drives come and go.",
    ADDRESSES, ON_DRIVE_BUS },
  { "disk.address.controller.next", DESIGNER_THING_DISK_ADDRESS_CONTROLLER, NULL, controller_of,
    "This is the first controller of the bus with a free place.",
    ADDRESSES, ON_DRIVE_BUS },
  { "disk.address.bus.next", DESIGNER_THING_DISK_ADDRESS_BUS, NULL, channel_of,
    "This is the first channel of the controller with a free place.",
    ADDRESSES, ON_DRIVE_BUS },
  { "disk.address.target.next", DESIGNER_THING_DISK_ADDRESS_TARGET, NULL, target_of,
    "This is the first free target of the channel.",
    ADDRESSES, ON_DRIVE_BUS },
  { "disk.address.unit.next", DESIGNER_THING_DISK_ADDRESS_UNIT, NULL, unit_of,
    "This is the first free unit of the channel.",
    ADDRESSES, ON_DRIVE_BUS },

  { NULL, 0, NULL, NULL, NULL, NULL, { { 0 } } }
};
