/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "facts/hypervisor-private.h"

/* OS_TYPE: NULL where it makes no difference. libvirt's test driver pretends;
 * its guests have the hardware of the kind that they are. */
static const struct
{
  const char *virt_type;
  const char *os_type;
  DesignerHypervisor hypervisor;
} guests[] = {
  { "kvm", NULL, DESIGNER_QEMU },
  { "qemu", NULL, DESIGNER_QEMU },
  { "hvf", NULL, DESIGNER_QEMU },
  { "test", "hvm", DESIGNER_QEMU },
  { "test", NULL, DESIGNER_XEN_PARA },
  { "xen", "hvm", DESIGNER_XEN },
  { "xen", NULL, DESIGNER_XEN_PARA },
  { "bhyve", NULL, DESIGNER_BHYVE },
  { "vz", "exe", DESIGNER_VZ_CONTAINER },
  { "vz", NULL, DESIGNER_VZ },
  { "lxc", NULL, DESIGNER_LXC },
};

/* Those for both kinds of one hypervisor's guests come first. */
static const struct
{
  int hypervisors;
  const char *name;
} names[] = {
  { DESIGNER_QEMU, "QEMU" },
  { DESIGNER_XEN | DESIGNER_XEN_PARA, "Xen" },
  { DESIGNER_XEN, "Xen with emulated hardware" },
  { DESIGNER_XEN_PARA, "Xen without emulated hardware" },
  { DESIGNER_BHYVE, "bhyve" },
  { DESIGNER_VZ | DESIGNER_VZ_CONTAINER, "Virtuozzo" },
  { DESIGNER_VZ, "Virtuozzo as a machine" },
  { DESIGNER_LXC, "LXC" },
  { DESIGNER_VZ_CONTAINER, "Virtuozzo as a container" },
};

DesignerHypervisor
designer_hypervisor_of (const char *virt_type,
                        const char *os_type)
{
  for (guint i = 0; i < G_N_ELEMENTS (guests); i++)
    {
      if (g_strcmp0 (guests[i].virt_type, virt_type) == 0
          && (guests[i].os_type == NULL || g_strcmp0 (guests[i].os_type, os_type) == 0))
        return guests[i].hypervisor;
    }
  return DESIGNER_RUN_BY_NOTHING_KNOWN;
}

const char *
designer_xen_machine (const char *os_type)
{
  if (g_strcmp0 (os_type, "xenpvh") == 0)
    return "xenpvh";
  return g_strcmp0 (os_type, "xen") == 0 ? "xenpv" : "xenfv";
}

char *
designer_hypervisor_names (int hypervisors)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();

  if (hypervisors == DESIGNER_ANY_MACHINE)
    return g_strdup ("what runs virtual machines");
  if (hypervisors == DESIGNER_ANY_CONTAINER)
    return g_strdup ("what runs containers");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if ((hypervisors & names[i].hypervisors) != names[i].hypervisors)
        continue;
      g_ptr_array_add (list, (gpointer) names[i].name);
      hypervisors &= ~names[i].hypervisors;
    }
  g_ptr_array_add (list, NULL);
  return g_strjoinv (" or ", (char **) list->pdata);
}
