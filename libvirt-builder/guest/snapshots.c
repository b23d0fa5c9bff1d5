/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "guest/snapshots-private.h"

#include <stdlib.h>

#include "guest/guest-private.h"

/**
 * GVirBuilderSnapshotInfo:
 *
 * What is known of a snapshot of a guest.
 *
 * Immutable: it is as it was when it was listed.
 */
struct _GVirBuilderSnapshotInfo
{
  GObject parent_instance;

  char *name;
  char *description;
  char *parent;
  gint64 time;
  GVirBuilderGuestState state;
  GVirBuilderSnapshotKind kind;
  gboolean is_current;
};

G_DEFINE_FINAL_TYPE (GVirBuilderSnapshotInfo, gvir_builder_snapshot_info, G_TYPE_OBJECT)

/* What libvirt writes of the guest, and what becomes of the guest that is reverted to it: of one without its memory, it
 * is off. */
static const struct
{
  const char *libvirt;
  GVirBuilderGuestState ours;
} states[] = {
  { "running", GVIR_BUILDER_GUEST_STATE_RUNNING },
  { "blocked", GVIR_BUILDER_GUEST_STATE_RUNNING },
  { "nostate", GVIR_BUILDER_GUEST_STATE_RUNNING },
  { "paused", GVIR_BUILDER_GUEST_STATE_PAUSED },
  { "shutdown", GVIR_BUILDER_GUEST_STATE_STOPPING },
  { "shutoff", GVIR_BUILDER_GUEST_STATE_SHUTOFF },
  { "disk-snapshot", GVIR_BUILDER_GUEST_STATE_SHUTOFF },
  { "crashed", GVIR_BUILDER_GUEST_STATE_CRASHED },
  { "pmsuspended", GVIR_BUILDER_GUEST_STATE_SLEEPING },
};

static void
gvir_builder_snapshot_info_finalize (GObject *object)
{
  GVirBuilderSnapshotInfo *self = GVIR_BUILDER_SNAPSHOT_INFO (object);

  g_free (self->name);
  g_free (self->description);
  g_free (self->parent);
  G_OBJECT_CLASS (gvir_builder_snapshot_info_parent_class)->finalize (object);
}

static void
gvir_builder_snapshot_info_class_init (GVirBuilderSnapshotInfoClass *class)
{
  G_OBJECT_CLASS (class)->finalize = gvir_builder_snapshot_info_finalize;
}

static void
gvir_builder_snapshot_info_init (G_GNUC_UNUSED GVirBuilderSnapshotInfo *self)
{
}

/**
 * gvir_builder_snapshot_info_get_name:
 * @snapshot: a snapshot
 *
 * Gets its name.
 *
 * Returns: (transfer none): the name
 */
const char *
gvir_builder_snapshot_info_get_name (GVirBuilderSnapshotInfo *snapshot)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_SNAPSHOT_INFO (snapshot), NULL);
  return snapshot->name;
}

/**
 * gvir_builder_snapshot_info_get_description:
 * @snapshot: a snapshot
 *
 * Gets what it is for.
 *
 * Returns: (transfer none) (nullable): a text for people, or %NULL where nobody has said
 */
const char *
gvir_builder_snapshot_info_get_description (GVirBuilderSnapshotInfo *snapshot)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_SNAPSHOT_INFO (snapshot), NULL);
  return snapshot->description;
}

/**
 * gvir_builder_snapshot_info_get_parent:
 * @snapshot: a snapshot
 *
 * Gets which snapshot it follows.
 *
 * Returns: (transfer none) (nullable): the name of the one before, or %NULL where it is a first one
 */
const char *
gvir_builder_snapshot_info_get_parent (GVirBuilderSnapshotInfo *snapshot)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_SNAPSHOT_INFO (snapshot), NULL);
  return snapshot->parent;
}

