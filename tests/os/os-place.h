/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "os/libvirt-designer-os.h"

#define ZOO "http://zoo.example/penguin/"
#define HEAD "<libosinfo version='0.0.1'>"
#define TAIL "</libosinfo>"
#define OS(id, content) HEAD "<os id='" ZOO id "'>" content "</os>" TAIL
#define DEVICE(id, content) HEAD "<device id='" ZOO id "'>" content "</device>" TAIL
#define LINK(id) "<device id='" ZOO id "'/>"
#define DENIED(id) "<device id='" ZOO id "' supported='false'/>"
#define LINK_TO "-> "
#define DEV_NULL LINK_TO "/dev/null"
#define FOLDER "/"

/* A file of one of the folders "system", "local" and "user". TEXT can also be
 * that it is a link, or a folder. */
typedef struct
{
  const char *path;
  const char *text;
} File;

/* Between the two, the OS database is what is written; they can be nested. */
void place_begin (void);
void place_end (void);

/* In what is written, "penguin" stands for ANIMAL, so that one database can have
 * many of the same kind. */
char *place_for_animal (const char *text,
                        const char *animal);
void place_write (const File *file,
                  const char *animal);
/* Up to N, or to one without a path. */
void place_write_all (const File *files,
                      gsize n,
                      const char *animal);
char *place_path (const char *path);
/* Takes the Nth of what was written away again. */
void place_remove_nth (guint n);

/* The database, as libosinfo loads it. */
OsinfoDb *place_load (void);
/* What is read of a system, as JSON, or the error. */
char *place_describe (const char *name);
/* Each system whose id begins with PREFIX is read as it was loaded. */
void place_assert_as_loaded (OsinfoDb *db,
                             const char *prefix);
