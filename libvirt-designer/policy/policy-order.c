/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The statements of a policy on the order in which a configuration is written. */

#include "policy/policy-reader-private.h"

#include <string.h>

#include "base/libvirt-designer-error.h"
#include "vocabulary/schema-private.h"

/* Whether libvirt reads REST, "/target/@bus", in such a device. */
static gboolean
is_place_in_device (const char *element,
                    gsize length,
                    const char *rest)
{
  gboolean any = length == strlen (DESIGNER_POLICY_ANY) && strncmp (element, DESIGNER_POLICY_ANY, length) == 0;

  for (guint i = DESIGNER_N_WHOLE_SCOPES; i < DESIGNER_N_SCOPES; i++)
    {
      const char *name = designer_scope_get (i)->element;
      gboolean same = strlen (name) == length && strncmp (name, element, length) == 0;

      if ((any || same) && (*rest == '\0' || designer_schema_has_place (i, rest + 1)))
        return TRUE;
    }
  return FALSE;
}

/* PATH is "domain", or goes on behind it with a slash. */
static gboolean
is_place (const char *path)
{
  static const char *const others[] = { "domain", "domain/devices", "domain/devices/emulator", "domain/metadata", NULL };
  const char *name = path + strlen (DESIGNER_POLICY_DEVICES);

  if (g_strv_contains (others, path))
    return TRUE;
  if (g_str_has_prefix (path, DESIGNER_POLICY_DEVICES))
    return is_place_in_device (name, strcspn (name, "/"), name + strcspn (name, "/"));
  return g_str_has_prefix (path, "domain/") && designer_schema_has_place (DESIGNER_SCOPE_DOMAIN, path + strlen ("domain/"));
}

/* "domain/os=type;loader;~boot": "@name" is an attribute, "~name" what a rule chose,
 * and "feature[@policy='force']" an element with that attribute. */
gboolean
designer_policy_take_order (DesignerPolicyReader *reader,
                            const DesignerPolicyLine *line,
                            GError **error)
{
  g_auto (GStrv) names = designer_policy_split (line->value);
  g_autofree char *value = g_strjoinv (";", names);
  const DesignerStatement statement = {
    .group = reader->group, .line = line->number, .thing = DESIGNER_ORDERS,
    .value = g_intern_string (value), .id = g_intern_string (line->key),
  };

  if (!is_place (line->key))
    return designer_policy_fail (error, GVIR_DESIGNER_ERROR_INVALID_VALUE, reader->file, line->number,
                                 "libvirt reads nothing at '%s': give the path of an element, such as domain/os",
                                 line->key);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *name = g_strndup (names[i] + (names[i][0] == '~'), strcspn (names[i], "[") - (names[i][0] == '~'));
      g_autofree char *place = g_strconcat (line->key, "/", name, NULL);

      if (!is_place (place))
        return designer_policy_fail (error, GVIR_DESIGNER_ERROR_INVALID_VALUE, reader->file, line->number,
                                     "libvirt reads no '%s' in '%s'", names[i], line->key);
    }
  designer_policy_add_statement (reader->policy, &statement);
  reader->n_statements++;
  return TRUE;
}
