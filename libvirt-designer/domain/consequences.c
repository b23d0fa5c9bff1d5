/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What does not stay as it is where something else is changed. */

#include "domain/consequences-private.h"

#include "config/path-private.h"

typedef enum
{
  WRITES,  /* the other thing is how the first is written */
  REPLACES, /* the two cannot be beside each other */
  ENTAILS, /* what the other thing was need not fit any more */
  MOVES    /* the other thing is a part of an address that fits no more */
} Kind;

#define THING(name) DESIGNER_THING_##name

static const struct
{
  Kind kind;
  DesignerThingId changed;
  DesignerThingId other;
} rows[] = {
  { WRITES, THING (MACHINE_ASKED), THING (MACHINE_TYPE) },
  { WRITES, THING (MACHINE_ASKED), THING (CHIPSET) },
  { WRITES, THING (MEMORY), THING (MEMORY_CURRENT) },
  { WRITES, THING (DISK_SOURCE_FILE), THING (DISK_TYPE) },
  { WRITES, THING (DISK_SOURCE_DEV), THING (DISK_TYPE) },
  { WRITES, THING (DISK_SOURCE_DIR), THING (DISK_TYPE) },
  { WRITES, THING (DISK_SOURCE_VOLUME), THING (DISK_TYPE) },
  { WRITES, THING (DISK_PROTOCOL), THING (DISK_TYPE) },
  { WRITES, THING (CPU_MODEL), THING (CPU_MATCH) },
  { WRITES, THING (GRAPHICS_PORT), THING (GRAPHICS_AUTOPORT) },
  { WRITES, THING (BOOT_ORDER), THING (BOOT_FIRST) },
  { WRITES, THING (BOOT_ORDER), THING (BOOT_SECOND) },
  { WRITES, THING (BOOT_ORDER), THING (BOOT_THIRD) },

  { REPLACES, THING (DISK_SOURCE_FILE), THING (DISK_SOURCE_DEV) },
  { REPLACES, THING (DISK_SOURCE_FILE), THING (DISK_SOURCE_DIR) },
  { REPLACES, THING (DISK_SOURCE_FILE), THING (DISK_SOURCE_POOL) },
  { REPLACES, THING (DISK_SOURCE_FILE), THING (DISK_SOURCE_VOLUME) },
  { REPLACES, THING (DISK_SOURCE_DEV), THING (DISK_SOURCE_FILE) },
  { REPLACES, THING (DISK_SOURCE_DEV), THING (DISK_SOURCE_DIR) },
  { REPLACES, THING (DISK_SOURCE_DEV), THING (DISK_SOURCE_POOL) },
  { REPLACES, THING (DISK_SOURCE_DEV), THING (DISK_SOURCE_VOLUME) },
  { REPLACES, THING (DISK_SOURCE_VOLUME), THING (DISK_SOURCE_FILE) },
  { REPLACES, THING (DISK_SOURCE_VOLUME), THING (DISK_SOURCE_DEV) },
  { REPLACES, THING (DISK_SOURCE_VOLUME), THING (DISK_SOURCE_DIR) },
  { REPLACES, THING (GRAPHICS_LISTEN_TYPE), THING (GRAPHICS_LISTEN) },
  { REPLACES, THING (GRAPHICS_LISTEN_TYPE), THING (GRAPHICS_PORT) },
  { REPLACES, THING (GRAPHICS_LISTEN_TYPE), THING (GRAPHICS_TLS_PORT) },
  { REPLACES, THING (GRAPHICS_LISTEN_TYPE), THING (GRAPHICS_AUTOPORT) },
  { REPLACES, THING (NET_NETWORK), THING (NET_BRIDGE) },
  { REPLACES, THING (NET_NETWORK), THING (NET_DEVICE) },
  { REPLACES, THING (NET_BRIDGE), THING (NET_NETWORK) },
  { REPLACES, THING (NET_BRIDGE), THING (NET_DEVICE) },
  { REPLACES, THING (NET_DEVICE), THING (NET_NETWORK) },
  { REPLACES, THING (NET_DEVICE), THING (NET_BRIDGE) },

  { ENTAILS, THING (DISK_BUS), THING (DISK_TARGET) },
  { MOVES, THING (DISK_BUS), THING (DISK_ADDRESS_TYPE) },
  { MOVES, THING (DISK_BUS), THING (DISK_ADDRESS_CONTROLLER) },
  { MOVES, THING (DISK_BUS), THING (DISK_ADDRESS_BUS) },
  { MOVES, THING (DISK_BUS), THING (DISK_ADDRESS_TARGET) },
  { MOVES, THING (DISK_BUS), THING (DISK_ADDRESS_UNIT) },
  { ENTAILS, THING (GRAPHICS_TYPE), THING (GRAPHICS_TLS_PORT) },
  { ENTAILS, THING (GRAPHICS_TYPE), THING (GRAPHICS_IMAGE) },
  { ENTAILS, THING (GRAPHICS_TYPE), THING (GRAPHICS_GL) },
  { ENTAILS, THING (GRAPHICS_TYPE), THING (GRAPHICS_RENDERNODE) },
  { ENTAILS, THING (GRAPHICS_TYPE), THING (GRAPHICS_WEBSOCKET) },
  { ENTAILS, THING (VIDEO_MODEL), THING (VIDEO_ACCEL3D) },
  { ENTAILS, THING (SECURE_BOOT), THING (FIRMWARE) },
  { ENTAILS, THING (SECURE_BOOT), THING (SMM) },
  { ENTAILS, THING (SECURE_BOOT), THING (ENROLLED_KEYS) },
  { ENTAILS, THING (VCPUS), THING (CPU_SOCKETS) },
  { ENTAILS, THING (VCPUS), THING (CPU_DIES) },
  { ENTAILS, THING (VCPUS), THING (CPU_CORES) },
  { ENTAILS, THING (VCPUS), THING (CPU_THREADS) },
};

