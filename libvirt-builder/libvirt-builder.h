/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

/* The build reads the list of public headers from here. */
#include <libvirt-builder/base/libvirt-builder-error.h>
#include <libvirt-builder/base/libvirt-builder-main.h>
#include <libvirt-builder/guest/libvirt-builder-guest.h>
#include <libvirt-builder/guest/libvirt-builder-nic.h>
#include <libvirt-builder/guest/libvirt-builder-snapshot-info.h>
#include <libvirt-builder/libvirt-builder-enum-types.h>
#include <libvirt-builder/media/libvirt-builder-media.h>
#include <libvirt-builder/plan/libvirt-builder-plan.h>
#include <libvirt-builder/plan/libvirt-builder-step.h>
#include <libvirt-builder/planners/install/libvirt-builder-install.h>
#include <libvirt-builder/planners/install/libvirt-builder-installation.h>
#include <libvirt-builder/planners/libvirt-builder-check.h>
#include <libvirt-builder/planners/libvirt-builder-clone.h>
#include <libvirt-builder/planners/libvirt-builder-remove.h>
#include <libvirt-builder/planners/libvirt-builder-snapshot.h>
#include <libvirt-builder/planners/libvirt-builder-storage.h>
#include <libvirt-builder/run/libvirt-builder-leftover.h>
#include <libvirt-builder/run/libvirt-builder-run.h>
#include <libvirt-builder/seeds/libvirt-builder-first-boot.h>
#include <libvirt-builder/seeds/libvirt-builder-install-config.h>
#include <libvirt-builder/seeds/libvirt-builder-password.h>
#include <libvirt-builder/seeds/libvirt-builder-seed.h>
