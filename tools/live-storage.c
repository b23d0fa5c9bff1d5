/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "live-storage.h"

#include <stdlib.h>
#include <string.h>

#include "libvirt-calls.h"
#include "tool.h"

typedef struct
{
  Libvirt libvirt;
  const char *uri;
  void *connection;
  const char *own; /* the guest that is changed, or NULL */
  ToolChecks checks;
} Live;

/* What was decided of one disk; the strings are the decisions'. */
typedef struct
{
  const char *subject;
  const char *pool;
  const char *volume;
  gboolean pool_is_asked; /* not only our choice, which may still have to be made */
  const char *path;
  const char *medium;
  const char *backing;
  const char *storage; /* "new": it is to be made */
  const char *size;    /* in bytes */
} Disk;

static const struct
{
  const char *thing;
  gsize offset;
} parts[] = {
  { "disk.source.pool", G_STRUCT_OFFSET (Disk, pool) },
  { "disk.source.volume", G_STRUCT_OFFSET (Disk, volume) },
  { "disk.source.file", G_STRUCT_OFFSET (Disk, path) },
  { "disk.source.dev", G_STRUCT_OFFSET (Disk, path) },
  { "disk.medium", G_STRUCT_OFFSET (Disk, medium) },
  { "disk.storage.backing", G_STRUCT_OFFSET (Disk, backing) },
  { "disk.storage", G_STRUCT_OFFSET (Disk, storage) },
  { "disk.storage.size", G_STRUCT_OFFSET (Disk, size) },
};

/* Files that the installer is started from. */
static const char *const boot_files[] = { "install.kernel", "install.initrd", NULL };

static gboolean
refuse (GError **error,
        const char *format,
        ...) G_GNUC_PRINTF (2, 3);

static gboolean
refuse (GError **error,
        const char *format,
        ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, TOOL_ERROR, TOOL_ERROR_FAILED, message);
  return FALSE;
}

static void
note_part (GArray *disks,
           GVirDesignerDecision *decision)
{
  const char *subject = gvir_designer_decision_get_subject (decision);
  Disk *disk = disks->len > 0 ? &g_array_index (disks, Disk, disks->len - 1) : NULL;

  if (disk == NULL || g_strcmp0 (disk->subject, subject) != 0)
    {
      const Disk new_disk = { .subject = subject };

      g_array_append_val (disks, new_disk);
      disk = &g_array_index (disks, Disk, disks->len - 1);
    }
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (g_str_equal (parts[i].thing, gvir_designer_decision_get_thing (decision)))
        G_STRUCT_MEMBER (const char *, disk, parts[i].offset) = gvir_designer_decision_get_value (decision);
    }
  if (g_str_equal (gvir_designer_decision_get_thing (decision), "disk.source.pool"))
    disk->pool_is_asked = gvir_designer_decision_is_wish (decision);
}

static GArray *
read_disks (GListModel *decisions)
{
  GArray *disks = g_array_new (FALSE, FALSE, sizeof (Disk));

  for (guint i = 0; i < g_list_model_get_n_items (decisions); i++)
    {
      g_autoptr (GVirDesignerDecision) decision = g_list_model_get_item (decisions, i);

      if (g_str_has_prefix (gvir_designer_decision_get_thing (decision), "disk."))
        note_part (disks, decision);
    }
  return disks;
}

static char *
name_pools (const Live *live)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  void **pools = NULL;
  int n = live->libvirt.virConnectListAllStoragePools (live->connection, &pools, 0);

  for (int i = 0; i < n; i++)
    {
      g_ptr_array_add (names, g_strdup (live->libvirt.virStoragePoolGetName (pools[i])));
      live->libvirt.virStoragePoolFree (pools[i]);
    }
  free (pools);
  g_ptr_array_add (names, NULL);
  return names->len > 1 ? g_strjoinv (", ", (char **) names->pdata) : g_strdup ("none");
}

/* A file of this machine says something only where the host is this machine. */
static gboolean
is_missing (const Live *live,
            const char *path)
{
  void *volume;

  if (strstr (path, "://") != NULL || strstr (live->uri, ":///") == NULL)
    return FALSE;
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return FALSE;
  volume = live->libvirt.virStorageVolLookupByPath (live->connection, path);
  if (volume != NULL)
    live->libvirt.virStorageVolFree (volume);
  return volume == NULL;
}

