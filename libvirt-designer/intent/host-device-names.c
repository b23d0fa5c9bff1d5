/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The names by which people know the devices of a host. */

#include "intent/option-words-private.h"

#include "base/libvirt-designer-error.h"

/* A form of a name, and what the groups of it are, each up to its value. */
typedef struct
{
  const char *pattern;
  const char *type;
  const char *parts[8];
} NameForm;

#define HEX "[[:xdigit:]]"
/* Slots of PCI are numbered up to 0x1f. */
#define SLOT "[01]?" HEX

static const NameForm forms[] = {
  { "^(?:(" HEX "{1,8}):)?(" HEX "{1,2}):(" SLOT ")\\.([0-7])$", "pci",
    { "domain=0x", "bus=0x", "slot=0x", "function=0x" } },
  { "^pci_(" HEX "{4,8})_(" HEX "{2})_(" SLOT ")_([0-7])$", "pci",
    { "domain=0x", "bus=0x", "slot=0x", "function=0x" } },
  { "^(" HEX "{1,2})\\.(" SLOT ")\\.([0-7])$", "pci", { "bus=0x", "slot=0x", "function=0x" } },
  { "^0*([0-9]{1,3})\\.0*([0-9]{1,3})$", "usb", { "bus=", "device=" } },
  { "^(?:0x)?(" HEX "{4}):(?:0x)?(" HEX "{4})$", "usb", { "vendor.id=0x", "product.id=0x" } },
  { "^(" HEX "{8})-(" HEX "{4})-(" HEX "{4})-(" HEX "{4})-(" HEX "{12})$", "mdev", { "uuid=" } },
  { "^mdev_(" HEX "{8})_(" HEX "{4})_(" HEX "{4})_(" HEX "{4})_(" HEX "{12})(?:_.*)?$", "mdev", { "uuid=" } },
  { "^scsi_([0-9]+)_([0-9]+)_([0-9]+)_([0-9]+)$", "scsi", { "adapter.name=scsi_host", "bus=", "target=", "unit=" } },
};

#undef SLOT
#undef HEX

/* What a container is given is named by what it is. */
static const struct
{
  const char *type;
  const char *part;
} contained[] = {
  { "net", "source.interface" },
  { "misc", "source.char" },
  { "storage", "source.block" },
};

static void
add_part (GPtrArray *parts,
          const char *name,
          const char *value)
{
  const char *const below_source[] = { "vendor.id=0x", "product.id=0x", "adapter.name=scsi_host", NULL };
  const char *parent = g_strv_contains (below_source, name) ? "" : "address.";

  g_ptr_array_add (parts, g_strconcat ("source.", parent, name, value, NULL));
}

static void
add_parts (GPtrArray *parts,
           const NameForm *form,
           const GMatchInfo *match)
{
  if (g_str_equal (form->type, "mdev"))
    {
      g_autofree char *uuid = g_match_info_expand_references (match, "\\1-\\2-\\3-\\4-\\5", NULL);

      add_part (parts, form->parts[0], uuid);
      return;
    }
  for (guint i = 0; form->parts[i] != NULL; i++)
    {
      g_autofree char *value = g_match_info_fetch (match, (gint) i + 1);

      add_part (parts, form->parts[i], *value != '\0' ? value : "0");
    }
}

static gboolean
write_out_contained (const char *name,
                     const char *type,
                     GPtrArray *parts)
{
  for (guint i = 0; type != NULL && i < G_N_ELEMENTS (contained); i++)
    {
      if (!g_str_equal (contained[i].type, type))
        continue;
      g_ptr_array_add (parts, g_strdup ("mode=capabilities"));
      g_ptr_array_add (parts, g_strconcat (contained[i].part, "=", name, NULL));
      return TRUE;
    }
  return FALSE;
}

/* The number that an address has there; the ways to write one are many. */
static gboolean
has_same (const DesignerRequest *a,
          const DesignerRequest *b,
          const char *path)
{
  const char *x = designer_request_setting (a, path);
  const char *y = designer_request_setting (b, path);

  if (g_str_has_suffix (path, "@uuid"))
    return x != NULL && y != NULL && g_ascii_strcasecmp (x, y) == 0;
  return (x != NULL ? g_ascii_strtoull (x, NULL, 16) : 0) == (y != NULL ? g_ascii_strtoull (y, NULL, 16) : 0);
}

/* What kind of device of the host the request is for, or NULL. */
static const char *
kind_of (const DesignerRequest *request)
{
  if (request->scope == DESIGNER_SCOPE_HOSTDEV)
    return designer_request_get (request, DESIGNER_THING_HOSTDEV_TYPE);
  return request->scope == DESIGNER_SCOPE_INTERFACE
             && g_strcmp0 (designer_request_get (request, DESIGNER_THING_NET_TYPE), "hostdev") == 0
           ? "pci" : NULL;
}

/* By address alone: of two like USB devices each can be given by what they are. */
gboolean
designer_host_device_is_same (const DesignerRequest *a,
                              const DesignerRequest *b)
{
  static const char *const pci[] = { "domain", "bus", "slot", "function", NULL };
  static const char *const usb[] = { "bus", "device", NULL };
  static const char *const mdev[] = { "uuid", NULL };
  const char *type = kind_of (a);
  const char *const *parts = g_strcmp0 (type, "pci") == 0 ? pci : g_strcmp0 (type, "mdev") == 0 ? mdev : usb;

  if (type == NULL || g_strcmp0 (type, kind_of (b)) != 0
      || (parts == usb && !g_str_equal (type, "usb"))
      || (parts == usb && designer_request_setting (a, "source/address/@device") == NULL))
    return FALSE;
  for (; *parts != NULL; parts++)
    {
      g_autofree char *path = g_strconcat ("source/address/@", *parts, NULL);

      if (!has_same (a, b, path))
        return FALSE;
    }
  return TRUE;
}

gboolean
designer_host_device_write_out (const char *name,
                                const char *type,
                                GPtrArray *parts,
                                GError **error)
{
  if (write_out_contained (name, type, parts))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (GRegex) regex = g_regex_new (forms[i].pattern, 0, 0, NULL);
      g_autoptr (GMatchInfo) match = NULL;

      if ((type != NULL && !g_str_equal (type, forms[i].type)) || !g_regex_match (regex, name, 0, &match))
        continue;
      if (type == NULL)
        g_ptr_array_add (parts, g_strconcat ("type=", forms[i].type, NULL));
      add_parts (parts, &forms[i], match);
      return TRUE;
    }
  g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
               "'%s' is no %s%sdevice of a host that a name alone tells: give a PCI address (0000:01:00.0), a USB "
               "device by bus and number (1.2) or by vendor and product (046d:c077), the UUID of a mediated device, "
               "or one of libvirt's names of PCI, SCSI and mediated devices (pci_0000_01_00_0)",
               name, type != NULL ? type : "", type != NULL ? " " : "");
  return FALSE;
}
