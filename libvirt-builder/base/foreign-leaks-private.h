/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

/* libvirt-gobject 4.0 loses the tables of a connection that is never opened. */
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#define BEGIN_FOREIGN_LEAKS() __lsan_disable ()
#define END_FOREIGN_LEAKS() __lsan_enable ()
#else
#define BEGIN_FOREIGN_LEAKS()
#define END_FOREIGN_LEAKS()
#endif
