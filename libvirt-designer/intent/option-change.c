/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From an option to a change of what is there already. */

#include "intent/option-change-private.h"

#include <string.h>

#include "base/libvirt-designer-error.h"
#include "intent/option-parser-private.h"
#include "intent/option-parts-private.h"
#include "intent/option-split-private.h"
#include "intent/option-values-private.h"
#include "vocabulary/schema-private.h"

void
designer_change_free (DesignerChange *change)
{
  designer_intent_free (change->draft);
  g_clear_pointer (&change->device, designer_request_free);
  g_ptr_array_unref (change->removed);
  g_ptr_array_unref (change->emptied);
  g_free (change);
}

const DesignerRequest *
designer_change_request (const DesignerChange *change,
                         DesignerScopeId scope)
{
  if (scope < DESIGNER_N_WHOLE_SCOPES)
    return change->draft->whole[scope];
  return change->device;
}

/* "cache=" or "hugepages=off": that is to go. */
static gboolean
take_removal (DesignerChange *change,
              const char *part,
              GError **error)
{
  g_auto (DesignerTarget) target = { NULL, NULL, 0, NULL };
  g_autofree char *name = g_strndup (part, strcspn (part, "="));
  const char *path;
  DesignerKind kind;

  if (!designer_sub_option_find (change->option, 0, name, &target, error))
    return FALSE;
  path = target.thing != NULL ? target.thing->path : target.path;
  kind = target.thing != NULL ? target.thing->kind : target.kind;
  if (path != NULL)
    {
      g_ptr_array_add (kind == DESIGNER_KIND_PRESENCE ? change->removed : change->emptied,
                       g_strndup (path, strcspn (path, ";")));
      return TRUE;
    }
  g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
               "%s of --%s is not written in the XML, so it cannot be taken away: leave '%s' out", name,
               change->option->name, part);
  return FALSE;
}

static gboolean
take_clear (DesignerChange *change,
            const char *value,
            GError **error)
{
  g_autofree char *name = g_strdup_printf ("'clearxml' of --%s", change->option->name);
  g_autofree char *answer = designer_value_normalise (name, DESIGNER_KIND_YES_NO, NULL, 0, value, error);

  change->clears = g_strcmp0 (answer, "yes") == 0;
  return answer != NULL;
}

/* Whether PART switches off what is written as an element that is there or not. */
static gboolean
is_switched_off (const DesignerOptionRow *option,
                 const char *part)
{
  static const char *const off[] = { "off", "no", "false", "0", NULL };
  g_auto (DesignerTarget) target = { NULL, NULL, 0, NULL };
  const char *equals = strchr (part, '=');
  g_autofree char *name = equals != NULL ? g_strndup (part, equals - part) : NULL;

  return name != NULL && g_strv_contains (off, equals + 1)
         && designer_sub_option_find (option, 0, name, &target, NULL)
         && target.thing == NULL && target.kind == DESIGNER_KIND_PRESENCE;
}

static gboolean
is_removal (const DesignerOptionRow *option,
            const char *part)
{
  gboolean empty = g_str_has_suffix (part, "=") && strchr (part, '=') == part + strlen (part) - 1
                   && strpbrk (part, "/ ") == NULL;

  return empty || is_switched_off (option, part);
}

/* Takes what only a change knows out of GIVEN; what is left is as for a new guest. */
static char **
take_parts (DesignerChange *change,
            char **given,
            GError **error)
{
  g_autoptr (GStrvBuilder) left = g_strv_builder_new ();

  for (guint i = 0; given[i] != NULL; i++)
    {
      gboolean clears = g_str_has_prefix (given[i], "clearxml=");

      if (!clears && !is_removal (change->option, given[i]))
        g_strv_builder_add (left, given[i]);
      else if (clears ? !take_clear (change, given[i] + strlen ("clearxml="), error)
                      : !take_removal (change, given[i], error))
        return NULL;
    }
  return g_strv_builder_end (left);
}

static gboolean
take_text (DesignerChange *change,
           const char *argument,
           GError **error)
{
  DesignerThingId thing = (change->option + 1)->thing;

  return designer_option_wish (change->draft->whole[designer_thing_get (thing)->scope], thing, argument, error);
}

static gboolean
take_argument (DesignerChange *change,
               const DesignerIntent *existing,
               const DesignerRequest *there,
               const char *argument,
               GError **error)
{
  g_auto (GStrv) given = designer_option_split (change->option, argument);
  g_auto (GStrv) left = take_parts (change, given, error);
  g_auto (GStrv) parts = NULL;

  if (left == NULL || left[0] == NULL)
    return left != NULL;
  parts = designer_option_write_out (existing, there, change->option, argument, left, error);
  if (parts == NULL
      || !designer_option_parts_apply (change->draft, change->device, change->option, 0, parts, error))
    return FALSE;
  /* What is said of a processor goes where it is left to the hypervisor. */
  change->clears |= g_strcmp0 (designer_intent_get (change->draft, DESIGNER_THING_CPU_MODE), "hypervisor-default") == 0;
  return TRUE;
}

DesignerChange *
designer_change_new (const DesignerIntent *existing,
                     const DesignerRequest *there,
                     const DesignerOptionRow *option,
                     const char *argument,
                     GError **error)
{
  g_autoptr (DesignerChange) change = g_new0 (DesignerChange, 1);
  gboolean done;

  change->option = option;
  change->draft = designer_intent_new ();
  change->removed = g_ptr_array_new_with_free_func (g_free);
  change->emptied = g_ptr_array_new_with_free_func (g_free);
  if (designer_scope_get (option->scope)->element != NULL)
    change->device = designer_request_new (option->scope);
  if (*argument == '\0')
    {
      g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                   "--%s is empty: say what is to be changed ('--%s=help' lists what it takes)", option->name,
                   option->name);
      return NULL;
    }
  done = designer_option_takes_text (option) ? take_text (change, argument, error)
                                             : take_argument (change, existing, there, argument, error);
  return done ? g_steal_pointer (&change) : NULL;
}
