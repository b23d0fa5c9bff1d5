/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "os/os-entry-private.h"
#include "os/os-entry-reader-private.h"

#include <libxml/parser.h>

G_BEGIN_DECLS

/* Where in a file the reader is. */
typedef enum
{
  DESIGNER_OS_PLACE_DOCUMENT,
  DESIGNER_OS_PLACE_ROOT,
  DESIGNER_OS_PLACE_ENTRY,
  DESIGNER_OS_PLACE_DEVICES,
  DESIGNER_OS_PLACE_DRIVER,
  DESIGNER_OS_PLACE_RESOURCES,
  DESIGNER_OS_PLACE_MINIMUM,
  DESIGNER_OS_PLACE_RECOMMENDED,
  DESIGNER_OS_PLACE_MEDIUM,
  DESIGNER_OS_PLACE_LABEL,
  DESIGNER_OS_PLACE_TREE,
  DESIGNER_OS_PLACE_TREEINFO,
  DESIGNER_OS_PLACE_TEXT,
  DESIGNER_OS_PLACE_NOWHERE /* what is in there is not read */
} DesignerOsPlace;

/* As the parser hands them on. */
typedef struct
{
  const xmlChar **words;
  int n;
} DesignerOsAttributes;

/* How far one file has been read. */
typedef struct
{
  const char *kind;
  const char *key;
  const char *id;        /* NULL: any that belongs there */
  const char *extension; /* the name of the file where it is beside the entry's own */
  DesignerOsEntry *entry;
  GString *text;
  gboolean is_localised; /* the text is */
  gboolean had_text[DESIGNER_OS_N_TEXTS];
  gboolean had_localised[DESIGNER_OS_N_TEXTS];
  guint n_products[DESIGNER_OS_N_PRODUCTS];
  guint n_drivers;
  guint n_firmware;
  guint n_resources;
  DesignerOsAmounts *amounts[DESIGNER_OS_N_RESOURCES];
  gboolean has_amounts[DESIGNER_OS_N_RESOURCES];
} DesignerOsProgress;

typedef struct _DesignerOsRow DesignerOsRow;

/* An element that is read where its parent is at PARENT; START tells whether what
 * is in it is read too. */
struct _DesignerOsRow
{
  DesignerOsPlace parent;
  const char *name;
  DesignerOsPlace place;
  DesignerOsReading reading;
  gboolean (*start) (DesignerOsProgress *progress,
                     const DesignerOsRow *row,
                     const DesignerOsAttributes *attributes);
  void (*end) (DesignerOsProgress *progress,
               const DesignerOsRow *row);
  guint detail;
};

extern const DesignerOsRow designer_os_rows[];
extern const guint designer_os_n_rows;

G_END_DECLS
