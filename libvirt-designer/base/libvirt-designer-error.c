/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "base/libvirt-designer-error.h"

G_DEFINE_QUARK (gvir-designer-error-quark, gvir_designer_error)
