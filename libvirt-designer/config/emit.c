/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config/emit-private.h"

#include <string.h>

#include "config/other-classes-private.h"
#include "config/path-private.h"

xmlNode *
designer_emit_root (GVirConfigObject *config)
{
  xmlNode *node = NULL;

  g_object_get (config, "node", &node, NULL);
  return node;
}

xmlNode *
designer_emit_device (xmlNode *domain,
                      DesignerScopeId scope)
{
  xmlNode *devices = NULL;

  for (xmlNode *child = domain->last; child != NULL && devices == NULL; child = child->prev)
    {
      if (child->type == XML_ELEMENT_NODE && xmlStrEqual (child->name, BAD_CAST "devices"))
        devices = child;
    }
  if (devices == NULL)
    devices = designer_path_add_child (domain, "devices");
  return designer_path_add_child (devices, designer_scope_get (scope)->element);
}

/* The constant parts of a path list, "memory/@unit=KiB". */
static void
write_constant (xmlNode *node,
                const char *part,
                gboolean undo)
{
  const char *equals = strrchr (part, '=');
  g_autofree char *path = g_strndup (part, equals - part);

  if (undo)
    designer_path_set (node, path, NULL, NULL);
  else
    designer_path_fill (node, path, equals + 1);
}

void
designer_emit_take_away (xmlNode *node,
                         const char *path)
{
  const char *predicate = strstr (path, "']");
  g_autofree char *element = predicate != NULL ? g_strndup (path, predicate + 2 - path) : NULL;

  designer_path_set (node, element != NULL ? element : path, NULL, NULL);
}

static void
write_value (xmlNode *node,
             const DesignerThing *thing,
             const char *path,
             const char *value)
{
  if (value == NULL)
    designer_emit_take_away (node, path);
  else
    designer_path_fill (node, path, thing->kind == DESIGNER_KIND_PRESENCE ? NULL : value);
}

static void
write_setting (xmlNode *node,
               const DesignerRecord *record)
{
  if (record->setting->action == DESIGNER_SETTING_CREATE)
    designer_path_fill (node, record->path, NULL);
  else
    designer_path_fill (node, record->path, record->value);
}

static void
emit (xmlNode *node,
      const DesignerRecord *record,
      gboolean undo)
{
  const DesignerThing *thing = designer_thing_get (record->thing);
  g_auto (GStrv) parts = NULL;

  if (!designer_record_is_written (record))
    return;
  if (record->kind == DESIGNER_RECORD_SETTING)
    {
      if (undo)
        designer_emit_take_away (node, record->path);
      else
        write_setting (node, record);
      return;
    }
  if (strchr (designer_record_path (record), ';') == NULL)
    {
      write_value (node, thing, designer_record_path (record), undo ? NULL : record->value);
      return;
    }
  parts = g_strsplit (designer_record_path (record), ";", -1);
  for (guint i = 1; parts[i] != NULL; i++)
    write_constant (node, parts[i], undo);
  write_value (node, thing, parts[0], undo ? NULL : record->value);
}

void
designer_emit_records (xmlNode *node,
                       const GArray *log,
                       guint first)
{
  for (guint i = first; i < log->len; i++)
    emit (node, &g_array_index (log, DesignerRecord, i), FALSE);
}

gboolean
designer_emit_edit (xmlNode *node,
                    const DesignerRecord *record,
                    GError **error)
{
  switch (record->setting->action)
    {
    case DESIGNER_SETTING_VALUE:
      return designer_path_set (node, record->path, record->value, error);
    case DESIGNER_SETTING_CREATE:
      return designer_path_touch (node, record->path, error);
    case DESIGNER_SETTING_DELETE:
      return designer_path_set (node, record->path, NULL, error);
    }
  g_return_val_if_reached (FALSE);
}

void
designer_emit_undo (xmlNode *node,
                    const DesignerRecord *record)
{
  emit (node, record, TRUE);
}

void
designer_emit_settings (xmlNode *domain,
                        const GArray *log)
{
  for (guint i = 0; i < log->len; i++)
    {
      const DesignerRecord *record = &g_array_index (log, DesignerRecord, i);

      if (record->kind == DESIGNER_RECORD_SETTING && record->subject->number == 0)
        emit (domain, record, FALSE);
    }
}

/* By the numbers in their paths, the last one first: so none moves before its turn. */
static gint
compare_records (gconstpointer a,
                 gconstpointer b)
{
  const char *x = (*(const DesignerRecord *const *) a)->path;
  const char *y = (*(const DesignerRecord *const *) b)->path;

  while (*x != '\0' && *x == *y)
    {
      gboolean number = *x == '[' && g_ascii_isdigit (x[1]) && g_ascii_isdigit (y[1]);
      guint64 m = number ? g_ascii_strtoull (x + 1, NULL, 10) : 0;
      guint64 n = number ? g_ascii_strtoull (y + 1, NULL, 10) : 0;

      if (m != n)
        return m > n ? -1 : 1;
      x++;
      y++;
    }
  return (guchar) *y - (guchar) *x;
}

