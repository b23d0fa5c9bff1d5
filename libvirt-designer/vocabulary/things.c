/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "vocabulary/things-private.h"

#include "base/words-private.h"

static const DesignerScope scopes[] = {
#define SCOPE(id, name, element, title) { DESIGNER_SCOPE_##id, name, element, title },
#include "vocabulary/scopes.def"
#undef SCOPE
};

static const DesignerThing things[] = {
#define THING(id, scope, name, path, kind, values, omit, title) \
  { DESIGNER_THING_##id, DESIGNER_SCOPE_##scope, name, path, \
    DESIGNER_KIND_##kind, values, omit, title },
#include "vocabulary/things.def"
#undef THING
};

/* Where each scope's things begin, and how many there are; from the table. */
static struct
{
  guint first;
  guint n;
} ranges[DESIGNER_N_SCOPES];

static void
count_ranges (void)
{
  for (guint i = DESIGNER_N_THINGS; i-- > 0;)
    {
      ranges[things[i].scope].first = i;
      ranges[things[i].scope].n++;
    }
}

static void
ensure_ranges (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      count_ranges ();
      g_once_init_leave (&once, 1);
    }
}

const DesignerScope *
designer_scope_get (DesignerScopeId id)
{
  return &scopes[id];
}

const DesignerThing *
designer_thing_get (DesignerThingId id)
{
  return &things[id];
}

const DesignerThing *
designer_thing_by_name (const char *name)
{
  for (guint i = 0; i < DESIGNER_N_THINGS; i++)
    {
      if (g_str_equal (things[i].name, name))
        return &things[i];
    }
  return NULL;
}

DesignerThingId
designer_scope_first_thing (DesignerScopeId scope)
{
  ensure_ranges ();
  return ranges[scope].first;
}

guint
designer_scope_n_things (DesignerScopeId scope)
{
  ensure_ranges ();
  return ranges[scope].n;
}

gboolean
designer_thing_is_written (const DesignerThing *thing,
                           const char *value)
{
  return thing->path != NULL && value != NULL && !designer_word_is_among (value, thing->omit)
         && !(thing->kind == DESIGNER_KIND_PRESENCE && g_str_equal (value, "no"));
}

char *
designer_thing_normalise (const DesignerThing *thing,
                          const char *value,
                          GError **error)
{
  return designer_value_normalise (thing->name, thing->kind, thing->values, G_MAXUINT16, value, error);
}
