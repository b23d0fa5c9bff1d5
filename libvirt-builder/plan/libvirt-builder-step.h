/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define GVIR_BUILDER_TYPE_STEP (gvir_builder_step_get_type ())
G_DECLARE_FINAL_TYPE (GVirBuilderStep, gvir_builder_step, GVIR_BUILDER, STEP, GObject)

const char *gvir_builder_step_get_kind (GVirBuilderStep *step);
const char *gvir_builder_step_get_description (GVirBuilderStep *step);
const char *gvir_builder_step_get_undo (GVirBuilderStep *step);
guint gvir_builder_step_get_weight (GVirBuilderStep *step);

gboolean gvir_builder_step_equal (GVirBuilderStep *step,
                                  GVirBuilderStep *other);

G_END_DECLS
