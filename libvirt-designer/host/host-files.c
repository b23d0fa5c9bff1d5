/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "host/host-private.h"

#include "base/bounded-file-private.h"
#include "base/libvirt-designer-error.h"

#include <string.h>

#define MAX_URI_BYTES 4096

static gboolean
add_capabilities_file (GVirDesignerHost *host,
                       const char *file,
                       GError **error)
{
  g_autoptr (DesignerXmlDoc) doc = designer_xml_doc_new_from_file (file, "capabilities", error);

  if (doc == NULL)
    return FALSE;
  designer_host_add_capabilities (host, doc);
  return TRUE;
}

static gboolean
add_domcaps_file (GVirDesignerHost *host,
                  const char *file,
                  GError **error)
{
  g_autoptr (DesignerXmlDoc) doc = designer_xml_doc_new_from_file (file, "domainCapabilities", error);
  g_autofree char *origin = g_filename_display_name (file);
  g_autofree char *name = g_strdup_printf ("'%s'", origin);

  return doc != NULL && designer_host_add_domcaps (host, doc, name, origin, error);
}

static GVirDesignerHost *
read_files (const char *origin,
            const char *uri,
            const char *capabilities_file,
            const char *const *domain_capabilities_files,
            GError **error)
{
  g_autoptr (GVirDesignerHost) host = designer_host_new_empty (origin, uri);

  if (capabilities_file != NULL && !add_capabilities_file (host, capabilities_file, error))
    return NULL;
  for (guint i = 0; domain_capabilities_files != NULL && domain_capabilities_files[i] != NULL; i++)
    if (!add_domcaps_file (host, domain_capabilities_files[i], error))
      return NULL;
  if (!designer_host_finish (host, error))
    return NULL;
  return g_steal_pointer (&host);
}

static char *
list_files (const char *first,
            const char *const *more)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  if (first != NULL)
    g_ptr_array_add (names, g_filename_display_name (first));
  for (guint i = 0; more != NULL && more[i] != NULL; i++)
    g_ptr_array_add (names, g_filename_display_name (more[i]));
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

/**
 * gvir_designer_host_new_from_files:
 * @capabilities_file: (nullable) (type filename): a file that holds what `virsh
 *   capabilities` printed
 * @domain_capabilities_files: (nullable) (array zero-terminated=1) (element-type filename): files
 *   that hold what `virsh domcapabilities` printed
 * @error: return location for an error
 *
 * Makes a host from files. At least one file has to be given; files of domain
 * capabilities are enough.
 *
 * Fails with %GVIR_DESIGNER_ERROR_INVALID_INPUT where one of them cannot be read.
 *
 * Returns: (transfer full): a new host, or %NULL on error
 */
GVirDesignerHost *
gvir_designer_host_new_from_files (const char *capabilities_file,
                                   const char *const *domain_capabilities_files,
                                   GError **error)
{
  g_autofree char *origin = NULL;

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  origin = list_files (capabilities_file, domain_capabilities_files);
  if (*origin == '\0')
    {
      g_set_error_literal (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_INPUT,
                           "No file that describes the host was given; "
                           "give one of capabilities, of domain capabilities, or both");
      return NULL;
    }
  return read_files (origin, NULL, capabilities_file, domain_capabilities_files, error);
}

static gint
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
find_domcaps_files (const char *directory,
                    GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) cause = NULL;
  g_autoptr (GDir) dir = g_dir_open (directory, 0, &cause);
  const char *name;

  if (dir == NULL)
    {
      g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_INPUT,
                   "The host description cannot be read: %s; give a directory "
                   "that 'virt-designer host save' made",
                   cause->message);
      return NULL;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "domcapabilities") && g_str_has_suffix (name, ".xml"))
      g_ptr_array_add (files, g_build_filename (directory, name, NULL));
  g_ptr_array_sort (files, compare_names);
  return g_steal_pointer (&files);
}

static gboolean
is_uri (const char *text,
        gsize length)
{
  if (length == 0 || length > MAX_URI_BYTES || !g_utf8_validate (text, (gssize) length, NULL))
    return FALSE;
  for (const char *c = text; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      return FALSE;
  return strchr (text, ':') != NULL;
}

/* Leaves URI NULL where there is no such file. */
static gboolean
read_uri (const char *file,
          char **uri,
          GError **error)
{
  g_autofree char *shown = g_filename_display_name (file);
  g_autoptr (GString) text = NULL;
  g_autoptr (GError) cause = NULL;

  if (!g_file_test (file, G_FILE_TEST_EXISTS))
    return TRUE;
  text = designer_bounded_file_read (file, MAX_URI_BYTES, &cause);
  if (text != NULL)
    g_strstrip (text->str);
  if (text == NULL || !is_uri (text->str, strlen (text->str)))
    {
      g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_INPUT,
                   "'%s' %s%s; write one line such as 'qemu:///system' there, or remove it",
                   shown, text == NULL ? "cannot be read: " : "holds no connection URI",
                   text == NULL ? cause->message : "");
      return FALSE;
    }
  *uri = g_strdup (text->str);
  return TRUE;
}

/**
 * gvir_designer_host_new_from_directory:
 * @directory: (type filename): a directory with `capabilities.xml`, any number
 *   of `domcapabilities*.xml`, or both, and perhaps `uri`
 * @error: return location for an error
 *
 * Makes a host from a directory that `virt-designer host save` made. The domain
 * capabilities are taken in the order of their names.
 *
 * Fails with %GVIR_DESIGNER_ERROR_INVALID_INPUT where the directory or a file
 * in it cannot be read, or where none of them is there.
 *
 * Returns: (transfer full): a new host, or %NULL on error
 */
GVirDesignerHost *
gvir_designer_host_new_from_directory (const char *directory,
                                       GError **error)
{
  g_autofree char *shown = NULL;
  g_autofree char *capabilities = NULL;
  g_autofree char *uri_file = NULL;
  g_autofree char *uri = NULL;
  g_autoptr (GPtrArray) files = NULL;

  g_return_val_if_fail (directory != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  shown = g_filename_display_name (directory);
  capabilities = g_build_filename (directory, "capabilities.xml", NULL);
  uri_file = g_build_filename (directory, "uri", NULL);
  files = find_domcaps_files (directory, error);
  if (files == NULL || !read_uri (uri_file, &uri, error))
    return NULL;
  if (!g_file_test (capabilities, G_FILE_TEST_EXISTS))
    g_clear_pointer (&capabilities, g_free);
  if (capabilities == NULL && files->len == 0)
    {
      g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_INPUT,
                   "The directory '%s' has neither capabilities.xml nor domcapabilities*.xml; "
                   "give one that 'virt-designer host save' made",
                   shown);
      return NULL;
    }
  g_ptr_array_add (files, NULL);
  return read_files (shown, uri, capabilities, (const char *const *) files->pdata, error);
}
