/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How a change is carried out: what is asked for is decided and written, and so is
 * what follows from it. */

#include "domain/change-private.h"

#include <string.h>

#include "base/xml-reader-private.h"
#include "config/emit-private.h"
#include "config/path-private.h"
#include "domain/consequences-private.h"
#include "domain/existing-private.h"
#include "rules/checks-private.h"

/* A subject while it is changed. */
typedef struct
{
  GVirDesignerDomain *design;
  DesignerSubject *subject;
  xmlNode *element;
  const DesignerRequest *wanted;
} Edit;

static char **
value_of (const Edit *edit,
          DesignerThingId thing)
{
  return &((DesignerRequest *) edit->subject->request)->values[thing - designer_scope_first_thing (edit->subject->scope)];
}

/* Whether a disk goes to another bus, where nothing of its address fits. */
static gboolean
moves (const Edit *edit,
       const gboolean *touched)
{
  return edit->subject->scope == DESIGNER_SCOPE_DISK
         && touched[DESIGNER_THING_DISK_ADDRESS_TYPE - designer_scope_first_thing (DESIGNER_SCOPE_DISK)]
         && designer_request_get (edit->wanted, DESIGNER_THING_DISK_ADDRESS_TYPE) == NULL;
}

/* What is decided is written before what is no more decided goes, so that an element
 * which stays in use stays where it is. */
static void
write_decisions (const Edit *edit,
                 const gboolean *touched,
                 guint first_record)
{
  const GArray *log = edit->design->priv->log;
  guint first = designer_scope_first_thing (edit->subject->scope);
  guint n = designer_scope_n_things (edit->subject->scope);
  g_autofree gboolean *written = g_new0 (gboolean, n);

  for (guint i = first_record; i < log->len; i++)
    {
      const DesignerRecord *record = &g_array_index (log, DesignerRecord, i);

      written[record->thing - first] |= designer_record_is_written (record);
    }
  if (moves (edit, touched))
    designer_path_set (edit->element, "address", NULL, NULL);
  designer_emit_records (edit->element, log, first_record);
  /* The last one first, so that none of a list moves before its turn. */
  for (guint i = n; i-- > 0;)
    {
      const char *paths = designer_thing_get (first + i)->path;
      g_autofree char *path = paths != NULL ? g_strndup (paths, strcspn (paths, ";")) : NULL;

      if (touched[i] && !written[i] && path != NULL)
        designer_emit_take_away (edit->element, path);
    }
}

/* Decides on the things that are TOUCHED as is wished now, or anew where they only
 * follow, in the order in which things are decided. */
static gboolean
change_things (const Edit *edit,
               const gboolean *touched,
               GError **error)
{
  GVirDesignerDomainPrivate *priv = edit->design->priv;
  guint first = designer_scope_first_thing (edit->subject->scope);
  guint n = designer_scope_n_things (edit->subject->scope);
  guint first_record = priv->log->len;

  for (guint i = 0; i < n; i++)
    {
      if (!touched[i])
        continue;
      g_free (*value_of (edit, first + i));
      *value_of (edit, first + i) = edit->wanted != NULL ? g_strdup (edit->wanted->values[i]) : NULL;
      designer_facts_unsettle (priv->facts, edit->subject, first + i);
    }
  for (guint i = 0; i < n; i++)
    {
      if (touched[i] && !designer_decide_thing (priv->facts, edit->subject, first + i, NULL, priv->log, error))
        return FALSE;
    }
  write_decisions (edit, touched, first_record);
  return TRUE;
}

/* Elements of a list that one of their attributes tells apart. */
static const struct
{
  const char *list;
  const char *key;
} keyed[] = {
  { "cpu/feature", "@name" },
  { "clock/timer", "@name" },
};

/* An element of a list that a change asks for, and where that is to be. */
typedef struct
{
  const char *list; /* NULL: none yet */
  const char *key;
  guint64 asked;
  guint number;
} Place;

/* Where the element stands already that has VALUE as its key, else where the next one is
 * to be made. */
