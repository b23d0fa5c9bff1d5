/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One line of a key file that says something. */
typedef struct
{
  guint number;
  char *group; /* the group that begins here or that the key is in */
  char *key;   /* NULL: the group begins here */
  char *value;
} DesignerPolicyLine;

/* The lines of TEXT in GKeyFile's syntax, or NULL with an error that names FILE
 * and the line. A group or key that is there twice is an error. */
GPtrArray *designer_policy_lines (const char *file,
                                  const char *text,
                                  gsize length,
                                  GError **error);

/* Sets ERROR to "FILE, line NUMBER: …" and returns FALSE. */
gboolean designer_policy_fail (GError **error,
                               int code,
                               const char *file,
                               guint number,
                               const char *format,
                               ...) G_GNUC_PRINTF (5, 6);

G_END_DECLS
