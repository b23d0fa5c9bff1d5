/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* For dladdr() and RTLD_DEFAULT. */
#define _GNU_SOURCE

#include "libvirt-calls.h"

#include <dlfcn.h>
#include <string.h>

#include "tool.h"

#define LIBRARY "libvirt.so.0"

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
  FUNCTION (virDomainLookupByName),
  FUNCTION (virDomainLookupByUUIDString),
  FUNCTION (virDomainLookupByID),
  FUNCTION (virDomainDefineXML),
  FUNCTION (virDomainGetName),
  FUNCTION (virDomainIsActive),
  FUNCTION (virDomainCreate),
  FUNCTION (virDomainAttachDeviceFlags),
  FUNCTION (virDomainDetachDeviceFlags),
  FUNCTION (virDomainUpdateDeviceFlags),
  FUNCTION (virDomainGetXMLDesc),
  FUNCTION (virDomainFree),
};

static void
ignore_error (G_GNUC_UNUSED void *data,
              G_GNUC_UNUSED void *error)
{
}

/* libvirt binds thousands of symbols as it is loaded, nearly all its own or of what it needs itself. To look there first
 * halves the time that this takes. Who replaces functions of all libraries, as the sanitizers and other allocators do,
 * must be found first all the same. */
static int
load_flags (void)
{
  int flags = RTLD_LAZY | RTLD_LOCAL;
#ifdef RTLD_DEEPBIND
  Dl_info owner;
  gboolean plain = dladdr (dlsym (RTLD_DEFAULT, "malloc"), &owner) != 0 && strstr (owner.dli_fname, "/libc.so") != NULL;

  if (plain && g_getenv ("LD_PRELOAD") == NULL)
    flags |= RTLD_DEEPBIND;
#endif
  return flags;
}

/* Loaded for as long as the program runs: libvirt starts threads. */
static gboolean
load (Libvirt *libvirt,
      GError **error)
{
  void *module = dlopen (LIBRARY, load_flags ());

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

void *
libvirt_calls_connect (Libvirt *libvirt,
                       const char *uri,
                       LibvirtAccess access,
                       GError **error)
{
  gboolean embedded = strstr (uri, ":///embed") != NULL;
  void *connection;

  if (strchr (uri, ':') == NULL)
    {
      g_set_error (error, TOOL_ERROR, TOOL_ERROR_USAGE,
                   "'%s' is no connection: give --connect a URI such as qemu:///system", uri);
      return NULL;
    }
  if (!prepare (libvirt, error))
    return NULL;
  /* A driver inside this process wants an event loop, and refuses to be read only. */
  if (embedded)
    libvirt->virEventRegisterDefaultImpl ();
  connection = embedded || access == LIBVIRT_CHANGE ? libvirt->virConnectOpen (uri) : libvirt->virConnectOpenReadOnly (uri);
  if (connection == NULL)
    g_set_error (error, TOOL_ERROR, TOOL_ERROR_FAILED,
                 "cannot connect to '%s': %s; start libvirt's daemon there, or describe the host with --host",
                 uri, libvirt->virGetLastErrorMessage ());
  return connection;
}
