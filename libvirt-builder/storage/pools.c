/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "storage/pools-private.h"


static char *
name_pools (virConnectPtr handle)
{
  g_autoptr (GString) names = g_string_new (NULL);
  virStoragePoolPtr *pools = NULL;
  int n = virConnectListAllStoragePools (handle, &pools, 0);

  for (int i = 0; i < n; i++)
    {
      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", virStoragePoolGetName (pools[i]));
      virStoragePoolFree (pools[i]);
    }
  free (pools);
  return names->len > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : g_strdup ("none");
}

virStoragePoolPtr
builder_pool_find (virConnectPtr handle,
                   const char *name,
                   GError **error)
{
  virStoragePoolPtr pool = virStoragePoolLookupByName (handle, name);
  g_autofree char *names = NULL;

  if (pool != NULL)
    return pool;
  if (!builder_last_is (VIR_ERR_NO_STORAGE_POOL))
    {
      builder_set_error (error, "the storage pool '%s' cannot be looked up", name);
      return NULL;
    }
  names = name_pools (handle);
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NOT_FOUND,
               "there is no storage pool '%s': there are %s", name, names);
  return NULL;
}

virStoragePoolPtr
builder_pool_find_for_path (virConnectPtr handle,
                            const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  virStoragePoolPtr pool = virStoragePoolLookupByTargetPath (handle, folder);

  if (pool == NULL)
    virResetLastError ();
  return pool;
}
