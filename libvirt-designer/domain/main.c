/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "domain/libvirt-designer-main.h"

#include <libvirt-gconfig/libvirt-gconfig.h>

/**
 * gvir_designer_init:
 * @argc: (inout) (optional): the number of arguments
 * @argv: (inout) (optional) (array length=argc): the arguments
 *
 * Prepares the library, and ends the program where that fails.
 *
 * Calling it is not required; it is there for programs that do.
 */
void
gvir_designer_init (int *argc,
                    char ***argv)
{
  g_autoptr (GError) error = NULL;

  if (!gvir_designer_init_check (argc, argv, &error))
    g_error ("Could not initialize libvirt-designer: %s", error->message);
}

/**
 * gvir_designer_init_check:
 * @argc: (inout) (optional): the number of arguments
 * @argv: (inout) (optional) (array length=argc): the arguments
 * @err: return location for a #GError
 *
 * Prepares the library.
 *
 * Returns: %TRUE, or %FALSE where libvirt-gconfig cannot be prepared
 */
gboolean
gvir_designer_init_check (int *argc,
                          char ***argv,
                          GError **err)
{
  return gvir_config_init_check (argc, argv, err);
}
