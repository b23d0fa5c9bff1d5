/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* domain-define: name, uuid, xml
 * domain-create: name, uuid, xml (a guest that is gone once it stops, unless it is defined)
 * domain-start, domain-autostart: name, uuid
 * drive-define: name, uuid, xml, before (the XML without), target (of a CD-ROM drive), path (of what is in it, or none)
 *
 * A guest is ours where it has the UUID that the plan chose. */

#include "steps/step-guest-private.h"

#include "guest/devices-private.h"
#include "guest/guests-private.h"
#include "guest/signs-private.h"
#include "guest/undefine-private.h"

static gboolean
is_persistent (virDomainPtr domain)
{
  return domain != NULL && virDomainIsPersistent (domain) == 1;
}

static gboolean
look_for_persistent (BuilderWork *work,
                     GVirBuilderStep *step,
                     BuilderFound *found,
                     GError **error)
{
  return builder_step_look_at_guest (work, step, is_persistent, found, error);
}

static gboolean
look_for_active (BuilderWork *work,
                 GVirBuilderStep *step,
                 BuilderFound *found,
                 GError **error)
{
  g_auto (virDomainPtr) domain = NULL;
  int active;

  if (!builder_step_find_guest (work, step, &domain, error)
      || (domain != NULL && !builder_wait_for_start (domain, work->cancellable, error)))
    return FALSE;
  active = domain != NULL ? virDomainIsActive (domain) : 0;
  if (active < 0)
    {
      builder_set_error (error, "it cannot be found out whether the guest '%s' runs", builder_step_get (step, "name"));
      return FALSE;
    }
  *found = active != 0 ? BUILDER_FOUND_WHOLE : BUILDER_FOUND_NOTHING;
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

static gboolean
undefine (BuilderWork *work,
          GVirBuilderStep *step,
          GError **error)
{
  g_auto (virDomainPtr) domain = NULL;

  return builder_step_find_guest (work, step, &domain, error)
         && (!is_persistent (domain) || builder_guest_undefine (domain, error));
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
  g_auto (virDomainPtr) domain = builder_step_need_guest (work, step, error);

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

  return builder_step_find_guest (work, step, &domain, error)
         && (domain == NULL || builder_guest_force_off (domain, error));
}

static gboolean
look_for_autostart (BuilderWork *work,
                    GVirBuilderStep *step,
                    BuilderFound *found,
                    GError **error)
{
  g_auto (virDomainPtr) domain = NULL;
  int on = 0;

  if (!builder_step_find_guest (work, step, &domain, error))
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
  g_auto (virDomainPtr) domain = builder_step_need_guest (work, step, error);

  if (domain == NULL)
    return FALSE;
  if (virDomainSetAutostart (domain, 1) == 0)
    return TRUE;
  builder_set_error (error, "the guest '%s' cannot be made to start with its host", builder_step_get (step, "name"));
  return FALSE;
}

static gboolean
look_for_drive (BuilderWork *work,
                GVirBuilderStep *step,
                BuilderFound *found,
                GError **error)
{
  g_auto (virDomainPtr) domain = NULL;
  g_autoptr (BuilderDevices) devices = NULL;
  g_autofree char *path = NULL;
  xmlNode *drive;

  *found = BUILDER_FOUND_NOTHING;
  if (!builder_step_find_guest (work, step, &domain, error))
    return FALSE;
  if (domain == NULL)
    return TRUE;
  devices = builder_devices_read (domain, VIR_DOMAIN_XML_INACTIVE, error);
  drive = devices != NULL ? builder_devices_find_named (devices, builder_step_get (step, "target")) : NULL;
  path = drive != NULL ? builder_device_get (drive, "source", "file") : NULL;
  if (drive != NULL && g_strcmp0 (path, builder_step_get (step, "path")) == 0)
    *found = BUILDER_FOUND_WHOLE;
  return devices != NULL;
}

static gboolean
define_before (BuilderWork *work,
               GVirBuilderStep *step,
               GError **error)
{
  g_auto (virDomainPtr) domain = virDomainDefineXMLFlags (work->link->handle, builder_step_get (step, "before"), 0);

  if (domain == NULL)
    builder_set_error (error, "the guest '%s' cannot be defined as it was", builder_step_get (step, "name"));
  return domain != NULL;
}

const BuilderStepKind builder_domain_steps[] = {
  { "domain-define", BUILDER_THERE_IS_WRONG, look_for_persistent, define, undefine },
  { "domain-create", BUILDER_THERE_IS_WRONG, look_for_active, create, stop },
  { "domain-start", BUILDER_THERE_IS_DONE, look_for_active, start, stop },
  { "drive-define", BUILDER_THERE_IS_DONE, look_for_drive, define, define_before },
  /* Undefining the guest takes it back. */
  { "domain-autostart", BUILDER_THERE_IS_DONE, look_for_autostart, set_autostart, NULL },
};
const guint builder_n_domain_steps = G_N_ELEMENTS (builder_domain_steps);
