/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A guest that is there is changed to what its installer needs. */

#include "planners/install/installation-private.h"

/* The target of the first CD-ROM drive; NULL: there is none. */
static char *
find_first_drive (GVirDesignerDomain *design)
{
  GVirConfigObject *config = GVIR_CONFIG_OBJECT (gvir_designer_domain_get_config (design));

  for (guint i = 1;; i++)
    {
      g_autofree char *target_path = g_strdup_printf ("devices/disk[%u]/target/@dev", i);
      g_autofree char *device_path = g_strdup_printf ("devices/disk[%u]/@device", i);
      g_autofree char *target = gvir_designer_config_get (config, target_path, NULL);
      g_autofree char *device = gvir_designer_config_get (config, device_path, NULL);

      if (target == NULL || g_strcmp0 (device, "cdrom") == 0)
        return g_steal_pointer (&target);
    }
}

/* The drive that a disc goes into: the first that the guest has, else one that is added, ADDED then. */
static char *
find_drive (GVirDesignerDomain *design,
            gboolean *added,
            GError **error)
{
  char *target = find_first_drive (design);

  *added = target == NULL;
  if (target == NULL && gvir_designer_domain_add_by_option (design, "disk", "device=cdrom,readonly=on", error))
    target = find_first_drive (design);
  return target;
}

static gboolean
put_in (GVirDesignerDomain *design,
        const char *target,
        const char *quoted_path,
        GError **error)
{
  g_autofree char *selector = g_strconcat ("target=", target, NULL);
  g_autofree char *text = g_strconcat ("path=", quoted_path, NULL);

  return gvir_designer_domain_edit_by_option (design, "disk", selector, text, error);
}

static gboolean
boot_disc (GVirDesignerDomain *design,
           const char *quoted_path,
           GError **error)
{
  gboolean added;
  g_autofree char *target = find_drive (design, &added, error);

  return target != NULL && put_in (design, target, quoted_path, error)
         && gvir_designer_domain_edit_by_option (design, "boot", NULL, "cdrom,hd", error);
}

gboolean
builder_existing_apply (GVirDesignerDomain *design,
                        const char *option,
                        const char *text,
                        GError **error)
{
  g_autofree char *quoted = g_str_equal (option, "extra-args") ? builder_quote_value (text) : NULL;
  g_autofree char *arguments = quoted != NULL ? g_strconcat ("kernel_args=", quoted, NULL) : NULL;

  if (g_str_equal (option, "cdrom"))
    return boot_disc (design, text, error);
  if (g_str_equal (option, "disk"))
    return gvir_designer_domain_add_by_option (design, option, text, error);
  return gvir_designer_domain_edit_by_option (design, g_str_equal (option, "sysinfo") ? option : "boot", NULL,
                                              arguments != NULL ? arguments : text, error);
}

/* As of a new guest, see the rule disk.source.file.windows. */
static gboolean
goes_on_from_disc (GVirDesignerDomain *design)
{
  static const char *const families[] = { "winnt", "win9x", "win16", "msdos", NULL };
  GVirDesignerOs *os = gvir_designer_domain_get_guest_os (design);
  const char *family = os != NULL ? gvir_designer_os_get_family (os) : NULL;

  return family != NULL && g_strv_contains (families, family);
}

gboolean
builder_existing_keep_drive (GVirBuilderInstallation *installation,
                             GVirDesignerDomain *design,
                             GError **error)
{
  gboolean added;
  g_autofree char *target = find_drive (design, &added, error);
  g_autofree char *quoted = builder_quote_value (gvir_builder_media_get_location (installation->media));

  installation->keeps_disc = goes_on_from_disc (design);
  if (target == NULL || (installation->keeps_disc && !put_in (design, target, quoted, error)))
    return FALSE;
  if (added || installation->keeps_disc)
    installation->drive = g_steal_pointer (&target);
  return TRUE;
}
