/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A configuration that is there already: what it holds becomes facts. */

#include "domain/existing-private.h"

#include <string.h>

#include "base/libvirt-designer-error.h"
#include "base/xml-reader-private.h"
#include "config/emit-private.h"
#include "config/read-private.h"

/* What libvirt takes for granted where the XML says nothing. */
static const struct
{
  DesignerThingId thing;
  const char *value;
} silent[] = {
  { DESIGNER_THING_DISK_DEVICE, "disk" },
  { DESIGNER_THING_DISK_TYPE, "file" },
  { DESIGNER_THING_FS_TYPE, "mount" },
};

/* The bus that libvirt takes from the beginning of a target name. */
static const struct
{
  const char *prefix;
  const char *bus;
} buses[] = {
  { "fd", "fdc" }, { "hd", "ide" }, { "sd", "scsi" }, { "vd", "virtio" }, { "xvd", "xen" },
};

static char **
place_of (DesignerRequest *request,
          DesignerThingId thing)
{
  return &request->values[thing - designer_scope_first_thing (request->scope)];
}

static void
fill_silence (DesignerRequest *request)
{
  for (guint i = 0; i < G_N_ELEMENTS (silent); i++)
    {
      if (designer_thing_get (silent[i].thing)->scope == request->scope
          && *place_of (request, silent[i].thing) == NULL)
        *place_of (request, silent[i].thing) = g_strdup (silent[i].value);
    }
}

static void
fill_bus (DesignerRequest *disk)
{
  const char *target = designer_request_get (disk, DESIGNER_THING_DISK_TARGET);

  for (guint i = 0; target != NULL && i < G_N_ELEMENTS (buses); i++)
    {
      if (g_str_has_prefix (target, buses[i].prefix) && designer_request_get (disk, DESIGNER_THING_DISK_BUS) == NULL)
        *place_of (disk, DESIGNER_THING_DISK_BUS) = g_strdup (buses[i].bus);
    }
}

/* The number that the letters of a target name stand for: "sda" is 0, "sdaa" 26. */
static gboolean
read_target (const char *target,
             guint *number)
{
  const char *letters = target + (g_str_has_prefix (target, "xvd") ? 3 : MIN (2, strlen (target)));

  *number = 0;
  for (; g_ascii_islower (*letters) && *number < 100000; letters++)
    *number = *number * 26 + (*letters - 'a' + 1);
  if (*number == 0 || *letters != '\0')
    return FALSE;
  --*number;
  return TRUE;
}

/* Drives of each controller, and of each channel of it, as libvirt places them. */
static const struct
{
  const char *bus;
  guint per_controller;
  guint per_channel;
} layouts[] = {
  { "ide", 4, 2 }, { "sata", 6, 6 }, { "scsi", 7, 7 }, { "fdc", 2, 2 },
};

/* Numbers that an address leaves out are 0. */
static void
fill_numbers (DesignerRequest *disk)
{
  static const DesignerThingId numbers[] = {
    DESIGNER_THING_DISK_ADDRESS_CONTROLLER, DESIGNER_THING_DISK_ADDRESS_BUS, DESIGNER_THING_DISK_ADDRESS_TARGET,
    DESIGNER_THING_DISK_ADDRESS_UNIT,
  };

  if (g_strcmp0 (designer_request_get (disk, DESIGNER_THING_DISK_ADDRESS_TYPE), "drive") != 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      if (*place_of (disk, numbers[i]) == NULL)
        *place_of (disk, numbers[i]) = g_strdup ("0");
    }
}

/* A drive that has no address yet will have the one that its name stands for. */
static void
fill_address (DesignerRequest *disk)
{
  const char *bus = designer_request_get (disk, DESIGNER_THING_DISK_BUS);
  const char *target = designer_request_get (disk, DESIGNER_THING_DISK_TARGET);
  guint number;

  if (bus == NULL || target == NULL || !read_target (target, &number)
      || designer_request_get (disk, DESIGNER_THING_DISK_ADDRESS_TYPE) != NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      if (!g_str_equal (layouts[i].bus, bus))
        continue;
      *place_of (disk, DESIGNER_THING_DISK_ADDRESS_TYPE) = g_strdup ("drive");
      *place_of (disk, DESIGNER_THING_DISK_ADDRESS_CONTROLLER) = g_strdup_printf ("%u", number / layouts[i].per_controller);
      number %= layouts[i].per_controller;
      *place_of (disk, DESIGNER_THING_DISK_ADDRESS_BUS) = g_strdup_printf ("%u", number / layouts[i].per_channel);
      *place_of (disk, DESIGNER_THING_DISK_ADDRESS_UNIT) = g_strdup_printf ("%u", number % layouts[i].per_channel);
    }
}