/**
 * gvir_builder_snapshot_info_get_time:
 * @snapshot: a snapshot
 *
 * Gets when it was made, by the clock of the host.
 *
 * Returns: seconds since 1970, UTC
 */
gint64
gvir_builder_snapshot_info_get_time (GVirBuilderSnapshotInfo *snapshot)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_SNAPSHOT_INFO (snapshot), 0);
  return snapshot->time;
}

/**
 * gvir_builder_snapshot_info_get_state:
 * @snapshot: a snapshot
 *
 * Gets what the guest does once it is reverted to it: of a snapshot without memory, as an
 * external one is, it is off.
 *
 * Returns: the state
 */
GVirBuilderGuestState
gvir_builder_snapshot_info_get_state (GVirBuilderSnapshotInfo *snapshot)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_SNAPSHOT_INFO (snapshot), GVIR_BUILDER_GUEST_STATE_GONE);
  return snapshot->state;
}

/**
 * gvir_builder_snapshot_info_get_kind:
 * @snapshot: a snapshot
 *
 * Gets where it is kept.
 *
 * Returns: external where any of its disks goes on in a new image
 */
GVirBuilderSnapshotKind
gvir_builder_snapshot_info_get_kind (GVirBuilderSnapshotInfo *snapshot)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_SNAPSHOT_INFO (snapshot), GVIR_BUILDER_SNAPSHOT_KIND_EXTERNAL);
  return snapshot->kind;
}

/**
 * gvir_builder_snapshot_info_is_current:
 * @snapshot: a snapshot
 *
 * Says whether the guest goes on from it: the next one follows it.
 *
 * Returns: whether it is the current one
 */
gboolean
gvir_builder_snapshot_info_is_current (GVirBuilderSnapshotInfo *snapshot)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_SNAPSHOT_INFO (snapshot), FALSE);
  return snapshot->is_current;
}

gboolean
builder_snapshot_is_external (xmlDocPtr document)
{
  xmlNodePtr disks = builder_xml_find (document, "disks");

  for (xmlNodePtr at = disks != NULL ? disks->children : NULL; at != NULL; at = at->next)
    {
      g_autofree char *where = at->type == XML_ELEMENT_NODE ? builder_xml_attribute (at, "snapshot") : NULL;

      if (g_strcmp0 (where, "external") == 0)
        return TRUE;
    }
  return FALSE;
}

static GVirBuilderGuestState
read_state (xmlDocPtr document)
{
  g_autofree char *written = builder_xml_text (builder_xml_find (document, "state"));

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      if (g_strcmp0 (states[i].libvirt, written) == 0)
        return states[i].ours;
    }
  return GVIR_BUILDER_GUEST_STATE_SHUTOFF;
}

static char *
read_description (xmlDocPtr document)
{
  g_autofree char *written = builder_xml_text (builder_xml_find (document, "description"));

  return written != NULL && *written != '\0' ? g_steal_pointer (&written) : NULL;
}

static gint64
read_time (xmlDocPtr document)
{
  g_autofree char *time = builder_xml_text (builder_xml_find (document, "creationTime"));

  return time != NULL ? g_ascii_strtoll (time, NULL, 10) : 0;
}

/* NULL with an error. */
static GVirBuilderSnapshotInfo *
describe (virDomainSnapshotPtr snapshot,
          const char *guest,
          GError **error)
{
  const char *name = virDomainSnapshotGetName (snapshot);
  int current = virDomainSnapshotIsCurrent (snapshot, 0);
  g_auto (xmlDocPtr) document = current >= 0 ? builder_xml_read (virDomainSnapshotGetXMLDesc (snapshot, 0)) : NULL;
  GVirBuilderSnapshotInfo *info;

  if (document == NULL)
    {
      builder_set_error (error, "nothing is known of the snapshot '%s' of the guest '%s'", name, guest);
      return NULL;
    }
  info = g_object_new (GVIR_BUILDER_TYPE_SNAPSHOT_INFO, NULL);
  info->name = g_strdup (name);
  info->description = read_description (document);
  info->parent = builder_xml_text (builder_xml_find (document, "parent/name"));
  info->time = read_time (document);
  info->state = read_state (document);
  info->kind = builder_snapshot_is_external (document) ? GVIR_BUILDER_SNAPSHOT_KIND_EXTERNAL
                                                       : GVIR_BUILDER_SNAPSHOT_KIND_INTERNAL;
  info->is_current = current == 1;
  return info;
}

