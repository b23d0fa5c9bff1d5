/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What machines without PCI cannot have. */

#include "base/words-private.h"
#include "rules/checks-private.h"

static gboolean
lacks_pci (const DesignerFacts *facts)
{
  return facts->family != NULL && designer_word_is_among (facts->family->name, "microvm,isapc");
}

gboolean
designer_check_interface (const DesignerFacts *facts,
                          const DesignerSubject *subject,
                          GError **error)
{
  if (lacks_pci (facts) && designer_facts_get (facts, subject, DESIGNER_THING_NET_MODEL) == NULL)
    return designer_check_refuse (error, GVIR_DESIGNER_ERROR_CONFLICT,
                                  "the machine %s has no PCI for this network card, and the operating system drives no "
                                  "card that fits it: give '--network none', or another machine", facts->family->alias);
  return designer_check_host_device (facts, subject, error);
}

/* libvirt gives the PCs of QEMU none but PCI cards. */
gboolean
designer_check_video (const DesignerFacts *facts,
                      const DesignerSubject *subject,
                      GError **error)
{
  const char *model = designer_facts_get (facts, subject, DESIGNER_THING_VIDEO_MODEL);

  if (lacks_pci (facts) && g_strcmp0 (model, "none") != 0)
    return designer_check_refuse (error, GVIR_DESIGNER_ERROR_CONFLICT,
                                  "video.model cannot be '%s': the machine %s has no PCI for a video card; watch the guest "
                                  "through its serial port with '--graphics none'", model, facts->family->alias);
  return designer_check_settings (facts, subject, error);
}
