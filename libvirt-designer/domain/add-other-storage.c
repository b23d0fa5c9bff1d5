/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The functions that add storage which is no file or device of the host. */

#include "base/libvirt-designer-error.h"
#include "domain/add-private.h"

/**
 * gvir_designer_domain_add_disk_new:
 * @design: a design
 * @size: the size of the disk in bytes, or 0 for what the OS database recommends
 * @format: (nullable): the format of the image, such as `raw`; %NULL: `qcow2`
 * @error: return location for a #GError
 *
 * Adds a hard disk whose storage is still to be made.
 *
 * The image is named after the guest, beside those of other guests. A design
 * makes nothing: the decisions `disk.storage.size`, `disk.storage.format` and
 * `disk.storage.sparse` say what is to be made before the guest starts.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_INVALID_VALUE where @size is 0 and nothing is
 *   recommended, or @format is unknown, or as
 *   [method@LibvirtDesigner.Domain.add_disk_file]
 */
GVirConfigDomainDisk *
gvir_designer_domain_add_disk_new (GVirDesignerDomain *design,
                                   guint64 size,
                                   const char *format,
                                   GError **error)
{
  g_autofree char *bytes = size > 0 ? g_strdup_printf ("%" G_GUINT64_FORMAT, size) : NULL;
  const DesignerWish wishes[] = {
    { DESIGNER_THING_DISK_DEVICE, "disk" },
    { DESIGNER_THING_DISK_STORAGE, "new" },
    { DESIGNER_THING_DISK_SIZE, bytes },
    { DESIGNER_THING_DISK_FORMAT, format },
  };

  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);

  return (GVirConfigDomainDisk *) designer_domain_add (design, DESIGNER_SCOPE_DISK, wishes,
                                                       G_N_ELEMENTS (wishes), error);
}

/**
 * gvir_designer_domain_add_disk_volume:
 * @design: a design
 * @pool: the name of a storage pool of libvirt
 * @volume: the name of a volume in it
 * @format: (nullable): the format of the volume, such as `qcow2`; %NULL: as its
 *   name says, else `raw`
 * @error: return location for a #GError
 *
 * Adds a hard disk whose content is a volume of a storage pool.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_INVALID_VALUE where a name is empty or @format is
 *   unknown, or as [method@LibvirtDesigner.Domain.add_disk_file]
 */
GVirConfigDomainDisk *
gvir_designer_domain_add_disk_volume (GVirDesignerDomain *design,
                                      const char *pool,
                                      const char *volume,
                                      const char *format,
                                      GError **error)
{
  const DesignerWish wishes[] = {
    { DESIGNER_THING_DISK_DEVICE, "disk" },
    { DESIGNER_THING_DISK_SOURCE_POOL, pool },
    { DESIGNER_THING_DISK_SOURCE_VOLUME, volume },
    { DESIGNER_THING_DISK_FORMAT, format },
  };

  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);
  g_return_val_if_fail (pool != NULL, NULL);
  g_return_val_if_fail (volume != NULL, NULL);

  return (GVirConfigDomainDisk *) designer_domain_add (design, DESIGNER_SCOPE_DISK, wishes,
                                                       G_N_ELEMENTS (wishes), error);
}

static gboolean
set_part (DesignerRequest *request,
          guint number,
          const char *part,
          const char *value,
          GError **error)
{
  g_autofree char *path = g_strdup_printf ("source/host[%u]/@%s", number, part);
  g_autofree char *name = g_strdup_printf ("disk.source.host%u.%s", number - 1, part);

  return designer_request_set (request, DESIGNER_SETTING_VALUE, path, value, name, error);
}

