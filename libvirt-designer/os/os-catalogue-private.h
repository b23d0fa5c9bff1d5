/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "os/os-entry-private.h"

G_BEGIN_DECLS

/* Where systems are looked up: the installed OS database, of which no more is
 * read than what is asked for, or one that an application has loaded. */
typedef struct _DesignerOsCatalogue DesignerOsCatalogue;

/* DB is NULL for the installed database. */
DesignerOsCatalogue *designer_os_catalogue_new (OsinfoDb *db);
void designer_os_catalogue_free (DesignerOsCatalogue *catalogue);

/* Sets FACTS to those of the system with that id or short id, or to NULL where
 * there is none. */
gboolean designer_os_catalogue_find (DesignerOsCatalogue *catalogue,
                                     const char *name,
                                     DesignerOsFacts **facts,
                                     GError **error);

/* What all systems are called: entries with no more than their names; (transfer
 * none). It fails where there is no database. */
GPtrArray *designer_os_catalogue_names (DesignerOsCatalogue *catalogue,
                                        GError **error);

/* Of such NAMES, the entry with that short id or id, or NULL. */
DesignerOsEntry *designer_os_names_find (GPtrArray *names,
                                         const char *name);

typedef struct
{
  const char *short_id;
  DesignerOsEntry *entry;
} DesignerOsShortId;

/* All short ids, in alphabetical order. They borrow from NAMES. */
GArray *designer_os_names_short_ids (GPtrArray *names);

/* One numbered short id of a system: "debian11" is the STEM "debian" and the
 * VERSION "11". */
typedef struct
{
  DesignerOsEntry *entry;
  const char *short_id;
  char *version;
} DesignerOsRelease;

/* The numbered releases of the system whose short ids begin with STEM, oldest
 * first. They borrow from NAMES. */
GPtrArray *designer_os_releases (GPtrArray *names,
                                 const char *stem);

/* The highest numbered of RELEASES, but for series that were given up long ago
 * (openSUSE 42 came before 15). */
DesignerOsRelease *designer_os_releases_newest (GPtrArray *releases);

/* The system with that id, which must be there. */
GVirDesignerOs *designer_os_find_in (DesignerOsCatalogue *catalogue,
                                     const char *id,
                                     GError **error);

/* The facts for NAME. REASON is set where they are not those of NAME itself. */
DesignerOsFacts *designer_os_ladder_find (DesignerOsCatalogue *catalogue,
                                          const char *name,
                                          char **reason,
                                          GError **error);

/* The end of the sentence that says NAME is unknown: "; did you mean 'a'?". STEM
 * is what comes before NAME's version, or NULL. */
char *designer_os_ladder_hint (GPtrArray *names,
                               const char *name,
                               const char *stem);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DesignerOsCatalogue, designer_os_catalogue_free)

G_END_DECLS
