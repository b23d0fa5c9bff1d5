/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "planners/clone-private.h"

#include "libvirt-builder-enum-types.h"

/**
 * GVirBuilderClone:
 *
 * What is wished of a clone: a guest that is like another one, with a name, a UUID, MAC
 * addresses and disks of its own.
 *
 * What is not said follows: the name is that of the original with `-clone` behind it, files
 * are named as those of the original are, and everything that two guests cannot have
 * both is made anew. Nothing inside of the guest is changed.
 */

G_DEFINE_FINAL_TYPE (GVirBuilderClone, gvir_builder_clone, G_TYPE_OBJECT)

static void
gvir_builder_clone_finalize (GObject *object)
{
  GVirBuilderClone *self = GVIR_BUILDER_CLONE (object);

  g_free (self->original);
  g_free (self->xml);
  g_free (self->name);
  g_free (self->uuid);
  g_free (self->nvram);
  g_ptr_array_unref (self->files);
  g_ptr_array_unref (self->addresses);
  g_ptr_array_unref (self->kept);
  g_ptr_array_unref (self->copied);
  G_OBJECT_CLASS (gvir_builder_clone_parent_class)->finalize (object);
}

static void
gvir_builder_clone_class_init (GVirBuilderCloneClass *class)
{
  G_OBJECT_CLASS (class)->finalize = gvir_builder_clone_finalize;
}

static void
gvir_builder_clone_init (GVirBuilderClone *self)
{
  self->files = g_ptr_array_new_with_free_func (g_free);
  self->addresses = g_ptr_array_new_with_free_func (g_free);
  self->kept = g_ptr_array_new_with_free_func (g_free);
  self->copied = g_ptr_array_new_with_free_func (g_free);
}

/**
 * gvir_builder_clone_new:
 * @original: name or UUID of a guest of the connection
 *
 * Wishes for a clone of a guest, which must be off when it is cloned.
 *
 * Returns: (transfer full): a wish
 */
GVirBuilderClone *
gvir_builder_clone_new (const char *original)
{
  GVirBuilderClone *clone;

  g_return_val_if_fail (original != NULL, NULL);

  clone = g_object_new (GVIR_BUILDER_TYPE_CLONE, NULL);
  clone->original = g_strdup (original);
  return clone;
}

/**
 * gvir_builder_clone_new_for_xml:
 * @xml: the domain XML of a guest, which need not be defined anywhere
 *
 * Wishes for a clone of a guest that is described. Its disks are on the host of the
 * connection.
 *
 * Returns: (transfer full): a wish
 */
GVirBuilderClone *
gvir_builder_clone_new_for_xml (const char *xml)
{
  GVirBuilderClone *clone;

  g_return_val_if_fail (xml != NULL, NULL);

  clone = g_object_new (GVIR_BUILDER_TYPE_CLONE, NULL);
  clone->xml = g_strdup (xml);
  return clone;
}

