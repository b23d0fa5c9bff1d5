/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "guest/ssh-private.h"

#include <string.h>

#define PORT 22

/* Seconds for a connection, and for each part of what the server says first. */
#define PATIENCE 3

/* Those parts may be few bytes. */
#define MOST_PARTS 8

/* It may say other lines before the one that tells what it is: see section 4.2 of RFC 4253. */
#define LONGEST_GREETING 4096

static gboolean
is_greeting (const char *said)
{
  return g_str_has_prefix (said, "SSH-") || strstr (said, "\nSSH-") != NULL;
}

static gboolean
greets (GSocketConnection *connection,
        GCancellable *cancellable)
{
  GInputStream *stream = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  g_autoptr (GString) said = g_string_new (NULL);
  char buffer[256];
  guint parts = 0;
  gssize n;

  do
    {
      n = g_input_stream_read (stream, buffer, sizeof buffer, cancellable, NULL);
      g_string_append_len (said, buffer, MAX (n, 0));
    }
  while (n > 0 && !is_greeting (said->str) && said->len < LONGEST_GREETING && ++parts < MOST_PARTS);
  return is_greeting (said->str);
}

static gboolean
answers_at (const char *address,
            GCancellable *cancellable)
{
  g_auto (GStrv) parts = g_strsplit (address, "/", 2);
  g_autoptr (GSocketAddress) place = g_inet_socket_address_new_from_string (parts[0], PORT);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;

  if (place == NULL)
    return FALSE;
  g_socket_client_set_timeout (client, PATIENCE);
  g_socket_client_set_enable_proxy (client, FALSE);
  connection = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (place), cancellable, NULL);
  return connection != NULL && greets (connection, cancellable);
}

gboolean
builder_ssh_answers (GPtrArray *nics,
                     GCancellable *cancellable)
{
  for (guint i = 0; i < nics->len; i++)
    {
      const char *const *addresses = gvir_builder_nic_get_addresses (g_ptr_array_index (nics, i));

      for (guint j = 0; addresses[j] != NULL; j++)
        {
          if (!builder_nics_is_local (addresses[j]) && answers_at (addresses[j], cancellable))
            return TRUE;
        }
    }
  return FALSE;
}
