/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Files in memory to one archive in memory. */

#pragma once

#include <archive.h>
#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _BuilderPack BuilderPack;

/* Takes ARCHIVE, whose format has been set. */
BuilderPack *builder_pack_new (struct archive *archive,
                               GError **error);
void builder_pack_free (BuilderPack *pack);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BuilderPack, builder_pack_free)

gboolean builder_pack_add_file (BuilderPack *pack,
                                const char *name,
                                GBytes *contents,
                                GError **error);
gboolean builder_pack_add_folder (BuilderPack *pack,
                                  const char *name,
                                  GError **error);
/* Ends it. */
GBytes *builder_pack_finish (BuilderPack *pack,
                             GError **error);

/* Whether each of NAMES can be in an archive, and is there once. */
gboolean builder_pack_check_names (char **names,
                                   GError **error);

G_END_DECLS
