/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How a guest is removed, with the storage that nobody else needs. */

#include "planners/libvirt-builder-remove.h"

#include <stdlib.h>
#include <string.h>

#include "guest/guests-private.h"
#include "guest/snapshots-private.h"
#include "planners/lives-private.h"
#include "run/libvirt-builder-leftover.h"
#include "storage/pool-list-private.h"
#include "storage/uses-private.h"
#include "storage/xml-private.h"

typedef struct
{
  GVirBuilderPlan *plan;
  virConnectPtr handle;
  BuilderUses *uses;   /* of all other guests */
  GHashTable *bases;   /* see builder_bases_read() */
  GPtrArray *pools;
  GHashTable *paths;   /* of all that the guest has, and of what was judged already */
  GHashTable *going;   /* paths of what is planned to be deleted */
  GPtrArray *steps;    /* GVirBuilderStep, for behind the end of the guest */
} Removal;

static gboolean
has_child (xmlNodePtr disk,
           const char *name)
{
  return builder_xml_child (disk, name) != NULL;
}

/* Why a disk is left without a look at its volume; NULL: it need not be. */
static const char *
why_left_at_once (xmlNodePtr disk)
{
  static const char *const local[] = { "file", "block", "volume", NULL };
  g_autofree char *device = builder_xml_attribute (disk, "device");
  g_autofree char *type = builder_xml_attribute (disk, "type");

  if (g_strcmp0 (device, "cdrom") == 0 || g_strcmp0 (device, "floppy") == 0)
    return "it is a medium";
  if (has_child (disk, "shareable"))
    return "it is marked as shareable";
  if (has_child (disk, "readonly"))
    return "it is read-only";
  if (type == NULL || !g_strv_contains (local, type))
    return "it is not on this host";
  return NULL;
}

static virStorageVolPtr
find_volume (Removal *removal,
             xmlNodePtr source,
             char **place)
{
  g_autofree char *pool_name = builder_xml_attribute (source, "pool");
  g_autofree char *volume = builder_xml_attribute (source, "volume");
  virStorageVolPtr found = NULL;

  *place = builder_xml_attribute (source, "file");
  if (*place == NULL)
    *place = builder_xml_attribute (source, "dev");
  if (*place != NULL)
    found = virStorageVolLookupByPath (removal->handle, *place);
  else if (pool_name != NULL && volume != NULL)
    {
      g_auto (virStoragePoolPtr) pool = virStoragePoolLookupByName (removal->handle, pool_name);

      *place = g_strdup_printf ("%s of the storage pool %s", volume, pool_name);
      found = pool != NULL ? virStorageVolLookupByName (pool, volume) : NULL;
    }
  virResetLastError ();
  return found;
}

/* Why VOLUME is left; NULL: it is not. */
static char *
why_left (Removal *removal,
          const BuilderPool *pool,
          const char *path)
{
  GPtrArray *users = builder_uses_of_image (removal->uses, path);
  g_autofree char *plain = builder_plain_path (removal->handle, path);
  const char *overlay = builder_bases_overlay_but (removal->bases, plain, removal->going);

  if (users != NULL)
    return g_strdup_printf ("the guest %s has it too", ((BuilderUse *) g_ptr_array_index (users, 0))->guest);
  if (overlay != NULL)
    return g_strdup_printf ("%s holds the changes to it", overlay);
  if (pool == NULL || builder_pool_holds (pool) == BUILDER_POOL_FIXED)
    return g_strdup ("its storage pool does not delete volumes");
  return NULL;
}

static void
add_volume (Removal *removal,
            virStorageVolPtr volume,
            const BuilderPool *pool,
            const char *path,
            const char *guest)
{
  g_auto (xmlDocPtr) document = builder_xml_read (virStorageVolGetXMLDesc (volume, 0));
  g_autofree char *born = builder_xml_text (builder_xml_find (document, "target/timestamps/btime"));
  g_autofree char *base = builder_xml_text (builder_xml_find (document, "backingStore/path"));
  g_autofree char *text = g_strdup_printf ("delete the volume %s of the storage pool %s", virStorageVolGetName (volume),
                                           pool->name);
  GVirBuilderStep *step = builder_step_new ("volume-remove", 1, text, NULL);

  builder_step_set (step, "pool", pool->name);
  builder_step_set (step, "name", virStorageVolGetName (volume));
  builder_step_set (step, "path", path);
  builder_step_set (step, "born", born);
  builder_step_set (step, "guest", guest);
  g_ptr_array_add (removal->steps, step);
  g_hash_table_add (removal->going, g_strdup (path));
  if (base != NULL && !g_hash_table_contains (removal->paths, base))
    builder_plan_note (removal->plan, "leave %s: it is what %s is based on", base, path);
}

