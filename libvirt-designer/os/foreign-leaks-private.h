/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

/* libosinfo 1.10 loses a little memory each time it loads a database or identifies a
 * medium, in places that a list of suppressions cannot name. */
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#define BEGIN_FOREIGN_LEAKS() __lsan_disable ()
#define END_FOREIGN_LEAKS() __lsan_enable ()
#else
#define BEGIN_FOREIGN_LEAKS()
#define END_FOREIGN_LEAKS()
#endif
