/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The trees that the OS database lists of its systems. */

#include "media/findings-private.h"
#include "media/media-private.h"

static gboolean
is_for (OsinfoTree *tree,
        const char *arch)
{
  const char *name = osinfo_tree_get_architecture (tree);

  return osinfo_tree_get_url (tree) != NULL && (g_strcmp0 (name, "all") == 0 || g_strcmp0 (builder_arch_of (name), arch) == 0);
}

/* The architectures that there are trees for, as the database calls them. */
static char *
list_archs (OsinfoList *trees)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (int i = 0; i < osinfo_list_get_length (trees); i++)
    {
      OsinfoTree *tree = OSINFO_TREE (osinfo_list_get_nth (trees, i));
      const char *name = osinfo_tree_get_architecture (tree);

      if (osinfo_tree_get_url (tree) == NULL || name == NULL || strstr (names->str, name) != NULL)
        continue;
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
set_no_tree_error (GVirDesignerOs *os,
                   const char *arch,
                   OsinfoList *trees,
                   GError **error)
{
  g_autofree char *archs = list_archs (trees);

  if (*archs == '\0')
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NOT_FOUND,
                 "the OS database lists no place on a server to install %s from: name one, or a CD-ROM",
                 gvir_designer_os_get_name (os));
  else
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NOT_FOUND,
                 "the OS database lists no place on a server to install %s from on %s, only on %s: name one, or a CD-ROM",
                 gvir_designer_os_get_name (os), arch, archs);
}

/**
 * gvir_builder_find_tree:
 * @os: an operating system
 * @arch: the architecture of the guest, as libvirt calls it
 * @error: return location for an error, or %NULL
 *
 * Finds where on a server an operating system can be installed from, as the OS database lists it. Of several
 * places, it is the one that is listed first. Whether the server has it still is not looked at:
 * [ctor@LibvirtBuilder.Media.new] does that.
 *
 * Returns: (transfer full): the URL, or %NULL with an error of %GVIR_BUILDER_ERROR_NOT_FOUND where there is none
 */
char *
gvir_builder_find_tree (GVirDesignerOs *os,
                        const char *arch,
                        GError **error)
{
  g_autoptr (OsinfoTreeList) trees = NULL;
  OsinfoOs *entry;

  g_return_val_if_fail (GVIR_DESIGNER_IS_OS (os), NULL);
  g_return_val_if_fail (arch != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  entry = gvir_designer_os_get_osinfo (os);
  trees = entry != NULL ? osinfo_os_get_tree_list (entry) : osinfo_treelist_new ();
  for (int i = 0; i < osinfo_list_get_length (OSINFO_LIST (trees)); i++)
    {
      OsinfoTree *tree = OSINFO_TREE (osinfo_list_get_nth (OSINFO_LIST (trees), i));

      if (is_for (tree, arch))
        return g_strdup (osinfo_tree_get_url (tree));
    }
  set_no_tree_error (os, arch, OSINFO_LIST (trees), error);
  return NULL;
}
