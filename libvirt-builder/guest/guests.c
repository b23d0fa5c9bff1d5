/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "guest/guests-private.h"


static virDomainPtr
judge (virDomainPtr domain,
       const char *word,
       GError **error)
{
  if (domain == NULL && builder_last_is (VIR_ERR_NO_DOMAIN))
    virResetLastError ();
  else if (domain == NULL)
    builder_set_error (error, "the guest '%s' cannot be looked up", word);
  return domain;
}

virDomainPtr
builder_guest_find_uuid (virConnectPtr handle,
                         const char *uuid,
                         GError **error)
{
  return judge (virDomainLookupByUUIDString (handle, uuid), uuid, error);
}

virDomainPtr
builder_guest_find_name (virConnectPtr handle,
                         const char *name,
                         GError **error)
{
  return judge (virDomainLookupByName (handle, name), name, error);
}

static char *
name_guests (virConnectPtr handle)
{
  g_autoptr (GString) names = g_string_new (NULL);
  virDomainPtr *domains = NULL;
  int n = virConnectListAllDomains (handle, &domains, 0);

  for (int i = 0; i < n; i++)
    {
      if (i < 10)
        g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", virDomainGetName (domains[i]));
      virDomainFree (domains[i]);
    }
  free (domains);
  if (n > 10)
    g_string_append_printf (names, " and %d more", n - 10);
  return names->len > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : g_strdup ("none");
}

virDomainPtr
builder_guest_find (virConnectPtr handle,
                    const char *word,
                    GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *names = NULL;
  gint64 number;
  virDomainPtr domain = builder_guest_find_name (handle, word, &problem);

  if (domain == NULL && problem == NULL && g_uuid_string_is_valid (word))
    domain = builder_guest_find_uuid (handle, word, &problem);
  if (domain == NULL && problem == NULL && g_ascii_string_to_signed (word, 10, 0, G_MAXINT32, &number, NULL))
    domain = judge (virDomainLookupByID (handle, (int) number), word, &problem);
  if (domain != NULL)
    return domain;
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  names = name_guests (handle);
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NOT_FOUND, "there is no guest '%s': there are %s",
               word, names);
  return NULL;
}

gboolean
builder_guest_force_off (virDomainPtr domain,
                         GError **error)
{
  const char *name = virDomainGetName (domain); /* which clears what libvirt says of an error */
  g_autoptr (GError) problem = NULL;

  if (virDomainIsActive (domain) == 0 || virDomainDestroy (domain) == 0)
    return TRUE;
  builder_set_error (&problem, "the guest '%s' cannot be stopped", name);
  if (!g_error_matches (problem, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNREACHABLE) && virDomainIsActive (domain) != 1)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}
