/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "seeds/libvirt-builder-password.h"

G_BEGIN_DECLS

typedef enum
{
  BUILDER_HASH_YESCRYPT, /* the default of Debian, Fedora and openSUSE since 2021 */
  BUILDER_HASH_SHA512,   /* what every installer of Linux takes */
  BUILDER_HASH_BCRYPT,   /* what OpenBSD takes */
  BUILDER_HASH_MD5       /* all that systems before glibc 2.7 know, as Fedora 7 */
} BuilderHash;

/* As for /etc/shadow, with a salt from the kernel. No message repeats the password. */
char *builder_password_hash (const char *password,
                             BuilderHash how,
                             GError **error);

G_END_DECLS
