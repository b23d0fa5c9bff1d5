/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A member of the object that is being built. */
void builder_json_add_text (JsonBuilder *builder,
                            const char *name,
                            const char *text);
void builder_json_add_boolean (JsonBuilder *builder,
                               const char *name,
                               gboolean value);
/* A member that is an object, to be ended by json_builder_end_object(). */
void builder_json_begin (JsonBuilder *builder,
                         const char *name);
/* The text of a member; NULL: there is none, or it is no text. */
const char *builder_json_get_text (JsonObject *object,
                                   const char *name);
/* What was built, indented. */
char *builder_json_print (JsonBuilder *builder);

G_END_DECLS
