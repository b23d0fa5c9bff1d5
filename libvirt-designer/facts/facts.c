/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "facts/facts-private.h"

#include <string.h>

#include "base/words-private.h"
#include "facts/endpoints-private.h"
#include "facts/tally-private.h"

static const struct
{
  const char *name;
  const char *ids[2];
} device_table[] = {
#define DEVICE(id, name, first_id, second_id) { name, { first_id, second_id } },
#include "facts/devices.def"
#undef DEVICE
};

const char *
designer_device_name (DesignerDeviceId device)
{
  return device_table[device].name;
}

const char *
designer_device_id (DesignerDeviceId device,
                    gboolean second)
{
  return device_table[device].ids[second ? 1 : 0];
}

const char *
designer_facts_os_name (const DesignerFacts *facts)
{
  const char *name = gvir_designer_os_get_name (facts->os);

  return name != NULL ? name : gvir_designer_os_get_id (facts->os);
}

static DesignerSubject *
subject_new (DesignerScopeId scope,
             const DesignerRequest *request)
{
  DesignerSubject *subject = g_malloc0 (sizeof *subject + designer_scope_n_things (scope) * sizeof subject->settled[0]);

  subject->scope = scope;
  subject->request = request;
  return subject;
}

static GVirDesignerAnswer
ask_os (GVirDesignerOs *os,
        guint device)
{
  GVirDesignerAnswer answer = gvir_designer_os_has_device (os, device_table[device].ids[0]);

  if (answer == GVIR_DESIGNER_ANSWER_YES || device_table[device].ids[1] == NULL)
    return answer;
  return MAX (answer, gvir_designer_os_has_device (os, device_table[device].ids[1]));
}

void
designer_facts_set_os (DesignerFacts *facts,
                       GVirDesignerOs *os)
{
  g_set_object (&facts->os, os);
  for (guint i = 0; i < DESIGNER_N_DEVICES; i++)
    {
      const char *second = device_table[i].ids[1];

      facts->os_devices[i] = ask_os (os, i);
      facts->os_devices_on_pcie[i] = second == NULL ? facts->os_devices[i]
                                                    : gvir_designer_os_has_device (os, second);
    }
}

DesignerFacts *
designer_facts_new (GVirDesignerHost *host,
                    GVirDesignerOs *os)
{
  DesignerFacts *facts = g_new0 (DesignerFacts, 1);

  facts->host = g_object_ref (host);
  designer_facts_set_os (facts, os);
  facts->intent = designer_intent_new ();
  facts->policies = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < DESIGNER_N_WHOLE_SCOPES; i++)
    facts->whole[i] = subject_new (i, facts->intent->whole[i]);
  facts->devices = g_ptr_array_new_with_free_func (g_free);
  facts->targets = g_hash_table_new (g_str_hash, g_str_equal);
  facts->addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  facts->storage = g_hash_table_new (g_str_hash, g_str_equal);
  facts->next_number = g_hash_table_new (g_str_hash, g_str_equal);
  facts->controllers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  facts->boot_orders = g_hash_table_new (g_direct_hash, g_direct_equal);
  facts->endpoints = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  facts->kept_boot_orders = g_hash_table_new (g_direct_hash, g_direct_equal);
  facts->macs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  facts->tally = designer_tally_new ();
  facts->strings = g_string_chunk_new (1024);
  facts->settings = g_ptr_array_new_with_free_func ((GDestroyNotify) designer_setting_free);
  return facts;
}

void
designer_facts_free (DesignerFacts *facts)
{
  g_clear_pointer (&facts->view, designer_host_view_free);
  g_ptr_array_unref (facts->devices);
  for (guint i = 0; i < DESIGNER_N_WHOLE_SCOPES; i++)
    g_free (facts->whole[i]);
  g_hash_table_unref (facts->targets);
  g_hash_table_unref (facts->next_number);
  g_hash_table_unref (facts->storage);
  g_hash_table_unref (facts->addresses);
  g_hash_table_unref (facts->controllers);
  g_hash_table_unref (facts->boot_orders);
  g_hash_table_unref (facts->endpoints);
  g_hash_table_unref (facts->kept_boot_orders);
  g_hash_table_unref (facts->macs);
  g_hash_table_unref (facts->tally);
  g_string_chunk_free (facts->strings);
  g_ptr_array_unref (facts->settings);
  g_ptr_array_unref (facts->policies);
  designer_intent_free (facts->intent);
  g_object_unref (facts->host);
  g_object_unref (facts->os);
  g_free (facts);
}

