/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What holds for settings of every scope: how large their numbers may be, what
 * they cannot do without, and what there is only once. */

#include "rules/checks-private.h"

#include <string.h>

#include "base/words-private.h"

#define CONFLICT GVIR_DESIGNER_ERROR_CONFLICT
#define INVALID GVIR_DESIGNER_ERROR_INVALID_VALUE
#define refuse designer_check_refuse

/* The numbers that libvirt takes at PATH, which is without the numbers of its
 * elements. */
static const struct
{
  DesignerScopeId scope;
  const char *path;
  gint64 least;
  gint64 most;
  gboolean or_negative; /* which stands for no limit */
} limits[] = {
  { DESIGNER_SCOPE_DOMAIN, "cputune/shares", 2, 262144, FALSE },
  { DESIGNER_SCOPE_DOMAIN, "cputune/period", 1000, 1000000, FALSE },
  { DESIGNER_SCOPE_DOMAIN, "cputune/global_period", 1000, 1000000, FALSE },
  { DESIGNER_SCOPE_DOMAIN, "cputune/emulator_period", 1000, 1000000, FALSE },
  { DESIGNER_SCOPE_DOMAIN, "cputune/iothread_period", 1000, 1000000, FALSE },
  { DESIGNER_SCOPE_DOMAIN, "cputune/quota", 1000, 17592186044415, TRUE },
  { DESIGNER_SCOPE_DOMAIN, "cputune/global_quota", 1000, 17592186044415, TRUE },
  { DESIGNER_SCOPE_DOMAIN, "cputune/emulator_quota", 1000, 17592186044415, TRUE },
  { DESIGNER_SCOPE_DOMAIN, "cputune/iothread_quota", 1000, 17592186044415, TRUE },
  { DESIGNER_SCOPE_DOMAIN, "cputune/vcpusched/@priority", 1, 99, FALSE },
  { DESIGNER_SCOPE_DOMAIN, "cputune/iothreadsched/@priority", 1, 99, FALSE },
  { DESIGNER_SCOPE_DOMAIN, "cputune/emulatorsched/@priority", 1, 99, FALSE },
  { DESIGNER_SCOPE_DOMAIN, "blkiotune/weight", 10, 1000, FALSE },
  { DESIGNER_SCOPE_DOMAIN, "blkiotune/device/weight", 10, 1000, FALSE },
  { DESIGNER_SCOPE_DOMAIN, "os/bios/@rebootTimeout", -1, 65535, FALSE },
  { DESIGNER_SCOPE_DOMAIN, "os/bootmenu/@timeout", 0, 65535, FALSE },
  { DESIGNER_SCOPE_DOMAIN, "features/hyperv/spinlocks/@retries", 4095, G_MAXUINT32, FALSE },
  { DESIGNER_SCOPE_DOMAIN, "iothreadids/iothread/@id", 1, G_MAXUINT32, FALSE },
  { DESIGNER_SCOPE_DOMAIN, "cpu/numa/cell/distances/sibling/@value", 10, 255, FALSE },
  { DESIGNER_SCOPE_DOMAIN, "cputune/iothreadpin/@iothread", 1, G_MAXUINT32, FALSE },
  { DESIGNER_SCOPE_DOMAIN, "memoryBacking/hugepages/page/@size", 1, G_MAXINT64, FALSE },
  { DESIGNER_SCOPE_DOMAIN, "defaultiothread/@thread_pool_max", 1, G_MAXINT32, FALSE },
  { DESIGNER_SCOPE_DISK, "blockio/@logical_block_size", 0, G_MAXUINT32, FALSE },
  { DESIGNER_SCOPE_DISK, "blockio/@physical_block_size", 0, G_MAXUINT32, FALSE },
  { DESIGNER_SCOPE_DISK, "geometry/@cyls", 0, G_MAXUINT32, FALSE },
  { DESIGNER_SCOPE_DISK, "geometry/@heads", 0, G_MAXUINT32, FALSE },
  { DESIGNER_SCOPE_DISK, "geometry/@secs", 0, G_MAXUINT32, FALSE },
  { DESIGNER_SCOPE_INTERFACE, "mtu/@size", 68, 65535, FALSE },
  { DESIGNER_SCOPE_INTERFACE, "vlan/tag/@id", 0, 4095, FALSE },
  { DESIGNER_SCOPE_INTERFACE, "route/@metric", 1, G_MAXUINT32, FALSE },
  { DESIGNER_SCOPE_VIDEO, "model/@heads", 1, G_MAXUINT32, FALSE },
  { DESIGNER_SCOPE_CONTROLLER, "target/@chassis", 0, 255, FALSE },
  { DESIGNER_SCOPE_CONTROLLER, "target/@chassisNr", 1, 255, FALSE },
  { DESIGNER_SCOPE_CONTROLLER, "target/@port", 0, 255, FALSE },
  { DESIGNER_SCOPE_CONTROLLER, "target/@busNr", 1, 254, FALSE },
  { DESIGNER_SCOPE_IOMMU, "driver/@aw_bits", 32, 64, FALSE },
  { DESIGNER_SCOPE_SERIAL, "target/@port", 0, G_MAXUINT32, FALSE },
  { DESIGNER_SCOPE_PARALLEL, "target/@port", 0, G_MAXUINT32, FALSE },
};

