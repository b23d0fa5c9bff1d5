/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What tests on libvirt's test driver share: a connection, and a folder for records that
 * must be empty at the end. */

#pragma once

#include "connection/calls-private.h"
#include "journal/journal-private.h"
#include "libvirt-builder.h"

G_BEGIN_DECLS

/* All connections to it in a process share one host, for as long as one is open. */
#define FIXTURE_URI "test:///default"
#define FIXTURE_POOL "default-pool"

typedef struct
{
  char *folder; /* of the records */
  GVirConnection *connection;
  virConnectPtr handle;
} Fixture;

void fixture_set_up (Fixture *fixture,
                     gconstpointer data);
void fixture_tear_down (Fixture *fixture,
                        gconstpointer data);

/* The design of a guest for the host of the connection; DISK is what --disk takes. */
GVirDesignerDomain *fixture_design (Fixture *fixture,
                                    const char *name,
                                    const char *disk);

/* A connection that is not open. */
GVirConnection *fixture_closed_connection (void);

gboolean fixture_has_guest (Fixture *fixture,
                            const char *name);
gboolean fixture_has_volume (Fixture *fixture,
                             const char *name);
/* How many records there are. */
guint fixture_n_records (Fixture *fixture);

#define FIXTURE_TEST(path, function) \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

G_END_DECLS
