/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "storage/folders-private.h"

#include <stdlib.h>
#include <string.h>

#include "storage/pools-private.h"
#include "storage/uses-private.h"

/* One that a killed run has left is known by its name, and ends with the next. */
#define PREFIX "libvirt-builder-"

char *
builder_usual_folder (virConnectPtr handle,
                      const char *kind)
{
  char *uri = handle != NULL ? virConnectGetURI (handle) : NULL;
  gboolean session = uri != NULL && strstr (uri, "/session") != NULL;

  free (uri);
  if (!session)
    return g_build_filename ("/var/lib/libvirt", kind, NULL);
  return builder_host_is_here (handle) ? g_build_filename (g_get_user_data_dir (), "libvirt", kind, NULL) : NULL;
}

static virStoragePoolPtr
make_pool (virConnectPtr handle,
           const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA1, folder, -1);
  g_autofree char *xml = g_markup_printf_escaped ("<pool type='dir'><name>" PREFIX "%.12s</name>"
                                                  "<target><path>%s</path></target></pool>", sum, folder);

  return virStoragePoolCreateXML (handle, xml, 0);
}

static gboolean
start_pool (BuilderFolder *folder,
            GError **error)
{
  if (virStoragePoolIsActive (folder->pool) == 1)
    {
      /* It does not know of what has come into its folder since it looked. */
      if (virStoragePoolRefresh (folder->pool, 0) != 0)
        virResetLastError ();
      return TRUE;
    }
  if (virStoragePoolCreate (folder->pool, 0) == 0)
    {
      folder->state = BUILDER_FOLDER_STARTED;
      return TRUE;
    }
  builder_set_error (error, "a storage pool cannot be started");
  return FALSE;
}

gboolean
builder_folder_open (BuilderFolder *folder,
                     virConnectPtr handle,
                     const char *path,
                     GError **error)
{
  folder->pool = builder_pool_find_for_path (handle, path);
  if (folder->pool != NULL)
    {
      if (g_str_has_prefix (virStoragePoolGetName (folder->pool), PREFIX))
        folder->state = BUILDER_FOLDER_MADE;
      return start_pool (folder, error);
    }
  folder->pool = make_pool (handle, path);
  folder->state = BUILDER_FOLDER_MADE;
  if (folder->pool != NULL)
    return TRUE;
  if (builder_last_code () == GVIR_BUILDER_ERROR_NOT_FOUND)
    {
      virResetLastError ();
      return TRUE;
    }
  builder_set_error (error, "libvirt cannot look into the folder of '%s'", path);
  return FALSE;
}

void
builder_folder_close (BuilderFolder *folder)
{
  if (folder->pool == NULL)
    return;
  if (folder->state != BUILDER_FOLDER_AS_IT_WAS && virStoragePoolDestroy (folder->pool) != 0)
    virResetLastError ();
  g_clear_pointer (&folder->pool, virStoragePoolFree);
}
