/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "planners/install/installation-private.h"

/**
 * GVirBuilderInstallation:
 *
 * What a guest is installed from, and what its installer, or its system at the first
 * boot, is told.
 *
 * The design of the guest while it is installed is equipped with it:
 * [method@LibvirtBuilder.Installation.equip]; a plan then brings the files to the host, and
 * takes them away once they are not needed any more.
 */
G_DEFINE_FINAL_TYPE (GVirBuilderInstallation, gvir_builder_installation, G_TYPE_OBJECT)

static void
free_file (gpointer data)
{
  BuilderMediaFile *file = data;

  g_free (file->name);
  g_free (file->path);
  g_free (file->member);
  g_clear_pointer (&file->content, g_bytes_unref);
  g_free (file);
}

static void
gvir_builder_installation_finalize (GObject *object)
{
  GVirBuilderInstallation *self = GVIR_BUILDER_INSTALLATION (object);

  g_clear_object (&self->media);
  g_free (self->arguments);
  g_ptr_array_unref (self->seeds);
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->contents);
  g_free (self->drive);
  g_free (self->folder);
  g_ptr_array_unref (self->files);
  G_OBJECT_CLASS (gvir_builder_installation_parent_class)->finalize (object);
}

static void
gvir_builder_installation_class_init (GVirBuilderInstallationClass *class)
{
  G_OBJECT_CLASS (class)->finalize = gvir_builder_installation_finalize;
}

static void
gvir_builder_installation_init (GVirBuilderInstallation *self)
{
  self->seeds = g_ptr_array_new_with_free_func (g_object_unref);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->contents = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->files = g_ptr_array_new_with_free_func (free_file);
}

/**
 * gvir_builder_installation_new:
 *
 * Makes one from nothing, that is told nothing.
 *
 * Returns: (transfer full): an installation
 */
GVirBuilderInstallation *
gvir_builder_installation_new (void)
{
  return g_object_new (GVIR_BUILDER_TYPE_INSTALLATION, NULL);
}

/**
 * gvir_builder_installation_set_media:
 * @installation: an installation
 * @media: (nullable): what it is from; %NULL: what the design of the installer says, or nothing
 * @use: how
 *
 * Says what the guest is installed from. A disc is put into it also where its kernel is
 * started.
 */
void
gvir_builder_installation_set_media (GVirBuilderInstallation *installation,
                                     GVirBuilderMedia *media,
                                     GVirBuilderMediaUse use)
{
  g_return_if_fail (GVIR_BUILDER_IS_INSTALLATION (installation));
  g_return_if_fail (media == NULL || GVIR_BUILDER_IS_MEDIA (media));

  g_set_object (&installation->media, media);
  installation->use = use;
}

/**
 * gvir_builder_installation_set_kernel_arguments:
 * @installation: an installation
 * @how: what becomes of those that the installer would get anyway
 * @arguments: (nullable): what the kernel of the installer is told, with blanks between; %NULL:
 *   nothing
 *
 * Says what the kernel of the installer is told.
 */
void
gvir_builder_installation_set_kernel_arguments (GVirBuilderInstallation *installation,
                                                GVirBuilderKernelArguments how,
                                                const char *arguments)
{
  g_return_if_fail (GVIR_BUILDER_IS_INSTALLATION (installation));

  g_free (installation->arguments);
  installation->arguments = g_strdup (arguments);
  installation->how = how;
}

/**
 * gvir_builder_installation_add_seed:
 * @installation: an installation
 * @seed: what its installer, or its system, is told
 *
 * Adds files that the guest reads.
 */
void
gvir_builder_installation_add_seed (GVirBuilderInstallation *installation,
                                    GVirBuilderSeed *seed)
{
  g_return_if_fail (GVIR_BUILDER_IS_INSTALLATION (installation));
  g_return_if_fail (GVIR_BUILDER_IS_SEED (seed));

  g_ptr_array_add (installation->seeds, g_object_ref (seed));
}

/**
 * gvir_builder_installation_inject_file:
 * @installation: an installation
 * @path: a file of this machine
 * @error: return location for an error, or %NULL
 *
 * Adds a file to the top folder of the initial RAM disk of the installer, by its own name.
 *
 * Returns: %TRUE, or %FALSE with an error: of %GVIR_BUILDER_ERROR_INVALID_INPUT where it
 *   cannot be read
 */
gboolean
gvir_builder_installation_inject_file (GVirBuilderInstallation *installation,
                                       const char *path,
                                       GError **error)
{
  g_autoptr (GError) problem = NULL;
  char *text = NULL;
  gsize length = 0;

  g_return_val_if_fail (GVIR_BUILDER_IS_INSTALLATION (installation), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!g_file_get_contents (path, &text, &length, &problem))
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                   "the file '%s' cannot be put into the initial RAM disk: %s", path, problem->message);
      return FALSE;
    }
  g_ptr_array_add (installation->names, g_path_get_basename (path));
  g_ptr_array_add (installation->contents, g_bytes_new_take (text, length));
  return TRUE;
}

char **
builder_installation_paths (GVirBuilderInstallation *installation)
{
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();

  for (guint i = 0; installation != NULL && i < installation->files->len; i++)
    {
      const BuilderMediaFile *file = g_ptr_array_index (installation->files, i);

      g_strv_builder_add (paths, file->path);
    }
  return g_strv_builder_end (paths);
}

gboolean
builder_installation_is_first_boot (GVirBuilderInstallation *installation)
{
  return installation->media == NULL && installation->seeds->len > 0;
}
