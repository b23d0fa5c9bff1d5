/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>
#include <libxml/tree.h>

#include "vocabulary/path-step-private.h"

G_BEGIN_DECLS

/* A path goes from an element down: steps between slashes, each the name of an
 * element, with "[2]" for the second one of that name or "[@type='x']" for the
 * one with that attribute; "@name" at the end is an attribute. Without it, the
 * path is of the element's text. "libosinfo:os" is in libosinfo's namespace. */

/* Writes VALUE, making what is not there; NULL takes away what the path names,
 * and the elements above it that are left with nothing in them. */
gboolean designer_path_set (xmlNode *from,
                            const char *path,
                            const char *value,
                            GError **error);

/* Takes away all that PATH, which is known to be right, names. */
void designer_path_remove_all (xmlNode *from,
                               const char *path);

/* Takes away the text that PATH names, and its element where nothing else is in it. */
gboolean designer_path_empty (xmlNode *from,
                              const char *path,
                              GError **error);

/* The element of PATH, which is known to be right, or NULL. */
xmlNode *designer_path_find (xmlNode *from,
                             const char *path);

/* As designer_path_set(), for a path that is known to be right and need not be the next
 * one of its name: those before it are made too. NULL: makes it without a text. */
void designer_path_fill (xmlNode *from,
                         const char *path,
                         const char *value);

/* Makes the element without a text of its own. */
gboolean designer_path_touch (xmlNode *from,
                              const char *path,
                              GError **error);

/* The value, or NULL where there is nothing (or, with ERROR, no such path). */
char *designer_path_get (xmlNode *from,
                         const char *path,
                         GError **error);

/* Whether NODE is what STEP is of, whatever its position. */
gboolean designer_path_matches (const xmlNode *node,
                                const DesignerStep *step);

/* A new element NAME in PARENT, where libvirt's documentation has it. */
xmlNode *designer_path_add_child (xmlNode *parent,
                                  const char *name);

G_END_DECLS
