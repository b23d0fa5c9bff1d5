/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * GVirDesignerAnswer:
 * @GVIR_DESIGNER_ANSWER_NO: it was said that this is not so
 * @GVIR_DESIGNER_ANSWER_UNKNOWN: nothing was said about it
 * @GVIR_DESIGNER_ANSWER_YES: it was said that this is so
 *
 * What a host or a guest operating system says to a question.
 *
 * The values are ordered: the weakest of several answers is the smallest.
 */
typedef enum
{
  GVIR_DESIGNER_ANSWER_NO,
  GVIR_DESIGNER_ANSWER_UNKNOWN,
  GVIR_DESIGNER_ANSWER_YES
} GVirDesignerAnswer;

const char *gvir_designer_answer_to_string (GVirDesignerAnswer answer);

G_END_DECLS
