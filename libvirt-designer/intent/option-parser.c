/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "intent/option-parser-private.h"

#include <string.h>

#include "base/libvirt-designer-error.h"
#include "intent/option-values-private.h"
#include "vocabulary/options-private.h"

/* "a=b,c=d,,e" is a=b and c="d,e": a doubled comma stands for itself. */
static char **
split_argument (const char *argument)
{
  GPtrArray *parts = g_ptr_array_new ();
  GString *part = g_string_new (NULL);

  for (const char *c = argument; *c != '\0'; c++)
    {
      if (*c != ',')
        g_string_append_c (part, *c);
      else if (c[1] == ',')
        g_string_append_c (part, *c++);
      else
        {
          g_ptr_array_add (parts, g_string_free (part, FALSE));
          part = g_string_new (NULL);
        }
    }
  g_ptr_array_add (parts, g_string_free (part, FALSE));
  g_ptr_array_add (parts, NULL);
  return (char **) g_ptr_array_free (parts, FALSE);
}

/* The kinds of device that "--boot" lists are gathered into one wish. */
static gboolean
gather_boot_kind (GString *order,
                  const char *word)
{
  static const char *const kinds[] = { "hd", "cdrom", "network", "fd", NULL };

  if (!g_strv_contains (kinds, word))
    return FALSE;
  g_string_append_printf (order, "%s%s", order->len > 0 ? "," : "", word);
  return TRUE;
}

/* Where a domain-wide option puts the wish for THING. */
static DesignerRequest *
request_for (DesignerIntent *draft,
             DesignerRequest *device,
             DesignerThingId thing)
{
  return device != NULL ? device : draft->whole[designer_thing_get (thing)->scope];
}

static gboolean
apply_named (DesignerIntent *draft,
             DesignerRequest *device,
             const DesignerOptionRow *option,
             const char *name,
             const char *value,
             GError **error)
{
  const DesignerOptionRow *row;

  if (device != NULL && device->scope == DESIGNER_SCOPE_DISK && g_str_equal (name, "vol"))
    return designer_option_wish_volume (device, value, error);
  if (device != NULL && device->scope == DESIGNER_SCOPE_DISK
      && (g_str_equal (name, "size") || g_str_equal (name, "pool") || g_str_equal (name, "backing_store")))
    {
      g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                   "'%s' of --disk asks for new storage, which a design does not create: give path= "
                   "or vol= of storage that is there, or will be", name);
      return FALSE;
    }
  if (g_str_equal (option->name, "boot") && g_str_equal (name, "uefi"))
    return designer_option_wish_uefi (draft->whole[DESIGNER_SCOPE_MACHINE], value, error);
  row = designer_sub_option_find (option, name, FALSE, error);
  return row != NULL && designer_option_wish (request_for (draft, device, row->thing), row->thing, value, error);
}

/* The value alone, first; storage is only what looks like a path, so that a
 * misspelt word is none. */
static const DesignerOptionRow *
row_for_first (const DesignerOptionRow *option,
               const char *value,
               guint place)
{
  const DesignerOptionRow *row = place == 0 ? designer_option_first_value (option) : NULL;

  if (row != NULL && row->thing == DESIGNER_THING_DISK_SOURCE_FILE && strpbrk (value, "/.") == NULL)
    return NULL;
  return row;
}

static gboolean
apply_bare (DesignerIntent *draft,
            DesignerRequest *device,
            const DesignerOptionRow *option,
            const char *value,
            guint place,
            GString *boot_order,
            GError **error)
{
  g_autoptr (GError) unknown = NULL;
  const DesignerOptionRow *row = designer_sub_option_find (option, value, TRUE, &unknown);

  if (row != NULL)
    return designer_option_wish (request_for (draft, device, row->thing), row->thing, row->value, error);
  if (g_str_equal (option->name, "boot") && gather_boot_kind (boot_order, value))
    return TRUE;
  row = row_for_first (option, value, place);
  if (row != NULL)
    return designer_option_wish (request_for (draft, device, row->thing), row->thing, value, error);
  if (designer_sub_option_find (option, value, FALSE, NULL) != NULL)
    {
      g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                   "'%s' of --%s has no value: give %s=VALUE", value, option->name, value);
      return FALSE;
    }
  g_propagate_error (error, g_steal_pointer (&unknown));
  return FALSE;
}

static gboolean
apply_parts (DesignerIntent *draft,
             DesignerRequest *device,
             const DesignerOptionRow *option,
             char **parts,
             GError **error)
{
  g_autoptr (GString) boot_order = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *equals = strchr (parts[i], '=');
      g_autofree char *name = equals != NULL ? g_strndup (parts[i], equals - parts[i]) : NULL;
      /* A path may well hold an equals sign. */
      gboolean named = equals != NULL && strpbrk (name, "/ ") == NULL;

      if (named && !apply_named (draft, device, option, name, equals + 1, error))
        return FALSE;
      if (!named && !apply_bare (draft, device, option, parts[i], i, boot_order, error))
        return FALSE;
    }
  return boot_order->len == 0
         || designer_request_wish (draft->whole[DESIGNER_SCOPE_MACHINE], DESIGNER_THING_BOOT_ORDER, boot_order->str, error);
}

/* Options whose whole argument is one value, commas included. */
static gboolean
takes_text (const DesignerOptionRow *option)
{
  return (option->scope == DESIGNER_SCOPE_DOMAIN || option->scope == DESIGNER_SCOPE_INSTALL) && (option + 2)->option && *(option + 1)->name == '\0'
         && (option + 1)->other_name == NULL;
}