static guint
find_number (const Edit *edit,
             const Place *place,
             const char *value)
{
  for (guint n = 1;; n++)
    {
      g_autofree char *path = g_strdup_printf ("%s[%u]", place->list, n);
      g_autofree char *there = designer_path_get (edit->element, path, NULL);
      g_autofree char *key = g_strdup_printf ("%s/%s", path, place->key);
      g_autofree char *other = designer_path_get (edit->element, key, NULL);

      if (there == NULL || g_strcmp0 (other, value) == 0)
        return n;
    }
}

/* The path of SETTING, "cpu/feature[3]/@policy", with the number that the element of the
 * list is to have; NULL: it is of none. Settings of one element come one after the other. */
static char *
find_place (const Edit *edit,
            const DesignerSetting *setting,
            Place *place)
{
  for (guint i = 0; i < G_N_ELEMENTS (keyed); i++)
    {
      gsize length = strlen (keyed[i].list);
      g_autofree char *own = NULL;
      const char *name;
      char *rest;
      guint64 asked;

      if (strncmp (setting->path, keyed[i].list, length) != 0 || setting->path[length] != '['
          || !g_ascii_isdigit (setting->path[length + 1]))
        continue;
      asked = g_ascii_strtoull (setting->path + length + 1, &rest, 10);
      own = g_strdup_printf ("%.*s/%s", (int) (rest + 1 - setting->path), setting->path, keyed[i].key);
      name = designer_request_setting (edit->wanted, own);
      if (name == NULL)
        return NULL;
      if (place->list != keyed[i].list || place->asked != asked)
        {
          *place = (Place) { keyed[i].list, keyed[i].key, asked, 0 };
          place->number = find_number (edit, place, name);
        }
      return g_strdup_printf ("%s[%u%s", place->list, place->number, rest);
    }
  return NULL;
}

