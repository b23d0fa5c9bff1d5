/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What becomes of each disk of a clone. */

#include "planners/clone-private.h"

#include <string.h>
#include <sys/stat.h>

static gboolean
is_named (const GPtrArray *targets,
          const char *target)
{
  return target != NULL && g_ptr_array_find_with_equal_func ((GPtrArray *) targets, target, g_str_equal, NULL);
}

/* Both guests may have what none of them writes alone, and what has no content here. */
static gboolean
is_kept (BuilderCloning *cloning,
         xmlNodePtr node,
         const char *target)
{
  static const char *const elsewhere[] = { "nvme", "vhostuser", "vhostvdpa", NULL };
  g_autofree char *type = builder_xml_attribute (node, "type");
  g_autofree char *device = builder_xml_attribute (node, "device");
  xmlNodePtr source = builder_xml_child (node, "source");

  if (source == NULL || source->properties == NULL || is_named (cloning->wish->kept, target))
    return TRUE;
  if (is_named (cloning->wish->copied, target))
    return FALSE;
  return builder_xml_child (node, "readonly") != NULL || builder_xml_child (node, "shareable") != NULL
         || g_strcmp0 (device, "cdrom") == 0 || (type != NULL && g_strv_contains (elsewhere, type));
}

static gboolean
check_targets (const GPtrArray *wanted,
               GPtrArray *there,
               GError **error)
{
  for (guint i = 0; i < wanted->len; i++)
    {
      if (is_named (there, g_ptr_array_index (wanted, i)))
        continue;
      g_ptr_array_add (there, NULL);
      {
        g_autofree char *names = g_strjoinv (", ", (char **) there->pdata);

        g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NOT_FOUND, "the original has no disk '%s': it has %s",
                     (const char *) g_ptr_array_index (wanted, i), *names != '\0' ? names : "none");
      }
      return FALSE;
    }
  return TRUE;
}

static gboolean
list_disks (BuilderCloning *cloning,
            GError **error)
{
  g_autoptr (GPtrArray) nodes = builder_cloning_find (cloning, "/domain/devices/disk");
  g_autoptr (GPtrArray) targets = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < nodes->len; i++)
    {
      xmlNodePtr node = g_ptr_array_index (nodes, i);
      g_autofree char *target = builder_xml_attribute (builder_xml_child (node, "target"), "dev");

      if (!is_kept (cloning, node, target))
        {
          BuilderCloneDisk *disk = g_new0 (BuilderCloneDisk, 1);

          disk->node = node;
          disk->target = g_strdup (target != NULL ? target : "?");
          g_ptr_array_add (cloning->disks, disk);
        }
      g_ptr_array_add (targets, g_steal_pointer (&target));
    }
  return check_targets (cloning->wish->kept, targets, error) && check_targets (cloning->wish->copied, targets, error);
}

static gboolean
check_files (BuilderCloning *cloning,
             GError **error)
{
  guint n = cloning->wish->files->len;
  gboolean derive = n == 0 || (cloning->wish->flags & GVIR_BUILDER_CLONE_FLAGS_DERIVE_FILES) != 0;

  if (n == cloning->disks->len || (n < cloning->disks->len && derive))
    return TRUE;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
               "the original has %u disk%s to copy, and %u file%s given: %s", cloning->disks->len,
               cloning->disks->len == 1 ? "" : "s", n, n == 1 ? " is" : "s are",
               n > cloning->disks->len ? "leave out the rest"
                                       : "give one for each, keep the others as they are, or have the rest derived");
  return FALSE;
}

/* NULL with an error. */
static char *
read_file (BuilderCloning *cloning,
           const char *file,
           GError **error)
{
  if (*file == '/')
    return g_canonicalize_filename (file, NULL);
  if (*file != '\0' && builder_host_is_here (cloning->handle))
    return g_canonicalize_filename (file, NULL);
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
               "'%s' is no path on the host: give one that begins with a slash", file);
  return NULL;
}

static gboolean
check_free (BuilderCloning *cloning,
            const char *path,
            GError **error)
{
  if (!builder_cloning_path_exists (cloning, path))
    return TRUE;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_EXISTS,
               "'%s' is there already, and is not written over: give another path, or say that its data is preserved",
               path);
  return FALSE;
}

static gboolean
check_there (BuilderCloning *cloning,
             const char *path,
             GError **error)
{
  GPtrArray *users = (cloning->wish->flags & GVIR_BUILDER_CLONE_FLAGS_SHARED_PATHS) == 0
                       ? builder_uses_of_image (cloning->uses, path) : NULL;

  if (users != NULL)
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_IN_USE,
                 "the guest '%s' has '%s': give the clone another file, or say that both may have it",
                 ((BuilderUse *) g_ptr_array_index (users, 0))->guest, path);
  else if (builder_host_is_here (cloning->handle) && !builder_cloning_path_exists (cloning, path))
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NOT_FOUND,
                 "'%s' is not there, so it has no data to preserve: make the copy first, or have it made", path);
  else
    return TRUE;
  return FALSE;
}

