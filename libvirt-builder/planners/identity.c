/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "planners/identity-private.h"

#include <libvirt-designer/libvirt-designer.h>

#include "guest/guests-private.h"

BuilderIdentity *
builder_identity_new (void)
{
  BuilderIdentity *identity = g_new0 (BuilderIdentity, 1);

  identity->addresses = g_ptr_array_new_with_free_func (g_free);
  return identity;
}

void
builder_identity_free (BuilderIdentity *identity)
{
  g_free (identity->uuid);
  g_ptr_array_unref (identity->addresses);
  g_free (identity);
}

char *
builder_random_address (void)
{
  guint32 random = g_random_int ();

  return g_strdup_printf ("52:54:00:%02x:%02x:%02x", random >> 16 & 0xff, random >> 8 & 0xff, random & 0xff);
}

static gboolean
give_uuid (BuilderIdentity *identity,
           GVirConfigDomain *config,
           GError **error)
{
  g_autofree char *uuid = gvir_designer_config_get (GVIR_CONFIG_OBJECT (config), "uuid", NULL);

  if (identity->uuid == NULL)
    identity->uuid = uuid != NULL ? g_strdup (uuid) : g_uuid_string_random ();
  return uuid != NULL || gvir_designer_config_set (GVIR_CONFIG_OBJECT (config), "uuid", identity->uuid, error);
}

/* FOUND is FALSE behind the last card. */
static gboolean
give_address (BuilderIdentity *identity,
              GVirConfigDomain *config,
              guint number,
              gboolean *found,
              GError **error)
{
  g_autofree char *type_path = g_strdup_printf ("devices/interface[%u]/@type", number + 1);
  g_autofree char *path = g_strdup_printf ("devices/interface[%u]/mac/@address", number + 1);
  g_autofree char *type = gvir_designer_config_get (GVIR_CONFIG_OBJECT (config), type_path, NULL);
  g_autofree char *address = NULL;

  *found = type != NULL;
  if (!*found)
    return TRUE;
  address = gvir_designer_config_get (GVIR_CONFIG_OBJECT (config), path, NULL);
  if (number >= identity->addresses->len)
    g_ptr_array_add (identity->addresses, address != NULL ? g_strdup (address) : builder_random_address ());
  return address != NULL
         || gvir_designer_config_set (GVIR_CONFIG_OBJECT (config), path,
                                      g_ptr_array_index (identity->addresses, number), error);
}

gboolean
builder_identity_give (BuilderIdentity *identity,
                       GVirConfigDomain *config,
                       GError **error)
{
  gboolean found = TRUE;

  for (guint i = 0; found; i++)
    {
      if (!give_address (identity, config, i, &found, error))
        return FALSE;
    }
  return give_uuid (identity, config, error);
}

gboolean
builder_identity_check_free (virConnectPtr handle,
                             const char *name,
                             const char *uuid,
                             GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_auto (virDomainPtr) same_name = builder_guest_find_name (handle, name, &problem);
  g_auto (virDomainPtr) same_uuid = NULL;

  if (same_name == NULL && problem == NULL)
    same_uuid = builder_guest_find_uuid (handle, uuid, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (same_name != NULL)
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_EXISTS,
                 "there is a guest '%s' already: give this one another name, or remove that one first", name);
  if (same_uuid != NULL)
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_EXISTS,
                 "the guest '%s' has the UUID %s already: give this one another, or none", virDomainGetName (same_uuid),
                 uuid);
  return same_name == NULL && same_uuid == NULL;
}
