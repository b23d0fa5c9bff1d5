/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "os/libvirt-designer-os.h"

/* A small OS database of invented systems, made in memory, so that the tests do
 * not depend on the release of the installed one. */
OsinfoDb *fixture_db (void);

#define FIXTURE_BLOCK "http://example.org/device/block"
#define FIXTURE_NET "http://example.org/device/net"
#define FIXTURE_VIDEO "http://example.org/device/video"
#define FIXTURE_SOUND "http://example.org/device/sound"

/* The OS of that name, which must be there. */
GVirDesignerOs *fixture_find (OsinfoDb *db,
                              const char *name);