/* "store.example:10809", "[fd00::1]:10809", or the path of a socket. */
static gboolean
set_server (DesignerRequest *request,
            guint number,
            const char *server,
            GError **error)
{
  g_autoptr (GSocketConnectable) address = NULL;
  g_autofree char *port = NULL;

  if (*server == '/' && designer_text_fits_xml (server))
    return set_part (request, number, "transport", "unix", error)
           && set_part (request, number, "socket", server, error);
  if (*server != '\0' && *server != '/' && designer_text_fits_xml (server))
    address = g_network_address_parse (server, 0, NULL);
  if (address == NULL)
    {
      g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                   "'%s' is no server: give NAME, NAME:PORT, [ADDRESS]:PORT or the path of a socket",
                   designer_text_fits_xml (server) ? server : "?");
      return FALSE;
    }
  port = g_strdup_printf ("%u", g_network_address_get_port (G_NETWORK_ADDRESS (address)));
  return set_part (request, number, "name", g_network_address_get_hostname (G_NETWORK_ADDRESS (address)), error)
         && (g_str_equal (port, "0") || set_part (request, number, "port", port, error));
}

/**
 * gvir_designer_domain_add_disk_network:
 * @design: a design
 * @protocol: how the server is spoken to, such as `rbd`, `iscsi`, `nbd` or `https`
 * @servers: (nullable) (array zero-terminated=1): the servers, each as `NAME`,
 *   `NAME:PORT` or `[ADDRESS]:PORT`, or as the path of a socket; %NULL: those that
 *   the host is configured for
 * @name: (nullable): what the storage is called on its server; %NULL: the one that
 *   an `nbd` server has
 * @format: (nullable): the format of the storage, such as `qcow2`; %NULL: as its
 *   name says, else `raw`
 * @error: return location for a #GError
 *
 * Adds a hard disk whose content is on a server.
 *
 * Users, secrets and cookies can be set in the device that is returned, or with
 * [method@LibvirtDesigner.Domain.apply_option], as
 * `disk` `rbd://server/pool/image,source.auth.username=…`.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_INVALID_VALUE where @protocol or @format is unknown,
 *   or a server or a name is missing or none, or as
 *   [method@LibvirtDesigner.Domain.add_disk_file]
 */
GVirConfigDomainDisk *
gvir_designer_domain_add_disk_network (GVirDesignerDomain *design,
                                       const char *protocol,
                                       const char *const *servers,
                                       const char *name,
                                       const char *format,
                                       GError **error)
{
  const DesignerWish wishes[] = {
    { DESIGNER_THING_DISK_DEVICE, "disk" },
    { DESIGNER_THING_DISK_PROTOCOL, protocol },
    { DESIGNER_THING_DISK_SOURCE_NAME, name },
    { DESIGNER_THING_DISK_FORMAT, format },
  };
  DesignerRequest *request;

  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);
  g_return_val_if_fail (protocol != NULL, NULL);

  request = designer_domain_request (design, DESIGNER_SCOPE_DISK, wishes, G_N_ELEMENTS (wishes), error);
  if (request == NULL)
    return NULL;
  for (guint i = 0; servers != NULL && servers[i] != NULL; i++)
    {
      if (!set_server (request, i + 1, servers[i], error))
        return NULL;
    }
  return (GVirConfigDomainDisk *) designer_domain_add_device (design, DESIGNER_SCOPE_DISK, request, error);
}

/**
 * gvir_designer_domain_add_filesystem:
 * @design: a design
 * @source: a folder of the host
 * @target: the name that the guest mounts it by, or where it is in a container
 * @error: return location for a #GError
 *
 * Shares a folder of the host with the guest.
 *
 * Virtual machines reach it by virtiofs where host and operating system have it,
 * else by 9p; the memory of a guest with virtiofs is shared with the process that
 * serves it.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_INVALID_VALUE where a text is none that XML can
 *   hold, or @target is no folder of the container, or as
 *   [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainFilesys *
gvir_designer_domain_add_filesystem (GVirDesignerDomain *design,
                                     const char *source,
                                     const char *target,
                                     GError **error)
{
  const DesignerWish wishes[] = { { DESIGNER_THING_FS_SOURCE, source }, { DESIGNER_THING_FS_TARGET, target } };

  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);
  g_return_val_if_fail (source != NULL, NULL);
  g_return_val_if_fail (target != NULL, NULL);

  return (GVirConfigDomainFilesys *) designer_domain_add (design, DESIGNER_SCOPE_FILESYSTEM, wishes,
                                                          G_N_ELEMENTS (wishes), error);
}
