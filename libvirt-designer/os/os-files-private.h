/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The folders that the OS database is in, each of which replaces and extends
 * what those before it have: libosinfo's for the system, the administrator and
 * the user. */
typedef struct
{
  GPtrArray *folders;
  GHashTable *listings; /* what is in each folder that was looked at */
} DesignerOsFiles;

/* The files of one entry, in the order in which they are read: its own, then
 * those in the folder beside it that ends in ".d". A KEY is the path of the
 * first in its folder, such as "os/debian.org/debian-11", without ".xml". */
typedef struct
{
  char *key;
  GPtrArray *paths;
} DesignerOsFileSet;

DesignerOsFiles *designer_os_files_new (void);
void designer_os_files_free (DesignerOsFiles *files);

/* The folder of the system, there or not. */
char *designer_os_files_system_folder (void);

/* Where the entry with that id has to be, or NULL where it cannot be anywhere;
 * KIND is "os" or "device". */
char *designer_os_files_key (const char *kind,
                             const char *id);

/* The files of one entry, none where there is none. */
DesignerOsFileSet *designer_os_files_of (DesignerOsFiles *files,
                                         const char *key,
                                         GError **error);
void designer_os_file_set_free (DesignerOsFileSet *set);

/* The directories that entries of that KIND are in, such as "os/debian.org"; and
 * adds the keys of the entries in one of them, whatever they turn out to be. */
GPtrArray *designer_os_files_directories (DesignerOsFiles *files,
                                          const char *kind,
                                          GError **error);
gboolean designer_os_files_add_keys (DesignerOsFiles *files,
                                     const char *directory,
                                     GPtrArray *keys,
                                     GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DesignerOsFiles, designer_os_files_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DesignerOsFileSet, designer_os_file_set_free)

G_END_DECLS
