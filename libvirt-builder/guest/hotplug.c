/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Devices come and go while a guest runs. */

#include "guest/devices-private.h"
#include "guest/wait-private.h"

/* Where a device of the guest is changed: what runs, what is defined, or both. */
static unsigned int
places_of (virDomainPtr domain)
{
  unsigned int places = 0;

  if (virDomainIsActive (domain) == 1)
    places |= VIR_DOMAIN_AFFECT_LIVE;
  if (virDomainIsPersistent (domain) == 1)
    places |= VIR_DOMAIN_AFFECT_CONFIG;
  return places;
}

/**
 * gvir_builder_guest_attach:
 * @guest: a guest
 * @xml: a device, as in the `<devices>` of a guest
 * @error: return location for an error, or %NULL
 *
 * Adds a device: at once where the guest runs, and to its definition where it has one. Both or
 * none of it is done.
 *
 * Returns: %TRUE, or %FALSE with an error: of %GVIR_BUILDER_ERROR_INVALID_INPUT or
 *   %GVIR_BUILDER_ERROR_UNSUPPORTED
 */
gboolean
gvir_builder_guest_attach (GVirBuilderGuest *guest,
                           const char *xml,
                           GError **error)
{
  g_auto (virDomainPtr) domain = NULL;

  g_return_val_if_fail (GVIR_BUILDER_IS_GUEST (guest), FALSE);
  g_return_val_if_fail (xml != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  domain = builder_guest_need (guest, error);
  if (domain == NULL)
    return FALSE;
  if (virDomainAttachDeviceFlags (domain, xml, places_of (domain)) == 0)
    return TRUE;
  builder_set_error (error, "the device cannot be added to the guest '%s'", guest->name);
  return FALSE;
}

/* A device on its way out of a guest that runs. */
typedef struct
{
  const char *word;
  char *alias; /* once the guest was asked */
  gboolean missing;
} Leaving;

static BuilderVerdict
ask (BuilderMoment *moment,
     Leaving *leaving,
     xmlNode *device,
     GError **error)
{
  g_autofree char *xml = device != NULL ? builder_device_to_xml (device) : NULL;

  leaving->missing = device == NULL;
  if (device == NULL)
    return BUILDER_VERDICT_DONE;
  leaving->alias = builder_device_get (device, "alias", "name");
  if (virDomainDetachDeviceFlags (moment->domain, xml, VIR_DOMAIN_AFFECT_LIVE) == 0)
    {
      /* It may have left while it was asked. */
      moment->again = 0;
      return BUILDER_VERDICT_WAIT;
    }
  builder_set_error (error, "the device '%s' cannot be taken from the guest '%s'", leaving->word, moment->guest->name);
  return BUILDER_VERDICT_FAILED;
}

static BuilderVerdict
judge_leaving (BuilderMoment *moment,
               gpointer data,
               GError **error)
{
  g_autoptr (BuilderDevices) devices = NULL;
  Leaving *leaving = data;

  if (moment->domain == NULL || virDomainIsActive (moment->domain) != 1)
    return BUILDER_VERDICT_DONE;
  devices = builder_devices_read (moment->domain, 0, error);
  if (devices == NULL)
    return BUILDER_VERDICT_FAILED;
  if (leaving->alias == NULL)
    return ask (moment, leaving, builder_devices_find_named (devices, leaving->word), error);
  if (builder_devices_find_named (devices, leaving->alias) == NULL)
    return BUILDER_VERDICT_DONE;
  if (builder_watch_device (moment->watch, leaving->alias) != BUILDER_DEVICE_REFUSED)
    return BUILDER_VERDICT_WAIT;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_IN_USE,
               "the guest '%s' does not let go of the device '%s': have it unmounted or unconfigured in the guest first",
               moment->guest->name, leaving->word);
  return BUILDER_VERDICT_FAILED;
}

/* From the definition; MISSING says whether it was not where the guest runs either. */
static gboolean
undefine_device (virDomainPtr domain,
                 const char *word,
                 gboolean missing,
                 GError **error)
{
  const char *name = virDomainGetName (domain); /* which clears what libvirt says of an error */
  g_autoptr (BuilderDevices) devices = builder_devices_read (domain, VIR_DOMAIN_XML_INACTIVE, error);
  xmlNode *device = devices != NULL ? builder_devices_find_named (devices, word) : NULL;
  g_autofree char *names = devices != NULL ? builder_devices_name_all (devices) : NULL;
  g_autofree char *xml = device != NULL ? builder_device_to_xml (device) : NULL;

  if (devices == NULL)
    return FALSE;
  if (device == NULL && missing)
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NOT_FOUND,
                 "the guest '%s' has no device '%s': it has %s", virDomainGetName (domain), word, names);
  if (device == NULL)
    return !missing;
  if (virDomainIsPersistent (domain) != 1
      || virDomainDetachDeviceFlags (domain, xml, VIR_DOMAIN_AFFECT_CONFIG) == 0)
    return TRUE;
  builder_set_error (error, "the device '%s' cannot be taken from the definition of the guest '%s'", word,
                     name);
  return FALSE;
}

