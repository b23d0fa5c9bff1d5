/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From SPICE to another display server. */

#include "check/modernise-private.h"

#include "domain/change-private.h"

/* Devices that only work through SPICE. */
static const struct
{
  DesignerThingId thing;
  const char *value;
} carried[] = {
  { DESIGNER_THING_CHANNEL_TYPE, "spicevmc" },
  { DESIGNER_THING_CHANNEL_TYPE, "spiceport" },
  { DESIGNER_THING_REDIRDEV_TYPE, "spicevmc" },
  { DESIGNER_THING_SMARTCARD_TYPE, "spicevmc" },
  { DESIGNER_THING_AUDIO_TYPE, "spice" },
};

static gboolean
is_carried (const DesignerFacts *facts,
            const DesignerSubject *device)
{
  for (guint i = 0; i < G_N_ELEMENTS (carried); i++)
    {
      if (designer_thing_get (carried[i].thing)->scope == device->scope
          && g_strcmp0 (designer_facts_get (facts, device, carried[i].thing), carried[i].value) == 0)
        return TRUE;
    }
  return FALSE;
}

/* A sound card that played to SPICE plays to nothing in particular. */
static void
drop_carried (GVirDesignerDomain *design)
{
  DesignerFacts *facts = design->priv->facts;

  for (guint i = facts->devices->len; i-- > 0;)
    {
      DesignerSubject *device = g_ptr_array_index (facts->devices, i);

      if (is_carried (facts, device))
        designer_change_drop (design, device);
    }
}

/* Gives THING of each device that has VALUE what the rules choose now. */
static gboolean
replace (GVirDesignerDomain *design,
         DesignerThingId thing,
         const char *value,
         GError **error)
{
  DesignerLook look = { design, design->priv->facts, NULL };
  const DesignerScope *scope = designer_scope_get (designer_thing_get (thing)->scope);

  for (guint i = 0; i < look.facts->devices->len; i++)
    {
      DesignerSubject *device = g_ptr_array_index (look.facts->devices, i);
      DesignerChoice choice;
      g_autofree char *argument = NULL;

      if (device->scope != scope->id || g_strcmp0 (designer_facts_get (look.facts, device, thing), value) != 0
          || !designer_look_choose (&look, device, thing, &choice) || g_strcmp0 (choice.value, value) == 0)
        continue;
      argument = g_strdup (choice.value);
      if (!designer_modernise_edit (design, scope->name, device->number, argument, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
designer_convert_from_spice (GVirDesignerDomain *design,
                             GError **error)
{
  return replace (design, DESIGNER_THING_GRAPHICS_TYPE, "spice", error)
         && (drop_carried (design), replace (design, DESIGNER_THING_VIDEO_MODEL, "qxl", error));
}
