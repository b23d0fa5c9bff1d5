/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "base/libvirt-designer-error.h"

/**
 * gvir_designer_error_quark:
 *
 * Identifies the errors of this library.
 *
 * Returns: the error domain
 */
G_DEFINE_QUARK (gvir-designer-error-quark, gvir_designer_error)
