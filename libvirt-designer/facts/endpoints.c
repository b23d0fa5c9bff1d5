/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Ports and sockets of the host that the guest's devices listen on. */

#include "facts/endpoints-private.h"

#define ANY_HOST "*"

/* The types of character devices; in other scopes 0, a thing of the domain. */
static const DesignerThingId type_in[DESIGNER_N_SCOPES] = {
  [DESIGNER_SCOPE_SMARTCARD] = DESIGNER_THING_SMARTCARD_TYPE,
  [DESIGNER_SCOPE_SERIAL] = DESIGNER_THING_SERIAL_TYPE,
  [DESIGNER_SCOPE_PARALLEL] = DESIGNER_THING_PARALLEL_TYPE,
  [DESIGNER_SCOPE_CONSOLE] = DESIGNER_THING_CONSOLE_TYPE,
  [DESIGNER_SCOPE_CHANNEL] = DESIGNER_THING_CHANNEL_TYPE,
  [DESIGNER_SCOPE_REDIRDEV] = DESIGNER_THING_REDIRDEV_TYPE,
};

gboolean
designer_character_part (DesignerThingId thing,
                         DesignerCharacterPart *part,
                         DesignerThingId *type)
{
  *type = type_in[designer_thing_get (thing)->scope];
  if (*type == 0 || thing < *type || thing >= *type + DESIGNER_N_CHARACTER_PARTS)
    return FALSE;
  *part = thing - *type;
  return TRUE;
}

DesignerThingId
designer_character_type (DesignerScopeId scope)
{
  return type_in[scope] != 0 ? type_in[scope] : DESIGNER_N_THINGS;
}

static gboolean
is_any_host (const char *host)
{
  return host == NULL || *host == '\0' || g_str_equal (host, "0.0.0.0") || g_str_equal (host, "::");
}

static char *
make_key (const char *host,
          const char *port)
{
  return g_strdup_printf ("%s %s", is_any_host (host) ? ANY_HOST : host, port);
}

/* The port that SUBJECT listens on with THING as VALUE, and the host's address
 * for it; NULL: it listens on none. */
static const char *
port_of (const DesignerFacts *facts,
         const DesignerSubject *subject,
         DesignerThingId thing,
         const char *value,
         const char **host)
{
  DesignerCharacterPart part;
  DesignerThingId type;

  *host = NULL;
  if (thing == DESIGNER_THING_GRAPHICS_PORT || thing == DESIGNER_THING_GRAPHICS_TLS_PORT
      || thing == DESIGNER_THING_GRAPHICS_WEBSOCKET)
    return g_str_equal (value, "-1") || g_str_equal (value, "0") ? NULL : value;
  if (!designer_character_part (thing, &part, &type) || part != DESIGNER_CHARACTER_SERVICE
      || g_strcmp0 (designer_facts_get (facts, subject, type), "tcp") != 0
      || g_strcmp0 (designer_facts_get (facts, subject, type + DESIGNER_CHARACTER_MODE), "bind") != 0)
    return NULL;
  *host = designer_facts_get (facts, subject, type + DESIGNER_CHARACTER_HOST);
  return value;
}

/* The socket that SUBJECT listens on with THING as VALUE, or NULL. */
static const char *
socket_of (const DesignerFacts *facts,
           const DesignerSubject *subject,
           DesignerThingId thing,
           const char *value)
{
  DesignerCharacterPart part;
  DesignerThingId type;
  const char *mode;

  if (!designer_character_part (thing, &part, &type) || part != DESIGNER_CHARACTER_PATH
      || g_strcmp0 (designer_facts_get (facts, subject, type), "unix") != 0)
    return NULL;
  mode = designer_request_get (subject->request, type + DESIGNER_CHARACTER_MODE);
  return g_strcmp0 (mode, "connect") == 0 ? NULL : value;
}

gboolean
designer_endpoint_is_free (const DesignerFacts *facts,
                           const DesignerSubject *subject,
                           DesignerThingId thing,
                           const char *value)
{
  const char *host;
  const char *port = port_of (facts, subject, thing, value, &host);
  const char *path = socket_of (facts, subject, thing, value);
  g_autofree char *here = port != NULL ? make_key (host, port) : NULL;
  g_autofree char *anywhere = port != NULL ? make_key (NULL, port) : NULL;

  if (port == NULL)
    return path == NULL || !g_hash_table_contains (facts->endpoints, path);
  return !g_hash_table_contains (facts->endpoints, here) && !g_hash_table_contains (facts->endpoints, anywhere)
         && (!is_any_host (host) || !g_hash_table_contains (facts->endpoints, port));
}

static void
note (GHashTable *endpoints,
      char *key,
      gboolean taken)
{
  if (taken)
    {
      g_hash_table_add (endpoints, key);
      return;
    }
  g_hash_table_remove (endpoints, key);
  g_free (key);
}

void
designer_endpoint_take (DesignerFacts *facts,
                        const DesignerSubject *subject,
                        DesignerThingId thing,
                        const char *value,
                        gboolean taken)
{
  const char *host;
  const char *port;
  const char *path;

  if (subject->scope != DESIGNER_SCOPE_GRAPHICS && type_in[subject->scope] == 0)
    return;
  port = port_of (facts, subject, thing, value, &host);
  path = port == NULL ? socket_of (facts, subject, thing, value) : NULL;

  if (port != NULL)
    {
      note (facts->endpoints, make_key (host, port), taken);
      note (facts->endpoints, g_strdup (port), taken);
    }
  else if (path != NULL)
    note (facts->endpoints, g_strdup (path), taken);
}
