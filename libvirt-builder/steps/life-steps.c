/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* domain-shut-down: name, uuid, seconds (0: without end), force (yes: then it is stopped)
 * domain-stop, domain-remove, domain-discard: name, uuid
 * domain-rename: name, uuid, to
 * volume-remove: pool, name, path, born (seconds since 1970 as libvirt writes them; may be missing), guest
 *
 * The first four end something for good: what they make is that it is there no more. */

#include "steps/step-guest-private.h"

#include "guest/guest-private.h"
#include "guest/guests-private.h"
#include "guest/undefine-private.h"
#include "storage/pool-list-private.h"
#include "storage/uses-private.h"
#include "storage/volumes-private.h"
#include "storage/xml-private.h"

static gboolean
is_stopped (virDomainPtr domain)
{
  return domain == NULL || virDomainIsActive (domain) == 0;
}

static gboolean
look_for_stopped (BuilderWork *work,
                  GVirBuilderStep *step,
                  BuilderFound *found,
                  GError **error)
{
  return builder_step_look_at_guest (work, step, is_stopped, found, error);
}

static gboolean
stop (BuilderWork *work,
      GVirBuilderStep *step,
      GError **error)
{
  g_auto (virDomainPtr) domain = NULL;

  return builder_step_find_guest (work, step, &domain, error)
         && (domain == NULL || builder_guest_force_off (domain, error));
}

static gboolean
shut_down (BuilderWork *work,
           GVirBuilderStep *step,
           GError **error)
{
  g_autoptr (GVirBuilderGuest) guest = builder_guest_new (work->link, builder_step_get (step, "name"),
                                                          builder_step_get (step, "uuid"));
  GVirBuilderStopMode mode = builder_step_get (step, "force") != NULL ? GVIR_BUILDER_STOP_MODE_ASK_THEN_FORCE
                                                                      : GVIR_BUILDER_STOP_MODE_ASK;

  return gvir_builder_guest_stop (guest, mode, (guint) builder_step_get_number (step, "seconds"), work->cancellable, error);
}

static gboolean
is_gone (virDomainPtr domain)
{
  return domain == NULL;
}

static gboolean
look_for_removed (BuilderWork *work,
                  GVirBuilderStep *step,
                  BuilderFound *found,
                  GError **error)
{
  return builder_step_look_at_guest (work, step, is_gone, found, error);
}

static gboolean
remove_guest (BuilderWork *work,
              GVirBuilderStep *step,
              GError **error)
{
  g_auto (virDomainPtr) domain = NULL;

  return builder_step_find_guest (work, step, &domain, error) && (domain == NULL || builder_guest_undefine (domain, error));
}

/* Its end is the end of a plan, whose other steps stay as they are when it has come. */
static gboolean
keep_discarded (BuilderWork *work,
                GVirBuilderStep *step,
                GError **error)
{
  g_auto (virDomainPtr) domain = NULL;

  if (!builder_step_find_guest (work, step, &domain, error))
    return FALSE;
  if (domain != NULL)
    return TRUE;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_GUEST,
               "the guest that was '%s' is replaced already, and does not come back: let what was begun be brought to its "
               "end", builder_step_get (step, "name"));
  return FALSE;
}

static gboolean
look_for_name (BuilderWork *work,
               GVirBuilderStep *step,
               BuilderFound *found,
               GError **error)
{
  g_auto (virDomainPtr) domain = NULL;

  if (!builder_step_find_guest (work, step, &domain, error))
    return FALSE;
  *found = domain != NULL && g_str_equal (virDomainGetName (domain), builder_step_get (step, "to"))
             ? BUILDER_FOUND_WHOLE : BUILDER_FOUND_NOTHING;
  return TRUE;
}

static gboolean
rename_to (virDomainPtr domain,
           const char *name,
           GError **error)
{
  const char *old = virDomainGetName (domain);

  if (g_str_equal (old, name) || virDomainRename (domain, name, 0) == 0)
    return TRUE;
  builder_set_error (error, "the guest '%s' cannot be called '%s'", old, name);
  return FALSE;
}

static gboolean
rename_guest (BuilderWork *work,
              GVirBuilderStep *step,
              GError **error)
{
  g_auto (virDomainPtr) domain = builder_step_need_guest (work, step, error);

  return domain != NULL && rename_to (domain, builder_step_get (step, "to"), error);
}

static gboolean
rename_back (BuilderWork *work,
             GVirBuilderStep *step,
             GError **error)
{
  g_auto (virDomainPtr) domain = NULL;

  return builder_step_find_guest (work, step, &domain, error)
         && (domain == NULL || rename_to (domain, builder_step_get (step, "name"), error));
}