/* An ELEMENT of which something is set has a PART; where OTHER is not NULL, only
 * one in which that part is VALUE. */
static const struct
{
  DesignerScopeId scope;
  const char *element;
  const char *other;
  const char *value;
  const char *part;
  const char *remedy;
} needs[] = {
  { DESIGNER_SCOPE_DOMAIN, "blkiotune/device", NULL, NULL, "path", "a disk of the host: give device0.path=/dev/DEVICE" },
  { DESIGNER_SCOPE_DOMAIN, "cputune/vcpusched", "@scheduler", "fifo", "@priority", "a priority: give vcpusched0.priority=1 to 99" },
  { DESIGNER_SCOPE_DOMAIN, "cputune/vcpusched", "@scheduler", "rr", "@priority", "a priority: give vcpusched0.priority=1 to 99" },
  { DESIGNER_SCOPE_DOMAIN, "seclabel", "@type", "static", "label", "the label: give label=LABEL, or type=dynamic" },
  { DESIGNER_SCOPE_DOMAIN, "keywrap/cipher", NULL, NULL, "@name", "the cipher: give cipher0.name=aes or cipher0.name=dea" },
};

/* What each element has, where anything is set of it. */
static const struct
{
  DesignerScopeId scope;
  const char *element;
  const char *part;
} parts[] = {
  { DESIGNER_SCOPE_DOMAIN, "clock/timer", "@name" },
  { DESIGNER_SCOPE_DOMAIN, "cpu/feature", "@name" },
  { DESIGNER_SCOPE_DOMAIN, "cpu/numa/cell/distances/sibling", "@id" },
  { DESIGNER_SCOPE_DOMAIN, "cpu/numa/cell/distances/sibling", "@value" },
  { DESIGNER_SCOPE_DOMAIN, "cputune/cachetune", "@vcpus" },
  { DESIGNER_SCOPE_DOMAIN, "cputune/memorytune", "@vcpus" },
  { DESIGNER_SCOPE_DOMAIN, "cputune/emulatorsched", "@scheduler" },
  { DESIGNER_SCOPE_DOMAIN, "cputune/iothreadpin", "@iothread" },
  { DESIGNER_SCOPE_DOMAIN, "cputune/iothreadpin", "@cpuset" },
  { DESIGNER_SCOPE_DOMAIN, "cputune/iothreadsched", "@iothreads" },
  { DESIGNER_SCOPE_DOMAIN, "cputune/iothreadsched", "@scheduler" },
  { DESIGNER_SCOPE_DOMAIN, "cputune/vcpupin", "@cpuset" },
  { DESIGNER_SCOPE_DOMAIN, "cputune/vcpusched", "@vcpus" },
  { DESIGNER_SCOPE_DOMAIN, "cputune/vcpusched", "@scheduler" },
  { DESIGNER_SCOPE_DOMAIN, "features/hyperv/vendor_id", "@state" },
  { DESIGNER_SCOPE_DOMAIN, "features/kvm/dirty-ring", "@state" },
  { DESIGNER_SCOPE_DOMAIN, "features/xen/passthrough", "@state" },
  { DESIGNER_SCOPE_DOMAIN, "iothreadids/iothread", "@id" },
  { DESIGNER_SCOPE_DOMAIN, "keywrap/cipher", "@state" },
  { DESIGNER_SCOPE_DOMAIN, "memoryBacking/hugepages/page", "@size" },
  { DESIGNER_SCOPE_DOMAIN, "os/acpi/table", "@type" },
  { DESIGNER_SCOPE_DOMAIN, "vcpus/vcpu", "@id" },
  { DESIGNER_SCOPE_DISK, "auth", "@username" },
  { DESIGNER_SCOPE_DISK, "source/auth", "@username" },
  { DESIGNER_SCOPE_DISK, "encryption", "@format" },
  { DESIGNER_SCOPE_DISK, "source/encryption", "@format" },
  { DESIGNER_SCOPE_DISK, "source/slices/slice", "@offset" },
  { DESIGNER_SCOPE_DISK, "source/slices/slice", "@size" },
  { DESIGNER_SCOPE_INTERFACE, "ip", "@address" },
  { DESIGNER_SCOPE_INTERFACE, "portForward", "@proto" },
  { DESIGNER_SCOPE_INTERFACE, "route", "@address" },
  { DESIGNER_SCOPE_INTERFACE, "route", "@gateway" },
  { DESIGNER_SCOPE_INTERFACE, "source/ip", "@address" },
  { DESIGNER_SCOPE_INTERFACE, "source/route", "@address" },
  { DESIGNER_SCOPE_INTERFACE, "source/route", "@gateway" },
  { DESIGNER_SCOPE_INTERFACE, "teaming", "@type" },
  { DESIGNER_SCOPE_INTERFACE, "vlan/tag", "@id" },
  { DESIGNER_SCOPE_VIDEO, "model/resolution", "@x" },
  { DESIGNER_SCOPE_VIDEO, "model/resolution", "@y" },
};

