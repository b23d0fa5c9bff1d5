/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The original of a clone: found, and read. */

#include "planners/clone-private.h"

#include <libxml/xpath.h>
#include <stdlib.h>
#include <string.h>

#include "guest/guests-private.h"

static void
free_disk (gpointer data)
{
  BuilderCloneDisk *disk = data;

  g_free (disk->target);
  g_free (disk->path);
  g_free (disk->volume);
  g_free (disk->format);
  g_free (disk->to_path);
  g_free (disk->to_folder);
  g_free (disk);
}

void
builder_cloning_free (BuilderCloning *cloning)
{
  g_object_unref (cloning->wish);
  g_clear_pointer (&cloning->document, xmlFreeDoc);
  g_free (cloning->old_name);
  g_free (cloning->old_uuid);
  g_free (cloning->name);
  g_free (cloning->uuid);
  g_free (cloning->nvram_from);
  g_free (cloning->nvram_to);
  g_clear_pointer (&cloning->uses, builder_uses_free);
  g_clear_pointer (&cloning->pools, g_ptr_array_unref);
  g_ptr_array_unref (cloning->disks);
  if (cloning->handle != NULL)
    virConnectClose (cloning->handle);
  g_free (cloning);
}

GPtrArray *
builder_cloning_find (BuilderCloning *cloning,
                      const char *path)
{
  GPtrArray *found = g_ptr_array_new ();
  xmlXPathContextPtr context = xmlXPathNewContext (cloning->document);
  xmlXPathObjectPtr result = xmlXPathEval ((const xmlChar *) path, context);

  for (int i = 0; result != NULL && result->nodesetval != NULL && i < result->nodesetval->nodeNr; i++)
    g_ptr_array_add (found, result->nodesetval->nodeTab[i]);
  xmlXPathFreeObject (result);
  xmlXPathFreeContext (context);
  return found;
}

static gboolean
check_off (virDomainPtr domain,
           GError **error)
{
  if (virDomainIsActive (domain) != 1)
    return TRUE;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_GUEST,
               "the guest '%s' is not off, and its disks would change while they are copied: shut it down first, and "
               "start it again afterwards", virDomainGetName (domain));
  return FALSE;
}

/* NULL with an error; to be freed with free(). */
static char *
read_guest (BuilderCloning *cloning,
            unsigned int secrets,
            GError **error)
{
  g_auto (virDomainPtr) domain = builder_guest_find (cloning->handle, cloning->wish->original, error);
  char uuid[VIR_UUID_STRING_BUFLEN];
  char *xml;

  if (domain == NULL || !check_off (domain, error))
    return NULL;
  if (virDomainGetUUIDString (domain, uuid) == 0)
    cloning->old_uuid = g_strdup (uuid);
  xml = virDomainGetXMLDesc (domain, VIR_DOMAIN_XML_INACTIVE | secrets);
  if (xml == NULL)
    builder_set_error (error, "the configuration of the guest '%s' cannot be read", cloning->wish->original);
  return xml;
}

static gboolean
read_name (BuilderCloning *cloning,
           GError **error)
{
  xmlNodePtr root = cloning->document != NULL ? xmlDocGetRootElement (cloning->document) : NULL;

  if (root == NULL || strcmp ((const char *) root->name, "domain") != 0)
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                   "the original is no domain XML%s%s%s: give what 'virsh dumpxml' writes of a guest",
                   root != NULL ? ", but begins with '" : "", root != NULL ? (const char *) root->name : "",
                   root != NULL ? "'" : "");
      return FALSE;
    }
  cloning->old_name = builder_xml_text (builder_xml_child (root, "name"));
  if (cloning->old_name != NULL && *cloning->old_name != '\0')
    return TRUE;
  g_set_error_literal (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                       "the domain XML of the original has no name: give it one in the element 'name'");
  return FALSE;
}

/* The original's images are its own, and not in its way. */
static gboolean
look_around (BuilderCloning *cloning,
             GError **error)
{
  cloning->uses = builder_uses_read (cloning->handle, NULL, error);
  if (cloning->uses != NULL)
    cloning->pools = builder_pools_read (cloning->handle, error);
  return cloning->pools != NULL;
}

static gboolean
read_original (BuilderCloning *cloning,
               GVirConnection *connection,
               unsigned int secrets,
               GError **error)
{
  char *xml;

  cloning->handle = builder_handle_of (connection, error);
  if (cloning->handle == NULL)
    return FALSE;
  xml = cloning->wish->original != NULL ? read_guest (cloning, secrets, error) : strdup (cloning->wish->xml);
  if (xml == NULL)
    return FALSE;
  cloning->document = builder_xml_read (xml);
  return read_name (cloning, error) && look_around (cloning, error);
}

BuilderCloning *
builder_cloning_new (GVirBuilderClone *wish,
                     GVirConnection *connection,
                     unsigned int secrets,
                     GError **error)
{
  g_autoptr (BuilderCloning) cloning = g_new0 (BuilderCloning, 1);

  cloning->wish = g_object_ref (wish);
  cloning->disks = g_ptr_array_new_with_free_func (free_disk);
  return read_original (cloning, connection, secrets, error) ? g_steal_pointer (&cloning) : NULL;
}
