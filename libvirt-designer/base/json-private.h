/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A member of the object that is being built; NULL is written as null. */
void designer_json_add_text (JsonBuilder *builder,
                             const char *name,
                             const char *text);
void designer_json_add_number (JsonBuilder *builder,
                               const char *name,
                               guint64 number);
void designer_json_add_texts (JsonBuilder *builder,
                              const char *name,
                              const char *const *texts);

/* What was built, indented. */
char *designer_json_print (JsonBuilder *builder);

G_END_DECLS
