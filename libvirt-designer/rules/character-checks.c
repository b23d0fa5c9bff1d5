/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What only the caller can say of a character device, and what contradicts it. */

#include "rules/checks-private.h"

#include "base/words-private.h"
#include "facts/endpoints-private.h"

/* What a type cannot do without: one of the things, or all of the settings. */
static const struct
{
  const char *types;
  DesignerCharacterPart part; /* DESIGNER_CHARACTER_TYPE: settings instead */
  const char *settings[2];
  const char *what;
} needs[] = {
  { "file,pipe,dev", DESIGNER_CHARACTER_PATH, { NULL }, "the path of that file or device: give path=FILE" },
  { "unix", DESIGNER_CHARACTER_PATH, { NULL }, "the path of the socket: give path=SOCKET" },
  { "tcp", DESIGNER_CHARACTER_SERVICE, { NULL }, "a port: give host=HOST:PORT" },
  { "udp", DESIGNER_CHARACTER_TYPE, { "source[@mode='connect']/@service" }, "the port to send to: give host=HOST:PORT" },
  { "spiceport,dbus", DESIGNER_CHARACTER_TYPE, { "source/@channel" }, "the name of the channel: give source.channel=NAME" },
  { "nmdm", DESIGNER_CHARACTER_TYPE, { "source/@master", "source/@slave" },
    "both devices: give source.master=DEVICE and source.slave=DEVICE" },
};

/* UDP may also be written as one source of mode connect. */
static gboolean
is_said (const DesignerRequest *request,
         DesignerThingId type,
         guint need)
{
  const char *mode;

  if (needs[need].part != DESIGNER_CHARACTER_TYPE)
    return designer_request_get (request, type + needs[need].part) != NULL;
  mode = designer_request_get (request, type + DESIGNER_CHARACTER_MODE);
  if (g_strcmp0 (mode, "connect") == 0 && g_str_equal (needs[need].types, "udp"))
    return designer_request_get (request, type + DESIGNER_CHARACTER_SERVICE) != NULL;
  for (guint i = 0; i < G_N_ELEMENTS (needs[need].settings) && needs[need].settings[i] != NULL; i++)
    {
      if (designer_request_setting (request, needs[need].settings[i]) == NULL)
        return FALSE;
    }
  return TRUE;
}

/* libvirt makes up the path of a channel's socket itself, and rules name the
 * null modem of a serial port. */
static gboolean
check_type (const DesignerSubject *subject,
            DesignerThingId type,
            const char *value,
            GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (needs); i++)
    {
      if (!designer_word_is_among (value, needs[i].types) || is_said (subject->request, type, i)
          || (subject->scope == DESIGNER_SCOPE_CHANNEL && g_str_equal (value, "unix"))
          || (subject->scope == DESIGNER_SCOPE_SERIAL && g_str_equal (value, "nmdm")))
        continue;
      return designer_check_refuse (error, GVIR_DESIGNER_ERROR_CONFLICT, "%s cannot be '%s' without %s",
                                    designer_thing_get (type)->name, value, needs[i].what);
    }
  return TRUE;
}

/* Whether the type makes use of that part of a source. */
static gboolean
check_use (const DesignerFacts *facts,
           const DesignerSubject *subject,
           DesignerThingId type,
           DesignerThingId thing,
           const char *value,
           GError **error)
{
  gboolean path = thing == type + DESIGNER_CHARACTER_PATH;
  const char *users = path ? "pty,unix,file,pipe,dev" : "tcp,udp";
  const char *settled = designer_facts_get (facts, subject, type);

  if (settled == NULL || designer_word_is_among (settled, users)
      || (thing == type + DESIGNER_CHARACTER_MODE && g_str_equal (settled, "unix")))
    return TRUE;
  return designer_check_refuse (error, GVIR_DESIGNER_ERROR_CONFLICT,
                                "%s cannot be '%s': %s is %s, which has no such thing", designer_thing_get (thing)->name,
                                value, designer_thing_get (type)->name, settled);
}

/* Services have names too, but which host knows which is not for us to say. */
static gboolean
check_service (DesignerThingId thing,
               const char *value,
               GError **error)
{
  guint64 port = 0;

  if (g_ascii_string_to_unsigned (value, 10, 0, G_MAXUINT16, &port, NULL))
    return TRUE;
  return designer_check_refuse (error, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                                "%s cannot be '%s': give the number of a port, from 0 to 65535",
                                designer_thing_get (thing)->name, value);
}

gboolean
designer_check_channel_target (G_GNUC_UNUSED const DesignerFacts *facts,
                               const DesignerSubject *subject,
                               const char *value,
                               GError **error)
{
  if (!g_str_equal (value, "guestfwd")
      || (designer_request_setting (subject->request, "target/@address") != NULL
          && designer_request_setting (subject->request, "target/@port") != NULL))
    return TRUE;
  return designer_check_refuse (error, GVIR_DESIGNER_ERROR_CONFLICT,
                                "channel.target.type cannot be 'guestfwd' without the address that the guest sends to: "
                                "give target.address=ADDRESS:PORT");
}

gboolean
designer_check_character (const DesignerFacts *facts,
                          const DesignerSubject *subject,
                          DesignerThingId thing,
                          const char *value,
                          GError **error)
{
  DesignerCharacterPart part;
  DesignerThingId type;

  if (!designer_character_part (thing, &part, &type))
    return TRUE;
  if (part == DESIGNER_CHARACTER_TYPE)
    return check_type (subject, type, value, error);
  if (part == DESIGNER_CHARACTER_SERVICE && !check_service (thing, value, error))
    return FALSE;
  if (!check_use (facts, subject, type, thing, value, error))
    return FALSE;
  if (designer_endpoint_is_free (facts, subject, thing, value))
    return TRUE;
  return designer_check_refuse (error, GVIR_DESIGNER_ERROR_CONFLICT,
                                "%s cannot be '%s': another device of the guest listens there already; give each its own",
                                designer_thing_get (thing)->name, value);
}
