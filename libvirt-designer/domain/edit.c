/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Devices that are added, changed and removed in virt-xml's vocabulary. */

#include <string.h>

#include "base/libvirt-designer-error.h"
#include "base/xml-reader-private.h"
#include "config/arrange-private.h"
#include "config/path-private.h"
#include "config/written-private.h"
#include "domain/change-private.h"
#include "domain/consequences-private.h"
#include "domain/existing-private.h"
#include "domain/selection-private.h"
#include "intent/option-parser-private.h"
#include "rules/checks-private.h"

/* There is one of what is no device. */
static gboolean
is_the_only_one (const DesignerOptionRow *option,
                 const char *selector,
                 GError **error)
{
  if (selector == NULL || g_str_equal (selector, "1") || g_str_equal (selector, "-1") || g_str_equal (selector, "all"))
    return TRUE;
  g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_CONFLICT,
               "'%s' chooses among devices, and --%s is about none: leave it out", selector, option->name);
  return FALSE;
}

static const DesignerOptionRow *
find_option (const char *option,
             gboolean device,
             const char *what,
             GError **error)
{
  const DesignerOptionRow *row = designer_option_find (option, error);

  if (row == NULL || !device || designer_scope_get (row->scope)->element != NULL)
    return row;
  g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_CONFLICT,
               "--%s is about no device, so that there is nothing to %s: change it with --edit --%s", row->name, what,
               row->name);
  return NULL;
}

gboolean
designer_change_begin (GVirDesignerDomain *design,
                       GError **error)
{
  GVirDesignerDomainPrivate *priv = design->priv;

  return designer_domain_ensure_setup (design, error)
         && (designer_facts_get (priv->facts, NULL, DESIGNER_THING_EDIT_SELECTION) != NULL
             || designer_decide (priv->facts, priv->facts->whole[DESIGNER_SCOPE_EDIT], NULL, priv->log, error));
}

/* Whether libvirt takes the guest as far as can be seen. */
static gboolean
is_sound (GVirDesignerDomain *design)
{
  return designer_written_check_all (designer_domain_root (design), NULL);
}

/* A guest that was SOUND is to be so after a change, unless a policy leaves that to
 * the caller. */
static gboolean
stays_sound (GVirDesignerDomain *design,
             gboolean sound,
             GError **error)
{
  return !sound || !designer_checks_are_held (design->priv->facts)
         || designer_written_check_all (designer_domain_root (design), error);
}

/* What is new has its place, and the guest is as sound as it was. */
static gboolean
finish (GVirDesignerDomain *design,
        gboolean sound,
        GError **error)
{
  GVirDesignerDomainPrivate *priv = design->priv;

  if (priv->kept != NULL)
    designer_arrange_new (designer_domain_root (design), priv->facts, priv->log);
  return stays_sound (design, sound, error);
}

static gboolean
edit_whole (GVirDesignerDomain *design,
            const DesignerOptionRow *option,
            const char *argument,
            GError **error)
{
  gboolean sound = is_sound (design);
  g_autoptr (DesignerChange) change = designer_change_new (design->priv->facts->intent, NULL, option, argument, error);

  return change != NULL && designer_change_whole (design, change, error) && finish (design, sound, error);
}

/* What is asked can mean one thing or another, as the device is. */
static gboolean
edit_device (GVirDesignerDomain *design,
             DesignerSubject *device,
             const DesignerOptionRow *option,
             const char *argument,
             GError **error)
{
  g_autoptr (DesignerChange) change = designer_change_new (design->priv->facts->intent, device->request, option, argument, error);

  return change != NULL && designer_change_device (design, device, change, error);
}

static gboolean
edit_devices (GVirDesignerDomain *design,
              const DesignerOptionRow *option,
              const char *selector,
              const char *argument,
              GError **error)
{
  g_autoptr (DesignerChange) understood = designer_change_new (design->priv->facts->intent, NULL, option, argument, error);
  g_autoptr (GPtrArray) devices = understood != NULL ? designer_selection_find (design, option, selector, error) : NULL;
  gboolean sound = is_sound (design);

  for (guint i = 0; devices != NULL && i < devices->len; i++)
    {
      if (!edit_device (design, g_ptr_array_index (devices, i), option, argument, error))
        return FALSE;
    }
  return devices != NULL && finish (design, sound, error);
}

