/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "journal/journal-private.h"
#include "run/libvirt-builder-run.h"

G_BEGIN_DECLS

/* Goes on, in DIRECTION, where the run of JOURNAL stopped; takes JOURNAL. */
GVirBuilderRun *builder_run_new_for_journal (BuilderJournal *journal,
                                             GVirConnection *connection,
                                             GVirBuilderDirection direction);

G_END_DECLS
