/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "rules/compute-private.h"
#include "rules/sources-private.h"

#define BOOTING LIBVIRT_DOMAIN "#operating-system-booting"
#define INSTALLING IS (INSTALL_PHASE, "install")

/* Who says what to boot, and not from what to install, has a system already. */
static const char *
none_where_boot_is_told (DesignerFacts *facts,
                         G_GNUC_UNUSED const DesignerSubject *subject,
                         G_GNUC_UNUSED const DesignerRule *rule)
{
  return designer_intent_get (facts->intent, DESIGNER_THING_BOOT_ORDER) != NULL
                 || designer_intent_get (facts->intent, DESIGNER_THING_KERNEL) != NULL
                 || designer_intent_get (facts->intent, DESIGNER_THING_INIT) != NULL
             ? "none"
             : NULL;
}

const DesignerRule designer_install_rules[] = {
  { "install.method.none", DESIGNER_THING_INSTALL_METHOD, "none", NULL,
    "Nothing is to be installed: the disk holds a system already.",
    BOOTING, { IS (INSTALL_NONE, "yes") } },
  { "install.method.live", DESIGNER_THING_INSTALL_METHOD, "none", NULL,
    "A live system runs from the CD-ROM that was named, and is installed nowhere.",
    BOOTING, { IS (INSTALL_LIVE, "yes"), SET (INSTALL_CDROM) } },
  { "install.method.cdrom", DESIGNER_THING_INSTALL_METHOD, "cdrom", NULL,
    "The installer is on the CD-ROM that was named.",
    BOOTING, { SET (INSTALL_CDROM) } },
  { "install.method.network", DESIGNER_THING_INSTALL_METHOD, "network", NULL,
    "The installer comes over the network.",
    BOOTING, { IS (INSTALL_PXE, "yes") } },
  { "install.method.kernel", DESIGNER_THING_INSTALL_METHOD, "kernel", NULL,
    "The installer is the kernel that was named.",
    BOOTING, { SET (INSTALL_KERNEL) } },
  { "install.method.bootdev", DESIGNER_THING_INSTALL_METHOD, "bootdev", NULL,
    "The installer is on the kind of device that was named.",
    BOOTING, { SET (INSTALL_BOOTDEV) } },
  { "install.method.live.drive", DESIGNER_THING_INSTALL_METHOD, "none", NULL,
    "A live system runs from a drive that the guest has, and is installed nowhere.",
    BOOTING, { IS (INSTALL_LIVE, "yes") } },
  { "install.method.boot", DESIGNER_THING_INSTALL_METHOD, NULL, none_where_boot_is_told,
    "What to boot was said and nothing of an installation, so the system is there already.",
    BOOTING, { { 0 } } },
  { "install.method.container", DESIGNER_THING_INSTALL_METHOD, "none", NULL,
    "Nothing is installed in a container: it starts from a directory that is there.",
    BOOTING, { WISHED (OS_TYPE, "exe") } },
  { "install.method.none-told", DESIGNER_THING_INSTALL_METHOD, "none", NULL,
    "Nothing was said of an installation, so that the guest starts what it has.",
    BOOTING, { BY_POLICY ("install.method.none-told"), UNSET (INSTALL_CDROM), UNSET (INSTALL_PXE), UNSET (INSTALL_KERNEL),
               UNSET (INSTALL_BOOTDEV) } },

  { NULL, 0, NULL, NULL, NULL, NULL, { { 0 } } }
};
