/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Older and shorter options of virt-install, written out as those that stand for them
 * now; some belong together, as --file and --file-size do. */

#include "tool.h"

#include <string.h>

/* What an option stands for; a NULL argument is what the option was given. */
static const struct
{
  const char *name;
  const char *option;
  const char *part; /* before what was given, such as "bridge=" */
  const char *argument;
  gboolean of_tool; /* the option is none of the vocabulary */
} stand_for[] = {
  { "print-step", "print-xml", "", NULL, TRUE },
  { "force", "check", "", "all=off", TRUE },
  { "pxe", "pxe", "", "yes", FALSE },
  { "import", "import", "", "yes", FALSE },
  { "livecd", "livecd", "", "yes", FALSE },
  { "hvm", "os-type", "", "hvm", FALSE },
  { "paravirt", "os-type", "", "xen", FALSE },
  { "container", "os-type", "", "exe", FALSE },
  { "noapic", "features", "", "apic=no", FALSE },
  { "noacpi", "features", "", "acpi=no", FALSE },
  { "nographics", "graphics", "", "none", FALSE },
  { "nonetworks", "network", "", "none", FALSE },
  { "nodisks", "disk", "", "none", FALSE },
  { "bridge", "network", "bridge=", NULL, FALSE },
  { "cpuset", "vcpus", "cpuset=", NULL, FALSE },
  { "init", "boot", "init=", NULL, FALSE },
};

/* Two options about the same, of which only one can be given. */
static const struct
{
  const char *old;
  const char *option;
  const char *remedy;
} exclusive[] = {
  { "bridge", "network", "--network bridge=NAME" },
  { "file", "disk", "--disk path=FILE" },
  { "file", "nodisks", "one of them" },
  { "file-size", "disk", "--disk size=GIB" },
  { "file-size", "nodisks", "one of them" },
  { "nonsparse", "disk", "--disk sparse=no" },
  { "print-step", "print-xml", "--print-xml alone" },
  { "mac", "nonetworks", "one of them" },
  { "vnc", "sdl", "one of them" },
  { "vnc", "nographics", "one of them" },
  { "sdl", "nographics", "one of them" },
  { "vnc", "graphics", "--graphics alone" },
  { "sdl", "graphics", "--graphics alone" },
};

static gboolean
check_exclusive (const ToolArguments *arguments,
                 GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (exclusive); i++)
    {
      if (!tool_arguments_has (arguments, exclusive[i].old) || !tool_arguments_has (arguments, exclusive[i].option))
        continue;
      g_set_error (error, TOOL_ERROR, TOOL_ERROR_USAGE, "--%s and --%s cannot be given together: give %s",
                   exclusive[i].old, exclusive[i].option, exclusive[i].remedy);
      return FALSE;
    }
  return TRUE;
}

/* A comma within a value is doubled where sub-options are kept apart by commas. */
static char *
double_commas (const char *value)
{
  g_auto (GStrv) parts = g_strsplit (value, ",", -1);

  return g_strjoinv (",,", parts);
}

static void
append_part (GString *text,
             const char *name,
             const char *value)
{
  g_autofree char *doubled = value != NULL ? double_commas (value) : NULL;

  if (value != NULL)
    g_string_append_printf (text, "%s%s=%s", text->len > 0 ? "," : "", name, doubled);
}

static const char *
nth (GPtrArray *values,
     guint i)
{
  return i < values->len ? g_ptr_array_index (values, i) : NULL;
}

/* Those of --file and of --file-size belong together in their order. */
static void
write_out_files (ToolArguments *arguments)
{
  g_autoptr (GPtrArray) files = tool_arguments_list (arguments, "file");
  g_autoptr (GPtrArray) sizes = tool_arguments_list (arguments, "file-size");
  gboolean whole = tool_arguments_has (arguments, "nonsparse");

  for (guint i = 0; i < MAX (files->len, sizes->len); i++)
    {
      g_autoptr (GString) disk = g_string_new (NULL);

      append_part (disk, "path", nth (files, i));
      append_part (disk, "size", nth (sizes, i));
      append_part (disk, "sparse", whole && nth (sizes, i) != NULL ? "no" : NULL);
      tool_arguments_add (arguments, NULL, "disk", disk->str);
    }
}

