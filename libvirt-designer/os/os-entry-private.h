/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "os/os-private.h"

G_BEGIN_DECLS

typedef enum
{
  DESIGNER_OS_TEXT_NAME,
  DESIGNER_OS_TEXT_CLASS, /* of a device */
  DESIGNER_OS_TEXT_VERSION,
  DESIGNER_OS_TEXT_FAMILY,
  DESIGNER_OS_TEXT_DISTRO,
  DESIGNER_OS_TEXT_RELEASE_DATE,
  DESIGNER_OS_TEXT_RELEASE_STATUS,
  DESIGNER_OS_N_TEXTS
} DesignerOsText;

/* What an OS is delivered as. */
typedef enum
{
  DESIGNER_OS_MEDIA,
  DESIGNER_OS_TREES,
  DESIGNER_OS_IMAGES,
  DESIGNER_OS_N_PRODUCTS
} DesignerOsProductKind;

/* What is written on a medium or in a tree's .treeinfo; each is a pattern, but for the size. The first of
 * each is the one that tells most of them apart. */
typedef enum
{
  DESIGNER_OS_MARK_VOLUME_ID,
  DESIGNER_OS_MARK_SYSTEM_ID,
  DESIGNER_OS_MARK_PUBLISHER_ID,
  DESIGNER_OS_MARK_APPLICATION_ID,
  DESIGNER_OS_MARK_VOLUME_SIZE,
  DESIGNER_OS_MARK_TREE_FAMILY,
  DESIGNER_OS_MARK_TREE_VARIANT,
  DESIGNER_OS_MARK_TREE_VERSION,
  DESIGNER_OS_MARK_TREE_ARCH,
  DESIGNER_OS_N_MARKS
} DesignerOsMark;

/* What is in a medium or a tree, by name. */
typedef enum
{
  DESIGNER_OS_MEMBER_KERNEL,
  DESIGNER_OS_MEMBER_INITRD,
  DESIGNER_OS_N_MEMBERS
} DesignerOsMember;

/* ID is what tells a product, driver, firmware or amounts from the others of
 * its entry; it comes first in each of them. */
typedef struct
{
  char *id;
  char *arch;
  char *marks[DESIGNER_OS_N_MARKS];
  GRegex *regexes[DESIGNER_OS_N_MARKS]; /* of the marks that were asked for */
  char *members[DESIGNER_OS_N_MEMBERS];
  gboolean has_treeinfo;
} DesignerOsProduct;

/* A device that an OS speaks of. */
typedef struct
{
  char *id;
  gboolean works;
} DesignerOsLink;

/* What one entry of the OS database, an OS or a device, says of itself, without
 * what it inherits. */
typedef struct
{
  char *id;
  char *texts[DESIGNER_OS_N_TEXTS];
  GPtrArray *short_ids;
  GPtrArray *derives_from; /* ids, in the order in which they are followed */
  GPtrArray *clones;
  GPtrArray *links;
  GPtrArray *drivers; /* their devices have no more than an id */
  GPtrArray *firmware;
  GPtrArray *resources[DESIGNER_OS_N_RESOURCES];
  GPtrArray *products[DESIGNER_OS_N_PRODUCTS];
} DesignerOsEntry;

DesignerOsEntry *designer_os_entry_new (const char *id);
void designer_os_entry_free (DesignerOsEntry *entry);

/* The first short id, or the id. */
const char *designer_os_entry_label (const DesignerOsEntry *entry);
gboolean designer_os_entry_has_name (const DesignerOsEntry *entry,
                                     const char *name);

/* What was said last of the same device counts. */
void designer_os_entry_add_link (DesignerOsEntry *entry,
                                 const char *id,
                                 gboolean works);
/* As libosinfo follows them: the last one first. RELATED is one of the two
 * arrays of ids. */
void designer_os_entry_relate (GPtrArray *related,
                               const char *id);
DesignerOsProduct *designer_os_product_new (const char *id,
                                            const char *arch);
DesignerOsFirmware *designer_os_firmware_new (const char *id,
                                              const char *arch,
                                              const char *type,
                                              gboolean supported);
/* Until they are resolved, amounts that are not stated are this, as libosinfo
 * has it: 0 is none to inherit. */
#define DESIGNER_OS_NOT_STATED (-1)
DesignerOsAmounts *designer_os_amounts_new (const char *id,
                                            const char *arch);
void designer_os_amounts_free (gpointer amounts);
/* Adds PART, which is taken over, in the place of one with the same id. */
void designer_os_entry_put (GPtrArray *parts,
                            gpointer part);

/* An OS, all that it derives from or clones, and the devices that they name.
 * What is named but not there is not in the tables. */
typedef struct
{
  GHashTable *systems;
  GHashTable *devices;
} DesignerOsFamily;

DesignerOsFamily *designer_os_family_new (void);
void designer_os_family_free (DesignerOsFamily *family);

/* Takes what it needs out of FAMILY's entry for ID, which must be there. */
DesignerOsFacts *designer_os_facts_resolve (DesignerOsFamily *family,
                                            const char *id);

void designer_os_facts_read_archs (DesignerOsFacts *facts,
                                   const DesignerOsEntry *entry);

/* From an application's own database: all that an OS has, and what
 * %DesignerOsEntry has of its names alone. */
DesignerOsFacts *designer_os_facts_read (OsinfoOs *os);
DesignerOsEntry *designer_os_entry_of_names (OsinfoOs *os);
/* The same with what is written on its media and in its trees. */
DesignerOsEntry *designer_os_entry_of_marks (OsinfoOs *os);
/* What is written on a medium or in a tree: VALUES has DESIGNER_OS_N_MARKS. */
void designer_os_product_read_marks (char **values,
                                     OsinfoEntity *entity);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DesignerOsEntry, designer_os_entry_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DesignerOsFamily, designer_os_family_free)

G_END_DECLS
