/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a clone's configuration has of its own beside its devices. */

#include "planners/clone-private.h"

#include <stdlib.h>
#include <string.h>

void
builder_cloning_drop (xmlNodePtr node)
{
  xmlNodePtr before = node->prev;

  /* Its line goes with it. */
  if (before != NULL && xmlIsBlankNode (before))
    {
      xmlUnlinkNode (before);
      xmlFreeNode (before);
    }
  xmlUnlinkNode (node);
  xmlFreeNode (node);
}

char *
builder_cloning_write (BuilderCloning *cloning)
{
  xmlBufferPtr buffer = xmlBufferCreate ();
  xmlNodePtr root = xmlDocGetRootElement (cloning->document);
  char *text;

  xmlNodeDump (buffer, cloning->document, root, 0, 0);
  text = g_strconcat ((const char *) xmlBufferContent (buffer), "\n", NULL);
  xmlBufferFree (buffer);
  return text;
}

static void
set_text (xmlNodePtr node,
          const char *text)
{
  xmlChar *escaped = xmlEncodeSpecialChars (node->doc, (const xmlChar *) text);

  xmlNodeSetContent (node, escaped);
  xmlFree (escaped);
}

static void
name_it (BuilderCloning *cloning)
{
  xmlNodePtr root = xmlDocGetRootElement (cloning->document);
  xmlNodePtr name = builder_xml_child (root, "name");
  xmlNodePtr uuid = builder_xml_child (root, "uuid");
  xmlNodePtr title = builder_xml_child (root, "title");

  xmlUnsetProp (root, (const xmlChar *) "id");
  set_text (name, cloning->name);
  if (uuid == NULL)
    uuid = xmlAddNextSibling (name, xmlNewNode (NULL, (const xmlChar *) "uuid"));
  set_text (uuid, cloning->uuid);
  if (title != NULL)
    builder_cloning_drop (title);
}

/* The firmware tells the guest the same UUID as libvirt does, and a guest that has an id of its
 * generation notices by it that it is another one. */
static void
mark_as_another (BuilderCloning *cloning)
{
  g_autoptr (GPtrArray) told = builder_cloning_find (cloning,
                                                     "/domain/sysinfo[@type='smbios']/system/entry[@name='uuid']");
  xmlNodePtr generation = builder_xml_find (cloning->document, "genid");
  g_autofree char *old = builder_xml_text (generation);
  g_autofree char *new = g_uuid_string_random ();

  for (guint i = 0; i < told->len; i++)
    set_text (g_ptr_array_index (told, i), cloning->uuid);
  if (old != NULL && *old != '\0')
    set_text (generation, new);
}

static char *
choose_nvram (BuilderCloning *cloning)
{
  g_autofree char *folder = NULL;
  g_autofree char *file = NULL;

  if (cloning->wish->nvram != NULL)
    return g_strdup (cloning->wish->nvram);
  folder = g_path_get_dirname (cloning->nvram_from);
  file = g_strconcat (cloning->name, "_VARS.fd", NULL);
  return g_build_filename (folder, file, NULL);
}

/* Where the system's QEMU driver keeps what is not named otherwise. */
#define SYSTEM_NVRAM "/var/lib/libvirt/qemu/nvram/"

/* Where no path is named, libvirt makes one by the name of the guest; what is there is copied. */
static void
guess_nvram (BuilderCloning *cloning)
{
  g_autofree char *firmware = builder_xml_attribute (builder_xml_find (cloning->document, "os"), "firmware");
  char *uri = virConnectGetURI (cloning->handle);

  if (cloning->old_uuid != NULL && g_strcmp0 (firmware, "efi") == 0 && uri != NULL && g_str_has_prefix (uri, "qemu")
      && strstr (uri, "/system") != NULL)
    {
      cloning->nvram_from = g_strconcat (SYSTEM_NVRAM, cloning->old_name, "_VARS.fd", NULL);
      cloning->nvram_to = g_strconcat (SYSTEM_NVRAM, cloning->name, "_VARS.fd", NULL);
    }
  free (uri);
}

static gboolean
give_nvram (BuilderCloning *cloning,
            GError **error)
{
  xmlNodePtr nvram = builder_xml_find (cloning->document, "os/nvram");
  xmlNodePtr source = builder_xml_child (nvram, "source");
  g_autofree char *type = builder_xml_attribute (nvram, "type");

  if (nvram == NULL)
    {
      guess_nvram (cloning);
      return TRUE;
    }
  if (type != NULL && !g_str_equal (type, "file"))
    {
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED,
                   "the variables of the firmware of '%s' are kept on a storage of the type '%s', which is not copied: "
                   "clone it from XML in which they are in a file", cloning->old_name, type);
      return FALSE;
    }
  cloning->nvram_from = source != NULL ? builder_xml_attribute (source, "file") : builder_xml_text (nvram);
  if (cloning->nvram_from != NULL)
    g_strstrip (cloning->nvram_from);
  if (cloning->nvram_from == NULL || *cloning->nvram_from == '\0')
    {
      g_clear_pointer (&cloning->nvram_from, g_free);
      guess_nvram (cloning);
      return TRUE;
    }
  cloning->nvram_to = choose_nvram (cloning);
  if (source != NULL)
    xmlSetProp (source, (const xmlChar *) "file", (const xmlChar *) cloning->nvram_to);
  else
    set_text (nvram, cloning->nvram_to);
  return TRUE;
}

gboolean
builder_cloning_configure (BuilderCloning *cloning,
                           GError **error)
{
  name_it (cloning);
  mark_as_another (cloning);
  return give_nvram (cloning, error) && builder_cloning_configure_devices (cloning, error);
}
