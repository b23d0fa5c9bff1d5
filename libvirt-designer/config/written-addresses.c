/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The places on buses that devices are given. */

#include "config/written-parts-private.h"

#include <string.h>

#include "base/words-private.h"
#include "base/xml-reader-private.h"

#define CONFLICT GVIR_DESIGNER_ERROR_CONFLICT
#define INVALID GVIR_DESIGNER_ERROR_INVALID_VALUE
#define MOST_PARTS 4

/* The numbers that an address of each type is made of, and which machines have such. */
static const struct
{
  const char *type;
  const char *archs; /* NULL: all */
  const char *word;
  struct
  {
    const char *name;
    guint64 most;
  } parts[MOST_PARTS];
} types[] = {
  { "pci", NULL, "PCI", { { "domain", 0 }, { "bus", 255 }, { "slot", 31 }, { "function", 7 } } },
  { "drive", NULL, "drive", { { "controller", G_MAXUINT32 }, { "bus", G_MAXUINT32 }, { "target", G_MAXUINT32 }, { "unit", G_MAXUINT32 } } },
  { "ccw", "s390x,s390", "CCW", { { "cssid", 0xfe }, { "ssid", 3 }, { "devno", 0xffff } } },
  { "virtio-serial", NULL, "virtio-serial", { { "controller", G_MAXUINT32 }, { "bus", G_MAXUINT32 }, { "port", G_MAXUINT32 } } },
  { "ccid", NULL, "CCID", { { "controller", G_MAXUINT32 }, { "slot", G_MAXUINT32 } } },
  { "spapr-vio", "ppc64,ppc64le", "sPAPR", { { "reg", G_MAXUINT32 } } },
  { "dimm", NULL, "DIMM", { { "slot", G_MAXUINT32 } } },
};

/* What devices of some kind have, of all types of address. */
static const struct
{
  const char *element;
  const char *path;
  const char *values;
  const char *types;
} fits[] = {
  { "disk", "target/@bus", "virtio", "pci,ccw,virtio-mmio" },
  { "disk", "target/@bus", "sata,scsi,ide,fdc", "drive" },
  { "disk", "target/@bus", "usb", "usb" },
  { "interface", "model/@type", "virtio", "pci,ccw,virtio-mmio" },
  { "interface", "model/@type", "e1000,e1000e,igb,rtl8139,ne2k_pci,pcnet,vmxnet3,i82559er", "pci" },
  { "input", "@bus", "usb", "usb" },
  { "input", "@bus", "virtio", "pci,ccw,virtio-mmio" },
  { "redirdev", "@bus", "usb", "usb" },
  { "hub", "@type", "usb", "usb" },
  { "channel", "target/@type", "virtio", "virtio-serial" },
  { "watchdog", "@model", "i6300esb", "pci" },
  { "watchdog", "@model", "ib700", "isa" },
  { "memballoon", "@model", "virtio", "pci,ccw,virtio-mmio" },
  { "rng", "@model", "virtio", "pci,ccw,virtio-mmio" },
  { "vsock", "@model", "virtio", "pci,ccw,virtio-mmio" },
  { "video", "model/@type", "virtio", "pci,ccw,virtio-mmio" },
  { "video", "model/@type", "vga,cirrus,qxl,bochs,vmvga", "pci" },
  { "sound", "@model", "ich6,ich7,ich9,ac97,es1370", "pci" },
  { "shmem", "model/@type", "ivshmem,ivshmem-plain,ivshmem-doorbell", "pci" },
  { "panic", "@model", "isa", "isa" },
  { "iommu", "@model", "virtio", "pci" },
  { "memory", "@model", "dimm,nvdimm", "dimm" },
  { "hostdev", "@type", "pci", "pci,unassigned" },
};

/* The drives of a bus. */
static const struct
{
  const char *bus;
  guint64 most[MOST_PARTS]; /* controller, bus, target, unit */
} drives[] = {
  { "ide", { 0, 1, 0, 1 } },
  { "fdc", { 0, 0, 0, 1 } },
  { "sata", { G_MAXUINT32, 0, 0, 5 } },
  { "scsi", { G_MAXUINT32, 0, 255, 16383 } },
};

typedef struct
{
  xmlNode *domain;
  xmlNode *device;
  xmlNode *address;
  char *type;
  char *name;
} Address;

static gboolean
check_type (const Address *self,
            GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *arch = NULL;

      if (!g_str_equal (types[i].type, self->type) || types[i].archs == NULL
          || designer_written_has (self->domain, "os/type/@arch", types[i].archs))
        continue;
      arch = designer_written_get (self->domain, "os/type/@arch");
      return designer_check_refuse (error, CONFLICT, "the address of %s cannot be of the type '%s', which machines of %s do "
                                    "not have: leave it out", self->name, self->type, arch);
    }
  for (guint i = 0; i < G_N_ELEMENTS (fits); i++)
    {
      if (!designer_xml_is (self->device, fits[i].element) || !designer_written_has (self->device, fits[i].path, fits[i].values)
          || designer_word_is_among (self->type, fits[i].types))
        continue;
      return designer_check_refuse (error, CONFLICT, "the address of %s cannot be of the type '%s': such a device has the type %s; "
                                    "leave it out, or give address.type=%.*s", self->name, self->type, fits[i].types,
                                    (int) strcspn (fits[i].types, ","), fits[i].types);
    }
  return TRUE;
}

