/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What is done with several guests at once. */

#pragma once

#include "live.h"

G_BEGIN_DECLS

typedef struct _LiveCrowd LiveCrowd;

/* One of them. */
typedef struct
{
  LiveCrowd *crowd;
  GVirBuilderGuest *guest;
  guint stage; /* for who does one thing after the other */
} LiveMember;

struct _LiveCrowd
{
  const ToolArguments *arguments;
  GVirConnection *connection;
  GPtrArray *members;
  guint pending;
  guint failed;
  GError *error; /* the first */
};

/* Finds every guest that is named, before anything is done; calls BEGIN for each, and returns
 * once live_member_done() was called for each. */
gboolean live_crowd_run (const ToolArguments *arguments,
                         void (*begin) (LiveMember *member),
                         GError **error);
/* ERROR is NULL where all is well, and belongs to the callee. EVENT and WORDS are said then. */
void live_member_done (LiveMember *member,
                       const char *event,
                       const char *words,
                       GError *error);

G_END_DECLS
