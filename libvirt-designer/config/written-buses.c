/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The controllers that the addresses of devices need. */

#include "config/written-parts-private.h"

#include <string.h>

#include "base/words-private.h"
#include "base/xml-reader-private.h"

#define INVALID GVIR_DESIGNER_ERROR_INVALID_VALUE

/* The slots of PCI controllers; those of others are not said here. */
static const struct
{
  const char *models;
  guint least;
  guint most;
} slots[] = {
  { "pcie-root,pci-root,pci-bridge,dmi-to-pci-bridge,pcie-to-pci-bridge", 1, 31 },
  { "pcie-root-port,pcie-switch-downstream-port", 0, 0 },
};

/* Places that the machine itself has. */
static const struct
{
  const char *machines;
  guint slot;
} taken[] = { { "q35", 0x1f }, { "i440fx,pc", 1 } };

static guint
number_of (const xmlNode *element,
           const char *attribute)
{
  g_autofree char *text = designer_xml_attribute (element, attribute);

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 0) : 0;
}

/* The model of the controller of TYPE with that number, or NULL. */
static char *
controller_model (xmlNode *devices,
                  const char *type,
                  guint index,
                  gboolean *there)
{
  for (const xmlNode *node = designer_xml_child (devices, "controller"); node != NULL; node = designer_xml_next (node, "controller"))
    {
      g_autofree char *its_type = designer_xml_attribute (node, "type");

      *there = g_strcmp0 (its_type, type) == 0 && number_of (node, "index") == index;
      if (*there)
        return designer_xml_attribute (node, "model");
    }
  *there = FALSE;
  return NULL;
}

/* "q35", "i440fx" or another; what "pc" stands for is the latter. */
static gboolean
is_machine (xmlNode *domain,
            const char *families)
{
  g_autofree char *machine = designer_written_get (domain, "os/type/@machine");
  g_auto (GStrv) list = g_strsplit (families, ",", -1);

  for (guint i = 0; machine != NULL && list[i] != NULL; i++)
    {
      if (g_str_equal (list[i], "pc") ? g_str_equal (machine, "pc") : strstr (machine, list[i]) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* The controller that libvirt adds where BUS has none yet; NULL: it is not known. */
static const char *
model_added (xmlNode *domain,
             guint bus)
{
  if (is_machine (domain, "q35"))
    return bus == 0 ? "pcie-root" : "pcie-root-port";
  if (is_machine (domain, "i440fx,pc"))
    return bus == 0 ? "pci-root" : "pci-bridge";
  return NULL;
}

static gboolean
check_slot (const xmlNode *device,
            guint bus,
            guint slot,
            const char *model,
            GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (slots); i++)
    {
      g_autofree char *name = NULL;

      if (!designer_word_is_among (model, slots[i].models) || (slot >= slots[i].least && slot <= slots[i].most))
        continue;
      name = designer_written_name (device);
      return designer_check_refuse (error, INVALID, "address.slot of %s cannot be %u: the PCI bus %u is a %s, whose slots are "
                                    "%u to %u", name, slot, bus, model, slots[i].least, slots[i].most);
    }
  return TRUE;
}

static gboolean
check_taken (xmlNode *domain,
             const xmlNode *device,
             guint slot,
             guint function,
             GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (taken); i++)
    {
      g_autofree char *name = NULL;

      if (slot != taken[i].slot || function != 0 || !is_machine (domain, taken[i].machines))
        continue;
      name = designer_written_name (device);
      return designer_check_refuse (error, GVIR_DESIGNER_ERROR_CONFLICT, "the address of %s cannot be slot %u of the PCI bus 0: "
                                    "the machine has a device of its own there; leave it out, or give another", name, slot);
    }
  return TRUE;
}

static gboolean
check_pci (xmlNode *domain,
           const xmlNode *device,
           const xmlNode *address,
           GError **error)
{
  guint bus = number_of (address, "bus");
  guint slot = number_of (address, "slot");
  guint function = number_of (address, "function");
  gboolean there;
  g_autofree char *model = NULL;

  /* Such an address is as good as none. */
  if (bus == 0 && slot == 0 && function == 0)
    return TRUE;
  if (bus == 0 && !check_taken (domain, device, slot, function, error))
    return FALSE;
  model = controller_model (designer_written_devices (domain), "pci", bus, &there);
  return check_slot (device, bus, slot, there ? model : model_added (domain, bus), error);
}

/* libvirt adds none but the first USB controller. */
static gboolean
check_usb (xmlNode *domain,
           const xmlNode *device,
           const xmlNode *address,
           GError **error)
{
  guint bus = number_of (address, "bus");
  gboolean there = FALSE;
  g_autofree char *model = controller_model (designer_written_devices (domain), "usb", bus, &there);
  g_autofree char *name = NULL;

  if (there || bus == 0)
    return TRUE;
  name = designer_written_name (device);
  return designer_check_refuse (error, GVIR_DESIGNER_ERROR_CONFLICT, "address.bus of %s cannot be %u: no USB controller has "
                                "that number; give '--controller usb,index=%u' too", name, bus, bus);
}

static gboolean
check_device (xmlNode *domain,
              const xmlNode *device,
              GError **error)
{
  const xmlNode *address = designer_xml_child (device, "address");
  g_autofree char *type = designer_xml_attribute (address, "type");

  if (g_strcmp0 (type, "pci") == 0)
    return check_pci (domain, device, address, error);
  return g_strcmp0 (type, "usb") != 0 || check_usb (domain, device, address, error);
}

gboolean
designer_written_check_buses (xmlNode *domain,
                              GError **error)
{
  const xmlNode *devices = designer_written_devices (domain);

  if (!designer_written_is_for_qemu (domain))
    return TRUE;
  for (const xmlNode *device = designer_xml_child (devices, NULL); device != NULL; device = designer_xml_next (device, NULL))
    {
      if (!check_device (domain, device, error))
        return FALSE;
    }
  return TRUE;
}
