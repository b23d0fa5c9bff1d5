/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Places for virtio devices, of which machines without PCI have few. */

#include "facts/facts-private.h"

#include "base/words-private.h"

/* A device whose THING is among VALUES takes a place. */
static const struct
{
  DesignerThingId thing;
  const char *values;
} takers[] = {
  { DESIGNER_THING_DISK_BUS, "virtio" },
  { DESIGNER_THING_NET_MODEL, "virtio" },
  { DESIGNER_THING_CONTROLLER_TYPE, "virtio-serial" },
  { DESIGNER_THING_CONTROLLER_MODEL, "virtio-scsi" },
  { DESIGNER_THING_FS_DRIVER, "virtiofs,path" },
  { DESIGNER_THING_INPUT_BUS, "virtio" },
  { DESIGNER_THING_VIDEO_MODEL, "virtio" },
  { DESIGNER_THING_BALLOON_MODEL, "virtio" },
  { DESIGNER_THING_RNG_MODEL, "virtio" },
  { DESIGNER_THING_VSOCK_MODEL, "virtio" },
};

static gboolean
takes_place (const DesignerFacts *facts,
             const DesignerSubject *device)
{
  for (guint i = 0; i < G_N_ELEMENTS (takers); i++)
    {
      if (designer_thing_get (takers[i].thing)->scope == device->scope
          && designer_word_is_among (designer_facts_get (facts, device, takers[i].thing), takers[i].values))
        return TRUE;
    }
  return FALSE;
}

gboolean
designer_facts_has_virtio_place (const DesignerFacts *facts)
{
  guint taken = 0;

  if (facts->family == NULL || facts->family->virtio_places == 0)
    return facts->family == NULL || !g_str_equal (facts->family->bus, "ISA");
  for (guint i = 0; i < facts->devices->len; i++)
    taken += takes_place (facts, g_ptr_array_index (facts->devices, i));
  return taken < facts->family->virtio_places;
}
