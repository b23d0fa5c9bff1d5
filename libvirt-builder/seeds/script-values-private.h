/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What several installers want to be told in the same form. */

#pragma once

#include <json-glib/json-glib.h>

#include "seeds/passwords-private.h"
#include "seeds/installers-private.h"

G_BEGIN_DECLS

/* Whether the system is of DISTRO, and the release that was asked for is FIRST or later; the OS database may
 * not know that release yet. */
gboolean builder_os_is_from (GVirDesignerOs *os,
                             const char *distro,
                             const char *first);
/* The same for the release alone. */
gboolean builder_os_is_since (GVirDesignerOs *os,
                              const char *first);

/* "de_DE" as "de_DE.UTF-8"; one that has its character set stays as it is. */
char *builder_locale_with_charset (const char *language);
/* "de(nodeadkeys)" as "de" and "nodeadkeys"; VARIANT becomes NULL where there is none. */
void builder_keyboard_split (const char *keyboard,
                             char **layout,
                             char **variant);

/* A member of the object that is built, left out where the field was not told. */
void builder_json_add_field (JsonBuilder *builder,
                             const char *name,
                             GVirBuilderInstallConfig *config,
                             GVirBuilderInstallField field);
/* The same, with all the values of the field. */
void builder_json_add_fields (JsonBuilder *builder,
                              const char *name,
                              GVirBuilderInstallConfig *config,
                              GVirBuilderInstallField field);
/* The same, with the hash of the password. */
gboolean builder_json_add_hash (JsonBuilder *builder,
                                const char *name,
                                GVirBuilderInstallConfig *config,
                                GVirBuilderInstallField field,
                                GError **error);

/* What was built, as YAML and as JSON alike, after FIRST_LINE, which may be NULL. */
GBytes *builder_yaml_print (JsonBuilder *builder,
                            const char *first_line);

/* The choice of VALUE among NAMES, which ends with NULL; else -1 with an error that lists them. */
int builder_field_choose (GVirBuilderInstallField field,
                          const char *value,
                          const char *const *names,
                          const char *who,
                          GError **error);

G_END_DECLS
