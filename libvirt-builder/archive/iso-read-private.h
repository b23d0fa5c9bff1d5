/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What is on a CD-ROM image, read without mounting it. */

#pragma once

#include "base/libvirt-builder-error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Of a path, whether it is a CD-ROM image; where it is one that was not copied whole, that is an error. */
gboolean builder_iso_check (const char *path,
                            gboolean *is_iso,
                            GError **error);
/* The files of it, each with its folders. */
char **builder_iso_list (const char *path,
                         GCancellable *cancellable,
                         GError **error);
/* A file of it that has MOST bytes at most. */
GBytes *builder_iso_read (const char *path,
                          const char *member,
                          gsize most,
                          GCancellable *cancellable,
                          GError **error);
/* Writes a file of it to DESTINATION, which it replaces when it is whole. REPORT may be NULL. */
gboolean builder_iso_extract (const char *path,
                              const char *member,
                              const char *destination,
                              GCancellable *cancellable,
                              void (*report) (gpointer data,
                                              guint64 done,
                                              guint64 total),
                              gpointer data,
                              GError **error);

G_END_DECLS
