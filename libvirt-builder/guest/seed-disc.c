/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "guest/seed-disc-private.h"

#include "guest/devices-private.h"

/* The drive with the disc, or NULL; it belongs to DEVICES. */
static xmlNode *
find_drive (BuilderDevices *devices,
            const char *path)
{
  xmlNode *first = builder_devices_find (devices, "/domain/devices/disk[@device='cdrom']");

  for (xmlNode *drive = first; drive != NULL; drive = xmlNextElementSibling (drive))
    {
      g_autofree char *file = builder_device_get (drive, "source", "file");
      g_autofree char *kind = builder_device_get (drive, NULL, "device");

      if (g_strcmp0 (kind, "cdrom") == 0 && g_strcmp0 (file, path) == 0)
        return drive;
    }
  return NULL;
}

gboolean
builder_seed_disc_is_in (virDomainPtr domain,
                         const char *path)
{
  g_autoptr (BuilderDevices) devices = virDomainIsActive (domain) == 1 ? builder_devices_read (domain, 0, NULL) : NULL;

  return devices != NULL && find_drive (devices, path) != NULL;
}

gboolean
builder_seed_disc_eject (virDomainPtr domain,
                         const char *path,
                         GError **error)
{
  g_autoptr (BuilderDevices) devices = builder_devices_read (domain, 0, error);
  xmlNode *drive = devices != NULL ? find_drive (devices, path) : NULL;

  return devices != NULL && (drive == NULL || builder_drive_empty (domain, drive, VIR_DOMAIN_AFFECT_LIVE, error));
}
