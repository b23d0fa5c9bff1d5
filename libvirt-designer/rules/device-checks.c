/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Settings that a device of its kind does not have, or cannot do without. */

#include "rules/checks-private.h"

#include <string.h>

#include "base/words-private.h"

/* What is at PATH, or below, is for devices whose THING is among VALUES. */
static const struct
{
  const char *path;
  DesignerThingId thing;
  const char *values;
} owners[] = {
  { "@keymap", DESIGNER_THING_GRAPHICS_TYPE, "vnc,spice" },
  { "@passwd", DESIGNER_THING_GRAPHICS_TYPE, "vnc,spice" },
  { "@connected", DESIGNER_THING_GRAPHICS_TYPE, "vnc,spice" },
  { "@websocket", DESIGNER_THING_GRAPHICS_TYPE, "vnc" },
  { "@sharePolicy", DESIGNER_THING_GRAPHICS_TYPE, "vnc" },
  { "@powerControl", DESIGNER_THING_GRAPHICS_TYPE, "vnc" },
  { "@tlsPort", DESIGNER_THING_GRAPHICS_TYPE, "spice" },
  { "@defaultMode", DESIGNER_THING_GRAPHICS_TYPE, "spice" },
  { "channel[", DESIGNER_THING_GRAPHICS_TYPE, "spice" },
  { "image/", DESIGNER_THING_GRAPHICS_TYPE, "spice" },
  { "jpeg/", DESIGNER_THING_GRAPHICS_TYPE, "spice" },
  { "zlib/", DESIGNER_THING_GRAPHICS_TYPE, "spice" },
  { "playback/", DESIGNER_THING_GRAPHICS_TYPE, "spice" },
  { "streaming/", DESIGNER_THING_GRAPHICS_TYPE, "spice" },
  { "filetransfer/", DESIGNER_THING_GRAPHICS_TYPE, "spice" },
  { "mouse/", DESIGNER_THING_GRAPHICS_TYPE, "spice" },
  { "clipboard/", DESIGNER_THING_GRAPHICS_TYPE, "spice" },
  { "listen", DESIGNER_THING_GRAPHICS_TYPE, "vnc,spice,rdp" },
  { "gl/", DESIGNER_THING_GRAPHICS_TYPE, "spice,sdl,dbus,egl-headless" },
  { "@display", DESIGNER_THING_GRAPHICS_TYPE, "sdl,desktop" },
  { "@fullscreen", DESIGNER_THING_GRAPHICS_TYPE, "sdl,desktop" },
  { "@xauth", DESIGNER_THING_GRAPHICS_TYPE, "sdl" },
  { "@p2p", DESIGNER_THING_GRAPHICS_TYPE, "dbus" },
  { "@address", DESIGNER_THING_GRAPHICS_TYPE, "dbus" },
  { "audio/", DESIGNER_THING_GRAPHICS_TYPE, "vnc,dbus" },
  { "@multiUser", DESIGNER_THING_GRAPHICS_TYPE, "rdp" },
  { "@replaceUser", DESIGNER_THING_GRAPHICS_TYPE, "rdp" },
  { "model/@ram", DESIGNER_THING_VIDEO_MODEL, "qxl" },
  { "model/@vram64", DESIGNER_THING_VIDEO_MODEL, "qxl" },
  { "model/@vgamem", DESIGNER_THING_VIDEO_MODEL, "qxl" },
  { "source/@evdev", DESIGNER_THING_INPUT_TYPE, "passthrough" },
  { "source/@dev", DESIGNER_THING_INPUT_TYPE, "evdev" },
  { "source/@grab", DESIGNER_THING_INPUT_TYPE, "evdev" },
  { "source/@repeat", DESIGNER_THING_INPUT_TYPE, "evdev" },
  { "backend/device/", DESIGNER_THING_TPM_BACKEND, "passthrough" },
  { "backend/source/", DESIGNER_THING_TPM_BACKEND, "external" },
  { "backend/@version", DESIGNER_THING_TPM_BACKEND, "emulator" },
  { "backend/@persistent_state", DESIGNER_THING_TPM_BACKEND, "emulator" },
  { "backend/encryption/", DESIGNER_THING_TPM_BACKEND, "emulator" },
  { "backend/active_pcr_banks/", DESIGNER_THING_TPM_VERSION, "2.0" },
  { "backend/@type", DESIGNER_THING_RNG_BACKEND, "egd" },
  { "msi/", DESIGNER_THING_SHMEM_MODEL, "ivshmem-doorbell" },
  { "size", DESIGNER_THING_SHMEM_MODEL, "ivshmem-plain,ivshmem" },
  { "driver/@iotlb", DESIGNER_THING_IOMMU_MODEL, "intel" },
  { "driver/@aw_bits", DESIGNER_THING_IOMMU_MODEL, "intel" },
};

/* Devices whose THING is VALUE cannot do without a setting. */
static const struct
{
  DesignerThingId thing;
  const char *value;
  const char *path;
  const char *what;
} needs[] = {
  { DESIGNER_THING_INPUT_TYPE, "passthrough", "source/@evdev", "the device of the host: give source.evdev=/dev/input/EVENT" },
  { DESIGNER_THING_INPUT_TYPE, "evdev", "source/@dev", "the device of the host: give source.dev=/dev/input/EVENT" },
  { DESIGNER_THING_TPM_BACKEND, "external", "backend/source/@path", "the socket of the emulator: give backend.source.path=SOCKET" },
  { DESIGNER_THING_RNG_BACKEND, "egd", "backend/@type", "the connection to its source: give backend.type=tcp and its address" },
  { DESIGNER_THING_SMARTCARD_MODE, "host-certificates", "certificate[3]",
    "three certificates: give certificate0=NAME, certificate1=NAME and certificate2=NAME" },
};

