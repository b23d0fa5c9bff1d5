/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "crowd.h"

static void
free_member (gpointer data)
{
  LiveMember *member = data;

  g_object_unref (member->guest);
  g_free (member);
}

static gboolean
is_there (LiveCrowd *crowd,
          GVirBuilderGuest *guest)
{
  for (guint i = 0; i < crowd->members->len; i++)
    {
      LiveMember *member = g_ptr_array_index (crowd->members, i);

      if (g_str_equal (gvir_builder_guest_get_uuid (member->guest), gvir_builder_guest_get_uuid (guest)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
find_all (LiveCrowd *crowd,
          GError **error)
{
  GPtrArray *words = crowd->arguments->words;

  for (guint i = 0; i < words->len; i++)
    {
      GVirBuilderGuest *guest = gvir_builder_guest_find (crowd->connection, g_ptr_array_index (words, i), error);
      LiveMember *member;

      if (guest == NULL)
        return FALSE;
      if (is_there (crowd, guest))
        {
          g_object_unref (guest);
          continue;
        }
      member = g_new0 (LiveMember, 1);
      member->crowd = crowd;
      member->guest = guest;
      g_ptr_array_add (crowd->members, member);
    }
  return TRUE;
}

void
live_member_done (LiveMember *member,
                  const char *event,
                  const char *words,
                  GError *error)
{
  LiveCrowd *crowd = member->crowd;
  const char *name = gvir_builder_guest_get_name (member->guest);

  crowd->pending--;
  if (error == NULL)
    {
      g_autofree char *line = g_strdup_printf ("%s %s", name, words);

      live_say (crowd->arguments, event, name, line);
      return;
    }
  crowd->failed++;
  /* Of several, each is told; the last word is that of the program. */
  if (crowd->members->len > 1)
    tool_note (error->message);
  if (crowd->error == NULL)
    crowd->error = error;
  else
    g_error_free (error);
}

static gboolean
run (LiveCrowd *crowd,
     void (*begin) (LiveMember *member),
     GError **error)
{
  if (!find_all (crowd, error))
    return FALSE;
  crowd->pending = crowd->members->len;
  for (guint i = 0; i < crowd->members->len; i++)
    begin (g_ptr_array_index (crowd->members, i));
  while (crowd->pending > 0)
    g_main_context_iteration (NULL, TRUE);
  if (crowd->error == NULL)
    return TRUE;
  if (crowd->members->len == 1)
    g_propagate_error (error, g_steal_pointer (&crowd->error));
  else
    g_set_error (error, TOOL_ERROR, TOOL_ERROR_FAILED, "it was not possible for %u of the %u guests", crowd->failed,
                 crowd->members->len);
  return FALSE;
}

gboolean
live_crowd_run (const ToolArguments *arguments,
                void (*begin) (LiveMember *member),
                GError **error)
{
  LiveCrowd crowd = { .arguments = arguments, .connection = live_connect (arguments, error) };
  gboolean good;

  if (crowd.connection == NULL)
    return FALSE;
  crowd.members = g_ptr_array_new_with_free_func (free_member);
  good = run (&crowd, begin, error);
  g_clear_error (&crowd.error);
  g_ptr_array_unref (crowd.members);
  g_object_unref (crowd.connection);
  return good;
}
