/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The record of a run on disk: its plan, and a line for whatever was begun and done. Each
 * line is on the disk before what it announces is done. */

#pragma once

#include "plan/plan-private.h"

G_BEGIN_DECLS

/* What a line says of a step. */
typedef enum
{
  BUILDER_MARK_NONE,
  BUILDER_MARK_BEGUN,   /* may have been done in part */
  BUILDER_MARK_DONE,
  BUILDER_MARK_SKIPPED, /* was so before: nothing of it is ours */
  BUILDER_MARK_UNDONE
} BuilderMark;

typedef struct
{
  char *path;
  char *id;
  char *uri;
  gint64 began; /* seconds since 1970 */
  GVirBuilderPlan *plan;
  BuilderMark *marks; /* one for each step */
  int file;           /* locked for as long as somebody works on it */
  goffset end;        /* of what is written; there is room behind it */
} BuilderJournal;

/* In journal-folder.c */
/* Where records are: $LIBVIRT_BUILDER_STATE_DIR, that of the system, or that of the user. */
char *builder_journal_folder (void);
/* The paths of all records of FOLDER, the oldest first; none where there is no such folder. */
GPtrArray *builder_journal_list (const char *folder,
                                 GError **error);

/* In journal.c */
BuilderJournal *builder_journal_create (const char *folder,
                                        const char *uri,
                                        GVirBuilderPlan *plan,
                                        GError **error);
gboolean builder_journal_mark (BuilderJournal *journal,
                               guint step,
                               BuilderMark mark,
                               GError **error);
/* Removes the record: nothing is left to recover. */
gboolean builder_journal_finish (BuilderJournal *journal,
                                 GError **error);
void builder_journal_free (BuilderJournal *journal);

/* In journal-read.c */
/* The record at PATH, which nobody else works on then: GVIR_BUILDER_ERROR_IN_USE where
 * somebody does, GVIR_BUILDER_ERROR_INVALID_INPUT where it is none. */
BuilderJournal *builder_journal_open (const char *path,
                                      GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BuilderJournal, builder_journal_free)

/* What the lines are made of. */
#define BUILDER_JOURNAL_FORMAT "libvirt-builder-journal"
#define BUILDER_JOURNAL_VERSION 1
#define BUILDER_JOURNAL_SUFFIX ".journal"

const char *builder_mark_to_string (BuilderMark mark);

G_END_DECLS
