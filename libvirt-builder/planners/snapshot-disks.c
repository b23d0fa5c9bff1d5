/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "planners/snapshot-disks-private.h"

#include <stdlib.h>
#include <string.h>

#include "storage/uses-private.h"

/* Whether the disk is one that changes, and that a snapshot is made of. */
static gboolean
is_taken (xmlNodePtr disk)
{
  g_autofree char *device = builder_xml_attribute (disk, "device");

  return builder_xml_child (disk, "source") != NULL && builder_xml_child (disk, "readonly") == NULL
         && builder_xml_child (disk, "shareable") == NULL
         && (device == NULL || g_str_equal (device, "disk"));
}

/* The file of a volume; NULL where it is none. */
static char *
file_of_volume (virConnectPtr handle,
                const char *pool,
                const char *name)
{
  g_auto (virStoragePoolPtr) in = virStoragePoolLookupByName (handle, pool);
  g_auto (virStorageVolPtr) volume = in != NULL ? virStorageVolLookupByName (in, name) : NULL;
  virStorageVolInfo info = { 0 };
  char *path = volume != NULL && virStorageVolGetInfo (volume, &info) == 0 && info.type == VIR_STORAGE_VOL_FILE
                 ? virStorageVolGetPath (volume) : NULL;
  char *copy = g_strdup (path);

  if (path == NULL)
    virResetLastError ();
  free (path);
  return copy;
}

/* The file that the disk is in; NULL where it is in none. */
static char *
file_of_disk (virConnectPtr handle,
              xmlNodePtr disk)
{
  xmlNodePtr source = builder_xml_child (disk, "source");
  g_autofree char *pool = builder_xml_attribute (source, "pool");
  g_autofree char *volume = builder_xml_attribute (source, "volume");
  char *file = builder_xml_attribute (source, "file");

  return file == NULL && pool != NULL && volume != NULL ? file_of_volume (handle, pool, volume) : file;
}

/* Named as libvirt would name it. */
static char *
name_image (const char *file,
            const char *snapshot)
{
  g_autofree char *folder = g_path_get_dirname (file);
  g_autofree char *base = g_path_get_basename (file);
  char *dot = strrchr (base, '.');
  g_autofree char *name = NULL;

  if (dot != NULL && dot != base)
    *dot = '\0';
  name = g_strdup_printf ("%s.%s", base, snapshot);
  return g_build_filename (folder, name, NULL);
}

/* As far as it can be seen from here; libvirt writes over none. */
static gboolean
check_image (virConnectPtr handle,
             const char *path,
             const char *target,
             GError **error)
{
  g_auto (virStorageVolPtr) there = virStorageVolLookupByPath (handle, path);

  virResetLastError ();
  if (there == NULL && !(builder_host_is_here (handle) && g_file_test (path, G_FILE_TEST_EXISTS)))
    return TRUE;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_EXISTS,
               "the disk %s would go on in '%s', which is there already: give the snapshot another name, or remove that "
               "file first", target, path);
  return FALSE;
}

static gboolean
append_external (GString *xml,
                 virConnectPtr handle,
                 xmlNodePtr disk,
                 const char *target,
                 const char *snapshot,
                 GError **error)
{
  g_autofree char *file = file_of_disk (handle, disk);
  g_autofree char *image = file != NULL ? name_image (file, snapshot) : NULL;
  g_autofree char *part = NULL;

  if (file == NULL)
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
                   "the disk %s is in no file, so libvirt makes no new image beside it: make a snapshot with the tools of "
                   "its storage", target);
      return FALSE;
    }
  if (!check_image (handle, image, target, error))
    return FALSE;
  part = g_markup_printf_escaped ("<disk name='%s' snapshot='external' type='file'><driver type='qcow2'/><source file='%s'/>"
                                  "</disk>", target, image);
  g_string_append (xml, part);
  return TRUE;
}

static gboolean
append_internal (GString *xml,
                 xmlNodePtr disk,
                 const char *target,
                 GError **error)
{
  g_autofree char *format = builder_xml_attribute (builder_xml_child (disk, "driver"), "type");

  if (g_strcmp0 (format, "qcow2") == 0)
    {
      g_string_append_printf (xml, "<disk name='%s' snapshot='internal'/>", target);
      return TRUE;
    }
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
               "the disk %s is not of the format qcow2, so it holds no snapshots: make an external one", target);
  return FALSE;
}

gboolean
builder_snapshot_describe_disks (GString *xml,
                                 virConnectPtr handle,
                                 xmlDocPtr document,
                                 const char *snapshot,
                                 GVirBuilderSnapshotKind kind,
                                 GError **error)
{
  xmlNodePtr devices = builder_xml_find (document, "devices");
  gboolean good = TRUE;

  for (xmlNodePtr at = devices != NULL ? devices->children : NULL; good && at != NULL; at = at->next)
    {
      g_autofree char *target = builder_xml_attribute (builder_xml_child (at, "target"), "dev");

      if (at->type != XML_ELEMENT_NODE || strcmp ((const char *) at->name, "disk") != 0 || target == NULL)
        continue;
      if (!is_taken (at))
        g_string_append_printf (xml, "<disk name='%s' snapshot='no'/>", target);
      else if (kind == GVIR_BUILDER_SNAPSHOT_KIND_EXTERNAL)
        good = append_external (xml, handle, at, target, snapshot, error);
      else
        good = append_internal (xml, at, target, error);
    }
  return good;
}