static gint
compare_documents (gconstpointer one,
                   gconstpointer other)
{
  gint64 first = read_time (*(const xmlDocPtr *) one);
  gint64 second = read_time (*(const xmlDocPtr *) other);

  return first == second ? 0 : first > second ? -1 : 1;
}

void
builder_snapshots_read (virDomainPtr domain,
                        GPtrArray *documents)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  virDomainSnapshotPtr *snapshots = NULL;
  int n = virDomainListAllSnapshots (domain, &snapshots, 0);

  if (n < 0)
    virResetLastError (); /* a hypervisor without any */
  for (int i = 0; i < n; i++)
    {
      xmlDocPtr document = builder_xml_read (virDomainSnapshotGetXMLDesc (snapshots[i], 0));

      if (document != NULL)
        g_ptr_array_add (found, document);
      virDomainSnapshotFree (snapshots[i]);
    }
  free (snapshots);
  g_ptr_array_sort (found, compare_documents);
  g_ptr_array_extend_and_steal (documents, g_steal_pointer (&found));
}

/* libvirt lists them in no order. */
static gint
compare (gconstpointer one,
         gconstpointer other)
{
  const GVirBuilderSnapshotInfo *first = *(GVirBuilderSnapshotInfo *const *) one;
  const GVirBuilderSnapshotInfo *second = *(GVirBuilderSnapshotInfo *const *) other;

  if (first->time != second->time)
    return first->time < second->time ? -1 : 1;
  return strcmp (first->name, second->name);
}

/**
 * gvir_builder_guest_list_snapshots:
 * @guest: a guest
 * @error: return location for an error, or %NULL
 *
 * Lists the snapshots of a guest, the oldest first.
 *
 * Returns: (transfer full) (element-type GVirBuilderSnapshotInfo): the snapshots, or %NULL with an
 *   error of %GVIR_BUILDER_ERROR_GUEST where the guest is gone, of %GVIR_BUILDER_ERROR_UNSUPPORTED where
 *   its hypervisor has none, or of %GVIR_BUILDER_ERROR_UNREACHABLE
 */
GPtrArray *
gvir_builder_guest_list_snapshots (GVirBuilderGuest *guest,
                                   GError **error)
{
  g_auto (virDomainPtr) domain = NULL;
  g_autoptr (GPtrArray) infos = NULL;
  virDomainSnapshotPtr *snapshots = NULL;
  int n;

  g_return_val_if_fail (GVIR_BUILDER_IS_GUEST (guest), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  domain = builder_guest_need (guest, error);
  n = domain != NULL ? virDomainListAllSnapshots (domain, &snapshots, 0) : -1;
  if (domain != NULL && n < 0)
    builder_set_error (error, "the snapshots of the guest '%s' cannot be listed", guest->name);
  infos = n >= 0 ? g_ptr_array_new_with_free_func (g_object_unref) : NULL;
  for (int i = 0; i < n; i++)
    {
      GVirBuilderSnapshotInfo *info = infos != NULL ? describe (snapshots[i], guest->name, error) : NULL;

      if (info != NULL)
        g_ptr_array_add (infos, info);
      else
        g_clear_pointer (&infos, g_ptr_array_unref);
      virDomainSnapshotFree (snapshots[i]);
    }
  free (snapshots);
  if (infos != NULL)
    g_ptr_array_sort (infos, compare);
  return g_steal_pointer (&infos);
}
