/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From a PC with i440FX to one with Q35. */

#include "check/modernise-private.h"

#include "config/path-private.h"
#include "domain/change-private.h"
#include "domain/existing-private.h"

/* What becomes of the controllers that only i440FX has. */
static const struct
{
  const char *type;
  const char *models; /* NULL: whatever it is */
} dropped[] = {
  { "pci", NULL }, /* libvirt makes those that Q35 needs */
  { "ide", NULL },
  { "usb", "piix3-uhci" },
  { "usb", "piix4-uhci" },
};

static gboolean
is_dropped (const DesignerFacts *facts,
            const DesignerSubject *device)
{
  const char *type = designer_facts_get (facts, device, DESIGNER_THING_CONTROLLER_TYPE);
  const char *model = designer_facts_get (facts, device, DESIGNER_THING_CONTROLLER_MODEL);

  for (guint i = 0; device->scope == DESIGNER_SCOPE_CONTROLLER && i < G_N_ELEMENTS (dropped); i++)
    {
      if (g_strcmp0 (type, dropped[i].type) == 0
          && (dropped[i].models == NULL || g_strcmp0 (model, dropped[i].models) == 0))
        return TRUE;
    }
  return FALSE;
}

static void
drop_controllers (GVirDesignerDomain *design)
{
  DesignerFacts *facts = design->priv->facts;

  for (guint i = facts->devices->len; i-- > 0;)
    {
      DesignerSubject *device = g_ptr_array_index (facts->devices, i);

      if (is_dropped (facts, device))
        designer_change_drop (design, device);
    }
}

/* libvirt finds each device its place on the new buses. */
static void
forget_places (GVirDesignerDomain *design)
{
  DesignerFacts *facts = design->priv->facts;

  for (guint i = 0; i < facts->devices->len; i++)
    {
      DesignerSubject *device = g_ptr_array_index (facts->devices, i);
      xmlNode *element = designer_existing_find (design, device);
      g_autofree char *type = designer_path_get (element, "address/@type", NULL);

      if (g_strcmp0 (type, "pci") != 0)
        continue;
      designer_path_set (element, "address", NULL, NULL);
      designer_existing_read_device (design, device);
    }
}

static gboolean
move_drives (GVirDesignerDomain *design,
             GError **error)
{
  const DesignerFacts *facts = design->priv->facts;

  for (guint i = 0; i < facts->devices->len; i++)
    {
      const DesignerSubject *device = g_ptr_array_index (facts->devices, i);

      if (device->scope == DESIGNER_SCOPE_DISK
          && g_strcmp0 (designer_facts_get (facts, device, DESIGNER_THING_DISK_BUS), "ide") == 0
          && !designer_modernise_edit (design, "disk", device->number, "bus=sata", error))
        return FALSE;
    }
  return TRUE;
}

/* The rules decide on the controller that takes the place of the old one. */
static gboolean
give_usb (GVirDesignerDomain *design,
          gboolean had_usb,
          GError **error)
{
  if (!had_usb || designer_facts_tally (design->priv->facts, DESIGNER_THING_CONTROLLER_TYPE, "usb") > 0)
    return TRUE;
  return gvir_designer_domain_add_by_option (design, "controller", "usb", error);
}

gboolean
designer_convert_to_q35 (GVirDesignerDomain *design,
                         GError **error)
{
  gboolean had_usb = designer_facts_tally (design->priv->facts, DESIGNER_THING_CONTROLLER_TYPE, "usb") > 0;

  drop_controllers (design);
  forget_places (design);
  return designer_modernise_edit (design, "boot", 0, "machine=q35", error) && move_drives (design, error)
         && give_usb (design, had_usb, error);
}