/* Values that no two elements have. */
static const struct
{
  DesignerScopeId scope;
  const char *path;
} once[] = {
  { DESIGNER_SCOPE_DOMAIN, "iothreadids/iothread/@id" },
  { DESIGNER_SCOPE_DOMAIN, "blkiotune/device/path" },
  { DESIGNER_SCOPE_DOMAIN, "keywrap/cipher/@name" },
  { DESIGNER_SCOPE_DOMAIN, "cpu/numa/cell/@id" },
  { DESIGNER_SCOPE_DOMAIN, "cpu/feature/@name" },
  { DESIGNER_SCOPE_DOMAIN, "vcpus/vcpu/@id" },
  { DESIGNER_SCOPE_INTERFACE, "vlan/tag/@id" },
};

/* "blkiotune/device[2]/path" without the numbers. */
static char *
without_numbers (const char *path)
{
  GString *plain = g_string_new (NULL);

  for (const char *c = path; *c != '\0'; c++)
    {
      if (*c == '[' && g_ascii_isdigit (c[1]))
        c += strcspn (c, "]");
      else
        g_string_append_c (plain, *c);
    }
  return g_string_free (plain, FALSE);
}

static gboolean
check_limit (DesignerScopeId scope,
             const char *plain,
             const char *name,
             const char *value,
             GError **error)
{
  gboolean hexadecimal = g_str_has_prefix (value, "0x");
  const char *digits = value + (hexadecimal ? 2 : 0);

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      gint64 number = 0;

      if (limits[i].scope != scope || !g_str_equal (limits[i].path, plain))
        continue;
      if (g_ascii_string_to_signed (digits, hexadecimal ? 16 : 10, limits[i].least, limits[i].most, &number, NULL)
          || (limits[i].or_negative && g_ascii_string_to_signed (value, 10, G_MININT64, -1, &number, NULL)))
        return TRUE;
      return refuse (error, INVALID, "%s cannot be '%s': give a whole number from %" G_GINT64_FORMAT " to %"
                     G_GINT64_FORMAT "%s", name, value, limits[i].least, limits[i].most,
                     limits[i].or_negative ? ", or -1 for no limit" : "");
    }
  return TRUE;
}

