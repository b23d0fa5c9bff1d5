/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "intent/settings-private.h"

#include "base/libvirt-designer-error.h"

DesignerSetting *
designer_setting_new (DesignerSettingAction action,
                      const char *path,
                      const char *value,
                      const char *name)
{
  DesignerSetting *setting = g_new0 (DesignerSetting, 1);

  setting->action = action;
  setting->path = g_strdup (path);
  setting->value = g_strdup (value);
  setting->name = g_strdup (name);
  return setting;
}

void
designer_setting_free (DesignerSetting *setting)
{
  g_free (setting->path);
  g_free (setting->value);
  g_free (setting->name);
  g_free (setting);
}

DesignerSettings *
designer_settings_new (void)
{
  DesignerSettings *settings = g_new0 (DesignerSettings, 1);

  settings->list = g_ptr_array_new_with_free_func ((GDestroyNotify) designer_setting_free);
  settings->by_path = g_hash_table_new (g_str_hash, g_str_equal);
  settings->edits = g_ptr_array_new_with_free_func ((GDestroyNotify) designer_setting_free);
  return settings;
}

void
designer_settings_free (DesignerSettings *settings)
{
  g_hash_table_unref (settings->by_path);
  g_ptr_array_unref (settings->list);
  g_ptr_array_unref (settings->edits);
  g_free (settings);
}

const DesignerSetting *
designer_settings_find (const DesignerSettings *settings,
                        const char *path)
{
  return settings != NULL ? g_hash_table_lookup (settings->by_path, path) : NULL;
}

gboolean
designer_settings_agree (const DesignerSettings *settings,
                         const DesignerSetting *setting,
                         GError **error)
{
  const DesignerSetting *other = designer_settings_find (settings, setting->path);

  if (other == NULL || g_strcmp0 (other->value, setting->value) == 0)
    return TRUE;
  g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_CONFLICT,
               "%s was asked to be both '%s' and '%s': ask for one of them",
               setting->name, other->value, setting->value);
  return FALSE;
}

void
designer_settings_add (DesignerSettings *settings,
                       DesignerSetting *setting)
{
  if (designer_settings_find (settings, setting->path) != NULL)
    {
      designer_setting_free (setting);
      return;
    }
  g_ptr_array_add (settings->list, setting);
  g_hash_table_insert (settings->by_path, setting->path, setting);
}

void
designer_settings_move (DesignerSettings *to,
                        DesignerSettings *from)
{
  g_hash_table_remove_all (from->by_path);
  g_ptr_array_set_free_func (from->list, NULL);
  for (guint i = 0; i < from->list->len; i++)
    designer_settings_add (to, g_ptr_array_index (from->list, i));
  g_ptr_array_set_size (from->list, 0);
  g_ptr_array_extend_and_steal (to->edits, g_steal_pointer (&from->edits));
  from->edits = g_ptr_array_new_with_free_func ((GDestroyNotify) designer_setting_free);
}
