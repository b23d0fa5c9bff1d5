/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "host/machine-family-private.h"

#include <string.h>

/* Families whose aliases or versions do not follow the rule of family_length():
 * the alias lacks a part, and distributions put a word for the version. */
static const struct
{
  const char *alias;
  const char *family;
} families[] = {
  { "q35", "pc-q35" },
  { "pc", "pc-i440fx" },
};

static gboolean
is_version (const char *text)
{
  if (g_str_has_prefix (text, "rhel"))
    text += strlen ("rhel");
  return g_ascii_isdigit (*text) && text[strspn (text, "0123456789.")] == '\0';
}

/* A machine is called FAMILY-VERSION, or just FAMILY. */
static gsize
family_length (const char *machine)
{
  const char *dash = strrchr (machine, '-');

  return dash != NULL && is_version (dash + 1) ? (gsize) (dash - machine) : strlen (machine);
}

static char *
family_of (const char *machine)
{
  gsize length = family_length (machine);

  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    {
      gsize prefix = strlen (families[i].family);

      if (strlen (families[i].alias) == length && strncmp (machine, families[i].alias, length) == 0)
        return g_strdup (families[i].family);
      if (strncmp (machine, families[i].family, prefix) == 0 && machine[prefix] == '-')
        return g_strdup (families[i].family);
    }
  return g_strndup (machine, length);
}

gboolean
designer_machine_is_same_family (const char *a,
                                 const char *b)
{
  g_autofree char *family_a = family_of (a);
  g_autofree char *family_b = family_of (b);

  return g_str_equal (family_a, family_b);
}

gboolean
designer_machine_is_alias_of (const char *alias,
                              const char *machine)
{
  return family_length (alias) == strlen (alias) && !g_str_has_prefix (alias, "pc-") &&
         designer_machine_is_same_family (alias, machine);
}