static guint64
get_number (const Address *self,
            const char *part)
{
  g_autofree char *text = designer_xml_attribute (self->address, part);

  return text != NULL ? g_ascii_strtoull (text, NULL, 0) : 0;
}

static gboolean
check_part (const Address *self,
            const char *part,
            guint64 most,
            const char *of,
            GError **error)
{
  guint64 number = get_number (self, part);

  if (number <= most)
    return TRUE;
  if (most == 0)
    return designer_check_refuse (error, INVALID, "address.%s of %s cannot be %" G_GUINT64_FORMAT ": %s has number 0 alone",
                                  part, self->name, number, of);
  return designer_check_refuse (error, INVALID, "address.%s of %s cannot be %" G_GUINT64_FORMAT ": %s has the numbers from "
                                "0 to %" G_GUINT64_FORMAT, part, self->name, number, of, most);
}

static gboolean
check_drive (const Address *self,
             guint row,
             GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (drives); i++)
    {
      g_autofree char *of = g_strdup_printf ("the bus %s", drives[i].bus);

      if (!designer_xml_is (self->device, "disk") || !designer_written_has (self->device, "target/@bus", drives[i].bus))
        continue;
      for (guint part = 0; part < MOST_PARTS; part++)
        {
          if (!check_part (self, types[row].parts[part].name, drives[i].most[part], of, error))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
check_parts (const Address *self,
             guint row,
             GError **error)
{
  g_autofree char *of = g_strdup_printf ("an address of type %s", self->type);

  for (guint part = 0; part < MOST_PARTS && types[row].parts[part].name != NULL; part++)
    {
      if (!check_part (self, types[row].parts[part].name, types[row].parts[part].most, of, error))
        return FALSE;
    }
  return !g_str_equal (self->type, "drive") || check_drive (self, row, error);
}

/* "pci 0:1:0.0" for people and as the place's own name; NULL: it is left to libvirt. */
static char *
make_key (const Address *self,
          guint row)
{
  g_autoptr (GString) key = g_string_new (self->type);
  g_autofree char *bus = designer_xml_is (self->device, "disk") ? designer_written_get (self->device, "target/@bus") : NULL;
  gboolean hexadecimal = designer_word_is_among (self->type, "pci,ccw");
  guint64 sum = 0;

  if (g_str_equal (self->type, "drive"))
    g_string_assign (key, bus != NULL ? bus : "scsi");
  for (guint part = 0; part < MOST_PARTS && types[row].parts[part].name != NULL; part++)
    {
      guint64 number = get_number (self, types[row].parts[part].name);
      const char *separator = part == 0 ? " " : part == 3 && hexadecimal ? "." : ":";

      sum += number;
      g_string_append_printf (key, hexadecimal ? "%s%" G_GINT64_MODIFIER "x" : "%s%" G_GUINT64_FORMAT, separator, number);
    }
  return sum > 0 || designer_word_is_among (self->type, "drive,ccw,dimm") ? g_string_free (g_steal_pointer (&key), FALSE) : NULL;
}

static gboolean
claim (const Address *self,
       const char *key,
       GHashTable *claims,
       GError **error)
{
  g_autofree char *place = g_strconcat ("address ", key, NULL);
  const xmlNode *owner = designer_written_claim (claims, place, self->device);
  g_autofree char *other = owner != NULL ? designer_written_name (owner) : NULL;

  return owner == NULL
         || designer_check_refuse (error, CONFLICT, "the address of %s cannot be '%s': %s has it; leave it out, or give another",
                                   self->name, key, other);
}

static gboolean
check_usb (const Address *self,
           GHashTable *claims,
           GError **error)
{
  g_autofree char *bus = designer_xml_attribute (self->address, "bus");
  g_autofree char *port = designer_xml_attribute (self->address, "port");
  g_autofree char *key = g_strdup_printf ("usb %s:%s", bus != NULL ? bus : "0", port);

  return port == NULL || claim (self, key, claims, error);
}

static gboolean
check (const Address *self,
       GHashTable *claims,
       GError **error)
{
  if (!check_type (self, error))
    return FALSE;
  if (g_str_equal (self->type, "usb"))
    return check_usb (self, claims, error);
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *key = NULL;

      if (!g_str_equal (types[i].type, self->type))
        continue;
      if (!check_parts (self, i, error))
        return FALSE;
      key = make_key (self, i);
      return key == NULL || claim (self, key, claims, error);
    }
  return TRUE;
}

gboolean
designer_written_check_address (xmlNode *domain,
                                xmlNode *device,
                                GHashTable *claims,
                                GError **error)
{
  xmlNode *address = designer_xml_child (device, "address");
  g_autofree char *type = designer_xml_attribute (address, "type");
  g_autofree char *name = NULL;
  Address self = { domain, device, address, type, NULL };

  if (type == NULL)
    return TRUE;
  name = self.name = designer_written_name (device);
  return check (&self, claims, error);
}
