/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Devices of the host that a guest cannot be given. */

#include "intent/option-words-private.h"
#include "rules/checks-private.h"

/* A guest takes a device of the host over once. */
gboolean
designer_check_host_device (const DesignerFacts *facts,
                            const DesignerSubject *subject,
                            GError **error)
{
  /* What is not the same as itself is none that is known by its address. */
  if (subject->request == NULL || !designer_host_device_is_same (subject->request, subject->request))
    return TRUE;
  for (guint i = 0; i < facts->devices->len; i++)
    {
      const DesignerSubject *other = g_ptr_array_index (facts->devices, i);

      if (other == subject || other->request == NULL
          || !designer_host_device_is_same (subject->request, other->request))
        continue;
      return designer_check_refuse (error, GVIR_DESIGNER_ERROR_CONFLICT,
                                    "--%s asks for a device of the host that the guest has already: a guest takes it over once",
                                    designer_scope_get (subject->scope)->name);
    }
  return TRUE;
}
