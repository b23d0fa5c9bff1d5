/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <libvirt-gconfig/libvirt-gconfig.h>

#include "must-private.h"

/* The least that libvirt-gconfig needs for a configuration of which it is given the text. */
static inline void
read_and_write (const char *xml)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *again = NULL;
  GVirConfigDomain *domain = gvir_config_domain_new_from_xml (xml, &error);

  must (domain != NULL, error);
  again = gvir_config_object_to_xml (GVIR_CONFIG_OBJECT (domain));
  g_object_unref (domain);
}