/* Sets PATH to that of the disk's volume, where it is one that is there. */
static gboolean
find_volume (const Live *live,
             const Disk *disk,
             char **path,
             GError **error)
{
  void *pool = live->libvirt.virStoragePoolLookupByName (live->connection, disk->pool);
  void *volume = pool != NULL && disk->volume != NULL
                   ? live->libvirt.virStorageVolLookupByName (pool, disk->volume) : NULL;
  g_autofree char *pools = NULL;
  gboolean found = pool != NULL;
  char *place = volume != NULL ? live->libvirt.virStorageVolGetPath (volume) : NULL;

  *path = g_strdup (place);
  free (place);
  if (volume != NULL)
    live->libvirt.virStorageVolFree (volume);
  if (pool != NULL)
    live->libvirt.virStoragePoolFree (pool);
  if (found ? volume != NULL || g_strcmp0 (disk->storage, "new") == 0 : !disk->pool_is_asked)
    return TRUE;
  if (found)
    return refuse (error, "the storage pool '%s' has no volume '%s': give vol=%s/NAME of one that is there, or "
                   "pool=%s,size=GIB to make one", disk->pool, disk->volume, disk->pool, disk->pool);
  pools = name_pools (live);
  return refuse (error, "'%s' has no storage pool '%s': it has %s", live->uri, disk->pool, pools);
}

static gboolean
check_there (const Live *live,
             const Disk *disk,
             GError **error)
{
  gboolean is_new = g_strcmp0 (disk->storage, "new") == 0;

  if (disk->medium != NULL && is_missing (live, disk->medium))
    return refuse (error, "there is no '%s' to install from: give the path of a CD-ROM or image that is there",
                   disk->medium);
  if (disk->path != NULL && !is_new && is_missing (live, disk->path))
    return refuse (error, "there is no '%s': give the path of an image that is there, or size=GIB to make a disk",
                   disk->path);
  if (disk->backing != NULL && is_missing (live, disk->backing))
    return refuse (error, "there is no '%s' for a disk to be based on: give the path of an image that is there",
                   disk->backing);
  return TRUE;
}

static gboolean
check_size (const Live *live,
            const Disk *disk,
            GError **error)
{
  g_autofree char *folder = disk->path != NULL ? g_path_get_dirname (disk->path) : NULL;
  guint64 size = disk->size != NULL ? g_ascii_strtoull (disk->size, NULL, 10) : 0;
  LibvirtPoolInfo info = { 0 };
  gboolean known;
  void *pool;

  if (g_strcmp0 (disk->storage, "new") != 0 || size == 0 || (disk->pool == NULL && folder == NULL))
    return TRUE;
  pool = disk->pool != NULL ? live->libvirt.virStoragePoolLookupByName (live->connection, disk->pool)
                            : live->libvirt.virStoragePoolLookupByTargetPath (live->connection, folder);
  if (pool == NULL)
    return TRUE;
  known = live->libvirt.virStoragePoolGetInfo (pool, &info) == 0;
  live->libvirt.virStoragePoolFree (pool);
  if (!known || size <= info.available)
    return TRUE;
  return refuse (error, "a disk of %.1f GiB does not fit: its storage pool has %.1f GiB left; give a smaller size, or "
                 "--check disk_size=off where it will not be filled", (double) size / (1 << 30),
                 (double) info.available / (1 << 30));
}

/* What another guest has: the images of its disks, or the addresses of its cards. */
static const char *
taken_by_device (GVirConfigDomainDevice *device,
                 gboolean disks)
{
  if (disks && GVIR_CONFIG_IS_DOMAIN_DISK (device))
    {
      GVirConfigDomainDisk *disk = GVIR_CONFIG_DOMAIN_DISK (device);

      return gvir_config_domain_disk_get_guest_device_type (disk) == GVIR_CONFIG_DOMAIN_DISK_GUEST_DEVICE_DISK
               ? gvir_config_domain_disk_get_source (disk) : NULL;
    }
  if (!disks && GVIR_CONFIG_IS_DOMAIN_INTERFACE (device))
    return gvir_config_domain_interface_get_mac (GVIR_CONFIG_DOMAIN_INTERFACE (device));
  return NULL;
}

