/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* snapshot-create: name, uuid, snapshot, xml, external (yes: disks only, in new images, which the XML names)
 * snapshot-delete, snapshot-revert: name, uuid, snapshot */

#include "steps/kinds-private.h"

#include "guest/guests-private.h"
#include "steps/snapshot-images-private.h"

/* SNAPSHOT is NULL where it is not there. */
static gboolean
find (BuilderWork *work,
      GVirBuilderStep *step,
      virDomainPtr *domain,
      virDomainSnapshotPtr *snapshot,
      GError **error)
{
  g_autoptr (GError) problem = NULL;

  *snapshot = NULL;
  *domain = builder_guest_find_uuid (work->link->handle, builder_step_get (step, "uuid"), &problem);
  if (*domain != NULL)
    *snapshot = virDomainSnapshotLookupByName (*domain, builder_step_get (step, "snapshot"), 0);
  if (*domain != NULL && *snapshot == NULL && !builder_last_is (VIR_ERR_NO_DOMAIN_SNAPSHOT))
    builder_set_error (&problem, "the snapshot '%s' cannot be looked up", builder_step_get (step, "snapshot"));
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
look (BuilderWork *work,
      GVirBuilderStep *step,
      BuilderFound there,
      BuilderFound not_there,
      BuilderFound *found,
      GError **error)
{
  g_auto (virDomainPtr) domain = NULL;
  g_auto (virDomainSnapshotPtr) snapshot = NULL;

  if (!find (work, step, &domain, &snapshot, error))
    return FALSE;
  *found = snapshot != NULL ? there : not_there;
  return TRUE;
}

/* New images that no snapshot was noted of are what a libvirt has left that was killed. */
static gboolean
look_for_made (BuilderWork *work,
               GVirBuilderStep *step,
               BuilderFound *found,
               GError **error)
{
  gboolean any;

  if (!look (work, step, BUILDER_FOUND_WHOLE, BUILDER_FOUND_NOTHING, found, error))
    return FALSE;
  if (*found == BUILDER_FOUND_WHOLE)
    return TRUE;
  if (!builder_snapshot_images_look (work, step, &any, error))
    return FALSE;
  *found = any ? BUILDER_FOUND_PART : BUILDER_FOUND_NOTHING;
  return TRUE;
}

static gboolean
look_for_deleted (BuilderWork *work,
                  GVirBuilderStep *step,
                  BuilderFound *found,
                  GError **error)
{
  return look (work, step, BUILDER_FOUND_NOTHING, BUILDER_FOUND_WHOLE, found, error);
}

/* That it has been reverted to, nothing tells; it can be done again. */
static gboolean
look_for_reverted (BuilderWork *work,
                   GVirBuilderStep *step,
                   BuilderFound *found,
                   GError **error)
{
  return look (work, step, BUILDER_FOUND_NOTHING, BUILDER_FOUND_NOTHING, found, error);
}

static gboolean
create (BuilderWork *work,
        GVirBuilderStep *step,
        GError **error)
{
  gboolean external = builder_step_get (step, "external") != NULL;
  unsigned int flags = external ? VIR_DOMAIN_SNAPSHOT_CREATE_DISK_ONLY | VIR_DOMAIN_SNAPSHOT_CREATE_ATOMIC : 0;
  const char *xml = builder_step_get (step, "xml");
  g_auto (virDomainPtr) domain = NULL;
  g_auto (virDomainSnapshotPtr) made = NULL;

  if (!find (work, step, &domain, &made, error))
    return FALSE;
  if (made != NULL)
    return TRUE;
  /* File systems are still meanwhile, where an agent answers that sees to it. */
  if (domain != NULL && external && virDomainIsActive (domain) == 1)
    made = virDomainSnapshotCreateXML (domain, xml, flags | VIR_DOMAIN_SNAPSHOT_CREATE_QUIESCE);
  if (domain != NULL && made == NULL)
    made = virDomainSnapshotCreateXML (domain, xml, flags);
  if (made == NULL)
    builder_set_error (error, "the snapshot '%s' of the guest '%s' cannot be made", builder_step_get (step, "snapshot"),
                       builder_step_get (step, "name"));
  return made != NULL;
}

static gboolean
delete (BuilderWork *work,
        GVirBuilderStep *step,
        GError **error)
{
  g_auto (virDomainPtr) domain = NULL;
  g_auto (virDomainSnapshotPtr) snapshot = NULL;

  if (!find (work, step, &domain, &snapshot, error))
    return FALSE;
  if (snapshot == NULL || virDomainSnapshotDelete (snapshot, 0) == 0)
    return TRUE;
  builder_set_error (error, "the snapshot '%s' of the guest '%s' cannot be deleted", builder_step_get (step, "snapshot"),
                     builder_step_get (step, "name"));
  return FALSE;
}

static gboolean
take_back (BuilderWork *work,
           GVirBuilderStep *step,
           GError **error)
{
  return delete (work, step, error) && builder_snapshot_images_delete (work, step, error);
}

static gboolean
revert (BuilderWork *work,
        GVirBuilderStep *step,
        GError **error)
{
  g_auto (virDomainPtr) domain = NULL;
  g_auto (virDomainSnapshotPtr) snapshot = NULL;

  if (!find (work, step, &domain, &snapshot, error))
    return FALSE;
  if (snapshot != NULL && virDomainRevertToSnapshot (snapshot, 0) == 0)
    return TRUE;
  builder_set_error (error, "the guest '%s' cannot be reverted to its snapshot '%s'", builder_step_get (step, "name"),
                     builder_step_get (step, "snapshot"));
  return FALSE;
}

const BuilderStepKind builder_snapshot_steps[] = {
  { "snapshot-create", BUILDER_THERE_IS_WRONG, look_for_made, create, take_back },
  { "snapshot-delete", BUILDER_THERE_IS_DONE, look_for_deleted, delete, NULL },
  { "snapshot-revert", BUILDER_THERE_IS_DONE, look_for_reverted, revert, NULL },
};
const guint builder_n_snapshot_steps = G_N_ELEMENTS (builder_snapshot_steps);
