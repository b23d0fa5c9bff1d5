/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "planners/libvirt-builder-remove.h"

#include <stdlib.h>
#include <string.h>

#include "guest/guests-private.h"
#include "planners/lives-private.h"
#include "storage/xml-private.h"

static gboolean
check_name (virConnectPtr handle,
            const char *name,
            GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_auto (virDomainPtr) other = NULL;

  if (*name == '\0' || strpbrk (name, "/\n\t") != NULL || strspn (name, " ") == strlen (name))
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                   "'%s' cannot be the name of a guest: give one without slashes and line ends", name);
      return FALSE;
    }
  other = builder_guest_find_name (handle, name, &problem);
  if (other != NULL)
    g_set_error (&problem, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_EXISTS,
                 "there is a guest '%s' already: give another name, or remove that one first", name);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
check_off (virDomainPtr domain,
           GError **error)
{
  if (virDomainIsActive (domain) != 1)
    return builder_check_rename (domain, "renamed", error);
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_GUEST,
               "the guest '%s' is not off, and libvirt renames no other: shut it down first", virDomainGetName (domain));
  return FALSE;
}

/* Where the system's QEMU driver keeps what is not named otherwise, by the name of the guest. */
#define SYSTEM_NVRAM "/var/lib/libvirt/qemu/nvram/"

static void
copy_nvram (GVirBuilderPlan *plan,
            virDomainPtr domain,
            const char *name)
{
  g_autofree char *from = g_strconcat (SYSTEM_NVRAM, virDomainGetName (domain), "_VARS.fd", NULL);
  g_autofree char *to = g_strconcat (SYSTEM_NVRAM, name, "_VARS.fd", NULL);
  g_autofree char *text = g_strdup_printf ("copy the variables of the firmware, if there are any, to %s", to);
  GVirBuilderStep *step = builder_step_new ("nvram-copy", 1, text, "delete that copy");

  builder_step_set (step, "from", from);
  builder_step_set (step, "to", to);
  builder_plan_add (plan, step);
}

static void
plan_nvram (GVirBuilderPlan *plan,
            virConnectPtr handle,
            virDomainPtr domain,
            const char *name)
{
  g_auto (xmlDocPtr) document = builder_xml_read (virDomainGetXMLDesc (domain, VIR_DOMAIN_XML_INACTIVE));
  g_autofree char *nvram = builder_xml_text (builder_xml_find (document, "os/nvram"));
  g_autofree char *firmware = builder_xml_attribute (builder_xml_find (document, "os"), "firmware");
  char *uri = virConnectGetURI (handle);

  if (nvram != NULL && *nvram == '/')
    builder_plan_note (plan, "leave the variables of its firmware in %s", nvram);
  else if (g_strcmp0 (firmware, "efi") == 0 && uri != NULL && g_str_has_prefix (uri, "qemu")
           && strstr (uri, "/system") != NULL)
    copy_nvram (plan, domain, name);
  free (uri);
}

/**
 * gvir_builder_plan_new_rename: (constructor)
 * @connection: an open connection
 * @guest: name or UUID of a guest, which must be off
 * @name: what it is to be called
 * @error: return location for an error, or %NULL
 *
 * Plans how a guest gets another name. Its UUID and its storage stay as they are, with the names that
 * they have.
 *
 * Returns: (transfer full): a plan, or %NULL with an error of %GVIR_BUILDER_ERROR_NOT_FOUND,
 *   %GVIR_BUILDER_ERROR_EXISTS, %GVIR_BUILDER_ERROR_INVALID_INPUT, %GVIR_BUILDER_ERROR_UNREACHABLE, or
 *   %GVIR_BUILDER_ERROR_GUEST where it is not off, is saved or has snapshots
 */
GVirBuilderPlan *
gvir_builder_plan_new_rename (GVirConnection *connection,
                              const char *guest,
                              const char *name,
                              GError **error)
{
  g_auto (virConnectPtr) handle = NULL;
  g_auto (virDomainPtr) domain = NULL;
  g_autofree char *title = NULL;
  GVirBuilderPlan *plan;

  g_return_val_if_fail (GVIR_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (guest != NULL && name != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  handle = builder_handle_of (connection, error);
  domain = handle != NULL ? builder_guest_find (handle, guest, error) : NULL;
  if (domain == NULL || !check_name (handle, name, error) || !check_off (domain, error))
    return NULL;
  title = g_strdup_printf ("rename %s to %s", virDomainGetName (domain), name);
  plan = builder_plan_new (title, name, GVIR_BUILDER_DIRECTION_UNDO);
  plan_nvram (plan, handle, domain, name);
  {
    GVirBuilderStep *step = builder_plan_guest_step (plan, domain, "domain-rename", 1, "give the guest %s another name",
                                                     "give the guest %s its name again");

    builder_step_set (step, "to", name);
  }
  return plan;
}
