/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Where the system of a guest comes from. */

#include "base/libvirt-designer-error.h"
#include "domain/domain-private.h"

/* How many of the ways to install were asked for. */
static guint
count_methods (const DesignerIntent *intent)
{
  static const DesignerThingId ways[] = {
    DESIGNER_THING_INSTALL_CDROM, DESIGNER_THING_INSTALL_KERNEL, DESIGNER_THING_INSTALL_BOOTDEV,
  };
  guint n = g_strcmp0 (designer_intent_get (intent, DESIGNER_THING_INSTALL_PXE), "yes") == 0;

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    n += designer_intent_get (intent, ways[i]) != NULL;
  return n;
}

static gboolean
refuse_installation (GError **error,
                     GVirDesignerError code,
                     const char *message)
{
  g_set_error_literal (error, GVIR_DESIGNER_ERROR, code, message);
  return FALSE;
}

/* What of the installation contradicts something else that was asked for. */
static gboolean
check_installation (const DesignerIntent *intent,
                    GError **error)
{
  const char *kernel = designer_intent_get (intent, DESIGNER_THING_INSTALL_KERNEL);
  const char *pxe = designer_intent_get (intent, DESIGNER_THING_INSTALL_PXE);

  if (count_methods (intent) > 1)
    return refuse_installation (error, GVIR_DESIGNER_ERROR_CONFLICT,
                                "several ways to install were asked for: give only one of --cdrom, --pxe, "
                                "--install kernel= and --install bootdev=");
  if (designer_intent_get (intent, DESIGNER_THING_INSTALL_CDROM) != NULL
      && g_strcmp0 (designer_intent_get (intent, DESIGNER_THING_INSTALL_NONE), "yes") == 0)
    return refuse_installation (error, GVIR_DESIGNER_ERROR_CONFLICT,
                                "a CD-ROM to install from was named, and nothing is to be installed: give --livecd where "
                                "the system runs from the CD-ROM, or --disk FILE,device=cdrom where it is only in a drive");
  if (kernel == NULL && designer_intent_get (intent, DESIGNER_THING_INSTALL_INITRD) != NULL)
    return refuse_installation (error, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                                "an initial RAM disk to install from was given without its kernel: give "
                                "--install kernel=FILE,initrd=FILE");
  if (designer_intent_get (intent, DESIGNER_THING_INSTALL_OS) != NULL)
    return refuse_installation (error, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                                "a design fetches nothing of a system that is only named: give the files, as in "
                                "--install kernel=FILE,initrd=FILE, or let 'virt-designer install' fetch them");
  if (kernel == NULL
      && (designer_intent_get (intent, DESIGNER_THING_INSTALL_KERNEL_ARGS) != NULL
          || designer_intent_get (intent, DESIGNER_THING_INSTALL_KERNEL_ARGS_ALONE) != NULL))
    return refuse_installation (error, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                                "--extra-args are for the kernel of an installer, and none was given: give "
                                "--install kernel=FILE too");
  if (g_strcmp0 (pxe, "yes") == 0 && designer_intent_declines (intent, DESIGNER_SCOPE_INTERFACE))
    return refuse_installation (error, GVIR_DESIGNER_ERROR_CONFLICT,
                                "--pxe installs over the network, and --network none leaves the guest without "
                                "one: give one of them");
  return TRUE;
}

gboolean
designer_domain_decide_installation (GVirDesignerDomain *design,
                                     GError **error)
{
  GVirDesignerDomainPrivate *priv = design->priv;
  DesignerSubject *install = priv->facts->whole[DESIGNER_SCOPE_INSTALL];

  if (designer_intent_get (priv->facts->intent, DESIGNER_THING_INSTALL_PHASE) == NULL)
    return TRUE;
  if (!check_installation (priv->facts->intent, error) || !designer_decide (priv->facts, install, NULL, priv->log, error))
    return FALSE;
  if (designer_facts_get (priv->facts, NULL, DESIGNER_THING_INSTALL_METHOD) != NULL)
    return TRUE;
  return refuse_installation (error, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                              "nothing says where the system comes from: give --cdrom FILE, --pxe or "
                              "--install kernel=FILE, or --import where the disk holds it already");
}

gboolean
designer_domain_check_firmware_boots (const DesignerFacts *facts,
                                      GError **error)
{
  const char *method = designer_facts_get (facts, NULL, DESIGNER_THING_INSTALL_METHOD);
  const char *virt_type = designer_facts_get (facts, NULL, DESIGNER_THING_VIRT_TYPE);

  if (facts->hypervisor != DESIGNER_XEN_PARA || g_strcmp0 (virt_type, "test") == 0 || method == NULL
      || g_str_equal (method, "none") || g_str_equal (method, "kernel"))
    return TRUE;
  return refuse_installation (error, GVIR_DESIGNER_ERROR_CONFLICT,
                              "a guest without emulated hardware has no firmware that boots from a CD-ROM or the "
                              "network: give --install kernel=FILE,initrd=FILE, or --hvm for a whole machine");
}
