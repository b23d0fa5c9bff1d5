/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "live.h"

char *
live_run_eject (const ToolArguments *arguments,
                GError **error)
{
  const char *target = arguments->words->len > 1 ? g_ptr_array_index (arguments->words, 1) : NULL;
  GVirConnection *connection = live_connect (arguments, error);
  g_autoptr (GVirBuilderGuest) guest = NULL;
  g_autofree char *words = NULL;

  if (connection == NULL)
    return NULL;
  guest = gvir_builder_guest_find (connection, g_ptr_array_index (arguments->words, 0), error);
  g_object_unref (connection);
  if (guest == NULL || !gvir_builder_guest_eject (guest, target, error))
    return NULL;
  words = target != NULL ? g_strdup_printf ("The drive %s of the guest %s is empty.", target, gvir_builder_guest_get_name (guest))
                         : g_strdup_printf ("The drives of the guest %s are empty.", gvir_builder_guest_get_name (guest));
  live_say (arguments, "ejected", gvir_builder_guest_get_name (guest), words);
  return g_strdup ("");
}