static gboolean
check_owner (const DesignerFacts *facts,
             const DesignerSubject *subject,
             const char *path,
             const char *name,
             GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (owners); i++)
    {
      const DesignerThing *thing = designer_thing_get (owners[i].thing);
      const char *settled;

      if (thing->scope != subject->scope || !g_str_has_prefix (path, owners[i].path))
        continue;
      settled = designer_facts_get (facts, subject, owners[i].thing);
      if (settled == NULL || designer_word_is_among (settled, owners[i].values))
        return TRUE;
      return designer_check_refuse (error, GVIR_DESIGNER_ERROR_CONFLICT, "%s is only for %s %s, and this is %s",
                                    name, thing->name, owners[i].values, settled);
    }
  return TRUE;
}

static gboolean
check_owners (const DesignerFacts *facts,
              const DesignerSubject *subject,
              GError **error)
{
  const DesignerSettings *settings = subject->request->settings;
  guint first = designer_scope_first_thing (subject->scope);

  for (guint i = 0; i < designer_scope_n_things (subject->scope); i++)
    {
      const DesignerThing *thing = designer_thing_get (first + i);

      if (designer_request_get (subject->request, first + i) != NULL && thing->path != NULL
          && !check_owner (facts, subject, thing->path, thing->name, error))
        return FALSE;
    }
  for (guint i = 0; settings != NULL && i < settings->list->len; i++)
    {
      const DesignerSetting *setting = g_ptr_array_index (settings->list, i);

      if (!check_owner (facts, subject, setting->path, setting->name, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_needs (const DesignerFacts *facts,
             const DesignerSubject *subject,
             GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (needs); i++)
    {
      const DesignerThing *thing = designer_thing_get (needs[i].thing);

      if (thing->scope != subject->scope
          || g_strcmp0 (designer_facts_get (facts, subject, thing->id), needs[i].value) != 0
          || designer_request_setting (subject->request, needs[i].path) != NULL)
        continue;
      return designer_check_refuse (error, GVIR_DESIGNER_ERROR_CONFLICT, "%s cannot be '%s' without %s",
                                    thing->name, needs[i].value, needs[i].what);
    }
  return TRUE;
}

/* Randomness from a daemon comes through a connection like that of a serial port. */
static gboolean
check_egd (const DesignerSubject *subject,
           GError **error)
{
  static const struct
  {
    const char *type;
    const char *paths[2]; /* one of these */
    const char *what;
  } parts[] = {
    { "tcp", { "backend/source/@service" }, "a port: give backend.source.service=PORT" },
    { "tcp", { "backend/source/@host" }, "an address: give backend.source.host=HOST" },
    { "udp", { "backend/source[@mode='connect']/@service", "backend/source/@service" },
      "the port to send to: give backend.source.connect_service=PORT" },
    { "unix", { "backend/source/@path" }, "the path of the socket: give backend.source.path=SOCKET" },
  };
  const char *type = designer_request_setting (subject->request, "backend/@type");

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (g_strcmp0 (type, parts[i].type) != 0 || designer_request_setting (subject->request, parts[i].paths[0]) != NULL
          || (parts[i].paths[1] != NULL && designer_request_setting (subject->request, parts[i].paths[1]) != NULL))
        continue;
      return designer_check_refuse (error, GVIR_DESIGNER_ERROR_CONFLICT, "rng.backend.type cannot be '%s' without %s",
                                    type, parts[i].what);
    }
  if (designer_request_setting (subject->request, "rate/@period") == NULL
      || designer_request_setting (subject->request, "rate/@bytes") != NULL)
    return TRUE;
  return designer_check_refuse (error, GVIR_DESIGNER_ERROR_CONFLICT,
                                "rng.rate.period says nothing without rng.rate.bytes: give rate.bytes=NUMBER too");
}

static gboolean
check_shared_memory (const DesignerFacts *facts,
                     const DesignerSubject *subject,
                     GError **error)
{
  const char *size = designer_request_setting (subject->request, "size");
  guint64 number = size != NULL ? g_ascii_strtoull (size, NULL, 10) : 1;

  if (designer_facts_get (facts, subject, DESIGNER_THING_SHMEM_NAME) == NULL)
    return designer_check_refuse (error, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                                  "--shmem names no memory: give name=NAME");
  if (number > 0 && (number & (number - 1)) == 0)
    return TRUE;
  return designer_check_refuse (error, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                                "shmem.size cannot be '%s': the size of shared memory is a power of two", size);
}

gboolean
designer_check_nvram (const DesignerFacts *facts,
                      G_GNUC_UNUSED const DesignerSubject *subject,
                      GError **error)
{
  const char *arch = designer_facts_get (facts, NULL, DESIGNER_THING_ARCH);

  if (g_strcmp0 (arch, "ppc64") == 0 || g_strcmp0 (arch, "ppc64le") == 0)
    return TRUE;
  return designer_check_refuse (error, GVIR_DESIGNER_ERROR_CONFLICT,
                                "there is no nvram device on %s: only pSeries machines have one", arch);
}

gboolean
designer_check_settings (const DesignerFacts *facts,
                         const DesignerSubject *subject,
                         GError **error)
{
  return subject->request == NULL
         || (check_owners (facts, subject, error) && check_needs (facts, subject, error)
             && (subject->scope != DESIGNER_SCOPE_RNG || check_egd (subject, error))
             && (subject->scope != DESIGNER_SCOPE_SHMEM || check_shared_memory (facts, subject, error)));
}
