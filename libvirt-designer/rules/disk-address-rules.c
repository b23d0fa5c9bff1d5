/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "rules/compute-private.h"
#include "rules/sources-private.h"

#define ADDRESSES LIBVIRT_DOMAIN "#device-addresses"

/* How many drives a controller of a bus takes, and how they are told apart. */
typedef struct
{
  const char *bus;
  const char *counter; /* what is kept of the search for a free place */
  guint per_controller;
  guint per_channel; /* drives on each channel; the channels are counted by `bus` */
  gboolean by_target; /* told apart by `target`, else by `unit` */
} Layout;

static const Layout layouts[] = {
  { "ide", "ide drives", 4, 2, FALSE },
  { "sata", "sata drives", 6, 6, FALSE },
  { "scsi", "scsi drives", 64, 64, TRUE },
};

/* A plain SCSI adapter takes seven drives, all on one channel. */
static const Layout plain_scsi = { "scsi", "scsi drives", 7, 7, FALSE };

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

/* Where the drive with that number among those of its bus is: controller, channel,
 * target and unit. */
static void
place_of (const Layout *layout,
          guint number,
          guint *place)
{
  guint rest = number % layout->per_controller;

  place[0] = number / layout->per_controller;
  place[1] = rest / layout->per_channel;
  place[2] = layout->by_target ? rest % layout->per_channel : 0;
  place[3] = layout->by_target ? 0 : rest % layout->per_channel;
}

/* One number of the first place that no drive has; some may have been asked for. */
static const char *
next_place (DesignerFacts *facts,
            const DesignerSubject *subject,
            const DesignerRule *rule)
{
  const Layout *layout = layout_of (facts, subject);
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (facts->next_number, layout->counter));
  guint place[4];

  for (;; number++)
    {
      place_of (layout, number, place);
      if (designer_facts_drive_is_free (facts, layout->bus, place))
        break;
    }
  g_hash_table_insert (facts->next_number, (gpointer) layout->counter, GUINT_TO_POINTER (number));
  return designer_number (facts, place[rule->thing - DESIGNER_THING_DISK_ADDRESS_CONTROLLER]);
}

#define ON_DRIVE_BUS { IS (DISK_BUS, "ide,sata,scsi"), RUN_BY (DESIGNER_QEMU) }

const DesignerRule designer_disk_address_rules[] = {
  { "disk.address.drive", DESIGNER_THING_DISK_ADDRESS_TYPE, "drive", NULL,
    "A drive's place on its controller stays the same when other drives come and go.",
    ADDRESSES, ON_DRIVE_BUS },
  { "disk.address.controller.next", DESIGNER_THING_DISK_ADDRESS_CONTROLLER, NULL, next_place,
    "This is the first controller of the bus with a free place.",
    ADDRESSES, ON_DRIVE_BUS },
  { "disk.address.bus.next", DESIGNER_THING_DISK_ADDRESS_BUS, NULL, next_place,
    "This is the first channel of the controller with a free place.",
    ADDRESSES, ON_DRIVE_BUS },
  { "disk.address.target.next", DESIGNER_THING_DISK_ADDRESS_TARGET, NULL, next_place,
    "This is the first free target of the channel.",
    ADDRESSES, ON_DRIVE_BUS },
  { "disk.address.unit.next", DESIGNER_THING_DISK_ADDRESS_UNIT, NULL, next_place,
    "This is the first free unit of the channel.",
    ADDRESSES, ON_DRIVE_BUS },

  { NULL, 0, NULL, NULL, NULL, NULL, { { 0 } } }
};
