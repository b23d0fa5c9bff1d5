/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "media/media-private.h"

#include "media/findings-private.h"

/**
 * GVirBuilderMedia:
 *
 * What a system is installed from: a CD-ROM or its image, a folder or a tree on a server that
 * holds what an installer needs, or the image of a disk; and what was found out about it.
 *
 * A medium is a value: once made, it does not change.
 */
struct _GVirBuilderMedia
{
  GObject parent_instance;

  char *location;
  GVirBuilderMediaKind kind;
  BuilderFindings *findings;
};

G_DEFINE_FINAL_TYPE (GVirBuilderMedia, gvir_builder_media, G_TYPE_OBJECT)

static void
gvir_builder_media_finalize (GObject *object)
{
  GVirBuilderMedia *self = GVIR_BUILDER_MEDIA (object);

  g_free (self->location);
  g_clear_pointer (&self->findings, builder_findings_free);
  G_OBJECT_CLASS (gvir_builder_media_parent_class)->finalize (object);
}

static void
gvir_builder_media_class_init (GVirBuilderMediaClass *class)
{
  G_OBJECT_CLASS (class)->finalize = gvir_builder_media_finalize;
}

static void
gvir_builder_media_init (GVirBuilderMedia *self)
{
  self->findings = builder_findings_new ();
}

static gboolean
is_folder (const BuilderSource *source)
{
  GVirBuilderMediaKind kind = builder_source_kind ((BuilderSource *) source);

  return kind == GVIR_BUILDER_MEDIA_KIND_FOLDER || kind == GVIR_BUILDER_MEDIA_KIND_TREE;
}

/* What the makers of a medium say in files of its own comes after what the OS database knows of it. */
static gboolean
look (BuilderSource *source,
      BuilderFindings *findings,
      GError **error)
{
  if (builder_source_kind (source) == GVIR_BUILDER_MEDIA_KIND_DISK_IMAGE)
    {
      builder_look_at_disk_image (source, findings);
      return TRUE;
    }
  return (is_folder (source) || builder_look_at_disc (source, findings, error))
         && builder_look_for_treeinfo (source, findings, error)
         && (builder_source_is_remote_disc (source) || builder_look_for_layouts (source, findings, error))
         && builder_look_for_debian (source, findings, error);
}

static void
set_nothing_error (BuilderSource *source,
                   GError **error)
{
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NOT_FOUND,
               "there is nothing to install from in '%s': name the folder that has a file .treeinfo, a release of "
               "Debian or Ubuntu such as …/dists/bookworm, or the folder of a CD-ROM's files; or say where the kernel "
               "and the initial RAM disk are",
               builder_source_shown (source));
}

static GVirBuilderMedia *
media_new (BuilderSource *source)
{
  GVirBuilderMedia *media = g_object_new (GVIR_BUILDER_TYPE_MEDIA, NULL);

  media->location = g_strdup (builder_source_location (source));
  media->kind = builder_source_kind (source);
  return media;
}

/**
 * gvir_builder_media_new:
 * @location: a path, or a URL with http, https or file
 * @cancellable: (nullable): to cancel it, or %NULL
 * @error: return location for an error, or %NULL
 *
 * Looks at a medium. It blocks until as much of it has been read as it takes to know what it is.
 *
 * A CD-ROM image that the OS database does not know has no candidates, which is no error: it can
 * be installed from by one who knows what it is. It fails with
 *
 * - %GVIR_BUILDER_ERROR_NOT_FOUND where there is no such medium, or nothing to install from in it,
 * - %GVIR_BUILDER_ERROR_INVALID_INPUT where it is none, or is not whole,
 * - %GVIR_BUILDER_ERROR_UNREACHABLE, %GVIR_BUILDER_ERROR_TIMED_OUT and %GVIR_BUILDER_ERROR_DENIED
 *   where its server does not give it,
 * - %GVIR_BUILDER_ERROR_UNSUPPORTED where it is a URL of another kind, and
 * - %G_IO_ERROR_CANCELLED where it was cancelled.
 *
 * Returns: (transfer full): the medium, or %NULL with @error set
 */
GVirBuilderMedia *
gvir_builder_media_new (const char *location,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (BuilderSource) source = NULL;
  g_autoptr (GVirBuilderMedia) media = NULL;

  g_return_val_if_fail (location != NULL, NULL);

  source = builder_source_new (location, cancellable, error);
  if (source == NULL)
    return NULL;
  media = media_new (source);
  if (!look (source, media->findings, error))
    return NULL;
  if (!is_folder (source) || builder_findings_any (media->findings))
    return g_steal_pointer (&media);
  set_nothing_error (source, error);
  return NULL;
}

