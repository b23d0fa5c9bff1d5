/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * GVIR_DESIGNER_ERROR:
 *
 * Error domain of this library. Codes are from [error@LibvirtDesigner.Error].
 */
#define GVIR_DESIGNER_ERROR (gvir_designer_error_quark ())

/**
 * GVirDesignerError:
 * @GVIR_DESIGNER_ERROR_INVALID_INPUT: a file or an XML text cannot be read, or
 *   is not what it should be
 * @GVIR_DESIGNER_ERROR_UNKNOWN_NAME: no operating system, option, sub-option,
 *   driver or path has that name; the message suggests the nearest ones
 * @GVIR_DESIGNER_ERROR_INVALID_VALUE: a value that its option can never take
 * @GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST: the host lacks what is needed; the
 *   message names it
 * @GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_OS: the guest operating system lacks what
 *   is needed; the message names it
 * @GVIR_DESIGNER_ERROR_CONFLICT: two wishes, or a wish and the machine, cannot
 *   both be honoured
 * @GVIR_DESIGNER_ERROR_NOT_READY: the call needs another one before it
 * @GVIR_DESIGNER_ERROR_FORBIDDEN: a policy does not allow it; the message names
 *   the policy
 *
 * Why a call failed, in terms that a caller can act on.
 */
typedef enum
{
  GVIR_DESIGNER_ERROR_INVALID_INPUT,
  GVIR_DESIGNER_ERROR_UNKNOWN_NAME,
  GVIR_DESIGNER_ERROR_INVALID_VALUE,
  GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST,
  GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_OS,
  GVIR_DESIGNER_ERROR_CONFLICT,
  GVIR_DESIGNER_ERROR_NOT_READY,
  GVIR_DESIGNER_ERROR_FORBIDDEN
} GVirDesignerError;

GQuark gvir_designer_error_quark (void);

G_END_DECLS
