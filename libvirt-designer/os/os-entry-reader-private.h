/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "os/os-entry-private.h"
#include "os/os-files-private.h"
#include "os/os-scan-private.h"

G_BEGIN_DECLS

/* What to read of an entry. */
typedef enum
{
  DESIGNER_OS_READ_NAMES = 1 << 0,     /* short ids, and what it and its release are called */
  DESIGNER_OS_READ_INHERITED = 1 << 1, /* short ids, and what others inherit */
  DESIGNER_OS_READ_PRODUCTS = 1 << 2,  /* short ids, media, trees and images */
  DESIGNER_OS_READ_ALL = (1 << 3) - 1,
  DESIGNER_OS_READ_MARKS = 1 << 3      /* what is written on the media and in the trees */
} DesignerOsReading;

/* Reads many files one after the other. */
typedef struct _DesignerOsReader DesignerOsReader;

DesignerOsReader *designer_os_reader_new (void);
void designer_os_reader_free (DesignerOsReader *reader);

/* Sets ENTRY to the entry of that KIND ("os" or "device") which the files of SET
 * have, or to NULL where they have none. ID NULL takes any that belongs there. */
gboolean designer_os_reader_read (DesignerOsReader *reader,
                                  const DesignerOsFileSet *set,
                                  const char *kind,
                                  const char *id,
                                  DesignerOsReading reading,
                                  DesignerOsEntry **entry,
                                  GError **error);

/* Whether the files of SET may have that short id: FALSE is certain, and is found
 * without reading them as XML. */
gboolean designer_os_reader_may_have (DesignerOsReader *reader,
                                      const DesignerOsFileSet *set,
                                      const char *short_id,
                                      gboolean *may_have,
                                      GError **error);

/* Notes what the media and trees in the files of SET may be known by, without reading them as XML. */
gboolean designer_os_reader_scan (DesignerOsReader *reader,
                                  const DesignerOsFileSet *set,
                                  DesignerOsScan *scan,
                                  GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DesignerOsReader, designer_os_reader_free)

G_END_DECLS
