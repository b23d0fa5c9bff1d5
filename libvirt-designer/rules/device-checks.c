/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Settings that a device of its kind does not have, or cannot do without. */

#include "rules/checks-private.h"

#include <string.h>

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
  { "backend/@persistent_state", DESIGNER_THING_TPM_BACKEND, "emulator" },
  { "backend/encryption/", DESIGNER_THING_TPM_BACKEND, "emulator" },
  { "backend/active_pcr_banks/", DESIGNER_THING_TPM_VERSION, "2.0" },
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
is_among (const char *word,
          const char *words)
{
  g_auto (GStrv) list = g_strsplit (words, ",", -1);

  return word != NULL && g_strv_contains ((const char *const *) list, word);
}

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
      if (settled == NULL || is_among (settled, owners[i].values))
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

gboolean
designer_check_settings (const DesignerFacts *facts,
                         const DesignerSubject *subject,
                         GError **error)
{
  return subject->request == NULL
         || (check_owners (facts, subject, error) && check_needs (facts, subject, error));
}
