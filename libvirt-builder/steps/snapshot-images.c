/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "steps/snapshot-images-private.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "storage/folders-private.h"
#include "storage/uses-private.h"
#include "storage/volumes-private.h"
#include "storage/xml-private.h"

/* QEMU holds locks on bytes from here on of the images that it has open: the locking protocol of its documentation. */
#define FIRST_LOCK 100
#define LOCKS 200

/* qcow2 as it is made: a head, two tables of references and a table for each half GiB, in clusters; what is
 * written first takes two more of these. */
#define CLUSTER 65536
#define CLUSTERS_OF_HEAD 3
#define BYTES_OF_TABLE(capacity) ((((capacity) >> 29) + 1) * 8)

/* The paths that the XML of the step names. */
static GPtrArray *
list_images (GVirBuilderStep *step)
{
  g_auto (xmlDocPtr) document = builder_xml_read (strdup (builder_step_get (step, "xml")));
  xmlNodePtr disks = builder_xml_find (document, "disks");
  GPtrArray *images = g_ptr_array_new_with_free_func (g_free);

  for (xmlNodePtr at = disks != NULL ? disks->children : NULL; at != NULL; at = at->next)
    {
      char *image = at->type == XML_ELEMENT_NODE ? builder_xml_attribute (builder_xml_child (at, "source"), "file") : NULL;

      if (image != NULL)
        g_ptr_array_add (images, image);
    }
  return images;
}

/* VOLUME is NULL where there is none. */
static gboolean
find (BuilderFolder *folder,
      BuilderWork *work,
      const char *image,
      virStorageVolPtr *volume,
      GError **error)
{
  g_autofree char *name = g_path_get_basename (image);
  g_autoptr (GError) problem = NULL;

  *volume = NULL;
  if (!builder_folder_open (folder, work->link->handle, image, error))
    return FALSE;
  *volume = folder->pool != NULL ? builder_volume_find (folder->pool, name, &problem) : NULL;
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

gboolean
builder_snapshot_images_look (BuilderWork *work,
                              GVirBuilderStep *step,
                              gboolean *any,
                              GError **error)
{
  g_autoptr (GPtrArray) images = list_images (step);

  *any = FALSE;
  for (guint i = 0; i < images->len && !*any; i++)
    {
      g_auto (BuilderFolder) folder = { NULL };
      g_auto (virStorageVolPtr) volume = NULL;

      if (!find (&folder, work, g_ptr_array_index (images, i), &volume, error))
        return FALSE;
      *any = volume != NULL;
    }
  return TRUE;
}

static gboolean
is_running (BuilderWork *work,
            GVirBuilderStep *step)
{
  virDomainPtr domain = virDomainLookupByUUIDString (work->link->handle, builder_step_get (step, "uuid"));
  gboolean running = domain != NULL && virDomainIsActive (domain) != 0;

  if (domain != NULL)
    virDomainFree (domain);
  else
    virResetLastError ();
  return running;
}

/* A guest may have an image open of which libvirt does not know, where it was killed in between. On this machine, its locks
 * tell. */
static gboolean
may_be_open (BuilderWork *work,
             GVirBuilderStep *step,
             const char *image)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = FIRST_LOCK, .l_len = LOCKS };
  int file = builder_host_is_here (work->link->handle) ? open (image, O_RDONLY | O_CLOEXEC) : -1;
  gboolean asked = file >= 0 && fcntl (file, F_GETLK, &lock) == 0;

  if (file >= 0)
    close (file);
  return asked ? lock.l_type != F_UNLCK : is_running (work, step);
}

static gboolean
is_fresh (virStorageVolPtr volume)
{
  virStorageVolInfo info = { 0 };

  if (virStorageVolGetInfoFlags (volume, &info, VIR_STORAGE_VOL_GET_PHYSICAL) != 0)
    {
      virResetLastError ();
      return FALSE;
    }
  return info.allocation <= CLUSTERS_OF_HEAD * CLUSTER + MAX (CLUSTER, BYTES_OF_TABLE (info.capacity));
}

static gboolean
check_unneeded (BuilderWork *work,
                GVirBuilderStep *step,
                const char *image,
                virStorageVolPtr volume,
                GError **error)
{
  const char *guest = builder_step_get (step, "name");
  g_autoptr (BuilderUses) uses = builder_uses_read (work->link->handle, NULL, error);

  if (uses == NULL)
    return FALSE;
  if (builder_uses_of_image (uses, image) != NULL)
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_LEFT_BEHIND,
                 "'%s' goes on in '%s', though no snapshot was noted: nothing is lost, so leave it so, and forget the record",
                 guest, image);
  else if (may_be_open (work, step, image))
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_LEFT_BEHIND,
                 "'%s' may write to '%s' while it runs, though libvirt knows nothing of that: shut the guest down, and "
                 "recover again", guest, image);
  else if (!is_fresh (volume))
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_LEFT_BEHIND,
                 "'%s' holds changes of '%s', of which libvirt knows nothing: make it the disk of the guest, or delete it if "
                 "these are not needed, and recover again", image, guest);
  else
    return TRUE;
  return FALSE;
}

gboolean
builder_snapshot_images_delete (BuilderWork *work,
                                GVirBuilderStep *step,
                                GError **error)
{
  g_autoptr (GPtrArray) images = list_images (step);

  for (guint i = 0; i < images->len; i++)
    {
      g_auto (BuilderFolder) folder = { NULL };
      g_auto (virStorageVolPtr) volume = NULL;
      const char *image = g_ptr_array_index (images, i);

      if (!find (&folder, work, image, &volume, error))
        return FALSE;
      if (volume != NULL
          && (!check_unneeded (work, step, image, volume, error) || !builder_volume_delete (volume, error)))
        return FALSE;
    }
  return TRUE;
}