void
designer_emit_undo_all (xmlNode *domain,
                        const GArray *log)
{
  g_autoptr (GPtrArray) settings = g_ptr_array_new ();

  for (guint i = 0; i < log->len; i++)
    {
      DesignerRecord *record = &g_array_index (log, DesignerRecord, i);

      if (record->kind == DESIGNER_RECORD_SETTING)
        g_ptr_array_add (settings, record);
    }
  g_ptr_array_sort (settings, compare_records);
  for (guint i = 0; i < settings->len; i++)
    emit (domain, g_ptr_array_index (settings, i), TRUE);
  for (guint i = log->len; i-- > 0;)
    {
      const DesignerRecord *record = &g_array_index (log, DesignerRecord, i);

      if (record->kind == DESIGNER_RECORD_THING)
        emit (domain, record, TRUE);
    }
}

/* libvirt-gconfig's class of each scope's elements; where it has one for each
 * type of the element, the rows with that type. */
static const struct
{
  DesignerScopeId scope;
  const char *type;
  GType (*get_type) (void);
} classes[] = {
  { DESIGNER_SCOPE_DISK, NULL, gvir_config_domain_disk_get_type },
  { DESIGNER_SCOPE_FILESYSTEM, NULL, gvir_config_domain_filesys_get_type },
  { DESIGNER_SCOPE_INTERFACE, NULL, designer_other_interface_get_type },
  { DESIGNER_SCOPE_INTERFACE, "network", gvir_config_domain_interface_network_get_type },
  { DESIGNER_SCOPE_INTERFACE, "bridge", gvir_config_domain_interface_bridge_get_type },
  { DESIGNER_SCOPE_INTERFACE, "user", gvir_config_domain_interface_user_get_type },
  { DESIGNER_SCOPE_GRAPHICS, "spice", gvir_config_domain_graphics_spice_get_type },
  { DESIGNER_SCOPE_GRAPHICS, "vnc", gvir_config_domain_graphics_vnc_get_type },
  { DESIGNER_SCOPE_GRAPHICS, "rdp", gvir_config_domain_graphics_rdp_get_type },
  { DESIGNER_SCOPE_GRAPHICS, "desktop", gvir_config_domain_graphics_desktop_get_type },
  { DESIGNER_SCOPE_GRAPHICS, "sdl", gvir_config_domain_graphics_sdl_get_type },
  { DESIGNER_SCOPE_SOUND, NULL, gvir_config_domain_sound_get_type },
  { DESIGNER_SCOPE_VIDEO, NULL, gvir_config_domain_video_get_type },
  { DESIGNER_SCOPE_SMARTCARD, "passthrough", gvir_config_domain_smartcard_passthrough_get_type },
  { DESIGNER_SCOPE_SMARTCARD, "host", gvir_config_domain_smartcard_host_get_type },
  { DESIGNER_SCOPE_SMARTCARD, "host-certificates", gvir_config_domain_smartcard_host_certificates_get_type },
  { DESIGNER_SCOPE_REDIRDEV, NULL, gvir_config_domain_redirdev_get_type },
  { DESIGNER_SCOPE_SERIAL, NULL, gvir_config_domain_serial_get_type },
  { DESIGNER_SCOPE_PARALLEL, NULL, gvir_config_domain_parallel_get_type },
  { DESIGNER_SCOPE_CONSOLE, NULL, gvir_config_domain_console_get_type },
  { DESIGNER_SCOPE_INPUT, NULL, gvir_config_domain_input_get_type },
  { DESIGNER_SCOPE_MEMBALLOON, NULL, gvir_config_domain_memballoon_get_type },
  { DESIGNER_SCOPE_HOSTDEV, NULL, designer_other_hostdev_get_type },
  { DESIGNER_SCOPE_HOSTDEV, "pci", gvir_config_domain_hostdev_pci_get_type },
};

GVirConfigDomainDevice *
designer_emit_wrap (GVirConfigDomain *config,
                    xmlNode *node,
                    DesignerScopeId scope,
                    const char *type)
{
  g_autoptr (GObject) doc = NULL;
  GType class = GVIR_CONFIG_TYPE_DOMAIN_DEVICE;

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      if (classes[i].scope == scope
          && (classes[i].type == NULL || g_strcmp0 (classes[i].type, type) == 0))
        class = classes[i].get_type ();
    }
  g_object_get (config, "doc", &doc, NULL);
  return g_object_new (class, "doc", doc, "node", node, NULL);
}
