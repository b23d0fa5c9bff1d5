/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "os/os-media-index-private.h"

/**
 * GVirDesignerMediaMatch:
 *
 * An operating system that a medium or a tree may be of, and what the OS database says of such media.
 */
struct _GVirDesignerMediaMatch
{
  GObject parent_instance;

  GVirDesignerMediaIndex *index;
  const DesignerOsEntry *entry;
  const DesignerOsProduct *product;
  const DesignerOsMarked *marked;
};

G_DEFINE_FINAL_TYPE (GVirDesignerMediaMatch, gvir_designer_media_match, G_TYPE_OBJECT)

static void
gvir_designer_media_match_finalize (GObject *object)
{
  GVirDesignerMediaMatch *self = GVIR_DESIGNER_MEDIA_MATCH (object);

  g_object_unref (self->index);
  G_OBJECT_CLASS (gvir_designer_media_match_parent_class)->finalize (object);
}

static void
gvir_designer_media_match_class_init (GVirDesignerMediaMatchClass *class)
{
  G_OBJECT_CLASS (class)->finalize = gvir_designer_media_match_finalize;
}

static void
gvir_designer_media_match_init (GVirDesignerMediaMatch *self G_GNUC_UNUSED)
{
}

GVirDesignerMediaMatch *
designer_media_match_new (GVirDesignerMediaIndex *index,
                          const DesignerOsEntry *entry,
                          const DesignerOsProduct *product,
                          const DesignerOsMarked *marked)
{
  GVirDesignerMediaMatch *match = g_object_new (GVIR_DESIGNER_TYPE_MEDIA_MATCH, NULL);

  match->index = g_object_ref (index);
  match->entry = entry;
  match->product = product;
  match->marked = marked;
  return match;
}

const DesignerOsProduct *
designer_media_match_get_product (GVirDesignerMediaMatch *match)
{
  return match->product;
}

const DesignerOsEntry *
designer_media_match_get_entry (GVirDesignerMediaMatch *match)
{
  return match->entry;
}

/* Dates are in the order of their text. */
gint
designer_media_match_compare (gconstpointer a,
                              gconstpointer b,
                              gpointer data G_GNUC_UNUSED)
{
  const GVirDesignerMediaMatch *first = a;
  const GVirDesignerMediaMatch *second = b;
  gint order = designer_os_product_compare (second->product, first->product, first->marked);

  if (order == 0)
    order = g_strcmp0 (second->entry->texts[DESIGNER_OS_TEXT_RELEASE_DATE],
                       first->entry->texts[DESIGNER_OS_TEXT_RELEASE_DATE]);
  return order != 0 ? order : g_strcmp0 (second->entry->id, first->entry->id);
}

/**
 * gvir_designer_media_match_get_os_id:
 * @match: a match
 *
 * Gets the id of the operating system in the OS database.
 *
 * Returns: (transfer none): the id, a URL
 */
const char *
gvir_designer_media_match_get_os_id (GVirDesignerMediaMatch *match)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_MEDIA_MATCH (match), NULL);
  return match->entry->id;
}

/**
 * gvir_designer_media_match_get_short_id:
 * @match: a match
 *
 * Gets the short id of the operating system.
 *
 * Returns: (transfer none): the first short id, or the id where it has none
 */
const char *
gvir_designer_media_match_get_short_id (GVirDesignerMediaMatch *match)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_MEDIA_MATCH (match), NULL);
  return designer_os_entry_label (match->entry);
}

/**
 * gvir_designer_media_match_find_os:
 * @match: a match
 * @error: return location for an error, or %NULL
 *
 * Reads all that the OS database has of the operating system. It fails with
 * %GVIR_DESIGNER_ERROR_INVALID_INPUT when it cannot be read.
 *
 * Returns: (transfer full): the operating system, or %NULL with @error set
 */
GVirDesignerOs *
gvir_designer_media_match_find_os (GVirDesignerMediaMatch *match,
                                   GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_MEDIA_MATCH (match), NULL);
  return designer_media_index_find_os (match->index, match->entry->id, error);
}

/**
 * gvir_designer_media_match_get_arch:
 * @match: a match
 *
 * Gets the architecture that such media are for.
 *
 * Returns: (transfer none) (nullable): the architecture as the OS database calls it, or %NULL where it says
 *   none, or all
 */
const char *
gvir_designer_media_match_get_arch (GVirDesignerMediaMatch *match)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_MEDIA_MATCH (match), NULL);
  return g_strcmp0 (match->product->arch, "all") != 0 ? match->product->arch : NULL;
}

/**
 * gvir_designer_media_match_get_kernel:
 * @match: a match
 *
 * Gets where the kernel of the installer is on such media.
 *
 * Returns: (transfer none) (nullable): the name of a file, or %NULL where the OS database says none
 */
const char *
gvir_designer_media_match_get_kernel (GVirDesignerMediaMatch *match)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_MEDIA_MATCH (match), NULL);
  return match->product->members[DESIGNER_OS_MEMBER_KERNEL];
}

/**
 * gvir_designer_media_match_get_initrd:
 * @match: a match
 *
 * Gets where the initial RAM disk of the installer is on such media.
 *
 * Returns: (transfer none) (nullable): the name of a file, or %NULL where the OS database says none
 */
const char *
gvir_designer_media_match_get_initrd (GVirDesignerMediaMatch *match)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_MEDIA_MATCH (match), NULL);
  return match->product->members[DESIGNER_OS_MEMBER_INITRD];
}

/**
 * gvir_designer_media_match_is_as_likely:
 * @match: a match
 * @other: another one of the same medium or tree
 *
 * Tells whether the same is written on the media of both systems, so that nothing tells
 * which of the two it is, as with Windows 10 and 11.
 *
 * Returns: whether @other is as likely as @match
 */
gboolean
gvir_designer_media_match_is_as_likely (GVirDesignerMediaMatch *match,
                                        GVirDesignerMediaMatch *other)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_MEDIA_MATCH (match), FALSE);
  g_return_val_if_fail (GVIR_DESIGNER_IS_MEDIA_MATCH (other), FALSE);
  return designer_os_product_is_like (match->product, other->product);
}
