/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* domain-define: name, uuid, xml
 * domain-create: name, uuid, xml (a guest that is gone once it stops, unless it is defined)
 * domain-start, domain-autostart: name, uuid
 *
 * A guest is ours where it has the UUID that the plan chose. */


#include "guest/guests-private.h"
#include "guest/signs-private.h"
#include "steps/kinds-private.h"

/* DOMAIN is NULL where the guest is not there. */
static gboolean
find (BuilderWork *work,
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

/* As find(), but it must be there. */
static virDomainPtr
need (BuilderWork *work,
      GVirBuilderStep *step,
      GError **error)
{
  virDomainPtr domain = NULL;

  if (find (work, step, &domain, error) && domain == NULL)
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_GUEST,
                 "the guest '%s' is gone: someone else has removed it", builder_step_get (step, "name"));
  return domain;
}

static gboolean
look_for_persistent (BuilderWork *work,
                     GVirBuilderStep *step,
                     BuilderFound *found,
                     GError **error)
{
  g_auto (virDomainPtr) domain = NULL;

  if (!find (work, step, &domain, error))
    return FALSE;
  *found = domain != NULL && virDomainIsPersistent (domain) == 1 ? BUILDER_FOUND_WHOLE : BUILDER_FOUND_NOTHING;
  return TRUE;
}

static gboolean
look_for_active (BuilderWork *work,
                 GVirBuilderStep *step,
                 BuilderFound *found,
                 GError **error)
{
  g_auto (virDomainPtr) domain = NULL;

  if (!find (work, step, &domain, error))
    return FALSE;
  *found = domain != NULL && virDomainIsActive (domain) == 1 ? BUILDER_FOUND_WHOLE : BUILDER_FOUND_NOTHING;
  return TRUE;
}

static gboolean
define (BuilderWork *work,
        GVirBuilderStep *step,
        GError **error)
{
  g_auto (virDomainPtr) domain = virDomainDefineXMLFlags (work->link->handle, builder_step_get (step, "xml"), 0);

  if (domain == NULL)
    builder_set_error (error, "the guest '%s' cannot be defined", builder_step_get (step, "name"));
  return domain != NULL;
}

/* Drivers know some of these only; the fewest are left out that they refuse. */
static gboolean
undefine_domain (virDomainPtr domain)
{
  static const unsigned int flags[] = {
    VIR_DOMAIN_UNDEFINE_MANAGED_SAVE | VIR_DOMAIN_UNDEFINE_SNAPSHOTS_METADATA | VIR_DOMAIN_UNDEFINE_NVRAM,
    VIR_DOMAIN_UNDEFINE_MANAGED_SAVE | VIR_DOMAIN_UNDEFINE_SNAPSHOTS_METADATA,
    0,
  };

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      if (virDomainUndefineFlags (domain, flags[i]) == 0)
        return TRUE;
      if (!builder_last_is (VIR_ERR_INVALID_ARG) && !builder_last_is (VIR_ERR_ARGUMENT_UNSUPPORTED)
          && !builder_last_is (VIR_ERR_NO_SUPPORT))
        return builder_last_is (VIR_ERR_NO_DOMAIN);
    }
  return FALSE;
}

static gboolean
undefine (BuilderWork *work,
          GVirBuilderStep *step,
          GError **error)
{
  g_auto (virDomainPtr) domain = NULL;

  if (!find (work, step, &domain, error))
    return FALSE;
  if (domain == NULL || virDomainIsPersistent (domain) == 0 || undefine_domain (domain))
    return TRUE;
  builder_set_error (error, "the guest '%s' cannot be undefined", builder_step_get (step, "name"));
  return FALSE;
}

static gboolean
create (BuilderWork *work,
        GVirBuilderStep *step,
        GError **error)
{
  g_auto (virDomainPtr) domain = virDomainCreateXML (work->link->handle, builder_step_get (step, "xml"), 0);

  if (domain == NULL)
    builder_set_error (error, "the guest '%s' cannot be started", builder_step_get (step, "name"));
  return domain != NULL && builder_signs_of_life (domain, work->cancellable, error);
}

static gboolean
start (BuilderWork *work,
       GVirBuilderStep *step,
       GError **error)
{
  g_auto (virDomainPtr) domain = need (work, step, error);

  if (domain == NULL)
    return FALSE;
  if (virDomainCreate (domain) == 0)
    return builder_signs_of_life (domain, work->cancellable, error);
  builder_set_error (error, "the guest '%s' cannot be started", builder_step_get (step, "name"));
  return FALSE;
}

static gboolean
stop (BuilderWork *work,
      GVirBuilderStep *step,
      GError **error)
{
  g_auto (virDomainPtr) domain = NULL;

  if (!find (work, step, &domain, error))
    return FALSE;
  return domain == NULL || builder_guest_force_off (domain, error);
}

static gboolean
look_for_autostart (BuilderWork *work,
                    GVirBuilderStep *step,
                    BuilderFound *found,
                    GError **error)
{
  g_auto (virDomainPtr) domain = NULL;
  int on = 0;

  if (!find (work, step, &domain, error))
    return FALSE;
  if (domain != NULL && virDomainGetAutostart (domain, &on) != 0)
    {
      builder_set_error (error, "it cannot be found out whether the guest '%s' starts with its host",
                         builder_step_get (step, "name"));
      return FALSE;
    }
  *found = on != 0 ? BUILDER_FOUND_WHOLE : BUILDER_FOUND_NOTHING;
  return TRUE;
}

static gboolean
set_autostart (BuilderWork *work,
               GVirBuilderStep *step,
               GError **error)
{
  g_auto (virDomainPtr) domain = need (work, step, error);

  if (domain == NULL)
    return FALSE;
  if (virDomainSetAutostart (domain, 1) == 0)
    return TRUE;
  builder_set_error (error, "the guest '%s' cannot be made to start with its host", builder_step_get (step, "name"));
  return FALSE;
}

const BuilderStepKind builder_domain_steps[] = {
  { "domain-define", BUILDER_THERE_IS_WRONG, look_for_persistent, define, undefine },
  { "domain-create", BUILDER_THERE_IS_WRONG, look_for_active, create, stop },
  { "domain-start", BUILDER_THERE_IS_DONE, look_for_active, start, stop },
  /* Undefining the guest takes it back. */
  { "domain-autostart", BUILDER_THERE_IS_DONE, look_for_autostart, set_autostart, NULL },
};
const guint builder_n_domain_steps = G_N_ELEMENTS (builder_domain_steps);