DesignerSubject *
designer_facts_begin_device (DesignerFacts *facts,
                             DesignerScopeId scope,
                             const DesignerRequest *request)
{
  DesignerSubject *subject = subject_new (scope, request);

  subject->number = ++facts->count[scope];
  g_ptr_array_add (facts->devices, subject);
  return subject;
}

/* Only what a rule counts is worth counting. */
static const gboolean is_counted[DESIGNER_N_THINGS] = {
#define COUNTED(thing) [DESIGNER_THING_##thing] = TRUE
  COUNTED (DISK_BUS), COUNTED (DISK_TYPE), COUNTED (FS_DRIVER), COUNTED (DISK_DEVICE),
  COUNTED (CONTROLLER_TYPE), COUNTED (CONTROLLER_MODEL), COUNTED (CHANNEL_TYPE), COUNTED (CHANNEL_NAME),
  COUNTED (SERIAL_TYPE), COUNTED (SERIAL_TARGET), COUNTED (GRAPHICS_TYPE), COUNTED (GRAPHICS_GL),
  COUNTED (AUDIO_ID), COUNTED (SHMEM_NAME), COUNTED (PANIC_MODEL), COUNTED (VIDEO_MODEL),
  COUNTED (INPUT_TYPE), COUNTED (NET_MODEL), COUNTED (NET_TYPE),
#undef COUNTED
};

guint
designer_facts_tally (const DesignerFacts *facts,
                      DesignerThingId thing,
                      const char *value)
{
  return designer_tally_get (facts->tally, thing, value);
}

static void
take_controller (DesignerFacts *facts,
                 const DesignerSubject *subject,
                 const char *index,
                 gboolean taken)
{
  const char *type = designer_facts_get (facts, subject, DESIGNER_THING_CONTROLLER_TYPE);
  g_autofree char *key = g_strconcat (type, " ", index, NULL);

  if (taken)
    g_hash_table_add (facts->controllers, g_steal_pointer (&key));
  else
    g_hash_table_remove (facts->controllers, key);
}

static void
take_boot_order (DesignerFacts *facts,
                 const char *value,
                 gboolean taken)
{
  gpointer order = GUINT_TO_POINTER ((guint) g_ascii_strtoull (value, NULL, 10));

  if (taken)
    g_hash_table_add (facts->boot_orders, order);
  else
    g_hash_table_remove (facts->boot_orders, order);
}

/* The letters of an address may be of either kind. */
static void
take_mac (DesignerFacts *facts,
          const char *value,
          gboolean taken)
{
  g_autofree char *mac = g_ascii_strdown (value, -1);

  if (taken)
    g_hash_table_add (facts->macs, g_steal_pointer (&mac));
  else
    g_hash_table_remove (facts->macs, mac);
}

static void
take (DesignerFacts *facts,
      const DesignerSubject *subject,
      DesignerThingId thing,
      const char *value,
      gboolean taken)
{
  if (thing == DESIGNER_THING_DISK_TARGET && taken)
    g_hash_table_add (facts->targets, (gpointer) value);
  else if (thing == DESIGNER_THING_DISK_TARGET)
    g_hash_table_remove (facts->targets, value);
  else if ((thing == DESIGNER_THING_DISK_SOURCE_FILE || thing == DESIGNER_THING_DISK_SOURCE_VOLUME) && taken)
    g_hash_table_add (facts->storage, (gpointer) value);
  else if (thing == DESIGNER_THING_DISK_BOOT || thing == DESIGNER_THING_NET_BOOT)
    take_boot_order (facts, value, taken);
  else if (thing == DESIGNER_THING_CONTROLLER_INDEX)
    take_controller (facts, subject, value, taken);
  else if (thing == DESIGNER_THING_NET_MAC)
    take_mac (facts, value, taken);
  designer_endpoint_take (facts, subject, thing, value, taken);
  if (is_counted[thing])
    designer_tally_change (facts->tally, thing, value, taken ? 1 : -1);
}

