/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "guest/nics-private.h"

#include <gio/gio.h>
#include <string.h>

/**
 * GVirBuilderNic:
 *
 * A network interface of a guest, and the addresses that it has.
 */
struct _GVirBuilderNic
{
  GObject parent_instance;

  char *mac;
  char *guest_name;
  GStrv addresses;
  GVirBuilderAddressSource source;
};

G_DEFINE_FINAL_TYPE (GVirBuilderNic, gvir_builder_nic, G_TYPE_OBJECT)

static const struct
{
  unsigned int libvirt;
  GVirBuilderAddressSource ours;
} sources[] = {
  { VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_AGENT, GVIR_BUILDER_ADDRESS_SOURCE_AGENT },
  { VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_LEASE, GVIR_BUILDER_ADDRESS_SOURCE_LEASE },
  { VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_ARP, GVIR_BUILDER_ADDRESS_SOURCE_ARP },
};

static void
gvir_builder_nic_finalize (GObject *object)
{
  GVirBuilderNic *self = GVIR_BUILDER_NIC (object);

  g_free (self->mac);
  g_free (self->guest_name);
  g_strfreev (self->addresses);
  G_OBJECT_CLASS (gvir_builder_nic_parent_class)->finalize (object);
}

static void
gvir_builder_nic_class_init (GVirBuilderNicClass *class)
{
  G_OBJECT_CLASS (class)->finalize = gvir_builder_nic_finalize;
}

static void
gvir_builder_nic_init (GVirBuilderNic *self)
{
  self->addresses = g_new0 (char *, 1);
}

/**
 * gvir_builder_nic_get_mac:
 * @nic: a network interface
 *
 * Gets its MAC address, by which it is known to the host.
 *
 * Returns: (transfer none): the MAC address
 */
const char *
gvir_builder_nic_get_mac (GVirBuilderNic *nic)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_NIC (nic), NULL);
  return nic->mac;
}

/**
 * gvir_builder_nic_get_guest_name:
 * @nic: a network interface
 *
 * Gets what it is called in the guest, such as `eth0`, as the agent says.
 *
 * Returns: (transfer none) (nullable): the name, or %NULL where nobody has said
 */
const char *
gvir_builder_nic_get_guest_name (GVirBuilderNic *nic)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_NIC (nic), NULL);
  return nic->guest_name;
}

/**
 * gvir_builder_nic_get_addresses:
 * @nic: a network interface
 *
 * Gets its IP addresses, each with the length of its prefix where that is known, as
 * `192.168.122.7/24`. Addresses that only its link knows come last.
 *
 * Returns: (transfer none) (array zero-terminated=1): the addresses
 */
const char *const *
gvir_builder_nic_get_addresses (GVirBuilderNic *nic)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_NIC (nic), NULL);
  return (const char *const *) nic->addresses;
}

/**
 * gvir_builder_nic_get_source:
 * @nic: a network interface
 *
 * Gets who says so.
 *
 * Returns: the source
 */
GVirBuilderAddressSource
gvir_builder_nic_get_source (GVirBuilderNic *nic)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_NIC (nic), GVIR_BUILDER_ADDRESS_SOURCE_NONE);
  return nic->source;
}

gboolean
builder_nics_is_local (const char *address)
{
  g_auto (GStrv) parts = g_strsplit (address, "/", 2);
  g_autoptr (GInetAddress) inet = g_inet_address_new_from_string (parts[0]);

  return inet == NULL || g_inet_address_get_is_link_local (inet) || g_inet_address_get_is_loopback (inet);
}

static GStrv
collect (const virDomainInterface *interface)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GPtrArray) local = g_ptr_array_new_with_free_func (g_free);

  for (unsigned int i = 0; i < interface->naddrs; i++)
    {
      const virDomainIPAddress *one = &interface->addrs[i];
      g_autofree char *text = one->prefix > 0 ? g_strdup_printf ("%s/%u", one->addr, one->prefix)
                                              : g_strdup (one->addr);

      if (builder_nics_is_local (text))
        g_ptr_array_add (local, g_steal_pointer (&text));
      else
        g_strv_builder_add (builder, text);
    }
  for (guint i = 0; i < local->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (local, i));
  return g_strv_builder_end (builder);
}

