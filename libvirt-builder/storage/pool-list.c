/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "storage/pool-list-private.h"

#include <string.h>
#include <sys/statvfs.h>

#include "storage/xml-private.h"

static const struct
{
  const char *type;
  BuilderPoolHolds holds;
} types[] = {
  { "dir", BUILDER_POOL_FILES },
  { "fs", BUILDER_POOL_FILES },
  { "netfs", BUILDER_POOL_FILES },
  { "gluster", BUILDER_POOL_FILES },
  { "vstorage", BUILDER_POOL_FILES },
  { "logical", BUILDER_POOL_DEVICES },
  { "disk", BUILDER_POOL_DEVICES },
  { "zfs", BUILDER_POOL_OBJECTS },
  { "rbd", BUILDER_POOL_OBJECTS },
  { "sheepdog", BUILDER_POOL_OBJECTS },
  { "iscsi", BUILDER_POOL_FIXED },
  { "iscsi-direct", BUILDER_POOL_FIXED },
  { "scsi", BUILDER_POOL_FIXED },
  { "mpath", BUILDER_POOL_FIXED },
};

static void
free_pool (gpointer data)
{
  BuilderPool *pool = data;

  if (pool->pool != NULL)
    virStoragePoolFree (pool->pool);
  g_free (pool->name);
  g_free (pool->type);
  g_free (pool->path);
  g_free (pool);
}

/* Folders are compared, so each is written in one way. */
static char *
plain_path (char *path)
{
  char *plain = path != NULL && *path == '/' ? g_canonicalize_filename (path, "/") : g_strdup (path);

  g_free (path);
  return plain;
}

/* Takes HANDLE. */
static BuilderPool *
read_pool (virStoragePoolPtr handle)
{
  BuilderPool *pool = g_new0 (BuilderPool, 1);
  g_auto (xmlDocPtr) document = builder_xml_read (virStoragePoolGetXMLDesc (handle, 0));
  virStoragePoolInfo info = { 0 };

  pool->pool = handle;
  pool->name = g_strdup (virStoragePoolGetName (handle));
  pool->type = builder_xml_attribute (builder_xml_find (document, ""), "type");
  pool->path = plain_path (builder_xml_text (builder_xml_find (document, "target/path")));
  pool->active = virStoragePoolIsActive (handle) == 1;
  pool->is_measured = pool->active && virStoragePoolGetInfo (handle, &info) == 0;
  pool->available = info.available;
  return pool;
}

GPtrArray *
builder_pools_read (virConnectPtr handle,
                    GError **error)
{
  GPtrArray *pools = g_ptr_array_new_with_free_func (free_pool);
  virStoragePoolPtr *handles = NULL;
  int n = virConnectListAllStoragePools (handle, &handles, 0);

  if (n < 0 && !builder_last_is (VIR_ERR_NO_SUPPORT))
    {
      builder_set_error (error, "the storage pools cannot be listed");
      g_ptr_array_unref (pools);
      return NULL;
    }
  for (int i = 0; i < n; i++)
    g_ptr_array_add (pools, read_pool (handles[i]));
  free (handles);
  return pools;
}

BuilderPool *
builder_pools_find (GPtrArray *pools,
                    const char *name)
{
  for (guint i = 0; i < pools->len; i++)
    {
      BuilderPool *pool = g_ptr_array_index (pools, i);

      if (g_str_equal (pool->name, name))
        return pool;
    }
  return NULL;
}

/* One that is active is preferred: libvirt lets several have the same folder. */
BuilderPool *
builder_pools_find_folder (GPtrArray *pools,
                           const char *folder)
{
  BuilderPool *found = NULL;

  for (guint i = 0; i < pools->len; i++)
    {
      BuilderPool *pool = g_ptr_array_index (pools, i);

      if (g_strcmp0 (pool->path, folder) == 0 && (found == NULL || (pool->active && !found->active)))
        found = pool;
    }
  return found;
}

BuilderPool *
builder_pools_need (GPtrArray *pools,
                    const char *name,
                    GError **error)
{
  BuilderPool *found = builder_pools_find (pools, name);
  g_autoptr (GString) names = g_string_new (NULL);

  if (found != NULL)
    return found;
  for (guint i = 0; i < pools->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            ((BuilderPool *) g_ptr_array_index (pools, i))->name);
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NOT_FOUND,
               "there is no storage pool '%s': there are %s", name, names->len > 0 ? names->str : "none");
  return NULL;
}

BuilderPool *
builder_pools_add (GPtrArray *pools,
                   const char *name,
                   const char *folder,
                   gboolean here)
{
  BuilderPool *pool = g_new0 (BuilderPool, 1);
  struct statvfs facts;

  pool->name = g_strdup (name);
  pool->type = g_strdup ("dir");
  pool->path = g_strdup (folder);
  pool->is_measured = here && statvfs (folder, &facts) == 0;
  if (pool->is_measured)
    pool->available = (guint64) facts.f_bavail * facts.f_frsize;
  g_ptr_array_add (pools, pool);
  return pool;
}

BuilderPoolHolds
builder_pool_holds (const BuilderPool *pool)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (g_strcmp0 (types[i].type, pool->type) == 0)
        return types[i].holds;
    }
  return BUILDER_POOL_FIXED;
}

void
builder_pools_look_again (GPtrArray *pools)
{
  for (guint i = 0; i < pools->len; i++)
    {
      BuilderPool *pool = g_ptr_array_index (pools, i);

      if (pool->pool != NULL && pool->active && builder_pool_holds (pool) == BUILDER_POOL_FILES
          && virStoragePoolRefresh (pool->pool, 0) != 0)
        virResetLastError ();
    }
}
