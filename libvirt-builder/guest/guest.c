/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "guest/guest-private.h"

#include "guest/devices-private.h"
#include "guest/guests-private.h"

/**
 * GVirBuilderGuest:
 *
 * A guest of a connection: started, stopped, waited for and changed.
 *
 * Nothing is asked again and again while something is waited for: libvirt's events tell.
 * They arrive in the default main context. The functions that wait run it themselves where
 * they are called in the thread that it belongs to, or where it belongs to none; in any
 * other thread they need somebody else to run it. Those that end in `_async` never do so.
 *
 * A connection that is lost meanwhile is made again.
 */
G_DEFINE_FINAL_TYPE (GVirBuilderGuest, gvir_builder_guest, G_TYPE_OBJECT)

static void
gvir_builder_guest_finalize (GObject *object)
{
  GVirBuilderGuest *self = GVIR_BUILDER_GUEST (object);

  g_clear_pointer (&self->link, builder_link_free);
  g_free (self->name);
  g_free (self->uuid);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (gvir_builder_guest_parent_class)->finalize (object);
}

static void
gvir_builder_guest_class_init (GVirBuilderGuestClass *class)
{
  G_OBJECT_CLASS (class)->finalize = gvir_builder_guest_finalize;
}

static void
gvir_builder_guest_init (GVirBuilderGuest *self)
{
  g_mutex_init (&self->lock);
}

GVirBuilderGuest *
builder_guest_new (BuilderLink *link,
                   const char *name,
                   const char *uuid)
{
  GVirBuilderGuest *guest = g_object_new (GVIR_BUILDER_TYPE_GUEST, NULL);

  guest->link = builder_link_new_for_handle (link->handle, link->uri);
  guest->name = g_strdup (name);
  guest->uuid = g_strdup (uuid);
  return guest;
}

static GVirBuilderGuest *
wrap (GVirConnection *connection,
      virDomainPtr domain,
      GError **error)
{
  const char *name = virDomainGetName (domain); /* which clears what libvirt says of an error */
  g_autoptr (GVirBuilderGuest) guest = g_object_new (GVIR_BUILDER_TYPE_GUEST, NULL);
  char uuid[VIR_UUID_STRING_BUFLEN];

  if (virDomainGetUUIDString (domain, uuid) != 0)
    {
      builder_set_error (error, "the guest '%s' has no UUID", name);
      return NULL;
    }
  guest->link = builder_link_new (connection, error);
  if (guest->link == NULL)
    return NULL;
  guest->name = g_strdup (virDomainGetName (domain));
  guest->uuid = g_strdup (uuid);
  return g_steal_pointer (&guest);
}

/**
 * gvir_builder_guest_find: (constructor)
 * @connection: an open connection
 * @word: the name of a guest, its UUID, or the number that it has while it runs
 * @error: return location for an error, or %NULL
 *
 * Finds a guest.
 *
 * Returns: (transfer full): the guest, or %NULL with an error of
 *   %GVIR_BUILDER_ERROR_NOT_FOUND or %GVIR_BUILDER_ERROR_UNREACHABLE
 */
GVirBuilderGuest *
gvir_builder_guest_find (GVirConnection *connection,
                         const char *word,
                         GError **error)
{
  g_auto (virConnectPtr) handle = NULL;
  g_auto (virDomainPtr) domain = NULL;

  g_return_val_if_fail (GVIR_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (word != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  handle = builder_handle_of (connection, error);
  if (handle == NULL)
    return NULL;
  domain = builder_guest_find (handle, word, error);
  return domain != NULL ? wrap (connection, domain, error) : NULL;
}

static int
compare_names (gconstpointer one,
               gconstpointer other)
{
  const GVirBuilderGuest *const *a = one;
  const GVirBuilderGuest *const *b = other;

  return strcmp ((*a)->name, (*b)->name);
}

/**
 * gvir_builder_guest_list:
 * @connection: an open connection
 * @scope: which guests
 * @error: return location for an error, or %NULL
 *
 * Lists guests by their names.
 *
 * Returns: (transfer container) (element-type GVirBuilderGuest): the guests, or %NULL with an
 *   error of %GVIR_BUILDER_ERROR_UNREACHABLE
 */
GPtrArray *
gvir_builder_guest_list (GVirConnection *connection,
                         GVirBuilderGuestScope scope,
                         GError **error)
{
  g_auto (virConnectPtr) handle = NULL;
  g_autoptr (GPtrArray) guests = g_ptr_array_new_with_free_func (g_object_unref);
  virDomainPtr *domains = NULL;
  int n;

  g_return_val_if_fail (GVIR_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  handle = builder_handle_of (connection, error);
  if (handle == NULL)
    return NULL;
  n = virConnectListAllDomains (handle, &domains,
                                scope == GVIR_BUILDER_GUEST_SCOPE_RUNNING ? VIR_CONNECT_LIST_DOMAINS_ACTIVE : 0);
  if (n < 0)
    {
      builder_set_error (error, "the guests cannot be listed");
      return NULL;
    }
  for (int i = 0; i < n; i++)
    {
      GVirBuilderGuest *guest = wrap (connection, domains[i], NULL);

      if (guest != NULL)
        g_ptr_array_add (guests, guest);
      virDomainFree (domains[i]);
    }
  free (domains);
  g_ptr_array_sort (guests, compare_names);
  return g_steal_pointer (&guests);
}

/**
 * gvir_builder_guest_get_name:
 * @guest: a guest
 *
 * Gets the name that it had when it was found.
 *
 * Returns: (transfer none): the name
 */
const char *
gvir_builder_guest_get_name (GVirBuilderGuest *guest)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_GUEST (guest), NULL);
  return guest->name;
}

/**
 * gvir_builder_guest_get_uuid:
 * @guest: a guest
 *
 * Gets its UUID, by which it is found again.
 *
 * Returns: (transfer none): the UUID
 */
const char *
gvir_builder_guest_get_uuid (GVirBuilderGuest *guest)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_GUEST (guest), NULL);
  return guest->uuid;
}

