/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A guest while it is being cloned on paper. */

#pragma once

#include "planners/libvirt-builder-clone.h"
#include "planners/volume-plans-private.h"
#include "storage/xml-private.h"

G_BEGIN_DECLS

struct _GVirBuilderClone
{
  GObject parent_instance;

  char *original; /* NULL where XML is given */
  char *xml;
  char *name;
  char *uuid;
  char *nvram;
  GVirBuilderDiskCopy copy;
  GVirBuilderCloneFlags flags;
  GPtrArray *files;
  GPtrArray *addresses;
  GPtrArray *kept;   /* targets of disks */
  GPtrArray *copied; /* targets of disks */
};

/* A disk of the clone that is not that of the original. */
typedef struct
{
  xmlNodePtr node;
  char *target;
  char *path;        /* of the original on the host */
  BuilderPool *pool; /* that has the original; NULL: none has */
  char *volume;      /* name in that pool, or of the file */
  char *format;      /* of the original; NULL: not known */
  guint64 capacity;  /* bytes; 0: not known */
  guint64 allocation;
  char *to_path;
  BuilderPool *to_pool;  /* NULL: none has the folder */
  char *to_folder;       /* of TO_PATH */
} BuilderCloneDisk;

typedef struct
{
  GVirBuilderClone *wish;
  virConnectPtr handle;
  xmlDocPtr document; /* the original's, and step by step the clone's */
  char *old_name;
  char *old_uuid; /* of a guest of the connection; else NULL */
  char *name;
  char *uuid;
  char *nvram_from; /* paths; NULL: it has none that is named */
  char *nvram_to;
  gboolean tpm; /* it has one that the host emulates */
  BuilderUses *uses;
  GPtrArray *pools; /* of BuilderPool */
  GPtrArray *disks; /* of BuilderCloneDisk */
} BuilderCloning;

/* In clone-original.c */
/* SECRETS: VIR_DOMAIN_XML_SECURE where the XML is not kept, or 0. */
BuilderCloning *builder_cloning_new (GVirBuilderClone *wish,
                                     GVirConnection *connection,
                                     unsigned int secrets,
                                     GError **error);
void builder_cloning_free (BuilderCloning *cloning);

/* In clone-names.c: chooses the name and the UUID, or refuses what was given. */
gboolean builder_cloning_name (BuilderCloning *cloning,
                               GError **error);
/* The first path that nobody has, by that of the original. */
char *builder_cloning_derive_path (BuilderCloning *cloning,
                                   const char *path,
                                   const GPtrArray *taken);
/* Whether there is such a volume or file, as far as it can be seen from here. */
gboolean builder_cloning_path_exists (BuilderCloning *cloning,
                                      const char *path);

/* In clone-disks.c: decides of each disk what becomes of it. */
gboolean builder_cloning_arrange_disks (BuilderCloning *cloning,
                                        GError **error);
/* In clone-sources.c: finds the image of a disk. */
gboolean builder_cloning_find_source (BuilderCloning *cloning,
                                      BuilderCloneDisk *disk,
                                      GError **error);

/* In clone-config.c: makes the configuration that of the clone. */
gboolean builder_cloning_configure (BuilderCloning *cloning,
                                    GError **error);
char *builder_cloning_write (BuilderCloning *cloning);
/* Takes NODE out of the document. */
void builder_cloning_drop (xmlNodePtr node);
/* In clone-devices.c */
gboolean builder_cloning_configure_devices (BuilderCloning *cloning,
                                            GError **error);

/* The elements that PATH finds, as XPath; they belong to the document. */
GPtrArray *builder_cloning_find (BuilderCloning *cloning,
                                 const char *path);

/* In clone-steps.c */
GVirBuilderPlan *builder_cloning_plan (BuilderCloning *cloning,
                                       GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BuilderCloning, builder_cloning_free)

G_END_DECLS
