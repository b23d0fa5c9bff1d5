/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "storage/uses-private.h"

#include <stdlib.h>

#include "storage/xml-private.h"

static void
note_volume (GHashTable *bases,
             virConnectPtr handle,
             virStorageVolPtr volume)
{
  g_auto (xmlDocPtr) document = builder_xml_read (virStorageVolGetXMLDesc (volume, 0));
  g_autofree char *base = builder_xml_text (builder_xml_find (document, "backingStore/path"));
  g_autofree char *path = builder_xml_text (builder_xml_find (document, "target/path"));

  if (document == NULL)
    virResetLastError ();
  if (base != NULL && path != NULL && *base == '/')
    {
      g_autofree char *plain = builder_plain_path (handle, base);
      GPtrArray *overlays = g_hash_table_lookup (bases, plain);

      if (overlays == NULL)
        {
          overlays = g_ptr_array_new_with_free_func (g_free);
          g_hash_table_insert (bases, g_steal_pointer (&plain), overlays);
        }
      g_ptr_array_add (overlays, g_steal_pointer (&path));
    }
}

const char *
builder_bases_overlay (GHashTable *bases,
                       const char *base)
{
  GPtrArray *overlays = g_hash_table_lookup (bases, base);

  return overlays != NULL ? g_ptr_array_index (overlays, 0) : NULL;
}

const char *
builder_bases_overlay_but (GHashTable *bases,
                           const char *base,
                           GHashTable *known)
{
  GPtrArray *overlays = g_hash_table_lookup (bases, base);

  for (guint i = 0; overlays != NULL && i < overlays->len; i++)
    {
      if (!g_hash_table_contains (known, g_ptr_array_index (overlays, i)))
        return g_ptr_array_index (overlays, i);
    }
  return NULL;
}

GHashTable *
builder_bases_read (virConnectPtr handle)
{
  GHashTable *bases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  virStoragePoolPtr *pools = NULL;
  int n_pools = virConnectListAllStoragePools (handle, &pools, VIR_CONNECT_LIST_STORAGE_POOLS_ACTIVE);

  for (int i = 0; i < n_pools; i++)
    {
      virStorageVolPtr *volumes = NULL;
      int n = virStoragePoolListAllVolumes (pools[i], &volumes, 0);

      for (int j = 0; j < n; j++)
        {
          note_volume (bases, handle, volumes[j]);
          virStorageVolFree (volumes[j]);
        }
      free (volumes);
      virStoragePoolFree (pools[i]);
    }
  free (pools);
  return bases;
}
