/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "trial-design.h"

/* Fails the running test where the design, made from TEXT, breaks what holds for
 * all: names, places and orders are not used twice, no bus is used that the host
 * lacks, enlightenments have what they depend on, each drive has a controller,
 * each wish is in the configuration and each decision's path leads there. */
void check_design (const char *text,
                   GVirDesignerDomain *design);
