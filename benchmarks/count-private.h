/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <valgrind/callgrind.h>

/* What stands between the two is counted under NAME, in a file of its own. */
#define COUNT_BEGIN() CALLGRIND_TOGGLE_COLLECT
#define COUNT_END(name) \
  do \
    { \
      CALLGRIND_TOGGLE_COLLECT; \
      CALLGRIND_DUMP_STATS_AT (name); \
      CALLGRIND_ZERO_STATS; \
    } \
  while (0)
