/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "storage/volumes-private.h"


virStorageVolPtr
builder_volume_find (virStoragePoolPtr pool,
                     const char *name,
                     GError **error)
{
  virStorageVolPtr volume = virStorageVolLookupByName (pool, name);

  if (volume == NULL && builder_last_is (VIR_ERR_NO_STORAGE_VOL))
    virResetLastError ();
  else if (volume == NULL)
    builder_set_error (error, "the volume '%s' of the storage pool '%s' cannot be looked up", name,
                       virStoragePoolGetName (pool));
  return volume;
}
