/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A guest that is there is changed to what its installer needs. */

#include "planners/install/installation-private.h"

static char *
target_of (GVirDesignerDomain *design,
           guint drive)
{
  return drive > 0 ? builder_design_ask (design, drive, "target/@dev") : NULL;
}

/* The drive that a disc goes into: the first that the guest has, else one that is added, ADDED then. */
static char *
find_drive (GVirDesignerDomain *design,
            gboolean *added,
            GError **error)
{
  char *target = target_of (design, builder_design_find_drive (design));

  *added = target == NULL;
  if (target == NULL && gvir_designer_domain_add_by_option (design, "disk", "device=cdrom,readonly=on", error))
    target = target_of (design, builder_design_find_drive (design));
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

gboolean
builder_existing_boot_network (GVirDesignerDomain *design,
                               GError **error)
{
  g_autofree char *interface = builder_design_ask (design, 0, "devices/interface");

  if (interface != NULL)
    return gvir_designer_domain_edit_by_option (design, "boot", NULL, "network,hd", error);
  g_set_error_literal (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                       "the guest has no network interface that it could be installed over: add one, as with 'virt-designer "
                       "edit GUEST --add-device --network default'");
  return FALSE;
}

/* Whether a new guest of that system keeps the disc that it was installed from; see the rules about disk.source.file. Where
 * there can be no such guest, it does: a disc that is not needed does no harm. */
static gboolean
goes_on_from_disc (GVirDesignerDomain *design,
                   const char *quoted_path)
{
  g_autoptr (GVirDesignerDomain) alike
    = gvir_designer_domain_new_for_host (gvir_designer_domain_get_guest_os (design), gvir_designer_domain_get_host (design));
  g_autofree char *arch = builder_design_ask (design, 0, "os/type/@arch");
  g_autofree char *type = builder_design_ask (design, 0, "@type");

  if ((arch != NULL && !gvir_designer_domain_apply_option (alike, "arch", arch, NULL))
      || (type != NULL && !gvir_designer_domain_apply_option (alike, "virt-type", type, NULL))
      || !gvir_designer_domain_set_phase (alike, GVIR_DESIGNER_PHASE_RUN, NULL)
      || !gvir_designer_domain_apply_option (alike, "cdrom", quoted_path, NULL)
      || !gvir_designer_domain_add_default_devices (alike, GVIR_DESIGNER_PURPOSE_SERVER, NULL))
    return TRUE;
  return builder_design_has_disc (alike, builder_design_find_drive (alike));
}

gboolean
builder_existing_keep_drive (GVirBuilderInstallation *installation,
                             GVirDesignerDomain *design,
                             GError **error)
{
  gboolean added;
  g_autofree char *target = find_drive (design, &added, error);
  g_autofree char *quoted = builder_quote_value (gvir_builder_media_get_location (installation->media));

  installation->keeps_disc = goes_on_from_disc (design, quoted);
  if (target == NULL || (installation->keeps_disc && !put_in (design, target, quoted, error)))
    return FALSE;
  if (added || installation->keeps_disc)
    installation->drive = g_steal_pointer (&target);
  return TRUE;
}