/**
 * gvir_designer_domain_edit_by_option:
 * @design: a design
 * @option: the name of an option of virt-install, such as `disk`
 * @selector: (nullable): which of the devices is meant: a number, from `1`, or from
 *   `-1` for the last; `all`; the name, path or address of one, such as `vda`; or
 *   sub-options that it has, such as `bus=sata`. %NULL: the first
 * @argument: what is to be changed, such as `cache=none`; `cache=` takes away, and
 *   `clearxml=yes` takes all away that was there
 * @error: return location for a #GError
 *
 * Changes what is there already, as virt-xml does with `--edit`.
 *
 * What follows from the change is changed too, unless a policy leaves it: a disk that
 * gets another bus gets a name and a place on that.
 *
 * Returns: %TRUE, or %FALSE with %GVIR_DESIGNER_ERROR_UNKNOWN_NAME for an unknown
 *   option or sub-option or where no such device is there, with
 *   %GVIR_DESIGNER_ERROR_INVALID_VALUE for an impossible value, or with
 *   %GVIR_DESIGNER_ERROR_CONFLICT or %GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST where
 *   the guest or the host does not permit it, or where @selector says something of
 *   several devices; after a failure the design is of no further use
 */
gboolean
gvir_designer_domain_edit_by_option (GVirDesignerDomain *design,
                                     const char *option,
                                     const char *selector,
                                     const char *argument,
                                     GError **error)
{
  const DesignerOptionRow *row;

  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), FALSE);
  g_return_val_if_fail (option != NULL, FALSE);
  g_return_val_if_fail (argument != NULL, FALSE);

  row = find_option (option, FALSE, NULL, error);
  if (row == NULL || !designer_change_begin (design, error))
    return FALSE;
  return designer_scope_get (row->scope)->element != NULL
           ? edit_devices (design, row, selector != NULL ? selector : "1", argument, error)
           : is_the_only_one (row, selector, error) && edit_whole (design, row, argument, error);
}

/**
 * gvir_designer_domain_find_by_option:
 * @design: a design
 * @option: the name of an option of virt-install that is about devices, such as
 *   `disk`
 * @selector: which of the devices, as in
 *   [method@LibvirtDesigner.Domain.edit_by_option]
 * @error: return location for a #GError
 *
 * Finds devices of the guest.
 *
 * Returns: (transfer full) (element-type LibvirtGConfig.DomainDevice): the devices, at
 *   least one, parts of the configuration until they are removed; or %NULL as
 *   [method@LibvirtDesigner.Domain.remove_by_option]
 */
GPtrArray *
gvir_designer_domain_find_by_option (GVirDesignerDomain *design,
                                     const char *option,
                                     const char *selector,
                                     GError **error)
{
  const DesignerOptionRow *row;
  g_autoptr (GPtrArray) devices = NULL;
  GPtrArray *objects;

  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);
  g_return_val_if_fail (option != NULL, NULL);
  g_return_val_if_fail (selector != NULL, NULL);

  row = find_option (option, TRUE, "find", error);
  if (row == NULL || !designer_change_begin (design, error))
    return NULL;
  devices = designer_selection_find (design, row, selector, error);
  if (devices == NULL)
    return NULL;
  objects = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < devices->len; i++)
    g_ptr_array_add (objects, designer_domain_wrap (design, g_ptr_array_index (devices, i)));
  return objects;
}

static void
forget_records (GVirDesignerDomain *design,
                const DesignerSubject *device)
{
  GArray *log = design->priv->log;

  for (guint i = log->len; i-- > 0;)
    {
      if (g_array_index (log, DesignerRecord, i).subject == device)
        g_array_remove_index (log, i);
    }
}