static void
judge_volume (Removal *removal,
              virStorageVolPtr volume,
              const char *guest)
{
  g_auto (virStoragePoolPtr) in = virStoragePoolLookupByVolume (volume);
  BuilderPool *pool = in != NULL ? builder_pools_find (removal->pools, virStoragePoolGetName (in)) : NULL;
  char *allocated = virStorageVolGetPath (volume);
  g_autofree char *path = g_strdup (allocated);
  g_autofree char *why = NULL;

  free (allocated);
  if (path == NULL)
    return;
  why = why_left (removal, pool, path);
  if (why != NULL)
    builder_plan_note (removal->plan, "leave %s: %s", path, why);
  else
    add_volume (removal, volume, pool, path, guest);
}

static void
judge_disk (Removal *removal,
            xmlNodePtr disk,
            const char *guest)
{
  xmlNodePtr source = builder_xml_child (disk, "source");
  g_autofree char *place = NULL;
  g_autofree char *target = builder_xml_attribute (builder_xml_child (disk, "target"), "dev");
  g_auto (virStorageVolPtr) volume = source != NULL ? find_volume (removal, source, &place) : NULL;
  const char *why = why_left_at_once (disk);

  if (source == NULL || (place == NULL && why == NULL)
      || (place != NULL && !g_hash_table_add (removal->paths, g_strconcat ("judged:", place, NULL))))
    return;
  if (why == NULL && volume == NULL)
    why = "it belongs to no storage pool";
  if (why != NULL)
    builder_plan_note (removal->plan, "leave %s: %s", place != NULL ? place : target, why);
  else
    judge_volume (removal, volume, guest);
}

static void
each_disk (Removal *removal,
           xmlNodePtr devices,
           const char *guest,
           gboolean judge)
{

  for (xmlNodePtr at = devices != NULL ? devices->children : NULL; at != NULL; at = at->next)
    {
      g_autofree char *place = NULL;

      if (at->type != XML_ELEMENT_NODE || strcmp ((const char *) at->name, "disk") != 0)
        continue;
      if (judge)
        judge_disk (removal, at, guest);
      else
        {
          g_auto (virStorageVolPtr) volume = find_volume (removal, builder_xml_child (at, "source"), &place);

          if (place != NULL)
            g_hash_table_add (removal->paths, g_steal_pointer (&place));
        }
    }
}

/* What it has now, what it has when it starts next, and what its snapshots are made of, the newest first: an image goes
 * after those that hold the changes to it. */
static void
each_place (Removal *removal,
            GPtrArray *documents,
            const char *guest,
            gboolean judge)
{
  static const char *const places[] = { "devices", "domain/devices", "inactiveDomain/devices" };

  for (guint i = 0; i < documents->len; i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (places); j++)
        each_disk (removal, builder_xml_find (g_ptr_array_index (documents, i), places[j]), guest, judge);
    }
}

static gboolean
judge_disks (Removal *removal,
             virDomainPtr domain,
             GError **error)
{
  const char *name = virDomainGetName (domain);
  g_autoptr (GPtrArray) documents = g_ptr_array_new_with_free_func ((GDestroyNotify) builder_free_document);
  xmlDocPtr now = builder_xml_read (virDomainGetXMLDesc (domain, 0));

  if (now == NULL)
    {
      builder_set_error (error, "the configuration of the guest '%s' cannot be read", name);
      return FALSE;
    }
  g_ptr_array_add (documents, now);
  g_ptr_array_add (documents, builder_xml_read (virDomainGetXMLDesc (domain, VIR_DOMAIN_XML_INACTIVE)));
  builder_snapshots_read (domain, documents);
  each_place (removal, documents, name, FALSE);
  each_place (removal, documents, name, TRUE);
  return TRUE;
}

static gboolean
plan_storage (Removal *removal,
              virDomainPtr domain,
              GError **error)
{
  gboolean good;

  removal->uses = builder_uses_read (removal->handle, virDomainGetName (domain), error);
  removal->pools = removal->uses != NULL ? builder_pools_read (removal->handle, error) : NULL;
  if (removal->pools == NULL)
    return FALSE;
  builder_pools_look_again (removal->pools);
  removal->bases = builder_bases_read (removal->handle);
  removal->going = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  removal->paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  good = judge_disks (removal, domain, error);
  g_hash_table_unref (removal->bases);
  g_hash_table_unref (removal->going);
  g_hash_table_unref (removal->paths);
  return good;
}

static void
plan_stop (Removal *removal,
           virDomainPtr domain,
           GVirBuilderStopMode mode,
           guint seconds)
{
  g_autofree char *text = NULL;
  GVirBuilderStep *step;

  if (mode == GVIR_BUILDER_STOP_MODE_FORCE)
    {
      builder_plan_guest_step (removal->plan, domain, "domain-stop", 1, "stop the guest %s", NULL);
      return;
    }
  text = seconds > 0 ? g_strdup_printf ("shut the guest %%s down within %u s%s", seconds,
                                        mode == GVIR_BUILDER_STOP_MODE_ASK ? "" : ", or stop it then")
                     : g_strdup ("shut the guest %s down");
  step = builder_plan_guest_step (removal->plan, domain, "domain-shut-down", 4, text, NULL);
  builder_step_set_number (step, "seconds", seconds);
  builder_step_set (step, "force", mode == GVIR_BUILDER_STOP_MODE_ASK ? NULL : "yes");
}

