/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "planners/libvirt-builder-snapshot.h"

#include <stdlib.h>
#include <string.h>

#include "guest/guests-private.h"
#include "guest/snapshots-private.h"
#include "planners/lives-private.h"
#include "planners/snapshot-disks-private.h"
#include "storage/xml-private.h"

/* The first libvirt that reverts to external snapshots. */
#define REVERTS_TO_EXTERNAL 9010000

/* DOMAIN, and its snapshot NAME; that may be missing where SNAPSHOT is NULL. */
static gboolean
open_guest (GVirConnection *connection,
            const char *guest,
            const char *name,
            virConnectPtr *handle,
            virDomainPtr *domain,
            virDomainSnapshotPtr *snapshot,
            GError **error)
{
  *handle = builder_handle_of (connection, error);
  *domain = *handle != NULL ? builder_guest_find (*handle, guest, error) : NULL;
  if (*domain == NULL)
    return FALSE;
  if (snapshot == NULL)
    return TRUE;
  *snapshot = virDomainSnapshotLookupByName (*domain, name, 0);
  if (*snapshot == NULL)
    builder_set_error (error, "the guest '%s' has no snapshot '%s'", guest, name);
  return *snapshot != NULL;
}

static gboolean
check_firmware (xmlDocPtr document,
                const char *guest,
                GVirBuilderSnapshotKind kind,
                GError **error)
{
  g_autofree char *firmware = builder_xml_attribute (builder_xml_find (document, "os"), "firmware");
  g_autofree char *loader = builder_xml_attribute (builder_xml_find (document, "os/loader"), "type");

  if (kind == GVIR_BUILDER_SNAPSHOT_KIND_EXTERNAL
      || (g_strcmp0 (firmware, "efi") != 0 && g_strcmp0 (loader, "pflash") != 0))
    return TRUE;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
               "the guest '%s' has UEFI, of which libvirt makes no snapshots within images: make an external one", guest);
  return FALSE;
}

/* NULL with an error. */
static char *
describe (virDomainPtr domain,
          const char *name,
          const char *description,
          GVirBuilderSnapshotKind kind,
          GError **error)
{
  g_auto (xmlDocPtr) document = builder_xml_read (virDomainGetXMLDesc (domain, 0));
  g_autofree char *safe_name = g_markup_escape_text (name, -1);
  g_autofree char *safe_text = g_markup_escape_text (description != NULL ? description : "", -1);
  g_autoptr (GString) xml = g_string_new (NULL);

  g_string_append_printf (xml, "<domainsnapshot><name>%s</name><description>%s</description><disks>", safe_name, safe_text);
  if (!check_firmware (document, virDomainGetName (domain), kind, error)
      || !builder_snapshot_describe_disks (xml, virDomainGetConnect (domain), document, name, kind, error))
    return NULL;
  g_string_append (xml, "</disks></domainsnapshot>");
  return g_string_free (g_steal_pointer (&xml), FALSE);
}

static gboolean
check_name (virDomainPtr domain,
            const char *name,
            GError **error)
{
  g_auto (virDomainSnapshotPtr) other = virDomainSnapshotLookupByName (domain, name, 0);

  virResetLastError ();
  if (*name == '\0' || strpbrk (name, "/\n\t") != NULL || *name == '.')
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                 "'%s' cannot be the name of a snapshot: give one without slashes and line ends", name);
  else if (other != NULL)
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_EXISTS,
                 "the guest '%s' has a snapshot '%s' already: give another name, or delete that one first",
                 virDomainGetName (domain), name);
  else
    return TRUE;
  return FALSE;
}

static gboolean
is_external (virDomainSnapshotPtr snapshot)
{
  g_auto (xmlDocPtr) document = builder_xml_read (virDomainSnapshotGetXMLDesc (snapshot, 0));

  return builder_snapshot_is_external (document);
}

/* libvirt never deletes an external snapshot that follows an internal one, so it could not be taken back either. */
static gboolean
check_current (virDomainPtr domain,
               GVirBuilderSnapshotKind kind,
               GError **error)
{
  g_auto (virDomainSnapshotPtr) current = virDomainSnapshotCurrent (domain, 0);

  virResetLastError ();
  if (current == NULL || kind == GVIR_BUILDER_SNAPSHOT_KIND_INTERNAL || is_external (current))
    return TRUE;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
               "the snapshot '%s' of the guest '%s' is an internal one, and libvirt deletes no external one that follows it: "
               "make an internal one, or delete that one first", virDomainSnapshotGetName (current), virDomainGetName (domain));
  return FALSE;
}

/* A plan of one step about a snapshot; XML is NULL where it is there already. */
static GVirBuilderPlan *
plan_step (virDomainPtr domain,
           const char *name,
           const char *verb,
           const char *undo,
           const char *xml)
{
  g_autofree char *title = g_strdup_printf ("%s the snapshot %s of %s", verb, name, virDomainGetName (domain));
  g_autofree char *kind = g_strconcat ("snapshot-", verb, NULL);
  GVirBuilderPlan *plan = builder_plan_new (title, virDomainGetName (domain), undo != NULL ? GVIR_BUILDER_DIRECTION_UNDO
                                                                                          : GVIR_BUILDER_DIRECTION_RESUME);
  char uuid[VIR_UUID_STRING_BUFLEN] = "";
  GVirBuilderStep *step = builder_step_new (kind, 4, title, undo);

  virDomainGetUUIDString (domain, uuid);
  builder_step_set (step, "name", virDomainGetName (domain));
  builder_step_set (step, "uuid", uuid);
  builder_step_set (step, "snapshot", name);
  builder_step_set (step, "xml", xml);
  builder_plan_add (plan, step);
  return plan;
}

