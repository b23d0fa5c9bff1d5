/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

/* Ends the program where something that is counted fails. */
static inline void
must (gboolean done,
      const GError *error)
{
  if (!done)
    g_error ("%s", error->message);
}
