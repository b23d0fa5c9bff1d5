/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Places on buses that disks take. */

#include "facts/facts-private.h"

static char *
drive_key (const char *bus,
           const char *const *numbers)
{
  return g_strdup_printf ("%s %s:%s:%s:%s", bus, numbers[0], numbers[1], numbers[2], numbers[3]);
}

static char *
drive_of (const DesignerFacts *facts,
          const DesignerSubject *subject)
{
  const char *numbers[4];

  if (subject->scope != DESIGNER_SCOPE_DISK
      || g_strcmp0 (designer_facts_get (facts, subject, DESIGNER_THING_DISK_ADDRESS_TYPE), "drive") != 0)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      numbers[i] = designer_facts_get (facts, subject, DESIGNER_THING_DISK_ADDRESS_CONTROLLER + i);
      if (numbers[i] == NULL)
        return NULL;
    }
  return drive_key (designer_facts_get (facts, subject, DESIGNER_THING_DISK_BUS), numbers);
}

void
designer_facts_take_address (DesignerFacts *facts,
                             const DesignerSubject *disk)
{
  char *address = drive_of (facts, disk);

  if (address != NULL)
    g_hash_table_insert (facts->addresses, address, (gpointer) disk);
}

void
designer_facts_leave_address (DesignerFacts *facts,
                              const DesignerSubject *disk)
{
  g_autofree char *address = drive_of (facts, disk);

  if (address != NULL && g_hash_table_lookup (facts->addresses, address) == disk)
    g_hash_table_remove (facts->addresses, address);
}

gboolean
designer_facts_drive_is_free (const DesignerFacts *facts,
                              const char *bus,
                              const guint *place)
{
  g_autofree char *address = g_strdup_printf ("%s %u:%u:%u:%u", bus, place[0], place[1], place[2], place[3]);

  return !g_hash_table_contains (facts->addresses, address);
}
