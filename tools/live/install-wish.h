/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* --install, where it names the system to install rather than what the first boot is from. */

#pragma once

#include "tool.h"

G_BEGIN_DECLS

typedef struct
{
  char *os;        /* NULL: none is named */
  char *kernel;    /* files of the tree, or NULL */
  char *initrd;
  char *arguments; /* of the installer's kernel, or NULL */
  gboolean instead;
} LiveInstallWish;

gboolean live_install_wish_read (const char *text,
                                 LiveInstallWish *wish,
                                 GError **error);
void live_install_wish_clear (LiveInstallWish *wish);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LiveInstallWish, live_install_wish_clear)

G_END_DECLS
