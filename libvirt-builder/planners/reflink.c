/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "planners/reflink-private.h"

#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/vfs.h>

#include "storage/uses-private.h"

/* File systems in which files share no blocks: see ioctl_ficlone(2) for those that can. Of others it shows when it is tried. */
static const struct
{
  unsigned long number;
  const char *name;
} unable[] = {
  { EXT4_SUPER_MAGIC, "ext2, ext3 or ext4" },
  { TMPFS_MAGIC, "tmpfs" },
  { MSDOS_SUPER_MAGIC, "FAT" },
};

static char *
find_obstacle_of_files (const BuilderReflink *reflink)
{
  struct stat from;
  struct stat to;
  struct statfs facts;

  if (stat (reflink->path, &from) != 0 || stat (reflink->to_folder, &to) != 0 || statfs (reflink->to_folder, &facts) != 0)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (unable); i++)
    {
      if (unable[i].number == (unsigned long) facts.f_type)
        return g_strdup_printf ("'%s' is on a file system that cannot do so (%s; XFS and Btrfs can)", reflink->to_folder,
                                unable[i].name);
    }
  /* Parts of one Btrfs have numbers of their own. */
  if (from.st_dev != to.st_dev && (unsigned long) facts.f_type != BTRFS_SUPER_MAGIC)
    return g_strdup_printf ("'%s' is on another file system than '%s'", reflink->to_folder, reflink->path);
  return NULL;
}

char *
builder_reflink_obstacle (virConnectPtr handle,
                          const BuilderReflink *reflink)
{
  const BuilderPool *const pools[] = { reflink->pool, reflink->to_pool };

  if (reflink->format != NULL && !g_str_equal (reflink->format, "raw"))
    return g_strdup_printf ("'%s' is of the format %s, and libvirt does that with raw files only", reflink->path,
                            reflink->format);
  for (guint i = 0; i < G_N_ELEMENTS (pools); i++)
    {
      if (pools[i] != NULL && builder_pool_holds (pools[i]) != BUILDER_POOL_FILES)
        return g_strdup_printf ("the storage pool '%s' is of the type %s, and libvirt does that with raw files only",
                                pools[i]->name, pools[i]->type);
    }
  return builder_host_is_here (handle) && reflink->path != NULL && reflink->to_folder != NULL
           ? find_obstacle_of_files (reflink) : NULL;
}
