/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "planners/install/libvirt-builder-installation.h"
#include "planners/volume-plans-private.h"

G_BEGIN_DECLS

/* A volume that is there while the guest is installed. */
typedef struct
{
  char *name;
  char *path;       /* on the host */
  char *member;     /* of the media; NULL: none of it */
  GBytes *content;  /* what follows it, or is all of it; NULL: nothing */
  gboolean secret;
  gboolean is_disc; /* a CD-ROM that the guest may still have in when all is done */
} BuilderMediaFile;

struct _GVirBuilderInstallation
{
  GObject parent_instance;

  GVirBuilderMedia *media; /* NULL: none */
  GVirBuilderMediaUse use;
  GVirBuilderKernelArguments how;
  char *arguments;         /* NULL: none */
  GPtrArray *seeds;        /* GVirBuilderSeed */
  GPtrArray *names;        /* of what is injected into the initial RAM disk, and … */
  GPtrArray *contents;     /* … GBytes */

  gboolean boots_disc; /* the media are started by themselves */
  char *drive;         /* target of the drive that an existing guest gets, or that keeps its disc; NULL: none */
  gboolean keeps_disc;
  char *folder;     /* of the host, where the files are to be; NULL: the installer is not equipped yet */
  GPtrArray *files; /* BuilderMediaFile */
};

/* The paths that a plan makes before the guest is started. Ends with NULL. */
char **builder_installation_paths (GVirBuilderInstallation *installation);
/* Whether what it is told is for its first boot, since no installer is started. */
gboolean builder_installation_is_first_boot (GVirBuilderInstallation *installation);

/* In equip.c */
/* A value of a sub-option: a comma in it is doubled. */
char *builder_quote_value (const char *value);

/* In existing.c */
/* What gvir_designer_domain_apply_option() is for a new guest: an option about what is installed. */
gboolean builder_existing_apply (GVirDesignerDomain *design,
                                 const char *option,
                                 const char *text,
                                 GError **error);
gboolean builder_existing_boot_network (GVirDesignerDomain *design,
                                        GError **error);
/* Leaves the guest the drive that a disc was in, which is noted where the guest is no longer what it was. */
gboolean builder_existing_keep_drive (GVirBuilderInstallation *installation,
                                      GVirDesignerDomain *design,
                                      GError **error);

/* In drives.c */
/* The value of PATH below the disk of that number, from 1, or of the domain for 0; NULL: there is none. */
char *builder_design_ask (GVirDesignerDomain *design,
                          guint disk,
                          const char *path);
/* The number of the first CD-ROM drive, or 0. */
guint builder_design_find_drive (GVirDesignerDomain *design);
gboolean builder_design_has_disc (GVirDesignerDomain *design,
                                  guint drive);

/* In boot-keys.c */
/* The target of the drive with a disc that asks for a key before the guest starts from it; NULL: none does. */
char *builder_boot_key_drive (GVirDesignerDomain *installer);

/* In tree-arguments.c */
/* What the kernel of an installer of DISTRO is told of the tree at LOCATION; NULL: nothing. */
char *builder_tree_argument (const char *distro,
                             const char *location);

/* In media-plans.c */
/* Steps that bring the files of media to this machine. */
void builder_plan_fetches (GVirBuilderPlan *plan,
                           GVirBuilderInstallation *installation,
                           const char *uuid);
/* Steps that make the volumes, in a pool that is there or made; refuses what cannot be. */
gboolean builder_plan_fills (GVirBuilderPlan *plan,
                             virConnectPtr handle,
                             GVirBuilderInstallation *installation,
                             const char *uuid,
                             GError **error);
/* Steps that remove them once the guest needs them no more. */
void builder_plan_media_removal (GVirBuilderPlan *plan,
                                 GVirBuilderInstallation *installation,
                                 const char *guest,
                                 const char *uuid);

G_END_DECLS
