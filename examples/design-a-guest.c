/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Designs a Debian guest, and prints its XML and why each choice was made. */

#include <libvirt-designer/libvirt-designer.h>

static GVirDesignerDomain *
design_guest (GError **error)
{
  g_autoptr(GVirDesignerOs) os = gvir_designer_os_find (NULL, "debian11", error);
  g_autoptr(GVirDesignerDomain) guest = NULL;

  if (os == NULL)
    return NULL;

  /* No host: a built-in description of a current one. */
  guest = gvir_designer_domain_new_for_host (os, NULL);
  if (!gvir_designer_domain_apply_option (guest, "name", "web", error)
      || !gvir_designer_domain_apply_option (guest, "disk", "path=/srv/web.qcow2", error)
      || !gvir_designer_domain_apply_option (guest, "network", "network=default", error)
      || !gvir_designer_domain_add_default_devices (guest, GVIR_DESIGNER_PURPOSE_SERVER, error))
    return NULL;
  return g_steal_pointer (&guest);
}

int
main (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GListModel) decisions = NULL;
  g_autofree char *xml = NULL;
  g_autofree char *reasons = NULL;
  GVirDesignerDomain *guest = design_guest (&error);

  if (guest == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  xml = gvir_designer_domain_to_xml (guest);
  decisions = gvir_designer_domain_get_decisions (guest);
  reasons = gvir_designer_decisions_to_text (decisions, GVIR_DESIGNER_DECISION_DETAIL_CHOSEN);
  g_print ("%s\n%s", xml, reasons);
  g_object_unref (guest);
  return 0;
}
