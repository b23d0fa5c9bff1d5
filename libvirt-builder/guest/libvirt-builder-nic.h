/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * GVirBuilderAddressSource:
 * @GVIR_BUILDER_ADDRESS_SOURCE_NONE: nobody knows an address
 * @GVIR_BUILDER_ADDRESS_SOURCE_AGENT: the agent in the guest says so
 * @GVIR_BUILDER_ADDRESS_SOURCE_LEASE: libvirt's DHCP server has given it
 * @GVIR_BUILDER_ADDRESS_SOURCE_ARP: the host has had to do with it
 *
 * Who says what addresses a network interface has; the earlier, the surer.
 */
typedef enum
{
  GVIR_BUILDER_ADDRESS_SOURCE_NONE,
  GVIR_BUILDER_ADDRESS_SOURCE_AGENT,
  GVIR_BUILDER_ADDRESS_SOURCE_LEASE,
  GVIR_BUILDER_ADDRESS_SOURCE_ARP
} GVirBuilderAddressSource;

#define GVIR_BUILDER_TYPE_NIC (gvir_builder_nic_get_type ())
G_DECLARE_FINAL_TYPE (GVirBuilderNic, gvir_builder_nic, GVIR_BUILDER, NIC, GObject)

const char *gvir_builder_nic_get_mac (GVirBuilderNic *nic);
const char *gvir_builder_nic_get_guest_name (GVirBuilderNic *nic);
const char *const *gvir_builder_nic_get_addresses (GVirBuilderNic *nic);
GVirBuilderAddressSource gvir_builder_nic_get_source (GVirBuilderNic *nic);

G_END_DECLS
