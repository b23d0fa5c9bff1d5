/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "seeds/linux-private.h"

/* Whom it makes, and where he is. */
#define USERS \
  (BUILDER_FIELD (USER_LOGIN) | BUILDER_FIELD (USER_NAME) | BUILDER_FIELD (USER_PASSWORD) \
   | BUILDER_FIELD (ADMIN_PASSWORD) | BUILDER_FIELD (USER_SSH_KEY) | BUILDER_FIELD (ADMIN_SSH_KEY))
#define PLACE \
  (BUILDER_FIELD (HOST_NAME) | BUILDER_FIELD (LANGUAGE) | BUILDER_FIELD (KEYBOARD) | BUILDER_FIELD (TIMEZONE))
#define DISKS (BUILDER_FIELD (TARGET_DISK) | BUILDER_FIELD (DISK_LAYOUT))
#define SOFTWARE \
  (BUILDER_FIELD (PROFILE) | BUILDER_FIELD (PACKAGE) | BUILDER_FIELD (SOURCE_URL) | BUILDER_FIELD (PROXY))

const BuilderInstaller builder_linux_installers[] = {
  { .kind = "autoinstall",
    .title = BUILDER_AUTOINSTALL_TITLE,
    .source = "https://canonical-subiquity.readthedocs-hosted.com/en/latest/reference/autoinstall-reference.html",
    .known = USERS | PLACE | DISKS | SOFTWARE,
    .needed = BUILDER_FIELD (USER_LOGIN) | BUILDER_FIELD (USER_PASSWORD),
    .fits = builder_autoinstall_fits,
    .write = builder_autoinstall_write },
  { .kind = "agama",
    .title = BUILDER_AGAMA_TITLE,
    .source = "https://agama-project.github.io/docs/user/reference/profile",
    .known = USERS | PLACE | DISKS | SOFTWARE,
    .needed = 0, /* a user, or root: seen to when it is written */
    .fits = builder_agama_fits,
    .write = builder_agama_write },
  { .kind = "agama",
    .title = BUILDER_AGAMA_TITLE,
    .source = "https://agama-project.github.io/docs/user/reference/profile/product",
    .known = USERS | PLACE | DISKS | SOFTWARE | BUILDER_FIELD (PRODUCT_KEY) | BUILDER_FIELD (REGISTRATION_LOGIN),
    .needed = 0,
    .fits = builder_agama_fits_sle,
    .write = builder_agama_write },
};
const guint builder_n_linux_installers = G_N_ELEMENTS (builder_linux_installers);
