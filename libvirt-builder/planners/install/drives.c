/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The disks and drives of a design. */

#include "planners/install/installation-private.h"

char *
builder_design_ask (GVirDesignerDomain *design,
                    guint disk,
                    const char *path)
{
  g_autofree char *whole = disk > 0 ? g_strdup_printf ("devices/disk[%u]/%s", disk, path) : g_strdup (path);

  return gvir_designer_config_get (GVIR_CONFIG_OBJECT (gvir_designer_domain_get_config (design)), whole, NULL);
}

guint
builder_design_find_drive (GVirDesignerDomain *design)
{
  for (guint i = 1;; i++)
    {
      g_autofree char *target = builder_design_ask (design, i, "target/@dev");
      g_autofree char *device = builder_design_ask (design, i, "@device");

      if (target == NULL)
        return 0;
      if (g_strcmp0 (device, "cdrom") == 0)
        return i;
    }
}

gboolean
builder_design_has_disc (GVirDesignerDomain *design,
                         guint drive)
{
  g_autofree char *device = builder_design_ask (design, drive, "@device");
  g_autofree char *source = builder_design_ask (design, drive, "source");

  return source != NULL && g_strcmp0 (device, "cdrom") == 0;
}
