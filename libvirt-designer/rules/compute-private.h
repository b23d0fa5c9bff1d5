/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "rules/rules-private.h"

G_BEGIN_DECLS

/* NUMBER as a value. */
const char *designer_number (DesignerFacts *facts,
                             guint64 number);

/* The value settled for THING as a number, or FALLBACK. */
guint64 designer_settled_number (const DesignerFacts *facts,
                                 const DesignerSubject *subject,
                                 DesignerThingId thing,
                                 guint64 fallback);

/* The format that the name of an image usually tells; NULL: none. */
const char *designer_format_of_name (const char *name);

/* Settings that only one of the two ways to share a folder with a guest has. */
typedef enum
{
  DESIGNER_FILESYSTEM_VIRTIOFS,
  DESIGNER_FILESYSTEM_9P
} DesignerFilesystemKind;

/* The name of one that REQUEST asks for, or NULL. */
const char *designer_filesystem_setting (const DesignerRequest *request,
                                         DesignerFilesystemKind kind);

/* "off" where the guest has SPICE or is to have it, for the VMware port. */
const char *designer_vmport_for_spice (DesignerFacts *facts,
                                       const DesignerSubject *subject,
                                       const DesignerRule *rule);

/* The kind of device in the place of RULE's thing, as virt-install boots from them. */
const char *designer_boot_kind (DesignerFacts *facts,
                                const DesignerSubject *subject,
                                const DesignerRule *rule);

G_END_DECLS