/* Two wishes that were checked one by one may still contradict each other. */
static gboolean
copy_wishes (DesignerRequest *to,
             const DesignerRequest *from,
             gboolean dry,
             GError **error)
{
  guint first = designer_scope_first_thing (from->scope);

  for (guint i = 0; i < designer_scope_n_things (from->scope); i++)
    {
      if (from->values[i] == NULL)
        continue;
      if (dry && to->values[i] != NULL && !g_str_equal (to->values[i], from->values[i]))
        return designer_request_wish (to, first + i, from->values[i], error);
      if (!dry && !designer_request_wish (to, first + i, from->values[i], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
merge (DesignerIntent *intent,
       DesignerIntent *draft,
       GError **error)
{
  for (guint i = 0; i < DESIGNER_N_WHOLE_SCOPES; i++)
    {
      if (!copy_wishes (intent->whole[i], draft->whole[i], TRUE, error))
        return FALSE;
    }
  for (guint i = 0; i < DESIGNER_N_WHOLE_SCOPES; i++)
    {
      if (!copy_wishes (intent->whole[i], draft->whole[i], FALSE, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
decline (DesignerIntent *intent,
         const DesignerOptionRow *option,
         GError **error)
{
  for (guint i = 0; i < intent->devices->len; i++)
    {
      const DesignerRequest *request = g_ptr_array_index (intent->devices, i);

      /* The drive of the installer's medium is no device that was asked for. */
      if ((int) request->scope == option->scope
          && (request->scope != DESIGNER_SCOPE_DISK || designer_request_get (request, DESIGNER_THING_DISK_MEDIUM) == NULL))
        {
          g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_CONFLICT,
                       "--%s none contradicts the --%s before it", option->name, option->name);
          return FALSE;
        }
    }
  designer_intent_decline (intent, option->scope);
  return TRUE;
}

/* What a device cannot do without and only the caller can say. */
static gboolean
check_complete (const DesignerRequest *request,
                GError **error)
{
  const char *device = NULL;

  if (request->scope == DESIGNER_SCOPE_INTERFACE
      && g_strcmp0 (designer_request_get (request, DESIGNER_THING_NET_TYPE), "bridge") == 0
      && designer_request_get (request, DESIGNER_THING_NET_BRIDGE) == NULL)
    {
      g_set_error_literal (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                           "--network of type bridge names no bridge: give bridge=NAME");
      return FALSE;
    }
  if (request->scope != DESIGNER_SCOPE_DISK)
    return TRUE;
  device = designer_request_get (request, DESIGNER_THING_DISK_DEVICE);
  if (g_strcmp0 (device, "cdrom") == 0 || g_strcmp0 (device, "floppy") == 0
      || designer_request_get (request, DESIGNER_THING_DISK_SOURCE_FILE) != NULL
      || designer_request_get (request, DESIGNER_THING_DISK_SOURCE_DEV) != NULL
      || designer_request_get (request, DESIGNER_THING_DISK_SOURCE_VOLUME) != NULL)
    return TRUE;
  g_set_error_literal (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                       "--disk names no storage: give path=FILE, path=/dev/DEVICE or vol=POOL/VOLUME");
  return FALSE;
}

static gboolean
apply_device (DesignerIntent *intent,
              const DesignerOptionRow *option,
              char **parts,
              GError **error)
{
  g_autoptr (DesignerRequest) device = designer_request_new (option->scope);
  gboolean bare_default = g_str_equal (parts[0], "default") && parts[1] == NULL;

  if (designer_intent_declines (intent, option->scope))
    {
      g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_CONFLICT,
                   "--%s contradicts the --%s none before it", option->name, option->name);
      return FALSE;
    }
  if (!bare_default && !apply_parts (intent, device, option, parts, error))
    return FALSE;
  if (!check_complete (device, error))
    return FALSE;
  g_ptr_array_add (intent->devices, g_steal_pointer (&device));
  return TRUE;
}

/* The installer's medium needs a drive. */
static gboolean
add_installer_drive (DesignerIntent *intent,
                     const char *path,
                     GError **error)
{
  g_autoptr (DesignerRequest) drive = designer_request_new (DESIGNER_SCOPE_DISK);

  if (!designer_request_wish (drive, DESIGNER_THING_DISK_DEVICE, "cdrom", error)
      || !designer_request_wish (drive, DESIGNER_THING_DISK_MEDIUM, path, error))
    return FALSE;
  g_ptr_array_add (intent->devices, g_steal_pointer (&drive));
  return TRUE;
}

gboolean
designer_intent_apply_option (DesignerIntent *intent,
                              const char *option,
                              const char *argument,
                              GError **error)
{
  const DesignerOptionRow *row = designer_option_find (option, error);
  g_autoptr (DesignerIntent) draft = NULL;
  g_auto (GStrv) parts = NULL;
  gboolean device;

  if (row == NULL)
    return FALSE;
  if (*argument == '\0')
    {
      g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                   "--%s is empty ('--%s=help' lists what it takes)", row->name, row->name);
      return FALSE;
    }
  device = designer_scope_get (row->scope)->element != NULL;
  parts = split_argument (argument);
  if (device && g_str_equal (argument, "none") && row->scope != DESIGNER_SCOPE_MEMBALLOON)
    return decline (intent, row, error);
  if (device)
    return apply_device (intent, row, parts, error);
  draft = designer_intent_new ();
  if (takes_text (row) && (row + 1)->thing == DESIGNER_THING_INSTALL_CDROM
      && !add_installer_drive (intent, argument, error))
    return FALSE;
  if (takes_text (row))
    return designer_option_wish (request_for (draft, NULL, (row + 1)->thing), (row + 1)->thing, argument, error)
           && merge (intent, draft, error);
  return apply_parts (draft, NULL, row, parts, error) && merge (intent, draft, error);
}