void
designer_change_drop (GVirDesignerDomain *design,
                      DesignerSubject *device)
{
  xmlNode *element = designer_existing_find (design, device);

  xmlUnlinkNode (element);
  xmlFreeNode (element);
  forget_records (design, device);
  designer_facts_drop_device (design->priv->facts, device);
}

/* The console that libvirt shows of the first serial port, or NULL. */
static DesignerSubject *
find_console (GVirDesignerDomain *design)
{
  const DesignerFacts *facts = design->priv->facts;

  for (guint i = 0; i < facts->devices->len; i++)
    {
      DesignerSubject *device = g_ptr_array_index (facts->devices, i);
      const char *target = NULL;

      if (device->scope != DESIGNER_SCOPE_CONSOLE)
        continue;
      target = designer_facts_get (facts, device, DESIGNER_THING_CONSOLE_TARGET);
      return target == NULL || g_str_equal (target, "serial") ? device : NULL;
    }
  return NULL;
}

/* The first serial port takes its console along, or libvirt would make it again; where
 * nothing is to follow from a change, that stays too. */
static void
remove_device (GVirDesignerDomain *design,
               DesignerSubject *device)
{
  gboolean first_port = device->scope == DESIGNER_SCOPE_SERIAL && device->number == 1
                        && designer_consequences_are_drawn (design->priv->facts);
  DesignerSubject *console = first_port ? find_console (design) : NULL;

  designer_change_drop (design, device);
  if (console != NULL)
    designer_change_drop (design, console);
}

/**
 * gvir_designer_domain_remove_by_option:
 * @design: a design
 * @option: the name of an option of virt-install that is about devices, such as
 *   `disk`
 * @selector: which of the devices, as in
 *   [method@LibvirtDesigner.Domain.edit_by_option]
 * @error: return location for a #GError
 *
 * Takes devices away, as virt-xml does with `--remove-device`.
 *
 * Returns: %TRUE, or %FALSE with %GVIR_DESIGNER_ERROR_UNKNOWN_NAME where there is no
 *   such option or device, or with %GVIR_DESIGNER_ERROR_CONFLICT where @option is
 *   about no device or @selector says something of several
 */
gboolean
gvir_designer_domain_remove_by_option (GVirDesignerDomain *design,
                                       const char *option,
                                       const char *selector,
                                       GError **error)
{
  const DesignerOptionRow *row;
  g_autoptr (GPtrArray) devices = NULL;

  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), FALSE);
  g_return_val_if_fail (option != NULL, FALSE);
  g_return_val_if_fail (selector != NULL, FALSE);

  row = find_option (option, TRUE, "remove", error);
  if (row == NULL || !designer_change_begin (design, error))
    return FALSE;
  devices = designer_selection_find (design, row, selector, error);
  for (guint i = 0; devices != NULL && i < devices->len; i++)
    remove_device (design, g_ptr_array_index (devices, i));
  return devices != NULL;
}

/* Adds the devices of the intent that are not in the design yet; those that were there
 * already are left out of what is BUILT, where that is given. */
static gboolean
add_new (GVirDesignerDomain *design,
         GPtrArray *built,
         GError **error)
{
  GVirDesignerDomainPrivate *priv = design->priv;
  GPtrArray *wanted = priv->facts->intent->devices;
  guint first = priv->n_carried_out;

  priv->n_carried_out = wanted->len;
  designer_facts_keep_boot_orders (priv->facts, first);
  for (guint i = first; i < wanted->len; i++)
    {
      const DesignerRequest *request = g_ptr_array_index (wanted, i);
      g_autoptr (GObject) device = NULL;

      if (designer_selection_has (design, request))
        continue;
      device = (GObject *) designer_domain_add_device (design, request->scope, request, error);
      if (device == NULL)
        return FALSE;
      designer_change_boot_kinds (design, request);
      if (built != NULL)
        g_ptr_array_add (built, g_steal_pointer (&device));
    }
  return TRUE;
}

