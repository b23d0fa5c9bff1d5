/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The functions that add storage. */

#include "domain/add-private.h"

static GVirConfigDomainDisk *
add_storage (GVirDesignerDomain *design,
             const char *device,
             DesignerThingId source,
             const char *path,
             const char *format,
             GError **error)
{
  const DesignerWish wishes[] = {
    { DESIGNER_THING_DISK_DEVICE, device },
    { source, path },
    { DESIGNER_THING_DISK_FORMAT, format },
  };

  return (GVirConfigDomainDisk *) designer_domain_add (design, DESIGNER_SCOPE_DISK, wishes,
                                                       G_N_ELEMENTS (wishes), error);
}

/**
 * gvir_designer_domain_add_cdrom_file:
 * @design: a design
 * @filepath: the image file on the host
 * @format: (nullable): the format of the image, such as `qcow2`; %NULL: as the
 *   name of the file says, else `raw`
 * @error: return location for a #GError
 *
 * Adds a CD-ROM drive with an image file in it.
 *
 * Bus, target name, driver settings and the controller that it needs follow from
 * operating system and host. The file is not looked at, and need not be there.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_CONFLICT where no bus has room for it, with
 *   %GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST where the host has no such device,
 *   with %GVIR_DESIGNER_ERROR_INVALID_VALUE where a text is none that XML can
 *   hold, or as [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainDisk *
gvir_designer_domain_add_cdrom_file (GVirDesignerDomain *design,
                                     const char *filepath,
                                     const char *format,
                                     GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);
  g_return_val_if_fail (filepath != NULL, NULL);

  return add_storage (design, "cdrom", DESIGNER_THING_DISK_SOURCE_FILE, filepath, format, error);
}

/**
 * gvir_designer_domain_add_cdrom_device:
 * @design: a design
 * @devpath: the block device of the host
 * @error: return location for a #GError
 *
 * Adds a CD-ROM drive whose medium is a block device.
 *
 * Bus, target name, driver settings and the controller that it needs follow from
 * operating system and host. The device is not looked at, and need not be there.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_CONFLICT where no bus has room for it, with
 *   %GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST where the host has no such device,
 *   with %GVIR_DESIGNER_ERROR_INVALID_VALUE where a text is none that XML can
 *   hold, or as [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainDisk *
gvir_designer_domain_add_cdrom_device (GVirDesignerDomain *design,
                                       const char *devpath,
                                       GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);
  g_return_val_if_fail (devpath != NULL, NULL);

  return add_storage (design, "cdrom", DESIGNER_THING_DISK_SOURCE_DEV, devpath, NULL, error);
}

/**
 * gvir_designer_domain_add_disk_file:
 * @design: a design
 * @filepath: the image file on the host
 * @format: (nullable): the format of the image, such as `qcow2`; %NULL: as the
 *   name of the file says, else `raw`
 * @error: return location for a #GError
 *
 * Adds a hard disk whose content is an image file.
 *
 * Bus, target name, driver settings and the controller that it needs follow from
 * operating system and host. The file is not looked at, and need not be there.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_CONFLICT where no bus has room for it, with
 *   %GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST where the host has no such device,
 *   with %GVIR_DESIGNER_ERROR_INVALID_VALUE where a text is none that XML can
 *   hold, or as [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainDisk *
gvir_designer_domain_add_disk_file (GVirDesignerDomain *design,
                                    const char *filepath,
                                    const char *format,
                                    GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);
  g_return_val_if_fail (filepath != NULL, NULL);

  return add_storage (design, "disk", DESIGNER_THING_DISK_SOURCE_FILE, filepath, format, error);
}

/**
 * gvir_designer_domain_add_disk_device:
 * @design: a design
 * @devpath: the block device of the host
 * @error: return location for a #GError
 *
 * Adds a hard disk whose content is a block device.
 *
 * Bus, target name, driver settings and the controller that it needs follow from
 * operating system and host. The device is not looked at, and need not be there.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_CONFLICT where no bus has room for it, with
 *   %GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST where the host has no such device,
 *   with %GVIR_DESIGNER_ERROR_INVALID_VALUE where a text is none that XML can
 *   hold, or as [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainDisk *
gvir_designer_domain_add_disk_device (GVirDesignerDomain *design,
                                      const char *devpath,
                                      GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);
  g_return_val_if_fail (devpath != NULL, NULL);

  return add_storage (design, "disk", DESIGNER_THING_DISK_SOURCE_DEV, devpath, NULL, error);
}

/**
 * gvir_designer_domain_add_floppy_file:
 * @design: a design
 * @filepath: the image file on the host
 * @format: (nullable): the format of the image, such as `qcow2`; %NULL: as the
 *   name of the file says, else `raw`
 * @error: return location for a #GError
 *
 * Adds a floppy drive with an image file in it.
 *
 * Bus, target name, driver settings and the controller that it needs follow from
 * operating system and host. The file is not looked at, and need not be there.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_CONFLICT where no bus has room for it, with
 *   %GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST where the host has no such device,
 *   with %GVIR_DESIGNER_ERROR_INVALID_VALUE where a text is none that XML can
 *   hold, or as [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainDisk *
gvir_designer_domain_add_floppy_file (GVirDesignerDomain *design,
                                      const char *filepath,
                                      const char *format,
                                      GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);
  g_return_val_if_fail (filepath != NULL, NULL);

  return add_storage (design, "floppy", DESIGNER_THING_DISK_SOURCE_FILE, filepath, format, error);
}

/**
 * gvir_designer_domain_add_floppy_device:
 * @design: a design
 * @devpath: the block device of the host
 * @error: return location for a #GError
 *
 * Adds a floppy drive whose medium is a block device.
 *
 * Bus, target name, driver settings and the controller that it needs follow from
 * operating system and host. The device is not looked at, and need not be there.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_CONFLICT where no bus has room for it, with
 *   %GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST where the host has no such device,
 *   with %GVIR_DESIGNER_ERROR_INVALID_VALUE where a text is none that XML can
 *   hold, or as [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainDisk *
gvir_designer_domain_add_floppy_device (GVirDesignerDomain *design,
                                        const char *devpath,
                                        GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);
  g_return_val_if_fail (devpath != NULL, NULL);

  return add_storage (design, "floppy", DESIGNER_THING_DISK_SOURCE_DEV, devpath, NULL, error);
}
