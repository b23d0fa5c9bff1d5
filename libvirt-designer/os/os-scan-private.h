/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What media and trees may be known by, as far as it can be told without reading XML: a text that has
 * none of it is of none of them. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *texts; /* each is in all that one of the patterns matches */
  gboolean any;     /* of one pattern, no such text is known */
} DesignerOsHints;

typedef struct
{
  DesignerOsHints media;
  DesignerOsHints trees;
} DesignerOsScan;

DesignerOsScan *designer_os_scan_new (void);
void designer_os_scan_free (DesignerOsScan *scan);
/* Adds what the XML of a file has. */
void designer_os_scan_text (DesignerOsScan *scan,
                            const char *xml);
/* VALUE may be NULL. FALSE is certain. */
gboolean designer_os_hints_may_match (const DesignerOsHints *hints,
                                      const char *value);

/* The longest text that is in all that the regular expression PATTERN, of LENGTH bytes, matches; NULL: none
 * is known. */
char *designer_os_pattern_text (const char *pattern,
                                gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DesignerOsScan, designer_os_scan_free)

G_END_DECLS