/**
 * gvir_designer_domain_add_by_option:
 * @design: a design
 * @option: the name of an option of virt-install that is about devices, such as
 *   `disk`
 * @argument: its argument, such as `path=/disk.qcow2`
 * @error: return location for a #GError
 *
 * Adds a device at once, with what it needs, as virt-xml does with `--add-device`.
 *
 * A disk, network card or the like that is there already, as @argument says, is not
 * added again.
 *
 * Returns: %TRUE, or %FALSE as [method@LibvirtDesigner.Domain.apply_option], or with
 *   the error of the device, or with %GVIR_DESIGNER_ERROR_CONFLICT where @option is
 *   about no device; after a failure the design is of no further use
 */
gboolean
gvir_designer_domain_add_by_option (GVirDesignerDomain *design,
                                    const char *option,
                                    const char *argument,
                                    GError **error)
{
  const DesignerOptionRow *row;
  gboolean sound;

  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), FALSE);
  g_return_val_if_fail (option != NULL, FALSE);
  g_return_val_if_fail (argument != NULL, FALSE);

  row = find_option (option, TRUE, "add", error);
  if (row == NULL || !designer_change_begin (design, error))
    return FALSE;
  sound = is_sound (design);
  return designer_intent_apply_option (design->priv->facts->intent, option, argument, error)
         && add_new (design, NULL, error) && finish (design, sound, error);
}

static char *
write_element (xmlNode *element)
{
  xmlBuffer *buffer = xmlBufferCreate ();
  char *text;

  xmlNodeDump (buffer, element->doc, element, 0, TRUE);
  text = g_strdup ((const char *) xmlBufferContent (buffer));
  xmlBufferFree (buffer);
  return text;
}

static char *
build_base (GVirDesignerDomain *design,
            const DesignerOptionRow *option,
            const char *argument,
            GError **error)
{
  g_autofree char *base = designer_option_element (option);
  xmlNode *element;

  if (base == NULL)
    {
      g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_CONFLICT,
                   "--%s has no element of its own, so there is nothing to build: change a guest with --edit --%s",
                   option->name, option->name);
      return NULL;
    }
  if (!gvir_designer_domain_edit_by_option (design, option->name, NULL, argument, error))
    return NULL;
  element = designer_path_find (designer_domain_root (design), base);
  return element != NULL ? write_element (element) : g_strdup ("");
}

static char *
build_devices (GVirDesignerDomain *design,
               const char *option,
               const char *argument,
               GError **error)
{
  g_autoptr (GPtrArray) built = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GString) text = g_string_new (NULL);

  if (!designer_change_begin (design, error)
      || !designer_intent_apply_option (design->priv->facts->intent, option, argument, error)
      || !add_new (design, built, error) || !finish (design, FALSE, error))
    return NULL;
  for (guint i = 0; i < built->len; i++)
    {
      g_autofree char *xml = gvir_config_object_to_xml (g_ptr_array_index (built, i));

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", xml);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * gvir_designer_domain_build_by_option:
 * @design: a design
 * @option: the name of an option of virt-install, such as `disk` or `cpu`
 * @argument: its argument, such as `path=/disk.qcow2`
 * @error: return location for a #GError
 *
 * Writes the element that an option stands for, as virt-xml does with `--build-xml`:
 * the device that [method@LibvirtDesigner.Domain.add_by_option] adds, without what it
 * needs, or for an option such as `cpu` what
 * [method@LibvirtDesigner.Domain.edit_by_option] makes of the guest's element.
 *
 * The design is changed by it.
 *
 * Returns: (transfer full): the XML, which is empty where nothing is added, or %NULL as
 *   these two, or with %GVIR_DESIGNER_ERROR_CONFLICT where @option has no element of
 *   its own
 */
char *
gvir_designer_domain_build_by_option (GVirDesignerDomain *design,
                                      const char *option,
                                      const char *argument,
                                      GError **error)
{
  const DesignerOptionRow *row;

  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);
  g_return_val_if_fail (option != NULL, NULL);
  g_return_val_if_fail (argument != NULL, NULL);

  row = designer_option_find (option, error);
  if (row == NULL)
    return NULL;
  return designer_scope_get (row->scope)->element != NULL ? build_devices (design, option, argument, error)
                                                          : build_base (design, row, argument, error);
}
