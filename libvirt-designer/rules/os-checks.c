/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What is asked of the guest as a whole fits the system and the kind of guest. */

#include "rules/checks-private.h"

#include "base/libvirt-designer-error.h"

gboolean
designer_check_os_name (const DesignerFacts *facts,
                        G_GNUC_UNUSED const DesignerSubject *subject,
                        const char *value,
                        GError **error)
{
  if (g_strcmp0 (value, gvir_designer_os_get_short_id (facts->os)) == 0
      || g_strcmp0 (value, gvir_designer_os_get_id (facts->os)) == 0)
    return TRUE;
  return designer_check_refuse (error, GVIR_DESIGNER_ERROR_CONFLICT,
                                "metadata.os_name cannot be '%s': the guest is designed for %s, and all of its "
                                "hardware follows that; give --osinfo %s for the other",
                                value, gvir_designer_os_get_short_id (facts->os), value);
}

/* What only a container has is asked of a machine in vain. */
gboolean
designer_check_for_containers (const DesignerIntent *intent,
                               GError **error)
{
  guint first = designer_scope_first_thing (DESIGNER_SCOPE_CONTAINER);

  for (guint i = 0; i < designer_scope_n_things (DESIGNER_SCOPE_CONTAINER); i++)
    {
      const char *value = designer_intent_get (intent, first + i);
      const DesignerThing *thing = designer_thing_get (first + i);

      if (value == NULL)
        continue;
      return designer_check_refuse (error, GVIR_DESIGNER_ERROR_CONFLICT,
                                    "%s cannot be '%s': that is the %s, and the guest is a machine; give --container, or leave it out",
                                    thing->name, value, thing->title);
    }
  return TRUE;
}
