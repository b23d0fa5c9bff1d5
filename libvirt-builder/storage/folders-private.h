/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Folders of the host that belong to no storage pool: one is made for the moment. */

#pragma once

#include "connection/calls-private.h"

G_BEGIN_DECLS

/* Where libvirt keeps what is called KIND, "images" or "boot", unless told otherwise; NULL: a user's own
 * libvirt keeps it below the home of a user of another machine. HANDLE is NULL for that of a system. */
char *builder_usual_folder (virConnectPtr handle,
                            const char *kind);

typedef enum
{
  BUILDER_FOLDER_AS_IT_WAS,
  BUILDER_FOLDER_STARTED, /* the pool was there, and did not run */
  BUILDER_FOLDER_MADE     /* the pool was not there */
} BuilderFolderState;

/* Begins as { NULL }. */
typedef struct
{
  virStoragePoolPtr pool;
  BuilderFolderState state;
} BuilderFolder;

/* Opens the folder that PATH is in; the pool is NULL where there is no such folder. */
gboolean builder_folder_open (BuilderFolder *folder,
                              virConnectPtr handle,
                              const char *path,
                              GError **error);
void builder_folder_close (BuilderFolder *folder);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BuilderFolder, builder_folder_close)

G_END_DECLS
