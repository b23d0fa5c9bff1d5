/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A guest of libvirt's test driver, and what tests of it share. */

#pragma once

#include "connection/calls-private.h"
#include "libvirt-builder.h"

/* A host that is there while there are connections to it, where the guest "test" runs. */
#define URI "test:///default"
#define UUID "6695eb01-f6a4-8304-79aa-97f2502e193f"

/* What is to happen soon happens after so many milliseconds. */
#define SOON 50

typedef struct
{
  GVirConnection *connection;
  GVirBuilderGuest *guest;
  virConnectPtr handle;
  virDomainPtr domain;
} Fixture;

static inline void
set_up (Fixture *fixture,
        G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->connection = gvir_builder_connect (URI, &error);
  g_assert_no_error (error);
  fixture->guest = gvir_builder_guest_find (fixture->connection, "test", &error);
  g_assert_no_error (error);
  fixture->handle = builder_handle_of (fixture->connection, &error);
  g_assert_no_error (error);
  fixture->domain = virDomainLookupByName (fixture->handle, "test");
  g_assert_nonnull (fixture->domain);
  /* A thread that has just ended may still hold the host of the test before. */
  if (virDomainIsActive (fixture->domain) == 0)
    g_assert_cmpint (virDomainCreate (fixture->domain), ==, 0);
}

static inline void
tear_down (Fixture *fixture,
           G_GNUC_UNUSED gconstpointer data)
{
  virDomainFree (fixture->domain);
  virConnectClose (fixture->handle);
  g_object_unref (fixture->guest);
  g_object_unref (fixture->connection);
}

static inline GVirBuilderGuestState
state_of (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GVirBuilderGuestState state;

  gvir_builder_guest_get_state (fixture->guest, &state, &error);
  g_assert_no_error (error);
  return state;
}

static inline void
assert_says (const GError *error,
             int code,
             const char *words)
{
  g_assert_error (error, GVIR_BUILDER_ERROR, code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, words));
}

static inline gboolean
destroy (gpointer data)
{
  g_assert_cmpint (virDomainDestroy (data), ==, 0);
  return G_SOURCE_REMOVE;
}

static inline void
keep_result (G_GNUC_UNUSED GObject *source,
             GAsyncResult *result,
             gpointer data)
{
  GAsyncResult **kept = data;

  *kept = g_object_ref (result);
}

static inline GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static inline void
add (const char *name,
     void (*test) (Fixture *fixture,
                   gconstpointer data))
{
  g_autofree char *path = g_strconcat ("/builder/guest/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}
