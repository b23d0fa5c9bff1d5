/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Sub-options of what is not of the vocabulary: "a=b,c=d,,e" is a=b and c="d,e"; "a" alone is a=yes. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a sub-option can be. */
typedef enum
{
  LIVE_TEXT,
  LIVE_YES_NO,
  LIVE_FILE,   /* the value names a file, which is read */
  LIVE_PATH,   /* the same of any content: who hears of it reads it with live_file_read() */
  LIVE_SECRET, /* the same, of one line; "-" asks at the terminal */
} LiveValueKind;

typedef struct
{
  const char *name;
  LiveValueKind kind;
  int what; /* for who reads them */
} LiveSuboption;

/* Goes through TEXT of --OPTION: HEAR is told each row of ROWS that is given, and its value, in the order given.
 * BARE is the name that a first part without '=' belongs to, or NULL. */
gboolean live_suboptions_read (const char *option,
                               const char *text,
                               const char *bare,
                               const LiveSuboption *rows,
                               guint n,
                               gboolean (*hear) (const LiveSuboption *row,
                                                 const char *value,
                                                 gpointer data,
                                                 GError **error),
                               gpointer data,
                               GError **error);

/* What is in the file of NAME of --OPTION, byte for byte; "-" is the standard input. */
GBytes *live_file_read (const char *option,
                        const char *name,
                        const char *path,
                        GError **error);

G_END_DECLS