/**
 * gvir_builder_plan_new_snapshot: (constructor)
 * @connection: an open connection
 * @guest: name or UUID of a guest
 * @snapshot: the name of the snapshot
 * @description: (nullable): what it is for
 * @kind: where it is kept
 * @error: return location for an error, or %NULL
 *
 * Plans how a snapshot is made of all disks of a guest that it alone writes. The file systems of a
 * guest that runs are held meanwhile where its agent answers.
 *
 * Returns: (transfer full): a plan, or %NULL with an error of %GVIR_BUILDER_ERROR_NOT_FOUND,
 *   %GVIR_BUILDER_ERROR_EXISTS, %GVIR_BUILDER_ERROR_INVALID_INPUT, %GVIR_BUILDER_ERROR_UNSUPPORTED or
 *   %GVIR_BUILDER_ERROR_UNREACHABLE
 */
GVirBuilderPlan *
gvir_builder_plan_new_snapshot (GVirConnection *connection,
                                const char *guest,
                                const char *snapshot,
                                const char *description,
                                GVirBuilderSnapshotKind kind,
                                GError **error)
{
  g_auto (virConnectPtr) handle = NULL;
  g_auto (virDomainPtr) domain = NULL;
  g_autofree char *xml = NULL;
  GVirBuilderPlan *plan;

  g_return_val_if_fail (GVIR_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (guest != NULL && snapshot != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!open_guest (connection, guest, snapshot, &handle, &domain, NULL, error) || !check_name (domain, snapshot, error)
      || !check_current (domain, kind, error))
    return NULL;
  xml = describe (domain, snapshot, description, kind, error);
  if (xml == NULL)
    return NULL;
  plan = plan_step (domain, snapshot, "create", "delete the snapshot again", xml);
  if (kind == GVIR_BUILDER_SNAPSHOT_KIND_EXTERNAL)
    builder_step_set (builder_plan_step (plan, 0), "external", "yes");
  return plan;
}

/**
 * gvir_builder_plan_new_snapshot_delete: (constructor)
 * @connection: an open connection
 * @guest: name or UUID of a guest
 * @snapshot: the name of its snapshot
 * @error: return location for an error, or %NULL
 *
 * Plans how a snapshot is deleted; the guest stays as it is now. It cannot be taken back.
 *
 * Returns: (transfer full): a plan, or %NULL with an error of %GVIR_BUILDER_ERROR_NOT_FOUND or
 *   %GVIR_BUILDER_ERROR_UNREACHABLE
 */
GVirBuilderPlan *
gvir_builder_plan_new_snapshot_delete (GVirConnection *connection,
                                       const char *guest,
                                       const char *snapshot,
                                       GError **error)
{
  g_auto (virConnectPtr) handle = NULL;
  g_auto (virDomainPtr) domain = NULL;
  g_auto (virDomainSnapshotPtr) found = NULL;

  g_return_val_if_fail (GVIR_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (guest != NULL && snapshot != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return open_guest (connection, guest, snapshot, &handle, &domain, &found, error)
           ? plan_step (domain, snapshot, "delete", NULL, NULL) : NULL;
}

/**
 * gvir_builder_plan_new_snapshot_revert: (constructor)
 * @connection: an open connection
 * @guest: name or UUID of a guest
 * @snapshot: the name of its snapshot
 * @error: return location for an error, or %NULL
 *
 * Plans how a guest becomes again what it was; what has changed since is lost. It cannot be taken back.
 *
 * Returns: (transfer full): a plan, or %NULL with an error of %GVIR_BUILDER_ERROR_NOT_FOUND,
 *   %GVIR_BUILDER_ERROR_UNREACHABLE, or %GVIR_BUILDER_ERROR_UNSUPPORTED where it is an external snapshot
 *   and libvirt is older than 9.10
 */
GVirBuilderPlan *
gvir_builder_plan_new_snapshot_revert (GVirConnection *connection,
                                       const char *guest,
                                       const char *snapshot,
                                       GError **error)
{
  g_auto (virConnectPtr) handle = NULL;
  g_auto (virDomainPtr) domain = NULL;
  g_auto (virDomainSnapshotPtr) found = NULL;
  unsigned long version = 0;

  g_return_val_if_fail (GVIR_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (guest != NULL && snapshot != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!open_guest (connection, guest, snapshot, &handle, &domain, &found, error))
    return NULL;
  if (!is_external (found) || (virConnectGetLibVersion (handle, &version) == 0 && version >= REVERTS_TO_EXTERNAL))
    return plan_step (domain, snapshot, "revert", NULL, NULL);
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
               "'%s' is an external snapshot, to which this libvirt (%lu.%lu) does not revert, but 9.10 does: clone a guest "
               "from the images that it has left as they were, or take a newer libvirt", snapshot, version / 1000000,
               version / 1000 % 1000);
  return NULL;
}
