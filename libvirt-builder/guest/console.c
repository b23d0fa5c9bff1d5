/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include <errno.h>
#include <glib-unix.h>
#include <termios.h>
#include <unistd.h>

#include "guest/guest-private.h"

/* Ctrl-], as telnet has it. */
#define ESCAPE 0x1d

typedef struct
{
  virStreamPtr stream;
  int input;
  int output;
  GSource *typed;
  GByteArray *waiting; /* typed, and not yet taken */
  int events;
  gboolean over;
  gboolean failed;
} Console;

static void
end (Console *console,
     gboolean failed)
{
  console->over = TRUE;
  console->failed |= failed;
}

/* The terminal takes what it is given before more is asked for. */
static gboolean
show (Console *console,
      const char *bytes,
      gsize n)
{
  while (n > 0)
    {
      ssize_t written = write (console->output, bytes, n);

      if (written < 0 && errno != EINTR && errno != EAGAIN)
        return FALSE;
      if (written < 0 && errno == EAGAIN)
        g_poll (&(GPollFD){ .fd = console->output, .events = G_IO_OUT }, 1, -1);
      if (written > 0)
        {
          bytes += written;
          n -= (gsize) written;
        }
    }
  return TRUE;
}

static void
receive (Console *console)
{
  char bytes[4096];
  int n = virStreamRecv (console->stream, bytes, sizeof bytes);

  if (n == -2)
    return;
  if (n > 0 && show (console, bytes, (gsize) n))
    return;
  end (console, n < 0);
}

static void
choose_events (Console *console)
{
  int events = VIR_STREAM_EVENT_READABLE | VIR_STREAM_EVENT_HANGUP | VIR_STREAM_EVENT_ERROR;

  if (console->waiting->len > 0)
    events |= VIR_STREAM_EVENT_WRITABLE;
  if (events != console->events)
    virStreamEventUpdateCallback (console->stream, events);
  console->events = events;
}

static void
send (Console *console)
{
  int n = virStreamSend (console->stream, (const char *) console->waiting->data, console->waiting->len);

  if (n > 0)
    g_byte_array_remove_range (console->waiting, 0, (guint) n);
  else if (n == -1)
    end (console, TRUE);
  choose_events (console);
}

static void
on_stream (G_GNUC_UNUSED virStreamPtr stream,
           int events,
           void *data)
{
  Console *console = data;

  if ((events & VIR_STREAM_EVENT_READABLE) != 0)
    receive (console);
  if ((events & VIR_STREAM_EVENT_WRITABLE) != 0 && !console->over)
    send (console);
  if ((events & (VIR_STREAM_EVENT_HANGUP | VIR_STREAM_EVENT_ERROR)) != 0)
    end (console, FALSE);
}

static gboolean
on_typed (int input,
          G_GNUC_UNUSED GIOCondition condition,
          gpointer data)
{
  Console *console = data;
  guint8 bytes[1024];
  ssize_t n = read (input, bytes, sizeof bytes);
  const guint8 *escape = n > 0 ? memchr (bytes, ESCAPE, (gsize) n) : NULL;

  if (n < 0 && (errno == EINTR || errno == EAGAIN))
    return G_SOURCE_CONTINUE;
  if (n > 0)
    g_byte_array_append (console->waiting, bytes, escape != NULL ? (guint) (escape - bytes) : (guint) n);
  if (console->waiting->len > 0)
    send (console);
  if (n <= 0 || escape != NULL)
    end (console, FALSE);
  return console->over ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

static gboolean
wake (G_GNUC_UNUSED GCancellable *cancellable,
      G_GNUC_UNUSED gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
run (Console *console,
     GCancellable *cancellable)
{
  g_autoptr (GSource) stop = cancellable != NULL ? g_cancellable_source_new (cancellable) : NULL;
  g_autoptr (GSource) typed = g_unix_fd_source_new (console->input, G_IO_IN | G_IO_HUP);

  g_source_set_callback (typed, G_SOURCE_FUNC (on_typed), console, NULL);
  g_source_attach (typed, NULL);
  if (stop != NULL)
    {
      g_source_set_callback (stop, G_SOURCE_FUNC (wake), NULL, NULL);
      g_source_attach (stop, NULL);
    }
  console->events = 0;
  virStreamEventAddCallback (console->stream, VIR_STREAM_EVENT_READABLE, on_stream, console, NULL);
  choose_events (console);
  while (!console->over && !g_cancellable_is_cancelled (cancellable))
    g_main_context_iteration (NULL, TRUE);
  virStreamEventRemoveCallback (console->stream);
  g_source_destroy (typed);
  if (stop != NULL)
    g_source_destroy (stop);
}

/* TRUE where INPUT is a terminal, which has to be given back as it was. */
static gboolean
make_raw (int input,
          struct termios *before)
{
  struct termios raw;

  if (tcgetattr (input, before) != 0)
    return FALSE;
  raw = *before;
  cfmakeraw (&raw);
  return tcsetattr (input, TCSAFLUSH, &raw) == 0;
}

static gboolean
talk (Console *console,
      const char *name,
      GCancellable *cancellable,
      GError **error)
{
  struct termios before;
  gboolean terminal = make_raw (console->input, &before);

  console->waiting = g_byte_array_new ();
  run (console, cancellable);
  g_byte_array_unref (console->waiting);
  if (terminal)
    tcsetattr (console->input, TCSAFLUSH, &before);
  if (console->failed)
    builder_set_error (error, "the console of the guest '%s' has broken off", name);
  virStreamAbort (console->stream);
  return !console->failed && !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/**
 * gvir_builder_guest_console:
 * @guest: a guest that is started
 * @device: (nullable): the alias of a serial device or console, such as `serial1`; %NULL: the first
 * @mode: what is done where somebody else has it open
 * @input: a file descriptor that is read from; a terminal passes each key on while it lasts
 * @output: a file descriptor that is written to
 * @cancellable: (nullable): cancels it
 * @error: return location for an error, or %NULL
 *
 * Connects a terminal to a console of the guest, until Ctrl-] is typed, @input ends, or the guest
 * stops. It is to be called in the thread that the default main context belongs to, and runs it.
 *
 * Returns: %TRUE once it is over, or %FALSE with an error: of %GVIR_BUILDER_ERROR_GUEST where the guest is
 *   not started, of %GVIR_BUILDER_ERROR_IN_USE where somebody else has it open
 */
gboolean
gvir_builder_guest_console (GVirBuilderGuest *guest,
                            const char *device,
                            GVirBuilderConsoleMode mode,
                            int input,
                            int output,
                            GCancellable *cancellable,
                            GError **error)
{
  g_auto (virDomainPtr) domain = NULL;
  g_auto (virStreamPtr) stream = NULL;
  Console console = { .input = input, .output = output };
  unsigned int flags = mode == GVIR_BUILDER_CONSOLE_MODE_TAKE_OVER ? VIR_DOMAIN_CONSOLE_FORCE : 0;

  g_return_val_if_fail (GVIR_BUILDER_IS_GUEST (guest), FALSE);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  domain = builder_guest_need (guest, error);
  if (domain == NULL)
    return FALSE;
  stream = virStreamNew (virDomainGetConnect (domain), VIR_STREAM_NONBLOCK);
  if (stream == NULL || virDomainOpenConsole (domain, device, stream, flags) != 0)
    {
      builder_set_error (error, "no console of the guest '%s' can be opened", guest->name);
      return FALSE;
    }
  console.stream = stream;
  return talk (&console, guest->name, cancellable, error);
}
