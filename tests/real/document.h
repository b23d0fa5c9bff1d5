/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/* One domain XML of the work list: read, held against the schema, and made ready for a start. */
typedef struct _Document Document;

/* NULL where libvirt's schema is not installed or not usable; says why. */
gboolean schema_load (const char *folder, char **reason);

void schema_free (void);

Document *document_read (const char *path, char **reason);

gboolean document_validate (Document *document, char **reason);

/* Names, UUIDs and files that no two trials may use at the same time. */
GPtrArray *document_list_claims (Document *document);

/* Why this machine cannot be expected to start the domain, or NULL. */
char *document_find_obstacle (Document *document);

guint document_replace_networks (Document *document);

/* The created files are added to created, for the caller to remove. */
gboolean document_make_images (Document *document, const char *folder, GPtrArray *created,
                               char **reason);

char *document_to_xml (Document *document);

void document_free (Document *document);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Document, document_free)