static void
set_text (char **place,
          const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

/**
 * gvir_builder_clone_set_name:
 * @clone: a wish
 * @name: (nullable): the name of the clone; %NULL: one is derived from that of the original
 *
 * Says what the clone is called.
 */
void
gvir_builder_clone_set_name (GVirBuilderClone *clone,
                             const char *name)
{
  g_return_if_fail (GVIR_BUILDER_IS_CLONE (clone));
  set_text (&clone->name, name);
}

/**
 * gvir_builder_clone_set_uuid:
 * @clone: a wish
 * @uuid: (nullable): the UUID of the clone; %NULL: a random one
 *
 * Says which UUID the clone has.
 */
void
gvir_builder_clone_set_uuid (GVirBuilderClone *clone,
                             const char *uuid)
{
  g_return_if_fail (GVIR_BUILDER_IS_CLONE (clone));
  set_text (&clone->uuid, uuid);
}

/**
 * gvir_builder_clone_set_nvram:
 * @clone: a wish
 * @path: (nullable): where the clone keeps the variables of its firmware, as a path on the
 *   host; %NULL: beside those of the original
 *
 * Says where the variables of the firmware are kept. It does not matter where the original has none.
 */
void
gvir_builder_clone_set_nvram (GVirBuilderClone *clone,
                              const char *path)
{
  g_return_if_fail (GVIR_BUILDER_IS_CLONE (clone));
  set_text (&clone->nvram, path);
}

/**
 * gvir_builder_clone_set_copy:
 * @clone: a wish
 * @copy: how disks are copied
 *
 * Says how the clone gets the content of its disks; at first it is
 * %GVIR_BUILDER_DISK_COPY_FULL.
 */
void
gvir_builder_clone_set_copy (GVirBuilderClone *clone,
                             GVirBuilderDiskCopy copy)
{
  g_return_if_fail (GVIR_BUILDER_IS_CLONE (clone));
  clone->copy = copy;
}

/**
 * gvir_builder_clone_set_flags:
 * @clone: a wish
 * @flags: what is wished, and what is not held against it
 *
 * Says how it is cloned, instead of what was said before.
 */
void
gvir_builder_clone_set_flags (GVirBuilderClone *clone,
                              GVirBuilderCloneFlags flags)
{
  g_return_if_fail (GVIR_BUILDER_IS_CLONE (clone));
  clone->flags = flags;
}

/**
 * gvir_builder_clone_add_file:
 * @clone: a wish
 * @path: a path on the host that is no volume yet
 *
 * Says where the next disk of the clone is, in the order of the disks of the original that
 * are copied. Without any, all are derived from those of the original.
 */
void
gvir_builder_clone_add_file (GVirBuilderClone *clone,
                             const char *path)
{
  g_return_if_fail (GVIR_BUILDER_IS_CLONE (clone));
  g_return_if_fail (path != NULL);
  g_ptr_array_add (clone->files, g_strdup (path));
}

/**
 * gvir_builder_clone_add_address:
 * @clone: a wish
 * @address: a MAC address, or `RANDOM`
 *
 * Says which MAC address the next network card of the clone has, in the order of the original's. Those
 * for which none is said have random ones.
 */
void
gvir_builder_clone_add_address (GVirBuilderClone *clone,
                                const char *address)
{
  g_return_if_fail (GVIR_BUILDER_IS_CLONE (clone));
  g_return_if_fail (address != NULL);
  g_ptr_array_add (clone->addresses, g_strdup (address));
}

/**
 * gvir_builder_clone_keep_disk:
 * @clone: a wish
 * @target: the name that a disk has in the guest, such as `vda`
 *
 * Says that a disk is not copied: both guests have it. That is so without a word of CD-ROMs, of what
 * is read-only or shareable, and of drives without a medium.
 */
void
gvir_builder_clone_keep_disk (GVirBuilderClone *clone,
                              const char *target)
{
  g_return_if_fail (GVIR_BUILDER_IS_CLONE (clone));
  g_return_if_fail (target != NULL);
  g_ptr_array_add (clone->kept, g_strdup (target));
}

/**
 * gvir_builder_clone_copy_disk:
 * @clone: a wish
 * @target: the name that a disk has in the guest, such as `hdc`
 *
 * Says that a disk is copied which would be kept without a word.
 */
void
gvir_builder_clone_copy_disk (GVirBuilderClone *clone,
                              const char *target)
{
  g_return_if_fail (GVIR_BUILDER_IS_CLONE (clone));
  g_return_if_fail (target != NULL);
  g_ptr_array_add (clone->copied, g_strdup (target));
}

/* NULL with an error. */
static BuilderCloning *
arrange (GVirBuilderClone *clone,
         GVirConnection *connection,
         unsigned int secrets,
         GError **error)
{
  g_autoptr (BuilderCloning) cloning = builder_cloning_new (clone, connection, secrets, error);

  if (cloning == NULL || !builder_cloning_name (cloning, error) || !builder_cloning_arrange_disks (cloning, error)
      || !builder_cloning_configure (cloning, error))
    return NULL;
  return g_steal_pointer (&cloning);
}

/**
 * gvir_builder_clone_to_xml:
 * @clone: a wish
 * @connection: an open connection to the host of the original and of the clone
 * @error: return location for an error, or %NULL
 *
 * Writes the clone as it would be defined. What is chosen at random is another one each time.
 *
 * Returns: (transfer full): domain XML, or %NULL with an error as
 *   [ctor@LibvirtBuilder.Plan.new_clone] has
 */
char *
gvir_builder_clone_to_xml (GVirBuilderClone *clone,
                           GVirConnection *connection,
                           GError **error)
{
  g_autoptr (BuilderCloning) cloning = NULL;

  g_return_val_if_fail (GVIR_BUILDER_IS_CLONE (clone), NULL);
  g_return_val_if_fail (GVIR_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  cloning = arrange (clone, connection, VIR_DOMAIN_XML_SECURE, error);
  return cloning != NULL ? builder_cloning_write (cloning) : NULL;
}

/**
 * gvir_builder_plan_new_clone: (constructor)
 * @connection: an open connection to the host of the original and of the clone
 * @clone: what is wished
 * @error: return location for an error, or %NULL
 *
 * Plans how a guest is cloned: the copies of its disks, that of the variables of its firmware, and its
 * definition. It is not started.
 *
 * The clone has a UUID, MAC addresses and a generation id of its own, and ports, sockets and names of
 * network devices that do not meet those of the original. What is inside of a TPM that the host
 * emulates is not copied, for libvirt cannot.
 *
 * Returns: (transfer full): a plan, or %NULL with an error of %GVIR_BUILDER_ERROR_NOT_FOUND,
 *   %GVIR_BUILDER_ERROR_EXISTS, %GVIR_BUILDER_ERROR_IN_USE, %GVIR_BUILDER_ERROR_GUEST where the
 *   original is not off, %GVIR_BUILDER_ERROR_INVALID_INPUT, %GVIR_BUILDER_ERROR_UNSUPPORTED,
 *   %GVIR_BUILDER_ERROR_NO_SPACE or %GVIR_BUILDER_ERROR_UNREACHABLE
 */
GVirBuilderPlan *
gvir_builder_plan_new_clone (GVirConnection *connection,
                             GVirBuilderClone *clone,
                             GError **error)
{
  g_autoptr (BuilderCloning) cloning = NULL;

  g_return_val_if_fail (GVIR_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (GVIR_BUILDER_IS_CLONE (clone), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  cloning = arrange (clone, connection, 0, error);
  return cloning != NULL ? builder_cloning_plan (cloning, error) : NULL;
}
