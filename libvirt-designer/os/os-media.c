/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Which system a medium or a tree is of. */

#include "os/libvirt-designer-os.h"

#include "base/libvirt-designer-error.h"
#include "os/foreign-leaks-private.h"
#include "os/libvirt-designer-media-index.h"

/* The system of the first, or NULL where there is none. */
static GVirDesignerOs *
first_of (GListModel *matches,
          GError **error)
{
  g_autoptr (GVirDesignerMediaMatch) first = g_list_model_get_item (matches, 0);

  return first != NULL ? gvir_designer_media_match_find_os (first, error) : NULL;
}

/**
 * gvir_designer_os_identify_media:
 * @db: (nullable): an OS database, or %NULL for the one that is installed
 * @media: what is written on a medium, as by osinfo_media_create_from_location()
 * @error: return location for an error, or %NULL
 *
 * Finds the operating system that an installation medium is of. Of several
 * releases on whose media the same is written, it is the newest.
 *
 * Of the installed database, no more is read than what is written on the media of
 * each system, and then the system that it is. @media itself stays as it is.
 *
 * It fails with %GVIR_DESIGNER_ERROR_UNKNOWN_NAME when the database knows no such
 * medium, and with %GVIR_DESIGNER_ERROR_INVALID_INPUT when it cannot be read.
 *
 * Returns: (transfer full): the operating system, or %NULL with @error set
 */
GVirDesignerOs *
gvir_designer_os_identify_media (OsinfoDb *db,
                                 OsinfoMedia *media,
                                 GError **error)
{
  g_autoptr (GVirDesignerMediaIndex) index = NULL;
  g_autoptr (GListModel) matches = NULL;
  const char *volume_id;

  g_return_val_if_fail (db == NULL || OSINFO_IS_DB (db), NULL);
  g_return_val_if_fail (OSINFO_IS_MEDIA (media), NULL);

  index = gvir_designer_media_index_new (db, error);
  matches = index != NULL ? gvir_designer_media_index_match_media (index, media, error) : NULL;
  if (matches == NULL || g_list_model_get_n_items (matches) > 0)
    return matches != NULL ? first_of (matches, error) : NULL;
  volume_id = osinfo_media_get_volume_id (media);
  g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNKNOWN_NAME,
               "the OS database knows no medium called '%s': name the operating system that it is of",
               volume_id != NULL ? volume_id : "");
  return NULL;
}

/**
 * gvir_designer_os_identify_tree:
 * @db: (nullable): an OS database, or %NULL for the one that is installed
 * @tree: what the .treeinfo of an install tree says, as by osinfo_tree_create_from_treeinfo()
 * @error: return location for an error, or %NULL
 *
 * Finds the operating system that an install tree is of. Of several that it may be of, it
 * is the newest of those of which the database says most. @tree itself stays as it is.
 *
 * It fails with %GVIR_DESIGNER_ERROR_UNKNOWN_NAME when the database knows no such
 * tree, and with %GVIR_DESIGNER_ERROR_INVALID_INPUT when it cannot be read.
 *
 * Returns: (transfer full): the operating system, or %NULL with @error set
 */
GVirDesignerOs *
gvir_designer_os_identify_tree (OsinfoDb *db,
                                OsinfoTree *tree,
                                GError **error)
{
  g_autoptr (GVirDesignerMediaIndex) index = NULL;
  g_autoptr (GListModel) matches = NULL;
  const char *family;
  const char *version;

  g_return_val_if_fail (db == NULL || OSINFO_IS_DB (db), NULL);
  g_return_val_if_fail (OSINFO_IS_TREE (tree), NULL);

  index = gvir_designer_media_index_new (db, error);
  matches = index != NULL ? gvir_designer_media_index_match_tree (index, tree, error) : NULL;
  if (matches == NULL || g_list_model_get_n_items (matches) > 0)
    return matches != NULL ? first_of (matches, error) : NULL;
  family = osinfo_tree_get_treeinfo_family (tree);
  version = osinfo_tree_get_treeinfo_version (tree);
  g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNKNOWN_NAME,
               "the OS database knows no tree of '%s' '%s': name the operating system that it is of",
               family != NULL ? family : "", version != NULL ? version : "");
  return NULL;
}

/**
 * gvir_designer_os_read_media:
 * @path: the path of a CD-ROM to install from, or of its image
 * @error: return location for an error, or %NULL
 *
 * Reads what is written on an installation medium, for
 * [func@LibvirtDesigner.Os.identify_media]. The medium need not be the first of several,
 * which machines boot from.
 *
 * Returns: (transfer full): the medium, or %NULL with %GVIR_DESIGNER_ERROR_INVALID_INPUT
 *   where there is no @path, or it is no such medium
 */
OsinfoMedia *
gvir_designer_os_read_media (const char *path,
                             GError **error)
{
  g_autoptr (GError) problem = NULL;
  OsinfoMedia *media = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_INPUT,
                   g_file_test (path, G_FILE_TEST_EXISTS) ? "'%s' is a folder: give the path of a CD-ROM or its image"
                                                          : "there is no '%s': give the path of a CD-ROM or its image",
                   path);
      return NULL;
    }
  BEGIN_FOREIGN_LEAKS ();
  media = osinfo_media_create_from_location_with_flags (path, NULL, 0, &problem);
  END_FOREIGN_LEAKS ();
  if (media == NULL)
    g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_INPUT,
                 "'%s' is no medium to install from: %s; give the path of a CD-ROM or its image", path,
                 problem != NULL ? problem->message : "nothing is written on it");
  return media;
}
