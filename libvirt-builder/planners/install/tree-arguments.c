/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What an installer is told of where the rest of it is. The names are libosinfo's of the distribution. */

#include "planners/install/installation-private.h"

typedef struct
{
  const char *id;
  const char *distros;
  const char *argument; /* before the tree's URL */
  const char *reason;
  const char *source;
} TreeArgument;

static const TreeArgument tree_arguments[] = {
  { "install.tree.anaconda", "almalinux,centos,centos-stream,circle,eurolinux,fedora,ol,rhel,rocky", "inst.repo=",
    "Anaconda is not on its initial RAM disk: it is fetched from the tree, with the packages.",
    "https://anaconda-installer.readthedocs.io/en/latest/boot-options.html" },
  { "install.tree.linuxrc", "opensuse,sled,sles", "install=",
    "linuxrc fetches the installer, and the packages, from the tree that it is told.",
    "https://en.opensuse.org/SDB:Linuxrc" },
};

static gboolean
is_of (const TreeArgument *row,
       const char *distro)
{
  g_auto (GStrv) distros = g_strsplit (row->distros, ",", -1);

  return g_strv_contains ((const char *const *) distros, distro);
}

char *
builder_tree_argument (const char *distro,
                       const char *location)
{
  for (guint i = 0; distro != NULL && i < G_N_ELEMENTS (tree_arguments); i++)
    {
      if (is_of (&tree_arguments[i], distro))
        return g_strconcat (tree_arguments[i].argument, location, NULL);
    }
  return NULL;
}