/* The first address is that of the first network, and so on; one without a network is
 * that of another network. */
static void
write_out_addresses (ToolArguments *arguments)
{
  g_autoptr (GPtrArray) addresses = tool_arguments_list (arguments, "mac");
  guint used = 0;

  for (guint i = 0; i < arguments->given->len && used < addresses->len; i++)
    {
      ToolGiven *given = g_ptr_array_index (arguments->given, i);
      g_autofree char *before = NULL;

      if (given->option != NULL || !g_str_equal (given->name, "network"))
        continue;
      before = given->value;
      given->value = g_strconcat (before, ",mac=", g_ptr_array_index (addresses, used++), NULL);
    }
  for (; used < addresses->len; used++)
    {
      g_autofree char *network = g_strconcat ("default,mac=", g_ptr_array_index (addresses, used), NULL);

      tool_arguments_add (arguments, NULL, "network", network);
    }
}

/* What is said of the display that --vnc or --sdl asks for. */
static gboolean
write_out_display (ToolArguments *arguments,
                   GError **error)
{
  static const char *const parts[][2] = { { "vncport", "port" }, { "vnclisten", "listen" }, { "keymap", "keymap" } };
  const char *type = tool_arguments_has (arguments, "vnc") ? "vnc" : tool_arguments_has (arguments, "sdl") ? "sdl" : NULL;
  g_autoptr (GString) graphics = g_string_new (type);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const char *value = tool_arguments_get (arguments, parts[i][0]);

      if (value != NULL && type == NULL)
        {
          g_set_error (error, TOOL_ERROR, TOOL_ERROR_USAGE,
                       "--%s is about the display that --vnc asks for, which is not given: give --graphics vnc,%s=%s",
                       parts[i][0], parts[i][1], value);
          return FALSE;
        }
      append_part (graphics, parts[i][1], value);
    }
  if (type != NULL)
    tool_arguments_add (arguments, NULL, "graphics", graphics->str);
  return TRUE;
}

static void
write_out (ToolGiven *given)
{
  for (guint i = 0; i < G_N_ELEMENTS (stand_for); i++)
    {
      g_autofree char *value = NULL;

      if (given->option == NULL || !g_str_equal (given->option->name, stand_for[i].name))
        continue;
      value = stand_for[i].argument == NULL ? double_commas (given->value) : g_strdup (stand_for[i].argument);
      g_free (given->name);
      g_free (given->value);
      given->option = stand_for[i].of_tool ? tool_option_find (stand_for[i].option) : NULL;
      given->name = g_strdup (stand_for[i].option);
      given->value = g_strconcat (stand_for[i].part, value, NULL);
    }
}

/* The kind of system that --os-type once named follows from --osinfo now. */
static gboolean
names_kind_of_system (const ToolGiven *given)
{
  static const char *const kinds[] = { "linux", "windows", "unix", "solaris", "other", "generic", "none", NULL };

  return given->option == NULL && g_str_equal (given->name, "os-type") && g_strv_contains (kinds, given->value);
}

static void
pass_over_kinds (ToolArguments *arguments)
{
  for (guint i = arguments->given->len; i > 0; i--)
    {
      if (!names_kind_of_system (g_ptr_array_index (arguments->given, i - 1)))
        continue;
      tool_note ("--os-type with a kind of system says nothing: the guest is designed for the system of --osinfo");
      g_ptr_array_remove_index (arguments->given, i - 1);
    }
}

gboolean
tool_old_options_write_out (ToolArguments *arguments,
                            GError **error)
{
  if (!check_exclusive (arguments, error) || !write_out_display (arguments, error))
    return FALSE;
  for (guint i = 0; i < arguments->given->len; i++)
    write_out (g_ptr_array_index (arguments->given, i));
  write_out_files (arguments);
  write_out_addresses (arguments);
  pass_over_kinds (arguments);
  return TRUE;
}
