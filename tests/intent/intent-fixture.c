/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "intent-fixture.h"

#include <string.h>

#include "base/libvirt-designer-error.h"
#include "intent/option-parser-private.h"

static void
describe_request (GString *text,
                  const DesignerRequest *request)
{
  guint first = designer_scope_first_thing (request->scope);

  g_string_append_printf (text, "[%s]\n", designer_scope_get (request->scope)->name);
  for (guint i = 0; i < designer_scope_n_things (request->scope); i++)
    {
      if (request->values[i] != NULL)
        g_string_append_printf (text, "%s=%s\n", designer_thing_get (first + i)->name, request->values[i]);
    }
}

char *
intent_describe (const DesignerIntent *intent)
{
  GString *text = g_string_new (NULL);

  describe_request (text, intent->whole[DESIGNER_SCOPE_DOMAIN]);
  describe_request (text, intent->whole[DESIGNER_SCOPE_MACHINE]);
  describe_request (text, intent->whole[DESIGNER_SCOPE_CONTAINER]);
  for (guint i = 0; i < intent->devices->len; i++)
    describe_request (text, g_ptr_array_index (intent->devices, i));
  g_string_append_printf (text, "declined %" G_GUINT64_FORMAT "\n", intent->declined);
  return g_string_free (text, FALSE);
}

void
intent_take (DesignerIntent *intent,
             const char *option,
             const char *argument)
{
  g_autoptr (GError) error = NULL;
  gboolean taken = designer_intent_apply_option (intent, option, argument, &error);

  if (!taken)
    g_error ("--%s %s: %s", option, argument, error->message);
  g_assert_no_error (error);
}

void
intent_refuse (DesignerIntent *intent,
               const char *option,
               const char *argument,
               int code,
               const char *mentioned)
{
  g_autofree char *before = intent_describe (intent);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  if (designer_intent_apply_option (intent, option, argument, &error))
    g_error ("--%s %s was taken", option, argument);
  if (!g_error_matches (error, GVIR_DESIGNER_ERROR, code) || strstr (error->message, mentioned) == NULL)
    g_error ("--%s %s: %d %s", option, argument, error->code, error->message);
  g_assert_false (designer_intent_apply_option (intent, option, argument, NULL));
  after = intent_describe (intent);
  g_assert_cmpstr (after, ==, before);
}

const char *
intent_get (const DesignerIntent *intent,
            DesignerThingId thing)
{
  if (designer_scope_get (designer_thing_get (thing)->scope)->element == NULL)
    return designer_intent_get (intent, thing);
  g_assert_cmpuint (intent->devices->len, >, 0);
  return designer_request_get (g_ptr_array_index (intent->devices, intent->devices->len - 1), thing);
}
