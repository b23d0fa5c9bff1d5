/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How far a host is with a copy that it makes. */

#pragma once

#include "connection/calls-private.h"

G_BEGIN_DECLS

typedef struct _BuilderCopyWatch BuilderCopyWatch;

/* Reports how much of TOTAL bytes the volume NAME of POOL takes up, from a thread of its own, until it is
 * ended. It is looked at now and then: a copy has no events. */
BuilderCopyWatch *builder_copy_watch_begin (virStoragePoolPtr pool,
                                            const char *name,
                                            guint64 total,
                                            void (*report) (gpointer data,
                                                            guint64 done,
                                                            guint64 total),
                                            gpointer report_data);
void builder_copy_watch_end (BuilderCopyWatch *watch);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BuilderCopyWatch, builder_copy_watch_end)

G_END_DECLS
