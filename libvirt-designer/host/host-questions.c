/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "host/host-private.h"

#include "host/host-view-private.h"

/**
 * gvir_designer_host_lists:
 * @host: a host
 * @arch: (nullable): an architecture such as `x86_64`, or %NULL for the host's
 * @virt_type: (nullable): a domain type such as `kvm`; with %NULL, what depends
 *   on it is unknown
 * @machine: (nullable): a machine's name or alias; with %NULL, what depends on
 *   it is unknown
 * @what: a place in the domain capabilities, without `devices`, `features` and
 *   `enum`: `disk/bus`, `os/firmware`, `loader/secure`, `hyperv/features`,
 *   `cpu/mode`, `cpu/model`, `tpm`; or `guest/features`, a guest's features in
 *   the capabilities
 * @value: (nullable): a value there, such as `virtio`, or %NULL to ask whether
 *   the element @what is supported
 *
 * Asks what the domain capabilities say of one value for one kind of guest. For
 * `cpu/model`, yes means that the host can run that model.
 *
 * Returns: yes where the value is listed; no where others are, or where what it
 *   belongs to is not supported; unknown where @what is not mentioned
 */
GVirDesignerAnswer
gvir_designer_host_lists (GVirDesignerHost *host,
                          const char *arch,
                          const char *virt_type,
                          const char *machine,
                          const char *what,
                          const char *value)
{
  g_autoptr (DesignerHostView) view = NULL;

  g_return_val_if_fail (GVIR_DESIGNER_IS_HOST (host), GVIR_DESIGNER_ANSWER_UNKNOWN);
  g_return_val_if_fail (what != NULL, GVIR_DESIGNER_ANSWER_UNKNOWN);

  view = designer_host_view_new (host, arch, virt_type, machine);
  return designer_host_view_lists (view, what, value);
}

/**
 * gvir_designer_host_get_evidence:
 * @host: a host
 * @arch: (nullable): as for [method@LibvirtDesigner.Host.lists]
 * @virt_type: (nullable): as for [method@LibvirtDesigner.Host.lists]
 * @machine: (nullable): as for [method@LibvirtDesigner.Host.lists]
 * @what: as for [method@LibvirtDesigner.Host.lists]
 * @value: (nullable): as for [method@LibvirtDesigner.Host.lists]
 *
 * Says where the answer of [method@LibvirtDesigner.Host.lists] to the same
 * question comes from, for people: which description, and where it was read.
 *
 * Returns: (transfer full): the evidence, such as `domain capabilities of
 *   pc-q35-7.2 (kvm), disk/bus, in host/domcapabilities.xml`
 */
char *
gvir_designer_host_get_evidence (GVirDesignerHost *host,
                                 const char *arch,
                                 const char *virt_type,
                                 const char *machine,
                                 const char *what,
                                 const char *value)
{
  g_autoptr (DesignerHostView) view = NULL;

  g_return_val_if_fail (GVIR_DESIGNER_IS_HOST (host), NULL);
  g_return_val_if_fail (what != NULL, NULL);

  view = designer_host_view_new (host, arch, virt_type, machine);
  return designer_host_view_evidence (view, what, value);
}

/**
 * gvir_designer_host_get_max_vcpus:
 * @host: a host
 * @arch: (nullable): an architecture such as `x86_64`, or %NULL for the host's
 * @virt_type: (nullable): a domain type such as `kvm`
 * @machine: (nullable): a machine's name or alias
 *
 * Gives how many virtual CPUs such a guest can have at most.
 *
 * Returns: the number, or 0 where the host does not say
 */
guint
gvir_designer_host_get_max_vcpus (GVirDesignerHost *host,
                                  const char *arch,
                                  const char *virt_type,
                                  const char *machine)
{
  g_autoptr (DesignerHostView) view = NULL;

  g_return_val_if_fail (GVIR_DESIGNER_IS_HOST (host), 0);

  view = designer_host_view_new (host, arch, virt_type, machine);
  return designer_host_view_max_vcpus (view, NULL);
}
