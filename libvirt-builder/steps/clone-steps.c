/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* domain-clone: name, uuid, xml, original (UUID of the guest whose secrets it gets; may be missing)
 * nvram-copy: from, to (paths on the host)
 * note: nothing is done */

#include "steps/kinds-private.h"

#include <string.h>

#include "guest/guests-private.h"
#include "storage/folders-private.h"
#include "storage/volumes-private.h"
#include "storage/xml-private.h"

/* What the one has of its own beside what every guest's definition has is that it holds no secrets. */
static const BuilderStepKind *
define_kind (void)
{
  return builder_step_kind_find ("domain-define", NULL);
}

static gboolean
look_for_clone (BuilderWork *work,
                GVirBuilderStep *step,
                BuilderFound *found,
                GError **error)
{
  return define_kind ()->look (work, step, found, error);
}

static gboolean
undefine_clone (BuilderWork *work,
                GVirBuilderStep *step,
                GError **error)
{
  return define_kind ()->undo (work, step, error);
}

static xmlNodePtr
next_graphics (xmlNodePtr node)
{
  while (node != NULL && (node->type != XML_ELEMENT_NODE || strcmp ((const char *) node->name, "graphics") != 0))
    node = node->next;
  return node;
}

static void
copy_passwords (xmlDocPtr from,
                xmlDocPtr to)
{
  static const char *const secrets[] = { "passwd", "passwdValidTo" };
  xmlNodePtr source = builder_xml_child (builder_xml_find (from, "devices"), "graphics");
  xmlNodePtr target = builder_xml_child (builder_xml_find (to, "devices"), "graphics");

  while (source != NULL && target != NULL)
    {
      for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
        {
          g_autofree char *value = builder_xml_attribute (source, secrets[i]);

          if (value != NULL)
            xmlSetProp (target, (const xmlChar *) secrets[i], (const xmlChar *) value);
        }
      source = next_graphics (source->next);
      target = next_graphics (target->next);
    }
}

/* To be freed with xmlFree(). */
static xmlChar *
complete (BuilderWork *work,
          GVirBuilderStep *step)
{
  const char *original = builder_step_get (step, "original");
  virDomainPtr domain = original != NULL ? virDomainLookupByUUIDString (work->link->handle, original) : NULL;
  g_auto (xmlDocPtr) from = NULL;
  g_auto (xmlDocPtr) to = builder_xml_read (strdup (builder_step_get (step, "xml")));
  xmlChar *text = NULL;
  int length;

  if (domain != NULL)
    {
      from = builder_xml_read (virDomainGetXMLDesc (domain, VIR_DOMAIN_XML_SECURE | VIR_DOMAIN_XML_INACTIVE));
      virDomainFree (domain);
    }
  if (from != NULL && to != NULL)
    copy_passwords (from, to);
  if (to != NULL)
    xmlDocDumpMemory (to, &text, &length);
  return text;
}

static gboolean
define_clone (BuilderWork *work,
              GVirBuilderStep *step,
              GError **error)
{
  xmlChar *xml = complete (work, step);
  g_auto (virDomainPtr) domain = xml != NULL ? virDomainDefineXMLFlags (work->link->handle, (const char *) xml, 0) : NULL;

  xmlFree (xml);
  if (domain == NULL)
    builder_set_error (error, "the guest '%s' cannot be defined", builder_step_get (step, "name"));
  return domain != NULL;
}

/* VOLUME is NULL where the folder has no such file. */
static gboolean
find_file (virStoragePoolPtr pool,
           const char *path,
           virStorageVolPtr *volume,
           GError **error)
{
  g_autofree char *file = g_path_get_basename (path);
  g_autoptr (GError) problem = NULL;

  *volume = builder_volume_find (pool, file, &problem);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
look_for_nvram (BuilderWork *work,
                GVirBuilderStep *step,
                BuilderFound *found,
                GError **error)
{
  g_auto (BuilderFolder) folder = { NULL };
  g_auto (virStorageVolPtr) volume = NULL;

  *found = BUILDER_FOUND_NOTHING;
  if (!builder_folder_open (&folder, work->link->handle, builder_step_get (step, "to"), error))
    return FALSE;
  if (folder.pool == NULL)
    return TRUE;
  if (!find_file (folder.pool, builder_step_get (step, "to"), &volume, error))
    return FALSE;
  if (volume != NULL)
    *found = BUILDER_FOUND_PART;
  return TRUE;
}

static gboolean
copy_file (virStoragePoolPtr pool,
           virStorageVolPtr original,
           const char *path,
           GError **error)
{
  g_autofree char *file = g_path_get_basename (path);
  g_autofree char *xml = g_markup_printf_escaped ("<volume><name>%s</name><capacity>0</capacity><target>"
                                                  "<format type='raw'/></target></volume>", file);
  g_auto (virStorageVolPtr) volume = virStorageVolCreateXMLFrom (pool, xml, original, 0);

  if (volume == NULL)
    builder_set_error (error, "the variables of the firmware cannot be copied to '%s'", path);
  return volume != NULL;
}

/* A guest that has never been started has none yet: libvirt makes them from their template. */
static gboolean
copy_nvram (BuilderWork *work,
            GVirBuilderStep *step,
            GError **error)
{
  g_auto (BuilderFolder) from = { NULL };
  g_auto (BuilderFolder) to = { NULL };
  g_auto (virStorageVolPtr) original = NULL;

  if (!builder_folder_open (&from, work->link->handle, builder_step_get (step, "from"), error))
    return FALSE;
  if (from.pool == NULL)
    return TRUE;
  if (!find_file (from.pool, builder_step_get (step, "from"), &original, error))
    return FALSE;
  if (original == NULL)
    return TRUE;
  return builder_folder_open (&to, work->link->handle, builder_step_get (step, "to"), error) && to.pool != NULL
         && copy_file (to.pool, original, builder_step_get (step, "to"), error);
}

static gboolean
delete_nvram (BuilderWork *work,
              GVirBuilderStep *step,
              GError **error)
{
  g_auto (BuilderFolder) folder = { NULL };
  g_auto (virStorageVolPtr) volume = NULL;

  if (!builder_folder_open (&folder, work->link->handle, builder_step_get (step, "to"), error))
    return FALSE;
  return folder.pool == NULL
         || (find_file (folder.pool, builder_step_get (step, "to"), &volume, error)
             && (volume == NULL || builder_volume_delete (volume, error)));
}

static gboolean
look_at_note (G_GNUC_UNUSED BuilderWork *work,
              G_GNUC_UNUSED GVirBuilderStep *step,
              BuilderFound *found,
              G_GNUC_UNUSED GError **error)
{
  *found = BUILDER_FOUND_NOTHING;
  return TRUE;
}

static gboolean
do_nothing (G_GNUC_UNUSED BuilderWork *work,
            G_GNUC_UNUSED GVirBuilderStep *step,
            G_GNUC_UNUSED GError **error)
{
  return TRUE;
}

const BuilderStepKind builder_clone_steps[] = {
  { "domain-clone", BUILDER_THERE_IS_WRONG, look_for_clone, define_clone, undefine_clone },
  { "nvram-copy", BUILDER_THERE_IS_WRONG, look_for_nvram, copy_nvram, delete_nvram },
  /* What a plan leaves as it is, and says so. */
  { "note", BUILDER_THERE_IS_DONE, look_at_note, do_nothing, NULL },
};
const guint builder_n_clone_steps = G_N_ELEMENTS (builder_clone_steps);
