/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
#define SCOPE(id, name, element, title) DESIGNER_SCOPE_##id,
#include "vocabulary/scopes.def"
#undef SCOPE
  DESIGNER_N_SCOPES,
  DESIGNER_N_WHOLE_SCOPES = DESIGNER_SCOPE_DISK /* those that are no devices */
} DesignerScopeId;

typedef enum
{
#define THING(id, scope, name, path, kind, values, omit, title) DESIGNER_THING_##id,
#include "vocabulary/things.def"
#undef THING
  DESIGNER_N_THINGS
} DesignerThingId;

typedef enum
{
  DESIGNER_KIND_TEXT,     /* a line, not empty */
  DESIGNER_KIND_PROSE,    /* lines, not empty */
  DESIGNER_KIND_NAME,     /* letters, digits, '-', '_', '.' and '+' */
  DESIGNER_KIND_PATH,     /* a file; a relative one is in the current folder */
  DESIGNER_KIND_PORT,     /* a number to 65535, or -1 for any */
  DESIGNER_KIND_TOKEN,    /* one of the listed values */
  DESIGNER_KIND_SIZE,     /* KiB, at least 1024 */
  DESIGNER_KIND_BYTES,    /* a number of bytes, at least 1 */
  DESIGNER_KIND_COUNT,    /* a whole number from 1 */
  DESIGNER_KIND_NUMBER,   /* a whole number from 0 */
  DESIGNER_KIND_INTEGER,  /* a whole number, also below 0 */
  DESIGNER_KIND_HEX,      /* hexadecimal digits behind 0x, or a whole number */
  DESIGNER_KIND_YES_NO,   /* yes or no */
  DESIGNER_KIND_ON_OFF,   /* on or off */
  DESIGNER_KIND_PRESENCE  /* yes: the element is there; no: it is not */
} DesignerKind;

typedef struct
{
  DesignerScopeId id;
  const char *name;
  const char *element; /* NULL: not a device */
  const char *title;
} DesignerScope;

typedef struct
{
  DesignerThingId id;
  DesignerScopeId scope;
  const char *name;
  const char *path; /* NULL: not written */
  DesignerKind kind;
  const char *values;
  const char *omit;
  const char *title;
} DesignerThing;

const DesignerScope *designer_scope_get (DesignerScopeId id);
const DesignerThing *designer_thing_get (DesignerThingId id);
const DesignerThing *designer_thing_by_name (const char *name);

/* The things of a scope lie side by side; the first one and how many. */
DesignerThingId designer_scope_first_thing (DesignerScopeId scope);
guint designer_scope_n_things (DesignerScopeId scope);

/* Whether VALUE of the thing puts anything into the XML. */
gboolean designer_thing_is_written (const DesignerThing *thing,
                                    const char *value);

/* VALUE as this thing writes it ("on" becomes "yes" where yes is meant), or
 * NULL with an error that names the values there are. */
char *designer_thing_normalise (const DesignerThing *thing,
                                const char *value,
                                GError **error);

/* The same for a value of KIND; NAME is what the error calls it, MOST the
 * largest number. */
char *designer_value_normalise (const char *name,
                                DesignerKind kind,
                                const char *values,
                                guint64 most,
                                const char *value,
                                GError **error);

/* Whether TEXT is UTF-8 of characters that XML can hold. */
gboolean designer_text_fits_xml (const char *text);

G_END_DECLS