static void
settle_all (DesignerFacts *facts,
            DesignerSubject *subject)
{
  guint first = designer_scope_first_thing (subject->scope);

  for (guint i = 0; i < designer_scope_n_things (subject->scope); i++)
    {
      if (subject->request->values[i] != NULL)
        designer_facts_settle (facts, subject, first + i, subject->request->values[i]);
    }
  designer_facts_take_address (facts, subject);
}

xmlNode *
designer_existing_find (GVirDesignerDomain *design,
                        const DesignerSubject *device)
{
  const char *name = designer_scope_get (device->scope)->element;
  guint seen = 0;

  for (xmlNode *devices = designer_xml_child (designer_domain_root (design), "devices"); devices != NULL;
       devices = designer_xml_next (devices, "devices"))
    {
      for (xmlNode *child = designer_xml_child (devices, name); child != NULL; child = designer_xml_next (child, name))
        {
          if (child->ns == NULL && ++seen == device->number)
            return child;
        }
    }
  return NULL;
}

/* What is asked of DEVICE, of which nobody need have asked anything. */
static DesignerRequest *
ensure_request (GVirDesignerDomain *design,
                DesignerSubject *device)
{
  DesignerRequest *request;

  if (device->request != NULL)
    return (DesignerRequest *) device->request;
  request = designer_request_new (device->scope);
  g_ptr_array_add (design->priv->requests, request);
  device->request = request;
  return request;
}

static void
read_device (GVirDesignerDomain *design,
             DesignerSubject *device,
             xmlNode *element)
{
  DesignerRequest *request = ensure_request (design, device);

  designer_read_things (request, element);
  designer_read_settings (request, element);
  fill_silence (request);
  if (device->scope == DESIGNER_SCOPE_DISK)
    {
      fill_bus (request);
      fill_address (request);
      fill_numbers (request);
    }
  settle_all (design->priv->facts, device);
}

void
designer_existing_read_device (GVirDesignerDomain *design,
                               DesignerSubject *device)
{
  designer_facts_forget (design->priv->facts, device);
  read_device (design, device, designer_existing_find (design, device));
}

static void
read_devices (GVirDesignerDomain *design,
              const xmlNode *devices)
{
  GVirDesignerDomainPrivate *priv = design->priv;

  for (xmlNode *child = designer_xml_child (devices, NULL); child != NULL; child = designer_xml_next (child, NULL))
    {
      DesignerScopeId scope = designer_read_scope (child);

      if (scope != DESIGNER_N_SCOPES)
        read_device (design, designer_facts_begin_device (priv->facts, scope, NULL), child);
    }
}

/* What a rule says of a thing that is not in the XML, or that the XML says by saying
 * nothing. What cannot be decided stays open. */
static void
settle_by_rule (DesignerFacts *facts,
                DesignerSubject *subject,
                const DesignerThing *thing)
{
  g_autoptr (GArray) log = g_array_new (FALSE, FALSE, sizeof (DesignerRecord));

  designer_decide_thing (facts, subject, thing->id, NULL, log, NULL);
}

/* Things of which the guest has one whether or not it is written. */
static gboolean
is_inherent (const DesignerThing *thing)
{
  static const DesignerThingId inherent[] = {
    DESIGNER_THING_ARCH, DESIGNER_THING_OS_TYPE, DESIGNER_THING_VIRT_TYPE, DESIGNER_THING_MACHINE_TYPE,
  };

  for (guint i = 0; i < G_N_ELEMENTS (inherent); i++)
    {
      if (inherent[i] == thing->id)
        return TRUE;
    }
  /* The boot order that is there is kept: no device gets a place in it unasked. */
  return thing->id != DESIGNER_THING_BOOT_ORDER && (thing->path == NULL || thing->omit != NULL);
}

