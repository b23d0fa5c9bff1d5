/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "storage/uses-private.h"

#include <stdlib.h>
#include <string.h>

#include "storage/xml-private.h"

static void
free_use (gpointer data)
{
  BuilderUse *use = data;

  g_free (use->guest);
  g_free (use);
}

gboolean
builder_host_is_here (virConnectPtr handle)
{
  char *uri = virConnectGetURI (handle);
  /* A socket may be the end of a line to anywhere. */
  gboolean here = uri != NULL && strstr (uri, ":///") != NULL && strstr (uri, "socket=") == NULL;

  free (uri);
  return here;
}

char *
builder_plain_path (virConnectPtr handle,
                    const char *path)
{
  char *real = builder_host_is_here (handle) ? realpath (path, NULL) : NULL;
  char *plain = real != NULL ? g_strdup (real) : g_canonicalize_filename (path, "/");

  free (real);
  return plain;
}

/* The place of a volume; "pool:volume" where libvirt does not know it. */
static char *
place_of_volume (virConnectPtr handle,
                 const char *pool,
                 const char *volume)
{
  g_auto (virStoragePoolPtr) in = virStoragePoolLookupByName (handle, pool);
  g_auto (virStorageVolPtr) found = in != NULL ? virStorageVolLookupByName (in, volume) : NULL;
  char *path = found != NULL ? virStorageVolGetPath (found) : NULL;
  char *place;

  if (path == NULL)
    virResetLastError ();
  place = path != NULL ? builder_plain_path (handle, path) : g_strdup_printf ("%s:%s", pool, volume);
  free (path);
  return place;
}

static void
note_image (BuilderUses *uses,
            char *place,
            const BuilderUse *use)
{
  GPtrArray *all = g_hash_table_lookup (uses->images, place);
  BuilderUse *copy = g_memdup2 (use, sizeof *use);

  copy->guest = g_strdup (use->guest);
  if (all == NULL)
    {
      all = g_ptr_array_new_with_free_func (free_use);
      g_hash_table_insert (uses->images, place, all);
    }
  else
    g_free (place);
  g_ptr_array_add (all, copy);
}

static void
note_source (BuilderUses *uses,
             xmlNodePtr source,
             const BuilderUse *use)
{
  static const char *const places[] = { "file", "dev", "dir" };
  g_autofree char *pool = builder_xml_attribute (source, "pool");
  g_autofree char *volume = builder_xml_attribute (source, "volume");

  if (pool != NULL && volume != NULL)
    note_image (uses, place_of_volume (uses->handle, pool, volume), use);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = builder_xml_attribute (source, places[i]);

      if (path != NULL)
        note_image (uses, builder_plain_path (uses->handle, path), use);
    }
}

/* Of a disk, what it holds the changes to, and so on; a running guest says that. */
static void
note_disk (BuilderUses *uses,
           xmlNodePtr disk,
           BuilderUse use)
{
  g_autofree char *device = builder_xml_attribute (disk, "device");
  gboolean reads = builder_xml_child (disk, "readonly") != NULL
                   || (device != NULL && !g_str_equal (device, "disk") && !g_str_equal (device, "lun"));

  use.access = reads ? BUILDER_ACCESS_READ
               : builder_xml_child (disk, "shareable") != NULL ? BUILDER_ACCESS_SHARED : BUILDER_ACCESS_ALONE;
  note_source (uses, builder_xml_child (disk, "source"), &use);
  note_source (uses, builder_xml_child (builder_xml_child (disk, "mirror"), "source"), &use);
  use.access = BUILDER_ACCESS_BASE;
  for (xmlNodePtr base = builder_xml_child (disk, "backingStore"); base != NULL;
       base = builder_xml_child (base, "backingStore"))
    note_source (uses, builder_xml_child (base, "source"), &use);
}

static void
note_device (BuilderUses *uses,
             xmlNodePtr device,
             const BuilderUse *use)
{
  g_autofree char *address = NULL;
  g_autofree char *small = NULL;

  if (device->type != XML_ELEMENT_NODE)
    return;
  if (strcmp ((const char *) device->name, "disk") == 0)
    note_disk (uses, device, *use);
  if (strcmp ((const char *) device->name, "interface") == 0)
    address = builder_xml_attribute (builder_xml_child (device, "mac"), "address");
  small = address != NULL ? g_ascii_strdown (address, -1) : NULL;
  if (small != NULL)
    g_hash_table_insert (uses->addresses, g_steal_pointer (&small), g_strdup (use->guest));
}

/* Files that a guest has beside its disks: nobody else is to have, and nobody is to delete them. */
static void
note_boot (BuilderUses *uses,
           xmlDocPtr document,
           BuilderUse use)
{
  static const char *const paths[] = { "os/kernel", "os/initrd", "os/dtb", "os/nvram" };

  use.access = BUILDER_ACCESS_READ;
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *path = builder_xml_text (builder_xml_find (document, paths[i]));

      if (path != NULL && *path == '/')
        note_image (uses, builder_plain_path (uses->handle, path), &use);
    }
}

static void
note_guest (BuilderUses *uses,
            virDomainPtr domain,
            unsigned int flags)
{
  BuilderUse use = { .guest = (char *) virDomainGetName (domain), .running = virDomainIsActive (domain) == 1 };
  /* One that has gone in between has nothing. */
  g_auto (xmlDocPtr) document = builder_xml_read (virDomainGetXMLDesc (domain, flags));
  xmlNodePtr devices = builder_xml_find (document, "devices");

  if (document == NULL)
    virResetLastError ();
  for (xmlNodePtr at = devices != NULL ? devices->children : NULL; at != NULL; at = at->next)
    note_device (uses, at, &use);
  note_boot (uses, document, use);
}

/* A guest that runs may be something else from its next start on. */
static void
note_all (BuilderUses *uses,
          virDomainPtr domain)
{
  note_guest (uses, domain, 0);
  if (virDomainIsActive (domain) == 1 && virDomainIsPersistent (domain) == 1)
    note_guest (uses, domain, VIR_DOMAIN_XML_INACTIVE);
  virResetLastError ();
}

BuilderUses *
builder_uses_read (virConnectPtr handle,
                   const char *own,
                   GError **error)
{
  BuilderUses *uses;
  virDomainPtr *domains = NULL;
  int n = virConnectListAllDomains (handle, &domains, 0);

  if (n < 0)
    {
      builder_set_error (error, "the guests cannot be listed");
      return NULL;
    }
  uses = g_new0 (BuilderUses, 1);
  uses->handle = handle;
  uses->images = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  uses->addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (int i = 0; i < n; i++)
    {
      if (g_strcmp0 (virDomainGetName (domains[i]), own) != 0)
        note_all (uses, domains[i]);
      virDomainFree (domains[i]);
    }
  free (domains);
  return uses;
}

void
builder_uses_free (BuilderUses *uses)
{
  g_hash_table_unref (uses->images);
  g_hash_table_unref (uses->addresses);
  g_free (uses);
}

GPtrArray *
builder_uses_of_image (BuilderUses *uses,
                       const char *path)
{
  g_autofree char *plain = builder_plain_path (uses->handle, path);

  return g_hash_table_lookup (uses->images, plain);
}

GPtrArray *
builder_uses_of_volume (BuilderUses *uses,
                        const char *pool,
                        const char *volume)
{
  g_autofree char *place = place_of_volume (uses->handle, pool, volume);

  return g_hash_table_lookup (uses->images, place);
}