/**
 * gvir_builder_guest_detach:
 * @guest: a guest
 * @device: what the device is called: the name of its target such as `vdb`, its MAC address or
 *   its alias
 * @seconds: how long the guest has to let go of it, or 0: without end
 * @cancellable: (nullable): cancels the waiting: the guest may still let go of it
 * @error: return location for an error, or %NULL
 *
 * Takes a device away: from the guest that runs, once its system has let go of it, and then from its
 * definition.
 *
 * Returns: %TRUE, or %FALSE with an error: of %GVIR_BUILDER_ERROR_NOT_FOUND, of
 *   %GVIR_BUILDER_ERROR_IN_USE where the guest refuses, of
 *   %GVIR_BUILDER_ERROR_TIMED_OUT where it says nothing
 */
gboolean
gvir_builder_guest_detach (GVirBuilderGuest *guest,
                           const char *device,
                           guint seconds,
                           GCancellable *cancellable,
                           GError **error)
{
  g_auto (virDomainPtr) domain = NULL;
  Leaving leaving = { .word = device, .missing = TRUE };
  gboolean left;

  g_return_val_if_fail (GVIR_BUILDER_IS_GUEST (guest), FALSE);
  g_return_val_if_fail (device != NULL, FALSE);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  left = builder_wait (guest, judge_leaving, &leaving, "let go of the device", seconds, cancellable, error);
  g_free (leaving.alias);
  domain = left ? builder_guest_need (guest, error) : NULL;
  return domain != NULL && undefine_device (domain, device, leaving.missing, error);
}

static void
remove_source (xmlNode *drive)
{
  for (xmlNode *child = drive->children, *next; child != NULL; child = next)
    {
      next = child->next;
      if (g_str_equal (child->name, "source") || g_str_equal (child->name, "backingStore"))
        {
          xmlUnlinkNode (child);
          xmlFreeNode (child);
        }
    }
}

static gboolean
has_medium (xmlNode *drive)
{
  for (xmlNode *child = drive->children; child != NULL; child = child->next)
    {
      if (g_str_equal (child->name, "source"))
        return TRUE;
    }
  return FALSE;
}

/* A guest that holds the tray is not asked a second time. */
gboolean
builder_drive_empty (virDomainPtr domain,
                     xmlNode *drive,
                     unsigned int place,
                     GError **error)
{
  const char *name = virDomainGetName (domain); /* which clears what libvirt says of an error */
  g_autofree char *target = builder_device_get (drive, "target", "dev");
  g_autofree char *xml = NULL;

  remove_source (drive);
  xml = builder_device_to_xml (drive);
  if (virDomainUpdateDeviceFlags (domain, xml, place) == 0
      || virDomainUpdateDeviceFlags (domain, xml, place | VIR_DOMAIN_DEVICE_MODIFY_FORCE) == 0)
    return TRUE;
  builder_set_error (error, "the drive '%s' of the guest '%s' cannot be emptied", target, name);
  return FALSE;
}

static gboolean
empty_drives (virDomainPtr domain,
              const char *target,
              unsigned int place,
              guint *found,
              GError **error)
{
  g_autoptr (BuilderDevices) devices = builder_devices_read (
    domain, place == VIR_DOMAIN_AFFECT_CONFIG ? VIR_DOMAIN_XML_INACTIVE : 0, error);
  xmlNode *device = devices != NULL ? builder_devices_find (devices, "/domain/devices/disk") : NULL;

  for (; device != NULL; device = device->next)
    {
      g_autofree char *kind = builder_device_get (device, NULL, "device");
      g_autofree char *name = builder_device_get (device, "target", "dev");

      if ((g_strcmp0 (kind, "cdrom") != 0 && g_strcmp0 (kind, "floppy") != 0)
          || (target != NULL && g_strcmp0 (name, target) != 0))
        continue;
      (*found)++;
      if (has_medium (device) && !builder_drive_empty (domain, device, place, error))
        return FALSE;
    }
  return devices != NULL;
}

/**
 * gvir_builder_guest_eject:
 * @guest: a guest
 * @target: (nullable): the drive, such as `sda`; %NULL: all drives whose media can be changed
 * @error: return location for an error, or %NULL
 *
 * Takes the media out of CD-ROM and floppy drives: at once where the guest runs, also where it
 * holds the tray closed, and in its definition.
 *
 * Returns: %TRUE where they are empty, or %FALSE with an error: of
 *   %GVIR_BUILDER_ERROR_NOT_FOUND where there is no such drive
 */
gboolean
gvir_builder_guest_eject (GVirBuilderGuest *guest,
                          const char *target,
                          GError **error)
{
  g_auto (virDomainPtr) domain = NULL;
  unsigned int places;
  guint found = 0;

  g_return_val_if_fail (GVIR_BUILDER_IS_GUEST (guest), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  domain = builder_guest_need (guest, error);
  if (domain == NULL)
    return FALSE;
  places = places_of (domain);
  if (((places & VIR_DOMAIN_AFFECT_LIVE) != 0 && !empty_drives (domain, target, VIR_DOMAIN_AFFECT_LIVE, &found, error))
      || ((places & VIR_DOMAIN_AFFECT_CONFIG) != 0
          && !empty_drives (domain, target, VIR_DOMAIN_AFFECT_CONFIG, &found, error)))
    return FALSE;
  if (found > 0 || target == NULL)
    return TRUE;
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NOT_FOUND,
               "the guest '%s' has no CD-ROM or floppy drive '%s': name one that it has", guest->name, target);
  return FALSE;
}
