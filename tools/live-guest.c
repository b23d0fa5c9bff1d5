/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "live-guest.h"

#include <stdlib.h>

#include "libvirt-calls.h"
#include "tool.h"

/* libvirt's flags. */
#define XML_SECURE 1
#define XML_INACTIVE 2
#define AFFECT_LIVE 1

struct _LiveGuest
{
  Libvirt libvirt;
  char *uri;
  void *connection;
  void *domain; /* NULL: not defined yet */
};

void
live_guest_free (LiveGuest *guest)
{
  if (guest->domain != NULL)
    guest->libvirt.virDomainFree (guest->domain);
  if (guest->connection != NULL)
    guest->libvirt.virConnectClose (guest->connection);
  g_free (guest->uri);
  g_free (guest);
}

static void *
look_up (const LiveGuest *guest,
         const char *name)
{
  void *domain = guest->libvirt.virDomainLookupByName (guest->connection, name);
  guint64 id;

  if (domain == NULL && g_uuid_string_is_valid (name))
    domain = guest->libvirt.virDomainLookupByUUIDString (guest->connection, name);
  if (domain == NULL && g_ascii_string_to_unsigned (name, 10, 0, G_MAXINT, &id, NULL))
    domain = guest->libvirt.virDomainLookupByID (guest->connection, (int) id);
  return domain;
}

LiveGuest *
live_guest_open (const char *uri,
                 const char *name,
                 gboolean or_file,
                 GError **error)
{
  g_autoptr (LiveGuest) guest = g_new0 (LiveGuest, 1);

  guest->uri = g_strdup (uri);
  guest->connection = libvirt_calls_connect (&guest->libvirt, uri, LIBVIRT_CHANGE, error);
  if (guest->connection == NULL)
    return NULL;
  guest->domain = name != NULL ? look_up (guest, name) : NULL;
  if (name == NULL || guest->domain != NULL)
    return g_steal_pointer (&guest);
  g_set_error (error, TOOL_ERROR, TOOL_ERROR_FAILED,
               "'%s' has no guest '%s': give a name, UUID or number that 'virsh list --all' shows%s", uri, name,
               or_file ? ", or a file with its folder, such as ./guest.xml" : "");
  return NULL;
}

gboolean
live_guest_is_running (const LiveGuest *guest)
{
  return guest->domain != NULL && guest->libvirt.virDomainIsActive (guest->domain) == 1;
}

const char *
live_guest_get_name (const LiveGuest *guest)
{
  return guest->libvirt.virDomainGetName (guest->domain);
}

static gboolean
fail (const LiveGuest *guest,
      const char *what,
      const char *remedy,
      GError **error)
{
  g_set_error (error, TOOL_ERROR, TOOL_ERROR_FAILED, "%s: %s; %s", what, guest->libvirt.virGetLastErrorMessage (), remedy);
  return FALSE;
}

char *
live_guest_read (const LiveGuest *guest,
                 gboolean running,
                 GError **error)
{
  unsigned int flags = running ? XML_SECURE : XML_SECURE | XML_INACTIVE;
  char *xml = guest->libvirt.virDomainGetXMLDesc (guest->domain, flags);
  char *copy = g_strdup (xml);

  if (xml == NULL)
    fail (guest, "the guest's XML cannot be read", "see whether the connection is one that may change guests", error);
  free (xml);
  return copy;
}

gboolean
live_guest_define (LiveGuest *guest,
                   const char *xml,
                   GError **error)
{
  void *domain = guest->libvirt.virDomainDefineXML (guest->connection, xml);

  if (domain == NULL)
    return fail (guest, "libvirt does not take the change", "the guest is as it was; --print-diff shows the change", error);
  if (guest->domain != NULL)
    guest->libvirt.virDomainFree (guest->domain);
  guest->domain = domain;
  return TRUE;
}

gboolean
live_guest_start (const LiveGuest *guest,
                  GError **error)
{
  return guest->libvirt.virDomainCreate (guest->domain) == 0
         || fail (guest, "the guest is defined, but does not start", "mend that, then 'virsh start' starts it", error);
}

gboolean
live_guest_plug (const LiveGuest *guest,
                 LivePlug plug,
                 const char *device,
                 GError **error)
{
  static const char remedy[] = "leave --update out, and the change is there when the guest is started next";
  int result = -1;

  switch (plug)
    {
    case LIVE_PLUG_ADD:
      result = guest->libvirt.virDomainAttachDeviceFlags (guest->domain, device, AFFECT_LIVE);
      break;
    case LIVE_PLUG_CHANGE:
      result = guest->libvirt.virDomainUpdateDeviceFlags (guest->domain, device, AFFECT_LIVE);
      break;
    case LIVE_PLUG_REMOVE:
      result = guest->libvirt.virDomainDetachDeviceFlags (guest->domain, device, AFFECT_LIVE);
      break;
    }
  return result == 0 || fail (guest, "the guest cannot be changed while it runs", remedy, error);
}