static gboolean
check_member (BuilderSource *source,
              const char *member,
              GError **error)
{
  gboolean there;

  if (!builder_source_find (source, member, &there, error))
    return FALSE;
  if (!there && !builder_source_is_remote_disc (source))
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NOT_FOUND,
                 "there is no '%s' in '%s': name a file that is in it", member, builder_source_shown (source));
  return there || builder_source_is_remote_disc (source);
}

/**
 * gvir_builder_media_new_with_kernel:
 * @location: a path, or a URL with http, https or file
 * @kernel: the installer's kernel, a file within the medium
 * @initrd: its initial RAM disk
 * @cancellable: (nullable): to cancel it, or %NULL
 * @error: return location for an error, or %NULL
 *
 * Looks at a medium of which it is known where the kernel and the initial RAM disk of the installer are:
 * nothing else has to be found in it. It fails as [ctor@LibvirtBuilder.Media.new] does, and with
 * %GVIR_BUILDER_ERROR_NOT_FOUND where there are no such files in it.
 *
 * Returns: (transfer full): the medium, or %NULL with @error set
 */
GVirBuilderMedia *
gvir_builder_media_new_with_kernel (const char *location,
                                    const char *kernel,
                                    const char *initrd,
                                    GCancellable *cancellable,
                                    GError **error)
{
  g_autoptr (BuilderSource) source = NULL;
  g_autoptr (GVirBuilderMedia) media = NULL;

  g_return_val_if_fail (location != NULL, NULL);
  g_return_val_if_fail (kernel != NULL, NULL);
  g_return_val_if_fail (initrd != NULL, NULL);

  source = builder_source_new (location, cancellable, error);
  if (source == NULL)
    return NULL;
  media = media_new (source);
  builder_findings_set_kernel (media->findings, kernel, initrd);
  if (check_member (source, kernel, error) && check_member (source, initrd, error)
      && look (source, media->findings, error))
    return g_steal_pointer (&media);
  return NULL;
}

static void
look_in_thread (GTask *task,
                gpointer source G_GNUC_UNUSED,
                gpointer location,
                GCancellable *cancellable)
{
  GError *error = NULL;
  GVirBuilderMedia *media = gvir_builder_media_new (location, cancellable, &error);

  if (media != NULL)
    g_task_return_pointer (task, media, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * gvir_builder_media_open_async:
 * @location: a path, or a URL with http, https or file
 * @cancellable: (nullable): to cancel it, or %NULL
 * @callback: (scope async): called when it is done
 * @user_data: for @callback
 *
 * Looks at a medium as [ctor@LibvirtBuilder.Media.new] does, in a thread of its own.
 */
void
gvir_builder_media_open_async (const char *location,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (location != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, gvir_builder_media_open_async);
  g_task_set_task_data (task, g_strdup (location), g_free);
  g_task_run_in_thread (task, look_in_thread);
}

/**
 * gvir_builder_media_open_finish:
 * @result: what the callback was given
 * @error: return location for an error, or %NULL
 *
 * Gets what [func@LibvirtBuilder.Media.open_async] has found. It fails as
 * [ctor@LibvirtBuilder.Media.new] does.
 *
 * Returns: (transfer full): the medium, or %NULL with @error set
 */
GVirBuilderMedia *
gvir_builder_media_open_finish (GAsyncResult *result,
                                GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * gvir_builder_media_get_location:
 * @media: a medium
 *
 * Gets where it is.
 *
 * Returns: (transfer none): the path or URL, as it was given
 */
const char *
gvir_builder_media_get_location (GVirBuilderMedia *media)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_MEDIA (media), NULL);
  return media->location;
}

/**
 * gvir_builder_media_get_kind:
 * @media: a medium
 *
 * Gets what it is.
 *
 * Returns: the kind
 */
GVirBuilderMediaKind
gvir_builder_media_get_kind (GVirBuilderMedia *media)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_MEDIA (media), GVIR_BUILDER_MEDIA_KIND_DISC);
  return media->kind;
}

