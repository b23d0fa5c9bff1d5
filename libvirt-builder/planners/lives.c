/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "planners/lives-private.h"

GVirBuilderStep *
builder_plan_guest_step (GVirBuilderPlan *plan,
                         virDomainPtr domain,
                         const char *kind,
                         guint weight,
                         const char *text,
                         const char *undo)
{
  const char *name = virDomainGetName (domain);
  char uuid[VIR_UUID_STRING_BUFLEN] = "";
  g_autofree char *description = g_strdup_printf (text, name);
  g_autofree char *back = undo != NULL ? g_strdup_printf (undo, name) : NULL;
  GVirBuilderStep *step = builder_step_new (kind, weight, description, back);

  virDomainGetUUIDString (domain, uuid);
  builder_step_set (step, "name", name);
  builder_step_set (step, "uuid", uuid);
  builder_plan_add (plan, step);
  return step;
}

void
builder_plan_note (GVirBuilderPlan *plan,
                   const char *format,
                   ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  builder_plan_add (plan, builder_step_new ("note", 1, text, NULL));
}

gboolean
builder_check_rename (virDomainPtr domain,
                      const char *what,
                      GError **error)
{
  const char *name = virDomainGetName (domain);
  const char *why = NULL;

  if (virDomainIsPersistent (domain) != 1)
    why = "it is not defined, and is gone once it stops: define it first";
  else if (virDomainSnapshotNum (domain, 0) > 0)
    why = "it has snapshots: delete them first";
  else if (virDomainHasManagedSaveImage (domain, 0) == 1)
    why = "its state is saved: start it and shut it down first";
  virResetLastError ();
  if (why == NULL)
    return TRUE;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_GUEST, "the guest '%s' cannot be %s, since %s", name, what, why);
  return FALSE;
}

gboolean
builder_plan_step_aside (GVirBuilderPlan *plan,
                         virDomainPtr domain,
                         GError **error)
{
  g_autofree char *aside = g_strdup_printf ("%s.replaced", virDomainGetName (domain));

  if (!builder_check_rename (domain, "replaced", error))
    return FALSE;
  if (virDomainIsActive (domain) == 1)
    builder_plan_guest_step (plan, domain, "domain-stop", 1, "stop the guest %s, which is replaced", NULL);
  builder_step_set (builder_plan_guest_step (plan, domain, "domain-rename", 1, "put the guest %s aside, which is replaced",
                                             "give the guest %s its name again"),
                    "to", aside);
  return TRUE;
}

void
builder_plan_discard (GVirBuilderPlan *plan,
                      virDomainPtr domain)
{
  builder_plan_guest_step (plan, domain, "domain-discard", 1, "undefine the guest that was %s, whose disks stay", NULL);
}
