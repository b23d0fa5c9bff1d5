/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "host/host-private.h"

#include "host/builtin-host-resource.h"

#include <gio/gio.h>
#include <string.h>

#define BUILTIN_PATH "/org/libvirt/designer/hosts/builtin/"
#define BUILTIN_ORIGIN "the built-in description of a current QEMU/KVM x86_64 host"

static DesignerXmlDoc *
load (GResource *resource,
      const char *name,
      const char *root)
{
  g_autofree char *path = g_strconcat (BUILTIN_PATH, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
    g_resource_lookup_data (resource, path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_autofree char *text = NULL;
  DesignerXmlDoc *doc = NULL;

  if (bytes != NULL)
    {
      text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      doc = designer_xml_doc_new_from_text (text, path, root, &error);
    }
  if (doc == NULL)
    g_error ("%s", error->message);
  return doc;
}

static gint
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* The files that describe guests of ARCH, or of all, have it in their names. */
static GPtrArray *
read_described (const char *arch)
{
  GResource *resource = designer_builtin_host_get_resource ();
  GPtrArray *described = g_ptr_array_new ();
  g_autofree char *part = g_strconcat ("-", arch != NULL ? arch : "", arch != NULL ? "-" : NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names =
    g_resource_enumerate_children (resource, BUILTIN_PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);

  if (names == NULL)
    g_error ("%s", error->message);
  qsort (names, g_strv_length (names), sizeof (char *), compare_names);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (DesignerXmlDoc) doc = NULL;
      DesignerDomcaps *domcaps;

      if (strstr (names[i], part) == NULL)
        continue;
      doc = load (resource, names[i], "domainCapabilities");
      domcaps = designer_domcaps_new_from_xml (doc, names[i], BUILTIN_ORIGIN, &error);
      if (domcaps == NULL)
        g_error ("%s", error->message);
      g_ptr_array_add (described, domcaps);
    }
  return described;
}

/* Most designs are for one architecture, and need what describes the others
 * neither read nor kept. What is read is kept for good, as its host is. */
static GPtrArray *
described_guests (const char *arch)
{
  static GMutex lock;
  static GHashTable *by_arch;
  const char *key = arch != NULL ? arch : "";
  GPtrArray *described;

  g_mutex_lock (&lock);
  if (by_arch == NULL)
    by_arch = g_hash_table_new (g_str_hash, g_str_equal);
  described = g_hash_table_lookup (by_arch, key);
  if (described == NULL)
    {
      described = read_described (arch);
      g_hash_table_insert (by_arch, (gpointer) g_intern_string (key), described);
    }
  g_mutex_unlock (&lock);
  return described;
}

static GVirDesignerHost *
read_builtin (void)
{
  GVirDesignerHost *host = designer_host_new_empty (BUILTIN_ORIGIN, NULL);
  g_autoptr (DesignerXmlDoc) doc =
    load (designer_builtin_host_get_resource (), "capabilities.xml", "capabilities");
  g_autoptr (GError) error = NULL;

  designer_host_add_capabilities (host, doc);
  host->read_domcaps = described_guests;
  if (!designer_host_finish (host, &error))
    g_error ("%s", error->message);
  return host;
}

/**
 * gvir_designer_host_new_builtin:
 *
 * Gives the description of a current QEMU/KVM x86_64 host that comes with the
 * library, for designing where no host is at hand. It was recorded from libvirt
 * and completed with what a fully able host has; it does not say whether its
 * connection is a session.
 *
 * Returns: (transfer full): a host, which may be the same for each call
 */
GVirDesignerHost *
gvir_designer_host_new_builtin (void)
{
  static GVirDesignerHost *builtin;

  if (g_once_init_enter (&builtin))
    g_once_init_leave (&builtin, read_builtin ());
  return g_object_ref (builtin);
}