void
designer_facts_unsettle (DesignerFacts *facts,
                         DesignerSubject *subject,
                         DesignerThingId thing)
{
  const char **place = &subject->settled[thing - designer_scope_first_thing (subject->scope)];

  if (*place != NULL)
    take (facts, subject, thing, *place, FALSE);
  *place = NULL;
}

void
designer_facts_put_back (DesignerFacts *facts,
                         DesignerSubject *subject,
                         DesignerThingId thing,
                         const char *value)
{
  subject->settled[thing - designer_scope_first_thing (subject->scope)] = value;
  if (value != NULL)
    take (facts, subject, thing, value, TRUE);
}

void
designer_facts_forget (DesignerFacts *facts,
                       DesignerSubject *subject)
{
  guint first = designer_scope_first_thing (subject->scope);
  guint n = designer_scope_n_things (subject->scope);

  designer_facts_leave_address (facts, subject);
  for (guint i = 0; i < n; i++)
    {
      if (subject->settled[i] != NULL)
        take (facts, subject, first + i, subject->settled[i], FALSE);
    }
  /* Not before: what one thing takes may hang on another. */
  for (guint i = 0; i < n; i++)
    subject->settled[i] = NULL;
}

void
designer_facts_drop_device (DesignerFacts *facts,
                            DesignerSubject *subject)
{
  designer_facts_forget (facts, subject);
  for (guint i = facts->devices->len; i-- > 0;)
    {
      DesignerSubject *other = g_ptr_array_index (facts->devices, i);

      if (other->scope == subject->scope && other->number > subject->number)
        other->number--;
    }
  facts->count[subject->scope]--;
  g_ptr_array_remove (facts->devices, subject);
}

static const char *
machine_of_view (const DesignerFacts *facts)
{
  const char *machine = designer_facts_get (facts, NULL, DESIGNER_THING_MACHINE_TYPE);

  if (machine == NULL && (facts->hypervisor & (DESIGNER_XEN | DESIGNER_XEN_PARA)) != 0)
    return designer_xen_machine (designer_facts_get (facts, NULL, DESIGNER_THING_OS_TYPE));
  if (machine == NULL && facts->family != NULL && facts->hypervisor == DESIGNER_QEMU)
    return facts->family->alias;
  return machine;
}

/* The host's answers depend on these three; ask for the right ones at once. */
static void
renew_view (DesignerFacts *facts)
{
  const char *arch = designer_facts_get (facts, NULL, DESIGNER_THING_ARCH);
  const char *virt_type = designer_facts_get (facts, NULL, DESIGNER_THING_VIRT_TYPE);
  const char *chipset = designer_facts_get (facts, NULL, DESIGNER_THING_CHIPSET);

  facts->family = chipset != NULL ? designer_machine_family_named (chipset) : NULL;
  g_clear_pointer (&facts->view, designer_host_view_free);
  if (arch != NULL && virt_type != NULL)
    facts->view = designer_host_view_new (facts->host, arch, virt_type, machine_of_view (facts));
}

void
designer_facts_settle (DesignerFacts *facts,
                       DesignerSubject *subject,
                       DesignerThingId thing,
                       const char *value)
{
  const char *kept = g_string_chunk_insert (facts->strings, value);

  subject->settled[thing - designer_scope_first_thing (subject->scope)] = kept;
  take (facts, subject, thing, kept, TRUE);
  if (thing == DESIGNER_THING_VIRT_TYPE)
    facts->hypervisor = designer_hypervisor_of (value, designer_facts_get (facts, NULL, DESIGNER_THING_OS_TYPE));
  if (thing == DESIGNER_THING_VIRT_TYPE || thing == DESIGNER_THING_CHIPSET
      || thing == DESIGNER_THING_MACHINE_TYPE)
    renew_view (facts);
}

