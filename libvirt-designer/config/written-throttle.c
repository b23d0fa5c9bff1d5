/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How much of a disk's speed the guest may use. */

#include "config/written-parts-private.h"

#include "base/xml-reader-private.h"

#define CONFLICT GVIR_DESIGNER_ERROR_CONFLICT
/* QEMU's own limit. */
#define MOST 1000000000000000

static const char *const kinds[] = { "total", "read", "write" };
static const char *const units[] = { "bytes", "iops" };
static const char *const ends[] = { "", "_max", "_max_length" };

typedef struct
{
  xmlNode *disk;
  char *name;
} Throttle;

/* 0: nothing is said of it. */
static guint64
get (const Throttle *throttle,
     const char *kind,
     const char *unit,
     const char *end)
{
  g_autofree char *path = g_strdup_printf ("iotune/%s_%s_sec%s", kind, unit, end);
  g_autofree char *value = designer_written_get (throttle->disk, path);

  return value != NULL ? g_ascii_strtoull (value, NULL, 10) : 0;
}

static gboolean
is_said (const Throttle *throttle,
         const char *kind,
         const char *unit,
         const char *end)
{
  g_autofree char *path = g_strdup_printf ("iotune/%s_%s_sec%s", kind, unit, end);

  return designer_written_has (throttle->disk, path, NULL);
}

/* A total leaves nothing to be said of reading and writing. */
static gboolean
check_total (const Throttle *throttle,
             const char *unit,
             const char *end,
             GError **error)
{
  for (guint i = 1; i < G_N_ELEMENTS (kinds); i++)
    {
      if (is_said (throttle, "total", unit, end) && is_said (throttle, kinds[i], unit, end))
        return designer_check_refuse (error, CONFLICT,
                                      "%s cannot have both iotune.total_%s_sec%s and iotune.%s_%s_sec%s: limit all together, "
                                      "or reading and writing", throttle->name, unit, end, kinds[i], unit, end);
    }
  return TRUE;
}

/* A burst is above the limit that it is an exception from, and lasts for a time. */
static gboolean
check_burst (const Throttle *throttle,
             const char *kind,
             const char *unit,
             GError **error)
{
  guint64 limit = get (throttle, kind, unit, "");
  guint64 burst = get (throttle, kind, unit, "_max");

  if (limit > MOST || burst > MOST)
    return designer_check_refuse (error, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                                  "%s cannot have iotune.%s_%s_sec above %" G_GUINT64_FORMAT ": give less, or leave it out",
                                  throttle->name, kind, unit, (guint64) MOST);
  if (get (throttle, kind, unit, "_max_length") > 0 && burst == 0)
    return designer_check_refuse (error, CONFLICT,
                                  "%s cannot have iotune.%s_%s_sec_max_length without iotune.%s_%s_sec_max, whose time it is: "
                                  "give both", throttle->name, kind, unit, kind, unit);
  if (burst == 0 || (limit > 0 && burst >= limit))
    return TRUE;
  return designer_check_refuse (error, CONFLICT,
                                "%s cannot have iotune.%s_%s_sec_max=%" G_GUINT64_FORMAT " with iotune.%s_%s_sec=%"
                                G_GUINT64_FORMAT ": a burst goes beyond a limit; give a limit that is not above it",
                                throttle->name, kind, unit, burst, kind, unit, limit);
}

static gboolean
is_limited (const Throttle *throttle,
            const char *unit)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (get (throttle, kinds[i], unit, "") > 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
check_rest (const Throttle *throttle,
            GError **error)
{
  if (designer_written_has (throttle->disk, "iotune/size_iops_sec", NULL) && !is_limited (throttle, "iops"))
    return designer_check_refuse (error, CONFLICT,
                                  "%s cannot have iotune.size_iops_sec without a limit of operations: give "
                                  "iotune.total_iops_sec=NUMBER too", throttle->name);
  if (!designer_written_has (throttle->disk, "iotune/group_name", NULL) || is_limited (throttle, "iops")
      || is_limited (throttle, "bytes"))
    return TRUE;
  return designer_check_refuse (error, CONFLICT,
                                "%s cannot have iotune.group_name without a limit for the group to share: give "
                                "iotune.total_bytes_sec=NUMBER too", throttle->name);
}

gboolean
designer_written_check_throttle (xmlNode *disk,
                                 GError **error)
{
  g_autofree char *name = NULL;
  Throttle throttle = { disk, NULL };

  if (designer_xml_child (disk, "iotune") == NULL)
    return TRUE;
  name = throttle.name = designer_written_name (disk);
  for (guint unit = 0; unit < G_N_ELEMENTS (units); unit++)
    {
      for (guint end = 0; end < G_N_ELEMENTS (ends); end++)
        {
          if (!check_total (&throttle, units[unit], ends[end], error))
            return FALSE;
        }
      for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
        {
          if (!check_burst (&throttle, kinds[kind], units[unit], error))
            return FALSE;
        }
    }
  return check_rest (&throttle, error);
}
