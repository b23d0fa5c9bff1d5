/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "rules/rules-private.h"
#include "rules/sources-private.h"

#define EDITING "https://github.com/virt-manager/virt-manager/blob/v4.1.0/man/virt-xml.rst"

const DesignerRule designer_edit_rules[] = {
  { "edit.selection.several", DESIGNER_THING_EDIT_SELECTION, "several", NULL,
    "What is said of several devices means all of them.",
    EDITING, { BY_POLICY ("edit.selection.several") } },
  { "edit.selection.one", DESIGNER_THING_EDIT_SELECTION, "one", NULL,
    "A change of several devices is more than was meant, unless all are asked for.",
    EDITING, { { 0 } } },

  { "edit.checks.left", DESIGNER_THING_EDIT_CHECKS, "left", NULL,
    "Whether a changed guest can run is left to libvirt to find out.",
    EDITING, { BY_POLICY ("edit.checks.left") } },
  { "edit.checks.held", DESIGNER_THING_EDIT_CHECKS, "held", NULL,
    "What the host would refuse, or the guest could not use, is better told before anything is changed.",
    EDITING, { { 0 } } },

  { "edit.consequences.left", DESIGNER_THING_EDIT_CONSEQUENCES, "left", NULL,
    "Nothing is changed but what was named.",
    EDITING, { BY_POLICY ("edit.consequences.left") } },
  { "edit.consequences.drawn", DESIGNER_THING_EDIT_CONSEQUENCES, "drawn", NULL,
    "A name, an address or a type that fits no more after a change would keep the guest from starting.",
    LIBVIRT_DOMAIN "#device-addresses", { { 0 } } },

  { NULL, 0, NULL, NULL, NULL, NULL, { { 0 } } }
};
