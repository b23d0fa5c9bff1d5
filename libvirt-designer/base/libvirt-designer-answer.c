/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "base/libvirt-designer-answer.h"

/**
 * gvir_designer_answer_to_string:
 * @answer: an answer
 *
 * Gives the answer as a word.
 *
 * Returns: (transfer none): `yes`, `no` or `unknown`
 */
const char *
gvir_designer_answer_to_string (GVirDesignerAnswer answer)
{
  switch (answer)
    {
    case GVIR_DESIGNER_ANSWER_NO:
      return "no";
    case GVIR_DESIGNER_ANSWER_UNKNOWN:
      return "unknown";
    case GVIR_DESIGNER_ANSWER_YES:
      return "yes";
    }
  g_return_val_if_reached ("unknown");
}
