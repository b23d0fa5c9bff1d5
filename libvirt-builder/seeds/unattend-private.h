/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Answer files of Windows Setup. */

#pragma once

#include <libxml/tree.h>

#include "seeds/installers-private.h"

G_BEGIN_DECLS

/* A Windows that is known. */
typedef struct
{
  const char *name;        /* the end of its short id in the OS database */
  const char *drivers;     /* its folder among the virtio drivers */
  gboolean server;
  gboolean only_uefi;      /* on every architecture */
  const char *generic_key; /* chooses the edition and activates nothing; NULL: the medium asks for none */
} BuilderWindows;

#define BUILDER_WINDOWS_TITLE "Windows Setup"

/* NULL: another system. It may be one that is newer than the OS database. */
const BuilderWindows *builder_windows_find (GVirDesignerOs *os);

/* What an answer file is written from. */
typedef struct
{
  const BuilderWindows *windows;
  const char *arch;       /* as Windows calls it */
  gboolean only_uefi;
  guint64 disk;
  char *language;         /* as "de-DE" */
  const char *keyboard;   /* NULL: that of the language */
  const char *zone;       /* as Windows calls it, or NULL */
  char *computer_name;    /* NULL: Windows makes one up */
  const char *login;      /* the rest may all be NULL */
  const char *full_name;
  const char *password;
  const char *admin_password;
  const char *product_key;
  gboolean desktop;       /* and not Server Core */
} BuilderAnswers;

BuilderAnswers *builder_answers_new (const BuilderScriptRequest *request,
                                     GError **error);
void builder_answers_free (BuilderAnswers *answers);

/* One for each pass; they are written in this order. */
void builder_unattend_add_windows_pe (xmlNodePtr root,
                                      const BuilderAnswers *answers);
void builder_unattend_add_specialize (xmlNodePtr root,
                                      const BuilderAnswers *answers);
void builder_unattend_add_oobe_system (xmlNodePtr root,
                                       const BuilderAnswers *answers);

/* The parts of the tree, in unattend-tree.c. */
xmlDocPtr builder_unattend_new (xmlNodePtr *root);
xmlNodePtr builder_unattend_add_pass (xmlNodePtr root,
                                      const char *pass);
xmlNodePtr builder_unattend_add_component (xmlNodePtr pass,
                                           const char *name,
                                           const BuilderAnswers *answers);
/* TEXT may be NULL. */
xmlNodePtr builder_unattend_add (xmlNodePtr parent,
                                 const char *name,
                                 const char *text);
/* One of a list. */
xmlNodePtr builder_unattend_add_item (xmlNodePtr parent,
                                      const char *name);
/* One of a list of commands, which run in the order in which they are added; what holds the command is called
 * LINE. */
void builder_unattend_add_command (xmlNodePtr list,
                                   const char *name,
                                   const char *line,
                                   const char *command);
/* A password in the form that Windows takes, in an element that is called ELEMENT. */
void builder_unattend_add_password (xmlNodePtr parent,
                                    const char *element,
                                    const char *password);
/* The languages, which two passes are told. */
void builder_unattend_add_languages (xmlNodePtr component,
                                     const BuilderAnswers *answers);

/* The files beside the answer file that divide the disk, for BIOS as for UEFI; in unattend-disk.c. */
void builder_unattend_add_disk (xmlNodePtr setup,
                                const BuilderAnswers *answers);
void builder_unattend_add_disk_files (GVirBuilderSeed *seed,
                                      const BuilderAnswers *answers);
#define BUILDER_UNATTEND_DIVIDE "divide.cmd"
/* Those that a CD-ROM may have: nobody knows which. */
#define BUILDER_UNATTEND_LETTERS "C D E F G H I J"
/* Where, within the folder of each driver, its files for this Windows are. */
char *builder_unattend_driver_folder (const BuilderAnswers *answers);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BuilderAnswers, builder_answers_free)

G_END_DECLS
