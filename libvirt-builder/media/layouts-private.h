/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What an architecture is called by those who make installers; NULL: by none. */
typedef struct
{
  const char *name;    /* by libvirt */
  const char *debian;  /* and Ubuntu */
  const char *disc;    /* the folder "install.…" of a CD-ROM of Debian */
  const char *suse;
} BuilderArchNames;

extern const BuilderArchNames builder_arch_names[];
extern const guint builder_n_arch_names;

G_END_DECLS