static void
fill (DesignerRequest *request,
      DesignerThingId thing,
      const char *value)
{
  if (designer_request_get (request, thing) == NULL)
    *place_of (request, thing) = g_strdup (value);
}

/* What QEMU takes where the XML says nothing. */
static void
fill_qemu_machine (const DesignerFacts *facts,
                   DesignerRequest *machine)
{
  const char *arch = designer_facts_get (facts, NULL, DESIGNER_THING_ARCH);
  gboolean pc = g_strcmp0 (arch, "x86_64") == 0 || g_strcmp0 (arch, "i686") == 0;

  if (designer_request_get (machine, DESIGNER_THING_LOADER) == NULL)
    fill (machine, DESIGNER_THING_FIRMWARE, pc ? "bios" : "built-in");
  fill (machine, DESIGNER_THING_SECURE_BOOT, "absent");
  fill (machine, DESIGNER_THING_ENROLLED_KEYS, "absent");
  if (designer_request_get (machine, DESIGNER_THING_CPU_MODEL) == NULL)
    fill (machine, DESIGNER_THING_CPU_MODE, "hypervisor-default");
}

/* Firmware can be named by its file alone; and ports that new devices need are made by
 * libvirt, which knows which of those that are there are free. */
static void
fill_machine (const DesignerFacts *facts,
              DesignerRequest *machine)
{
  const char *type = designer_request_get (machine, DESIGNER_THING_MACHINE_TYPE);
  const char *loader = designer_request_get (machine, DESIGNER_THING_LOADER_TYPE);

  *place_of (machine, DESIGNER_THING_MACHINE_ASKED) = g_strdup (type);
  if (g_strcmp0 (loader, "pflash") == 0 && facts->hypervisor == DESIGNER_QEMU)
    fill (machine, DESIGNER_THING_FIRMWARE, "file");
  if (facts->hypervisor == DESIGNER_QEMU)
    fill_qemu_machine (facts, machine);
  *place_of (machine, DESIGNER_THING_ROOT_PORTS) = g_strdup ("0");
}

static void
settle_whole (DesignerFacts *facts,
              DesignerScopeId scope)
{
  DesignerSubject *subject = facts->whole[scope];
  guint first = designer_scope_first_thing (scope);

  for (guint i = 0; i < designer_scope_n_things (scope); i++)
    {
      const DesignerThing *thing = designer_thing_get (first + i);

      if (subject->request->values[i] != NULL)
        designer_facts_settle (facts, subject, first + i, subject->request->values[i]);
      else if (is_inherent (thing))
        settle_by_rule (facts, subject, thing);
    }
}

void
designer_existing_read_whole (GVirDesignerDomain *design)
{
  GVirDesignerDomainPrivate *priv = design->priv;
  DesignerIntent *intent = priv->facts->intent;
  xmlNode *root = designer_domain_root (design);
  g_autofree char *version = g_strdup (designer_intent_get (intent, DESIGNER_THING_POLICY_VERSION));
  gboolean container;

  for (guint i = DESIGNER_SCOPE_DOMAIN; i < DESIGNER_N_WHOLE_SCOPES; i++)
    {
      designer_facts_forget (priv->facts, priv->facts->whole[i]);
      designer_read_things (intent->whole[i], root);
    }
  designer_read_settings (intent->whole[DESIGNER_SCOPE_DOMAIN], root);
  /* The version that was asked for is in no XML. */
  *place_of (intent->whole[DESIGNER_SCOPE_DOMAIN], DESIGNER_THING_POLICY_VERSION) = g_steal_pointer (&version);
  container = g_strcmp0 (designer_intent_get (intent, DESIGNER_THING_OS_TYPE), "exe") == 0;
  priv->state = container ? DESIGNER_STATE_CONTAINER : DESIGNER_STATE_MACHINE;
  settle_whole (priv->facts, DESIGNER_SCOPE_DOMAIN);
  fill_machine (priv->facts, intent->whole[DESIGNER_SCOPE_MACHINE]);
  settle_whole (priv->facts, container ? DESIGNER_SCOPE_CONTAINER : DESIGNER_SCOPE_MACHINE);
  settle_whole (priv->facts, DESIGNER_SCOPE_RESOURCES);
}