/* Its record is of a guest that is there no more, then, and would be in the way of another of its name. */
static void
plan_forgetting (GVirBuilderPlan *plan,
                 GVirConnection *connection,
                 virDomainPtr domain)
{
  g_autoptr (GVirBuilderLeftover) waiting = gvir_builder_find_waiting (connection, virDomainGetName (domain), NULL);

  if (waiting != NULL)
    builder_plan_guest_step (plan, domain, "install-forget", 1, "forget the installation of the guest %s, which is waited for", NULL);
}

/* While the guest is there, nothing of it is missing; once it is gone, the rest goes too. */
static gboolean
fill (Removal *removal,
      virDomainPtr domain,
      GVirBuilderRemoveFlags flags,
      GVirBuilderStopMode mode,
      guint seconds,
      GError **error)
{
  gboolean keep = (flags & GVIR_BUILDER_REMOVE_FLAGS_KEEP_STORAGE) != 0;
  gboolean active = virDomainIsActive (domain) == 1;

  if (active && keep && mode == GVIR_BUILDER_STOP_MODE_FORCE)
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_GUEST,
                   "the guest '%s' is not off, and its disks are to stay as it would leave them: shut it down first, or give it "
                   "time to shut down",
                   virDomainGetName (domain));
      return FALSE;
    }
  if (!keep && !plan_storage (removal, domain, error))
    return FALSE;
  if (active)
    plan_stop (removal, domain, mode, seconds);
  if (virDomainIsPersistent (domain) == 1)
    builder_plan_guest_step (removal->plan, domain, "domain-remove", 1,
                             "undefine the guest %s, with all that libvirt keeps of it", NULL);
  for (guint i = 0; i < removal->steps->len; i++)
    builder_plan_add (removal->plan, g_object_ref (g_ptr_array_index (removal->steps, i)));
  return TRUE;
}

/**
 * gvir_builder_plan_new_remove: (constructor)
 * @connection: an open connection
 * @guest: name, UUID or number of a guest
 * @flags: what becomes of its storage
 * @mode: how it is stopped where it is started
 * @seconds: how long a guest that is asked to shut down has for it, or 0: without end
 * @error: return location for an error, or %NULL
 *
 * Plans how a guest is removed: it is stopped as @mode says, undefined, with the
 * variables of its firmware, the state of its TPM, its saved state and what is noted of its snapshots and
 * checkpoints, and its storage is deleted as far as that is safe.
 *
 * Deleted are volumes of storage pools that no other guest has and no other volume is based on, those too
 * that its snapshots have left as they were. Never deleted are media, what is read-only or shareable, and what belongs to no pool. The plan says what
 * is left, and why. It cannot be taken back: recovery brings it to its end.
 *
 * Returns: (transfer full): a plan, or %NULL with an error of %GVIR_BUILDER_ERROR_NOT_FOUND,
 *   %GVIR_BUILDER_ERROR_UNREACHABLE, or %GVIR_BUILDER_ERROR_GUEST where its storage is to stay and it is
 *   not off, nor to be asked to shut down
 */
GVirBuilderPlan *
gvir_builder_plan_new_remove (GVirConnection *connection,
                              const char *guest,
                              GVirBuilderRemoveFlags flags,
                              GVirBuilderStopMode mode,
                              guint seconds,
                              GError **error)
{
  g_auto (virConnectPtr) handle = NULL;
  g_auto (virDomainPtr) domain = NULL;
  g_autoptr (GVirBuilderPlan) plan = NULL;
  g_autoptr (GPtrArray) steps = NULL;
  g_autofree char *title = NULL;
  Removal removal = { NULL };
  gboolean good;

  g_return_val_if_fail (GVIR_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (guest != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  handle = builder_handle_of (connection, error);
  domain = handle != NULL ? builder_guest_find (handle, guest, error) : NULL;
  if (domain == NULL)
    return NULL;
  title = g_strdup_printf ("remove %s", virDomainGetName (domain));
  removal.plan = plan = builder_plan_new (title, virDomainGetName (domain), GVIR_BUILDER_DIRECTION_RESUME);
  removal.steps = steps = g_ptr_array_new_with_free_func (g_object_unref);
  removal.handle = handle;
  good = fill (&removal, domain, flags, mode, seconds, error);
  if (good)
    plan_forgetting (plan, connection, domain);
  g_clear_pointer (&removal.uses, builder_uses_free);
  g_clear_pointer (&removal.pools, g_ptr_array_unref);
  return good ? g_steal_pointer (&plan) : NULL;
}
