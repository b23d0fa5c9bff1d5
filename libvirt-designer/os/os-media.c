/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Which system a medium is of. libosinfo decides it; it only gets to see the
 * systems with media of such a name. */

#include "os/libvirt-designer-os.h"

#include "base/libvirt-designer-error.h"
#include "os/foreign-leaks-private.h"
#include "os/os-catalogue-private.h"

static const char *const marks[DESIGNER_OS_N_MARKS] = {
  [DESIGNER_OS_MARK_VOLUME_ID] = OSINFO_MEDIA_PROP_VOLUME_ID,
  [DESIGNER_OS_MARK_SYSTEM_ID] = OSINFO_MEDIA_PROP_SYSTEM_ID,
  [DESIGNER_OS_MARK_PUBLISHER_ID] = OSINFO_MEDIA_PROP_PUBLISHER_ID,
  [DESIGNER_OS_MARK_APPLICATION_ID] = OSINFO_MEDIA_PROP_APPLICATION_ID,
  [DESIGNER_OS_MARK_VOLUME_SIZE] = OSINFO_MEDIA_PROP_VOLUME_SIZE,
};

/* Media with names that VOLUME_ID is none of cannot be what is looked for. */
static gboolean
may_be (const DesignerOsProduct *medium,
        const char *volume_id)
{
  const char *pattern = medium->marks[DESIGNER_OS_MARK_VOLUME_ID];

  return pattern == NULL || (volume_id != NULL && g_regex_match_simple (pattern, volume_id, 0, 0));
}

static OsinfoMedia *
media_new (const DesignerOsProduct *medium)
{
  OsinfoMedia *media = osinfo_media_new (medium->id, medium->arch != NULL ? medium->arch : "all");

  for (guint i = 0; i < DESIGNER_OS_N_MARKS; i++)
    {
      if (medium->marks[i] != NULL)
        osinfo_entity_set_param (OSINFO_ENTITY (media), marks[i], medium->marks[i]);
    }
  return media;
}

/* Adds the system of ENTRY where one of its media may be the one looked for. */
static void
add_candidate (OsinfoDb *db,
               const DesignerOsEntry *entry,
               const char *volume_id)
{
  GPtrArray *media = entry->products[DESIGNER_OS_MEDIA];
  g_autoptr (OsinfoOs) os = NULL;

  for (guint i = 0; i < media->len; i++)
    {
      const DesignerOsProduct *medium = g_ptr_array_index (media, i);
      g_autoptr (OsinfoMedia) one = NULL;

      if (!may_be (medium, volume_id))
        continue;
      if (os == NULL)
        os = designer_os_entry_to_osinfo (entry);
      one = media_new (medium);
      osinfo_os_add_media (os, one);
    }
  if (os != NULL)
    osinfo_db_add_os (db, os);
}

static OsinfoDb *
candidates_new (DesignerOsCatalogue *catalogue,
                const char *volume_id,
                GError **error)
{
  g_autoptr (GPtrArray) entries = designer_os_catalogue_media (catalogue, error);
  OsinfoDb *db;

  if (entries == NULL)
    return NULL;
  db = osinfo_db_new ();
  for (guint i = 0; i < entries->len; i++)
    add_candidate (db, g_ptr_array_index (entries, i), volume_id);
  return db;
}

/* What is asked about is not to be filled in. */
static OsinfoMedia *
media_copy (OsinfoMedia *media)
{
  const char *arch = osinfo_media_get_architecture (media);
  OsinfoMedia *copy = g_object_new (OSINFO_TYPE_MEDIA, "id", osinfo_entity_get_id (OSINFO_ENTITY (media)), NULL);

  /* Of a medium that was read, the architecture is found with the system. */
  if (arch != NULL)
    osinfo_entity_set_param (OSINFO_ENTITY (copy), OSINFO_MEDIA_PROP_ARCHITECTURE, arch);
  for (guint i = 0; i < DESIGNER_OS_N_MARKS; i++)
    {
      const char *value = osinfo_entity_get_param_value (OSINFO_ENTITY (media), marks[i]);

      if (value != NULL)
        osinfo_entity_set_param (OSINFO_ENTITY (copy), marks[i], value);
    }
  return copy;
}

