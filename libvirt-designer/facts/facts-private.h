/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "facts/hypervisor-private.h"
#include "host/host-view-private.h"
#include "host/machine-family-private.h"
#include "intent/intent-private.h"
#include "os/libvirt-designer-os.h"
#include "policy/policy-private.h"
#include "vocabulary/things-private.h"

G_BEGIN_DECLS

typedef enum
{
#define DEVICE(id, name, first_id, second_id) DESIGNER_DEVICE_##id,
#include "facts/devices.def"
#undef DEVICE
  DESIGNER_N_DEVICES
} DesignerDeviceId;

/* A row by which devices are added; see the rules. */
typedef struct _DesignerAddition DesignerAddition;

/* One device, or the domain itself, with what was settled of it so far. */
typedef struct
{
  DesignerScopeId scope;
  guint number;                   /* from 1 among the elements of its kind; 0: no device */
  const DesignerRequest *request; /* what the caller asked for, or NULL */
  const DesignerAddition *addition; /* by which it came, or NULL */
  const char *settled[];          /* one per thing of the scope; NULL: not settled */
} DesignerSubject;

/* Everything that a rule may look at: what host, operating system and caller
 * say, which never changes during a design, and what was settled so far. */
typedef struct
{
  GVirDesignerHost *host;
  GVirDesignerOs *os;
  DesignerIntent *intent;
  GPtrArray *policies; /* GVirDesignerPolicy; later ones win */
  DesignerPurpose purpose;
  gboolean minimal; /* memory and processors are to be the least there can be */
  GVirDesignerAnswer os_devices[DESIGNER_N_DEVICES];
  GVirDesignerAnswer os_devices_on_pcie[DESIGNER_N_DEVICES]; /* without old virtio */

  const DesignerMachineFamily *family; /* of the settled chipset; NULL: none of QEMU's */
  DesignerHypervisor hypervisor; /* of the settled virtualisation type and kind of guest */
  DesignerHostView *view; /* of the settled architecture, hypervisor and machine */
  DesignerSubject *whole[DESIGNER_N_WHOLE_SCOPES];
  GPtrArray *devices; /* DesignerSubject, in the order of their settling */

  guint count[DESIGNER_N_SCOPES]; /* devices of each scope */
  GHashTable *targets;            /* names of disks that are taken */
  GHashTable *addresses;          /* "sata 0:0:0:1" → the disk that has it */
  GHashTable *storage;            /* files and volumes that are taken */
  GHashTable *next_number;        /* prefix or type → first number worth trying */
  GHashTable *controllers;        /* "pci 3": numbers of controllers that are taken */
  GHashTable *boot_orders;        /* places in the boot order that are taken */
  GHashTable *endpoints;          /* ports and sockets that devices listen on */
  GHashTable *kept_boot_orders;   /* those that were asked for */
  GHashTable *macs;               /* addresses of network cards that are taken */
  GHashTable *tally;              /* disk.bus, "sata" → how many devices settled so */
  GStringChunk *strings;
  GPtrArray *settings;            /* DesignerSetting: those that rules made */
} DesignerFacts;

DesignerFacts *designer_facts_new (GVirDesignerHost *host,
                                   GVirDesignerOs *os);
void designer_facts_free (DesignerFacts *facts);

void designer_facts_set_os (DesignerFacts *facts,
                            GVirDesignerOs *os);

/* A device of SCOPE that is about to be settled; owned by FACTS. */
DesignerSubject *designer_facts_begin_device (DesignerFacts *facts,
                                              DesignerScopeId scope,
                                              const DesignerRequest *request);
/* Forgets what was settled of THING, or all that was settled of SUBJECT. */
void designer_facts_unsettle (DesignerFacts *facts,
                              DesignerSubject *subject,
                              DesignerThingId thing);
/* Settles THING again as it was, with a VALUE that FACTS own; NULL: it was not settled. */
void designer_facts_put_back (DesignerFacts *facts,
                              DesignerSubject *subject,
                              DesignerThingId thing,
                              const char *value);
void designer_facts_forget (DesignerFacts *facts,
                            DesignerSubject *subject);
/* There is no such device, or no more; the numbers of those behind it follow. */
void designer_facts_drop_device (DesignerFacts *facts,
                                 DesignerSubject *subject);

void designer_facts_settle (DesignerFacts *facts,
                            DesignerSubject *subject,
                            DesignerThingId thing,
                            const char *value);

/* The value settled for THING, of SUBJECT where it has that scope, else of the
 * domain, machine or container; NULL: not settled. */
const char *designer_facts_get (const DesignerFacts *facts,
                                const DesignerSubject *subject,
                                DesignerThingId thing);

/* Whether the operating system is taken to have a driver for DEVICE, whatever the
 * OS database lists. */
gboolean designer_facts_assume (const DesignerFacts *facts,
                                DesignerDeviceId device);
/* Whether it is not used, though the system has a driver. */
gboolean designer_facts_pass_over (const DesignerFacts *facts,
                                   DesignerDeviceId device);

/* How many devices have settled THING as VALUE. */
guint designer_facts_tally (const DesignerFacts *facts,
                            DesignerThingId thing,
                            const char *value);

/* Gives a disk the place that it has on its bus. */
void designer_facts_take_address (DesignerFacts *facts,
                                  const DesignerSubject *disk);
void designer_facts_leave_address (DesignerFacts *facts,
                                   const DesignerSubject *disk);
/* PLACE: controller, channel, target and unit. */
gboolean designer_facts_drive_is_free (const DesignerFacts *facts,
                                       const char *bus,
                                       const guint *place);

/* Whether a device is served by a process that the guest's memory must be shared with. */
gboolean designer_facts_share_memory (const DesignerFacts *facts);

/* Whether the machine has room for another virtio device. */
gboolean designer_facts_has_virtio_place (const DesignerFacts *facts);

/* The first free disk name with PREFIX, "vda" to "vdz", then "vdaa" and on. */
const char *designer_facts_next_target (DesignerFacts *facts,
                                        const char *prefix);
gboolean designer_facts_target_is_free (const DesignerFacts *facts,
                                        const char *target);
/* STEM and SUFFIX, "guest.qcow2", or the first free one of "guest-1.qcow2" and on. */
const char *designer_facts_next_storage (DesignerFacts *facts,
                                         const char *stem,
                                         const char *suffix);
gboolean designer_facts_mac_is_free (const DesignerFacts *facts,
                                     const char *mac);
/* The first free number from FIRST on for a controller of TYPE. */
guint designer_facts_next_controller (DesignerFacts *facts,
                                      const char *type,
                                      guint first);
gboolean designer_facts_controller_is_free (const DesignerFacts *facts,
                                            const char *type,
                                            const char *index);
gboolean designer_facts_boot_order_is_free (const DesignerFacts *facts,
                                            guint order);
/* The same, and no device that is still to come was asked to have it. */
gboolean designer_facts_boot_order_is_open (const DesignerFacts *facts,
                                            guint order);
/* Keeps the places that devices of the intent from FIRST on were asked to have. */
void designer_facts_keep_boot_orders (DesignerFacts *facts,
                                      guint first);

/* The operating system for people: its name, or its id where it has none. */
const char *designer_facts_os_name (const DesignerFacts *facts);

const char *designer_device_name (DesignerDeviceId device);
const char *designer_device_id (DesignerDeviceId device,
                                gboolean second);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DesignerFacts, designer_facts_free)

G_END_DECLS