/* TAKEN are the paths of the disks before. */
static gboolean
choose_path (BuilderCloning *cloning,
             BuilderCloneDisk *disk,
             guint number,
             GPtrArray *taken,
             GError **error)
{
  gboolean preserve = (cloning->wish->flags & GVIR_BUILDER_CLONE_FLAGS_PRESERVE_DATA) != 0;

  if (number < cloning->wish->files->len)
    disk->to_path = read_file (cloning, g_ptr_array_index (cloning->wish->files, number), error);
  else
    disk->to_path = builder_cloning_derive_path (cloning, disk->path, taken);
  if (disk->to_path == NULL)
    return FALSE;
  if (is_named (taken, disk->to_path))
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                   "'%s' is given for two disks: give each a file of its own", disk->to_path);
      return FALSE;
    }
  g_ptr_array_add (taken, disk->to_path);
  disk->to_folder = g_path_get_dirname (disk->to_path);
  disk->to_pool = builder_pools_find_folder (cloning->pools, disk->to_folder);
  return preserve ? check_there (cloning, disk->to_path, error) : check_free (cloning, disk->to_path, error);
}

static gboolean
is_device (BuilderCloning *cloning,
           const BuilderCloneDisk *disk)
{
  struct stat facts;

  if (disk->to_pool != NULL)
    return builder_pool_holds (disk->to_pool) == BUILDER_POOL_DEVICES;
  return builder_host_is_here (cloning->handle) && stat (disk->to_path, &facts) == 0 && S_ISBLK (facts.st_mode);
}

static void
set_format (xmlNodePtr node,
            const char *format)
{
  xmlNodePtr driver = builder_xml_child (node, "driver");

  if (driver == NULL)
    {
      driver = xmlNewNode (NULL, (const xmlChar *) "driver");
      xmlSetProp (driver, (const xmlChar *) "name", (const xmlChar *) "qemu");
      xmlAddPrevSibling (builder_xml_child (node, "source"), driver);
    }
  xmlSetProp (driver, (const xmlChar *) "type", (const xmlChar *) format);
}

/* What the original's image is based on, its copy is not. */
static void
forget_bases (BuilderCloning *cloning,
              xmlNodePtr node)
{
  xmlNodePtr base = builder_xml_child (node, "backingStore");
  xmlNodePtr mirror = builder_xml_child (node, "mirror");
  gboolean overlay = cloning->wish->copy == GVIR_BUILDER_DISK_COPY_OVERLAY;

  if (base != NULL && (overlay || builder_xml_child (base, "source") != NULL))
    builder_cloning_drop (base);
  if (mirror != NULL)
    builder_cloning_drop (mirror);
}

static void
set_source (BuilderCloning *cloning,
            BuilderCloneDisk *disk)
{
  static const char *const places[] = { "file", "dev", "dir", "pool", "volume", "mode", "protocol", "name", "index" };
  xmlNodePtr source = builder_xml_child (disk->node, "source");
  xmlNodePtr host = builder_xml_child (source, "host");
  xmlNodePtr driver = builder_xml_child (disk->node, "driver");
  g_autofree char *format = builder_xml_attribute (driver, "type");
  gboolean device = is_device (cloning, disk);
  gboolean preserve = (cloning->wish->flags & GVIR_BUILDER_CLONE_FLAGS_PRESERVE_DATA) != 0;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    xmlUnsetProp (source, (const xmlChar *) places[i]);
  for (; host != NULL; host = builder_xml_child (source, "host"))
    builder_cloning_drop (host);
  xmlSetProp (disk->node, (const xmlChar *) "type", (const xmlChar *) (device ? "block" : "file"));
  xmlSetProp (source, (const xmlChar *) (device ? "dev" : "file"), (const xmlChar *) disk->to_path);
  forget_bases (cloning, disk->node);
  if (!preserve && cloning->wish->copy == GVIR_BUILDER_DISK_COPY_OVERLAY)
    set_format (disk->node, "qcow2");
  else if (!preserve && device && driver != NULL && g_strcmp0 (format, "raw") != 0)
    set_format (disk->node, "raw");
}

gboolean
builder_cloning_arrange_disks (BuilderCloning *cloning,
                               GError **error)
{
  g_autoptr (GPtrArray) taken = g_ptr_array_new ();
  gboolean preserve = (cloning->wish->flags & GVIR_BUILDER_CLONE_FLAGS_PRESERVE_DATA) != 0;

  if (!list_disks (cloning, error) || !check_files (cloning, error))
    return FALSE;
  for (guint i = 0; i < cloning->disks->len; i++)
    {
      BuilderCloneDisk *disk = g_ptr_array_index (cloning->disks, i);
      gboolean given = i < cloning->wish->files->len;

      if ((!(preserve && given) && !builder_cloning_find_source (cloning, disk, error))
          || !choose_path (cloning, disk, i, taken, error))
        return FALSE;
      set_source (cloning, disk);
    }
  return TRUE;
}
