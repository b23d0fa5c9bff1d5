/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The installers that can be told what to do: a row for each. */

#pragma once

#include "seeds/install-config-private.h"
#include "seeds/seed-private.h"

G_BEGIN_DECLS

/* What a script is made for. */
typedef struct
{
  GVirDesignerOs *os;
  const char *arch;
  GVirBuilderInstallConfig *config; /* has no more than the row knows */
} BuilderScriptRequest;

typedef struct
{
  const char *kind;     /* "autoinstall" */
  const char *title;    /* "the installer of Ubuntu" */
  const char *source;   /* where its makers say how it is told */
  BuilderFields known;  /* what it can be told */
  BuilderFields needed; /* what it must be told */
  /* Whether it installs that system; only the first row that fits is used. */
  gboolean (*fits) (GVirDesignerOs *os,
                    const char *arch);
  GVirBuilderSeed *(*write) (const BuilderScriptRequest *request,
                             GError **error);
} BuilderInstaller;

/* One array of rows for each family; they are asked before libosinfo's scripts, since a row is only there
 * where libosinfo has none that works. */
extern const BuilderInstaller builder_linux_installers[];
extern const guint builder_n_linux_installers;
extern const BuilderInstaller builder_windows_installers[];
extern const guint builder_n_windows_installers;
extern const BuilderInstaller builder_bsd_installers[];
extern const guint builder_n_bsd_installers;

/* NULL: none is known. */
const BuilderInstaller *builder_installer_find (GVirDesignerOs *os,
                                                const char *arch);

/* libosinfo's own scripts, in osinfo-scripts.c. Whether there is one for that system. */
gboolean builder_osinfo_script_fits (GVirDesignerOs *os,
                                     const char *arch);
/* What it can be told is asked of the script itself. */
GVirBuilderSeed *builder_osinfo_script_write (const BuilderScriptRequest *request,
                                              GError **error);

G_END_DECLS