static gboolean
change_settings (const Edit *edit,
                 const GPtrArray *settings,
                 GError **error)
{
  GVirDesignerDomainPrivate *priv = edit->design->priv;
  Place place = { NULL, NULL, 0, 0 };

  for (guint i = 0; i < settings->len; i++)
    {
      const DesignerSetting *setting = g_ptr_array_index (settings, i);
      g_autofree char *path = find_place (edit, setting, &place);
      DesignerRecord record = designer_record_edit (edit->subject, setting);

      if (path != NULL)
        record.path = g_string_chunk_insert (priv->facts->strings, path);
      if (!designer_emit_edit (edit->element, &record, error))
        {
          g_prefix_error (error, "%s: ", setting->name);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
change_subject (const Edit *edit,
                GError **error)
{
  const DesignerSettings *settings = edit->wanted->settings;
  DesignerFacts *facts = edit->design->priv->facts;
  g_autofree gboolean *touched = g_new0 (gboolean, designer_scope_n_things (edit->subject->scope));

  designer_facts_leave_address (facts, edit->subject);
  designer_consequences_find (facts, edit->subject, edit->wanted, touched);
  return change_things (edit, touched, error)
         && (settings == NULL
             || (change_settings (edit, settings->list, error) && change_settings (edit, settings->edits, error)));
}

static void
take_away (xmlNode *element,
           const DesignerChange *change)
{
  for (guint i = 0; i < change->removed->len; i++)
    designer_path_set (element, g_ptr_array_index (change->removed, i), NULL, NULL);
  for (guint i = 0; i < change->emptied->len; i++)
    designer_path_empty (element, g_ptr_array_index (change->emptied, i), NULL);
}

/* The place of a device of SCOPE in the boot order, or NULL where it can have none. */
static const DesignerThing *
boot_place (DesignerScopeId scope)
{
  static const DesignerThingId places[] = { DESIGNER_THING_DISK_BOOT, DESIGNER_THING_NET_BOOT };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      if (designer_thing_get (places[i])->scope == scope)
        return designer_thing_get (places[i]);
    }
  return NULL;
}

void
designer_change_boot_kinds (GVirDesignerDomain *design,
                            const DesignerRequest *wanted)
{
  const DesignerThing *place = boot_place (wanted->scope);

  if ((place != NULL && designer_request_get (wanted, place->id) != NULL)
      || designer_settings_find (wanted->settings, "boot/@order") != NULL)
    designer_path_remove_all (designer_domain_root (design), "os/boot");
}

gboolean
designer_change_device (GVirDesignerDomain *design,
                        DesignerSubject *device,
                        const DesignerChange *change,
                        GError **error)
{
  DesignerFacts *facts = design->priv->facts;
  xmlNode *element = designer_existing_find (design, device);
  const Edit edit = { design, device, element, change->device };

  if (change->clears)
    designer_xml_clear (element);
  take_away (element, change);
  designer_consequences_drop (facts, device, change->device, element);
  designer_existing_read_device (design, device);
  if (!change_subject (&edit, error))
    return FALSE;
  designer_existing_read_device (design, device);
  designer_change_boot_kinds (design, change->device);
  return !designer_checks_are_held (facts) || designer_check_device (facts, device, error);
}

/* Kinds of device in another order: each device has its place anew. */
static gboolean
change_boot_places (GVirDesignerDomain *design,
                    GError **error)
{
  DesignerFacts *facts = design->priv->facts;

  for (guint i = 0; i < facts->devices->len; i++)
    {
      DesignerSubject *device = g_ptr_array_index (facts->devices, i);

      if (boot_place (device->scope) != NULL)
        designer_facts_unsettle (facts, device, boot_place (device->scope)->id);
    }
  for (guint i = 0; i < facts->devices->len; i++)
    {
      DesignerSubject *device = g_ptr_array_index (facts->devices, i);
      const Edit edit = { design, device, designer_existing_find (design, device), NULL };
      g_autofree gboolean *touched = g_new0 (gboolean, designer_scope_n_things (device->scope));

      if (boot_place (device->scope) == NULL)
        continue;
      touched[boot_place (device->scope)->id - designer_scope_first_thing (device->scope)] = TRUE;
      if (!change_things (&edit, touched, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
entails_boot_places (const DesignerFacts *facts,
                     const DesignerChange *change)
{
  return designer_intent_get (change->draft, DESIGNER_THING_BOOT_ORDER) != NULL && designer_consequences_are_drawn (facts);
}

/* The system that the guest is designed for from now on, where it is asked to be another. */
static gboolean
change_os (GVirDesignerDomain *design,
           const DesignerChange *change,
           GError **error)
{
  GVirDesignerDomainPrivate *priv = design->priv;
  const char *name = designer_intent_get (change->draft, DESIGNER_THING_OS_NAME);
  g_autoptr (GVirDesignerOs) os = name != NULL ? gvir_designer_os_find (priv->osinfo_db, name, error) : NULL;

  if (name == NULL)
    return TRUE;
  if (os == NULL)
    return FALSE;
  g_set_object (&priv->os, os);
  designer_facts_set_os (priv->facts, os);
  return TRUE;
}

gboolean
designer_change_whole (GVirDesignerDomain *design,
                       const DesignerChange *change,
                       GError **error)
{
  DesignerFacts *facts = design->priv->facts;
  xmlNode *root = designer_domain_root (design);
  g_autofree char *base = change->clears ? designer_option_element (change->option) : NULL;
  xmlNode *cleared = base != NULL ? designer_path_find (root, base) : NULL;

  if (!change_os (design, change, error))
    return FALSE;
  if (cleared != NULL)
    designer_xml_clear (cleared);
  take_away (root, change);
  designer_existing_read_whole (design);
  for (guint i = DESIGNER_SCOPE_DOMAIN; i < DESIGNER_N_WHOLE_SCOPES; i++)
    {
      designer_consequences_copy (change->draft->whole[i]);
      designer_consequences_drop (facts, facts->whole[i], change->draft->whole[i], root);
    }
  for (guint i = DESIGNER_SCOPE_DOMAIN; i < DESIGNER_N_WHOLE_SCOPES; i++)
    {
      const Edit edit = { design, facts->whole[i], root, change->draft->whole[i] };

      if (!change_subject (&edit, error))
        return FALSE;
    }
  if (cleared != NULL)
    designer_path_empty (root, base, NULL);
  if (entails_boot_places (facts, change) && !change_boot_places (design, error))
    return FALSE;
  designer_existing_read_whole (design);
  return !designer_checks_are_held (facts) || designer_check_resources (facts, error);
}
