/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "host/libvirt-designer-host.h"

/* A host like a recorded one, with EDITS made to what it says:
 *   host=recorded          begin with this machine's recording, not the built-in host
 *   host=NAME              begin with the description of that name in tests/hosts
 *   -kvm                   no KVM
 *   -machine:q35           no machine type of that family
 *   -graphics/type:spice   that value is not listed; +…: it is; ?graphics/type: nothing is said
 *   -features:sev          that feature is not supported; ?features:sev: nothing is said of it
 *   -sev/maxESGuests       that figure is 0
 *   ?domcaps               the domain capabilities were not asked
 *   +lxc                   containers too
 *   uri=URI                how one connects to it
 *   cpu=NAME               its processor is nearest to that model
 *   ?cpu/models            no CPU models are listed
 *   emulator=PATH          its emulators are in that file
 *   older=VERSION          no machine types are newer */
GVirDesignerHost *edited_host_new (char **edits);

gboolean edited_host_is_edit (const char *word);
