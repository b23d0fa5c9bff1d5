/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The part of the program that carries things out is a module, which is loaded with
 * libvirt only where a connection is used: designing starts faster without. */

#include <dlfcn.h>
#include <unistd.h>

#include "tool.h"

#define MODULE "virt-designer-live.so"

/* Beside a program that is not installed yet. */
static char *
path_beside_program (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : NULL;

  return folder != NULL ? g_build_filename (folder, "live", MODULE, NULL) : NULL;
}

static void *
load (GError **error)
{
  g_autofree char *beside = path_beside_program ();
  gboolean is_beside = beside != NULL && access (beside, R_OK) == 0;
  g_autofree char *installed = g_build_filename (tool_module_folder, MODULE, NULL);
  void *module = dlopen (is_beside ? beside : installed, RTLD_LAZY | RTLD_LOCAL);

  if (module == NULL)
    g_set_error (error, TOOL_ERROR, TOOL_ERROR_FAILED,
                 "what carries things out cannot be loaded (%s): install libvirt0, libvirt-glib-1.0-0 and the rest of "
                 "this program", dlerror ());
  return module;
}

void *
tool_module_find (const char *name,
                  GError **error)
{
  static void *module;
  void *function;

  if (module == NULL)
    module = load (error);
  if (module == NULL)
    return NULL;
  function = dlsym (module, name);
  if (function == NULL)
    g_set_error (error, TOOL_ERROR, TOOL_ERROR_FAILED,
                 "%s is of another version than this program: install both anew", MODULE);
  return function;
}
