/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "os/os-private.h"

static gboolean
lists_any_device (GVirDesignerOs *os)
{
  GHashTableIter iter;
  gpointer device;

  g_hash_table_iter_init (&iter, os->devices);
  while (g_hash_table_iter_next (&iter, NULL, &device))
    {
      if (((DesignerOsDevice *) device)->listed)
        return TRUE;
    }
  return FALSE;
}

/**
 * gvir_designer_os_has_device:
 * @os: an operating system
 * @device_id: the id of a device in the OS database, such as
 *   `http://pcisig.com/pci/1af4/1042`
 *
 * Tells whether the system can drive a device.
 *
 * Returns: yes when the system lists the device, itself, by inheritance or
 *   through an added driver; no when it is said not to work, or when the system
 *   lists only others; unknown when the system lists no device at all
 */
GVirDesignerAnswer
gvir_designer_os_has_device (GVirDesignerOs *os,
                             const char *device_id)
{
  DesignerOsDevice *device;

  g_return_val_if_fail (GVIR_DESIGNER_IS_OS (os), GVIR_DESIGNER_ANSWER_UNKNOWN);
  g_return_val_if_fail (device_id != NULL, GVIR_DESIGNER_ANSWER_UNKNOWN);

  device = g_hash_table_lookup (os->devices, device_id);
  if (device != NULL)
    return device->listed ? GVIR_DESIGNER_ANSWER_YES : GVIR_DESIGNER_ANSWER_NO;
  return lists_any_device (os) ? GVIR_DESIGNER_ANSWER_NO : GVIR_DESIGNER_ANSWER_UNKNOWN;
}

const char *
designer_os_label (GVirDesignerOs *os)
{
  return designer_os_facts_label (os->facts);
}

static char *
describe_listed (GVirDesignerOs *os,
                 DesignerOsDevice *device)
{
  const char *label = device->name != NULL ? device->name : device->id;

  switch (device->relation)
    {
    case DESIGNER_OS_SOURCE_ITSELF:
      return g_strdup_printf ("libosinfo: %s listed by %s", label, device->source);
    case DESIGNER_OS_SOURCE_ANCESTOR:
      return g_strdup_printf ("libosinfo: %s listed by %s, which %s derives from",
                              label, device->source, designer_os_label (os));
    case DESIGNER_OS_SOURCE_CLONED:
      return g_strdup_printf ("libosinfo: %s listed by %s, which %s is a clone of",
                              label, device->source, designer_os_label (os));
    case DESIGNER_OS_SOURCE_DRIVER:
      return g_strdup_printf ("libosinfo: %s added to %s by the driver %s",
                              label, designer_os_label (os), device->source);
    case DESIGNER_OS_SOURCE_OTHER_DRIVER:
      return g_strdup_printf ("%s added to %s by the driver %s", label, designer_os_label (os), device->source);
    }
  g_return_val_if_reached (NULL);
}

static char *
describe_device (GVirDesignerOs *os,
                 DesignerOsDevice *device)
{
  g_autofree char *listed = describe_listed (os, device);

  if (device->listed)
    return g_steal_pointer (&listed);
  return g_strdup_printf ("%s, but said not to work with %s", listed, designer_os_label (os));
}

/**
 * gvir_designer_os_get_device_evidence:
 * @os: an operating system
 * @device_id: the id of a device in the OS database
 *
 * Tells where the answer of [method@LibvirtDesigner.Os.has_device] comes from:
 * which entry of the OS database lists the device, or that none does.
 *
 * Returns: (transfer full): a phrase for a user
 */
char *
gvir_designer_os_get_device_evidence (GVirDesignerOs *os,
                                      const char *device_id)
{
  DesignerOsDevice *device;

  g_return_val_if_fail (GVIR_DESIGNER_IS_OS (os), NULL);
  g_return_val_if_fail (device_id != NULL, NULL);

  device = g_hash_table_lookup (os->devices, device_id);
  if (device != NULL)
    return describe_device (os, device);
  if (lists_any_device (os))
    return g_strdup_printf ("libosinfo: %s not among the devices of %s",
                            device_id, designer_os_label (os));
  return g_strdup_printf ("libosinfo: no devices listed for %s", designer_os_label (os));
}

/**
 * gvir_designer_os_lists_class:
 * @os: an operating system
 * @device_class: a class of devices in the OS database, such as `net`, `block`,
 *   `audio` or `video`
 *
 * Tells whether the system lists any device of a class. Where it does, it can
 * be expected to drive no other device of that class.
 *
 * Returns: %TRUE when it lists one
 */
gboolean
gvir_designer_os_lists_class (GVirDesignerOs *os,
                              const char *device_class)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_OS (os), FALSE);
  g_return_val_if_fail (device_class != NULL, FALSE);

  return g_hash_table_contains (os->classes, device_class);
}
