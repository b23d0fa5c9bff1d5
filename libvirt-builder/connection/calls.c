/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "connection/calls-private.h"

#include <string.h>

static const struct
{
  int libvirt;
  GVirBuilderError ours;
} codes[] = {
  { VIR_ERR_NO_DOMAIN, GVIR_BUILDER_ERROR_NOT_FOUND },
  { VIR_ERR_NO_STORAGE_POOL, GVIR_BUILDER_ERROR_NOT_FOUND },
  { VIR_ERR_NO_STORAGE_VOL, GVIR_BUILDER_ERROR_NOT_FOUND },
  { VIR_ERR_NO_NETWORK, GVIR_BUILDER_ERROR_NOT_FOUND },
  { VIR_ERR_NO_DOMAIN_SNAPSHOT, GVIR_BUILDER_ERROR_NOT_FOUND },
  { VIR_ERR_DEVICE_MISSING, GVIR_BUILDER_ERROR_NOT_FOUND },
  { VIR_ERR_DOM_EXIST, GVIR_BUILDER_ERROR_EXISTS },
  { VIR_ERR_STORAGE_VOL_EXIST, GVIR_BUILDER_ERROR_EXISTS },
  { VIR_ERR_NETWORK_EXIST, GVIR_BUILDER_ERROR_EXISTS },
  { VIR_ERR_STORAGE_POOL_BUILT, GVIR_BUILDER_ERROR_EXISTS },
  { VIR_ERR_RESOURCE_BUSY, GVIR_BUILDER_ERROR_IN_USE },
  { VIR_ERR_ACCESS_DENIED, GVIR_BUILDER_ERROR_DENIED },
  { VIR_ERR_AUTH_FAILED, GVIR_BUILDER_ERROR_DENIED },
  { VIR_ERR_AUTH_CANCELLED, GVIR_BUILDER_ERROR_DENIED },
  { VIR_ERR_AUTH_UNAVAILABLE, GVIR_BUILDER_ERROR_DENIED },
  { VIR_ERR_OPERATION_DENIED, GVIR_BUILDER_ERROR_DENIED },
  { VIR_ERR_NO_CONNECT, GVIR_BUILDER_ERROR_UNREACHABLE },
  { VIR_ERR_INVALID_CONN, GVIR_BUILDER_ERROR_UNREACHABLE },
  { VIR_ERR_NO_CLIENT, GVIR_BUILDER_ERROR_UNREACHABLE },
  { VIR_ERR_NO_SERVER, GVIR_BUILDER_ERROR_UNREACHABLE },
  { VIR_ERR_NO_SUPPORT, GVIR_BUILDER_ERROR_UNSUPPORTED },
  { VIR_ERR_CONFIG_UNSUPPORTED, GVIR_BUILDER_ERROR_UNSUPPORTED },
  { VIR_ERR_ARGUMENT_UNSUPPORTED, GVIR_BUILDER_ERROR_UNSUPPORTED },
  { VIR_ERR_OPERATION_UNSUPPORTED, GVIR_BUILDER_ERROR_UNSUPPORTED },
  { VIR_ERR_OPERATION_TIMEOUT, GVIR_BUILDER_ERROR_TIMED_OUT },
  { VIR_ERR_OPERATION_INVALID, GVIR_BUILDER_ERROR_GUEST },
  { VIR_ERR_AGENT_UNRESPONSIVE, GVIR_BUILDER_ERROR_GUEST },
  { VIR_ERR_XML_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT },
  { VIR_ERR_XML_DETAIL, GVIR_BUILDER_ERROR_INVALID_INPUT },
  { VIR_ERR_XML_INVALID_SCHEMA, GVIR_BUILDER_ERROR_INVALID_INPUT },
};

/* What the kernel said is only told by the number in such an error. */
static GVirBuilderError
code_of_system (int number)
{
  switch (number)
    {
    case ENOSPC:
    case EDQUOT:
      return GVIR_BUILDER_ERROR_NO_SPACE;
    case EACCES:
    case EPERM:
    case EROFS:
      return GVIR_BUILDER_ERROR_DENIED;
    case ENOENT:
      return GVIR_BUILDER_ERROR_NOT_FOUND;
    case EEXIST:
      return GVIR_BUILDER_ERROR_EXISTS;
    case EBUSY:
      return GVIR_BUILDER_ERROR_IN_USE;
    case ECONNREFUSED:
    case ECONNRESET:
    case EPIPE:
      return GVIR_BUILDER_ERROR_UNREACHABLE;
    default:
      return GVIR_BUILDER_ERROR_FAILED;
    }
}

virConnectPtr
builder_handle_of (GVirConnection *connection,
                   GError **error)
{
  virConnectPtr handle = NULL;

  if (gvir_connection_is_open (connection))
    g_object_get (connection, "handle", &handle, NULL);
  if (handle == NULL)
    g_set_error_literal (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNREACHABLE,
                         "the connection is not open: open it first");
  return handle;
}

gboolean
builder_handle_is_qemu (virConnectPtr handle)
{
  return g_strcmp0 (virConnectGetType (handle), "QEMU") == 0;
}

GVirBuilderError
builder_last_code (void)
{
  const virError *last = virGetLastError ();

  if (last == NULL)
    return GVIR_BUILDER_ERROR_FAILED;
  if (last->domain == VIR_FROM_RPC)
    return GVIR_BUILDER_ERROR_UNREACHABLE;
  if (last->code == VIR_ERR_SYSTEM_ERROR)
    return code_of_system (last->int1);
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      if (codes[i].libvirt == last->code)
        return codes[i].ours;
    }
  return GVIR_BUILDER_ERROR_FAILED;
}

gboolean
builder_last_is (int code)
{
  const virError *last = virGetLastError ();

  return last != NULL && last->code == code;
}

void
builder_set_error (GError **error,
                   const char *format,
                   ...)
{
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, GVIR_BUILDER_ERROR, (gint) builder_last_code (), "%s: %s", what,
               virGetLastErrorMessage ());
}
