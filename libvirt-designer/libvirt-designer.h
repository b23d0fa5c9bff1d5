/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

/* The build reads the list of public headers from here. */
#include <libvirt-designer/base/libvirt-designer-answer.h>
#include <libvirt-designer/base/libvirt-designer-error.h>
#include <libvirt-designer/base/libvirt-designer-nearest.h>
#include <libvirt-designer/check/libvirt-designer-finding.h>
#include <libvirt-designer/config/libvirt-designer-config.h>
#include <libvirt-designer/decisions/libvirt-designer-change.h>
#include <libvirt-designer/decisions/libvirt-designer-decision.h>
#include <libvirt-designer/domain/libvirt-designer-domain.h>
#include <libvirt-designer/domain/libvirt-designer-main.h>
#include <libvirt-designer/host/libvirt-designer-host.h>
#include <libvirt-designer/libvirt-designer-enum-types.h>
#include <libvirt-designer/os/libvirt-designer-media-index.h>
#include <libvirt-designer/os/libvirt-designer-os-database.h>
#include <libvirt-designer/os/libvirt-designer-os.h>
#include <libvirt-designer/policy/libvirt-designer-policy.h>
#include <libvirt-designer/vocabulary/libvirt-designer-options.h>