static GVirBuilderNic *
find (GPtrArray *nics,
      const char *mac)
{
  for (guint i = 0; i < nics->len; i++)
    {
      GVirBuilderNic *nic = g_ptr_array_index (nics, i);

      if (mac != NULL && g_ascii_strcasecmp (nic->mac, mac) == 0)
        return nic;
    }
  return NULL;
}

/* What an earlier source says stays; a bridge in the guest may have the same MAC address. */
static void
take (GPtrArray *nics,
      const virDomainInterface *interface,
      GVirBuilderAddressSource source)
{
  GVirBuilderNic *nic = find (nics, interface->hwaddr);
  g_auto (GStrv) addresses = collect (interface);

  if (nic == NULL || nic->addresses[0] != NULL)
    return;
  if (source == GVIR_BUILDER_ADDRESS_SOURCE_AGENT && nic->guest_name == NULL)
    nic->guest_name = g_strdup (interface->name);
  if (addresses[0] == NULL)
    return;
  g_strfreev (nic->addresses);
  nic->addresses = g_steal_pointer (&addresses);
  nic->source = source;
}

static gboolean
is_complete (GPtrArray *nics)
{
  for (guint i = 0; i < nics->len; i++)
    {
      GVirBuilderNic *nic = g_ptr_array_index (nics, i);

      if (nic->addresses[0] == NULL || builder_nics_is_local (nic->addresses[0]))
        return FALSE;
    }
  return TRUE;
}

static GPtrArray *
list_nics (BuilderDevices *devices)
{
  GPtrArray *nics = g_ptr_array_new_with_free_func (g_object_unref);
  xmlNode *node = builder_devices_find (devices, "/domain/devices/interface");

  for (; node != NULL; node = node->next)
    {
      g_autofree char *mac = builder_device_get (node, "mac", "address");
      GVirBuilderNic *nic;

      if (mac == NULL || g_strcmp0 ((const char *) node->name, "interface") != 0)
        continue;
      nic = g_object_new (GVIR_BUILDER_TYPE_NIC, NULL);
      nic->mac = g_steal_pointer (&mac);
      g_ptr_array_add (nics, nic);
    }
  return nics;
}

/* Without it, libvirt would wait for an agent that is not there. */
static gboolean
has_agent (BuilderDevices *devices)
{
  return builder_devices_find (devices, BUILDER_AGENT_CHANNEL "[@state='connected']") != NULL;
}

GPtrArray *
builder_nics_read (virDomainPtr domain,
                   BuilderDevices *devices)
{
  GPtrArray *nics = list_nics (devices);

  for (guint i = 0; i < G_N_ELEMENTS (sources) && virDomainIsActive (domain) == 1 && !is_complete (nics); i++)
    {
      virDomainInterfacePtr *interfaces = NULL;
      int n;

      if (sources[i].ours == GVIR_BUILDER_ADDRESS_SOURCE_AGENT && !has_agent (devices))
        continue;
      n = virDomainInterfaceAddresses (domain, &interfaces, sources[i].libvirt, 0);
      for (int j = 0; j < n; j++)
        {
          take (nics, interfaces[j], sources[i].ours);
          virDomainInterfaceFree (interfaces[j]);
        }
      free (interfaces);
    }
  /* Who cannot say is asked no further. */
  virResetLastError ();
  return nics;
}

const char *
builder_nics_get_address (GPtrArray *nics)
{
  for (guint i = 0; i < nics->len; i++)
    {
      GVirBuilderNic *nic = g_ptr_array_index (nics, i);

      if (nic->addresses[0] != NULL && !builder_nics_is_local (nic->addresses[0]))
        return nic->addresses[0];
    }
  return NULL;
}

gboolean
builder_network_gives_addresses (virConnectPtr handle,
                                 const char *name)
{
  virNetworkPtr network = virNetworkLookupByName (handle, name);
  char *xml = network != NULL ? virNetworkGetXMLDesc (network, 0) : NULL;
  gboolean gives = xml != NULL && strstr (xml, "<dhcp>") != NULL;

  free (xml);
  if (network != NULL)
    virNetworkFree (network);
  virResetLastError ();
  return gives;
}
