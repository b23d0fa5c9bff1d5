/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Loaded into a program before all else, it ends or stops the program at a chosen moment, without the program knowing of it.
 *
 * Moments are counted from the first one at which a record is made room for: each time that something is written to the disk
 * for good, that a file is removed, and that something is sent through a socket, so each message to a daemon.
 *
 * STOPPER_NOTE    a file to which a letter is added for each moment: (r)oom, (s)ync, (u)nlink, (m)essage
 * STOPPER_AT      the number of the moment, from 1
 * STOPPER_WHEN    "before" or "after" it
 * STOPPER_SIGNAL  the number of the signal that the program sends itself then
 */

/* Both names of a function are taken, whatever sizes of files this is built for. */
#undef _FILE_OFFSET_BITS
#define _GNU_SOURCE

#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long moments;

static void
note (char letter)
{
  const char *path = getenv ("STOPPER_NOTE");
  int file = path != NULL ? open (path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
  ssize_t (*real_write) (int, const void *, size_t) = (ssize_t (*) (int, const void *, size_t)) dlsym (RTLD_NEXT, "write");

  if (file < 0)
    return;
  if (real_write (file, &letter, 1) != 1)
    abort ();
  close (file);
}

static void
stop_at (long moment,
         const char *when)
{
  const char *at = getenv ("STOPPER_AT");
  const char *chosen = getenv ("STOPPER_WHEN");
  const char *number = getenv ("STOPPER_SIGNAL");

  if (at != NULL && chosen != NULL && number != NULL && atol (at) == moment && strcmp (chosen, when) == 0)
    kill (getpid (), atoi (number));
}

/* The number of the moment that begins, or 0 where they are not counted yet. */
static long
begin (char letter)
{
  long moment;

  pthread_mutex_lock (&lock);
  moment = moments > 0 || letter == 'r' ? ++moments : 0;
  pthread_mutex_unlock (&lock);
  if (moment == 0)
    return 0;
  note (letter);
  stop_at (moment, "before");
  return moment;
}

static void
end (long moment)
{
  if (moment > 0)
    stop_at (moment, "after");
}

static int
is_socket (int file)
{
  struct stat about;

  return fstat (file, &about) == 0 && S_ISSOCK (about.st_mode);
}

/* Calls the function of the C library of the same name, at a moment of its own if CONDITION. */
#define AROUND(letter, condition, type, name, parameters, arguments) \
  type name parameters \
  { \
    type (*real) parameters = (type (*) parameters) dlsym (RTLD_NEXT, #name); \
    long moment = (condition) ? begin (letter) : 0; \
    type result = real arguments; \
\
    end (moment); \
    return result; \
  }

AROUND ('r', 1, int, posix_fallocate, (int file, off_t offset, off_t length), (file, offset, length))
AROUND ('r', 1, int, posix_fallocate64, (int file, off64_t offset, off64_t length), (file, offset, length))
AROUND ('s', 1, int, fsync, (int file), (file))
AROUND ('s', 1, int, fdatasync, (int file), (file))
AROUND ('u', 1, int, unlink, (const char *path), (path))
AROUND ('m', is_socket (file), ssize_t, write, (int file, const void *data, size_t size), (file, data, size))
AROUND ('m', is_socket (file), ssize_t, writev, (int file, const struct iovec *data, int count), (file, data, count))
AROUND ('m', 1, ssize_t, sendmsg, (int file, const struct msghdr *message, int flags), (file, message, flags))
AROUND ('m', 1, ssize_t, send, (int file, const void *data, size_t size, int flags), (file, data, size, flags))
