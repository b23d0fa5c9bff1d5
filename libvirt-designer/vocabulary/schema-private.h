/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "vocabulary/options-private.h"

G_BEGIN_DECLS

/* The largest number that may stand for a '#' in the name of a sub-option. */
#define DESIGNER_MAX_INDEX 4095
#define DESIGNER_MAX_INDICES 8
#define DESIGNER_MAX_NAME 256

/* One row of schema.def: a path that libvirt reads, and what may be there. */
typedef struct
{
  DesignerScopeId scope;
  const char *path;
  DesignerKind kind;
  const char *values;
} DesignerSchemaRow;

/* What the name of a sub-option leads to: a thing, or else a path. */
typedef struct
{
  const DesignerThing *thing; /* NULL: none */
  char *path;                 /* from the scope's element, with [1] for the first */
  DesignerKind kind;
  const char *values;
} DesignerTarget;

/* The row of PATH, whose predicates do not matter; NULL: libvirt knows none. */
const DesignerSchemaRow *designer_schema_find (DesignerScopeId scope,
                                               const char *path);

/* Whether libvirt reads PATH, which has no predicates, or anything below it. */
gboolean designer_schema_has_place (DesignerScopeId scope,
                                    const char *path);

/* The rows that lie below OPTION's base, in the order of the table. */
GPtrArray *designer_schema_list (const DesignerOptionRow *option);
/* Those of them that may be called NAME, which may hold numbers. */
GPtrArray *designer_schema_candidates (const DesignerOptionRow *option,
                                       const char *name);
/* What is left of the row's path behind the option's base, or NULL. */
const char *designer_schema_behind_base (const DesignerOptionRow *option,
                                         const DesignerSchemaRow *row);
/* The name that ROW has as a sub-option of OPTION. */
char *designer_schema_name (const DesignerOptionRow *option,
                            const DesignerSchemaRow *row);

/* The thing that is about PATH, of a device's SCOPE or of the domain, or NULL. */
const DesignerThing *designer_thing_at (DesignerScopeId scope,
                                        const char *path);

/* Finds the sub-option NAME of OPTION; REPETITION counts the uses of an option
 * of which each makes another element, from 0. FALSE with the nearest names. */
gboolean designer_sub_option_find (const DesignerOptionRow *option,
                                   guint repetition,
                                   const char *name,
                                   DesignerTarget *target,
                                   GError **error);
/* What the value that comes first, without a name, is of; FALSE: there is no such. */
gboolean designer_first_value_find (const DesignerOptionRow *option,
                                    guint repetition,
                                    DesignerTarget *target);
/* Whether NAME is near that of a sub-option of OPTION, as a misspelt one is. */
gboolean designer_sub_option_is_near (const DesignerOptionRow *option,
                                      const char *name);
void designer_target_clear (DesignerTarget *target);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DesignerTarget, designer_target_clear)

G_END_DECLS
