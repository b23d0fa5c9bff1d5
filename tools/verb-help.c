/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tool.h"

char *
tool_run_help (const ToolArguments *arguments,
               GError **error)
{
  g_autoptr (GPtrArray) words = g_ptr_array_copy (arguments->words, NULL, NULL);

  g_ptr_array_add (words, NULL);
  return tool_help_words ((char **) words->pdata, error);
}