/* The part of SETTING's path that names the element of row I, or NULL. */
static char *
element_of (const DesignerSetting *setting,
            const char *element)
{
  g_autofree char *plain = without_numbers (setting->path);
  gsize length = strlen (element);
  guint slashes = 0;
  const char *end = setting->path;

  if (strncmp (plain, element, length) != 0 || (plain[length] != '/' && plain[length] != '\0'))
    return NULL;
  for (const char *c = element; *c != '\0'; c++)
    slashes += *c == '/';
  for (; *end != '\0' && !(*end == '/' && slashes-- == 0); end++)
    continue;
  return g_strndup (setting->path, end - setting->path);
}

static const char *
part_of (const DesignerRequest *request,
         const char *element,
         const char *part)
{
  g_autofree char *path = g_strconcat (element, "/", part, NULL);

  return designer_request_setting (request, path);
}

static gboolean
check_needs (const DesignerRequest *request,
             const DesignerSetting *setting,
             GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (needs); i++)
    {
      g_autofree char *element = needs[i].scope == request->scope ? element_of (setting, needs[i].element) : NULL;

      if (element == NULL
          || (needs[i].other != NULL && g_strcmp0 (part_of (request, element, needs[i].other), needs[i].value) != 0)
          || part_of (request, element, needs[i].part) != NULL)
        continue;
      return refuse (error, CONFLICT, "%s cannot be '%s' without %s", setting->name, setting->value, needs[i].remedy);
    }
  return TRUE;
}

static gboolean
check_parts (const DesignerRequest *request,
             const DesignerSetting *setting,
             GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *element = parts[i].scope == request->scope ? element_of (setting, parts[i].element) : NULL;
      const char *slash = strrchr (parts[i].element, '/');

      if (element == NULL || part_of (request, element, parts[i].part) != NULL)
        continue;
      return refuse (error, CONFLICT, "%s cannot be '%s' without '%s' beside it, which each %s has: give that too",
                     setting->name, setting->value, parts[i].part + 1, slash != NULL ? slash + 1 : parts[i].element);
    }
  return TRUE;
}

static gboolean
check_once (const DesignerRequest *request,
            const DesignerSetting *setting,
            const char *plain,
            GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (once); i++)
    {
      if (once[i].scope != request->scope || !g_str_equal (once[i].path, plain))
        continue;
      for (guint j = 0; j < request->settings->list->len; j++)
        {
          const DesignerSetting *other = g_ptr_array_index (request->settings->list, j);
          g_autofree char *other_plain = without_numbers (other->path);

          if (other != setting && g_str_equal (other_plain, plain) && g_strcmp0 (other->value, setting->value) == 0)
            return refuse (error, CONFLICT, "%s cannot be '%s': %s is that already", other->name, other->value, setting->name);
        }
    }
  return TRUE;
}

static gboolean
check_setting (const DesignerRequest *request,
               const DesignerSetting *setting,
               GError **error)
{
  g_autofree char *plain = without_numbers (setting->path);

  return setting->action != DESIGNER_SETTING_VALUE || setting->value == NULL
         || (check_limit (request->scope, plain, setting->name, setting->value, error)
             && check_needs (request, setting, error)
             && check_parts (request, setting, error) && check_once (request, setting, plain, error));
}

static gboolean
check_wishes (const DesignerRequest *request,
              GError **error)
{
  guint first = designer_scope_first_thing (request->scope);
  DesignerScopeId scope = request->scope < DESIGNER_N_WHOLE_SCOPES ? DESIGNER_SCOPE_DOMAIN : request->scope;

  guint n = designer_scope_n_things (request->scope);

  for (guint i = 0; i < n; i++)
    {
      const DesignerThing *thing = designer_thing_get (first + i);
      const char *value = request->values[i];

      if (value != NULL && thing->path != NULL && !check_limit (scope, thing->path, thing->name, value, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
designer_check_every_setting (const DesignerRequest *request,
                              GError **error)
{
  if (!check_wishes (request, error))
    return FALSE;
  for (guint i = 0; request->settings != NULL && i < request->settings->list->len; i++)
    {
      if (!check_setting (request, g_ptr_array_index (request->settings->list, i), error))
        return FALSE;
    }
  return TRUE;
}