void
designer_existing_read (GVirDesignerDomain *design)
{
  designer_existing_read_whole (design);
  for (xmlNode *devices = designer_xml_child (designer_domain_root (design), "devices"); devices != NULL;
       devices = designer_xml_next (devices, "devices"))
    read_devices (design, devices);
}

/**
 * gvir_designer_domain_new_from_xml:
 * @os: (nullable): what the operating system supports; %NULL: nothing is known of it
 * @host: (nullable): what the host can run; %NULL: a built-in description of a
 *   current QEMU/KVM x86_64 host
 * @xml: the XML of a domain, in UTF-8
 * @error: return location for a #GError
 *
 * Begins a design with a guest that is there already, whole or not: devices can be
 * added to it, changed and removed.
 *
 * What is in @xml stays as it is, byte for byte where
 * [method@LibvirtDesigner.Domain.to_xml] writes it, until a call changes it; that
 * includes what libvirt does not know.
 *
 * Returns: (transfer full): a design, or %NULL with
 *   %GVIR_DESIGNER_ERROR_INVALID_INPUT where @xml is no domain, is larger than
 *   16 MiB, has a DOCTYPE or is not in UTF-8
 */
GVirDesignerDomain *
gvir_designer_domain_new_from_xml (GVirDesignerOs *os,
                                   GVirDesignerHost *host,
                                   const char *xml,
                                   GError **error)
{
  g_autoptr (DesignerXmlDoc) checked = NULL;
  g_autoptr (GVirDesignerDomain) design = NULL;
  g_autoptr (DesignerKeptText) kept = NULL;
  GVirConfigDomain *config;

  g_return_val_if_fail (os == NULL || GVIR_DESIGNER_IS_OS (os), NULL);
  g_return_val_if_fail (host == NULL || GVIR_DESIGNER_IS_HOST (host), NULL);
  g_return_val_if_fail (xml != NULL, NULL);

  checked = designer_xml_doc_new_from_text (xml, "the domain", "domain", error);
  if (checked == NULL || !designer_kept_text_check (xml, (const char *) checked->encoding, "the domain", error))
    return NULL;
  /* libvirt-gconfig wants nothing before the root. */
  config = gvir_config_domain_new_from_xml (designer_kept_text_find_root (xml), NULL);
  g_return_val_if_fail (config != NULL, NULL);
  design = g_object_new (GVIR_DESIGNER_TYPE_DOMAIN, "guest-os", os, "host", host, NULL);
  designer_domain_set_config (design, config);
  kept = designer_kept_text_new (xml, designer_domain_root (design));
  g_return_val_if_fail (kept != NULL, NULL);
  design->priv->kept = g_steal_pointer (&kept);
  designer_existing_read (design);
  return g_steal_pointer (&design);
}

/**
 * gvir_designer_domain_new_from_config:
 * @os: (nullable): what the operating system supports; %NULL: nothing is known of it
 * @host: (nullable): what the host can run; %NULL: a built-in description of a
 *   current QEMU/KVM x86_64 host
 * @config: the configuration of a domain
 * @error: return location for a #GError
 *
 * Begins a design with a copy of a configuration, as
 * [ctor@LibvirtDesigner.Domain.new_from_xml] does with its XML.
 *
 * Returns: (transfer full): a design, or %NULL as
 *   [ctor@LibvirtDesigner.Domain.new_from_xml]
 */
GVirDesignerDomain *
gvir_designer_domain_new_from_config (GVirDesignerOs *os,
                                      GVirDesignerHost *host,
                                      GVirConfigDomain *config,
                                      GError **error)
{
  g_autofree char *xml = NULL;

  g_return_val_if_fail (GVIR_CONFIG_IS_DOMAIN (config), NULL);

  xml = gvir_config_object_to_xml (GVIR_CONFIG_OBJECT (config));
  return gvir_designer_domain_new_from_xml (os, host, xml, error);
}
