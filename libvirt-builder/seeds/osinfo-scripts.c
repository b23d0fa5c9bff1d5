/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "seeds/installers-private.h"

gboolean
builder_osinfo_script_fits (G_GNUC_UNUSED GVirDesignerOs *os,
                            G_GNUC_UNUSED const char *arch)
{
  return FALSE;
}

GVirBuilderSeed *
builder_osinfo_script_write (G_GNUC_UNUSED const BuilderScriptRequest *request,
                             G_GNUC_UNUSED GError **error)
{
  return NULL;
}
