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

/* What is asked about each hypervisor of QEMU; NULL stands for the machine that
 * libvirt takes by itself. */
static const char *const virt_types[] = { "kvm", "qemu" };
static const char *const x86_machines[] = { "q35", "pc" };

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
read_arch (LiveHost *live,
           const Libvirt *libvirt,
           void *connection,
           GVirDesignerHost *host,
           const char *arch,
           GError **error)
{
  gboolean x86 = g_str_equal (arch, "x86_64") || g_str_equal (arch, "i686");

  for (guint i = 0; i < G_N_ELEMENTS (virt_types); i++)
    {
      if (gvir_designer_host_offers (host, arch, "hvm", virt_types[i]) != GVIR_DESIGNER_ANSWER_YES)
        continue;
      if (!x86 && !read_machine (live, libvirt, connection, arch, virt_types[i], NULL, error))
        return FALSE;
      for (guint j = 0; x86 && j < G_N_ELEMENTS (x86_machines); j++)
        {
          if (gvir_designer_host_has_machine (host, arch, virt_types[i], x86_machines[j])
                == GVIR_DESIGNER_ANSWER_YES
              && !read_machine (live, libvirt, connection, arch, virt_types[i], x86_machines[j], error))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
read_all (LiveHost *live,
          const Libvirt *libvirt,
          void *connection,
          GError **error)
{
  g_autoptr (GVirDesignerHost) host = NULL;
  char *xml = libvirt->virConnectGetCapabilities (connection);
  const char *arch;

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
  if (host == NULL)
    return FALSE;
  arch = gvir_designer_host_get_arch (host);
  if (arch == NULL || !read_arch (live, libvirt, connection, host, arch, error))
    return arch == NULL;
  return !g_str_equal (arch, "x86_64") || read_arch (live, libvirt, connection, host, "i686", error);
}

LiveHost *
live_host_read (const char *uri,
                GError **error)
{
  g_autoptr (LiveHost) live = g_new0 (LiveHost, 1);
  Libvirt libvirt;
  void *connection;
  gboolean done;

  live->uri = g_strdup (uri);
  live->names = g_ptr_array_new_with_free_func (g_free);
  live->domain_capabilities = g_ptr_array_new_with_free_func (g_free);
  connection = libvirt_calls_connect (&libvirt, uri, error);
  if (connection == NULL)
    return NULL;
  done = read_all (live, &libvirt, connection, error);
  libvirt.virConnectClose (connection);
  return done ? g_steal_pointer (&live) : NULL;
}
