/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "live.h"

static gboolean
usage (GError **error,
       const char *message)
{
  g_set_error_literal (error, TOOL_ERROR, TOOL_ERROR_USAGE, message);
  return FALSE;
}

static gboolean
check_arguments (const ToolArguments *arguments,
                 GError **error)
{
  gboolean automatic = tool_arguments_has (arguments, "auto-clone");
  const char *name = tool_arguments_get (arguments, "name");

  if (!tool_arguments_has (arguments, "original") && !tool_arguments_has (arguments, "original-xml"))
    return usage (error, "it is not said what is cloned: give --original GUEST, or --original-xml FILE");
  if (tool_arguments_has (arguments, "original") && tool_arguments_has (arguments, "original-xml"))
    return usage (error, "--original and --original-xml exclude each other: give one");
  if (!automatic && !tool_arguments_has (arguments, "file"))
    return usage (error, "it is not said where the clone's disks are: give --file FILE for each, or --auto-clone to have "
                         "names and files derived");
  if (!automatic && (name == NULL || *name == '\0'))
    return usage (error, "the clone has no name: give --name NAME, or --auto-clone to have one derived");
  if (tool_arguments_has (arguments, "overlay") && tool_arguments_has (arguments, "reflink"))
    return usage (error, "--overlay and --reflink exclude each other: give one");
  return tool_storage_check_words (arguments, error);
}

/* NULL with an error. */
static GVirBuilderClone *
read_original (const ToolArguments *arguments,
               GError **error)
{
  const char *file = tool_arguments_get (arguments, "original-xml");
  g_autofree char *xml = NULL;

  if (file == NULL)
    return gvir_builder_clone_new (tool_arguments_get (arguments, "original"));
  xml = tool_guest_xml_read (file, error);
  return xml != NULL ? gvir_builder_clone_new_for_xml (xml) : NULL;
}

static GVirBuilderCloneFlags
read_flags (const ToolArguments *arguments)
{
  static const struct
  {
    const char *option;
    GVirBuilderCloneFlags flag;
  } options[] = {
    { "auto-clone", GVIR_BUILDER_CLONE_FLAGS_DERIVE_FILES },
    { "replace", GVIR_BUILDER_CLONE_FLAGS_REPLACE },
    { "preserve-data", GVIR_BUILDER_CLONE_FLAGS_PRESERVE_DATA },
    { "nonsparse", GVIR_BUILDER_CLONE_FLAGS_ALLOCATE },
  };
  static const struct
  {
    ToolChecks check;
    GVirBuilderCloneFlags flag;
  } checks[] = {
    { TOOL_CHECK_PATHS, GVIR_BUILDER_CLONE_FLAGS_SHARED_PATHS },
    { TOOL_CHECK_ADDRESSES, GVIR_BUILDER_CLONE_FLAGS_SHARED_ADDRESSES },
    { TOOL_CHECK_SIZES, GVIR_BUILDER_CLONE_FLAGS_OVERCOMMIT },
  };
  ToolChecks wanted = tool_storage_read_checks (arguments);
  GVirBuilderCloneFlags flags = GVIR_BUILDER_CLONE_FLAGS_NONE;

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      if (tool_arguments_has (arguments, options[i].option))
        flags |= options[i].flag;
    }
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      if ((wanted & checks[i].check) == 0)
        flags |= checks[i].flag;
    }
  return flags;
}

static void
read_lists (GVirBuilderClone *clone,
            const ToolArguments *arguments)
{
  static const struct
  {
    const char *option;
    void (*add) (GVirBuilderClone *clone,
                 const char *word);
  } lists[] = {
    { "file", gvir_builder_clone_add_file },
    { "mac", gvir_builder_clone_add_address },
    { "skip-copy", gvir_builder_clone_keep_disk },
    { "force-copy", gvir_builder_clone_copy_disk },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (GPtrArray) words = tool_arguments_list (arguments, lists[i].option);

      for (guint j = 0; j < words->len; j++)
        lists[i].add (clone, g_ptr_array_index (words, j));
    }
}

static void
read_wish (GVirBuilderClone *clone,
           const ToolArguments *arguments)
{
  const char *name = tool_arguments_get (arguments, "name");

  gvir_builder_clone_set_name (clone, name);
  gvir_builder_clone_set_uuid (clone, tool_arguments_get (arguments, "uuid"));
  gvir_builder_clone_set_nvram (clone, tool_arguments_get (arguments, "nvram"));
  if (tool_arguments_has (arguments, "overlay"))
    gvir_builder_clone_set_copy (clone, GVIR_BUILDER_DISK_COPY_OVERLAY);
  if (tool_arguments_has (arguments, "reflink"))
    gvir_builder_clone_set_copy (clone, GVIR_BUILDER_DISK_COPY_REFLINK);
  gvir_builder_clone_set_flags (clone, read_flags (arguments));
  read_lists (clone, arguments);
}

static char *
carry_out (GVirBuilderClone *clone,
           GVirConnection *connection,
           const ToolArguments *arguments,
           GError **error)
{
  g_autoptr (GVirBuilderPlan) plan = gvir_builder_plan_new_clone (connection, clone, error);
  g_autofree char *words = NULL;

  if (plan == NULL || !live_carry_out (plan, connection, arguments, error))
    return NULL;
  if (!tool_arguments_has (arguments, "dry-run"))
    {
      words = g_strdup_printf ("The guest %s is there.", gvir_builder_plan_get_guest (plan));
      live_say (arguments, "cloned", gvir_builder_plan_get_guest (plan), words);
    }
  return g_strdup ("");
}

char *
live_run_clone (const ToolArguments *arguments,
                GError **error)
{
  g_autoptr (GVirBuilderClone) clone = NULL;
  GVirConnection *connection;
  char *text;

  if (!check_arguments (arguments, error))
    return NULL;
  clone = read_original (arguments, error);
  if (clone == NULL)
    return NULL;
  read_wish (clone, arguments);
  connection = live_connect (arguments, error);
  if (connection == NULL)
    return NULL;
  text = tool_arguments_has (arguments, "print-xml") ? gvir_builder_clone_to_xml (clone, connection, error)
                                                     : carry_out (clone, connection, arguments, error);
  g_object_unref (connection);
  return text;
}