virConnectPtr
builder_guest_get_handle (GVirBuilderGuest *guest,
                          GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&guest->lock);

  if (guest->link->handle != NULL && virConnectRef (guest->link->handle) == 0)
    return guest->link->handle;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNREACHABLE,
               "the connection to '%s' is lost: connect again, and find the guest anew", guest->link->uri);
  return NULL;
}

gboolean
builder_guest_look_up (GVirBuilderGuest *guest,
                       virConnectPtr handle,
                       virDomainPtr *domain,
                       GError **error)
{
  g_autoptr (GError) problem = NULL;

  *domain = builder_guest_find_uuid (handle, guest->uuid, &problem);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

virDomainPtr
builder_guest_need (GVirBuilderGuest *guest,
                    GError **error)
{
  g_auto (virConnectPtr) handle = builder_guest_get_handle (guest, error);
  virDomainPtr domain = NULL;

  if (handle != NULL && builder_guest_look_up (guest, handle, &domain, error) && domain == NULL)
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_GUEST,
                 "the guest '%s' is gone: it was removed, or was never defined and has stopped; make it anew",
                 guest->name);
  return domain;
}

gboolean
builder_guest_is_lost (GVirBuilderGuest *guest,
                       const GError *problem)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&guest->lock);

  return builder_link_is_lost (guest->link, problem);
}

gboolean
builder_guest_reconnect (GVirBuilderGuest *guest,
                         virConnectPtr lost,
                         guint seconds,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&guest->lock);

  /* Somebody who waits for the same guest may have done so already. */
  if (guest->link->handle != NULL && guest->link->handle != lost)
    return TRUE;
  return builder_link_reopen (guest->link, seconds, cancellable, error);
}

static GVirBuilderGuestState
translate_state (int state)
{
  switch (state)
    {
    case VIR_DOMAIN_PAUSED:
      return GVIR_BUILDER_GUEST_STATE_PAUSED;
    case VIR_DOMAIN_SHUTDOWN:
      return GVIR_BUILDER_GUEST_STATE_STOPPING;
    case VIR_DOMAIN_SHUTOFF:
      return GVIR_BUILDER_GUEST_STATE_SHUTOFF;
    case VIR_DOMAIN_CRASHED:
      return GVIR_BUILDER_GUEST_STATE_CRASHED;
    case VIR_DOMAIN_PMSUSPENDED:
      return GVIR_BUILDER_GUEST_STATE_SLEEPING;
    default:
      return GVIR_BUILDER_GUEST_STATE_RUNNING;
    }
}

gboolean
builder_domain_get_state (virDomainPtr domain,
                          GVirBuilderGuestState *state,
                          int *reason,
                          GError **error)
{
  const char *name = virDomainGetName (domain); /* which clears what libvirt says of an error */
  int number;

  *reason = 0;
  *state = GVIR_BUILDER_GUEST_STATE_GONE;
  if (domain == NULL)
    return TRUE;
  if (virDomainGetState (domain, &number, reason, 0) == 0)
    {
      *state = translate_state (number);
      return TRUE;
    }
  if (builder_last_is (VIR_ERR_NO_DOMAIN))
    {
      virResetLastError ();
      return TRUE;
    }
  builder_set_error (error, "it cannot be found out what the guest '%s' does", name);
  return FALSE;
}

/**
 * gvir_builder_guest_get_state:
 * @guest: a guest
 * @state: (out): what it does
 * @error: return location for an error, or %NULL
 *
 * Asks what the guest does now.
 *
 * Returns: %TRUE, or %FALSE with an error of %GVIR_BUILDER_ERROR_UNREACHABLE
 */
gboolean
gvir_builder_guest_get_state (GVirBuilderGuest *guest,
                              GVirBuilderGuestState *state,
                              GError **error)
{
  g_auto (virConnectPtr) handle = NULL;
  g_auto (virDomainPtr) domain = NULL;
  int reason;

  g_return_val_if_fail (GVIR_BUILDER_IS_GUEST (guest), FALSE);
  g_return_val_if_fail (state != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  handle = builder_guest_get_handle (guest, error);
  return handle != NULL && builder_guest_look_up (guest, handle, &domain, error)
         && builder_domain_get_state (domain, state, &reason, error);
}

/**
 * gvir_builder_guest_get_os:
 * @guest: a guest
 * @error: return location for an error, or %NULL
 *
 * Gets which operating system the guest's configuration says it has, by the id that
 * libosinfo gives it, such as `http://debian.org/debian/12`.
 *
 * Returns: (transfer full) (nullable): the id; %NULL without an error where the configuration
 *   does not say, or with an error of %GVIR_BUILDER_ERROR_GUEST or
 *   %GVIR_BUILDER_ERROR_UNREACHABLE
 */
char *
gvir_builder_guest_get_os (GVirBuilderGuest *guest,
                           GError **error)
{
  g_auto (virDomainPtr) domain = NULL;
  g_autoptr (BuilderDevices) devices = NULL;

  g_return_val_if_fail (GVIR_BUILDER_IS_GUEST (guest), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  domain = builder_guest_need (guest, error);
  if (domain == NULL)
    return NULL;
  devices = builder_devices_read (domain, 0, error);
  return devices != NULL ? builder_devices_ask (devices, "string(//*[local-name()='libosinfo']/*[local-name()='os']/@id)")
                         : NULL;
}
