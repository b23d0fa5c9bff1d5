/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

/* Fails the running test and says why; unlike an assertion, it goes on, so that
 * all that is wrong is told at once. */
#define complain(...) (g_test_message (__VA_ARGS__), g_test_fail ())
