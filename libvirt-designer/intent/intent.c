/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "intent/intent-private.h"

#include "base/libvirt-designer-error.h"

DesignerRequest *
designer_request_new (DesignerScopeId scope)
{
  DesignerRequest *request = g_malloc0 (sizeof *request + designer_scope_n_things (scope) * sizeof request->values[0]);

  request->scope = scope;
  return request;
}

void
designer_request_free (DesignerRequest *request)
{
  guint n = designer_scope_n_things (request->scope);

  for (guint i = 0; i < n; i++)
    g_free (request->values[i]);
  g_clear_pointer (&request->settings, designer_settings_free);
  g_free (request);
}

const char *
designer_request_get (const DesignerRequest *request,
                      DesignerThingId thing)
{
  if (request == NULL)
    return NULL;
  return request->values[thing - designer_scope_first_thing (request->scope)];
}

/* Asking twice for the same value is one wish; for two values, a conflict. */
gboolean
designer_request_wish (DesignerRequest *request,
                       DesignerThingId thing,
                       const char *value,
                       GError **error)
{
  const DesignerThing *row = designer_thing_get (thing);
  char **place = &request->values[thing - designer_scope_first_thing (request->scope)];
  const char *unit = row->kind == DESIGNER_KIND_SIZE ? " KiB" : "";
  g_autofree char *normal = designer_thing_normalise (row, value, error);

  if (normal == NULL)
    return FALSE;
  if (*place != NULL && !g_str_equal (*place, normal))
    {
      g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_CONFLICT,
                   "%s was asked to be both '%s%s' and '%s%s': ask for one of them",
                   row->name, *place, unit, normal, unit);
      return FALSE;
    }
  g_free (*place);
  *place = g_steal_pointer (&normal);
  return TRUE;
}

static DesignerSettings *
ensure_settings (DesignerRequest *request)
{
  if (request->settings == NULL)
    request->settings = designer_settings_new ();
  return request->settings;
}

const char *
designer_request_setting (const DesignerRequest *request,
                          const char *path)
{
  const DesignerSetting *setting = request != NULL ? designer_settings_find (request->settings, path) : NULL;

  return setting != NULL ? setting->value : NULL;
}

gboolean
designer_request_set (DesignerRequest *request,
                      DesignerSettingAction action,
                      const char *path,
                      const char *value,
                      const char *name,
                      GError **error)
{
  g_autoptr (DesignerSetting) setting = designer_setting_new (action, path, value, name);

  if (!designer_settings_agree (request->settings, setting, error))
    return FALSE;
  designer_settings_add (ensure_settings (request), g_steal_pointer (&setting));
  return TRUE;
}

void
designer_request_edit (DesignerRequest *request,
                       DesignerSettingAction action,
                       const char *path,
                       const char *value,
                       const char *name)
{
  g_ptr_array_add (ensure_settings (request)->edits, designer_setting_new (action, path, value, name));
}

DesignerIntent *
designer_intent_new (void)
{
  DesignerIntent *intent = g_new0 (DesignerIntent, 1);

  for (guint i = 0; i < DESIGNER_N_WHOLE_SCOPES; i++)
    intent->whole[i] = designer_request_new (i);
  intent->devices = g_ptr_array_new_with_free_func ((GDestroyNotify) designer_request_free);
  return intent;
}

void
designer_intent_free (DesignerIntent *intent)
{
  for (guint i = 0; i < DESIGNER_N_WHOLE_SCOPES; i++)
    designer_request_free (intent->whole[i]);
  g_ptr_array_unref (intent->devices);
  g_free (intent);
}

const char *
designer_intent_get (const DesignerIntent *intent,
                     DesignerThingId thing)
{
  DesignerScopeId scope = designer_thing_get (thing)->scope;

  return scope < DESIGNER_N_WHOLE_SCOPES ? designer_request_get (intent->whole[scope], thing) : NULL;
}

const char *
designer_intent_setting (const DesignerIntent *intent,
                         const char *path)
{
  return designer_request_setting (intent->whole[DESIGNER_SCOPE_DOMAIN], path);
}

void
designer_intent_decline (DesignerIntent *intent,
                         DesignerScopeId scope)
{
  intent->declined |= G_GUINT64_CONSTANT (1) << scope;
}

gboolean
designer_intent_declines (const DesignerIntent *intent,
                          DesignerScopeId scope)
{
  return (intent->declined & (G_GUINT64_CONSTANT (1) << scope)) != 0;
}
