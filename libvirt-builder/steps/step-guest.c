/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "steps/step-guest-private.h"

#include "guest/guests-private.h"

gboolean
builder_step_find_guest (BuilderWork *work,
                         GVirBuilderStep *step,
                         virDomainPtr *domain,
                         GError **error)
{
  g_autoptr (GError) problem = NULL;

  *domain = builder_guest_find_uuid (work->link->handle, builder_step_get (step, "uuid"), &problem);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

virDomainPtr
builder_step_need_guest (BuilderWork *work,
                         GVirBuilderStep *step,
                         GError **error)
{
  virDomainPtr domain = NULL;

  if (builder_step_find_guest (work, step, &domain, error) && domain == NULL)
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_GUEST,
                 "the guest '%s' is gone: someone else has removed it", builder_step_get (step, "name"));
  return domain;
}

gboolean
builder_step_look_at_guest (BuilderWork *work,
                            GVirBuilderStep *step,
                            gboolean (*is) (virDomainPtr domain),
                            BuilderFound *found,
                            GError **error)
{
  g_auto (virDomainPtr) domain = NULL;

  if (!builder_step_find_guest (work, step, &domain, error))
    return FALSE;
  *found = is (domain) ? BUILDER_FOUND_WHOLE : BUILDER_FOUND_NOTHING;
  return TRUE;
}