const char *
designer_facts_get (const DesignerFacts *facts,
                    const DesignerSubject *subject,
                    DesignerThingId thing)
{
  DesignerScopeId scope = designer_thing_get (thing)->scope;

  if (subject == NULL || subject->scope != scope)
    subject = scope < DESIGNER_N_WHOLE_SCOPES ? facts->whole[scope] : NULL;
  if (subject == NULL)
    return NULL;
  return subject->settled[thing - designer_scope_first_thing (scope)];
}

gboolean
designer_facts_assume (const DesignerFacts *facts,
                       DesignerDeviceId device)
{
  const char *virtio = designer_facts_get (facts, NULL, DESIGNER_THING_VIRTIO);

  return (device <= DESIGNER_DEVICE_VIRTIO_INPUT && g_strcmp0 (virtio, "assumed") == 0)
         || (device <= DESIGNER_DEVICE_VIRTIO_CONSOLE && g_strcmp0 (virtio, "basic") == 0);
}

gboolean
designer_facts_pass_over (const DesignerFacts *facts,
                          DesignerDeviceId device)
{
  return device <= DESIGNER_DEVICE_VIRTIO_FS
         && g_strcmp0 (designer_facts_get (facts, NULL, DESIGNER_THING_VIRTIO), "unused") == 0;
}

gboolean
designer_facts_target_is_free (const DesignerFacts *facts,
                               const char *target)
{
  return !g_hash_table_contains (facts->targets, target);
}

gboolean
designer_facts_mac_is_free (const DesignerFacts *facts,
                            const char *mac)
{
  g_autofree char *key = g_ascii_strdown (mac, -1);

  return !g_hash_table_contains (facts->macs, key);
}

gboolean
designer_facts_controller_is_free (const DesignerFacts *facts,
                                   const char *type,
                                   const char *index)
{
  g_autofree char *key = g_strconcat (type, " ", index, NULL);

  return !g_hash_table_contains (facts->controllers, key);
}

guint
designer_facts_next_controller (DesignerFacts *facts,
                                const char *type,
                                guint first)
{
  guint number = MAX (first, GPOINTER_TO_UINT (g_hash_table_lookup (facts->next_number, type)));
  char text[DESIGNER_NUMBER_SIZE];

  while (!designer_facts_controller_is_free (facts, type, designer_number_write (text, number)))
    number++;
  g_hash_table_insert (facts->next_number, (gpointer) g_intern_string (type), GUINT_TO_POINTER (number));
  return number;
}

gboolean
designer_facts_boot_order_is_free (const DesignerFacts *facts,
                                   guint order)
{
  return !g_hash_table_contains (facts->boot_orders, GUINT_TO_POINTER (order));
}

gboolean
designer_facts_boot_order_is_open (const DesignerFacts *facts,
                                   guint order)
{
  return designer_facts_boot_order_is_free (facts, order)
         && !g_hash_table_contains (facts->kept_boot_orders, GUINT_TO_POINTER (order));
}

void
designer_facts_keep_boot_orders (DesignerFacts *facts,
                                 guint first)
{
  for (guint i = first; i < facts->intent->devices->len; i++)
    {
      const DesignerRequest *request = g_ptr_array_index (facts->intent->devices, i);
      const char *order = NULL;

      if (request->scope == DESIGNER_SCOPE_DISK)
        order = designer_request_get (request, DESIGNER_THING_DISK_BOOT);
      else if (request->scope == DESIGNER_SCOPE_INTERFACE)
        order = designer_request_get (request, DESIGNER_THING_NET_BOOT);
      if (order != NULL)
        g_hash_table_add (facts->kept_boot_orders, GUINT_TO_POINTER ((guint) g_ascii_strtoull (order, NULL, 10)));
    }
}

gboolean
designer_facts_share_memory (const DesignerFacts *facts)
{
  return designer_facts_tally (facts, DESIGNER_THING_FS_DRIVER, "virtiofs") > 0
         || designer_facts_tally (facts, DESIGNER_THING_DISK_TYPE, "vhostuser") > 0
         || designer_facts_tally (facts, DESIGNER_THING_NET_TYPE, "vhostuser") > 0;
}
