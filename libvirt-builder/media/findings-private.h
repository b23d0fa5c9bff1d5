/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What is found out about a medium. */

#pragma once

#include "media/source-private.h"

G_BEGIN_DECLS

/* How sure a candidate is. */
enum
{
  BUILDER_RANK_NAME = 20,    /* the name of the file is like that of the system */
  BUILDER_RANK_RELATIVE = 40, /* another release, of which the database knows none nearer */
  BUILDER_RANK_SAYS_SO = 60, /* a file on it says so in words */
  BUILDER_RANK_LESS = 80,    /* as the next, but the OS database says less of it than of another */
  BUILDER_RANK_KNOWN = 100   /* as the OS database describes its media or trees */
};

typedef struct
{
  char *arch;
  char *kernel;
  char *initrd;
  GHashTable *checksums; /* of members */
  GListStore *candidates;
  GVirDesignerMediaIndex *index; /* once something was looked up */
} BuilderFindings;

BuilderFindings *builder_findings_new (void);
void builder_findings_free (BuilderFindings *findings);
/* Whether there is anything to install from. */
gboolean builder_findings_any (const BuilderFindings *findings);
/* What is known already stays. */
void builder_findings_set_arch (BuilderFindings *findings,
                                const char *arch);
void builder_findings_set_kernel (BuilderFindings *findings,
                                  const char *kernel,
                                  const char *initrd);
/* OS is taken over; another candidate of the same system only adds its evidence. EVIDENCE is taken over. */
void builder_findings_add (BuilderFindings *findings,
                           GVirDesignerOs *os,
                           char *evidence,
                           const char *arch,
                           guint rank);
/* Of what the OS database describes so, MEDIA or a tree; EVIDENCE is a sentence. The kernel that it says they have
 * counts where it is in SOURCE. */
gboolean builder_findings_add_known (BuilderFindings *findings,
                                     BuilderSource *source,
                                     OsinfoEntity *entity,
                                     const char *evidence,
                                     GError **error);
/* The system of that short id, or the release next to it where the database lacks it. */
void builder_findings_add_named (BuilderFindings *findings,
                                 const char *short_id,
                                 char *evidence,
                                 const char *arch,
                                 guint rank);
/* The lines of a list of checksums, "0123…  ./name", whose names are in FOLDER, "" or one that ends in "/". */
void builder_findings_add_sums (BuilderFindings *findings,
                                const char *folder,
                                const char *text);

/* As libvirt calls it, or NULL where nothing is known of such a name. */
const char *builder_arch_of (const char *name);

/* Each looks for what it knows. */
gboolean builder_look_at_disc (BuilderSource *source,
                               BuilderFindings *findings,
                               GError **error);
gboolean builder_look_for_treeinfo (BuilderSource *source,
                                    BuilderFindings *findings,
                                    GError **error);
gboolean builder_look_for_layouts (BuilderSource *source,
                                   BuilderFindings *findings,
                                   GError **error);
gboolean builder_look_for_debian (BuilderSource *source,
                                  BuilderFindings *findings,
                                  GError **error);
void builder_look_at_disk_image (BuilderSource *source,
                                 BuilderFindings *findings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BuilderFindings, builder_findings_free)

G_END_DECLS
