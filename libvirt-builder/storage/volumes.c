/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "storage/volumes-private.h"

#include "storage/pools-private.h"
#include "storage/uses-private.h"

/* A daemon goes on to fill a volume whose asker is gone, and has no event for its end. */
#define DELETE_PAUSE (G_USEC_PER_SEC / 5)
#define DELETE_SECONDS 600

virStorageVolPtr
builder_volume_find (virStoragePoolPtr pool,
                     const char *name,
                     GError **error)
{
  /* Asking for the name forgets the error. */
  const char *pool_name = virStoragePoolGetName (pool);
  virStorageVolPtr volume = virStorageVolLookupByName (pool, name);

  if (volume == NULL && builder_last_is (VIR_ERR_NO_STORAGE_VOL))
    virResetLastError ();
  else if (volume == NULL)
    builder_set_error (error, "the volume '%s' of the storage pool '%s' cannot be looked up", name,
                       pool_name);
  return volume;
}

gboolean
builder_volume_look (virConnectPtr handle,
                     const char *pool,
                     const char *name,
                     virStorageVolPtr *volume,
                     GError **error)
{
  g_auto (virStoragePoolPtr) found = builder_pool_find (handle, pool, error);
  g_autoptr (GError) problem = NULL;

  *volume = NULL;
  if (found == NULL)
    return FALSE;
  *volume = builder_volume_find (found, name, &problem);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

virStorageVolPtr
builder_volume_need (virConnectPtr handle,
                     const char *pool,
                     const char *name,
                     GError **error)
{
  virStorageVolPtr volume = NULL;

  if (builder_volume_look (handle, pool, name, &volume, error) && volume == NULL)
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NOT_FOUND,
                 "the storage pool '%s' has no volume '%s': refresh the pool if its file is there, or name another",
                 pool, name);
  return volume;
}

gboolean
builder_volume_delete (virStorageVolPtr volume,
                       GError **error)
{
  const char *name = virStorageVolGetName (volume);
  gint64 deadline = g_get_monotonic_time () + (gint64) DELETE_SECONDS * G_USEC_PER_SEC;

  while (virStorageVolDelete (volume, 0) != 0)
    {
      if (builder_last_is (VIR_ERR_NO_STORAGE_VOL))
        break;
      if (!builder_last_is (VIR_ERR_OPERATION_INVALID) || g_get_monotonic_time () >= deadline)
        {
          builder_set_error (error, "the volume '%s' cannot be deleted", name);
          return FALSE;
        }
      g_usleep (DELETE_PAUSE);
    }
  return TRUE;
}

gboolean
builder_volume_find_use (virStorageVolPtr volume,
                         gboolean *used,
                         GError **error)
{
  virConnectPtr handle = virStorageVolGetConnect (volume);
  g_autoptr (BuilderUses) uses = builder_uses_read (handle, NULL, error);
  g_autoptr (GHashTable) bases = uses != NULL ? builder_bases_read (handle) : NULL;
  char *path = virStorageVolGetPath (volume);
  g_autofree char *plain = path != NULL ? builder_plain_path (handle, path) : NULL;

  free (path);
  *used = uses != NULL && plain != NULL
          && (builder_uses_of_image (uses, plain) != NULL || builder_bases_overlay (bases, plain) != NULL);
  return uses != NULL;
}

static gboolean
delete_unless_used (virStorageVolPtr volume,
                    GError **error)
{
  gboolean used;

  return builder_volume_find_use (volume, &used, error) && (used || builder_volume_delete (volume, error));
}

/* Of a pool that is active. */
static gboolean
delete_from (virStoragePoolPtr pool,
             const char *name,
             GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_auto (virStorageVolPtr) volume = builder_volume_find (pool, name, &problem);

  if (volume != NULL)
    return delete_unless_used (volume, error);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

gboolean
builder_volume_take_back (virConnectPtr handle,
                          const char *pool,
                          const char *name,
                          GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_auto (virStoragePoolPtr) found = builder_pool_find (handle, pool, &problem);
  gboolean good;

  if (g_error_matches (problem, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NOT_FOUND))
    return TRUE;
  if (found == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (virStoragePoolIsActive (found) != 0)
    return delete_from (found, name, error);
  if (virStoragePoolCreate (found, 0) != 0)
    {
      builder_set_error (error, "the storage pool '%s', which may have the volume '%s', cannot be started", pool, name);
      return FALSE;
    }
  good = delete_from (found, name, error);
  virStoragePoolDestroy (found);
  return good;
}