/* Settings that a thing's other values do not have. */
static const struct
{
  DesignerThingId changed;
  const char *path;
} dropped[] = {
  { THING (GRAPHICS_TYPE), "streaming" }, { THING (GRAPHICS_TYPE), "clipboard" },
  { THING (GRAPHICS_TYPE), "mouse" },     { THING (GRAPHICS_TYPE), "filetransfer" },
  { THING (GRAPHICS_TYPE), "image" },     { THING (GRAPHICS_TYPE), "jpeg" },
  { THING (GRAPHICS_TYPE), "zlib" },      { THING (GRAPHICS_TYPE), "playback" },
  { THING (GRAPHICS_TYPE), "channel" },   { THING (VIDEO_MODEL), "model/@ram" },
  { THING (VIDEO_MODEL), "model/@vram" }, { THING (VIDEO_MODEL), "model/@vram64" },
  { THING (VIDEO_MODEL), "model/@vgamem" },
};

static gboolean
is_there (const DesignerSubject *subject,
          DesignerThingId thing)
{
  return designer_request_get (subject->request, thing) != NULL;
}

gboolean
designer_consequences_are_drawn (const DesignerFacts *facts)
{
  return g_strcmp0 (designer_facts_get (facts, NULL, DESIGNER_THING_EDIT_CONSEQUENCES), "drawn") == 0;
}

/* Whether THING gets another value. */
static gboolean
changes (const DesignerSubject *subject,
         const DesignerRequest *wanted,
         DesignerThingId thing)
{
  return designer_thing_get (thing)->scope == subject->scope && designer_request_get (wanted, thing) != NULL
         && g_strcmp0 (designer_request_get (wanted, thing), designer_request_get (subject->request, thing)) != 0;
}

void
designer_consequences_drop (const DesignerFacts *facts,
                            const DesignerSubject *subject,
                            const DesignerRequest *wanted,
                            xmlNode *element)
{
  for (guint i = 0; designer_consequences_are_drawn (facts) && i < G_N_ELEMENTS (dropped); i++)
    {
      if (changes (subject, wanted, dropped[i].changed))
        designer_path_set (element, dropped[i].path, NULL, NULL);
    }
}

/* What is not there cannot fit no more; but what one thing of a machine needs may be
 * missing. */
static gboolean
is_concerned (const DesignerFacts *facts,
              const DesignerSubject *subject,
              Kind kind,
              DesignerThingId other)
{
  gboolean drawn = designer_consequences_are_drawn (facts);

  switch (kind)
    {
    case WRITES:
      return TRUE;
    case REPLACES:
      return is_there (subject, other);
    case ENTAILS:
      return drawn && (is_there (subject, other) || subject->scope == DESIGNER_SCOPE_MACHINE);
    case MOVES:
      return drawn && is_there (subject, DESIGNER_THING_DISK_ADDRESS_TYPE);
    }
  return FALSE;
}

void
designer_consequences_find (const DesignerFacts *facts,
                            const DesignerSubject *subject,
                            const DesignerRequest *wanted,
                            gboolean *touched)
{
  guint first = designer_scope_first_thing (subject->scope);

  for (guint i = 0; i < designer_scope_n_things (subject->scope); i++)
    touched[i] = wanted->values[i] != NULL;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (designer_thing_get (rows[i].changed)->scope == subject->scope
          && designer_request_get (wanted, rows[i].changed) != NULL
          && is_concerned (facts, subject, rows[i].kind, rows[i].other))
        touched[rows[i].other - first] = TRUE;
    }
}