/**
 * gvir_builder_media_get_candidates:
 * @media: a medium
 *
 * Gets the operating systems that it may be of, the likeliest first; there may be none.
 *
 * Returns: (transfer none): a list of [class@LibvirtBuilder.MediaCandidate]
 */
GListModel *
gvir_builder_media_get_candidates (GVirBuilderMedia *media)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_MEDIA (media), NULL);
  return G_LIST_MODEL (media->findings->candidates);
}

/* The short ids of all that are as likely as the first, as "a, b". */
static char *
list_equals (GListModel *candidates)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint best = 0;

  for (guint i = 0; i < g_list_model_get_n_items (candidates); i++)
    {
      g_autoptr (GVirBuilderMediaCandidate) one = g_list_model_get_item (candidates, i);
      GVirDesignerOs *os = gvir_builder_media_candidate_get_os (one);
      const char *name = gvir_designer_os_get_short_id (os);

      if (gvir_builder_media_candidate_get_rank (one) < best)
        break;
      best = gvir_builder_media_candidate_get_rank (one);
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                              name != NULL ? name : gvir_designer_os_get_id (os));
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

/**
 * gvir_builder_media_find_os:
 * @media: a medium
 * @error: return location for an error, or %NULL
 *
 * Finds the one operating system that the medium is of. It fails with
 * %GVIR_BUILDER_ERROR_NOT_FOUND where nothing says which it is, and with
 * %GVIR_BUILDER_ERROR_INVALID_INPUT where several are as likely.
 *
 * Returns: (transfer full): the operating system, or %NULL with @error set
 */
GVirDesignerOs *
gvir_builder_media_find_os (GVirBuilderMedia *media,
                            GError **error)
{
  GListModel *candidates;
  g_autoptr (GVirBuilderMediaCandidate) first = NULL;
  g_autoptr (GVirBuilderMediaCandidate) second = NULL;
  g_autofree char *names = NULL;
  g_autofree char *shown = NULL;

  g_return_val_if_fail (GVIR_BUILDER_IS_MEDIA (media), NULL);

  candidates = G_LIST_MODEL (media->findings->candidates);
  first = g_list_model_get_item (candidates, 0);
  second = g_list_model_get_item (candidates, 1);
  if (first != NULL && (second == NULL || gvir_builder_media_candidate_get_rank (second)
                                            < gvir_builder_media_candidate_get_rank (first)))
    return g_object_ref (gvir_builder_media_candidate_get_os (first));
  names = list_equals (candidates);
  shown = builder_location_shown (media->location);
  if (first == NULL)
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NOT_FOUND,
                 "'%s' is of no operating system that the OS database knows: say which it is of", shown);
  else
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                 "'%s' may as well be of one of these as of another: %s; say which it is of", shown, names);
  return NULL;
}

/**
 * gvir_builder_media_get_arch:
 * @media: a medium
 *
 * Gets the architecture that it is for.
 *
 * Returns: (transfer none) (nullable): the architecture as libvirt calls it, or %NULL where it is not known
 */
const char *
gvir_builder_media_get_arch (GVirBuilderMedia *media)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_MEDIA (media), NULL);
  return media->findings->arch;
}

/**
 * gvir_builder_media_get_kernel:
 * @media: a medium
 *
 * Gets where the kernel of its installer is.
 *
 * Returns: (transfer none) (nullable): the name of a file within it, or %NULL where none was found
 */
const char *
gvir_builder_media_get_kernel (GVirBuilderMedia *media)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_MEDIA (media), NULL);
  return media->findings->kernel;
}

/**
 * gvir_builder_media_get_initrd:
 * @media: a medium
 *
 * Gets where the initial RAM disk of its installer is.
 *
 * Returns: (transfer none) (nullable): the name of a file within it, or %NULL where none was found
 */
const char *
gvir_builder_media_get_initrd (GVirBuilderMedia *media)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_MEDIA (media), NULL);
  return media->findings->initrd;
}

/**
 * gvir_builder_media_get_checksum:
 * @media: a medium
 * @member: the name of a file within it
 *
 * Gets what the medium itself says that the checksum of a file is.
 *
 * Returns: (transfer none) (nullable): the kind of the checksum, a colon and its digits, or %NULL where it says none
 */
const char *
gvir_builder_media_get_checksum (GVirBuilderMedia *media,
                                 const char *member)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_MEDIA (media), NULL);
  g_return_val_if_fail (member != NULL, NULL);
  return g_hash_table_lookup (media->findings->checksums, member);
}
