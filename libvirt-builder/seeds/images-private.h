/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What images read when they boot for the first time: a row for each. */

#pragma once

#include "seeds/install-config-private.h"
#include "seeds/libvirt-builder-first-boot.h"
#include "seeds/seed-private.h"

G_BEGIN_DECLS

/* What nearly all of them can be told. */
#define BUILDER_USER_FIELDS                                                                                            \
  (BUILDER_FIELD (USER_LOGIN) | BUILDER_FIELD (USER_NAME) | BUILDER_FIELD (USER_PASSWORD)                              \
   | BUILDER_FIELD (USER_SSH_KEY) | BUILDER_FIELD (ADMIN_PASSWORD) | BUILDER_FIELD (ADMIN_SSH_KEY))
#define BUILDER_CLOUD_INIT_FIELDS                                                                                      \
  (BUILDER_USER_FIELDS | BUILDER_FIELD (HOST_NAME) | BUILDER_FIELD (LANGUAGE) | BUILDER_FIELD (KEYBOARD)               \
   | BUILDER_FIELD (TIMEZONE) | BUILDER_FIELD (PACKAGE))
/* cloud-init tells these to apt, or to the registration of RHEL, and to nobody where there is none. */
#define BUILDER_APT_FIELDS (BUILDER_FIELD (PROXY) | BUILDER_FIELD (SOURCE_URL))
#define BUILDER_REGISTRATION_FIELDS (BUILDER_FIELD (REGISTRATION_LOGIN) | BUILDER_FIELD (REGISTRATION_PASSWORD))
/* Its systems hold no further locales, and packages cannot be added before they run. */
#define BUILDER_IGNITION_FIELDS (BUILDER_USER_FIELDS | BUILDER_FIELD (HOST_NAME) | BUILDER_FIELD (TIMEZONE))
#define BUILDER_COMBUSTION_FIELDS (BUILDER_CLOUD_INIT_FIELDS | BUILDER_FIELD (PROXY))

/* What a first boot is told. */
typedef struct
{
  const char *arch;
  GVirBuilderInstallConfig *config;
  const char *instance_id;
  GVirBuilderFirstBootFlags flags;
  gboolean lists_locales; /* whether locales are made of those that /etc/locale.gen lists */
} BuilderFirstBoot;

typedef struct
{
  const char *id;
  const char *title;  /* "cloud-init" */
  const char *reason; /* why these systems read it */
  const char *source; /* where its makers say what it can be told */
  BuilderFields known;
  GVirBuilderFirstBootFlags flags; /* what it can do */
  gboolean lists_locales; /* see above */
  gboolean (*fits) (GVirDesignerOs *os);
  const char *const *archs; /* ends with NULL; NULL: every one */
  GVirBuilderSeed *(*write) (const BuilderFirstBoot *first,
                             GError **error);
} BuilderImage;

/* The first that fits is used. */
extern const BuilderImage builder_images[];
extern const guint builder_n_images;

/* NULL: none is known. */
const BuilderImage *builder_image_find (GVirDesignerOs *os);

GVirBuilderSeed *builder_cloud_init_write (const BuilderFirstBoot *first,
                                           GError **error);

/* Whether WHO, which knows those fields, can be told all of it, and whether it fits together. */
gboolean builder_first_boot_check (const BuilderFirstBoot *first,
                                   BuilderFields known,
                                   const char *who,
                                   GError **error);

G_END_DECLS