static void
note_taken (const Live *live,
            GHashTable *taken,
            const char *xml,
            gboolean disks)
{
  GVirConfigDomain *other = gvir_config_domain_new_from_xml (xml, NULL);
  gboolean counts = other != NULL && g_strcmp0 (gvir_config_domain_get_name (other), live->own) != 0;
  GList *devices = counts ? gvir_config_domain_get_devices (other) : NULL;

  for (GList *at = devices; at != NULL; at = at->next)
    {
      const char *value = taken_by_device (at->data, disks);

      if (value != NULL)
        g_hash_table_insert (taken, disks ? g_strdup (value) : g_ascii_strdown (value, -1),
                             g_strdup (gvir_config_domain_get_name (other)));
    }
  g_list_free_full (devices, g_object_unref);
  g_clear_object (&other);
}

/* From what the other guests have to their names. */
static GHashTable *
read_taken (const Live *live,
            gboolean disks)
{
  GHashTable *taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  void **domains = NULL;
  int n = live->libvirt.virConnectListAllDomains (live->connection, &domains, 0);

  for (int i = 0; i < n; i++)
    {
      char *xml = live->libvirt.virDomainGetXMLDesc (domains[i], 0);

      if (xml != NULL)
        note_taken (live, taken, xml, disks);
      free (xml);
      live->libvirt.virDomainFree (domains[i]);
    }
  free (domains);
  return taken;
}

static gboolean
check_disks (const Live *live,
             const GArray *disks,
             GError **error)
{
  g_autoptr (GHashTable) taken = read_taken (live, TRUE);

  for (guint i = 0; i < disks->len; i++)
    {
      const Disk *disk = &g_array_index (disks, Disk, i);
      g_autofree char *place = NULL;
      const char *path;
      const char *user;

      if ((disk->pool != NULL && !find_volume (live, disk, &place, error)) || !check_there (live, disk, error)
          || ((live->checks & TOOL_CHECK_SIZES) != 0 && !check_size (live, disk, error)))
        return FALSE;
      path = disk->path != NULL ? disk->path : place;
      user = path != NULL && (live->checks & TOOL_CHECK_PATHS) != 0 ? g_hash_table_lookup (taken, path) : NULL;
      if (user != NULL)
        return refuse (error, "'%s' is a disk of the guest '%s': give another, or --check path_in_use=off where they "
                       "never run at once", path, user);
    }
  return TRUE;
}

static gboolean
check_boot_file (const Live *live,
                 GVirDesignerDecision *decision,
                 GError **error)
{
  const char *path = gvir_designer_decision_get_value (decision);

  if (!g_strv_contains (boot_files, gvir_designer_decision_get_thing (decision)) || path == NULL
      || !is_missing (live, path))
    return TRUE;
  return refuse (error, "there is no '%s': give --install kernel=FILE,initrd=FILE with files that are there", path);
}

static gboolean
check_others (const Live *live,
              GListModel *decisions,
              GError **error)
{
  g_autoptr (GHashTable) taken = read_taken (live, FALSE);

  for (guint i = 0; i < g_list_model_get_n_items (decisions); i++)
    {
      g_autoptr (GVirDesignerDecision) decision = g_list_model_get_item (decisions, i);
      const char *value = gvir_designer_decision_get_value (decision);
      g_autofree char *address = value != NULL ? g_ascii_strdown (value, -1) : NULL;
      gboolean is_address = g_str_equal (gvir_designer_decision_get_thing (decision), "network.mac");

      if (!check_boot_file (live, decision, error))
        return FALSE;
      if (is_address && address != NULL && (live->checks & TOOL_CHECK_ADDRESSES) != 0
          && g_hash_table_contains (taken, address))
        return refuse (error, "the guest '%s' has the MAC address '%s' already: give another, or --check mac_in_use=off",
                       (const char *) g_hash_table_lookup (taken, address), value);
    }
  return TRUE;
}

gboolean
live_storage_check (const char *uri,
                    GVirDesignerDomain *design,
                    const char *own,
                    ToolChecks checks,
                    gboolean forgiving,
                    GError **error)
{
  g_autoptr (GListModel) decisions = gvir_designer_domain_get_decisions (design);
  g_autoptr (GArray) disks = read_disks (decisions);
  g_autoptr (GError) silence = NULL;
  Live live = { .uri = uri, .own = own, .checks = checks };
  gboolean good;

  live.connection = libvirt_calls_connect (&live.libvirt, uri, LIBVIRT_READ, forgiving ? &silence : error);
  if (live.connection == NULL)
    {
      if (forgiving)
        tool_note ("nothing answers at the connection, so its storage and guests are not looked at");
      return forgiving;
    }
  good = check_disks (&live, disks, error) && check_others (&live, decisions, error);
  live.libvirt.virConnectClose (live.connection);
  return good;
}
