/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <libvirt-designer/os/libvirt-designer-os-database.h>

OsinfoDb *many_os_database_load (GError **error);

/* The main() of the command under test. */
int virt_designer_main (int argc, char **argv);