static gboolean
are_written_alike (gpointer a,
                   gpointer b)
{
  for (guint i = 0; i < DESIGNER_OS_N_MARKS; i++)
    {
      if (g_strcmp0 (osinfo_entity_get_param_value (a, marks[i]), osinfo_entity_get_param_value (b, marks[i])) != 0)
        return FALSE;
    }
  return TRUE;
}

/* Which of two systems is newer; dates are in the order of their text. */
static gboolean
is_newer (OsinfoOs *a,
          OsinfoOs *b)
{
  gint order = g_strcmp0 (osinfo_product_get_release_date_string (OSINFO_PRODUCT (a)),
                          osinfo_product_get_release_date_string (OSINFO_PRODUCT (b)));

  return order != 0 ? order > 0 : g_strcmp0 (osinfo_entity_get_id (OSINFO_ENTITY (a)),
                                             osinfo_entity_get_id (OSINFO_ENTITY (b))) > 0;
}

/* A medium of MATCHES that is of OS, or NULL. */
static OsinfoEntity *
find_of (OsinfoList *matches,
         OsinfoOs *os)
{
  for (gint i = 0; i < osinfo_list_get_length (matches); i++)
    {
      OsinfoEntity *media = osinfo_list_get_nth (matches, i);
      g_autoptr (OsinfoOs) its = osinfo_media_get_os (OSINFO_MEDIA (media));

      if (its == os)
        return media;
    }
  return NULL;
}

/* Several releases can have media on which the same is written. Which of them
 * libosinfo takes depends on what else is in the database: it shall be the newest. */
static OsinfoOs *
newest_like (OsinfoList *matches,
             OsinfoOs *os)
{
  OsinfoEntity *chosen = find_of (matches, os);
  g_autoptr (OsinfoOs) newest = g_object_ref (os);

  for (gint i = 0; chosen != NULL && i < osinfo_list_get_length (matches); i++)
    {
      OsinfoEntity *media = osinfo_list_get_nth (matches, i);
      g_autoptr (OsinfoOs) its = osinfo_media_get_os (OSINFO_MEDIA (media));

      if (its != NULL && are_written_alike (media, chosen) && is_newer (its, newest))
        g_set_object (&newest, its);
    }
  return g_steal_pointer (&newest);
}

/* The id of the system, or NULL. */
static char *
identify (OsinfoDb *db,
          OsinfoMedia *media)
{
  g_autoptr (OsinfoMedia) copy = media_copy (media);
  g_autoptr (OsinfoMedia) other = media_copy (media);
  g_autoptr (OsinfoMediaList) matches = NULL;
  g_autoptr (OsinfoOs) os = NULL;
  g_autoptr (OsinfoOs) newest = NULL;
  gboolean known;

  BEGIN_FOREIGN_LEAKS ();
  known = osinfo_db_identify_media (db, copy);
  END_FOREIGN_LEAKS ();
  if (known)
    os = osinfo_media_get_os (copy);
  if (os == NULL)
    return NULL;
  matches = osinfo_db_identify_medialist (db, other);
  newest = newest_like (OSINFO_LIST (matches), os);
  return g_strdup (osinfo_entity_get_id (OSINFO_ENTITY (newest)));
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
  g_autoptr (DesignerOsCatalogue) catalogue = NULL;
  g_autoptr (OsinfoDb) candidates = NULL;
  g_autofree char *id = NULL;
  const char *volume_id;

  g_return_val_if_fail (db == NULL || OSINFO_IS_DB (db), NULL);
  g_return_val_if_fail (OSINFO_IS_MEDIA (media), NULL);

  volume_id = osinfo_media_get_volume_id (media);
  catalogue = designer_os_catalogue_new (db);
  candidates = db != NULL ? g_object_ref (db) : candidates_new (catalogue, volume_id, error);
  if (candidates == NULL)
    return NULL;
  id = identify (candidates, media);
  if (id != NULL)
    return designer_os_find_in (catalogue, id, error);
  g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNKNOWN_NAME,
               "the OS database knows no medium called '%s': name the operating system that it is of",
               volume_id != NULL ? volume_id : "");
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
