/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <libvirt/libvirt.h>

/* Writes what the connection's host can run to folder, as "virt-designer --host" reads it. */
gboolean host_save (virConnectPtr connection, const char *folder, GError **error);
