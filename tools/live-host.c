/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "live-host.h"

#include <stdlib.h>
#include <string.h>

#include "libvirt-calls.h"
#include "tool.h"

void
live_host_free (LiveHost *live)
{
  g_free (live->uri);
  g_free (live->capabilities);
  g_ptr_array_unref (live->names);
  g_ptr_array_unref (live->domain_capabilities);
  g_free (live);
}

GVirDesignerHost *
live_host_describe (const LiveHost *live,
                    GError **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  for (guint i = 0; i < live->domain_capabilities->len; i++)
    g_ptr_array_add (texts, g_ptr_array_index (live->domain_capabilities, i));
  g_ptr_array_add (texts, NULL);
  return gvir_designer_host_new (live->capabilities, (const char *const *) texts->pdata, live->uri, error);
}

/* What is asked about each hypervisor. */
static const struct
{
  const char *name;
  gboolean has_machines;
} virt_types[] = {
  { "kvm", TRUE },
  { "qemu", TRUE },
  { "hvf", TRUE },
  { "xen", TRUE },
  { "bhyve", FALSE },
};
static const struct
{
  const char *arch;
  const char *machine;
} machines[] = {
  { "x86_64", "q35" },
  { "x86_64", "pc" },
  { "x86_64", "xenfv" },
  { "x86_64", "xenpv" },
  { "x86_64", "xenpvh" },
  { "i686", "q35" },
  { "i686", "pc" },
  { "i686", "xenfv" },
  { "i686", "xenpv" },
  { "i686", "xenpvh" },
  { "aarch64", "virt" },
  { "armv7l", "virt" },
  { "armv7l", "vexpress-a15" },
  { "ppc64le", "pseries" },
  { "ppc64", "pseries" },
  { "s390x", "s390-ccw-virtio" },
  { "riscv64", "virt" },
  { "loongarch64", "virt" },
};

/* NULL stands for the one machine of a hypervisor without types of it. */
static gboolean
read_machine (LiveHost *live,
              const Libvirt *libvirt,
              void *connection,
              const char *arch,
              const char *virt_type,
              const char *machine,
              GError **error)
{
  char *xml = libvirt->virConnectGetDomainCapabilities (connection, NULL, arch, machine, virt_type, 0);

  if (xml == NULL)
    {
      g_set_error (error, TOOL_ERROR, TOOL_ERROR_FAILED,
                   "'%s' does not say what %s offers guests of %s: %s; see whether 'virsh domcapabilities' "
                   "works there", live->uri, virt_type, arch, libvirt->virGetLastErrorMessage ());
      return FALSE;
    }
  g_ptr_array_add (live->names, g_strdup_printf ("%s-%s-%s", virt_type, arch,
                                                 machine != NULL ? machine : "default"));
  g_ptr_array_add (live->domain_capabilities, g_strdup (xml));
  free (xml);
  return TRUE;
}

static gboolean
read_machines (LiveHost *live,
               const Libvirt *libvirt,
               void *connection,
               GVirDesignerHost *host,
               const char *arch,
               const char *virt_type,
               GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (machines); i++)
    {
      if (g_str_equal (machines[i].arch, arch)
          && gvir_designer_host_has_machine (host, arch, virt_type, machines[i].machine)
               == GVIR_DESIGNER_ANSWER_YES
          && !read_machine (live, libvirt, connection, arch, virt_type, machines[i].machine, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_arch (LiveHost *live,
           const Libvirt *libvirt,
           void *connection,
           GVirDesignerHost *host,
           const char *arch,
           GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (virt_types); i++)
    {
      const char *virt_type = virt_types[i].name;

      if (virt_types[i].has_machines
          ? !read_machines (live, libvirt, connection, host, arch, virt_type, error)
          : gvir_designer_host_offers (host, arch, "hvm", virt_type) == GVIR_DESIGNER_ANSWER_YES
              && !read_machine (live, libvirt, connection, arch, virt_type, NULL, error))
        return FALSE;
    }
  return TRUE;
}

/* Whether what the host offers guests of an architecture is asked for. */
static gboolean
is_wanted (GVirDesignerHost *host,
           LiveHostArchs archs,
           const char *also,
           const char *arch)
{
  const char *own = gvir_designer_host_get_arch (host);

  if (archs == LIVE_HOST_EVERY_ARCH || g_strcmp0 (also, arch) == 0 || g_strcmp0 (own, arch) == 0)
    return TRUE;
  return archs == LIVE_HOST_COMPATIBLE_ARCHS && g_strcmp0 (own, "x86_64") == 0 && g_str_equal (arch, "i686");
}

static gboolean
read_archs (LiveHost *live,
            const Libvirt *libvirt,
            void *connection,
            GVirDesignerHost *host,
            LiveHostArchs archs,
            const char *also,
            GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (machines); i++)
    {
      gboolean first = i == 0 || !g_str_equal (machines[i].arch, machines[i - 1].arch);

      if (first && is_wanted (host, archs, also, machines[i].arch)
          && !read_arch (live, libvirt, connection, host, machines[i].arch, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_all (LiveHost *live,
          const Libvirt *libvirt,
          void *connection,
          LiveHostArchs archs,
          const char *also,
          GError **error)
{
  g_autoptr (GVirDesignerHost) host = NULL;
  char *xml = libvirt->virConnectGetCapabilities (connection);

  if (xml == NULL)
    {
      g_set_error (error, TOOL_ERROR, TOOL_ERROR_FAILED,
                   "'%s' does not say what it can run: %s; see whether 'virsh capabilities' works there",
                   live->uri, libvirt->virGetLastErrorMessage ());
      return FALSE;
    }
  live->capabilities = g_strdup (xml);
  free (xml);
  host = live_host_describe (live, error);
  return host != NULL && read_archs (live, libvirt, connection, host, archs, also, error);
}

LiveHost *
live_host_read (const char *uri,
                LiveHostArchs archs,
                const char *also,
                GError **error)
{
  g_autoptr (LiveHost) live = g_new0 (LiveHost, 1);
  Libvirt libvirt;
  void *connection;
  gboolean done;

  live->uri = g_strdup (uri);
  live->names = g_ptr_array_new_with_free_func (g_free);
  live->domain_capabilities = g_ptr_array_new_with_free_func (g_free);
  /* Of what it offers guests, a daemon tells those only who may change something. */
  connection = libvirt_calls_connect (&libvirt, uri, LIBVIRT_CHANGE, error);
  if (connection == NULL)
    return NULL;
  done = read_all (live, &libvirt, connection, archs, also, error);
  libvirt.virConnectClose (connection);
  return done ? g_steal_pointer (&live) : NULL;
}
