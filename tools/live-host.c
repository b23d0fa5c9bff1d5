/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "live-host.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

#include "tool.h"

#define LIBRARY "libvirt.so.0"

typedef void (*ErrorFunc) (void *data,
                           void *error);

/* The functions of libvirt that are used, by libvirt's names. */
typedef struct
{
  int (*virInitialize) (void);
  int (*virEventRegisterDefaultImpl) (void);
  void (*virSetErrorFunc) (void *data, ErrorFunc handler);
  const char *(*virGetLastErrorMessage) (void);
  void *(*virConnectOpen) (const char *uri);
  void *(*virConnectOpenReadOnly) (const char *uri);
  int (*virConnectClose) (void *connection);
  char *(*virConnectGetCapabilities) (void *connection);
  char *(*virConnectGetDomainCapabilities) (void *connection, const char *emulator, const char *arch,
                                            const char *machine, const char *virt_type, unsigned int flags);
} Libvirt;

#define FUNCTION(name) { #name, G_STRUCT_OFFSET (Libvirt, name) }

static const struct
{
  const char *name;
  gsize offset;
} functions[] = {
  FUNCTION (virInitialize),
  FUNCTION (virEventRegisterDefaultImpl),
  FUNCTION (virSetErrorFunc),
  FUNCTION (virGetLastErrorMessage),
  FUNCTION (virConnectOpen),
  FUNCTION (virConnectOpenReadOnly),
  FUNCTION (virConnectClose),
  FUNCTION (virConnectGetCapabilities),
  FUNCTION (virConnectGetDomainCapabilities),
};

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

static void
ignore_error (G_GNUC_UNUSED void *data,
              G_GNUC_UNUSED void *error)
{
}

/* Loaded for as long as the program runs: libvirt starts threads. */
static gboolean
load (Libvirt *libvirt,
      GError **error)
{
  void *module = dlopen (LIBRARY, RTLD_NOW | RTLD_LOCAL);

  if (module == NULL)
    {
      g_set_error (error, TOOL_ERROR, TOOL_ERROR_FAILED,
                   "--connect needs libvirt, which cannot be loaded (%s): install the package libvirt0, "
                   "or describe the host with --host", dlerror ());
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    {
      void *function = dlsym (module, functions[i].name);

      if (function == NULL)
        {
          g_set_error (error, TOOL_ERROR, TOOL_ERROR_FAILED,
                       LIBRARY " has no function %s: install a newer package libvirt0", functions[i].name);
          return FALSE;
        }
      memcpy ((char *) libvirt + functions[i].offset, &function, sizeof function);
    }
  return TRUE;
}

/* Its messages come with the errors, so it need not log them too. */
static gboolean
prepare (Libvirt *libvirt,
         GError **error)
{
  g_setenv ("LIBVIRT_LOG_OUTPUTS", "4:file:/dev/null", FALSE);
  if (!load (libvirt, error))
    return FALSE;
  if (libvirt->virInitialize () < 0)
    {
      g_set_error (error, TOOL_ERROR, TOOL_ERROR_FAILED, "libvirt does not start: %s",
                   libvirt->virGetLastErrorMessage ());
      return FALSE;
    }
  libvirt->virSetErrorFunc (NULL, ignore_error);
  return TRUE;
}

static void *
connect_to (const Libvirt *libvirt,
            const char *uri,
            GError **error)
{
  gboolean embedded = strstr (uri, ":///embed") != NULL;
  void *connection;

  /* A driver inside this process wants an event loop, and refuses to be read only. */
  if (embedded)
    libvirt->virEventRegisterDefaultImpl ();
  connection = embedded ? libvirt->virConnectOpen (uri) : libvirt->virConnectOpenReadOnly (uri);
  if (connection == NULL)
    g_set_error (error, TOOL_ERROR, TOOL_ERROR_FAILED,
                 "cannot connect to '%s': %s; start libvirt's daemon there, or describe the host with --host",
                 uri, libvirt->virGetLastErrorMessage ());
  return connection;
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
  if (strchr (uri, ':') == NULL)
    {
      g_set_error (error, TOOL_ERROR, TOOL_ERROR_USAGE,
                   "'%s' is no connection: give --connect a URI such as qemu:///system", uri);
      return NULL;
    }
  if (!prepare (&libvirt, error))
    return NULL;
  connection = connect_to (&libvirt, uri, error);
  if (connection == NULL)
    return NULL;
  done = read_all (live, &libvirt, connection, error);
  libvirt.virConnectClose (connection);
  return done ? g_steal_pointer (&live) : NULL;
}
