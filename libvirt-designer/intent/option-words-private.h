/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "intent/intent-private.h"
#include "vocabulary/options-private.h"

G_BEGIN_DECLS

/* An argument while it is written out. */
typedef struct
{
  const DesignerIntent *intent;
  const DesignerRequest *there; /* the device that is changed, or NULL */
  const DesignerOptionRow *option;
  const char *argument;
  char **given;
  GPtrArray *parts;
  guint place; /* of the part at hand */
  guint added; /* elements that parts before it made */
} DesignerWords;

G_GNUC_PRINTF (2, 3)
void designer_words_add (DesignerWords *words,
                         const char *format,
                         ...);
void designer_words_keep (DesignerWords *words,
                          const char *name,
                          const char *value);
/* The value that the argument gives NAME, or NULL. */
const char *designer_words_given (const DesignerWords *words,
                                  const char *name);

/* Whether the VALUE of a sub-option is "yes"; FALSE with an error for what is
 * neither that nor "no". */
gboolean designer_words_read_answer (const DesignerWords *words,
                                     const char *name,
                                     const char *value,
                                     gboolean *yes,
                                     GError **error);

/* Writes out NAME and VALUE; a value alone has the name "". */
typedef gboolean DesignerWordFunction (DesignerWords *words,
                                       const char *name,
                                       const char *value,
                                       GError **error);

DesignerWordFunction designer_words_disk_permissions;
DesignerWordFunction designer_words_network_word;
DesignerWordFunction designer_words_network_source;
DesignerWordFunction designer_words_network_mac;
DesignerWordFunction designer_words_host_device;
DesignerWordFunction designer_words_secure_loader;
DesignerWordFunction designer_words_firmware_feature;
DesignerWordFunction designer_words_firmware_enabled;

/* The parts of ARGUMENT, which are PARTS, with virt-install's short words in terms
 * of sub-options: "0:0:4.0" as the numbers of an address, and the like. */
char **designer_option_words_write_out (const DesignerIntent *intent,
                                        const DesignerRequest *there,
                                        const DesignerOptionRow *option,
                                        const char *argument,
                                        char **parts,
                                        GError **error);

/* Adds what NAME says of a device of the host, which is of TYPE where that was
 * given, to PARTS: "type=pci" and so on. */
gboolean designer_host_device_write_out (const char *name,
                                         const char *type,
                                         GPtrArray *parts,
                                         GError **error);

/* Whether A and B are requests for the same device of the host. */
gboolean designer_host_device_is_same (const DesignerRequest *a,
                                       const DesignerRequest *b);

/* The parts of storage options with names that virt-install leaves out, or that mean
 * one thing or another; NULL: those of GIVEN need no change. */
char **designer_storage_words_write_out (const DesignerOptionRow *option,
                                         char **given);

/* Whether PATH is the address of storage on a server; what it says is added to PARTS. */
gboolean designer_storage_is_address (const char *path);
gboolean designer_storage_address_write_out (const char *address,
                                             GPtrArray *parts,
                                             GError **error);

G_END_DECLS
