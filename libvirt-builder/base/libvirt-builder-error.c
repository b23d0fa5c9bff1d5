/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "base/libvirt-builder-error.h"

/**
 * gvir_builder_error_quark:
 *
 * Identifies the errors of this library.
 *
 * Returns: the error domain
 */
G_DEFINE_QUARK (gvir-builder-error-quark, gvir_builder_error)
