/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Which of a guest's devices are meant. */

#include "domain/selection-private.h"

#include <string.h>

#include "base/libvirt-designer-error.h"
#include "intent/option-change-private.h"

#define MOST_NAMED 8

/* What one device is known by, without saying what it is. */
static const DesignerThingId names[] = {
  DESIGNER_THING_DISK_TARGET, DESIGNER_THING_DISK_SOURCE_FILE, DESIGNER_THING_DISK_SOURCE_DEV,
  DESIGNER_THING_DISK_SOURCE_DIR, DESIGNER_THING_NET_MAC, DESIGNER_THING_FS_TARGET, DESIGNER_THING_FS_SOURCE,
  DESIGNER_THING_CHANNEL_NAME, DESIGNER_THING_SHMEM_NAME,
};

static GPtrArray *
list_devices (GVirDesignerDomain *design,
              DesignerScopeId scope)
{
  const GPtrArray *devices = design->priv->facts->devices;
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < devices->len; i++)
    {
      DesignerSubject *device = g_ptr_array_index (devices, i);

      if (device->scope == scope)
        g_ptr_array_add (list, device);
    }
  return list;
}

static gboolean
is_known_as (const DesignerFacts *facts,
             const DesignerSubject *device,
             const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (designer_thing_get (names[i])->scope == device->scope
          && g_strcmp0 (designer_facts_get (facts, device, names[i]), name) == 0)
        return TRUE;
    }
  return g_strcmp0 (designer_request_setting (device->request, "alias/@name"), name) == 0;
}

/* Whether DEVICE is as WANTED says in all that it says. */
static gboolean
is_as (const DesignerFacts *facts,
       const DesignerSubject *device,
       const DesignerRequest *wanted)
{
  guint first = designer_scope_first_thing (wanted->scope);

  for (guint i = 0; i < designer_scope_n_things (wanted->scope); i++)
    {
      if (wanted->values[i] != NULL
          && g_strcmp0 (wanted->values[i], designer_facts_get (facts, device, first + i)) != 0)
        return FALSE;
    }
  for (guint i = 0; wanted->settings != NULL && i < wanted->settings->list->len; i++)
    {
      const DesignerSetting *setting = g_ptr_array_index (wanted->settings->list, i);

      if (g_strcmp0 (setting->value, designer_request_setting (device->request, setting->path)) != 0)
        return FALSE;
    }
  return TRUE;
}

/* How the devices of the list are called, for a message: "vda, vdb". */
static char *
name_all (GVirDesignerDomain *design,
          GPtrArray *devices)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < devices->len && i < MOST_NAMED; i++)
    {
      g_autofree char *label = designer_subject_label (design->priv->facts, g_ptr_array_index (devices, i));

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", label);
    }
  if (devices->len > MOST_NAMED)
    g_string_append_printf (text, " and %u more", devices->len - MOST_NAMED);
  return g_string_free (text, FALSE);
}

static GPtrArray *
fail (GVirDesignerDomain *design,
      const DesignerOptionRow *option,
      const char *selector,
      GPtrArray *all,
      GError **error)
{
  g_autofree char *there = name_all (design, all);

  g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNKNOWN_NAME,
               "'%s' is no --%s of the guest: it has %s; give the number, the name or sub-options of one, or 'all'",
               selector, option->name, there);
  return NULL;
}

static GPtrArray *
find_number (GVirDesignerDomain *design,
             const DesignerOptionRow *option,
             const char *selector,
             gint64 number,
             GPtrArray *all,
             GError **error)
{
  GPtrArray *found;

  if (number == 0 || ABS (number) > all->len)
    return fail (design, option, selector, all, error);
  found = g_ptr_array_new ();
  g_ptr_array_add (found, g_ptr_array_index (all, number > 0 ? number - 1 : all->len + number));
  return found;
}

gboolean
designer_selection_has (GVirDesignerDomain *design,
                        const DesignerRequest *wanted)
{
  g_autoptr (GPtrArray) all = list_devices (design, wanted->scope);
  gboolean identified = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    identified |= designer_thing_get (names[i])->scope == wanted->scope && designer_request_get (wanted, names[i]) != NULL;
  for (guint i = 0; identified && i < all->len; i++)
    {
      if (is_as (design->priv->facts, g_ptr_array_index (all, i), wanted))
        return TRUE;
    }
  return FALSE;
}

static GPtrArray *
find_named (GVirDesignerDomain *design,
            GPtrArray *all,
            const char *name)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    {
      if (is_known_as (design->priv->facts, g_ptr_array_index (all, i), name))
        g_ptr_array_add (found, g_ptr_array_index (all, i));
    }
  return found->len > 0 ? g_steal_pointer (&found) : NULL;
}

/* Whether a selector may mean several devices without saying "all". */
static gboolean
may_be_several (GVirDesignerDomain *design)
{
  return g_strcmp0 (designer_facts_get (design->priv->facts, NULL, DESIGNER_THING_EDIT_SELECTION), "several") == 0;
}

static GPtrArray *
find_described (GVirDesignerDomain *design,
                const DesignerOptionRow *option,
                const char *selector,
                GPtrArray *all,
                GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_autoptr (DesignerChange) wanted = designer_change_new (design->priv->facts->intent, NULL, option, selector, error);
  g_autofree char *there = NULL;

  if (wanted == NULL && strchr (selector, '=') == NULL)
    {
      g_clear_error (error);
      return fail (design, option, selector, all, error);
    }
  if (wanted == NULL)
    return NULL;
  for (guint i = 0; i < all->len; i++)
    {
      if (is_as (design->priv->facts, g_ptr_array_index (all, i), wanted->device))
        g_ptr_array_add (found, g_ptr_array_index (all, i));
    }
  if (found->len == 0)
    return fail (design, option, selector, all, error);
  if (found->len == 1 || may_be_several (design))
    return g_steal_pointer (&found);
  there = name_all (design, found);
  g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_CONFLICT,
               "'%s' is said of %u devices: %s; give the name or number of one, or 'all'", selector, found->len, there);
  return NULL;
}

GPtrArray *
designer_selection_find (GVirDesignerDomain *design,
                         const DesignerOptionRow *option,
                         const char *selector,
                         GError **error)
{
  g_autoptr (GPtrArray) all = list_devices (design, option->scope);
  GPtrArray *named;
  gint64 number;

  if (g_str_equal (selector, "all"))
    return g_steal_pointer (&all);
  if (all->len == 0)
    {
      g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNKNOWN_NAME,
                   "the guest has no device of --%s: add one first", option->name);
      return NULL;
    }
  if (g_ascii_string_to_signed (selector, 10, G_MININT32, G_MAXINT32, &number, NULL))
    return find_number (design, option, selector, number, all, error);
  named = find_named (design, all, selector);
  return named != NULL ? named : find_described (design, option, selector, all, error);
}
