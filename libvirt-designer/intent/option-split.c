/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From an option's argument to its parts. */

#include "intent/option-split-private.h"

#include <string.h>

#include "intent/edits-private.h"
#include "vocabulary/schema-private.h"

/* Sub-options whose values may hold commas that nobody doubles, as virt-install
 * lets one: "cpuset=1-4,6,8". */
static const struct
{
  const char *option; /* "*": each that has such a sub-option */
  const char *name;   /* "": the value that comes first */
  gboolean numbers;   /* a list of numbers, which goes on with numbers only */
} with_commas[] = {
  { "*", "*seclabel*.label", FALSE },
  { "*", "xpath*", FALSE },
  { "boot", "cmdline", FALSE },
  { "boot", "kernel_args", FALSE },
  { "boot", "extra_args", FALSE },
  { "cpu", "cell*.cpus", TRUE },
  { "cpu", "numa.cell*.cpus", TRUE },
  { "cputune", "*cpuset", TRUE },
  { "cputune", "*vcpus", TRUE },
  { "cputune", "*iothreads", TRUE },
  { "install", "kernel", FALSE },
  { "install", "initrd", FALSE },
  { "install", "kernel_args", FALSE },
  { "memdev", "source?nodemask", TRUE },
  { "memorybacking", "*nodeset", TRUE },
  { "metadata", "name", FALSE },
  { "metadata", "title", FALSE },
  { "metadata", "description", FALSE },
  { "numatune", "", TRUE },
  { "numatune", "*nodeset", TRUE },
  { "resource", "fibrechannel.appid", FALSE },
  { "seclabel", "label", FALSE },
  { "seclabel", "baselabel", FALSE },
  { "smartcard", "database", FALSE },
  { "smartcard", "certificate*", FALSE },
  { "sysinfo", "*entry*", FALSE },
  { "vcpus", "*cpuset", TRUE },
  { "xml", "*", FALSE },
};

/* "a=b,c=d,,e" is a=b and c="d,e": a doubled comma stands for itself. */
static GPtrArray *
split_at_commas (const char *argument)
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
  return parts;
}

static char *
name_of (const char *part)
{
  const char *equals = strchr (part, '=');

  return equals != NULL ? g_strndup (part, (gsize) (equals - part)) : g_strdup ("");
}

static gboolean
is_list_of_numbers (const char *text)
{
  return *text != '\0' && text[strspn (text, "0123456789-^ ")] == '\0';
}

/* Whether PART is something that OPTION knows by itself, or was meant to be. */
static gboolean
stands_alone (const DesignerOptionRow *option,
              const char *part)
{
  g_autofree char *name = g_strndup (part, strcspn (part, "="));
  g_auto (DesignerTarget) target = { NULL, NULL, 0, NULL };

  return designer_option_find_word (option, part) != NULL || designer_edits_has_name (name)
         || designer_sub_option_find (option, 0, name, &target, NULL)
         || (strchr (part, '=') != NULL && designer_sub_option_is_near (option, name));
}

/* Whether NEXT goes on with the value that BEFORE gave a sub-option. */
static gboolean
goes_on (const DesignerOptionRow *option,
         const char *before,
         const char *next)
{
  g_autofree char *name = name_of (before);

  for (guint i = 0; i < G_N_ELEMENTS (with_commas); i++)
    {
      if ((g_str_equal (with_commas[i].option, "*") || g_str_equal (with_commas[i].option, option->name))
          && g_pattern_match_simple (with_commas[i].name, name))
        return with_commas[i].numbers ? is_list_of_numbers (next) : !stands_alone (option, next);
    }
  return FALSE;
}

char **
designer_option_split (const DesignerOptionRow *option,
                       const char *argument)
{
  g_autoptr (GPtrArray) pieces = split_at_commas (argument);
  GPtrArray *parts = g_ptr_array_new ();

  for (guint i = 0; i < pieces->len; i++)
    {
      g_autofree char *piece = g_ptr_array_index (pieces, i);
      g_autofree char *before = NULL;

      if (parts->len > 0 && goes_on (option, g_ptr_array_index (parts, parts->len - 1), piece))
        {
          before = g_ptr_array_steal_index (parts, parts->len - 1);
          g_ptr_array_add (parts, g_strconcat (before, ",", piece, NULL));
        }
      else
        g_ptr_array_add (parts, g_steal_pointer (&piece));
    }
  g_ptr_array_add (parts, NULL);
  return (char **) g_ptr_array_free (parts, FALSE);
}
