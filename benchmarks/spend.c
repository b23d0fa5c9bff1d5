/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Runs a command, without what it writes to its standard output, and prints the microseconds
 * of processor time and the KiB of memory that it took at most. A process counts the memory of
 * the one that started it too, so that a small one has to. Usage: spend COMMAND… */

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static void
run (char *argv[])
{
  int nothing = open ("/dev/null", O_WRONLY);

  if (nothing < 0 || dup2 (nothing, STDOUT_FILENO) < 0)
    _exit (126);
  execvp (argv[0], argv);
  _exit (127);
}

static long
microseconds (struct timeval time)
{
  return time.tv_sec * 1000000L + time.tv_usec;
}

int
main (int argc,
      char *argv[])
{
  struct rusage spent;
  int status;
  pid_t child;

  if (argc < 2)
    return EXIT_FAILURE;
  child = fork ();
  if (child == 0)
    run (argv + 1);
  if (child < 0 || wait4 (child, &status, 0, &spent) < 0 || !WIFEXITED (status) || WEXITSTATUS (status) != 0)
    return EXIT_FAILURE;
  printf ("%ld %ld\n", microseconds (spent.ru_utime) + microseconds (spent.ru_stime), spent.ru_maxrss);
  return EXIT_SUCCESS;
}
