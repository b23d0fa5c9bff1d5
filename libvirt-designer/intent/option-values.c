/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the values of options mean beyond being one. */

#include "intent/option-values-private.h"

#include <string.h>

#include "base/libvirt-designer-error.h"

char *
designer_option_memory_in_kib (const char *value,
                               GError **error)
{
  static const struct
  {
    const char *unit;
    guint64 kib;
  } units[] = {
    { "", 1024 }, { "k", 1 }, { "kib", 1 }, { "m", 1024 }, { "mib", 1024 }, { "mb", 1024 },
    { "g", 1048576 }, { "gib", 1048576 }, { "gb", 1048576 }, { "t", 1073741824 }, { "tib", 1073741824 },
  };
  gsize digits = strspn (value, "0123456789");
  g_autofree char *number = g_strndup (value, digits);
  g_autofree char *unit = g_ascii_strdown (value + digits, -1);
  guint64 amount = 0;

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      if (g_str_equal (unit, units[i].unit)
          && g_ascii_string_to_unsigned (number, 10, 1, (G_GUINT64_CONSTANT (1) << 44) / units[i].kib,
                                         &amount, NULL)
          && amount * units[i].kib >= 1024)
        return g_strdup_printf ("%" G_GUINT64_FORMAT, amount * units[i].kib);
    }
  g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
               "'%s' is no amount of memory: give MiB as a whole number, such as 2048, or a number "
               "with a unit, such as 2G", value);
  return NULL;
}

/* The size of a disk is given in GiB, and may have a fraction. */
static char *
gibibytes_in_bytes (const char *value,
                    GError **error)
{
  const double gib = 1024.0 * 1024.0 * 1024.0;
  char *end = NULL;
  double size = g_ascii_isdigit (*value) || *value == '.' ? g_ascii_strtod (value, &end) : 0;

  if (end != NULL && *end == '\0' && size * gib >= 1 && size * gib < (double) G_MAXINT64)
    return g_strdup_printf ("%" G_GUINT64_FORMAT, (guint64) (size * gib));
  g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
               "'%s' is no size of a disk: give GiB as a number above 0, such as 20 or 1.5", value);
  return NULL;
}

/* A CPU that is no mode is a model of mode custom. */
static gboolean
wish_cpu (DesignerRequest *request,
          const char *value,
          GError **error)
{
  g_autofree char *mode = designer_thing_normalise (designer_thing_get (DESIGNER_THING_CPU_MODE), value, NULL);

  if (mode != NULL)
    return designer_request_wish (request, DESIGNER_THING_CPU_MODE, value, error);
  return designer_request_wish (request, DESIGNER_THING_CPU_MODE, "custom", error)
         && designer_request_wish (request, DESIGNER_THING_CPU_MODEL, value, error);
}

/* What naming one thing says of another of the same device. */
static const struct
{
  DesignerThingId thing;
  DesignerThingId other;
  const char *value;
} implications[] = {
  { DESIGNER_THING_NET_NETWORK, DESIGNER_THING_NET_TYPE, "network" },
  { DESIGNER_THING_NET_BRIDGE, DESIGNER_THING_NET_TYPE, "bridge" },
  { DESIGNER_THING_NET_SOCKET, DESIGNER_THING_NET_TYPE, "vhostuser" },
  { DESIGNER_THING_NET_BACKEND, DESIGNER_THING_NET_TYPE, "user" },
  { DESIGNER_THING_CPU_MODEL, DESIGNER_THING_CPU_MODE, "custom" },
  { DESIGNER_THING_LAUNCH_ES, DESIGNER_THING_LAUNCH_SECURITY, "sev" },
  { DESIGNER_THING_RNG_DEVICE, DESIGNER_THING_RNG_BACKEND, "random" },
};

static gboolean
wish_with_implications (DesignerRequest *request,
                        DesignerThingId thing,
                        const char *value,
                        GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (implications); i++)
    {
      if (implications[i].thing == thing
          && !designer_request_wish (request, implications[i].other, implications[i].value, error))
        return FALSE;
    }
  return designer_request_wish (request, thing, value, error);
}

gboolean
designer_option_wish (DesignerRequest *request,
                      DesignerThingId thing,
                      const char *value,
                      GError **error)
{
  g_autofree char *kib = NULL;
  g_autofree char *bytes = NULL;

  if (thing == DESIGNER_THING_DISK_SIZE)
    {
      bytes = gibibytes_in_bytes (value, error);
      return bytes != NULL && designer_request_wish (request, thing, bytes, error);
    }
  if (thing == DESIGNER_THING_MEMORY)
    {
      kib = designer_option_memory_in_kib (value, error);
      return kib != NULL && designer_request_wish (request, thing, kib, error);
    }
  if (thing == DESIGNER_THING_CPU_MODE)
    return wish_cpu (request, value, error);
  if (thing == DESIGNER_THING_FIRMWARE && g_str_equal (value, "uefi"))
    value = "efi";
  if (thing == DESIGNER_THING_LAUNCH_SECURITY && g_str_equal (value, "sev-es"))
    return wish_with_implications (request, DESIGNER_THING_LAUNCH_ES, "yes", error);
  if (thing == DESIGNER_THING_DISK_SOURCE_FILE && g_str_has_prefix (value, "/dev/"))
    thing = DESIGNER_THING_DISK_SOURCE_DEV;
  if (thing == DESIGNER_THING_DISK_SOURCE_FILE && g_str_has_suffix (value, "/"))
    thing = DESIGNER_THING_DISK_SOURCE_DIR;
  return wish_with_implications (request, thing, value, error);
}

/* "vol=POOL/VOLUME" names both at once. */
gboolean
designer_option_wish_volume (DesignerRequest *request,
                             const char *value,
                             GError **error)
{
  const char *slash = strchr (value, '/');
  g_autofree char *pool = slash != NULL ? g_strndup (value, slash - value) : NULL;

  if (slash == NULL || slash == value || slash[1] == '\0')
    {
      g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                   "'%s' is no volume: give vol=POOL/VOLUME", value);
      return FALSE;
    }
  return designer_request_wish (request, DESIGNER_THING_DISK_SOURCE_POOL, pool, error)
         && designer_request_wish (request, DESIGNER_THING_DISK_SOURCE_VOLUME, slash + 1, error);
}

/* virt-install also takes "uefi=no" for what is not to be. */
gboolean
designer_option_wish_uefi (DesignerRequest *request,
                           const char *value,
                           GError **error)
{
  g_autofree char *wanted = designer_thing_normalise (designer_thing_get (DESIGNER_THING_BOOT_MENU), value, NULL);

  if (wanted == NULL)
    {
      g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                   "'%s' is no value for uefi of --boot: give 'yes' or 'no'", value);
      return FALSE;
    }
  return designer_request_wish (request, DESIGNER_THING_FIRMWARE,
                                g_str_equal (wanted, "yes") ? "efi" : "bios", error);
}
