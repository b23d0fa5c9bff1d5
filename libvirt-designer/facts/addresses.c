/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Places on buses that devices take. */

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
  const char *type = designer_facts_get (facts, subject, DESIGNER_THING_DISK_ADDRESS_TYPE);
  const char *numbers[4];

  if (g_strcmp0 (type, "drive") != 0)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      numbers[i] = designer_facts_get (facts, subject, DESIGNER_THING_DISK_ADDRESS_CONTROLLER + i);
      if (numbers[i] == NULL)
        return NULL;
    }
  return drive_key (designer_facts_get (facts, subject, DESIGNER_THING_DISK_BUS), numbers);
}

/* A part of a PCI address, which may be hexadecimal. */
static guint
pci_part (const DesignerRequest *request,
          const char *path)
{
  const char *text = designer_request_setting (request, path);

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 0) : 0;
}

static char *
pci_of (const DesignerFacts *facts,
        const DesignerSubject *subject)
{
  const DesignerRequest *request = subject->request;
  const char *type = designer_request_setting (request, "address/@type");
  const char *bus = NULL;

  if (subject->scope == DESIGNER_SCOPE_DISK)
    {
      type = designer_facts_get (facts, subject, DESIGNER_THING_DISK_ADDRESS_TYPE);
      bus = designer_facts_get (facts, subject, DESIGNER_THING_DISK_ADDRESS_BUS);
    }
  if (g_strcmp0 (type, "pci") != 0 || designer_request_setting (request, "address/@slot") == NULL)
    return NULL;
  return g_strdup_printf ("pci %x:%x:%x.%x", pci_part (request, "address/@domain"),
                          bus != NULL ? (guint) g_ascii_strtoull (bus, NULL, 0) : pci_part (request, "address/@bus"),
                          pci_part (request, "address/@slot"), pci_part (request, "address/@function"));
}

static char *
address_of (const DesignerFacts *facts,
            const DesignerSubject *subject)
{
  char *drive = subject->scope == DESIGNER_SCOPE_DISK ? drive_of (facts, subject) : NULL;

  if (drive != NULL || subject->request == NULL || subject->request->settings == NULL)
    return drive;
  return pci_of (facts, subject);
}

const char *
designer_facts_take_address (DesignerFacts *facts,
                             const DesignerSubject *subject)
{
  g_autofree char *address = address_of (facts, subject);
  gpointer key;
  gpointer owner;

  if (address == NULL)
    return NULL;
  if (g_hash_table_lookup_extended (facts->addresses, address, &key, &owner))
    return key;
  g_hash_table_insert (facts->addresses, g_steal_pointer (&address), (gpointer) subject);
  return NULL;
}

void
designer_facts_leave_address (DesignerFacts *facts,
                              const DesignerSubject *subject)
{
  g_autofree char *address = address_of (facts, subject);

  if (address != NULL && g_hash_table_lookup (facts->addresses, address) == subject)
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
