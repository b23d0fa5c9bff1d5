/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Where the disks of an original are. */

#include "planners/clone-private.h"

#include <stdlib.h>
#include <string.h>

static void
note_volume (BuilderCloning *cloning,
             BuilderCloneDisk *disk,
             virStorageVolPtr volume)
{
  g_auto (virStoragePoolPtr) pool = virStoragePoolLookupByVolume (volume);
  g_auto (xmlDocPtr) document = builder_xml_read (virStorageVolGetXMLDesc (volume, 0));
  virStorageVolInfo info = { 0 };
  char *path = virStorageVolGetPath (volume);

  disk->pool = pool != NULL ? builder_pools_find (cloning->pools, virStoragePoolGetName (pool)) : NULL;
  disk->volume = g_strdup (virStorageVolGetName (volume));
  disk->format = builder_xml_attribute (builder_xml_find (document, "target/format"), "type");
  if (disk->path == NULL)
    disk->path = g_strdup (path);
  if (virStorageVolGetInfo (volume, &info) == 0)
    {
      disk->capacity = info.capacity;
      disk->allocation = info.allocation;
    }
  free (path);
}

/* A pool does not know of what has come into its folder since it looked. */
static virStorageVolPtr
look_up (BuilderCloning *cloning,
         const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  virStorageVolPtr volume = virStorageVolLookupByPath (cloning->handle, path);
  BuilderPool *pool = volume == NULL ? builder_pools_find_folder (cloning->pools, folder) : NULL;

  if (pool != NULL && pool->active && virStoragePoolRefresh (pool->pool, 0) == 0)
    volume = virStorageVolLookupByPath (cloning->handle, path);
  virResetLastError ();
  return volume;
}

static gboolean
find_path (BuilderCloning *cloning,
           BuilderCloneDisk *disk,
           GError **error)
{
  g_auto (virStorageVolPtr) volume = look_up (cloning, disk->path);

  if (volume != NULL)
    {
      note_volume (cloning, disk, volume);
      return TRUE;
    }
  disk->volume = g_path_get_basename (disk->path);
  disk->format = builder_xml_attribute (builder_xml_child (disk->node, "driver"), "type");
  if (!builder_host_is_here (cloning->handle) || g_file_test (disk->path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NOT_FOUND,
               "the disk %s of '%s' cannot be copied, since '%s' is not there: put it there, or keep that disk as it is",
               disk->target, cloning->old_name, disk->path);
  return FALSE;
}

static gboolean
find_volume (BuilderCloning *cloning,
             BuilderCloneDisk *disk,
             const char *pool,
             const char *name,
             GError **error)
{
  g_auto (virStorageVolPtr) volume = builder_volume_need (cloning->handle, pool, name, error);

  if (volume == NULL)
    {
      g_prefix_error (error, "the disk %s of '%s' cannot be copied: ", disk->target, cloning->old_name);
      return FALSE;
    }
  note_volume (cloning, disk, volume);
  return TRUE;
}

static gboolean
refuse (BuilderCloning *cloning,
        BuilderCloneDisk *disk,
        const char *what,
        GError **error)
{
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
               "the disk %s of '%s' is %s, which libvirt cannot copy: keep that disk as it is, or make the copy by other "
               "means and say that its data is preserved", disk->target, cloning->old_name, what);
  return FALSE;
}

gboolean
builder_cloning_find_source (BuilderCloning *cloning,
                             BuilderCloneDisk *disk,
                             GError **error)
{
  xmlNodePtr source = builder_xml_child (disk->node, "source");
  g_autofree char *type = builder_xml_attribute (disk->node, "type");
  g_autofree char *pool = builder_xml_attribute (source, "pool");
  g_autofree char *volume = builder_xml_attribute (source, "volume");
  g_autofree char *protocol = builder_xml_attribute (source, "protocol");
  g_autofree char *what = protocol != NULL ? g_strdup_printf ("an image on a server (%s)", protocol) : NULL;

  disk->path = builder_xml_attribute (source, "file");
  if (disk->path == NULL)
    disk->path = builder_xml_attribute (source, "dev");
  if (pool != NULL && volume != NULL)
    return find_volume (cloning, disk, pool, volume, error);
  if (disk->path != NULL && *disk->path == '/')
    return find_path (cloning, disk, error);
  return refuse (cloning, disk, what != NULL ? what : g_strcmp0 (type, "dir") == 0 ? "a folder" : "of a type", error);
}