/* Whether VOLUME is the one that was planned for, and not one of its name that has come since; *PROBLEM: nobody knows. */
static gboolean
is_the_same (virStorageVolPtr volume,
             GVirBuilderStep *step,
             GError **problem)
{
  char *xml = virStorageVolGetXMLDesc (volume, 0);
  g_auto (xmlDocPtr) document = NULL;
  g_autofree char *path = NULL;
  g_autofree char *born = NULL;
  const char *old_born = builder_step_get (step, "born");

  if (xml == NULL && builder_last_is (VIR_ERR_NO_STORAGE_VOL))
    return FALSE;
  if (xml == NULL)
    {
      builder_set_error (problem, "the volume '%s' cannot be looked at", builder_step_get (step, "name"));
      return FALSE;
    }
  document = builder_xml_read (xml);
  path = builder_xml_text (builder_xml_find (document, "target/path"));
  born = builder_xml_text (builder_xml_find (document, "target/timestamps/btime"));
  return g_strcmp0 (path, builder_step_get (step, "path")) == 0
         && (born == NULL || old_born == NULL || g_str_equal (born, old_born));
}

static gboolean
look_for_deleted (BuilderWork *work,
                  GVirBuilderStep *step,
                  BuilderFound *found,
                  GError **error)
{
  g_auto (virStorageVolPtr) volume = NULL;
  g_autoptr (GError) problem = NULL;

  if (!builder_volume_look (work->link->handle, builder_step_get (step, "pool"), builder_step_get (step, "name"), &volume,
                            error))
    return FALSE;
  *found = volume == NULL || !is_the_same (volume, step, &problem) ? BUILDER_FOUND_WHOLE : BUILDER_FOUND_NOTHING;
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static GHashTable *
read_bases (BuilderWork *work,
            GPtrArray *pools)
{
  builder_pools_look_again (pools);
  return builder_bases_read (work->link->handle);
}

/* Much may have happened since it was planned. */
static gboolean
check_unused (BuilderWork *work,
              GVirBuilderStep *step,
              GError **error)
{
  const char *path = builder_step_get (step, "path");
  g_autoptr (BuilderUses) uses = builder_uses_read (work->link->handle, NULL, error);
  g_autoptr (GPtrArray) pools = uses != NULL ? builder_pools_read (work->link->handle, error) : NULL;
  g_autoptr (GHashTable) bases = pools != NULL ? read_bases (work, pools) : NULL;
  g_autofree char *plain = builder_plain_path (work->link->handle, path);
  GPtrArray *users = uses != NULL ? builder_uses_of_image (uses, path) : NULL;
  const char *overlay = bases != NULL ? builder_bases_overlay (bases, plain) : NULL;

  if (users != NULL && pools != NULL)
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_IN_USE,
                 "the guest '%s' has come to have '%s', so it is not deleted: take it from that guest first",
                 ((BuilderUse *) g_ptr_array_index (users, 0))->guest, path);
  else if (overlay != NULL)
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_IN_USE,
                 "'%s' has come to hold the changes to '%s', so that is not deleted: delete what is based on it first",
                 overlay, path);
  return pools != NULL && users == NULL && overlay == NULL;
}

static gboolean
delete_volume (BuilderWork *work,
               GVirBuilderStep *step,
               GError **error)
{
  g_auto (virStorageVolPtr) volume = NULL;

  if (!builder_volume_look (work->link->handle, builder_step_get (step, "pool"), builder_step_get (step, "name"), &volume,
                            error))
    return FALSE;
  return volume == NULL || (check_unused (work, step, error) && builder_volume_delete (volume, error));
}

const BuilderStepKind builder_life_steps[] = {
  { "domain-shut-down", BUILDER_THERE_IS_DONE, look_for_stopped, shut_down, NULL },
  { "domain-stop", BUILDER_THERE_IS_DONE, look_for_stopped, stop, NULL },
  { "domain-remove", BUILDER_THERE_IS_DONE, look_for_removed, remove_guest, NULL },
  { "domain-discard", BUILDER_THERE_IS_DONE, look_for_removed, remove_guest, keep_discarded },
  { "domain-rename", BUILDER_THERE_IS_DONE, look_for_name, rename_guest, rename_back },
  { "volume-remove", BUILDER_THERE_IS_DONE, look_for_deleted, delete_volume, NULL },
};
const guint builder_n_life_steps = G_N_ELEMENTS (builder_life_steps);
