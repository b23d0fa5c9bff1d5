/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The functions that add memory modules. */

#include "domain/add-private.h"

static GVirConfigDomainDevice *
add_module (GVirDesignerDomain *design,
            const char *model,
            const char *path,
            guint64 size,
            const char *requested,
            GError **error)
{
  g_autofree char *kib = g_strdup_printf ("%" G_GUINT64_FORMAT "KiB", size / 1024);
  const DesignerPart parts[] = {
    { "model", model }, { "source.path", path }, { "target.size", kib }, { "target.requested", requested },
  };

  return designer_domain_add_as_option (design, "memdev", parts, G_N_ELEMENTS (parts), error);
}

/**
 * gvir_designer_domain_add_memory_dimm:
 * @design: a design
 * @size: its size in bytes
 * @error: return location for a #GError
 *
 * Adds a memory module to the guest's memory.
 *
 * The memory comes beside that of the guest. libvirt wants to know the most memory
 * that the guest can have, slots and a NUMA cell; these follow by themselves.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_INVALID_VALUE where @size is less than 1 MiB, with
 *   %GVIR_DESIGNER_ERROR_CONFLICT where the machine has no memory modules,
 *   or as [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainDevice *
gvir_designer_domain_add_memory_dimm (GVirDesignerDomain *design,
                                      guint64 size,
                                      GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);

  return add_module (design, "dimm", NULL, size, NULL, error);
}

/**
 * gvir_designer_domain_add_memory_nvdimm:
 * @design: a design
 * @path: the file or device of the host that keeps what is in the module
 * @size: its size in bytes
 * @error: return location for a #GError
 *
 * Adds a memory module that keeps what is in it when the guest is off.
 *
 * The file need not be there, but must be of that size when the guest starts.
 *
 * The memory comes beside that of the guest. libvirt wants to know the most memory
 * that the guest can have, slots and a NUMA cell; these follow by themselves.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_INVALID_VALUE where @size is less than 1 MiB or @path
 *   is none, with %GVIR_DESIGNER_ERROR_CONFLICT where the machine has no memory modules,
 *   or as [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainDevice *
gvir_designer_domain_add_memory_nvdimm (GVirDesignerDomain *design,
                                        const char *path,
                                        guint64 size,
                                        GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  return add_module (design, "nvdimm", path, size, NULL, error);
}

/**
 * gvir_designer_domain_add_memory_virtio:
 * @design: a design
 * @size: the most that the module can have, in bytes
 * @requested: how much of it the guest is to use at first, in bytes
 * @error: return location for a #GError
 *
 * Adds memory that grows and shrinks while the guest runs (virtio-mem).
 *
 * The memory comes beside that of the guest. libvirt wants to know the most memory
 * that the guest can have, slots and a NUMA cell; these follow by themselves.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_INVALID_VALUE where @size is less than 1 MiB, with
 *   %GVIR_DESIGNER_ERROR_CONFLICT where the machine has no memory modules,
 *   or as [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainDevice *
gvir_designer_domain_add_memory_virtio (GVirDesignerDomain *design,
                                        guint64 size,
                                        guint64 requested,
                                        GError **error)
{
  g_autofree char *kib = g_strdup_printf ("%" G_GUINT64_FORMAT, requested / 1024);

  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);
  g_return_val_if_fail (requested <= size, NULL);

  return add_module (design, "virtio-mem", NULL, size, kib, error);
}
