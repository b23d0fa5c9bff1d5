/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "plan/libvirt-builder-step.h"

G_BEGIN_DECLS

/* UNDO is NULL where nothing can take the step back. Both texts are for people, as
 * "create the volume web.qcow2". */
GVirBuilderStep *builder_step_new (const char *kind,
                                   guint weight,
                                   const char *description,
                                   const char *undo);

/* What it is done with. Only while the plan is being made. */
void builder_step_set (GVirBuilderStep *step,
                       const char *name,
                       const char *value);
void builder_step_set_number (GVirBuilderStep *step,
                              const char *name,
                              guint64 number);

/* What is on no record and in no text: passwords and the like. */
void builder_step_set_content (GVirBuilderStep *step,
                               GBytes *content);
/* NULL: it has none, or the plan comes from a record. */
GBytes *builder_step_get_content (GVirBuilderStep *step);

/* NULL: it was not set. */
const char *builder_step_get (GVirBuilderStep *step,
                              const char *name);
/* 0: it was not set. */
guint64 builder_step_get_number (GVirBuilderStep *step,
                                 const char *name);

void builder_step_write (GVirBuilderStep *step,
                         JsonBuilder *builder);
GVirBuilderStep *builder_step_read (JsonObject *object,
                                    GError **error);

G_END_DECLS
