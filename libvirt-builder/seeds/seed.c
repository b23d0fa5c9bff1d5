/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "seeds/seed-private.h"

#include <string.h>

/**
 * GVirBuilderSeed:
 *
 * The files that a guest reads when it is installed or first boots, and how they
 * get to it: the script of an unattended installation, or what cloud-init and the like ask for.
 *
 * A seed is a value: once made, it does not change. It may hold passwords or their hashes,
 * and is never written to the domain XML, to a record, or to a log.
 */
struct _GVirBuilderSeed
{
  GObject parent_instance;

  char *kind;
  GVirBuilderDelivery delivery;
  char *label;
  char *kernel_arguments;
  char *system_serial;
  gboolean secret;
  gboolean agent;
  gboolean ssh;
  GPtrArray *names;
  GPtrArray *contents;
};

G_DEFINE_FINAL_TYPE (GVirBuilderSeed, gvir_builder_seed, G_TYPE_OBJECT)

static void
gvir_builder_seed_finalize (GObject *object)
{
  GVirBuilderSeed *self = GVIR_BUILDER_SEED (object);

  g_free (self->kind);
  g_free (self->label);
  g_free (self->kernel_arguments);
  g_free (self->system_serial);
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->contents);
  G_OBJECT_CLASS (gvir_builder_seed_parent_class)->finalize (object);
}

static void
gvir_builder_seed_class_init (GVirBuilderSeedClass *class)
{
  G_OBJECT_CLASS (class)->finalize = gvir_builder_seed_finalize;
}

static void
gvir_builder_seed_init (GVirBuilderSeed *self)
{
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->contents = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
}

GVirBuilderSeed *
builder_seed_new (const char *kind,
                  GVirBuilderDelivery delivery)
{
  GVirBuilderSeed *seed = g_object_new (GVIR_BUILDER_TYPE_SEED, NULL);

  seed->kind = g_strdup (kind);
  seed->delivery = delivery;
  return seed;
}

void
builder_seed_add_file (GVirBuilderSeed *seed,
                       const char *name,
                       GBytes *contents)
{
  g_ptr_array_add (seed->names, g_strdup (name));
  g_ptr_array_add (seed->contents, g_bytes_ref (contents));
}

void
builder_seed_set_label (GVirBuilderSeed *seed,
                        const char *label)
{
  g_free (seed->label);
  seed->label = g_strdup (label);
}

void
builder_seed_set_kernel_arguments (GVirBuilderSeed *seed,
                                   const char *arguments)
{
  g_free (seed->kernel_arguments);
  seed->kernel_arguments = g_strdup (arguments);
}

void
builder_seed_set_system_serial (GVirBuilderSeed *seed,
                                const char *serial)
{
  g_free (seed->system_serial);
  seed->system_serial = g_strdup (serial);
}

void
builder_seed_set_secret (GVirBuilderSeed *seed)
{
  seed->secret = TRUE;
}

gboolean
builder_seed_is_secret (GVirBuilderSeed *seed)
{
  return seed->secret;
}

void
builder_seed_set_agent (GVirBuilderSeed *seed)
{
  seed->agent = TRUE;
}

gboolean
builder_seed_has_agent (GVirBuilderSeed *seed)
{
  return seed->agent;
}

void
builder_seed_set_ssh (GVirBuilderSeed *seed)
{
  seed->ssh = TRUE;
}

gboolean
builder_seed_has_ssh (GVirBuilderSeed *seed)
{
  return seed->ssh;
}

/**
 * gvir_builder_seed_get_kind:
 * @seed: a seed
 *
 * Gets what reads it: `kickstart`, `preseed`, `autoyast`, `autoinstall`, `agama`, `unattend`,
 * `cloud-init`, `ignition`, `combustion` and the like.
 *
 * Returns: (transfer none): the kind
 */
const char *
gvir_builder_seed_get_kind (GVirBuilderSeed *seed)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_SEED (seed), NULL);
  return seed->kind;
}

/**
 * gvir_builder_seed_get_delivery:
 * @seed: a seed
 *
 * Gets how its files get into the guest.
 *
 * Returns: the way
 */
GVirBuilderDelivery
gvir_builder_seed_get_delivery (GVirBuilderSeed *seed)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_SEED (seed), GVIR_BUILDER_DELIVERY_INITRD);
  return seed->delivery;
}

/**
 * gvir_builder_seed_get_label:
 * @seed: a seed
 *
 * Gets the label that the CD-ROM with its files must have.
 *
 * Returns: (transfer none) (nullable): the label, or %NULL where it may be any
 */
const char *
gvir_builder_seed_get_label (GVirBuilderSeed *seed)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_SEED (seed), NULL);
  return seed->label;
}

/**
 * gvir_builder_seed_get_kernel_arguments:
 * @seed: a seed
 *
 * Gets what the kernel of the installer must be told, so that it finds the files.
 *
 * Returns: (transfer none) (nullable): arguments with blanks between them, or %NULL for none
 */
const char *
gvir_builder_seed_get_kernel_arguments (GVirBuilderSeed *seed)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_SEED (seed), NULL);
  return seed->kernel_arguments;
}

/**
 * gvir_builder_seed_get_system_serial:
 * @seed: a seed
 *
 * Gets the serial number of the system (SMBIOS) by which the guest finds the files. It
 * helps where the firmware has one, and is not needed where it has none.
 *
 * Returns: (transfer none) (nullable): the serial number, or %NULL for none
 */
const char *
gvir_builder_seed_get_system_serial (GVirBuilderSeed *seed)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_SEED (seed), NULL);
  return seed->system_serial;
}

/**
 * gvir_builder_seed_list_files:
 * @seed: a seed
 *
 * Lists the names of its files, each with its folders. What goes by the firmware configuration
 * device has its key there as its name, as `opt/com.coreos/config`.
 *
 * Returns: (transfer full) (array zero-terminated=1): the names
 */
char **
gvir_builder_seed_list_files (GVirBuilderSeed *seed)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  g_return_val_if_fail (GVIR_BUILDER_IS_SEED (seed), NULL);

  for (guint i = 0; i < seed->names->len; i++)
    g_strv_builder_add (names, g_ptr_array_index (seed->names, i));
  return g_strv_builder_end (names);
}

/**
 * gvir_builder_seed_get_file:
 * @seed: a seed
 * @name: the name of one of its files
 *
 * Gets what is in a file.
 *
 * Returns: (transfer none) (nullable): the contents, or %NULL where it has no such file
 */
GBytes *
gvir_builder_seed_get_file (GVirBuilderSeed *seed,
                            const char *name)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_SEED (seed), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < seed->names->len; i++)
    {
      if (g_str_equal (g_ptr_array_index (seed->names, i), name))
        return g_ptr_array_index (seed->contents, i);
    }
  return NULL;
}
