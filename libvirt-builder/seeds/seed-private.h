/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "seeds/libvirt-builder-seed.h"

G_BEGIN_DECLS

/* KIND is what its reader is called, as "preseed" or "cloud-init". */
GVirBuilderSeed *builder_seed_new (const char *kind,
                                   GVirBuilderDelivery delivery);
/* The rest only while it is being made. NAME may have folders in it. */
void builder_seed_add_file (GVirBuilderSeed *seed,
                            const char *name,
                            GBytes *contents);
/* Of the CD-ROM. */
void builder_seed_set_label (GVirBuilderSeed *seed,
                             const char *label);
/* The kernel of the installer needs them to find the files. */
void builder_seed_set_kernel_arguments (GVirBuilderSeed *seed,
                                        const char *arguments);
/* The guest finds them by that serial number of its system. */
void builder_seed_set_system_serial (GVirBuilderSeed *seed,
                                     const char *serial);
/* Its files hold passwords that are not hashed, or keys: what carries them is wiped once it has been
 * read. Hashes count as secrets, too. */
void builder_seed_set_secret (GVirBuilderSeed *seed);
gboolean builder_seed_is_secret (GVirBuilderSeed *seed);
/* The system that is installed has QEMU's guest agent. */
void builder_seed_set_agent (GVirBuilderSeed *seed);
gboolean builder_seed_has_agent (GVirBuilderSeed *seed);
/* The system that is installed has a server for SSH, and somebody who may log in. */
void builder_seed_set_ssh (GVirBuilderSeed *seed);
gboolean builder_seed_has_ssh (GVirBuilderSeed *seed);

G_END_DECLS
