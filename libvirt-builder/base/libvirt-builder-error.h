/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * GVIR_BUILDER_ERROR:
 *
 * Error domain of this library. Codes are from [error@LibvirtBuilder.Error].
 */
#define GVIR_BUILDER_ERROR (gvir_builder_error_quark ())

/**
 * GVirBuilderError:
 * @GVIR_BUILDER_ERROR_INVALID_INPUT: a wish, a design, a file or a record cannot be
 *   read, or is not what it should be
 * @GVIR_BUILDER_ERROR_NOT_FOUND: there is no such guest, pool, volume or file
 * @GVIR_BUILDER_ERROR_EXISTS: the name, the file or the address is taken already
 * @GVIR_BUILDER_ERROR_IN_USE: another guest or another run uses it
 * @GVIR_BUILDER_ERROR_NO_SPACE: there is not enough room
 * @GVIR_BUILDER_ERROR_DENIED: it is not permitted
 * @GVIR_BUILDER_ERROR_UNREACHABLE: the connection cannot be made, or is lost
 * @GVIR_BUILDER_ERROR_UNSUPPORTED: this libvirt, hypervisor or pool cannot do it
 * @GVIR_BUILDER_ERROR_GUEST: the guest is in no state for it: it crashed, was stopped
 *   or removed by someone else, or does not run
 * @GVIR_BUILDER_ERROR_TIMED_OUT: it did not happen before the deadline
 * @GVIR_BUILDER_ERROR_LEFT_BEHIND: something that was made could not be taken back; the
 *   record of the run is kept for recovery
 * @GVIR_BUILDER_ERROR_FAILED: what libvirt says cannot be told apart any further
 *
 * Why a call failed, in terms that a caller can act on. A call that was cancelled fails
 * with %G_IO_ERROR_CANCELLED.
 */
typedef enum
{
  GVIR_BUILDER_ERROR_INVALID_INPUT,
  GVIR_BUILDER_ERROR_NOT_FOUND,
  GVIR_BUILDER_ERROR_EXISTS,
  GVIR_BUILDER_ERROR_IN_USE,
  GVIR_BUILDER_ERROR_NO_SPACE,
  GVIR_BUILDER_ERROR_DENIED,
  GVIR_BUILDER_ERROR_UNREACHABLE,
  GVIR_BUILDER_ERROR_UNSUPPORTED,
  GVIR_BUILDER_ERROR_GUEST,
  GVIR_BUILDER_ERROR_TIMED_OUT,
  GVIR_BUILDER_ERROR_LEFT_BEHIND,
  GVIR_BUILDER_ERROR_FAILED
} GVirBuilderError;

GQuark gvir_builder_error_quark (void);

G_END_DECLS
